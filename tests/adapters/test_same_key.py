"""Machines that share a database share a key: one with another says so, and is not ready for anybody."""

import logging
from dataclasses import replace

import pytest
from click.testing import CliRunner

from feedback.cli import main
from tests.conftest import Council


def ready(council: Council) -> tuple[int, str]:
    found = council.client().get("/ready")
    return found.status_code, found.text


def test_one_with_another_key_is_not_ready_until_it_is_told_to_use_it(
    council: Council, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ready(council) == (200, "ready\n")
    same, other = Council(council.settings), Council(replace(council.settings, secret_key="another"))
    assert ready(same)[0] == 200
    assert "SECRET_KEY is not the one" in caplog.text
    assert "another" not in "".join(r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR)
    assert ready(other)[0] == 503
    assert "give every machine the same" in ready(other)[1]
    assert other.client().get("/health").status_code == 200
    monkeypatch.setenv("DATABASE_URL", council.settings.database_url)
    monkeypatch.setenv("SECRET_KEY", "another")
    assert CliRunner().invoke(main, ["use-key"], input="n\n").exit_code == 1
    assert ready(other)[0] == 503
    assert CliRunner().invoke(main, ["use-key"], input="y\n").exit_code == 0
    assert (ready(other)[0], ready(council)[0]) == (200, 503)
    same.database.close()
    other.database.close()
