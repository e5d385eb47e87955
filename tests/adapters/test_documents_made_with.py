"""How young people shaped a survey prints in every document, and `verify` still reads what we made."""

from dataclasses import replace

import pytest

from feedback.adapters.documents import FORMATS, carried, words
from feedback.adapters.verifying.reading import read
from feedback.domain.sections import MadeWith
from tests.adapters.documents_readers_new import opened
from tests.adapters.documents_samples import by_hand, source
from tests.adapters.documents_text import text_of

SAID = (
    "4 people tried this survey before it was published.",
    "Because of a care leaver, “I am in control & <safe>” is now “I decide [about] my life”.",
    "Signed off by a youth council member on 22 November 2026.",
)
SECTION = replace(by_hand(), made_with=(MadeWith(source(), SAID),))


@pytest.mark.parametrize("name", ["docx", "html", "md"])
def test_it_prints_with_its_heading(name):
    told = text_of(name, FORMATS[name].write([SECTION]))
    assert words.MADE_WITH in told
    assert [said for said in SAID if said not in told] == []
    assert words.MADE_WITH not in text_of(name, FORMATS[name].write([by_hand()]))


def test_a_council_report_has_it_in_one_paragraph():
    told = text_of("docx", FORMATS["report"].write([SECTION, SECTION]))
    assert told.count(f"{words.MADE_WITH}. {' '.join(SAID)}") == 1


def test_a_workbook_has_it_on_a_sheet_of_its_own():
    sheet = opened(FORMATS["xlsx"].write([SECTION]))[words.MADE_WITH]
    assert [cell.value for cell in sheet["B"]][-3:] == list(SAID)


@pytest.mark.parametrize("name", ["csv", "json"])
def test_it_is_in_the_files_for_programs(name):
    raw = FORMATS[name].write([SECTION]).decode("utf-8-sig")
    assert [said for said in SAID if said not in raw] == []


def test_a_survey_is_named_where_a_section_is_of_several():
    other = source(survey="other", title="Other survey")
    both = replace(SECTION, sources=(source(), other), made_with=(MadeWith(other, SAID),))
    assert words.made_sentences(both)[:2] == [f"{words.origin(other)}: {SAID[0]}", SAID[1]]


@pytest.mark.parametrize("name", ["docx", "html", "md", *(["pdf"] if "pdf" in FORMATS else [])])
def test_verify_reads_it_back_and_takes_it_for_no_figure(name, tmp_path):
    file = tmp_path / f"section.{name}"
    file.write_bytes(FORMATS[name].write([SECTION]))
    document = read(file)
    listed = {one.text: one.identity for one in document.listed}
    assert not any(listed.get(said) for said in SAID)
    assert "4 people tried this survey" in " ".join(" ".join(p.split()) for p in document.texts)
    assert {p.text for p in carried.printed([SECTION]) if p.identity} == {
        p.text for p in carried.printed([by_hand()]) if p.identity
    }
