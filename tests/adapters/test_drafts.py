"""A draft holds answers until they are sent: for its own phone alone, for so long, and never twice."""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep
from typing import TypeVar

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from feedback.adapters.database import Database
from feedback.adapters.store import drafts, waves
from feedback.adapters.store.opening import open_survey
from feedback.adapters.tables import Draft, Wave
from feedback.domain.journey import SKIPPED, Answer
from tests.conftest import TODAY, small_survey

T = TypeVar("T")
DAY = timedelta(days=1)
YES = Answer(("yes",))
EVERY_KIND: Mapping[str, Answer] = {
    "in-control": Answer(("disagree",)),
    "what-would-help": Answer(words="Łódź 🙂\n“More time”", may_quote=True),
    "help-with": Answer(("money", "home")),
    "safe": SKIPPED,
    "more": Answer(words="Not to be quoted"),
}


class Drafts:
    """Drafts of one wave, each call in a transaction of its own."""

    def __init__(self, database: Database, name: str = "Autumn") -> None:
        self.database = database
        with database.writing() as session:
            self.key = open_survey(session, small_survey(), name, (TODAY, TODAY + 90 * DAY), TODAY).key

    def do(self, what: Callable[[Session, Wave], T]) -> T:
        with self.database.writing() as session:
            wave = waves.get(session, self.key)
            assert wave is not None
            return what(session, wave)

    def start(self, on=TODAY) -> str:
        return self.do(lambda s, w: drafts.start(s, w, on))

    def load(self, token, on=TODAY):
        return self.do(lambda s, w: drafts.load(s, w, token, on))

    def put(self, token, key, answer, on=TODAY) -> bool:
        return self.do(lambda s, w: drafts.put(s, w, token, {key: answer}, on))

    def take(self, token, on=TODAY):
        return self.do(lambda s, w: drafts.take(s, w, token, on))

    def was_sent(self, token) -> bool:
        return self.do(lambda s, w: drafts.was_sent(s, w, token))

    def rows(self) -> int:
        return self.do(lambda s, _: s.scalar(select(func.count()).select_from(Draft)) or 0)


@pytest.fixture
def kept(database: Database) -> Drafts:
    return Drafts(database)


def test_every_kind_of_answer_comes_back_as_it_was_put(kept):
    token = kept.start()
    assert kept.load(token) == {}
    for key, answer in EVERY_KIND.items():
        assert kept.put(token, key, answer)
    assert kept.load(token) == EVERY_KIND
    assert kept.put(token, "in-control", Answer(("agree",)))
    assert kept.load(token) == {**EVERY_KIND, "in-control": Answer(("agree",))}


def test_two_drafts_do_not_see_one_another(kept):
    one, two = kept.start(), kept.start()
    assert one != two
    kept.put(one, "safe", YES)
    assert [kept.load(one), kept.load(two)] == [{"safe": YES}, {}]


def test_a_token_that_nobody_was_given_opens_nothing(kept):
    kept.start()
    for token in ("", "guess", "\0", "🙂", "x" * 10_000):
        assert kept.load(token) is None
        assert not kept.put(token, "safe", YES)
        assert kept.take(token) is None
        assert not kept.was_sent(token)


def test_a_draft_of_another_wave_opens_nothing(kept, database):
    token = kept.start()
    kept.put(token, "safe", YES)
    other = Drafts(database, "Winter")
    assert other.load(token) is None
    assert not other.put(token, "safe", Answer(("no",)))
    assert other.take(token) is None
    kept.take(token)
    assert not other.was_sent(token)
    assert kept.was_sent(token)


def test_a_draft_can_be_sent_once(kept):
    token = kept.start()
    kept.put(token, "safe", YES)
    assert not kept.was_sent(token)
    assert kept.take(token) == {"safe": YES}
    assert kept.was_sent(token)
    assert kept.take(token) is None
    assert kept.load(token) is None
    assert not kept.put(token, "safe", YES)


def test_a_draft_is_kept_for_30_days_from_its_last_answer_and_no_longer(kept):
    token = kept.start(TODAY)
    assert kept.load(token, TODAY + 30 * DAY) == {}
    assert kept.load(token, TODAY + 31 * DAY) is None
    assert not kept.put(token, "safe", YES, TODAY + 31 * DAY)
    assert kept.take(token, TODAY + 31 * DAY) is None
    assert kept.put(token, "safe", YES, TODAY + 20 * DAY)
    assert kept.load(token, TODAY + 50 * DAY) == {"safe": YES}
    assert kept.take(token, TODAY + 51 * DAY) is None


