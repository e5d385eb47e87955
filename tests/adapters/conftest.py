"""The toldus command, as it is typed, with a database of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedback import (
    cli,
    cli_answers,
    cli_formats,
    cli_officers,
    cli_publish,
    cli_review,
    cli_translations,
    cli_waves,
)
from feedback.adapters.database import Database
from tests.live import moment

Run = Callable[..., Result]


@pytest.fixture
def toldus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command with everything that it keeps in one folder, on a day that stands still."""
    for name in ("DATABASE_URL", "SECRET_KEY", "TOLDUS_SURVEYS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TOLDUS_INSTANCE", str(tmp_path / "instance"))
    rooms = (
        cli,
        cli_answers,
        cli_formats,
        cli_officers,
        cli_publish,
        cli_review,
        cli_waves,
        cli_translations,
    )
    for room in rooms:
        monkeypatch.setattr(room, "clock", moment)

    def run(*words: str, given: str | None = None) -> Result:
        result = CliRunner().invoke(cli.main, words, input=given)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def stored(toldus: Run, tmp_path: Path) -> Iterator[Database]:
    """The command's own database, with its tables."""
    assert toldus("migrate").exit_code == 0
    made = Database(f"sqlite:///{tmp_path / 'instance' / 'toldus.sqlite3'}")
    yield made
    made.close()
