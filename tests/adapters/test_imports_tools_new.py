"""LimeSurvey's archive, Kobo with its form, old Excel, Google's and Microsoft's forms: whole, and hostile."""

import contextlib
import io
import resource
import zipfile
from pathlib import Path

import openpyxl
import pytest

from feedback.adapters import old_excel
from feedback.adapters.imports import limesurvey
from feedback.adapters.imports.exports import open_bytes
from feedback.adapters.imports.limesurvey_types import label_of
from feedback.adapters.imports.sheets import CannotRead
from feedback.adapters.imports.understanding import Understood, understand
from tests.adapters.test_survey_formats_hostile import old_workbook

L10N = "<question_l10ns><rows>{}</rows></question_l10ns>"
LSS = """<?xml version="1.0" encoding="UTF-8"?>
<document><LimeSurveyDocType>Survey</LimeSurveyDocType><languages><language>en</language></languages>
<answers><rows>
<row><aid>1</aid><qid>3</qid><code>A2</code><sortorder>2</sortorder></row>
<row><aid>2</aid><qid>3</qid><code>A1</code><sortorder>1</sortorder></row>
</rows></answers>
<answer_l10ns><rows>
<row><aid>1</aid><answer>Not safe</answer><language>en</language></row>
<row><aid>2</aid><answer><![CDATA[<b>Safe</b>]]></answer><language>en</language></row>
<row><aid>2</aid><answer>Diogel</answer><language>cy</language></row>
</rows></answer_l10ns>
<questions><rows>
<row><qid>3</qid><parent_qid>0</parent_qid><type>L</type><title>safe</title></row>
<row><qid>4</qid><parent_qid>0</parent_qid><type>M</type><title>help</title></row>
<row><qid>5</qid><parent_qid>0</parent_qid><type>S</type><title>name</title></row>
<row><qid>6</qid><parent_qid>0</parent_qid><type>Y</type><title>school</title></row>
<row><qid>7</qid><parent_qid>0</parent_qid><type>F</type><title>grid</title></row>
</rows></questions>
<subquestions><rows>
<row><qid>8</qid><parent_qid>4</parent_qid><type>T</type><title>SQ1</title></row>
<row><qid>9</qid><parent_qid>4</parent_qid><type>T</type><title>SQ2</title></row>
</rows></subquestions>
<question_l10ns><rows>
<row><qid>3</qid><question>How safe are you?</question><language>en</language></row>
<row><qid>3</qid><question>Pa mor ddiogel?</question><language>cy</language></row>
<row><qid>4</qid><question>What helped?</question><language>en</language></row>
<row><qid>5</qid><question>What is your name?</question><language>en</language></row>
<row><qid>6</qid><question>Are you in school?</question><language>en</language></row>
<row><qid>8</qid><question>Money [cash]</question><language>en</language></row>
<row><qid>9</qid><question>A home</question><language>en</language></row>
</rows></question_l10ns>
<surveys_languagesettings><rows><row><surveyls_title>Safety</surveyls_title></row></rows>
</surveys_languagesettings></document>"""
NAMES = ("id", "1X1X3", "1X1X3other", "1X1X4SQ1", "1X1X4SQ2", "1X1X5", "1X1X6")
ROWS = (
    ("1", "A1", "", "Y", "", "Sam", "Y"),
    ("2", "A1", "", "", "Y", "Alex", "N"),
    ("3", "-oth-", "Sometimes", "Y", "Y", "Kim", ""),
)


def responses(rows: tuple[tuple[str, ...], ...] = ROWS) -> str:
    fields = "".join(f"<fieldname>{n}</fieldname>" for n in NAMES)
    cells = ["".join(f"<_{n}>{c}</_{n}>" for n, c in zip(NAMES, row, strict=True)) for row in rows]
    body = "".join(f"<row>{row}</row>" for row in cells)
    return f"<document><responses><fields>{fields}</fields><rows>{body}</rows></responses></document>"


