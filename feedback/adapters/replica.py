"""A standby of the database, for pages that only look. Knows no query of ours, and nothing of pages.

What is read from it is never older than the moment at which it was asked for: the database says how far it
has written, and the standby is waited for, briefly. Where it is late, gone or no standby of this database,
nothing is read from it.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from logging import getLogger

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

WAIT = 0.2  # seconds for it to come up to where the database is
LOOK_EVERY = 0.01
LEFT_ALONE = 30.0  # seconds in which one that could not be asked isn't asked again

_WRITTEN = text("SELECT pg_current_wal_flush_lsn()::text, system_identifier FROM pg_control_system()")
# Of another database's standby, and of one that is none (any more), nothing: it may hold something else.
_HAS_IT = text(
    "SELECT pg_last_wal_replay_lsn() >= cast(:written AS pg_lsn) FROM pg_control_system() "
    "WHERE pg_is_in_recovery() AND system_identifier = :system"
)
_log = getLogger(__name__)


class _NotNow(Exception):  # noqa: N818
    """It can't be read at this moment."""


@dataclass
class Replica:
    """A standby of `primary`. Each process finds out for itself how it is doing."""

    engine: Engine
    primary: Engine
    _alone_until: float = 0.0
    _was_late: bool = False

    @contextmanager
    def connected(self) -> Iterator[Connection | None]:
        """A connection that sees all that was kept until now, in one moment; None where there is none."""
        found = None
        with suppress(_NotNow):
            found = self._ready()
        if found is None:
            yield None
            return
        with found:
            found.rollback()
            yield found.execution_options(isolation_level="REPEATABLE READ")

    def _ready(self) -> Connection:
        if time.monotonic() < self._alone_until:
            raise _NotNow
        written = self._written()
        try:
            # By itself and not in the transaction that is read in: that sees what was there as it began.
            found = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            try:
                self._wait(found, *written)
            except BaseException:
                found.close()
                raise
        except SQLAlchemyError as problem:
            self._alone_until = time.monotonic() + LEFT_ALONE
            _log.warning("the replica can’t be read; the database itself is asked instead")
            raise _NotNow from problem
        return found

    def _written(self) -> tuple[str, int]:
        """How far the database has written, and which it is. A commit that anybody can see is written."""
        with self.primary.connect() as connection:
            written, system = connection.execute(_WRITTEN).one()
        return written, system

    def _wait(self, found: Connection, written: str, system: int) -> None:
        """Until it has all of that. One that was late the last time is not waited for. Raises _NotNow."""
        until = time.monotonic() + (0 if self._was_late else WAIT)
        while not (has_it := found.scalar(_HAS_IT, {"written": written, "system": system})):
            if has_it is None or time.monotonic() > until:
                self._was_late = has_it is not None
                raise _NotNow
            time.sleep(LOOK_EVERY)
        self._was_late = False
