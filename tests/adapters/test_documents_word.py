"""A Word document looks as it should, can be read by everyone and says nothing of who made it."""

import re
import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from feedback.adapters.documents import FORMATS
from feedback.domain.sections import Told
from tests.adapters.documents_readers import docx_body, docx_text
from tests.adapters.documents_samples import (
    breakdown,
    by_age,
    by_hand,
    finding,
    group,
    nothing_asked,
    said,
    source,
    thick,
)
from tests.adapters.documents_text import text_of


def data(*sections):
    return FORMATS["docx"].write(sections or [by_hand()])


def opened(*sections):
    return Document(BytesIO(data(*sections)))


def part(name, *sections):
    with zipfile.ZipFile(BytesIO(data(*sections))) as file:
        return file.read(name).decode()


def styled(document, style):
    return [p.text for p in document.paragraphs if p.style.name == style]


def test_the_headings_are_headings():
    document = opened()
    assert styled(document, "Heading 1") == ["Pledge 5: We will prepare you for adulthood"]
    assert styled(document, "Heading 2") == ["What young people told us"]
    assert styled(document, "Heading 3") == [
        "I feel in control of my life",
        "What would help?",
        "About these numbers",
    ]
    assert not styled(document, "Title")


def test_several_sections_have_a_title_and_start_on_new_pages():
    document = opened(by_hand(), nothing_asked(), by_hand())
    assert styled(document, "Title") == ["Our Pledges 2022-26"]
    heads = [p for p in document.paragraphs if p.style.name == "Heading 1"]
    assert [p._p.find(qn("w:pPr")).find(qn("w:pageBreakBefore")) is not None for p in heads] == [
        False,
        False,  # what was never asked takes no page of its own
        True,
    ]


def test_the_table_has_one_header_row_that_comes_again_and_rows_that_stay_whole():
    (table,) = opened().tables
    rows = [row._tr for row in table.rows]
    assert [bool(tr.xpath("./w:trPr/w:tblHeader")) for tr in rows] == [True, *[False] * 5]
    assert all(tr.xpath("./w:trPr/w:cantSplit") for tr in rows)
    assert [c.text for c in table.rows[0].cells] == [
        "Answer",
        *("Autumn 2026\npeople", "Autumn 2026\npercent"),
        *("Autumn 2025\npeople", "Autumn 2025\npercent"),
    ]
    assert not table._tbl.xpath(".//w:gridSpan | .//w:vMerge")


def test_the_rows_are_the_options_the_counted_ones_and_everyone():
    (table,) = opened().tables
    assert [[c.text.strip() for c in row.cells] for row in table.rows][1:] == [
        ["Agree", "31", "52%", "23", "38%"],
        ["Neither", "20", "33%", "[c]", "[c]"],
        ["Disagree", "9", "15%", "[z]", "[z]"],
        ["Agree or neither", "51", "85%", "[c]", "[c]"],
        ["People who answered", "60", "", "[c]", ""],
    ]


def test_the_columns_fill_the_page():
    (table,) = opened().tables
    widths = [int(c.get(qn("w:w"))) for c in table._tbl.iter(qn("w:gridCol"))]
    page = opened().sections[0]
    room = (page.page_width - page.left_margin - page.right_margin) / 635
    assert sum(widths) == pytest.approx(room, abs=10)
    assert (page.page_width.cm, page.page_height.cm) == (
        pytest.approx(21, abs=0.1),
        pytest.approx(29.7, abs=0.1),
    )


@pytest.mark.parametrize(
    ("waves", "turned"), [(3, WD_ORIENT.PORTRAIT), (4, WD_ORIENT.LANDSCAPE), (9, WD_ORIENT.LANDSCAPE)]
)
def test_many_waves_turn_the_page(waves, turned):
    told = finding().told[0]
    many = tuple(
        Told(source(f"autumn {2026 - i}"), told.sentence, 60, told.cells, told.counted) for i in range(waves)
    )
    document = opened(by_hand(findings=(finding(told=many),)))
    assert document.sections[0].orientation == turned
    assert len(document.tables[0].columns) == 1 + 2 * waves
    assert min(int(c.get(qn("w:w"))) for c in document.tables[0]._tbl.iter(qn("w:gridCol"))) > 567


