"""A clock that jumps: what people answered is there when it's right again, and nothing is sent twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from feedback.adapters import steady_clock, tidying
from feedback.adapters.store import waves
from feedback.adapters.tables import Draft
from tests.conftest import PASSWORD, TODAY, Council
from tests.web.test_answering import begin, fill_in, kept
from tests.web.visitor import Visitor

DAY = timedelta(days=1)
AHEAD = [DAY, 31 * DAY, 400 * DAY]


@pytest.mark.parametrize("jump", AHEAD)
def test_a_clock_that_jumped_ahead_and_back_loses_no_draft(council: Council, jump: timedelta) -> None:
    key = council.open()
    visitor = begin(council, key)
    fill_in(visitor, key)
    council.go_to(TODAY + jump)
    for _ in range(3):  # others begin meanwhile, where the survey seems open
        begin(council, council.open(name="Much later", days=500))
    visitor.get(f"/s/{key}/check")  # open, or closed as the clock says
    council.go_to(TODAY)
    visitor.get(f"/s/{key}/check")
    assert "Say it in simple words" in visitor.page.text
    visitor.post(f"/s/{key}/send")
    assert visitor.path == f"/s/{key}/thanks"
    assert len(kept(council)) == 1


def test_a_clock_that_stays_ahead_is_believed_from_the_second_day(council: Council) -> None:
    key = council.open(days=100)
    visitor = begin(council, key)
    for jump in (40 * DAY, 41 * DAY):
        council.go_to(TODAY + jump)
        begin(council, key)
    council.go_to(TODAY)
    visitor.get(f"/s/{key}/q/in-control")
    assert "answers" in visitor.page.text
    assert visitor.page.text.count("30 days"), "the page says that what is older goes"


@pytest.mark.parametrize("back", [DAY, 31 * DAY, 4000 * DAY])
def test_a_clock_that_jumped_back_loses_no_draft(council: Council, back: timedelta) -> None:
    key = council.open()
    visitor = begin(council, key)
    fill_in(visitor, key)
    council.go_to(TODAY - back)
    visitor.get(f"/s/{key}/check")  # not open yet, as the clock says
    tidying.tidy(council.database, council.settings, council.clock[0])
    council.go_to(TODAY)
    visitor.get(f"/s/{key}/check")
    assert "Say it in simple words" in visitor.page.text
    visitor.post(f"/s/{key}/send")
    assert visitor.path == f"/s/{key}/thanks"
    [response] = kept(council)
    assert response.answered_on == TODAY


@pytest.mark.parametrize("days", [-30, -1, 1, 29])
def test_sent_just_after_a_jump_it_is_kept_once_on_a_day_of_the_survey(council: Council, days: int) -> None:
    key = council.open()  # for three weeks already, and thirty days more
    visitor = begin(council, key)
    fill_in(visitor, key)
    page = visitor.page
    council.go_to(TODAY + days * DAY)
    visitor.post(f"/s/{key}/send")
    council.go_to(TODAY)
    visitor.page = page
    visitor.post(f"/s/{key}/send")
    assert visitor.path == f"/s/{key}/thanks"
    [response] = kept(council)
    wave = council.wave(key)
    assert wave.opens_on <= response.answered_on <= wave.closes_on


def test_the_last_day_there_is_breaks_no_page(council: Council) -> None:
    key = council.open(days=(date.max - TODAY).days)
    visitor = begin(council, key)
    fill_in(visitor, key)
    visitor.post(f"/s/{key}/send")
    assert visitor.path == f"/s/{key}/thanks"


def seen(council: Council, *days: int) -> list[bool]:
    """Whether the clock is believed when it says that it is so many days from today, one after another."""
    return [steady_clock.believed(council.database, TODAY + n * DAY) for n in days]


@pytest.mark.parametrize(
    ("days", "believed"),
    [
        ([0, 0, 1, 1, 2], [False, False, True, True, True]),  # the first day there is tells nothing
        ([0, 1, 8, 22], [False, True, True, True]),  # somebody looks in now and then
        ([0, 1, 400, 400, 2, 3], [False, True, False, False, True, True]),  # it leapt, and was put right
        ([0, 1, 400, 2, 400, 3], [False, True, False, True, False, True]),  # again and again
        ([0, 1, 400, 401], [False, True, False, True]),  # it wasn't wrong
        ([0, 1, -400, -399, 2], [False, True, True, True, False]),  # it leapt back; when it's right, it leaps
        ([0, 30, 60, 90], [False, True, False, True]),  # monthly: every second time at least
    ],
)
def test_a_clock_that_leapt_ahead_is_believed_from_its_second_day(
    council: Council, days: list[int], believed: list[bool]
) -> None:
    assert seen(council, *days) == believed


def test_a_clock_that_is_months_ahead_for_a_day_lets_nobody_go(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    visitor = begin(sqlite_council, key)
    fill_in(visitor, key)
    visitor.post(f"/s/{key}/send")
    sqlite_council.add_officer()
    seen(sqlite_council, -1, 0)
    with sqlite_council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        wave.delete_on = TODAY + 200 * DAY
    for days, gone in ((300, False), (1, False), (2, False), (300, False), (301, True)):
        sqlite_council.go_to(TODAY + days * DAY)
        officer = Visitor(sqlite_council.client())
        officer.get("/office/sign-in")
        officer.post("/office/sign-in", {"name": "officer", "password": PASSWORD})
        officer.get("/office/")
        assert (sqlite_council.wave(key).people_gone_on is not None) is gone


def test_of_several_who_look_first_none_sees_an_error(council: Council) -> None:
    ready = Barrier(4)

    def look(_: int) -> bool:
        ready.wait()
        return steady_clock.believed(council.database, TODAY)

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(look, range(4))) == {False}


def test_unsent_answers_go_when_an_officer_looks_in_and_nobody_tidies(sqlite_council: Council) -> None:
    begin(sqlite_council, sqlite_council.open(days=300))
    sqlite_council.add_officer()
    for days in (60, 61):
        sqlite_council.go_to(TODAY + days * DAY)
        officer = Visitor(sqlite_council.client())
        officer.get("/office/sign-in")
        officer.post("/office/sign-in", {"name": "officer", "password": PASSWORD})
    with sqlite_council.database.reading() as session:
        assert session.scalars(select(Draft)).all() == []