def archive(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in parts.items():
            zipped.writestr(name.replace("__", "/").replace("_lss", ".lss").replace("_lsr", ".lsr"), text)
    return made.getvalue()


def counts(found: Understood) -> dict[str, dict[str, int]]:
    return {
        g.ask: {o: g.counts.get(k.key, 0) for o, k in zip(g.options, p.question.options, strict=True)}
        for g, p in zip(found.guesses, found.plans, strict=True)
        if g.options
    }


def test_limesurveys_archive_comes_in_with_its_words_and_every_option() -> None:
    found = understand(open_bytes(archive(s_lss=LSS, s_responses_lsr=responses()), "s"), "a")
    assert found.survey.title == "Safety"
    assert counts(found) == {
        "How safe are you?": {"Safe": 2, "Not safe": 0, "Other": 1},
        "What helped?": {"Money (cash)": 2, "A home": 2},
        "Are you in school?": {"Yes": 1, "No": 1},
    }
    assert ("F: What is your name?", "it holds names") in found.left_out
    assert found.left_out[0][0] == "A: id"
    assert "Sam" not in str(found.answers)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"s_lss": LSS}, "holds a survey and no answers"),
        ({"s_lss": LSS, "t_lss": LSS, "s_responses_lsr": responses()}, "one survey’s definition"),
        ({"s_lss": LSS[:700], "s_responses_lsr": responses()}, "damaged"),
        ({"s_lss": LSS, "s_responses_lsr": responses()[:90]}, "damaged"),
        ({"s_lss": LSS.replace("<document>", '<!DOCTYPE d [<!ENTITY x "y">]><document>'),
          "s_responses_lsr": responses()}, "XML entities"),
        ({"s_lss": LSS, "s_responses_lsr": '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'},
         "XML entities"),
        ({"s_lss": LSS, "s_responses_lsr": responses(())}, "headings and no answers"),
        ({"s_lss": LSS.replace("<qid>3</qid>", "", 3), "s_responses_lsr": responses()}, "damaged"),
        ({"s_lss": LSS.replace("<type>L</type>", ""), "s_responses_lsr": responses()}, "damaged"),
        ({"s_lss": LSS.replace("<title>safe</title>", ""), "s_responses_lsr": responses()}, "damaged"),
        ({"s_lss": LSS.replace("<document>", "<document>" + "<a/>" * 200_001),
          "s_responses_lsr": responses()}, "more than 200,000 parts"),
        ({"s_lss": LSS, "s_responses_lsr": responses().replace("<fields>", "<fields>" + "<a/>" * 200_001)},
         "more than 200,000 parts"),
        ({"s_lss": LSS, "s_responses_lsr": "<d>" + "<a>" * 300_000}, "more than 200,000 parts"),
    ],
)  # fmt: skip
def test_an_archive_that_is_broken_or_means_harm_is_refused(parts: dict[str, str], said: str) -> None:
    with pytest.raises(CannotRead, match=said):
        open_bytes(archive(**parts), "s")


def test_an_archive_that_unpacks_to_nonsense_says_so() -> None:
    whole = archive(s_responses_lsr=responses(ROWS * 50), s_lss=LSS)
    broken = whole[:80] + bytes(b ^ 0xFF for b in whole[80:120]) + whole[120:]
    with pytest.raises(CannotRead, match="damaged"):
        open_bytes(broken, "s")