def test_drafts_that_are_too_old_go_when_another_starts(kept):
    old, young = kept.start(TODAY - 31 * DAY), kept.start(TODAY - 30 * DAY)
    kept.start(TODAY - DAY)
    assert kept.rows() == 3
    new = kept.start(TODAY)
    assert kept.rows() == 3
    assert kept.load(old, TODAY - 31 * DAY) is None
    assert [kept.load(young), kept.load(new)] == [{}, {}]


def test_where_nobody_was_for_days_nothing_goes_on_the_first_for_the_clock_may_have_leapt(kept):
    old = kept.start(TODAY - 31 * DAY)
    kept.start(TODAY)
    kept.start(TODAY)
    assert kept.load(old, TODAY - 31 * DAY) == {}
    kept.start(TODAY + DAY)
    assert kept.load(old, TODAY - 31 * DAY) is None


def test_the_husk_of_a_sent_draft_is_empty_and_goes_after_a_day(kept):
    token = kept.start(TODAY - 9 * DAY)
    kept.put(token, "more", Answer(words="A secret"), TODAY - 9 * DAY)
    kept.take(token, TODAY)
    husk = kept.do(lambda s, _: s.scalars(select(Draft)).one().__dict__)
    assert (husk["answers"], husk["touched_on"], husk["sent"]) == ({}, TODAY, True)
    kept.start(TODAY + DAY)
    assert kept.was_sent(token)
    kept.start(TODAY + 2 * DAY)
    assert not kept.was_sent(token)
    assert kept.rows() == 2


def test_a_draft_that_is_dropped_leaves_nothing(kept):
    token, other = kept.start(), kept.start()
    kept.put(token, "safe", YES)
    kept.do(lambda s, _: drafts.drop(s, token))
    assert kept.load(token) is None
    assert kept.load(other) == {}
    assert kept.rows() == 1


def test_no_row_holds_a_token_in_clear(kept):
    tokens = [kept.start() for _ in range(3)]
    rows = kept.do(lambda s, _: [str(row) for row in s.execute(text("SELECT * FROM draft"))])
    assert len(rows) == 3
    assert not [t for t in tokens for row in rows if t in row]
    assert all(len(t) >= 32 for t in tokens)


# Two pages of one phone at once


def at_once(
    kept: Drafts, first: Callable[[Session, Wave], T], second: Callable[[Session, Wave], T]
) -> list[T]:
    """What both do, where the second begins while the first has done its work and not yet ended."""
    begun = threading.Event()

    def leads(session: Session, wave: Wave) -> T:
        done = first(session, wave)
        session.flush()
        begun.set()
        sleep(0.2)
        return done

    with ThreadPoolExecutor(2) as pool:
        led = pool.submit(kept.do, leads)
        assert begun.wait(10)
        followed = pool.submit(kept.do, second)
        return [led.result(), followed.result()]


def test_of_two_that_send_at_once_one_gets_the_answers(kept):
    token = kept.start()
    kept.put(token, "safe", YES)

    def take(session: Session, wave: Wave) -> dict[str, Answer] | None:
        drafts.load(session, wave, token, TODAY)  # as a page does first
        return drafts.take(session, wave, token, TODAY)

    assert at_once(kept, take, take) == [{"safe": YES}, None]


def test_of_many_that_send_at_once_one_gets_the_answers(kept):
    token = kept.start()
    kept.put(token, "safe", YES)
    together = threading.Barrier(6)

    def press(_: int) -> dict[str, Answer] | None:
        together.wait(10)
        return kept.take(token)

    with ThreadPoolExecutor(6) as pool:
        got = list(pool.map(press, range(6)))
    assert [g for g in got if g is not None] == [{"safe": YES}]


def test_of_two_answers_put_at_once_neither_is_lost(kept):
    token = kept.start()
    kept.put(token, "moves", Answer(("none",)))

    def put(key: str) -> Callable[[Session, Wave], bool]:
        def to_draft(session: Session, wave: Wave) -> bool:
            seen = session.scalars(select(Draft)).all()  # a page reads it first, and may hold on to it
            put = drafts.put(session, wave, token, {key: YES}, TODAY)
            return put and len(seen) == 1

        return to_draft

    assert at_once(kept, put("safe"), put("more")) == [True, True]
    assert kept.load(token) == {"moves": Answer(("none",)), "safe": YES, "more": YES}


def test_an_answer_put_while_the_draft_is_sent_is_not_kept_after_it(kept):
    token = kept.start()
    kept.put(token, "safe", YES)
    sent, put = at_once(
        kept,
        lambda s, w: drafts.take(s, w, token, TODAY),
        lambda s, w: drafts.put(s, w, token, {"more": YES}, TODAY),
    )
    assert (sent, put) == ({"safe": YES}, False)
    assert kept.do(lambda s, _: s.scalars(select(Draft.answers)).one()) == {}
