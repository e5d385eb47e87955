"""A council that asks for everything that a real one does when officers sign in."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Council
from tests.live import settings

REAL = {"TOLDUS_SECOND_FACTOR": "required", "TOLDUS_IDLE_MINUTES": "30", "TOLDUS_SESSION_HOURS": "12"}


@pytest.fixture
def strict(tmp_path: Path, sqlite_template: Path) -> Iterator[Council]:
    """A running Told Us on SQLite, with what is so by default: a second factor, and sessions that end."""
    copy = tmp_path / "told-us.sqlite3"
    shutil.copy(sqlite_template, copy)
    made = Council(settings(tmp_path, DATABASE_URL=f"sqlite:///{copy}", **REAL))
    yield made
    made.database.close()
