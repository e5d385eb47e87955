"""An engine for an address, as this product needs it: durable, patient, and silent about what is written.

Knows nothing of sessions, tables or queries.
"""

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from feedback.adapters import addresses

WAIT_SECONDS = 30


class NotReachable(Exception):  # noqa: N818
    """The database can't be opened, with what would help."""


def opened(url: str) -> Engine:
    """An engine that nothing has been asked yet. Raises NotReachable for an address that no database has."""
    return _sqlite(url) if url.startswith("sqlite") else _postgres(url)


def _postgres(url: str) -> Engine:
    try:
        return create_engine(addresses.patient(url), pool_pre_ping=True, hide_parameters=True)
    except ModuleNotFoundError as problem:
        said = "PostgreSQL needs psycopg, which is not installed: pip install “told-us[postgres]”"
        raise NotReachable(said) from problem
    except (ArgumentError, ValueError) as problem:
        said = "DATABASE_URL can’t be read. It is written postgresql://name:password@host/database"
        raise NotReachable(said) from problem


def file_of(engine: Engine) -> Path | None:
    """Where SQLite keeps everything; None for what is in memory, or not SQLite."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name.startswith((":memory:", "file:")):
        return None
    return Path(name)


def wait_of(url: URL) -> float:
    """For how many seconds a writer to SQLite waits for another: the address may say so, with ?timeout=."""
    return float(str(url.query.get("timeout", WAIT_SECONDS)))


def _sqlite(url: str) -> Engine:
    # Without an isolation level the driver leaves BEGIN to us, and a writer can take its lock at the start.
    # An error never says what was to be written: it could be somebody's answer.
    usual = wait_of(make_url(url))
    waiting = {"isolation_level": None, "timeout": usual}
    engine = create_engine(url, connect_args=waiting, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        writing, wait = options.get("writing", False), options.get("wait")
        if wait or connection.info.pop("waits", None):  # for this transaction alone
            connection.info["waits"] = wait
            milliseconds = int(1000 * (wait or usual))
            connection.exec_driver_sql(f"PRAGMA busy_timeout={milliseconds}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine
