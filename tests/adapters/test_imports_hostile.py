"""Files that are broken, of another kind, or mean harm: each is refused, with why and what to do."""

import io
import tracemalloc
import zipfile
from functools import partial

import pytest

from feedback.adapters.imports import reading, workbooks
from feedback.adapters.imports.reading import read
from feedback.adapters.imports.sheets import CannotRead
from tests.adapters.test_imports_reading import make, repacked, workbook


@pytest.fixture
def made(tmp_path):
    return partial(make, tmp_path)


BOOK = workbook(("A", [["Q1", "Q2"], ["x", "y"]]))


def entities(name, data):
    if name != "xl/worksheets/sheet1.xml":
        return data
    return data.replace(b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet', 1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b" \r\n\r\n", "The file is empty"),
        (b"\xef\xbb\xbf\n", "no words in it"),
        (b",,,\n,,,\n", "no words in it"),
        (b"A,B\n", "headings and no answers"),
        (b"%PDF-1.7 etc", "a PDF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Excel"),
        (b"\x89PNG\r\n", "a picture"),
        (b"<!DOCTYPE html><table>", "a web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "an XML file"),
        (b"A,B\n1,\x002\n", "NUL"),
        (b'A,B\n1,"never closed\n2,3\n', "never closed"),
        (b'A,B\n1,"a "quoted" word"\n', "in the middle of a quoted cell"),
        (b"A,B\n1,2,3\n4,5\n6,7,8\n", "Rows 2, 4 have more cells"),
        (BOOK[: len(BOOK) // 2], "only part of it was copied"),
        (b"PK\x03\x04 not a zip at all", "only part of it was copied"),
        (repacked(BOOK, entities), "XML entities"),
        (repacked(BOOK, lambda name, data: data[:200] if "sheet1" in name else data), "damaged"),
        (repacked(BOOK, lambda name, data: b"" if name == "xl/workbook.xml" else data), "damaged"),
        (workbook(("A", []), ("B", [])), "no words in it"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(made, content, said):
    with pytest.raises(CannotRead, match=said) as caught:
        read(made(content))
    assert "Nothing has been stored." in str(caught.value)
    assert len(caught.value.do) > 20


def test_a_zip_that_is_no_workbook(made):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("answers.csv", "A,B\n1,2\n")
    with pytest.raises(CannotRead, match="not an Excel workbook"):
        read(made(stream.getvalue(), "answers.zip"))


def test_a_zip_bomb_is_not_unpacked(made, monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 1_000_000)
    bomb = repacked(BOOK, lambda name, data: b" " * 2_000_000 if "sheet1" in name else data)
    assert len(bomb) < 20_000
    with pytest.raises(CannotRead, match="unpacks to more than"):
        read(made(bomb))


def test_a_file_that_is_too_large_is_not_opened(made, monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    with pytest.raises(CannotRead, match="at most 0 MB"):
        read(made("A,B\n1,2\n1,2\n"))


def test_too_many_cells_are_refused(made, monkeypatch):
    monkeypatch.setattr("feedback.adapters.imports.delimited.MOST_CELLS", 5)
    monkeypatch.setattr(workbooks, "MOST_CELLS", 5)
    for content in (b"A,B\n" + b"1,2\n" * 9, BOOK):
        with pytest.raises(CannotRead, match="more than 5 cells"):
            read(made(content))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_short_rows_under_many_headings_are_refused_before_they_are_filled_up(made, kind):
    wide, rows = 2_900, 20_000
    heads = [f"Q{n}" for n in range(wide)]
    if kind == "csv":
        content = ",".join(heads).encode() + b"\n" + b"yes\n" * rows
    else:
        content = workbook(("A", [heads, *([["yes"]] * rows)]))
    tracemalloc.start()
    with pytest.raises(CannotRead, match="more than 20,000,000 cells"):
        read(made(content))
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()


def test_a_workbook_with_a_cell_far_out_is_refused_before_its_rows_are_filled_up(made, monkeypatch):
    monkeypatch.setattr(reading, "MOST_COLUMNS", 100)
    rows = [["Q1", "Q2"], *([["a", "b"]] * 20_000), ["a", *[None] * 9_000, "far"]]
    content = workbook(("A", rows))
    tracemalloc.start()
    with pytest.raises(CannotRead, match="9,002 columns"):
        read(made(content))
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()


def test_a_workbook_that_unpacks_to_nonsense_says_so(made):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<worksheet>" + bytes(range(256)) * 40)
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    with pytest.raises(CannotRead, match="only part of it was copied"):
        read(made(stream.getvalue()[:54] + b"\xff" * 8 + stream.getvalue()[62:]))  # no way of packing at all


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CannotRead, match="can’t be opened"):
        read(tmp_path / "nowhere.csv")
    with pytest.raises(CannotRead, match="can’t be opened"):
        read(tmp_path)
