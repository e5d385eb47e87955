"""What every format has in common: what it says of who answered, of made-up answers, of nothing at all."""

from dataclasses import replace
from datetime import date

import pytest

from feedback.adapters.documents import FORMATS, words
from tests.adapters.documents_readers import READERS, csv_rows
from tests.adapters.documents_samples import (
    answers_of,
    by_hand,
    comments,
    finding,
    nothing_asked,
    question_of,
    said,
    source,
    survey_of,
    told_from,
    wave_of,
)
from tests.adapters.documents_text import text_of

IN_WORDS = ["docx", "html", "md", "json"]


def written(name, *sections):
    return text_of(name, FORMATS[name].write(sections))


def test_the_formats_have_names_endings_and_media_types():
    assert set(READERS) <= set(FORMATS)
    assert all(f.name == name and f.label for name, f in FORMATS.items())
    assert all(FORMATS[name].ending == f".{name}" for name in READERS)
    assert len({FORMATS[name].media_type for name in READERS}) == len(READERS)


@pytest.mark.parametrize("name", READERS)
def test_the_same_sections_make_the_same_bytes(name):
    assert FORMATS[name].write([by_hand()]) == FORMATS[name].write([by_hand()])


@pytest.mark.parametrize("name", IN_WORDS)
def test_a_section_has_all_its_parts_in_order(name):
    text = written(name, by_hand())
    parts = [
        "Pledge 5: We will prepare you for adulthood",
        "64 care leavers answered",
        "I feel in control of my life",
    ]
    parts += ["52% of care leavers (31 of 60) told us so.", "What would help?", "Someone to ask."]
    places = [text.index(part) for part in [*parts, "[c] We hide small numbers."]]
    assert places == sorted(places)
    assert "Cheshire East" in text
    assert "Our Pledges 2022-26" in text


@pytest.mark.parametrize("name", READERS)
def test_made_up_answers_say_so_and_real_ones_do_not(name):
    made_up = by_hand(sources=(source(made_up=True),), findings=(finding(), comments()))
    real, tried = FORMATS[name].write([by_hand()]), FORMATS[name].write([made_up])
    if name == "csv":
        assert {r["made_up"] for r in csv_rows(real)} == {"no"}
    elif name != "json":
        assert words.MADE_UP in text_of(name, tried)
        assert words.MADE_UP not in text_of(name, real)
    else:
        assert '"made_up": true,\n  "notice": "Made-up answers' in text_of(name, tried)
        assert '"made_up": true' not in text_of(name, real)


def test_csv_says_of_each_row_whether_its_answers_are_made_up():
    tried = finding()
    tried = replace(tried, told=tuple(replace(t, source=replace(t.source, made_up=True)) for t in tried.told))
    rows = csv_rows(FORMATS["csv"].write([by_hand(sources=(source(made_up=True),), findings=(tried,))]))
    assert {r["made_up"] for r in rows} == {"yes"}


@pytest.mark.parametrize("name", IN_WORDS)
def test_a_commitment_that_nobody_was_asked_about_says_so(name):
    assert "Nothing has been asked about this pledge yet." in written(name, nothing_asked())
    assert "Nothing has been asked" not in written(name, by_hand())


def test_csv_has_a_row_without_numbers_for_what_was_not_asked():
    (row,) = csv_rows(FORMATS["csv"].write([nothing_asked()]))
    assert row["commitment"] == "pledge-5"
    assert (row["mark"], row["count"], row["base"]) == ("[z]", "", "")


@pytest.mark.parametrize("name", READERS)
def test_a_question_that_no_wave_has_asked_yet_breaks_nothing(name):
    assert FORMATS[name].write([by_hand(findings=(finding(told=(), rows=()),))])


@pytest.mark.parametrize("name", READERS)
def test_several_sections_stand_in_one_file(name):
    other = by_hand(commitment="pledge-6", number=6, words="We will work together")
    text = written(name, nothing_asked(), by_hand(), other)
    for part in ("pledge-5", "pledge-6") if name == "csv" else ("Pledge 5: We", "Pledge 6: We"):
        assert part in text


@pytest.mark.parametrize("name", READERS)
def test_no_section_at_all_is_still_a_file(name):
    assert FORMATS[name].write([])


@pytest.mark.parametrize(
    ("given", "words_wanted"),
    [
        (
            {},
            "64 care leavers answered “Care leavers survey, autumn 2026”, "
            "open from 2 November to 20 December 2026.",
        ),
        ({"responses": 1}, "1 care leaver answered"),
        ({"responses": 0}, "No care leavers answered"),
        ({"responses": None}, "A few care leavers answered"),
        ({"closes": date(2027, 1, 4)}, "open from 2 November 2026 to 4 January 2027."),
        ({"closes": date(2026, 11, 2)}, "open on 2 November 2026."),
    ],
)
def test_who_answered(given, words_wanted):
    assert words_wanted in words.who_answered(source(**given))


@pytest.mark.parametrize("name", IN_WORDS)
def test_a_hidden_number_of_responses_is_told_without_a_number(name):
    assert "A few care leavers answered" in written(name, by_hand(sources=(source(responses=None),)))


@pytest.mark.parametrize("name", IN_WORDS)
def test_a_quote_stands_under_its_own_question_and_nowhere_else(name):
    stray = said("Of another survey.", survey="foster-carers")
    text = written(name, by_hand(quotes=(said(), stray)))
    assert text.count("Before, not after.") == 1
    if name != "json":
        assert "Of another survey." not in text


@pytest.mark.parametrize("name", READERS)
def test_files_of_surveys_that_differ_only_in_hidden_numbers_are_the_same(name):
    def of(*counts):
        one = survey_of([question_of("q")])
        return FORMATS[name].write([told_from([wave_of(one, answers_of(*counts))])])

    assert of(40, 30, 20, 3, 9) == of(40, 30, 20, 4, 8)
    assert of(40, 30, 20, 3, 9) != of(40, 31, 19, 3, 9)


@pytest.mark.parametrize("name", READERS)
def test_a_small_group_has_no_percentages(name):
    one = survey_of([question_of("q", options=("Yes", "No"))])
    printed = READERS[name](FORMATS[name].write([told_from([wave_of(one, answers_of(12, 12))])]))
    assert {c[3:] for c in printed.cells if c[2] in ("Yes", "No")} == {("12", "[u]")}
