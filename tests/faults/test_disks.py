"""A disk that is full, one that can only be read, and a file that another program holds: nothing half,
nothing lost, a kind page. On real file systems where we are root; else by SQLite's own limits.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from tests.conftest import Council
from tests.faults.breaking import as_admin, full, is_sqlite, locked
from tests.faults.test_kind_page import kind, nothing_but_drafts, press_again
from tests.live import settings
from tests.web.test_answering import ANSWERS, begin, fill_in, kept
from tests.web.visitor import Visitor

# Long, and not to be made shorter by whoever keeps it.
LETTERS = str.maketrans("0123456789", "ghijklmnop")
LONG = " ".join(sha256(bytes([n])).hexdigest().translate(LETTERS) for n in range(70))
Breaking = Callable[[Council], AbstractContextManager[None]]


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A real file system of this size. Skips where we may not make one."""
    folder.mkdir()
    made = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "told-us-test", str(folder)]
    if os.geteuid() != 0 or not shutil.which("mount") or subprocess.run(made, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk, and not in every container")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def council_on(disk: Path, template: Path) -> Iterator[Council]:
    """A running Told Us with its database on this disk."""
    shutil.copy(template, disk / "told-us.sqlite3")
    made = Council(settings(disk, DATABASE_URL=f"sqlite:///{disk / 'told-us.sqlite3'}?timeout=1"))
    try:
        yield made
    finally:
        made.database.close()


@contextmanager
def filled(disk: Path) -> Iterator[None]:
    """Not a byte is left on it."""
    rest = disk / "rest"
    with rest.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"0" * 4096):
            pass
    yield
    rest.unlink()


@contextmanager
def only_read(disk: Path) -> Iterator[None]:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    yield
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


def to_the_last_question(council: Council, key: str) -> Visitor:
    visitor = begin(council, key)
    for question in list(ANSWERS)[:-1]:
        visitor.post(visitor.path, ANSWERS[question])
    return visitor


def goes_through_it(
    council: Council, broken: Callable[[], AbstractContextManager[None]], can_read: bool = True
) -> None:
    """Somebody answers, it breaks, it's mended: what they had is there, what they typed goes in the end."""
    key = council.open()
    visitor, other = to_the_last_question(council, key), begin(council, key)
    fill_in(other, key, {**ANSWERS, "more": {"answer": LONG}})
    with broken():
        for n in range(40):  # a little may still fit
            refused = visitor.post(f"/s/{key}/q/more", {"answer": f"{n} {LONG}"})
            if refused.status_code != 200:
                break
        kind(refused, visitor)
        unsent = other.post(f"/s/{key}/send")
        kind(unsent, other)
        if can_read:
            all_is_there(council, key, visitor, other)
    all_is_there(council, key, visitor, other)
    press_again(visitor, refused)
    assert visitor.path == f"/s/{key}/check"
    assert f"{n} {LONG}" in visitor.page.text
    visitor.post(f"/s/{key}/send")
    press_again(other, unsent)
    for one in (visitor, other):
        assert one.path == f"/s/{key}/thanks"
    assert len(kept(council)) == 2


def all_is_there(council: Council, key: str, *visitors: Visitor) -> None:
    """What everyone answered before, and nothing of what couldn't be kept."""
    nothing_but_drafts(council)
    for one in visitors:
        one.get(f"/s/{key}/q/safe")
        assert [i["value"] for i in one.page.all("input") if "checked" in i] == ["yes"]


@pytest.mark.parametrize("broken", [full, locked])
def test_sqlite_that_is_full_or_locked(sqlite_council: Council, broken: Breaking) -> None:
    goes_through_it(sqlite_council, lambda: broken(sqlite_council))


def test_a_real_full_disk(tmp_path: Path, sqlite_template: Path) -> None:
    with small_disk(tmp_path / "disk", 8) as disk, council_on(disk, sqlite_template) as council:
        goes_through_it(council, lambda: filled(disk))


def test_a_real_disk_that_can_only_be_read(tmp_path: Path, sqlite_template: Path) -> None:
    with small_disk(tmp_path / "disk", 16) as disk, council_on(disk, sqlite_template) as council:

        @contextmanager
        def broken() -> Iterator[None]:
            council.database.engine.dispose()  # or the system refuses to change the disk
            with only_read(disk):
                yield

        goes_through_it(council, broken, can_read=False)  # SQLite wants to write a log even to read


def test_postgres_whose_disk_is_full(council: Council) -> None:
    """Where responses and drafts are kept is full; the log that PostgreSQL writes first is elsewhere."""
    if is_sqlite(council):
        pytest.skip("of PostgreSQL alone")
    name = make_url(council.settings.database_url).database
    folder = Path(f"/tmp/told-us-{name}")
    try:
        with small_disk(folder, 1) as disk:
            shutil.chown(disk, "pgserver")
            as_admin(council, f"CREATE TABLESPACE small LOCATION '{disk}'")
            for table in ("draft", "response", "comment"):
                _in_council(council, f"ALTER TABLE {table} SET TABLESPACE small")

            @contextmanager
            def broken() -> Iterator[None]:
                with filled(next(iter(disk.glob("PG_*/*")))):
                    yield

            try:
                goes_through_it(council, broken)
            finally:
                for table in ("draft", "response", "comment"):
                    _in_council(council, f"ALTER TABLE {table} SET TABLESPACE pg_default")
                as_admin(council, "CHECKPOINT", "DROP TABLESPACE small")
    finally:
        folder.rmdir()


def _in_council(council: Council, statement: str) -> None:
    with council.database.writing() as session:
        session.execute(text(statement))


SMALL_FILES = """
import resource, signal, sys
from sqlalchemy import text
from feedback.adapters.database import Database
from feedback.web.trouble import passes
database = Database(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    with database.writing() as session:
        for n in range(400):
            session.execute(text("CREATE TABLE t%d (a TEXT)" % n))
except Exception as error:
    sys.exit(7 if passes(error) else 8)
"""


def test_a_limit_of_the_system_on_files_keeps_all_or_nothing(tmp_path: Path, sqlite_template: Path) -> None:
    """The system itself refuses to let the file grow: on a bare machine, by nobody in particular."""
    pytest.importorskip("resource")
    shutil.copy(sqlite_template, tmp_path / "a.sqlite3")
    url = f"sqlite:///{tmp_path / 'a.sqlite3'}"
    done = subprocess.run([sys.executable, "-c", SMALL_FILES, url], capture_output=True, text=True)
    assert done.returncode == 7, done.stderr
    made = Council(settings(tmp_path, DATABASE_URL=url))
    key = made.open()
    visitor = begin(made, key)
    fill_in(visitor, key)
    visitor.post(f"/s/{key}/send")
    assert len(kept(made)) == 1
    made.database.close()
