"""What goes with the CSV: a dictionary of its columns and codes, and the commands by which SPSS reads it."""

import re

import pytest

from feedback.adapters.documents import FORMATS, as_csv, as_sps, dictionary
from tests.adapters.answered import wave_of
from tests.adapters.documents_readers import csv_rows
from tests.adapters.documents_samples import by_hand, finding, nothing_asked, source, thick

RESERVED = {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"}


def rows(*sections):
    return csv_rows(FORMATS["dictionary"].write(sections or [thick()]))


def syntax(*sections):
    return FORMATS["sps"].write(sections or [thick()]).decode("utf-8-sig")


def command(text, name):
    """One command, from its name to the full stop that ends it."""
    return re.search(rf"^{name}\b.*?\.\r?$", text, re.MULTILINE | re.DOTALL)[0]


# The dictionary


def test_it_has_each_column_of_the_csv_in_order_with_what_it_is():
    of_columns = [row for row in rows() if row["what_it_is"]]
    assert [row["column"] for row in of_columns] == list(as_csv.COLUMNS)
    assert {row["kind"] for row in of_columns} == {"text", "number", "percentage", "number or mark", "date"}
    assert all(row["value"] == row["value_means"] == "" for row in of_columns)


def test_each_short_word_in_the_csv_is_explained():
    explained = {(row["column"], row["value"]): row["value_means"] for row in rows() if row["value"]}
    short = (
        "commitment",
        "survey",
        "wave",
        "question",
        "table",
        "wave_mark",
        "mark",
        "percent_mark",
        "made_up",
    )
    told = {
        (name, row[name]) for row in csv_rows(FORMATS["csv"].write([thick()])) for name in short if row[name]
    }
    assert told <= set(explained)
    assert all(explained.values())
    assert explained["wave", "care-leavers-autumn-2026"] == "Care leavers survey, autumn 2026"
    assert explained["question", "in-control"] == "I feel in control of my life"
    assert explained["mark", "[c]"] == "Hidden, so that nobody can be recognised"


def test_a_number_that_can_be_a_mark_is_said_to_be_one():
    kinds = {row["column"]: row["kind"] for row in rows() if row["kind"]}
    for row in csv_rows(FORMATS["csv"].write([thick(sources=(source(responses=None),))])):
        for name, value in row.items():
            if value and kinds[name] in ("number", "percentage"):
                assert float(value) >= 0
            if value and kinds[name] == "number or mark":
                assert re.fullmatch(r"\d+|\[[czu]\]", value)
            if value and kinds[name] == "date":
                assert re.fullmatch(r"\d{4}-\d\d-\d\d", value)


# SPSS


def test_the_variables_are_the_columns_in_order():
    variables = command(syntax(), "GET DATA").partition("/VARIABLES=")[2]
    named = re.findall(r"^  (\w+) (A\d+|F\d+\.\d|SDATE10)\.?$", variables.replace("\r", ""), re.MULTILINE)
    assert [name for name, _ in named] == list(as_csv.COLUMNS)
    assert not RESERVED & {name for name, _ in named}
    formats = dict(named)
    assert (formats["opens"], formats["closes"]) == ("SDATE10", "SDATE10")
    assert (formats["count"], formats["percent"]) == ("F8.0", "F5.1")


@pytest.mark.parametrize("words", ["short", "ŵ" * 300, "日本" * 50, "x" * 40_000])
def test_each_text_is_wide_enough_for_its_longest_value_in_bytes(words):
    section = by_hand(findings=(finding(ask=words),))
    variables = command(syntax(section), "GET DATA").partition("/VARIABLES=")[2]
    wide = {name: int(width) for name, width in re.findall(r"(\w+) A(\d+)", variables)}
    for row in csv_rows(FORMATS["csv"].write([section])):
        for name, width in wide.items():
            assert len(row[name].encode()) <= width or width == 32_767
    assert wide["question_text"] == min(len(words.encode()), 32_767)


def test_texts_and_no_others_are_told_by_their_marks_that_are_missing():
    text = syntax()
    formats = dict(re.findall(r"^  (\w+) (A\d+|F\d+\.\d|SDATE10)\.?\r?$", text, re.MULTILINE))
    missing = command(text, "MISSING VALUES")
    assert re.sub(r"\s+", " ", missing).strip() == "MISSING VALUES responses base ('[c]', '[z]', '[u]')."
    assert formats["responses"] == formats["base"] == "A8"  # no longer text can stand for a missing value
    labels = command(text, "VALUE LABELS")
    assert labels.startswith("VALUE LABELS responses base mark percent_mark")
    assert "'[c]' 'Hidden, so that nobody can be recognised'" in labels


def test_every_variable_has_a_label_that_spss_can_hold():
    labels = dict(
        re.findall(r"^  (\w+) '((?:[^']|'')*)'\.?\r?$", command(syntax(), "VARIABLE LABELS"), re.MULTILINE)
    )
    assert list(labels) == list(as_csv.COLUMNS)
    assert all(0 < len(label.encode()) <= 255 for label in labels.values())
    assert max(map(len, syntax().splitlines())) < 256


@pytest.mark.parametrize(
    ("name", "quoted"), [("it's.csv", "'it''s.csv'"), ("a b.csv", "'a b.csv'"), ("''.csv", "'''''.csv'")]
)
def test_a_quote_in_the_name_of_the_file_is_doubled(name, quoted):
    assert f"  /FILE={quoted}\r\n" in as_sps.syntax([by_hand()], name).decode("utf-8-sig")


def test_each_command_ends_with_a_full_stop():
    text = syntax(by_hand(sources=(source(made_up=True),)))
    begins = r"(\*|SET|GET DATA|VARIABLE LABELS|VALUE LABELS|MISSING VALUES|IF|FORMATS|EXECUTE)\b|\*"
    lines = text.split("\r\n")[:-1]
    starts = [i for i, line in enumerate(lines) if re.match(begins, line)]
    assert starts[0] == 0
    assert all(lines[i - 1].endswith(".") for i in starts[1:])
    assert text.count("Made-up answers, for trying Told Us. Not real people.") == 1


def test_alone_it_names_the_csv_as_the_office_calls_it():
    assert "/FILE='pledge-5.csv'" in syntax(by_hand())
    assert "/FILE='sections.csv'" in syntax(by_hand(), nothing_asked())


def test_the_descriptions_are_of_the_columns_and_of_no_others():
    assert list(dictionary.ABOUT) == list(as_csv.COLUMNS)


# Beside the CSV


def test_the_command_writes_all_three_side_by_side(toldus, stored, tmp_path):
    with stored.writing() as session:
        wave_of(session)
    ran = toldus("section", "pledge-5", "--format", "csv", "-o", str(tmp_path / "told.csv"))
    assert ran.exit_code == 0
    assert ran.stderr.splitlines() == [
        f"Written to {tmp_path / name}." for name in ("told.csv", "told-dictionary.csv", "told.sps")
    ]
    assert csv_rows((tmp_path / "told.csv").read_bytes())
    assert csv_rows((tmp_path / "told-dictionary.csv").read_bytes())[0]["column"] == "council"
    assert "/FILE='told.csv'" in (tmp_path / "told.sps").read_text(encoding="utf-8-sig")


def test_other_formats_are_written_alone(toldus, stored, tmp_path):
    out = tmp_path / "only"
    out.mkdir()
    assert toldus("section", "pledge-5", "--format", "dictionary", "-o", str(out / "x.csv")).exit_code == 0
    assert [p.name for p in out.iterdir()] == ["x.csv"]


def test_where_nothing_can_be_written_is_told(toldus, stored, tmp_path):
    ran = toldus("section", "pledge-5", "--format", "csv", "-o", str(tmp_path / "none" / "x.csv"))
    assert ran.exit_code != 0
    assert "can’t be written: No such file or directory." in ran.stderr
