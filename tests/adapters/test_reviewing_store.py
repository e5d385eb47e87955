"""Flags, sign-offs and records on both databases: what two do at once, and what is kept of whom."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.adapters.database import Database
from feedback.adapters.store import designs, flags, made_with, review_links
from feedback.adapters.store.designs import By
from feedback.adapters.store.flags import Answer, Said
from feedback.adapters.tables_reviewing import ReviewFlag, ReviewLink
from feedback.domain.design_files import design_of
from feedback.domain.flags import Kind, Role, State
from tests.conftest import TODAY, small_survey
from tests.live import moment

BY = By("officer", moment(), "started")
SAID = Said("in-control", Kind.UNCLEAR, "", Role.IN_CARE, "en", 1, "a mark")


def started(database: Database) -> None:
    with database.writing() as session:
        designs.start(session, design_of(small_survey().model_dump(mode="json", by_alias=True)), {}, BY)
        review_links.make(session, "a token", "small", (TODAY, TODAY))


def link(session: Session) -> ReviewLink:
    found = review_links.find(session, "a token")
    assert found is not None
    return found


def test_the_same_said_twice_is_one_and_keeps_no_time_and_no_browser(database: Database) -> None:
    started(database)
    for _ in range(2):
        with database.writing() as session:
            assert flags.add(session, link(session), SAID, TODAY) is not None
    with database.reading() as session:
        (row,) = session.scalars(select(ReviewFlag)).all()
        assert row.said_on == TODAY
        assert flags.waiting(session, "small") == 1
        assert flags.every_waiting(session) == {"small": 1}


def test_of_two_answers_at_once_the_first_stands(database: Database) -> None:
    started(database)
    with database.writing() as session:
        number = flags.add(session, link(session), SAID, TODAY)
        assert number is not None
    open_then = (State.OPEN.value, "")
    for why, wanted in (("First.", 1), ("Second.", 0)):
        with database.writing() as session:
            given = Answer(State.KEPT, why, open_then, [number])
            assert flags.answer(session, "small", given, TODAY) == wanted
    for seen, wanted in (("Second.", 0), ("First.", 1)):  # an answer that was seen can be corrected
        with database.writing() as session:
            given = Answer(State.KEPT, "Better.", (State.KEPT.value, seen), [number])
            assert flags.answer(session, "small", given, TODAY) == wanted
    with database.reading() as session:
        (one,) = flags.of(session, "small")
        assert (one.flag.answer, one.waits) == ("Better.", False)


def held_while(database: Database, first: Callable[[Session], object], second: Callable[[], object]) -> None:
    """Does the first in a transaction, and the second meanwhile, which must wait for its end."""
    began = Event()

    def other() -> object:
        began.set()
        return second()

    with ThreadPoolExecutor(1) as pool:
        with database.writing() as session:
            first(session)
            waiting: Future[object] = pool.submit(other)
            began.wait(5)
            with pytest.raises(TimeoutError):
                waiting.result(1)
        waiting.result(20)


def test_a_flag_waits_for_whoever_is_publishing_and_then_is_there(database: Database) -> None:
    started(database)

    def flagged() -> None:
        with database.writing() as session:
            flags.add(session, link(session), SAID, TODAY)

    def published(session: Session) -> None:
        designs.hold(session, "small")
        assert flags.waiting(session, "small") == 0

    held_while(database, published, flagged)
    with database.reading() as session:
        assert flags.waiting(session, "small") == 1


def test_whoever_publishes_waits_for_a_flag_and_then_sees_it(database: Database) -> None:
    started(database)
    seen: list[int] = []

    def published() -> None:
        with database.writing() as session:
            designs.hold(session, "small")
            seen.append(flags.waiting(session, "small"))

    held_while(database, lambda session: flags.add(session, link(session), SAID, TODAY), published)
    assert seen == [1]


def test_a_sign_off_is_of_these_words_alone_and_one_browser_signs_once(database: Database) -> None:
    started(database)
    survey = small_survey()
    other = survey.model_copy(update={"title": "A small survey."})
    with database.writing() as session:
        for _ in range(2):
            made_with.sign(session, survey, Role.CARER, "a mark", TODAY)
        assert len(made_with.signed(session, survey)) == 1
        assert made_with.signed(session, other) == []
        assert made_with.ever_signed(session, "small")


def test_a_link_that_is_taken_back_is_no_good_and_only_once(database: Database) -> None:
    started(database)
    with database.writing() as session:
        assert review_links.is_good(link(session), TODAY)
        hashed = review_links.hashed("a token")
        assert review_links.take_back(session, "small", hashed)
        assert not review_links.take_back(session, "small", hashed)
    with database.reading() as session:
        assert not review_links.is_good(link(session), TODAY)
