"""Designs and their versions, and editions published by two at once, on both databases."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from feedback.adapters.database import Database
from feedback.adapters.store import designs, editions
from feedback.adapters.store.designs import By, Choices, Saved
from feedback.domain.designs import Asked, Design
from tests.conftest import TODAY, small_survey
from tests.live import moment

BASE = Design("s", title="A survey", questions=(Asked("a", "A?"), Asked("b", "B?")))


def by(who: str = "sam") -> By:
    return By(who, moment(), "edited")


def started(database: Database) -> None:
    with database.writing() as session:
        assert designs.start(session, BASE, {}, by())


def put(key: str, **changes: object) -> Callable[[Design], Design]:
    def edit(design: Design) -> Design:
        asked = (replace(q, **changes) if q.key == key else q for q in design.questions)  # type: ignore[arg-type]
        return replace(design, questions=tuple(asked))

    return edit


def save(database: Database, version: int, edit: Callable[[Design], Design], **more: object) -> Saved:
    with database.writing() as session:
        return designs.save(session, "s", version, edit, by("kim"), **more)  # type: ignore[arg-type]


def test_a_design_is_started_once(database: Database) -> None:
    started(database)
    with database.writing() as session:
        assert not designs.start(session, replace(BASE, title="Other"), {}, by())
    with database.reading() as session:
        assert designs.at(session, "s", 1) == BASE
        assert [d.key for d in designs.every(session)] == ["s"]


def test_every_save_is_a_version_and_one_that_changes_nothing_is_none(database: Database) -> None:
    started(database)
    assert save(database, 1, put("a", ask="One?")).version == 2
    assert save(database, 2, lambda design: design).version == 2
    with database.reading() as session:
        assert [(v.version, v.changed_by) for v in designs.versions(session, "s")] == [(2, "kim"), (1, "sam")]
        assert designs.at(session, "s", 1) == BASE
        assert designs.at(session, "s", 3) is None


def test_an_older_version_is_put_together_with_what_was_saved_since(database: Database) -> None:
    started(database)
    save(database, 1, put("a", ask="One?"))
    saved = save(database, 1, put("b", ask="Two?"))
    assert (saved.version, saved.together, saved.clashes) == (3, True, ())
    with database.reading() as session:
        found = designs.at(session, "s", 3)
    assert found is not None
    assert [q.ask for q in found.questions] == ["One?", "Two?"]


def test_the_same_words_are_kept_only_once_chosen_beside_what_was_shown(database: Database) -> None:
    started(database)
    save(database, 1, put("a", ask="One?"))
    clashing = save(database, 1, put("a", ask="Two?"))
    assert (clashing.version, clashing.by, len(clashing.clashes)) == (2, "kim", 1)
    chosen = {clashing.clashes[0].place: "mine"}
    save(database, 2, put("a", ask="Three?"))
    late = save(database, 1, put("a", ask="Two?"), choices=Choices(2, chosen))
    assert late.clashes[0].theirs == "Three?"  # what was chosen beside isn't there any more
    kept = save(database, 1, put("a", ask="Two?"), choices=Choices(3, chosen))
    assert kept.clashes == ()
    with database.reading() as session:
        assert designs.at(session, "s", kept.version).questions[0].ask == "Two?"  # type: ignore[union-attr]


def test_words_that_were_not_chosen_are_a_version_all_the_same(database: Database) -> None:
    started(database)
    save(database, 1, put("a", ask="One?"))
    place = save(database, 1, put("a", ask="Two?")).clashes[0].place
    save(database, 1, put("a", ask="Two?"), choices=Choices(2, {place: "theirs"}))
    with database.reading() as session:
        asks = [designs.at(session, "s", n).questions[0].ask for n in (1, 2, 3, 4)]  # type: ignore[union-attr]
    assert asks == ["A?", "One?", "Two?", "One?"]


def test_an_edit_that_fails_keeps_nothing(database: Database) -> None:
    started(database)

    def fail(_: Design) -> Design:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        save(database, 1, fail)
    with pytest.raises(LookupError):
        save(database, 9, lambda design: design)
    with database.reading() as session:
        assert len(designs.versions(session, "s")) == 1


def at_once(database: Database, *works: Callable[[Database], object]) -> list[object]:
    """What each piece of work gave, all begun at the same time."""
    found: list[object] = []
    gate = threading.Barrier(len(works))

    def run(work: Callable[[Database], object]) -> None:
        gate.wait()
        try:
            found.append(work(database))
        except Exception as problem:
            found.append(problem)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_saves_at_once_are_all_kept(database: Database) -> None:
    started(database)
    edits = [put("a", ask="One?"), put("b", ask="Two?"), put("a", hint="Three"), put("b", hint="Four")]
    results = at_once(database, *(lambda d, e=e: save(d, 1, e).version for e in edits))  # type: ignore[misc]
    assert sorted(map(str, results)) == ["2", "3", "4", "5"]
    with database.reading() as session:
        found = designs.at(session, "s", 5)
    assert found is not None
    assert [(q.ask, q.hint) for q in found.questions] == [("One?", "Three"), ("Two?", "Four")]


def test_editions_published_at_once_are_each_there_once(database: Database) -> None:
    titles = ["One", "Two", "One", "Three", "Two"]

    def publish(title: str) -> Callable[[Database], object]:
        def work(made: Database) -> object:
            with made.writing() as session:
                return editions.publish(session, small_survey(title=title), TODAY)

        return work

    numbers = at_once(database, *map(publish, titles))
    assert set(numbers) == {1, 2, 3}
    with database.reading() as session:
        assert sorted(s.title for s in editions.of(session, "small").values()) == ["One", "Three", "Two"]


def test_the_latest_edition_of_each(database: Database) -> None:
    with database.writing() as session:
        for title in ("One", "Two"):
            editions.publish(session, small_survey(title=title), TODAY)
        editions.publish(session, small_survey("other"), TODAY)
    with database.reading() as session:
        latest = editions.latest(session)
    assert {key: (n, s.title) for key, (n, s) in latest.items()} == {
        "small": (2, "Two"),
        "other": (1, "A small survey"),
    }
