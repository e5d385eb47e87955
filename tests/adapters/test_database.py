"""Both databases: tables that migrate up and down, transactions that are kept whole or not at all."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import IntegrityError

from feedback.adapters.database import Database, NotMigrated
from feedback.adapters.engines import NotReachable
from feedback.adapters.store import officers, responses, waves
from feedback.adapters.store.opening import open_survey
from feedback.adapters.tables import Base, Comment, Draft, Response, Wave
from feedback.adapters.tables_people import Officer
from feedback.domain.journey import Answer
from tests.conftest import PASSWORD, TODAY, small_survey

SENT = [responses.Sent({"more": Answer(words="Anything")}, {})]


@pytest.fixture
def empty(empty_url: str) -> Iterator[Database]:
    """A database of each kind with no tables."""
    made = Database(empty_url)
    yield made
    made.close()


def tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


# Migrations


def test_the_tables_go_up_from_nothing_down_to_nothing_and_up_again(empty):
    ours = set(Base.metadata.tables)
    assert tables(empty) == set()
    empty.migrate()
    assert tables(empty) == ours
    with empty.writing() as session:
        wave = open_survey(session, small_survey(), "Autumn", (TODAY, TODAY), TODAY)
        responses.add(session, wave, small_survey(), SENT, responses.Circumstances(TODAY))
    empty.migrate("base")
    assert tables(empty) == set()
    empty.migrate()
    assert tables(empty) == ours
    empty.check()


def test_to_migrate_a_second_time_changes_nothing(database):
    with database.writing() as session:
        officers.add(session, "officer", PASSWORD, TODAY)
    database.migrate()
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Officer)) == 1


def test_the_migrations_make_the_tables_that_the_code_knows(database):
    with database.engine.connect() as connection:
        settings = {"compare_type": True, "compare_server_default": True}
        found = compare_metadata(MigrationContext.configure(connection, opts=settings), Base.metadata)
    assert found == []


def test_every_constraint_has_a_name_so_that_it_can_be_changed_later(database):
    looked_at = inspect(database.engine)
    for table in Base.metadata.tables:
        assert looked_at.get_pk_constraint(table)["name"] == f"pk_{table}"
        for found in (*looked_at.get_foreign_keys(table), *looked_at.get_unique_constraints(table)):
            assert found["name"].startswith((f"fk_{table}_", f"uq_{table}_"))


def test_a_check_refuses_an_empty_database_and_says_what_to_do(empty):
    with pytest.raises(NotMigrated, match=r"Nothing was changed\. Run “toldus migrate” to"):
        empty.check()
    assert tables(empty) == set()


def test_to_prepare_makes_tables_where_there_are_none_and_changes_no_others(empty):
    empty.prepare()
    empty.check()
    empty.prepare()
    with empty.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NotMigrated):
        empty.prepare()


def test_a_check_refuses_the_tables_of_another_version(database):
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NotMigrated, match="from another version of Told Us"):
        database.check()


def test_to_migrate_to_a_version_that_there_is_not_is_told_and_changes_nothing(empty):
    with pytest.raises(NotMigrated, match="The tables can’t be brought to “nowhere”"):
        empty.migrate("nowhere")
    assert tables(empty) == set()


def test_all_that_migrate_at_once_end_well(empty_url):
    def start(_: int) -> None:
        database = Database(empty_url)
        try:
            database.migrate()
            database.check()
        finally:
            database.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(start, range(4)))


# An address with no database behind it


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////no/such/folder/told-us.sqlite3",
        "postgresql+psycopg://me:hush-hush@127.0.0.1:1/told",
        "postgresql+psycopg://me:hush-hush@127.0.0.1:port/told",
    ],
)
def test_a_database_that_does_not_answer_is_told_in_one_line_without_its_password(url):
    for ask in (Database.check, Database.migrate):
        with pytest.raises(NotReachable, match="DATABASE_URL") as raised:
            ask(Database(url))
        assert "hush-hush" not in str(raised.value)
        assert len(str(raised.value).splitlines()) == 1


def test_a_file_that_is_not_a_database_is_told(tmp_path):
    (tmp_path / "a.sqlite3").write_text("This is a letter and not a database.\n" * 100)
    database = Database(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    with pytest.raises(NotReachable, match="file is not a database"):
        database.check()
    database.close()


# Transactions


def test_writing_keeps_the_whole_block_or_nothing_of_it(database):
    def half() -> None:
        with database.writing() as session:
            open_survey(session, small_survey(), "Autumn", (TODAY, TODAY), TODAY)
            officers.add(session, "officer", PASSWORD, TODAY)
            session.flush()
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        half()
    with database.reading() as session:
        assert waves.every(session) == []
        assert session.scalars(select(Officer)).all() == []
    with database.writing() as session:
        open_survey(session, small_survey(), "Autumn", (TODAY, TODAY), TODAY)
    with database.reading() as session:
        assert [w.name for w in waves.every(session)] == ["Autumn"]


def test_what_a_reading_session_changes_is_thrown_away(database):
    with database.reading() as session:
        officers.add(session, "officer", PASSWORD, TODAY)
        session.flush()
    with database.reading() as session:
        assert session.scalars(select(Officer)).all() == []


def test_a_reading_session_sees_one_moment_while_another_writes(database):
    def count() -> int:
        return session.scalar(select(func.count()).select_from(Officer)) or 0

    with database.reading() as session:
        assert count() == 0
        with database.writing() as other:
            officers.add(other, "officer", PASSWORD, TODAY)
        assert count() == 0
    with database.reading() as session:
        assert count() == 1


def test_a_writer_waits_for_another_and_both_are_kept(database):
    def raise_seq(_: int) -> None:
        with database.writing() as session:
            wave = session.scalars(select(Wave).with_for_update()).one()
            wave.seq += 1

    with database.writing() as session:
        open_survey(session, small_survey(), "Autumn", (TODAY, TODAY), TODAY)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(raise_seq, range(30)))
    with database.reading() as session:
        assert session.scalars(select(Wave.seq)).one() == 30


# What the databases hold to


def test_a_row_cannot_hang_on_a_row_that_is_not_there(database):
    orphans = [
        Draft(token_hash="a", wave_id=99, answers={}, touched_on=TODAY),
        Response(wave_id=99, seq=1, edition=1, answered_on=TODAY, language="en", way="phone", codes="0"),
        Comment(wave_id=99, seq=1, question="more", text="a", redacted="a", may_quote=True, state="new"),
        Wave(
            key="a", survey_key="none", edition=1, name="A", opens_on=TODAY, closes_on=TODAY, shuffle_key="k"
        ),
    ]
    for orphan in orphans:
        with pytest.raises(IntegrityError), database.writing() as session:
            session.add(orphan)


def test_a_row_that_others_hang_on_cannot_go(database):
    with database.writing() as session:
        open_survey(session, small_survey(), "Autumn", (TODAY, TODAY), TODAY)
    with pytest.raises(IntegrityError), database.writing() as session:
        session.execute(text("DELETE FROM edition"))


def test_dates_documents_and_any_letters_come_back_as_they_went(database):
    answers = {"more": {"words": "Łódź, 🙂, مرحبا\nنعم “yes”", "quote": True}, "n": {"chosen": ["a"]}}
    with database.writing() as session:
        wave = open_survey(session, small_survey(), "Łódź 2026", (date(2026, 2, 28), date.max), TODAY)
        session.add(Draft(token_hash="a", wave_id=wave.id, answers=answers, touched_on=TODAY))
    with database.reading() as session:
        assert session.scalars(select(Draft.answers)).one() == answers
        found = session.scalars(select(Wave)).one()
        assert (found.name, found.opens_on, found.closes_on) == ("Łódź 2026", date(2026, 2, 28), date.max)


def test_sqlite_is_set_to_lose_nothing_when_the_power_goes(tmp_path: Path):
    database = Database(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    database.migrate()
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}
    for opened in (database.reading, database.writing):
        with opened() as session:
            assert {name: session.scalar(text(f"PRAGMA {name}")) for name in wanted} == wanted
    database.close()


def test_a_sqlite_writer_takes_its_lock_at_the_start_and_a_reader_takes_none(tmp_path: Path):
    path = tmp_path / "a.sqlite3"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    other = sqlite3.connect(path, timeout=0, isolation_level=None)
    with database.reading() as session:
        session.execute(text("SELECT 1"))
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    with database.writing() as session:
        session.execute(text("SELECT 1"))
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.close()
    database.close()
