"""Files to tables: encodings, delimiters, header rows and workbooks."""

import datetime as dt
import io
import zipfile
from functools import partial

import openpyxl
import pytest

from feedback.adapters.imports.reading import read
from feedback.adapters.imports.sheets import letter, place_of

PLAIN = "Gender,How safe do you feel?\nBoy,Very safe\nGirl,Don’t know\n“Other”,Safe – mostly\n"


def make(folder, content, name="answers.csv"):
    """A file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.fixture
def made(tmp_path):
    return partial(make, tmp_path)


def workbook(*sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(data, change):
    """A workbook with its parts changed by a function of name and content."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_the_same_words_in_any_encoding(made, encoding, told):
    sheet = read(made(PLAIN.encode(encoding)))
    assert sheet.encoding == told
    assert sheet.headings == (("Gender", "How safe do you feel?"),)
    assert sheet.rows == (("Boy", "Very safe"), ("Girl", "Don’t know"), ("“Other”", "Safe – mostly"))


def test_accents_tell_windows_from_mac(made):
    words = "Prénom préféré,Où?\nZoë,café\nÉlodie,à l’école\n"
    for encoding in ("cp1252", "mac_roman"):
        sheet = read(made(words.encode(encoding)))
        assert sheet.encoding == encoding
        assert sheet.rows[0] == ("Zoë", "café")


def test_a_few_broken_characters_do_not_spoil_the_rest(made):
    data = "A,B\n" + "é’—ü,ñ\n" * 20
    sheet = read(made(data.encode() + b"\xff,x\n"))
    assert sheet.encoding == "utf-8"
    assert "1 character was unreadable" in sheet.notes[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter(made, delimiter):
    rows = [["Q1", "Q2", "Q3"], ["a, or b; or c", "x", "y"], ["1,5", "p;q", "r"]]
    quoted = "\r\n".join(delimiter.join(f'"{c}"' for c in row) for row in rows)
    sheet = read(made(quoted))
    assert sheet.delimiter == delimiter
    assert sheet.rows == (("a, or b; or c", "x", "y"), ("1,5", "p;q", "r"))


def test_decimal_commas_do_not_make_a_comma_file(made):
    assert read(made("A;B;C\n1,5;2,5;3,5\n4,5;5,5;6,5\n")).delimiter == ";"


def test_excels_own_line_above_the_table(made):
    assert read(made("sep=;\nA;B\n1;2\n")).rows == (("1", "2"),)


def test_one_column_needs_no_delimiter(made):
    assert read(made("What would help?\nTime\nMoney\n")).rows == (("Time",), ("Money",))


def test_line_ends_of_old_macs_and_line_breaks_in_answers(made):
    assert read(made(b"A,B\r1,2\r3,4\r")).rows == (("1", "2"), ("3", "4"))
    assert read(made('A,B\n"one\r\ntwo",2\n')).rows == (("one\ntwo", "2"),)


def test_edges_and_no_break_spaces(made):
    sheet = read(made("A\u00a0b , B\n Never\u00a0,\u200bx\u00a0y \n"))
    assert sheet.headings == (("A b", "B"),)
    assert sheet.rows == (("Never", "x y"),)


def test_short_rows_are_padded_and_empty_and_repeated_rows_dropped_and_said(made):
    sheet = read(made("A,B,C\n1,2\n,,\nA,B,C\n4,5,6,,\n"))
    assert sheet.rows == (("1", "2", ""), ("4", "5", "6"))
    assert sheet.notes == (
        "1 row was shorter than the header; what is missing is read as no answer.",
        "1 row was empty, and left out.",
        "1 row was the header again, and left out.",
    )


def test_a_person_who_ticked_everything_is_not_a_header(made):
    assert len(read(made("Dogs,Cats\nDogs,\nDogs,Cats\n,Cats\n")).rows) == 3


def test_surveymonkeys_header_in_both_its_ways(made):
    blank = (
        "RespondentID,Safe?,Pick,,\n,Response,Dogs,Cats,Other (please specify)\n1,Yes,Dogs,,\n2,No,,Cats,\n"
    )
    twice = (
        "Respondent ID,Pick,,Rate,\nRespondent ID,Dogs,Cats,Home,School\n1,Dogs,,Good,Bad\n2,,Cats,Bad,Good\n"
    )
    for text in (blank, twice):
        sheet = read(made(text))
        assert (len(sheet.headings), len(sheet.rows)) == (2, 2)


def test_a_first_answer_is_not_a_second_header(made):
    blank_heads = "A,,\nx,one,two\ny,three,four\nz,five,six\n"
    for text in (blank_heads, "ID,Q1,Q2\n1,a,b\n2,b,a\n3,a,a\n", ",Q1,Q2\n0,a,b\n1,b,a\n2,a,b\n"):
        assert len(read(made(text)).headings) == 1


def test_a_workbook(made):
    day = dt.datetime(2024, 5, 31)  # noqa: DTZ001 - a workbook has no time zones
    rows = [
        ["Name it", "Age", "When", "Sure", "Share"],
        ["a", 3.0, day, True, 0.25],
        ["b", 4, day.replace(hour=10, minute=30), False, None],
        [None, None, None, None, None],
    ]
    sheet = read(made(workbook(("Empty", []), ("Answers", rows), ("Notes", [["hello"]])), "answers.xlsx"))
    assert sheet.encoding == "xlsx"
    assert sheet.rows == (
        ("a", "3", "2024-05-31", "TRUE", "0.25"),
        ("b", "4", "2024-05-31 10:30:00", "FALSE", ""),
    )
    assert sheet.notes == ("Only the sheet “Answers” was read; not: Notes.",)


def test_whole_numbers_in_a_workbook_have_no_decimals(made):
    data = workbook(("A", [["Age", "Share"], [41, 0.5], [42, 1.5]]))
    written = repacked(data, lambda name, part: part.replace(b"<v>41</v>", b"<v>41.0</v>"))
    assert read(made(written)).rows == (("41", "0.5"), ("42", "1.5"))


def test_a_file_is_known_by_what_is_in_it_not_by_its_name(made):
    assert read(made(workbook(("A", [["Q"], ["x"]])), "answers.csv")).encoding == "xlsx"
    assert read(made("Q,R\nx,y\n", "answers.xlsx")).rows == (("x", "y"),)


def test_column_letters():
    assert [letter(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert all(place_of(letter(n)) == n for n in range(1000))
