"""The year of an annual review, and what belongs to it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.annual import Deeds, Year, asked, count, problems
from feedback.domain.deeds import Deed

YEAR = Year(date(2025, 4, 1), date(2026, 3, 31), date(2026, 5, 1))


def deed(state, day=None, *, late=False):
    return Deed(state, "We did it.", "", day, (), late)


@pytest.mark.parametrize(
    ("end", "start"),
    [
        (date(2026, 3, 31), date(2025, 4, 1)),
        (date(2028, 2, 29), date(2027, 3, 1)),
        (date(2025, 2, 28), date(2024, 2, 29)),
        (date(2026, 1, 1), date(2025, 1, 2)),
    ],
)
def test_a_year_is_twelve_months_that_end_on_a_day(end, start):
    assert Year.of(None, end, date(2030, 1, 1)).start == start


@given(st.dates())
def test_any_last_day_gives_a_year(end):
    year = Year.of(None, end, date.max)
    assert end - year.start <= timedelta(days=365)
    assert asked(year.identity("pledges", "deeds")) == ("pledges", year)


@pytest.mark.parametrize(
    "identity", ["", "wave/question", "review/a/b/c/d/e", "x/a/2026-01-01/2026-01-01/2026-01-01/e"]
)
def test_what_is_no_figure_of_a_review_is_none(identity):
    assert asked(identity) is None


def test_what_was_done_is_counted_once_by_how_far_it_is():
    found = count(
        [
            deed("done", YEAR.start),
            deed("done", YEAR.end),
            deed("done", date(2026, 4, 1)),
            deed("doing", date(2026, 4, 1), late=True),
            deed("doing", date(2027, 4, 1)),
            deed("cant"),
        ],
        YEAR,
    )
    assert found == Deeds(done=2, doing=1, late=1, cant=1, since=1)
    assert found.all == 6


def test_a_year_that_ends_after_it_was_made_or_before_it_began_is_none():
    assert problems(YEAR) == {}
    assert set(problems(Year(YEAR.end, YEAR.start, YEAR.made))) == {"from"}
    assert set(problems(Year(YEAR.start, date(2026, 5, 2), YEAR.made))) == {"to"}
