"""Pages for machines: alive, ready, numbers; and nothing in them, or in the log, that somebody said."""

import json
import logging
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from feedback.adapters import logs
from feedback.adapters.settings import Settings, WrongSetting
from feedback.web.context import here
from tests.conftest import Council
from tests.live import app_at, settings

TOKEN = "made-up-token-of-forty-letters-and-digits"
SECRET = "Ring Amira on 07700 900123"


def test_alive_asks_nothing_of_the_database_and_ready_does(council: Council) -> None:
    client = council.client()
    assert (client.get("/health").status_code, client.get("/ready").status_code) == (200, 200)
    with council.database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    ready = client.get("/ready")
    assert ready.status_code == 503
    assert "toldus migrate" in ready.text
    assert client.get("/health").text == "alive\n"


def test_without_its_database_it_is_alive_and_not_ready(tmp_path: Path, sqlite_council: Council) -> None:
    database = sqlite_council.database
    file = Path(str(database.engine.url.database))
    database.close()
    for gone in file.parent.glob(f"{file.name}*"):
        gone.unlink()
    file.mkdir()
    client = sqlite_council.client()
    assert client.get("/health").status_code == 200
    assert client.get("/ready").status_code == 503


def test_numbers_are_for_whoever_has_the_token(tmp_path: Path, sqlite_council: Council) -> None:
    client = sqlite_council.client()
    assert client.get("/metrics").status_code == 404
    given = settings(tmp_path, TOLDUS_METRICS_TOKEN=TOKEN)
    app = app_at(replace(given, database_url=str(sqlite_council.database.engine.url)))
    asked = app.test_client()
    for wrong in ("", "Bearer ", f"Bearer {TOKEN}x", TOKEN, "Bearer “é”"):
        sent = {"Authorization": wrong.encode().decode("latin-1")}
        assert asked.get("/metrics", headers=sent).status_code == 404
    asked.get("/privacy?words=07700900123")
    asked.get(f"/s/no-such-wave/q/{'x' * 30}")
    asked.get("/my-words")
    told = asked.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text
    assert 'toldus_requests_total{room="public",status="2xx"}' in told
    assert 'toldus_requests_total{room="answering",status="4xx"}' in told
    assert "toldus_concerns_overdue 0.0" in told
    assert "no-such-wave" not in told
    assert "words" not in told
    assert "07700900123" not in told


def test_a_token_that_could_be_guessed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="TOLDUS_METRICS_TOKEN"):
        Settings.from_environment({"TOLDUS_INSTANCE": str(tmp_path), "TOLDUS_METRICS_TOKEN": "short"})


def written(record: logging.LogRecord) -> dict[str, str]:
    line = logs.Careful().format(record)
    assert "\n" not in line
    assert SECRET not in line
    assert "Amira" not in line
    return dict(json.loads(line))


def test_the_log_says_what_failed_and_where_and_never_what_was_said(sqlite_council: Council) -> None:
    app, seen = sqlite_council.app, list[logging.LogRecord]()

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append(record)

    keep = Keep()
    app.logger.addHandler(keep)
    original = app.view_functions["public.words"]

    def fails() -> str:
        with here().database.writing() as session:
            session.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": SECRET})
        return ""

    app.view_functions["public.words"] = fails
    try:
        page = sqlite_council.client().get("/words")
    finally:
        app.view_functions["public.words"] = original
        app.logger.removeHandler(keep)
    assert page.status_code == 500
    assert SECRET not in page.text
    (record,) = seen
    said = written(record)
    assert said["message"].startswith("OperationalError at public.words, in ")
    assert said["level"] == "error"


def test_a_servers_own_words_can_be_a_line_that_somebody_sent() -> None:
    said = f"Invalid HTTP header: 'Cookie words={SECRET}'"
    record = logging.LogRecord("gunicorn.error", logging.WARNING, "base.py", 274, said, (), None)
    assert written(record)["place"] == "base.py:274"


@pytest.mark.parametrize("name", ["gunicorn.error", "sqlalchemy.engine", "werkzeug", "pypdf"])
def test_what_others_put_together_is_told_by_its_place(name: str) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        trace = (ValueError, error, error.__traceback__)
    record = logging.LogRecord(name, logging.ERROR, "there.py", 7, "Error handling %s", (SECRET,), trace)
    said = written(record)
    assert said["error"] == "ValueError"
    assert said["place"].startswith("test_machines.py:")


def test_what_is_written_goes_through_the_careful_formatter() -> None:
    found = logs.configuration()
    assert found["root"]["handlers"] == ["err"]
    assert found["handlers"]["err"]["formatter"] == "careful"
    assert all(not of["handlers"] and of["propagate"] for of in found["loggers"].values())