def alts(*findings):
    """The alternative texts of the pictures, without those that are for the eye alone."""
    pictures = [s._inline.docPr for s in opened(by_hand(findings=findings)).inline_shapes]
    assert len({p.get("id") for p in pictures}) == len(pictures)
    assert all(p.get("descr") or p.xpath(".//*[local-name()='decorative'][@val='1']") for p in pictures)
    return [p.get("descr") for p in pictures if p.get("descr")]


def test_every_bar_has_alternative_text_that_is_its_percentage():
    assert alts(finding(kind="choose-one")) == ["Bar: 52%", "Bar: 33%", "Bar: 15%", "Bar: 85%"]


def test_only_the_newest_wave_has_bars_and_a_hidden_number_has_none():
    assert alts(finding(kind="choose-one", told=tuple(reversed(finding().told)))) == ["Bar: 38%"]


def test_a_scale_has_a_stacked_bar_and_a_swatch_beside_each_option():
    assert alts(finding()) == ["Autumn 2026: Agree 52%, Neither 33%, Disagree 15%."]
    (table,) = opened().tables
    pictures = [len(row.cells[0]._tc.xpath(".//w:drawing")) for row in table.rows]
    assert pictures == [0, 1, 1, 1, 0, 0]


def test_a_share_over_waves_has_a_picture_and_its_numbers_as_text():
    one = thick().findings[0]
    (said,) = [alt for alt in alts(one) if "over time" in alt]
    assert said.endswith("Autumn 2024 67%, then Autumn 2025 [b] 83%, then Autumn 2026 85%.")
    text = text_of("docx", data(by_hand(findings=(one,))))
    assert "From left to right: Autumn 2024 67%, Autumn 2025 [b] 83%, Autumn 2026 85%\n" in text


def test_a_breakdown_has_the_percentage_above_the_people():
    table = opened(by_hand(findings=(finding(breakdowns=(by_age(),)),))).tables[1]
    assert [[c.text for c in row.cells] for row in table.rows] == [
        ["Answer", "16 or 17", "18 to 20", "Didn’t say"],
        ["Agree", "50%\n20", "[c]", "[c]"],
        ["Neither", "30%\n12", "[u]\n6", "[c]"],
        ["Disagree", "20%\n8", "[c]", "[c]"],
        ["Agree or neither", "80%\n32", "[z]", "[z]"],
        ["People who answered", "40", "20", "[c]"],
    ]


def test_long_words_at_the_head_of_many_columns_turn_the_page():
    many = breakdown(*[group(label, label, 20, 12, 8) for label in ("Neighbourhood", "B", "C", "D")])
    document = opened(by_hand(findings=(finding(breakdowns=(many,)),)))
    assert document.sections[0].orientation == WD_ORIENT.LANDSCAPE
    widths = [int(c.get(qn("w:w"))) for c in document.tables[1]._tbl.iter(qn("w:gridCol"))]
    assert widths[1] / 567 > 13 * 0.24


@pytest.mark.parametrize(("groups", "turned"), [(6, WD_ORIENT.PORTRAIT), (7, WD_ORIENT.LANDSCAPE)])
def test_more_than_six_groups_turn_the_page(groups, turned):
    many = breakdown(*[group(f"Group {i}", str(i), 20, 12, 8) for i in range(groups)])
    document = opened(by_hand(findings=(finding(breakdowns=(many,)),)))
    assert document.sections[0].orientation == turned


def test_who_was_heard_stands_after_what_they_said():
    document = opened(thick())
    assert styled(document, "Heading 3")[-2:] == ["Who we heard from", "About these numbers"]
    assert [[c.text.rstrip("\u2002") for c in row.cells] for row in document.tables[-1].rows][:2] == [
        ["Group", "Answered", "Out of", "Percent"],
        ["16 or 17", "40", "60", "67%"],
    ]


