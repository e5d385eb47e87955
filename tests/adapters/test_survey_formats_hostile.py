"""Survey files that are broken, of another kind, or mean harm: each is refused in plain words, soon."""

import contextlib
import io
import json
import random
import struct
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from feedback.adapters import old_excel
from feedback.adapters.survey_formats import NotUnderstood, read, write
from feedback.adapters.survey_formats.understood import MOST_BYTES
from feedback.domain.surveys import Survey
from tests.conftest import small_survey

LSS = (
    "<?xml version='1.0'?>{before}<document><LimeSurveyDocType>Survey</LimeSurveyDocType>"
    "<questions><rows>{rows}</rows></questions></document>"
)
LINE = "<row><qid>{n}</qid><type>T</type><title>q{n}</title><question>{words}</question></row>"


def lime(rows: str = "", before: str = "") -> bytes:
    return LSS.format(rows=rows or LINE.format(n=1, words="Well?"), before=before).encode()


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


BOOK = write(small_survey(), "xlsform").content
BOMB = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
OUTSIDE = "<!DOCTYPE d SYSTEM 'http://example.org/d.dtd'>"
FILE_ENTITY = "<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b" \n\t", "The file is empty"),
        (b"x" * (MOST_BYTES + 1), "over 10 MB"),
        (b"%PDF-1.7\n%\xe2\xe3", "not a survey file that Told Us knows"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not a survey file"),
        (b"name,age\nAnn,7\n", "not a survey file"),
        (b"<html><body>Log in</body></html>", "not a survey file"),
        (b"<!DOCTYPE html><html></html>", "XML entities or a document type"),
        (b"{}", "not a survey file"),
        (b"[1, 2]", "not a survey file"),
        (b'{"pages": [', "damaged or was cut off"),
        (b'{"pages": [], "pages": []}', "“pages” twice in the same place"),
        (b'{"pages": [NaN]}', "damaged or was cut off"),
        (b'{"pages": []}', "no question that Told Us can ask"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b'{"pages": [' + b"[" * 100_000, "nested too deeply"),
        (lime(before=BOMB), "XML entities or a document type"),
        (lime(before=OUTSIDE), "XML entities or a document type"),
        (lime(before=FILE_ENTITY), "XML entities or a document type"),
        (lime()[:-40], "XML that is damaged"),
        (b"<document><LimeSurveyDocType/></document>", "parts of it are missing"),
        (b"<a>" * 200_000, "XML that is damaged"),
        (b"<a>" + b"<b/>" * 200_000, "more than 200,000 parts"),
        (zipped(a_dot_lss=b"<a>" + b"<b/>" * 5_000_000), "more than 200,000 parts"),
        (b"PK\x03\x04 not a zip", "only part of it was copied"),
        (BOOK[: len(BOOK) // 2], "only part of it was copied"),
        (zipped(word__document_dot_xml=b"<w/>"), "not a survey file"),
        (zipped(xl__workbook_dot_xml=b"<w/>"), "parts of it can’t be read"),
        (zipped(xl__workbook_dot_xml=b"<!-- -->" * 900 + BOMB.encode()), "XML entities"),
        (zipped(xl__workbook_dot_xml=b" " * 70_000_000), "unpacks to more than 60 MB"),
        (zipped(a_dot_lss=b"<document>"), "XML that is damaged"),
        (zipped(a_dot_lss=lime(before=BOMB)), "XML entities"),
        (workbook(answers=[["Q1"], ["Yes"]]), "no sheet “survey” with a column “type”"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "parts of it can’t be read"),
        (b"survey: a\nquestions: [", "line 2: this is not YAML"),
        (b"survey: a\nsurvey: b\n", "here a second time"),
        (b"survey: a\ntitle: A\n", "should be a list with at least one question"),
        ("survey: a\ntitle: \u00e4".encode("latin-1"), "not saved as UTF-8"),
        (b"survey: &a [1]\nx: " + b"[" * 5_000, "nested too deeply"),
        (b"survey: a\n" + b"# " * 600_000, "over 500 KB"),
    ],
)
def test_it_is_refused_with_why_what_is_safe_and_what_to_do(content: bytes, said: str) -> None:
    began = time.monotonic()
    with pytest.raises(NotUnderstood, match=said) as caught:
        read("a file", content)
    assert time.monotonic() - began < 20
    assert "Nothing was stored or changed. " in str(caught.value)
    assert len(str(caught.value).split("Nothing was stored or changed. ")[1]) > 20


@pytest.mark.parametrize(
    "content",
    [
        lime("".join(LINE.format(n=n, words=f"Well {n}?") for n in range(10_000))),
        json.dumps({"elements": [{"type": "text", "name": f"q{n}"} for n in range(10_000)]}).encode(),
        json.dumps({"elements": [{"type": "html", "html": f"q{n}"} for n in range(10_000)]}).encode(),
        workbook(survey=[["type", "name", "label"], *(["text", f"q{n}", f"Q {n}"] for n in range(10_000))]),
        b"survey: a\nquestions:\n" + b"- {key: a}\n" * 10_000,
    ],
    ids=["lime", "surveyjs", "notes", "xlsform", "yaml"],
)
def test_ten_thousand_questions_are_too_many(content: bytes) -> None:
    with pytest.raises(NotUnderstood, match=r"more (questions|rows|parts) than the"):
        read("a file", content)


MANY = [f"c{n}" for n in range(20_000)]
NUMBERED = {str(n): {"Display": "x"} for n in range(20_000)}
GRID = {"type": "matrix", "name": "a", "rows": MANY, "columns": MANY}
RULE = {"or": [{"==": [{"source": "answers", "identifier": "a"}, str(n)]} for n in range(20_000)]}
BLOCK = {"type": "Question", "question": {"title": "a", "answers": [{"id": "a", "type": "TextField"}]}}
TABLE = {"QuestionType": "Matrix", "Selector": "Likert", "Choices": NUMBERED, "Answers": NUMBERED}
LABELS = {f"x{n}-{n}": "words" for n in range(50_000)}


@pytest.mark.parametrize(
    "value",
    [
        {"elements": [GRID, {"type": "text", "name": "b"}]},
        {"elements": [{"type": "ranking", "name": "a", "choices": MANY}, {"type": "text", "name": "b"}]},
        {"elements": [{"type": "text", "name": "a", "title": LABELS}]},
        {"survey_id": "1", "sections": [{"enabled": {"when": RULE}, "groups": [{"blocks": [BLOCK] * 900}]}]},
        {"SurveyElements": [{"Element": "SQ", "PrimaryAttribute": "a", "Payload": TABLE}]},
        {
            "elements": [
                {"type": "radiogroup", "name": "a", "choices": [{"text": LABELS}] * 3, "title": "x" * 9**6}
            ]
        },
    ],
    ids=["grid", "ranking", "languages", "rule", "table", "words"],
)
def test_what_would_grow_without_end_when_it_is_copied_is_bounded(value: dict[str, object]) -> None:
    began = time.monotonic()
    with contextlib.suppress(NotUnderstood):
        read("a.json", json.dumps(value).encode())
    assert time.monotonic() - began < 15


def test_a_lime_grid_and_a_form_with_endless_answers_are_bounded_too() -> None:
    rows = "".join(
        f"<row><qid>{n}</qid><parent_qid>1</parent_qid><title>s</title></row>" for n in range(9_000)
    )
    codes = "".join(f"<row><qid>1</qid><code>{n}</code></row>" for n in range(9_000))
    more = f"<subquestions><rows>{rows}</rows></subquestions><answers><rows>{codes}</rows></answers>"
    grid = lime("<row><qid>1</qid><type>F</type><title>g</title><question>Grid</question></row>")
    listed = [["list_name", "name", "label"], *(["c", f"n{n}", "x"] for n in range(9_000))]
    asked = [["type", "name", "label"], *(["select_one c", f"q{n}", "x"] for n in range(4_000))]
    began = time.monotonic()
    for content in (
        grid.replace(b"</document>", f"{more}</document>".encode()),
        workbook(survey=asked, choices=listed),
    ):
        with pytest.raises(NotUnderstood, match="no question that Told Us can ask"):
            read("a file", content)
    assert time.monotonic() - began < 30


def test_a_panel_in_a_panel_without_end_is_left_out_and_the_rest_comes_in() -> None:
    deep: dict[str, object] = {"type": "text", "name": "deep"}
    for _ in range(60):
        deep = {"type": "panel", "elements": [deep]}
    found = read("a.json", json.dumps({"elements": [{"type": "text", "name": "top"}, deep]}).encode())
    assert [q["ask"] for q in found.definition["questions"]] == ["top"]
    assert any("too many panels" in said for said in found.left_out)


@pytest.mark.parametrize("sign", ["(", "!", "not ", "{a} = 1 and ", "{a} anyof ['"])
def test_a_condition_without_end_is_said_and_its_question_kept(sign: str) -> None:
    value = {"elements": [{"type": "text", "name": "a", "visibleIf": sign * 3_000}]}
    found = read("a.json", json.dumps(value).encode())
    assert len(found.definition["questions"]) == 1
    assert any("asked only in some cases" in said for said in found.left_out)


def test_marks_that_cannot_be_seen_html_and_scripts_are_not_kept() -> None:
    words = "<p>Are <b>you</b>\u202e\u0007 safe?<script>alert('x')</script></p><style>p{}</style>"
    value = {"title": "A\x00B", "elements": [{"type": "text", "name": "a", "title": words}]}
    found = read("a.json", json.dumps(value).encode())
    assert found.definition["questions"][0]["ask"] == "Are you safe?"
    assert found.definition["title"] == "A B"


def test_a_formula_in_a_form_is_read_as_what_it_showed_and_runs_nowhere() -> None:
    rows: list[list[object]] = [["type", "name", "label"], ["text", "a", "=1+1"], ["text", "b", "What?"]]
    found = read("a.xlsx", workbook(survey=rows))
    assert [q["ask"] for q in found.definition["questions"]] == ["a", "What?"]
    assert b"=1+1" not in write(Survey.model_validate(found.definition), "xlsform").content


def test_a_form_of_ours_that_was_changed_into_nonsense_is_refused() -> None:
    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    heads = [c.value for c in book["survey"][1]]
    book["survey"].cell(5, heads.index("told_us_kind") + 1).value = "number"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(NotUnderstood, match="not as they should be"):
        read("a.xlsx", out.getvalue())


def test_a_form_of_ours_whose_last_number_no_number_is_is_refused() -> None:
    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    sheet = book["choices"]
    heads = [c.value for c in sheet[1]]
    [ends] = [row[heads.index("to")] for row in sheet.iter_rows() if str(row[heads.index("to")].value) == "0"]
    ends.value = "1e999"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(NotUnderstood, match="not as they should be"):
        read("a.xlsx", out.getvalue())


def test_an_old_workbook_that_claims_a_huge_sheet_is_refused_in_little_memory() -> None:
    """A cell in the last row and column makes the reader keep room for all the others."""
    huge = old_workbook([(0, 0), (65_535, 255)])
    began = time.monotonic()
    with pytest.raises(NotUnderstood, match="can’t be read"):
        read("a.xls", huge)
    assert time.monotonic() - began < 40


def old_workbook(cells: list[tuple[int, int]]) -> bytes:
    """The smallest .xls that a reader takes: a compound file with one stream, which has one sheet."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0xDBB, 0x7CC, 0, 6))
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0xDBB, 0x7CC, 0, 6))
    sheet += record(0x200, struct.pack("<IIHHH", 0, 65_536, 0, 256, 0))
    for row, column in cells:
        sheet += record(0x203, struct.pack("<HHHd", row, column, 0, 1.0))
    sheet += record(0x0A, b"")
    name = b"\x06\x00survey"
    length = len(start) + 4 + 6 + len(name) + 4
    stream = start + record(0x85, struct.pack("<IH", length, 0) + name) + record(0x0A, b"") + sheet
    stream = stream.ljust(4096 + (-len(stream)) % 512 if len(stream) < 4096 else len(stream), b"\0")
    stream += b"\0" * (-len(stream) % 512)
    blocks = len(stream) // 512
    chain = [*range(1, blocks), 0xFFFFFFFE, 0xFFFFFFFE, 0xFFFFFFFD]
    table = struct.pack(f"<{len(chain)}I", *chain) + b"\xff" * (512 - 4 * len(chain))

    def entry(called: str, kind: int, child: int, first: int, size: int) -> bytes:
        text = called.encode("utf-16-le") + b"\0\0"
        head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
        return (
            head
            + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
            + b"\0" * 36
            + struct.pack("<IQ", first, size)
        )

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 0, len(stream))
    folder = folder.ljust(512, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack(
        "<HHHHH6sIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, 1, blocks, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    head += struct.pack("<I", blocks + 1) + b"\xff" * (108 * 4)
    return head + stream + folder + table


def test_a_small_old_workbook_made_in_the_same_way_can_be_read() -> None:
    """So that the huge one above is refused for its size alone."""
    found = old_excel.sheets(old_workbook([(0, 0), (3, 2)]), old_excel.Bounds(100, 100, 20))
    assert found["survey"] == [["1"], [], [], ["", "", "1"]]


@pytest.mark.parametrize("seed", range(4))
def test_a_file_cut_or_changed_anywhere_is_read_or_refused(seed: int, shared_data: Path) -> None:
    drawn = random.Random(seed)
    files = sorted((shared_data / "B_definitions").rglob("*.*"))
    for path in (p for p in files if p.suffix not in (".xls", ".csv") and p.stat().st_size < 100_000):
        whole = path.read_bytes()
        changed = bytearray(whole)
        changed[drawn.randrange(len(whole))] = drawn.randrange(256)
        for content in (whole[: drawn.randrange(len(whole))], bytes(changed)):
            with contextlib.suppress(NotUnderstood):
                Survey.model_validate(read(path.name, content).definition)
