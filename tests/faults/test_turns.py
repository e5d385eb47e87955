"""Writers to one SQLite file take turns, and no turn can stop anybody."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from feedback.adapters.database import Database
from feedback.adapters.turns import ENDING, turn

HOLD = """
import sys, time
from pathlib import Path
from feedback.adapters.turns import turn
with turn(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks")


def test_one_at_a_time_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    file, order = tmp_path / "a.sqlite3", []

    def wait(n: int) -> None:
        with turn(file):
            order.append(n)

    with ThreadPoolExecutor(5) as pool, turn(file):
        for n in range(5):
            pool.submit(wait, n)
            time.sleep(0.05)
        assert order == []
        pool.shutdown(wait=False)
    assert order == [0, 1, 2, 3, 4]


def test_a_process_that_is_killed_lets_go(tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite3"
    other = subprocess.Popen([sys.executable, "-c", HOLD, str(file)], stdout=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdout.readline() == b"held\n"
    began = time.monotonic()
    with turn(file, longest=0.2):  # held by someone else: on without
        assert time.monotonic() - began >= 0.2
    other.kill()
    other.wait()
    other.stdout.close()
    began = time.monotonic()
    with turn(file, longest=20):
        assert time.monotonic() - began < 10


def test_who_waits_for_themselves_goes_on_in_the_end(tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite3"
    with turn(file), turn(file, longest=0.1), turn(file, longest=0.1):
        pass
    with turn(file, longest=0):
        pass


def test_a_turn_that_was_given_up_is_held_by_nobody_later(tmp_path: Path) -> None:
    file, given_up = tmp_path / "a.sqlite3", Event()
    with turn(file):
        with turn(file, longest=0.05):
            pass
        given_up.set()
    for _ in range(3):
        began = time.monotonic()
        with turn(file, longest=20):
            assert time.monotonic() - began < 10


def test_an_error_lets_go(tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite3"
    with pytest.raises(RuntimeError), turn(file):
        raise RuntimeError
    began = time.monotonic()
    with turn(file, longest=20):
        assert time.monotonic() - began < 10


def test_where_no_file_can_be_made_there_are_no_turns(tmp_path: Path) -> None:
    with turn(tmp_path / "no" / "such" / "folder"), turn(None), turn(tmp_path / ("x" * 300)):
        pass


def test_the_file_beside_the_database_stays_empty_and_no_descriptor_stays_open(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    database.migrate()
    with database.writing():
        pass
    if Path("/proc/self/fd").is_dir():
        before = len(list(Path("/proc/self/fd").iterdir()))
        for _ in range(20):
            with database.writing():
                pass
        assert len(list(Path("/proc/self/fd").iterdir())) == before
    assert (tmp_path / f"a.sqlite3{ENDING}").stat().st_size == 0
    database.close()


def test_writers_of_two_threads_at_once_both_end_well(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    database.migrate()

    def version() -> int:
        with database.reading() as session:
            return int(session.connection().exec_driver_sql("SELECT version FROM setting").scalar_one())

    def write(_: int) -> None:
        with database.writing() as session:
            session.connection().exec_driver_sql("UPDATE setting SET version = version + 1")

    before = version()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(30)))
    assert version() == before + 30
    database.close()
