"""What one reader is told of a published section: which waves, in which words, and what is left out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.accounts import Account, Reader, asked, earlier, shown
from feedback.domain.deeds import Deed
from feedback.domain.hearing_back import due, is_late
from feedback.domain.reading import Said
from feedback.domain.sections import Cell, Finding, Quote, Section, Source, Told
from tests.conftest import TODAY, small_survey

ENGLISH = Reader("en")
CLOSES = date(2026, 1, 10)


def source(wave: str, year: int = 2026, survey: str = "small") -> Source:
    return Source(
        survey, "A small survey", wave, wave.title(), "people", "person", date(year, 1, 1), CLOSES, 40
    )


def finding(*waves: Source, question: str = "in-control") -> Finding:
    cells = (Cell(24, "60"), Cell(6, "15"), Cell(10, "25"))
    told = tuple(Told(wave, "A sentence.", 40, cells) for wave in waves)
    rows = ("Agree", "Neither", "Disagree")
    return Finding(
        "small",
        question,
        "I feel in control",
        "scale",
        rows,
        told,
        False,
        None,
        ("agree", "neither", "disagree"),
    )


def section(*waves: Source, **more: object) -> Section:
    base = Section("F", "C", "Pledge", "pledge-5", 5, "N", "W", waves, (finding(*waves),), (), ())
    return replace(base, **more)  # type: ignore[arg-type]


NEW, OLD, OTHER = source("new"), source("old", 2025), source("other", 2025, "another")


def test_the_newest_wave_of_each_survey_is_shown_and_the_rest_come_before():
    whole = section(OLD, NEW, OTHER)
    assert [s.wave for s in shown(whole)] == ["new", "other"]
    assert [a.source.wave for a in asked(whole, {}, ENGLISH)] == ["new", "other"]
    assert [e.source.wave for e in earlier(whole, {}, ENGLISH)] == ["old"]


def test_one_wave_that_is_named_stands_alone():
    whole = section(OLD, NEW, OTHER)
    assert [a.source.wave for a in asked(whole, {}, ENGLISH, "old")] == ["old"]
    assert earlier(whole, {}, ENGLISH, "old") == ()
    assert asked(whole, {}, ENGLISH, "nothing") == ()


years = st.lists(st.tuples(st.integers(2000, 2030), st.sampled_from("abc")), min_size=1, max_size=8)


@given(years)
def test_every_wave_is_either_shown_or_before_and_none_is_newer_than_what_is_shown(made):
    waves = [source(f"w{n}", year, survey) for n, (year, survey) in enumerate(made)]
    whole = section(*waves)
    now, before = shown(whole), [e.source for e in earlier(whole, {}, ENGLISH)]
    assert sorted(s.wave for s in (*now, *before)) == sorted(s.wave for s in waves)
    assert len({s.survey for s in now}) == len(now)
    newest = {s.survey: s.opens for s in now}
    assert all(s.opens <= newest[s.survey] for s in before)


def test_quotes_stand_under_their_own_question_and_wave():
    quotes = (
        Quote("Mine", NEW, "in-control"),
        Quote("Older", OLD, "in-control"),
        Quote("Other", NEW, "what-would-help"),
    )
    (found,) = asked(section(NEW, OLD, quotes=quotes), {"new": small_survey()}, ENGLISH)
    assert [q.words for q in found.answered[0].quotes] == ["Mine"]


def test_easy_words_and_their_picture_are_for_who_reads_easy_read():
    survey = small_survey()
    easy = survey.questions[0].model_copy(update={"easy": "I decide", "picture": "yes"})
    survey = survey.model_copy(update={"questions": (easy, *survey.questions[1:])})
    for reader, words, picture in (
        (ENGLISH, "I feel in control", ""),
        (Reader("en", True), "I decide", "yes"),
    ):
        (found,) = asked(section(NEW), {"new": survey}, reader)
        assert (found.answered[0].ask, found.answered[0].picture) == (Said(words), picture)


def test_a_survey_that_is_gone_is_told_as_it_was_published():
    (found,) = asked(section(NEW), {}, Reader("cy", True))
    assert found.title == Said("A small survey")
    assert found.answered[0].rows == (Said("Agree"), Said("Neither"), Said("Disagree"))


def test_what_was_done_comes_newest_first_and_what_is_next_the_late_first():
    deeds = [Deed("done", str(n), "", TODAY - timedelta(n), ()) for n in (3, 1, 2)]
    deeds += [Deed("doing", "soon", "", TODAY, ()), Deed("doing", "late", "", TODAY + timedelta(9), (), True)]
    account = Account(1, TODAY, section(NEW, actions=tuple(deeds)), ())
    assert [d.words for d in account.done] == ["1", "2", "3"]
    assert [d.words for d in account.next] == ["late", "soon"]
    assert account.cant == ()


# Hearing back


def test_six_weeks_later_is_in_time_and_a_day_more_is_late():
    assert due(CLOSES, 6) == date(2026, 2, 21)
    assert not is_late(CLOSES, 6, [], date(2026, 2, 21))
    assert is_late(CLOSES, 6, [], date(2026, 2, 22))


@pytest.mark.parametrize(
    ("told", "late"), [(CLOSES, True), (CLOSES + timedelta(1), False), (date(2025, 1, 1), True)]
)
def test_only_what_was_told_after_it_closed_is_hearing_back(told, late):
    assert is_late(CLOSES, 6, [told], date(2026, 12, 1)) == late


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(1, 52),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_being_told_never_makes_it_late(closes, weeks, today):
    if not is_late(closes, weeks, [], today):
        assert not is_late(closes, weeks, [today], today)