def test_a_table_has_a_caption_with_a_number_that_word_keeps_and_a_title():
    document = opened()
    (caption,) = styled(document, "Caption")
    assert caption == "Table 1. How people answered: Care leavers survey, autumn 2026 and autumn 2025"
    assert "SEQ Table" in part("word/document.xml")
    (title,) = document.tables[0]._tbl.xpath("./w:tblPr/w:tblCaption/@w:val")
    assert title == "I feel in control of my life"


def test_the_document_is_in_british_english():
    assert opened().core_properties.language == "en-GB"
    assert re.findall(r'<w:lang w:val="([^"]+)"', part("word/styles.xml")) == ["en-GB"]
    assert 'themeFontLang w:val="en-GB"' in part("word/settings.xml")


def test_the_properties_say_what_it_is_and_not_who_made_it_or_when():
    about = opened().core_properties
    assert about.title == "Pledge 5: We will prepare you for adulthood"
    assert about.subject == "What young people told us. Cheshire East: Our Pledges 2022-26"
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert "created" not in part("docProps/core.xml")
    assert "modified" not in part("docProps/core.xml").replace("lastModifiedBy", "")
    with zipfile.ZipFile(BytesIO(data())) as file:
        assert {i.date_time[0] for i in file.infolist()} == {1980}
        assert not {n for n in file.namelist() if "app.xml" in n or "thumbnail" in n}


def test_a_long_title_fits_its_property():
    assert len(opened(by_hand(words="so " * 600)).core_properties.title) == 255


def test_nothing_is_smaller_than_eleven_points():
    sizes = re.findall(r'<w:sz w:val="(\d+)"', part("word/styles.xml"))
    assert min(map(int, sizes)) >= 22
    assert "w:sz " not in part("word/document.xml")


def test_a_document_is_small():
    assert len(data()) < 20_000


def test_quotes_keep_their_lines_and_say_where_they_are_from():
    document = opened()
    assert styled(document, "Quote") == ["Someone to ask.\nBefore, not after."]
    assert styled(document, "Told us quote source") == ["Care leavers survey, autumn 2026"]


def test_made_up_answers_are_boxed_at_the_top():
    document = opened(by_hand(sources=(source(made_up=True),)))
    assert styled(document, "Told us notice") == ["Made-up answers, for trying Told Us. Not real people."]
    assert [p.style.name for p in document.paragraphs[:3]] == ["Heading 1", "Subtitle", "Told us notice"]


def test_no_number_is_in_the_document_but_those_in_the_section():
    section = by_hand()
    numbers = set(re.findall(r"\d+", text_of("docx", data(section))))
    told = {"5", "64", "2026", "2025", "2", "20", "6", "30", "1", "2022", "26"}  # of headings, dates, Table 1
    cells = {"52", "31", "60", "33", "9", "15", "51", "85", "23", "38"}
    assert numbers == told | cells


def test_every_style_that_is_used_is_there():
    named = set(re.findall(r'w:styleId="(\w+)"', part("word/styles.xml")))
    both = data(by_hand(sources=(source(made_up=True),)), nothing_asked())
    assert (
        set(
            re.findall(
                r'w:pStyle w:val="(\w+)"', zipfile.ZipFile(BytesIO(both)).read("word/document.xml").decode()
            )
        )
        <= named
    )


def test_a_document_does_not_end_in_a_table():
    body = docx_body(data(by_hand(findings=(finding(),), quotes=(), notes=())))
    assert [e.tag.partition("}")[2] for e in body][-3:] == ["tbl", "p", "sectPr"]
    assert docx_text(body[-2]) == ""


def test_a_quote_of_one_line_is_one_line():
    assert styled(opened(by_hand(quotes=(said("One."),))), "Quote") == ["One."]