@pytest.mark.parametrize("rows", ["<row/>" * 20_000, "<row>" + "<_1X1X3/>" * 20_000 + "</row>"])
def test_rows_without_answers_count_too(rows: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limesurvey, "MOST_CELLS", 10_000)
    answers = responses(()).replace("<rows></rows>", f"<rows>{rows}</rows>")
    with pytest.raises(CannotRead, match="more than 10,000 answers"):
        open_bytes(archive(s_lss=LSS, s_responses_lsr=answers), "s")


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = archive(s_lss=LSS, s_responses_lsr=responses() + " " * 3_000_000)
    assert len(bomb) < 20_000
    monkeypatch.setattr(limesurvey, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(CannotRead, match="unpacks to more than"):
        open_bytes(bomb, "s")


def test_paths_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    there = set(tmp_path.parent.iterdir())
    made = archive(**{"..__..__s_lss": LSS, "..__x_responses_lsr": responses()})
    assert understand(open_bytes(made, "s"), "a").survey.title == "Safety"
    assert set(tmp_path.parent.iterdir()) == there


def test_a_picture_is_known_by_its_words_or_its_file() -> None:
    assert label_of('<img alt="A red door" src="x/door.png">', "A1") == "A red door"
    assert label_of('<img alt="" src="upload/fire.png" />', "A1") == "fire"
    assert label_of("<script>alert(1)</script>", "A1") == "A1"


# Kobo


def book(**sheets: list[list[object]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


FORM = book(
    survey=[
        ["type", "name", "label::English (en)", "label::Cymraeg (cy)"],
        ["begin_group", "g", "A group", ""],
        ["select_one agree", "safe", "I feel safe", "Rwy’n teimlo’n ddiogel"],
        ["select_multiple help or_other", "help", "What helped?", ""],
        ["text", "more", "What else?", ""],
        ["integer", "age", "How old are you?", ""],
        ["end_group", "", "", ""],
    ],
    choices=[
        ["list_name", "name", "label::English (en)"],
        ["agree", "a1", "Agree"],
        ["agree", "a2", "Neither"],
        ["agree", "a3", "Disagree"],
        ["help", "h1", "Money"],
        ["help", "h2", "A home; our own"],
    ],
    settings=[["form_title", "default_language"], ["Kobo’s", "English (en)"]],
)
DATA = [
    ["start", "g/safe", "g/help", "g/help/h1", "g/help/h2", "g/help/other", "g/more", "g/age", "_uuid"],
    ["2025-01-01T10:00:00", "a1", "h1 h2", 1, 1, 0, "More time to talk to us", 11, "u1"],
    ["2025-01-02T10:00:00", "a1", "h1", 1, 0, 0, "Longer visits at home", 12, "u2"],
    ["2025-01-03T10:00:00", "a3", "other", 0, 0, 1, "", 14, "u3"],
    ["2025-01-04T10:00:00", "", "", "", "", "", "A dog in the house please", 17, "u4"],
]


@pytest.mark.parametrize("ticks", [True, False])
def test_kobos_codes_become_words_by_its_form(ticks: bool) -> None:
    wanted = range(9) if ticks else (0, 1, 2, 6, 7, 8)
    answers = book(A=[[row[i] for i in wanted] for row in DATA])
    found = understand(open_bytes(answers, "kobo", FORM), "a")
    assert found.survey.title == "Kobo’s"
    assert counts(found)["I feel safe"] == {"Agree": 2, "Neither": 0, "Disagree": 1}
    assert counts(found)["What helped?"] == {"Money": 2, "A home; our own": 1, "Other": 1}
    assert [q.kind.value for q in found.survey.questions][:1] == ["scale"]
    left_out = " ".join(c for c, _ in found.left_out)
    assert "start" in left_out
    assert "_uuid" in left_out


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (b"name,label\n", "isn’t an Excel workbook"),
        (book(other=[["a"]]), "no sheet called “survey”"),
        (book(survey=[["type", "name", "label"], ["text", "zzz", "Nothing of it"]]), "none of the questions"),
        (b"PK\x03\x04 half", "only part of it was copied"),
    ],
)
def test_a_form_that_does_not_fit_is_told(form: bytes, said: str) -> None:
    with pytest.raises(CannotRead, match=said):
        open_bytes(book(A=DATA), "kobo", form)


# Google’s and Microsoft’s


def test_google_forms_comes_in_without_who_and_when() -> None:
    heads = '"Timestamp","Username","What helps? ","I feel [At home]","I feel [At school]"'
    rows = [("Money, A home", "Good", "Bad"), ("Money", "Good", "Good"), ("A home", "Bad", "Bad")] * 3
    body = [
        f'"2025/03/{n + 1:02} 9:12:33 am GMT","s{n}@example.org","{a}","{b}","{c}"'
        for n, (a, b, c) in enumerate(rows)
    ]
    found = understand(open_bytes("\n".join([heads, *body]).encode(), "google"), "a")
    assert [column[0] for column, _ in found.left_out] == ["A", "B"]
    assert counts(found) == {
        "What helps?": {"A home": 6, "Money": 6},
        "I feel - At home": {"Good": 6, "Bad": 3},
        "I feel - At school": {"Good": 3, "Bad": 6},
    }


def test_microsoft_forms_comes_in_without_who_and_when() -> None:
    heads = [
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "Last modified time",
        "What helps?",
        "Safe?",
    ]
    rows = [
        [n + 1, "2025-03-01 09:00:00", "2025-03-01 09:05:00", "anonymous", "", "", a, b]
        for n, (a, b) in enumerate([("Money;A home;", "Yes"), ("Money;", "No"), ("A home;", "Yes")] * 2)
    ]
    found = understand(open_bytes(book(Sheet1=[heads, *rows]), "ms"), "a")
    assert [column[0] for column, _ in found.left_out] == ["A", "B", "C", "D", "E", "F"]
    assert counts(found) == {"What helps?": {"A home": 4, "Money": 4}, "Safe?": {"Yes": 4, "No": 2}}


# Old Excel, and cells that a spreadsheet would run


def test_a_damaged_old_workbook_is_refused() -> None:
    with pytest.raises(CannotRead, match="old Excel"):
        open_bytes(old_excel.MARK + b"\xa1\xb1\x1a\xe1" + bytes(600), "old")


def test_an_old_workbook_is_read(shared_data: Path) -> None:
    old = (shared_data / "B_definitions/xlsform/tutorial.xls").read_bytes()
    sheet = open_bytes(old, "tutorial").sheet
    assert (sheet.encoding, sheet.headings[0][1:3]) == ("xls", ("type", "name"))
    assert "was read; not: " in sheet.notes[0]


def huge_form() -> bytes:
    """A form with two cells, the second in the last row and column that there are."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title, sheet["A1"] = "survey", "type"
    sheet.cell(1_048_576, 16_384).value = "x"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["new", "old"])
def test_a_form_that_claims_a_huge_sheet_is_refused_and_the_process_lives(kind: str) -> None:
    form = huge_form() if kind == "new" else old_workbook([(0, 0), (65_535, 255)])
    with pytest.raises(CannotRead, match=r"more than 400,000 cells|can’t be read"):
        open_bytes(b"Q1,Q2\na,b\n", "x", form)


def test_old_answers_that_claim_a_huge_sheet_are_read_or_refused_in_another_process() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with contextlib.suppress(CannotRead):
        open_bytes(old_workbook([(0, 0), (1, 0), (65_535, 255)]), "x")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 200_000, "kilobytes"


@pytest.mark.parametrize(
    "cell",
    ['=HYPERLINK("http://x","y")', "=cmd|'/C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "= SUM (A1:A9)"],
)
def test_a_cell_that_would_be_run_is_refused(cell: str) -> None:
    quoted = cell.replace('"', '""')
    with pytest.raises(CannotRead, match="Row 3, column B holds a formula"):
        open_bytes(f'Q1,Q2\na,b\nc,"{quoted}"\n'.encode(), "x")


@pytest.mark.parametrize("cell", ["=)", "- more time (in the evening)", "+44", "@home", "-1", "= better"])
def test_a_cell_that_only_looks_like_one_is_an_answer(cell: str) -> None:
    assert open_bytes(f'Q1,Q2\na,b\nc,"{cell}"\n'.encode(), "x").sheet.rows[1][1] == cell


def test_a_workbook_with_formulas_is_refused() -> None:
    with pytest.raises(CannotRead, match="has formulas in it"):
        open_bytes(book(A=[["Q1", "Q2"], ["a", "=1+1"]]), "x")


# The shared files


def test_the_shared_archive_and_form_come_in_whole(shared_data: Path) -> None:
    lime = (shared_data / "B_definitions/limesurvey/colors.lsa").read_bytes()
    found = understand(open_bytes(lime, "colors"), "a")
    assert counts(found)["Which image do you like better?"] == {"fire": 2, "leaves": 0}
    colours = counts(found)["What colors are your favorite? Pick at least two."]
    assert len(colours) == 11
    assert (colours["red"], colours["brown"], colours["blue"]) == (1, 1, 0)
    kobo = shared_data / "A_responses/kobo_likert"
    answers, form = ((kobo / n).read_bytes() for n in ("data_likert.xlsx", "form_likert.xlsx"))
    likert = understand(open_bytes(answers, "likert", form), "b")
    assert (len(likert.answers), len(likert.guesses), likert.left_out) == (120, 18, [])
    raw = understand(open_bytes(answers, "likert"), "c")
    coded = {"Probable": "likely", "Neutral": "neutral", "Improbable": "unlikely"}
    for worded, plain in zip(counts(likert).values(), counts(raw).values(), strict=True):
        assert {coded[k]: n for k, n in worded.items()} == plain
