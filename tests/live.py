"""A real Told Us on a real port, with its own database file: for browser tests, benchmarks and pictures."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import CodeType
from zoneinfo import ZoneInfo

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from feedback.adapters.database import Database
from feedback.adapters.settings import Settings
from feedback.app import create_app
from tests.held import HeldClient

# Chromium looks for its maker's hosts at every start; these keep it to the pages it is shown.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def moment(text: str = "2026-11-22 12:00") -> datetime:
    """A time in the council's zone, for a clock that stands still."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/London"))


def settings(folder: Path, **environment: str) -> Settings:
    """Settings for a test, with everything it keeps in one folder."""
    given = {
        "TOLDUS_INSTANCE": str(folder),
        "TOLDUS_PLAIN_HTTP": "yes",
        "SECRET_KEY": "a key for tests alone",
        # Tests of how officers sign in say otherwise: tests/web/test_second_factor.py, test_time_outs.py.
        "TOLDUS_SECOND_FACTOR": "optional",
        "TOLDUS_IDLE_MINUTES": "999999",
        "TOLDUS_SESSION_HOURS": "99999",
        **environment,
    }
    return Settings.from_environment(given)


def migrated(settings: Settings) -> Database:
    """The settings' database with today's tables."""
    database = Database(settings.database_url)
    database.migrate()
    return database


class _Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        pass


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serves an app on a free port; the address to open."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Compiled(BytecodeCache):
    """Templates as they were compiled for another app of this process: there are thousands of apps."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self.kept.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.kept[bucket.key] = bucket.checksum, bucket.code


_COMPILED = _Compiled()


def app_at(settings: Settings, now: Callable[[], datetime] = moment) -> Flask:
    """An app whose clock is in our hands, and whose test clients look at every response's headers."""
    app = create_app(settings, now)
    app.jinja_env.bytecode_cache = _COMPILED
    app.test_client_class = HeldClient
    return app


def chromium_path() -> str:
    """The Chromium to use: $CHROME, or the first on the path."""
    found = os.environ.get("CHROME") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if not found:
        raise RuntimeError(
            "No Chromium was found. Run the tests with ./run tests, which says how to get one."
        )
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """A real browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET)
        yield browser
        browser.close()
