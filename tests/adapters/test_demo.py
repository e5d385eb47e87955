"""The example database: made-up answers that say so, made once, and never among real ones."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from feedback import cli, demo
from feedback.adapters import definitions
from feedback.adapters.database import Database
from feedback.adapters.settings import shipped
from feedback.adapters.store import comments, officers, tallies, waves
from feedback.adapters.store.opening import open_survey
from feedback.adapters.tables import Comment, Response, Wave
from feedback.adapters.tables_people import Officer
from feedback.domain.coding import codebook, encode
from feedback.domain.journey import due, kept
from tests.conftest import TODAY, small_survey


@pytest.fixture
def toldus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    for name in ("DATABASE_URL", "SECRET_KEY", "TOLDUS_SURVEYS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TOLDUS_INSTANCE", str(tmp_path))
    return lambda *words: CliRunner().invoke(cli.main, words, catch_exceptions=False)


@pytest.fixture(scope="module")
def surveys():
    return definitions.load(shipped("surveys")).surveys


def counted(database: Database) -> list[int]:
    with database.reading() as session:
        return [
            session.scalar(select(func.count()).select_from(t)) or 0
            for t in (Wave, Response, Comment, Officer)
        ]


def test_the_demo_is_made_once_in_a_file_of_its_own_and_says_that_it_is_made_up(toldus, tmp_path):
    first = toldus("demo", "--no-serve")
    assert first.exit_code == 0
    assert "demo.sqlite3" in first.stdout
    assert "Every answer in it is made up, and every page says so." in first.stdout
    assert sorted(p.name for p in tmp_path.glob("*.sqlite3")) == ["demo.sqlite3"]
    database = Database(f"sqlite:///{tmp_path / 'demo.sqlite3'}")
    before = counted(database)
    assert before[0] == 8
    assert before[3] == 1
    assert toldus("demo", "--no-serve").exit_code == 0
    assert counted(database) == before
    database.close()


def test_a_database_that_is_named_is_used(toldus, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'mine.sqlite3'}")
    assert toldus("demo", "--no-serve").exit_code == 0
    assert [p.name for p in tmp_path.glob("*.sqlite3")] == ["mine.sqlite3"]
    shown = json.loads(toldus("results", "care-leavers", "--format", "json").stdout)
    assert (shown["made_up"], shown["responses"]) == (True, 256)


def test_real_answers_are_never_joined_by_made_up_ones(toldus, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'real.sqlite3'}")
    database = Database(f"sqlite:///{tmp_path / 'real.sqlite3'}")
    database.migrate()
    with database.writing() as session:
        open_survey(session, small_survey(), "Autumn", (TODAY, TODAY), TODAY)
    before = counted(database)
    ran = toldus("demo", "--no-serve")
    assert ran.exit_code == 1
    assert ran.stderr.startswith("Error: This database is in real use. Nothing was changed.")
    assert counted(database) == before
    database.close()


@pytest.fixture(scope="module")
def filled(sqlite_template: Path, tmp_path_factory, surveys) -> Iterator[tuple[Database, str]]:
    """One example database, and its officer's password."""
    copy = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    copy.write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite:///{copy}")
    yield database, demo.fill(database, surveys, TODAY)
    database.close()


def test_each_survey_has_a_closed_wave_and_one_that_is_open(filled, surveys):
    with filled[0].reading() as session:
        for key in surveys:
            now, before = waves.every(session, key)
            assert now.opens_on <= TODAY <= now.closes_on
            assert before.closes_on < now.opens_on
            assert (now.made_up, before.made_up) == (True, True)
            assert now.key == waves.wave_key(key, demo.wave_name(TODAY))


def test_as_many_answer_as_is_planned_and_no_answer_comes_from_a_day_to_come(filled, surveys):
    with filled[0].reading() as session:
        for key in surveys:
            told = [tallies.tally(session, w).responses for w in waves.every(session, key)]
            assert told == list(reversed(demo.CROWDS.get(key, demo.SMALL_CROWD)))
        days = session.scalars(select(Response.answered_on)).all()
        assert max(days) <= TODAY


def test_some_comments_are_cleared_and_only_those_that_may_be(filled):
    with filled[0].reading() as session:
        for wave in waves.every(session):
            cleared = comments.cleared(session, wave)
            assert all(c.may_quote for c in cleared)
            assert len(cleared) <= 12
        assert session.scalar(select(func.count()).where(Comment.state == "cleared")) or 0 > 20


def test_the_password_that_is_shown_signs_in_and_the_one_before_it_no_more(filled, surveys):
    database, password = filled
    with database.reading() as session:
        assert officers.verified(session, "officer", password)
    again = demo.fill(database, surveys, TODAY)
    assert again != password
    with database.reading() as session:
        assert officers.verified(session, "officer", again)
        assert officers.verified(session, "officer", password) is None


@pytest.mark.parametrize(
    ("today", "name"),
    [
        (date(2026, 11, 22), "Autumn 2026"),
        (date(2026, 1, 10), "Winter 2025"),
        (date(2026, 12, 31), "Winter 2026"),
        (date(2024, 2, 29), "Winter 2024"),
        (date(2026, 6, 21), "Spring 2026"),
        (date(2026, 6, 22), "Summer 2026"),
    ],
)
def test_the_demo_can_be_made_on_any_day(today, name):
    (before, first, closed), (now, opens, closes) = demo._when(today)
    assert now == demo.wave_name(today) == name
    assert before != now
    assert first <= closed < opens <= today <= closes
    assert closes - opens == timedelta(days=56)


def test_a_demo_made_weeks_ago_is_open_again_when_it_is_run_again(sqlite_template, tmp_path, surveys):
    copy = tmp_path / "demo.sqlite3"
    copy.write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite:///{copy}")
    for today in (date(2026, 9, 22), date(2026, 11, 22)):
        demo.fill(database, surveys, today)
        with database.reading() as session:
            wave = waves.get(session, waves.wave_key("care-leavers", demo.wave_name(today)))
            assert wave is not None
            assert wave.opens_on <= today <= wave.closes_on
    assert counted(database)[0] == 8
    database.close()


def test_a_made_up_person_gives_the_same_answers_each_time_and_only_ones_that_there_are(surveys):
    for survey in surveys.values():
        for seed in range(30):
            sent = demo.person(survey, Random(seed))
            assert sent == demo.person(survey, Random(seed))
            assert due(survey, sent.answers) is None
            assert kept(survey, sent.answers) == sent.answers
            assert encode(codebook(survey), sent.answers)
            assert set(sent.redacted) == {k for k, a in sent.answers.items() if a.words}
