"""Writes all that a database holds into one file, and a file back into an empty database, be it SQLite or
PostgreSQL. Knows nothing of what the tables mean.

The file is JSON, a line a row, under gzip. It begins with the version of the tables and ends with how many
rows each had, so that a file that was cut short is refused. It also holds counts, made at the same moment, by
which whoever restores it can see that all of them came out the same.
"""

import gzip
import json
import os
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import JSON, Connection, MetaData, Table, delete, func, insert, inspect, null, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from feedback.adapters.database import Database

FORMAT = 1
_AT_ONCE = 2_000
_VERSION = "alembic_version"
Rows = Mapping[str, int]
Checks = Mapping[str, Any]


class WrongBackup(Exception):  # noqa: N818
    """A file that can't be restored, or a place that it can't be restored to."""


@dataclass(frozen=True)
class Backup:
    """What a file says of itself: the version of its tables, and what was counted when it was made."""

    revision: str
    checks: Checks


def write(database: Database, output: Path, counting: Callable[[Session], Checks]) -> Rows:
    """Everything as it stands at one moment, while others go on writing, with what `counting` says of it. The
    file is whole or not there, and for this user alone. How many rows each table gave. Raises OSError.
    """
    with NamedTemporaryFile(dir=output.parent, prefix=f".{output.name}.", delete=False) as held:
        part = Path(held.name)
    try:
        with database.reading() as session, gzip.open(part, "wt", encoding="utf-8", newline="\n") as file:
            rows = _write(session.connection(), file, counting(session))
        with part.open("rb+") as done:
            os.fsync(done.fileno())
        part.replace(output)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
    return rows


def _write(connection: Connection, file: IO[str], checks: Checks) -> Rows:
    revision = MigrationContext.configure(connection).get_current_revision()
    _line(file, {"told-us": FORMAT, "revision": revision, "checks": checks})
    rows: dict[str, int] = {}
    for table in _tables(connection):
        rows[table.name] = 0
        for row in connection.execution_options(yield_per=_AT_ONCE).execute(select(table)):
            _line(file, [table.name, [_plain(value) for value in row]])
            rows[table.name] += 1
    _line(file, {"rows": rows})
    return rows


def _tables(connection: Connection) -> list[Table]:
    """The tables as they are there, each after those that it leans on."""
    there = MetaData()
    there.reflect(connection)
    return [table for table in there.sorted_tables if table.name != _VERSION]


def _line(file: IO[str], held: object) -> None:
    file.write(json.dumps(held, ensure_ascii=False, separators=(",", ":")) + "\n")


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a database holds
    """A value as JSON holds it. What JSON has no kind for is named by its kind."""
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"on": value.isoformat()}
    if isinstance(value, bytes | memoryview):
        return {"bytes": b64encode(bytes(value)).decode()}
    return {"json": value} if isinstance(value, dict | list) else value


_KINDS: Mapping[str, Callable[[Any], Any]] = {
    "at": datetime.fromisoformat,
    "on": date.fromisoformat,
    "bytes": b64decode,
    "json": lambda held: held,
}


def _held(value: Any) -> Any:  # noqa: ANN401
    if not isinstance(value, dict):
        return value
    kind: str = next(iter(value))
    return _KINDS[kind](value[kind])


def restore(database: Database, file: Path) -> Backup:
    """Puts a file into a database that has no tables yet, all of it or nothing, and brings the tables to this
    version. Raises WrongBackup, NotReachable, or NotMigrated for a file of a newer version.
    """
    about = _whole(file)
    with database.engine.connect() as connection:
        if inspect(connection).get_table_names():
            raise WrongBackup("That database isn’t empty. Nothing was changed. Give an empty one")
    try:
        database.migrate(about.revision)
        with database.writing() as session:
            _fill(session.connection(), file)
    except (SQLAlchemyError, KeyError, ValueError, TypeError) as problem:
        database.migrate("base")
        raise WrongBackup(f"{file.name} doesn’t fit into the tables. Nothing was kept") from problem
    database.migrate()
    return about


def _whole(path: Path) -> Backup:
    """What a file says of itself, once all of it was read. Raises WrongBackup."""
    rows: dict[str, int] = {}
    head: dict[str, Any] = {}
    last: object = None
    try:
        for last in _lines(path):
            if isinstance(last, list):
                rows[last[0]] = rows.get(last[0], 0) + 1
            elif not head and isinstance(last, dict):
                head = last
    except (OSError, EOFError, zlib.error, ValueError, IndexError, TypeError) as problem:
        raise WrongBackup(f"{path.name} can’t be read: it is no backup, or it is damaged") from problem
    if head.get("told-us") != FORMAT or not isinstance(head.get("revision"), str):
        raise WrongBackup(f"{path.name} is no backup that this version of Told Us knows")
    kept = last.get("rows") if isinstance(last, dict) else None
    if not isinstance(kept, dict) or {name: n for name, n in kept.items() if n} != rows:
        raise WrongBackup(f"{path.name} was cut short. Nothing was restored")
    return Backup(head["revision"], head.get("checks", {}))


def _lines(path: Path) -> Iterator[object]:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
        for line in file:
            yield json.loads(line)


def _fill(connection: Connection, file: Path) -> None:
    tables = {table.name: table for table in _tables(connection)}
    for table in reversed(tables.values()):
        if connection.execute(
            select(table).limit(1)
        ).first():  # a migration put it there: it's in the file too
            connection.execute(delete(table))
    name, waiting = "", list[dict[str, Any]]()
    for line in _lines(file):
        if not isinstance(line, list):
            continue
        if waiting and (line[0] != name or len(waiting) == _AT_ONCE):
            connection.execute(insert(tables[name]), waiting)
            waiting = []
        name = line[0]
        waiting.append(_row(tables[name], line[1]))
    if waiting:
        connection.execute(insert(tables[name]), waiting)
    if connection.dialect.name == "postgresql":
        for table in tables.values():
            _count_on(connection, table)


def _row(table: Table, values: list[Any]) -> dict[str, Any]:
    """Nothing stays nothing: to a column of JSON it could also be JSON's own null."""
    columns = zip(table.columns, map(_held, values), strict=True)
    return {c.name: null() if value is None and isinstance(c.type, JSON) else value for c, value in columns}


def _count_on(connection: Connection, table: Table) -> None:
    """Lets PostgreSQL number new rows after those that were put in with their numbers."""
    for column in table.primary_key.columns:
        if column.server_default is not None and column.type.python_type is int:
            highest = connection.scalar(select(func.max(column))) or 0
            named = {"table": f'"{table.name}"', "column": column.name, "next": highest + 1}
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, :column), :next, false)"), named
            )
