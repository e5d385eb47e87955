"""What people wrote is listed in an order that tells nothing, and quoted only if they and officers agree."""

from collections.abc import Iterable
from threading import Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.adapters.database import Database
from feedback.adapters.store import comments, responses, waves
from feedback.adapters.store.opening import open_survey
from feedback.adapters.tables import Comment, Wave
from feedback.domain.journey import Answer
from tests.conftest import TODAY, small_survey

HOW = responses.Circumstances(TODAY)


def wave_of(database: Database, words: Iterable[str], name: str = "Autumn", quote: bool = True) -> str:
    """A wave in which these words were written, in this order; its key."""
    with database.writing() as session:
        wave = open_survey(session, small_survey(), name, (TODAY, TODAY), TODAY)
        sent = [
            responses.Sent({"more": Answer(words=w, may_quote=quote)}, {"more": f"{w}, redacted"})
            for w in words
        ]
        responses.add(session, wave, small_survey(), sent, HOW)
        return wave.key


def listed(database: Database, key: str) -> list[str]:
    with database.reading() as session:
        wave = waves.get(session, key)
        assert wave is not None
        return [c.text for c in comments.every(session, wave)]


def judged(database: Database, key: str, place: tuple[int, str], state: str) -> bool:
    with database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        return comments.judge(session, wave, comments.reference(wave, *place), state)


def cleared(database: Database, key: str) -> list[str]:
    with database.reading() as session:
        wave = waves.get(session, key)
        assert wave is not None
        return [c.redacted for c in comments.cleared(session, wave)]


def test_the_order_is_the_waves_own_and_the_same_each_time(database):
    words = [f"Remark {n}" for n in range(12)]
    one, two = wave_of(database, words, "One"), wave_of(database, words, "Two")
    order = listed(database, one)
    assert sorted(order) == sorted(words)
    assert order not in (words, words[::-1])
    assert listed(database, one) == order
    assert listed(database, two) != order


@pytest.mark.parametrize("most", [1, 5, 50])
def test_the_first_few_are_the_first_of_all_and_all_are_counted(database, most):
    key = wave_of(database, [f"Remark {n}" for n in range(12)])
    order = listed(database, key)
    with database.reading() as session:
        found = comments.first(session, waves.get(session, key), most)
    assert {q: ([c.text for c in some], total) for q, (some, total) in found.items()} == {
        "more": (order[:most], 12)
    }


def test_the_order_of_what_was_there_stays_when_more_comes_in_between(database):
    key = wave_of(database, [f"Remark {n}" for n in range(12)])
    before = listed(database, key)
    wave_of(database, [f"Later {n}" for n in range(12)])
    after = listed(database, key)
    assert [w for w in after if w in before] == before
    assert after[:12] != before


def test_a_comment_is_quoted_when_an_officer_has_cleared_it_and_until_it_is_declined(database):
    key = wave_of(database, ["First", "Second"])
    assert cleared(database, key) == []
    assert judged(database, key, (1, "more"), "cleared")
    assert cleared(database, key) == ["First, redacted"]
    assert judged(database, key, (1, "more"), "declined")
    assert cleared(database, key) == []
    assert judged(database, key, (1, "more"), "cleared")
    assert cleared(database, key) == ["First, redacted"]


def test_a_comment_whose_writer_did_not_allow_it_cannot_be_cleared(database):
    key = wave_of(database, ["Private"], quote=False)
    assert not judged(database, key, (1, "more"), "cleared")
    assert cleared(database, key) == []
    with database.reading() as session:
        assert session.scalars(select(Comment.state)).one() == "new"


def test_even_a_cleared_comment_is_not_quoted_once_its_writer_has_not_allowed_it(database):
    key = wave_of(database, ["Private"], quote=False)
    with database.writing() as session:
        session.scalars(select(Comment)).one().state = "cleared"
    assert cleared(database, key) == []


@pytest.mark.parametrize("place", [(2, "more"), (1, "what-would-help"), (-1, "more"), (1, "")])
def test_a_comment_that_there_is_not_cannot_be_judged(database, place):
    key = wave_of(database, ["Only"])
    assert not judged(database, key, place, "cleared")
    assert cleared(database, key) == []


def test_a_comment_of_another_wave_is_left_alone(database):
    one, two = wave_of(database, ["One"], "One"), wave_of(database, ["Two"], "Two")
    assert judged(database, one, (1, "more"), "cleared")
    assert [cleared(database, key) for key in (one, two)] == [["One, redacted"], []]


def own(session: Session, wave: Wave) -> Comment:
    found = comments.hold(session, wave, 1, "more")
    assert found is not None
    return found


def test_its_writer_stops_allows_mends_and_deletes_it(database):
    key = wave_of(database, ["First"])
    for change, quoted, state in (
        (comments.withdraw, False, "new"),
        (comments.allow, True, "new"),
        (lambda c: comments.mend(c, "Mended"), True, "new"),
        (lambda c: comments.mend(c, "Mended"), True, "cleared"),
        (comments.allow, True, "cleared"),
    ):
        with database.writing() as session:
            wave = waves.get(session, key)
            comment = own(session, wave)
            comment.state = "cleared"
            change(comment)
        with database.reading() as session:
            found = session.scalars(select(Comment)).one()
            assert (found.text, found.may_quote, found.state) == ("First", quoted, state)
    assert found.mended
    assert cleared(database, key) == ["Mended"]
    with database.writing() as session:
        wave = waves.get(session, key)
        comments.delete(session, own(session, wave))
        assert comments.hold(session, wave, 1, "more") is None
    assert cleared(database, key) == []


def test_of_an_officer_and_a_writer_at_once_the_officer_clears_nothing_unseen(database):
    key = wave_of(database, ["First"])
    with database.reading() as session:
        seen = comments.form_of(session.scalars(select(Comment)).one())
    told: list[object] = []

    def clears() -> None:
        try:
            with database.writing() as session:
                wave = waves.get(session, key)
                called = comments.reference(wave, 1, "more")
                told.append(comments.judge(session, wave, called, "cleared", seen))
        except comments.Changed:
            told.append("changed")

    with database.writing() as session:
        comments.mend(own(session, waves.get(session, key)), "Mended")
        session.flush()
        officer = Thread(target=clears)
        officer.start()
        officer.join(0.5)
        assert told == [], "the officer waits"
    officer.join(20)
    assert told == ["changed"]
    assert cleared(database, key) == []
