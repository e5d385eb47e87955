"""toldus verify, as it is typed: what it says, how it ends, and that no file can harm or confuse it."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from pypdf import PdfWriter

from feedback.adapters.documents import FORMATS
from feedback.adapters.store import responses, waves
from feedback.adapters.verifying import word
from feedback.domain.journey import Answer
from tests.adapters.answered import wave_of
from tests.adapters.documents_samples import by_hand
from tests.adapters.verify_edits import zipped
from tests.conftest import TODAY, small_survey

WRONG = "76 young people answered. 90.07% of young people told us so."


def docx(*paragraphs):
    made, document = BytesIO(), Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(made)
    return made.getvalue()


def bomb():
    """A hundred megabytes in a hundred kilobytes."""
    made = BytesIO()
    with ZipFile(BytesIO(docx("Hello"))) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) if name != "word/document.xml" else b" " * 100 * 2**20)
    return made.getvalue()


def laughs():
    """Entities that grow to a thousand million letters."""
    entities = "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(9))
    name = "word/document.xml"
    with ZipFile(BytesIO(docx("Hello"))) as file:
        parts = {n: file.read(n) for n in file.namelist()}
    body = parts[name].decode().replace("Hello", "&l9;").split("?>", 1)[1]
    return zipped(parts | {name: f'<!DOCTYPE d [<!ENTITY l0 "lol">{entities}]>{body}'.encode()})


def locked():
    writer, made = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("a password", algorithm="RC4-128")
    writer.write(made)
    return made.getvalue()


def empty_pdf():
    writer, made = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(made)
    return made.getvalue()


HOSTILE = {
    "empty.txt": b"",
    "blank.md": b" \n\n ",
    "empty.docx": b"",
    "bomb.docx": bomb(),
    "text.docx": b"90% of people",
    "zip.docx": zipped({"a.txt": b"hello"}),
    "half.docx": docx("Hello")[:9000],
    "page.docx": b"<html><p>Hello</p></html>",
    "broken.pdf": b"%PDF-1.7\nnot a pdf",
    "text.pdf": b"90% of people",
    "locked.pdf": locked(),
    "scan.pdf": empty_pdf(),
    "binary.txt": bytes(range(256)) * 20,
    "picture.md": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "text.html": b"Just words",
    "nothing.html": b"<html><script>alert(1)</script></html>",
    "program.exe": b"MZ",
    "none": b"words",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_can_not_be_read_is_told_plainly(toldus, tmp_path, name):
    (tmp_path / name).write_bytes(HOSTILE[name])
    said = toldus("verify", str(tmp_path / name))
    assert (said.exit_code, said.stdout) == (2, "")
    assert said.stderr.startswith(f"Error: {name} can’t be checked. ")
    assert said.stderr.endswith("Nothing was changed.\n")
    assert len(said.stderr.splitlines()) == 1


def test_no_file_and_a_folder_are_told_plainly(toldus, tmp_path):
    (tmp_path / "folder.txt").mkdir()
    for name in ("missing.txt", "folder.txt"):
        assert toldus("verify", str(tmp_path / name)).exit_code == 2


def test_entities_are_not_unfolded(toldus, tmp_path):
    (tmp_path / "laughs.docx").write_bytes(laughs())
    said = toldus("verify", str(tmp_path / "laughs.docx"))
    assert said.exit_code in (0, 2)
    assert "lol" not in said.output


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"])
def test_text_in_any_encoding(toldus, tmp_path, encoding):
    (tmp_path / "told.txt").write_bytes(f"It’s said: {WRONG}".encode(encoding))
    said = toldus("verify", str(tmp_path / "told.txt"))
    assert said.exit_code == 1
    assert "89.47% (68 of 76) and 90.79% (69 of 76)" in said.stdout
    assert "It’s said" not in said.stdout.splitlines()[0]


OTHERS = {
    "told.docx": docx("Introduction", WRONG),
    "told.html": f"<h1>Start</h1><p>76 young people answered.\n <b>90.07</b>% of {WRONG[36:]}".encode(),
    "told.md": WRONG.replace("90.07%", "**90.07%**").encode(),
    "told.TXT": WRONG.replace(". ", ".\n").encode(),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_document_of_somebody_else_needs_no_database(toldus, tmp_path, name):
    (tmp_path / name).write_bytes(OTHERS[name])
    said = toldus("verify", str(tmp_path / name))
    assert said.exit_code == 1
    assert "89.47% (68 of 76) and 90.79% (69 of 76)" in said.stdout
    assert not (tmp_path / "instance").exists()


def test_a_table_and_a_footnote_in_word_are_read_and_what_was_struck_out_is_not(tmp_path):
    document = Document(BytesIO(docx("Before")))
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "In a cell"
    document.add_paragraph("After").add_run("gone")._r[-1].tag = word.qn("w:delText")
    document.sections[0].header.paragraphs[0].text = "Above"
    document.sections[0].footer.paragraphs[0].text = "Below"
    made = BytesIO()
    document.save(made)
    assert word.read(made.getvalue()).texts == ("Above", "Before", "In a cell", "After", "Below")


def test_what_would_steer_a_screen_is_not_printed(toldus, tmp_path):
    page = "<p>76 young people answered. 90.07% felt &#27;[31m&#8238;so.</p>"
    (tmp_path / "told.html").write_text(page)
    said = toldus("verify", str(tmp_path / "told.html"))
    assert said.exit_code == 1
    assert "\x1b" not in said.stdout
    assert "\u202e" not in said.stdout


# Our own


@pytest.fixture
def told(toldus, stored, tmp_path):
    """Writes the section of a wave in any format, and gives its place."""
    with stored.writing() as session:
        wave_of(session)

    def write(name):
        file = tmp_path / f"section.{name}"
        assert toldus("section", "pledge-5", "--format", name, "-o", str(file)).exit_code == 0
        return file

    return write


@pytest.mark.parametrize("name", ["docx", "html", "md", "pdf"])
def test_our_own_document_holds(toldus, told, name):
    said = toldus("verify", str(told(name)))
    assert said.exit_code == 0
    assert re.search(r"\d+ still hold\n", said.stdout)
    assert "edited" not in said.stdout


def test_an_edit_and_a_filled_in_mark_are_told_apart(toldus, told):
    file = told("md")
    text = (
        file.read_text().replace("| Agree | 24 |", "| Agree | 25 |").replace("| No | \\[c\\] |", "| No | 2 |")
    )
    file.write_text(text)
    said = toldus("verify", str(file))
    assert said.exit_code == 1
    assert "1 was edited by hand" in said.stdout
    assert "STOP: a number stands where one was hidden" in said.stdout
    assert re.search(
        r"small-autumn-2026/in-control/agree\n +It says: 25\n +Printed: 24\n +Today: 24", said.stdout
    )
    assert re.search(
        r"small-autumn-2026/safe/no\n +It says: 2\n +Printed: \[c\]\n +Today: \[c\]\n", said.stdout
    )


def test_what_changed_since_is_told(toldus, told, stored):
    file = told("docx")
    with stored.writing() as session:
        wave = waves.get(session, "small-autumn-2026")
        sent = [responses.Sent({"in-control": Answer(("agree",))}, {})] * 9
        responses.add(session, wave, small_survey(), sent, responses.Circumstances(TODAY))
    said = toldus("verify", str(file))
    assert said.exit_code == 1
    assert "It says: 24\n    Today: 33\n" in said.stdout
    assert "edited" not in said.stdout


def test_another_database_can_not_count_our_figures(toldus, tmp_path):
    (tmp_path / "other.docx").write_bytes(FORMATS["docx"].write([by_hand()]))
    said = toldus("verify", str(tmp_path / "other.docx"))
    assert said.exit_code == 1
    assert "is this the database that it was made from?" in said.stdout


def test_a_percentage_that_somebody_added_is_tried_too(toldus, told):
    file = told("md")
    file.write_text(file.read_text().replace("<!--", f"{WRONG}\n\n<!--"))
    said = toldus("verify", str(file))
    assert said.exit_code == 1
    assert "89.47% (68 of 76)" in said.stdout
