"""Ways to break a real database under a running Told Us, and to mend it again. No pretending: the database
itself refuses.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import Connection, event, make_url

from tests.conftest import Council


def is_sqlite(council: Council) -> bool:
    return council.database.engine.dialect.name == "sqlite"


def file_of(council: Council) -> Path:
    return Path(str(make_url(council.settings.database_url).database))


def as_admin(council: Council, *statements: str) -> None:
    """Says something to PostgreSQL from outside; `{}` is the council's database. Its connections end."""
    url = make_url(council.settings.database_url)
    plain = url.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"
    with psycopg.connect(plain, autocommit=True) as connection:
        for statement in (*statements, ends):
            connection.execute(statement.format(url.database).encode())


@contextmanager
def always(council: Council, pragma: str) -> Iterator[None]:
    """SQLite with this said at the start of every transaction."""

    def say(connection: Connection) -> None:
        connection.connection.cursor().execute(f"PRAGMA {pragma}")

    event.listen(council.database.engine, "begin", say, insert=True)
    yield
    event.remove(council.database.engine, "begin", say)
    council.database.engine.dispose()  # and nothing of it stays


@contextmanager
def read_only(council: Council) -> Iterator[None]:
    """Everything can be read, and nothing be written."""
    if is_sqlite(council):
        with always(council, "query_only=ON"):
            yield
        return
    as_admin(council, 'ALTER DATABASE "{}" SET default_transaction_read_only = on')
    yield
    as_admin(council, 'ALTER DATABASE "{}" RESET default_transaction_read_only')


@contextmanager
def away(council: Council) -> Iterator[None]:
    """The database can't be reached at all."""
    if is_sqlite(council):
        council.database.engine.dispose()
        file = file_of(council)
        hidden = file.rename(file.with_suffix(".hidden"))
        file.mkdir()
        yield
        council.database.engine.dispose()
        file.rmdir()
        hidden.rename(file)
        return
    as_admin(council, 'ALTER DATABASE "{}" ALLOW_CONNECTIONS false')
    yield
    as_admin(council, 'ALTER DATABASE "{}" ALLOW_CONNECTIONS true')


@contextmanager
def cut_at_commit(council: Council) -> Iterator[None]:
    """PostgreSQL ends the connection at the very moment at which all would have been kept."""

    def cut(_: Connection) -> None:
        as_admin(council)

    event.listen(council.database.engine, "commit", cut)
    yield
    event.remove(council.database.engine, "commit", cut)


@contextmanager
def locked(council: Council, seconds: float = 0.2) -> Iterator[None]:
    """Another program holds SQLite's file for longer than anyone waits: here not 30 seconds, but so many."""
    holder = sqlite3.connect(file_of(council), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with always(council, f"busy_timeout={int(seconds * 1000)}"):
        yield
    holder.execute("ROLLBACK")
    holder.close()


@contextmanager
def full(council: Council) -> Iterator[None]:
    """SQLite's file may not grow by a page, as on a full disk."""
    holder = sqlite3.connect(file_of(council), isolation_level=None)
    holder.execute("VACUUM")  # or what is free in it would be used first
    (pages,) = holder.execute("PRAGMA page_count").fetchone()
    holder.close()
    with always(council, f"max_page_count={pages}"):
        yield
