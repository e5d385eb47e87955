"""The engine, a session to read with and a session to write with, and migrations. Knows no query."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from feedback.adapters import engines
from feedback.adapters.engines import NotReachable
from feedback.adapters.replica import Replica
from feedback.adapters.turns import LONGEST_SECONDS, turn

_MIGRATIONS = Path(__file__).resolve().parent / "migrations"
SETTLE_SECONDS = 0.05


class NotMigrated(Exception):  # noqa: N818
    """The database's tables are not those of this version."""


class Database:
    """One engine. Give it to what needs sessions; there is no global. Raises NotReachable for an address that
    no database has; `check` and `migrate` raise it when the database there doesn't answer. `read_from` is the
    address of a standby, if there is one.
    """

    def __init__(self, url: str, read_from: str = "") -> None:
        self.engine = engines.opened(url)
        self._file, self._wait = engines.file_of(self.engine), engines.wait_of(self.engine.url)
        self._for_writing = self.engine.execution_options(writing=True)
        # SQLite's readers see one moment as they are; PostgreSQL's have to ask for it.
        self._for_reading = (
            self.engine
            if self.engine.dialect.name == "sqlite"
            else self.engine.execution_options(isolation_level="REPEATABLE READ")
        )
        self._replica = Replica(engines.opened(read_from), self.engine) if read_from else None

    @property
    def name(self) -> str:
        """What it is called, for people."""
        return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[self.engine.dialect.name]

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment. What it changes is thrown away."""
        with Session(self._for_reading) as session:
            yield session

    @contextmanager
    def looking(self) -> Iterator[Session]:
        """The same for pages that only look: from the standby, if there is one that has all that was kept."""
        with (
            self._replica.connected() if self._replica else nullcontext() as replica,
            self.reading() if replica is None else Session(replica) as session,
        ):
            yield session

    @contextmanager
    def writing(self, wait: float | None = None) -> Iterator[Session]:
        """A session whose work is kept whole if the block ends well, and not at all otherwise. It waits for
        other writers to SQLite no longer than `wait` seconds, if that is given.
        """
        engine = self._for_writing.execution_options(wait=wait) if wait else self._for_writing
        with self._turn(wait or self._wait), Session(engine) as session, session.begin():
            yield session

    def _turn(self, wait: float) -> AbstractContextManager[None]:
        return turn(self._file, min(wait, LONGEST_SECONDS))

    def settle(self) -> None:
        """Empties SQLite's write-ahead log, which tells what was changed together with what. A reader may
        hold it back, or a full disk; the next time then does it: what was written is kept either way.
        """
        with suppress(sqlite3.Error):
            self._empty_log(SETTLE_SECONDS)

    def _empty_log(self, wait: float) -> None:
        """Raises sqlite3.Error. Nobody can write while this waits for whoever reads."""
        if self.engine.dialect.name != "sqlite":
            return
        with self._turn(self._wait), closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout={int(wait * 1000)}")
            try:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                cursor.execute(f"PRAGMA busy_timeout={int(self._wait * 1000)}")

    def scrub(self, tables: Iterable[str]) -> None:
        """Writes the database's files anew, so that nothing that was deleted from these tables can be read
        back from them. What deletes there zeroes it already; this also clears what was moved about before.

        PostgreSQL keeps what was changed in its write-ahead log until that is used again.
        """
        if self.engine.dialect.name == "sqlite":
            self._scrub_file()
            return
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in tables:
                connection.execute(text(f'VACUUM (FULL) "{table}"'))

    def _scrub_file(self) -> None:
        self._empty_log(self._wait)
        with closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("PRAGMA temp_store=MEMORY")  # or a copy would lie on the disk for a moment
            cursor.execute("VACUUM")
        self._empty_log(self._wait)

    def migrate(self, to: str = "head") -> None:
        """Brings the tables up to this version, or up or down to the one named, all the way or not at all. Of
        two at once, one waits for the other. Raises NotMigrated if there is no such version.
        """
        with self._connected(self._for_writing) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(1826)"))
            about = config()
            about.attributes["connection"] = connection
            try:
                (command.downgrade if _is_older(connection, to) else command.upgrade)(about, to)
            except CommandError as problem:
                raise NotMigrated(f"The tables can’t be brought to “{to}”: {problem}.") from problem

    def would_lose(self, to: str) -> bool:
        """True if to migrate there would take tables or columns away, and what is in them."""
        with self._connected(self.engine) as connection:
            return _is_older(connection, to)

    @contextmanager
    def _connected(self, engine: Engine) -> Iterator[Connection]:
        try:
            connection = engine.connect()
        except DatabaseError as problem:
            why = str(problem.orig).splitlines()[0]
            raise NotReachable(
                f"The database can’t be opened ({why}). Nothing was changed. "
                "Check that it is running and that DATABASE_URL is right, then try again."
            ) from problem
        with connection:
            yield connection

    def check(self) -> None:
        """Raises NotMigrated if the tables are not those of this version."""
        with self._connected(self.engine) as connection:
            now = MigrationContext.configure(connection).get_current_revision()
        if now != _newest():
            raise NotMigrated(
                "The database is from another version of Told Us, or has no tables yet. Nothing was changed. "
                "Run “toldus migrate” to bring it up to date; make a backup of it first."
            )

    def prepare(self) -> None:
        """Makes the tables in a database that has none at all, and checks any other. Raises NotMigrated."""
        with self._connected(self.engine) as connection:
            empty = not inspect(connection).get_table_names()
        if empty:
            self.migrate()
        else:
            self.check()

    def close(self) -> None:
        self.engine.dispose()
        if self._replica:
            self._replica.engine.dispose()


@cache
def _newest() -> str | None:
    """The revision of this version's tables."""
    return ScriptDirectory.from_config(config()).get_current_head()


def _is_older(connection: Connection, to: str) -> bool:
    now = MigrationContext.configure(connection).get_current_revision()
    newest_first = [one.revision for one in ScriptDirectory.from_config(config()).walk_revisions()]
    older = newest_first[newest_first.index(now) + 1 :] if now in newest_first else []
    return to == "base" or to in older


def config() -> Config:
    """Where Alembic finds the migrations."""
    made = Config()
    made.set_main_option("script_location", str(_MIGRATIONS))
    return made
