"""Every migration on a full database, up and down, on both: what is kept, what goes, what a kill leaves."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from feedback.adapters import recount_checks
from feedback.adapters.database import Database, config
from feedback.adapters.store import responses, waves
from feedback.adapters.store.opening import open_survey
from feedback.domain.journey import SKIPPED, Answer
from tests.adapters.filling import fill, rows
from tests.conftest import TODAY, small_survey

ROOT = Path(__file__).resolve().parents[2]
REVISIONS = [one.revision for one in ScriptDirectory.from_config(config()).walk_revisions()][::-1]
Rows = dict[str, list[dict[str, Any]]]

# What a step doesn't keep of the tables that are there before and after, beside columns that come or go.
# Files on their way in were sealed under another name before 0014; the counts of who is gone aren't kept.
GOES_UP = {"0014": ("bringing", "bringing_part", "imported.responses")}
GOES_DOWN = {**GOES_UP}


@pytest.fixture
def empty(empty_url: str) -> Iterator[Database]:
    made = Database(empty_url)
    yield made
    made.close()


def filled(database: Database) -> Rows:
    with database.writing() as session:
        return fill(session.connection())


def held(database: Database) -> Rows:
    with database.reading() as session:
        return rows(session.connection())


def kept(before: Rows, after: Rows, gone: tuple[str, ...]) -> None:
    """Every row of every table that was and is, in the columns that were and are."""
    for table in (before.keys() & after.keys()) - set(gone):
        columns = {c for one in (before, after) for row in one[table][:1] for c in row}
        for one in (before, after):
            columns &= {c for row in one[table][:1] for c in row}
        columns -= {name.partition(".")[2] for name in gone if name.startswith(f"{table}.")}
        assert _only(before[table], columns) == _only(after[table], columns), table


def _only(found: list[dict[str, Any]], columns: set[str]) -> list[str]:
    return sorted(repr({c: row[c] for c in sorted(columns)}) for row in found)


def test_every_step_up_from_the_first_and_down_again_keeps_what_is_there(empty: Database) -> None:
    for revision in REVISIONS:
        before = filled(empty) if revision != REVISIONS[0] else {}
        empty.migrate(revision)
        kept(before, held(empty), GOES_UP.get(revision, ()))
    before = filled(empty)
    assert all(before.values()), "every table has rows"
    for revision, older in reversed(list(zip(REVISIONS[1:], REVISIONS, strict=False))):
        empty.migrate(older)
        after = held(empty)
        kept(before, after, GOES_DOWN.get(revision, ()))
        before = after
    assert all(before.values()), "what the first version had is all there"
    empty.migrate()
    empty.check()
    kept(before, held(empty), ())


def test_a_full_database_goes_down_to_nothing_and_up_again(empty: Database) -> None:
    empty.migrate()
    filled(empty)
    empty.migrate("base")
    assert held(empty) == {}
    empty.migrate()
    empty.check()


def answered(database: Database) -> None:
    with database.writing() as session:
        for key, chosen in (("small", ("agree", "disagree", "")), ("other", ("neither",) * 4)):
            survey = small_survey(key)
            wave = open_survey(session, survey, "Autumn", (TODAY, TODAY), TODAY)
            sent = [
                responses.Sent(
                    {"in-control": Answer((c,)) if c else SKIPPED, "more": Answer(words=f"Łódź {c}")}, {}
                )
                for c in chosen
            ]
            responses.add(session, wave, survey, sent, responses.Circumstances(TODAY))


@pytest.mark.parametrize("oldest", [REVISIONS[0], REVISIONS[5], REVISIONS[-2]])
def test_answers_are_counted_the_same_after_an_older_version_had_them(
    empty: Database, empty_url: str, oldest: str
) -> None:
    empty.migrate()
    answered(empty)
    with empty.reading() as session:
        before = recount_checks.seals(session)
        assert len(before) == len(waves.every(session)) == 2
    empty.migrate(oldest)
    empty.migrate()
    anew = Database(empty_url)  # one that has none of it in memory
    with anew.reading() as session:
        assert recount_checks.differing(before, recount_checks.seals(session)) == []
    anew.close()


# Interrupted, and at once

DIES = """
import os, signal, sys
from itertools import count
from sqlalchemy import Engine, event
from feedback.adapters.database import Database
url, to, at = sys.argv[1], sys.argv[2], int(sys.argv[3])
changes = count(1)
@event.listens_for(Engine, "before_cursor_execute")
def die(connection, cursor, statement, *_):
    first = statement.split(None, 1)[0].upper()
    if first in ("CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE") and next(changes) == at:
        os.kill(os.getpid(), signal.SIGKILL)
Database(url).migrate(to)
"""


@pytest.mark.parametrize(("start", "to", "at"), [(0, -1, 2), (0, -1, 30), (3, -1, 45), (-1, 0, 25)])
def test_a_kill_in_the_middle_leaves_everything_as_it_was(
    empty: Database, empty_url: str, start: int, to: int, at: int
) -> None:
    empty.migrate(REVISIONS[start])
    before = filled(empty)
    ran = subprocess.run([sys.executable, "-c", DIES, empty_url, REVISIONS[to], str(at)], cwd=ROOT)
    assert ran.returncode == -signal.SIGKILL, "it was over before it was killed"
    after = held(empty)
    assert after.keys() == before.keys()
    kept(before, after, ())
    with empty.engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == REVISIONS[start]
    empty.migrate(REVISIONS[to])


def test_all_that_bring_a_full_database_up_at_once_end_well(empty: Database, empty_url: str) -> None:
    empty.migrate(REVISIONS[2])
    before = filled(empty)

    def start(_: int) -> None:
        database = Database(empty_url)
        database.migrate()
        database.check()
        database.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(start, range(3)))
    kept(before, held(empty), ())


def test_a_version_that_was_there_before_is_known_to_lose_what_came_since(empty: Database) -> None:
    assert empty.would_lose("base")
    assert not empty.would_lose(REVISIONS[-1])
    empty.migrate()
    assert empty.would_lose(REVISIONS[-2])
    assert not any(empty.would_lose(to) for to in ("head", REVISIONS[-1], "nowhere"))
