"""A workbook that anyone can read and reckon with, after the Government Analysis Function's guidance."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from openpyxl.utils import range_boundaries

from feedback.adapters.documents import FORMATS
from feedback.adapters.documents.xlsx.columns import different, number
from feedback.domain.sections import Cell
from tests.adapters.documents_readers_new import drawings, lines, opened, sheet_table
from tests.adapters.documents_samples import (
    by_age,
    by_hand,
    comments,
    finding,
    nothing_asked,
    said,
    source,
    thick,
    three_waves,
)


def data(*sections):
    return FORMATS["xlsx"].write(sections or [thick()])


def book(*sections):
    return opened(data(*sections))


def day(*given):
    """A date as openpyxl reads one."""
    return datetime.combine(date(*given), time())


def only(**more):
    """The workbook of one question."""
    return by_hand(findings=(finding(**more),), quotes=())


def test_it_begins_with_a_cover_contents_and_notes_and_then_has_a_table_a_sheet():
    names = book().sheetnames
    assert names == ["Cover", "Contents", "Notes", *[f"Table {n}" for n in range(1, 10)], "Quotes"]
    for sheet in book().worksheets:
        assert len(sheet.tables) <= 1
        assert not sheet.merged_cells.ranges


def test_each_sheet_has_its_title_in_its_first_cell_and_nothing_empty_down_to_the_end_of_its_table():
    for sheet in book().worksheets:
        assert all(lines(sheet)), sheet.title
        for table in sheet.tables.values():
            left, top, right, bottom = range_boundaries(table.ref)
            assert (left, top, bottom) == (1, len(lines(sheet)) + 1, sheet.max_row)
            cells = [c.value for row in sheet[table.ref] for c in row]
            assert None not in cells
            assert "" not in cells
            assert right == sheet.max_column


def test_the_tables_are_named_with_one_header_row_and_no_filter():
    for sheet in book().worksheets:
        for table in sheet.tables.values():
            assert table.name == sheet.title.replace(" ", "_")
            assert table.headerRowCount == 1
            assert table.autoFilter is None
            heads = [column.name for column in table.tableColumns]
            assert heads == sheet_table(sheet)[0]
            assert len({head.casefold() for head in heads}) == len(heads)


def test_the_contents_lead_to_every_other_sheet():
    made = book()
    contents = made["Contents"]
    heads, rows = sheet_table(contents)
    assert heads == ["Worksheet", "What it has", "Which promise it is about"]
    assert [name for name, *_ in rows] == [n for n in made.sheetnames if n not in ("Cover", "Contents")]
    assert [made[name]["A1"].value for name, *_ in rows] == [title for _, title, _ in rows]
    links = [c.hyperlink.location for row in contents.iter_rows() for c in row if c.hyperlink]
    assert links == [f"'{name}'!A1" for name, *_ in rows]


def test_the_cover_says_what_it_is_whose_and_who_answered():
    cover = lines(book(by_hand(sources=(source(made_up=True),)))["Cover"])
    assert cover[:4] == [
        "Pledge 5: We will prepare you for adulthood",
        "What young people told us",
        "Cheshire East: Our Pledges 2022-26",
        "Made-up answers, for trying Told Us. Not real people.",
    ]
    assert cover[4].startswith("64 care leavers answered “Care leavers survey, autumn 2026”, open from 2 Nov")


def test_every_mark_that_is_used_is_explained():
    made = book()
    values = {v for s in made.worksheets[3:] for row in sheet_table(s)[1] for v in row}
    used = {v for v in values if isinstance(v, str) and re.fullmatch(r"\[\w\]", v)}
    _, notes = sheet_table(made["Notes"])
    assert {"[c]", "[z]", "[u]"} <= used <= {mark[:3] for mark, _ in notes}
    assert ["[z] in the last row", "People who answered have no percentage."] in notes


def test_numbers_are_numbers_and_marks_are_words():
    sheet = book(only(kind="choose-one"))["Table 1"]
    heads, rows = sheet_table(sheet)
    assert heads == [
        "Answer",
        *("Autumn 2026: people", "Autumn 2025: people"),
        *("Autumn 2026: percent (%)", "Autumn 2025: percent (%)"),
    ]
    assert rows == [
        ["Agree", 31, 23, 52, 38],
        ["Neither", 20, "[c]", 33, "[c]"],
        ["Disagree", 9, "[z]", 15, "[z]"],
        ["Agree or neither", 51, "[c]", 85, "[c]"],
        ["People who answered", 60, "[c]", "[z]", "[z]"],
    ]


def test_a_percentage_of_a_thousand_people_keeps_its_decimal():
    told = finding().told[0]
    shares = tuple(replace(c, percent=p) for c, p in zip(told.cells, ("50.0", "33.3", "16.7"), strict=True))
    section = only(told=(replace(told, base=1_234, cells=shares),), kind="choose-one")
    sheet = book(section)["Table 1"]
    assert [row[2] for row in sheet_table(sheet)[1]][:3] == [50.0, 33.3, 16.7]
    column = [cell for row in sheet.iter_rows() for cell in row if cell.value in (50.0, 1_234)]
    assert [(c.value, c.number_format) for c in column] == [(50.0, "0.0"), (1_234, "#,##0")]


@pytest.mark.parametrize(
    ("text", "value"),
    [("52%", 52), ("12.0%", 12.0), ("0", 0), ("1234", 1234), ("[c]", "[c]"), ("", ""), ("1e5", "1e5")],
)
def test_only_what_is_printed_as_a_number_becomes_one(text, value):
    assert (number(text), type(number(text))) == (value, type(value))


def test_heads_are_made_different_and_short():
    heads = different(["A", "a", "A", "b" * 300, "b" * 300, ""])
    assert heads[:3] == ("A", "a (2)", "A (3)")
    assert len({h.casefold() for h in heads}) == 6
    assert max(map(len, heads)) < 255
    assert all(heads)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://a.example", "1234", "=cmd|' /C calc'!A0", "Yes!A1"],
)
def test_words_that_look_like_a_formula_stay_words(text):
    section = by_hand(
        words=text,
        quotes=(said(text),),
        findings=(finding(ask=text, rows=(text, f"{text}1", "x")), comments()),
    )
    for sheet in book(section).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate)
    assert book(section)["Table 1"]["A1"].value == text
    assert text in [row[2] for row in sheet_table(book(section)["Quotes"])[1]]


def test_a_scale_has_stacked_bars_and_another_question_has_bars():
    alts, (scale,) = drawings(data(only(kind="scale")))
    assert '<c:grouping val="stacked"/>' in scale
    assert scale.count("<c:ser>") == 3
    assert alts == ["Stacked bars. Autumn 2026: Agree 52%, Neither 33%, Disagree 15%."]
    alts, (one,) = drawings(data(only(kind="choose-one")))
    assert '<c:grouping val="clustered"/>' in one
    assert alts == ["Bar chart, Autumn 2026: percent (%): Agree 52%, Neither 33%, Disagree 15%."]
    assert "'Table 1'!$D$" in one


def test_each_chart_says_all_that_is_in_it_in_words():
    alts, charts = drawings(data())
    assert len(alts) == len(charts) == 5
    assert all(len(alt) > 20 for alt in alts)


def test_a_line_is_cut_where_the_question_was_changed():
    section = by_hand(findings=(finding(told=three_waves(), kind="choose-one"),), quotes=())
    sheet = book(section)["Table 2"]
    heads, rows = sheet_table(sheet)
    assert heads == ["Wave", "Opened", "Percent (%)"]
    assert rows == [
        ["Autumn 2024", day(2024, 10, 6), 67],
        ["Autumn 2025 [b]", day(2025, 10, 6), 83],
        ["Autumn 2026", day(2026, 11, 2), 85],
    ]
    line = drawings(data(section))[1][1]
    top = lines(sheet)
    first = len(top) + 2
    ranges = re.findall(r"<c:yVal><c:numRef><c:f>([^<]+)</c:f>", line)
    assert ranges == [f"'Table 2'!$C${first}:$C${first + 1}", f"'Table 2'!$C${first + 2}"]


def test_a_line_is_cut_where_a_number_is_missing():
    hidden = Cell(None, None, "[c]", "[c]")
    newest, middle, oldest = three_waves()
    before = replace(oldest, source=source("autumn 2023", date(2023, 10, 6), date(2023, 11, 30)))
    waves = (newest, replace(middle, breaks=False), replace(oldest, counted=hidden), before)
    line = drawings(data(by_hand(findings=(finding(told=waves, kind="choose-one"),), quotes=())))[1][1]
    ranges = re.findall(r"<c:yVal><c:numRef><c:f>'Table 2'!([^<]+)</c:f>", line)
    rows = [[int(n) for n in re.findall(r"\$C\$(\d+)", r)] for r in ranges]
    assert [len(r) for r in rows] == [1, 2]
    assert rows[1][0] - rows[0][0] == 2  # the row between them is drawn by neither


def test_a_chart_of_nothing_but_marks_is_not_drawn():
    hidden = Cell(None, None, "[c]", "[c]")
    told = replace(finding().told[0], cells=(hidden,) * 3, counted=hidden)
    assert drawings(data(only(told=(told,), kind="choose-one")))[1] == []
    assert drawings(data(only(told=(told,), kind="scale")))[1] == []


def test_who_was_heard_stands_once_however_many_promises_it_is_about():
    made = book(thick(), thick(commitment="pledge-6", number=6))
    titles = [sheet["A1"].value for sheet in made.worksheets]
    assert titles.count("Who we heard from: Care leavers survey, autumn 2026") == 2  # by age, and the whole


def test_a_group_of_too_few_for_percentages_has_its_people_and_a_mark():
    section = only(breakdowns=(by_age(),), kind="choose-one")
    heads, rows = sheet_table(book(section)["Table 2"])
    assert heads[1:4] == ["16 or 17: people", "18 to 20: people", "Didn’t say: people"]
    assert rows[1] == ["Neither", 12, 6, "[c]", 30, "[u]", "[c]"]


def test_the_properties_say_what_it_is_and_not_who_made_it_or_when():
    about = book().properties
    assert about.title == "Pledge 5: We will prepare you for adulthood"
    assert about.subject == "What young people told us. Cheshire East: Our Pledges 2022-26"
    assert (about.creator or "", about.lastModifiedBy or "") == ("", "")
    assert about.created.year == 1980


def test_labels_stay_in_sight_and_columns_are_wide_enough():
    sheet = book()["Table 3"]
    assert sheet.freeze_panes == "B1"
    heads = sheet_table(sheet)[0]
    for place, head in enumerate(heads[1:], 1):
        widest = max(len(word) for word in head.split())
        assert sheet.column_dimensions[chr(ord("A") + place)].width > widest


def test_nothing_asked_says_so():
    assert "Nothing has been asked about this pledge yet." in lines(book(nothing_asked())["Cover"])
    both = lines(book(nothing_asked(), by_hand())["Cover"])
    assert any(line.endswith("adulthood: Nothing has been asked about this pledge yet.") for line in both)


def test_libreoffice_opens_it(tmp_path):
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "section.xlsx").write_bytes(data())
    home = f"-env:UserInstallation=file://{tmp_path / 'office'}"
    ask = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,4",
    ]
    ran = subprocess.run([*ask, "section.xlsx"], cwd=tmp_path, capture_output=True, text=True, check=False)
    (made,) = tmp_path.glob("*.csv")
    assert ran.returncode == 0
    assert "Who we heard from" in made.read_text(encoding="utf-8")
