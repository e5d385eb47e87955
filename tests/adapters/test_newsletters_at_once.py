"""Newsletters as two officers publish them at the same moment, on both databases."""

from collections.abc import Callable

from feedback.adapters import newsletters as reading
from feedback.adapters.newsletters import Looked
from feedback.adapters.store import newsletters, records
from feedback.adapters.store.records import By, Wanted
from feedback.domain.disclosure import Rules
from feedback.domain.newsletters import Newsletter
from tests.adapters.test_arranging_at_once import at_once
from tests.conftest import TODAY, Council
from tests.live import moment
from tests.web.test_office import answered, signed_in

KEYS = tuple(f"newsletter/{letter * 16}" for letter in "abc")


def drafts(council: Council) -> None:
    answered(council, 20, 12)
    visitor = signed_in(council)
    visitor.get("/office/commitments/pledge-5")
    visitor.post("/office/commitments/pledge-5/publish")
    held = Newsletter("Told", "A meeting", TODAY, promises=("pledge-5",)).held()
    with council.database.writing() as session:
        for key in KEYS:
            records.save(session, Wanted(key, newsletters.NEWSLETTER, "", held), By(1, moment()))


def publishing(council: Council, key: str, new: list[bool]) -> Callable[[], None]:
    def publish() -> None:
        with council.database.writing() as session:
            new.append(reading.publish(session, key, Looked(1, 0), Rules(), TODAY)[1])

    return publish


def test_one_newsletter_that_two_publish_at_one_moment_goes_out_once(council: Council) -> None:
    drafts(council)
    new: list[bool] = []
    at_once(*[publishing(council, KEYS[0], new)] * 4)
    assert sorted(new) == [False, False, False, True]
    with council.database.reading() as session:
        assert [(row.number, row.edition) for row in newsletters.every(session)] == [(1, 1)]


def test_newsletters_that_go_out_at_one_moment_each_get_a_number(council: Council) -> None:
    drafts(council)
    new: list[bool] = []
    at_once(*(publishing(council, key, new) for key in KEYS))
    assert new == [True] * 3
    with council.database.reading() as session:
        assert [row.number for row in newsletters.every(session)] == [3, 2, 1]
