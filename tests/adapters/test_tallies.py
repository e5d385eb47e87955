"""What is kept of a wave in this process is what a fresh look would count, whatever came and went."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from feedback.adapters.database import Database
from feedback.adapters.store import editions, responses, tallies, waves
from feedback.adapters.store.opening import open_survey
from feedback.adapters.tables import Response, Wave
from feedback.domain.coding import codebook
from feedback.domain.counting import Block, Tally
from feedback.domain.journey import SKIPPED, Answer
from tests.conftest import TODAY, small_survey

KEY = "small-autumn-2026"
HOW = responses.Circumstances(TODAY)


@pytest.fixture(autouse=True)
def short_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallies, "AT_ONCE", 4)


@pytest.fixture
def open_wave(database: Database) -> Database:
    with database.writing() as session:
        open_survey(session, small_survey(), "Autumn 2026", (TODAY, TODAY), TODAY)
    return database


def of(session: Session) -> Wave:
    wave = waves.get(session, KEY)
    assert wave is not None
    return wave


def come(session: Session, *chosen: str) -> None:
    wave = of(session)
    survey = editions.get(session, wave.survey_key, wave.edition)
    sent = [responses.Sent({"in-control": Answer((c,)) if c else SKIPPED}, {}) for c in chosen]
    responses.add(session, wave, survey, sent, HOW)


def goes(session: Session, place: int) -> None:
    """Takes out the response at this place, if there is one."""
    wave = of(session)
    found = sorted(seq for of_edition in responses.lines(session, wave).values() for seq, _ in of_edition)
    if found:
        gone = found[place % len(found)]
        session.execute(delete(Response).where(Response.wave_id == wave.id, Response.seq == gone))
        session.execute(update(Wave).where(Wave.id == wave.id).values(epoch=Wave.epoch + 1))


def fresh(session: Session) -> Tally:
    wave = of(session)
    surveys, found = editions.of(session, wave.survey_key), responses.lines(session, wave)
    return Tally(
        tuple(Block.of(codebook(surveys[n]), [codes for _, codes in found[n]]) for n in sorted(found))
    )


def counted(tally: Tally) -> dict[str, object]:
    count = tally.count("in-control")
    options = {} if count is None else {k: n for k, n in count.options.items() if n}
    return {"all": tally.responses, "base": count.base if count else 0, **options}


def same(database: Database) -> dict[str, object]:
    with database.reading() as session:
        kept = counted(tallies.tally(session, of(session)))
        assert kept == counted(fresh(session))
        return kept


def test_what_comes_is_added_and_what_goes_is_gone(open_wave: Database) -> None:
    assert same(open_wave) == {"all": 0, "base": 0}
    for n in range(1, 12):
        with open_wave.writing() as session:
            come(session, "agree")
        assert same(open_wave) == {"all": n, "base": n, "agree": n}
    with open_wave.writing() as session:
        goes(session, 2)
    assert same(open_wave) == {"all": 10, "base": 10, "agree": 10}


def test_what_was_undone_was_never_counted(open_wave: Database) -> None:
    with open_wave.writing() as session:
        come(session, "agree")
    same(open_wave)
    with pytest.raises(RuntimeError):
        _begins_and_gives_up(open_wave)
    with open_wave.writing() as session:  # gets the numbers that were given before
        come(session, "neither", "neither")
    assert same(open_wave) == {"all": 3, "base": 3, "agree": 1, "neither": 2}


def _begins_and_gives_up(database: Database) -> None:
    with database.writing() as session:
        come(session, "disagree", "disagree")
        seen = counted(tallies.tally(session, of(session)))
        assert seen == {"all": 3, "base": 3, "agree": 1, "disagree": 2}
        raise RuntimeError


def test_who_began_to_look_before_sees_what_there_was_then(open_wave: Database) -> None:
    with open_wave.writing() as session:
        come(session, "agree")
    with open_wave.reading() as before:
        assert of(before).seq == 1
        with open_wave.writing() as session:
            come(session, *["disagree"] * 9)
        assert same(open_wave)["all"] == 10
        assert counted(tallies.tally(before, of(before)))["all"] == 1
    assert same(open_wave)["all"] == 10


def test_a_wave_that_has_another_ones_number_has_its_own_answers(open_wave: Database) -> None:
    with open_wave.writing() as session:
        come(session, "agree", "agree")
    same(open_wave)
    with open_wave.writing() as session:
        wave = of(session)
        number = wave.id
        session.execute(delete(Response).where(Response.wave_id == number))
        session.delete(wave)
        session.flush()
        new = open_survey(session, small_survey(), "Autumn 2026", (TODAY, TODAY), TODAY)
        session.execute(update(Wave).where(Wave.id == new.id).values(id=number))
    with open_wave.writing() as session:
        come(session, "disagree", "disagree")
    assert same(open_wave) == {"all": 2, "base": 2, "disagree": 2}


def test_a_new_edition_is_counted_with_the_old(open_wave: Database) -> None:
    with open_wave.writing() as session:
        come(session, "agree", "agree", "agree")
    same(open_wave)
    changed = small_survey(title="Small, put right")
    with open_wave.writing() as session:
        open_survey(session, changed, "Autumn 2026", (TODAY, TODAY), TODAY)
    for _ in range(4):
        with open_wave.writing() as session:
            come(session, "agree", "")
        same(open_wave)
    assert same(open_wave) == {"all": 11, "base": 7, "agree": 7}


def test_what_was_asked_for_longest_ago_is_let_go(
    open_wave: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "MOST_BYTES", 1)
    with open_wave.writing() as session:
        other = open_survey(session, small_survey("other"), "Autumn 2026", (TODAY, TODAY), TODAY)
        come(session, "agree", "disagree")
        assert other.id
    for _ in range(2):
        with open_wave.reading() as session:
            for wave in waves.every(session):
                tallies.tally(session, wave)
        assert same(open_wave) == {"all": 2, "base": 2, "agree": 1, "disagree": 1}


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path_factory.mktemp('tallies') / 'told.sqlite3'}")
    made.migrate()
    yield made
    made.close()


STEPS = st.one_of(
    st.lists(st.sampled_from(["agree", "disagree", "neither", ""]), min_size=1, max_size=9),
    st.integers(0, 30),
    st.none(),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=8))
def test_whatever_comes_and_goes(lasting: Database, steps: list[list[str] | int | None]) -> None:
    with lasting.writing() as session:
        open_survey(session, small_survey(), "Autumn 2026", (TODAY, TODAY), TODAY)
    for step in steps:
        if isinstance(step, list):
            with lasting.writing() as session:
                come(session, *step)
        elif isinstance(step, int):
            with lasting.writing() as session:
                goes(session, step)
        same(lasting)
