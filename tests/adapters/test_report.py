"""The consultation section of a council report: numbered, in order, each figure still to be recounted."""

import re
from dataclasses import replace

import pytest

from feedback.adapters.documents import FORMATS
from feedback.adapters.documents.house_style import HouseStyle
from tests.adapters.answered import wave_of
from tests.adapters.documents_marks import figures_in
from tests.adapters.documents_readers_new import report_lines, report_tables
from tests.adapters.documents_samples import (
    by_hand,
    comments,
    finding,
    heard,
    nothing_asked,
    said,
    source,
    thick,
)


def made(*sections, number=7):
    return FORMATS["report"].write(sections or [thick()], HouseStyle(number=number))


def numbered(data):
    """The numbered paragraphs, as (number, words)."""
    return [tuple(text.split("\t", 1)) for _, text in report_lines(data) if re.match(r"\d+\.\d+\.\t", text)]


def test_it_is_headed_and_numbered_as_a_report_to_councillors_is():
    data = made()
    assert report_lines(data)[0] == ("Heading1", "7. Consultation and Engagement")
    numbers = [number for number, _ in numbered(data)]
    assert numbers == [f"7.{n}." for n in range(1, len(numbers) + 1)]
    assert len(numbers) == 9


def test_another_number_is_the_number_of_all_of_it():
    data = made(number=12)
    assert report_lines(data)[0][1] == "12. Consultation and Engagement"
    assert {number.split(".")[0] for number, _ in numbered(data)} == {"12"}


def test_it_says_who_was_asked_then_what_they_told_then_what_to_know_of_the_numbers():
    words = [
        text for _, text in numbered(made(thick(sources=(source(),), notes=("[c] We hide small numbers.",))))
    ]
    assert words[0] == (
        "This is what young people told us about pledge 5 of “Our Pledges 2022-26”: "
        "“We will prepare you for adulthood”."
    )
    assert words[1] == (
        "Who answered, and when. 64 care leavers answered “Care leavers survey, autumn 2026”, "
        "open from 2 November to 20 December 2026."
    )
    assert words[2].startswith("Who we heard from (Care leavers survey, autumn 2026). We heard from 40 of 60")
    assert words[4].startswith(
        "I feel in control of my life (Care leavers survey, autumn 2026). 51 of 60 said that they agree or "
        "neither. It went up, from 83% (50 of 60) to 85% (51 of 60). The share would probably be between"
    )
    assert words[-1] == "About these numbers. [c] We hide small numbers."


def test_only_the_newest_wave_is_told_in_prose_and_all_are_in_the_tables():
    data = made(by_hand())
    prose = " ".join(text for _, text in numbered(data))
    assert "52% of care leavers (31 of 60) told us so." in prose
    assert "A few of them told us so." not in prose
    (table,) = report_tables(data)
    assert table[1] == ["Agree", "31", "52%\u2002", "23", "38%"] or table[1] == [
        "Agree",
        "31",
        "52%",
        "23",
        "38%",
    ]
    styles = [style for style, _ in report_lines(data)]
    assert styles.index("Heading2") > styles.index("Toldusparagraph")


def test_a_quote_or_two_and_no_more():
    quotes = tuple(said(f"Number {n}.\nOn two lines.") for n in (1, 2, 3))
    words = [text for _, text in numbered(made(by_hand(findings=(comments(),), quotes=quotes)))]
    assert words[2] == (
        "What would help? (Care leavers survey, autumn 2026). 23 care leavers wrote an answer in their own "
        "words. "
        "One care leaver wrote: “Number 1. On two lines.” Another wrote: “Number 2. On two lines.”"
    )


def test_several_promises_have_headings_and_one_run_of_numbers():
    other = by_hand(commitment="pledge-6", number=6, words="We will work together")
    data = made(thick(), other, nothing_asked(commitment="pledge-7", number=7))
    lines = report_lines(data)
    assert [text for style, text in lines if style == "Heading2"] == [
        "Pledge 5: We will prepare you for adulthood",
        "Pledge 6: We will work together",
        "Pledge 7: We will prepare you for adulthood",
        "About these numbers",
        "Appendix: the figures in full",
    ]
    numbers = [number for number, _ in numbered(data)]
    assert numbers == [f"7.{n}." for n in range(1, len(numbers) + 1)]
    words = [text for _, text in numbered(data)]
    assert words[0] == "This is what young people told us about what we promised in “Our Pledges 2022-26”."
    assert words.count("Nothing has been asked about this pledge yet.") == 1


def test_who_answered_and_who_was_heard_stand_once_however_many_promises():
    data = made(thick(), thick(commitment="pledge-6", number=6))
    words = [text for _, text in numbered(data)]
    assert sum("Who answered, and when." in text for text in words) == 1
    assert sum(text.startswith("Who we heard from") for text in words) == 2  # by age, and the whole
    assert sum(text.startswith("Table") and "Who answered" in text for _, text in report_lines(data)) == 1


def test_a_group_without_sentences_takes_no_paragraph_and_one_without_a_table_no_table():
    data = made(by_hand(heard=(heard(sentences=()), heard(rows=(), by=""))))
    assert sum(text.startswith("Who we heard from") for _, text in numbered(data)) == 1
    assert len(report_tables(data)) == 2


def test_each_figure_carries_what_it_can_be_recounted_by():
    carried = {(figure.identity, figure.printed) for figure in figures_in(made(by_hand()))}
    at = "care-leavers-autumn-2026"
    assert (f"{at}/in-control", "52% of care leavers (31 of 60) told us so.") in carried
    assert (f"{at}/in-control/option-0", "31") in carried
    assert (f"{at}/in-control/option-0", "52%") in carried
    assert any(identity == at and printed.startswith("64 care leavers") for identity, printed in carried)


def test_a_question_that_nobody_has_answered_yet_says_so():
    words = [text for _, text in numbered(made(by_hand(findings=(finding(told=(), rows=()),))))]
    assert "I feel in control of my life Nobody has answered this question yet." in words


def test_made_up_answers_say_so():
    section = by_hand(sources=(source(made_up=True),))
    assert report_lines(made(section))[1] == (
        "Toldusnotice",
        "Made-up answers, for trying Told Us. Not real people.",
    )
    assert "Toldusnotice" not in [
        style for style, _ in report_lines(made(replace(section, sources=(source(),))))
    ]


@pytest.mark.parametrize(("given", "number"), [((), "7."), (("--number", "4"), "4.")])
def test_the_command_writes_it(toldus, stored, tmp_path, given, number):
    with stored.writing() as session:
        wave_of(session)
    out = tmp_path / "report.docx"
    ran = toldus("section", "pledge-5", "--format", "report", *given, "-o", str(out))
    assert ran.exit_code == 0
    assert report_lines(out.read_bytes())[0][1] == f"{number} Consultation and Engagement"


def test_a_number_below_one_is_refused(toldus, stored):
    ran = toldus("section", "pledge-5", "--format", "report", "--number", "0")
    assert ran.exit_code != 0
    assert "0 is not in the range" in ran.stderr
