"""Writers to one SQLite file take turns, in this process and in others. Knows nothing of what is written.

SQLite's own way of waiting is unfair: it looks again after ever longer, so that the unluckiest wait for
seconds. Here who came first goes first. A turn is a courtesy and guards nothing: SQLite has locks of its own.
So whoever can't have one in time, or at all, goes on without.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

try:
    import fcntl
except ImportError:  # on Windows
    fcntl = None  # type: ignore[assignment]

ENDING = "-turn"  # of the file beside the database that is held meanwhile
LONGEST_SECONDS = 5.0


@contextmanager
def turn(database: Path | None, longest: float = LONGEST_SECONDS) -> Iterator[None]:
    """Holds the turn for as long as the block takes; the system lets go of it when a process dies. Nobody
    waits for longer than `longest` seconds: not even who waits for themselves.
    """
    held = _opened(database)
    if held is None:
        yield
        return
    try:
        _wait(held, longest)
        yield
    finally:
        os.close(held)


def _opened(database: Path | None) -> int | None:
    """A file of this turn's own, or those of one process would not wait for each other."""
    if database is None or fcntl is None:
        return None
    with suppress(OSError):  # a place that can only be read, or a full one
        return os.open(f"{database}{ENDING}", os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o666)
    return None


def _wait(held: int, longest: float) -> None:
    with suppress(OSError):  # a file system that has no such locks
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            # Only who waits inside the system comes in order, and only another thread can stop waiting.
            same = os.dup(held)
            queue = Thread(target=_stand_in_line, args=(same,), daemon=True)
            try:
                queue.start()
            except RuntimeError:  # the machine has no thread to spare
                os.close(same)
            else:
                queue.join(longest)


def _stand_in_line(same: int) -> None:
    """Waits for the lock of this file. If nobody has the file open any more by then, it is let go at once."""
    with suppress(OSError):
        fcntl.flock(same, fcntl.LOCK_EX)
    os.close(same)
