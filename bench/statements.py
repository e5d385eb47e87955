"""How many statements each page of a completion runs, counted as they go to the database.

Told Us is served in this process for it, on one thread: what is counted while a request waits is its own.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPResponse
from pathlib import Path
from threading import Thread
from typing import Any

from flask import Flask
from sqlalchemy import event
from werkzeug.serving import WSGIRequestHandler, make_server

from bench.phones import Phone
from feedback.adapters.settings import Settings
from feedback.app import create_app
from feedback.web.context import Context

_FRAMES = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")  # they ask and change nothing by themselves


@dataclass
class Counted:
    """What went to the database since it was last emptied."""

    statements: int = 0
    frames: int = 0

    def add(self, statement: str) -> None:
        if statement.startswith(_FRAMES):
            self.frames += 1
        else:
            self.statements += 1


def counting(app: Flask) -> Counted:
    """Counts everything that an app asks its database from now on."""
    context: Context = app.extensions["toldus"]
    counted, engine = Counted(), context.database.engine

    @event.listens_for(engine, "before_cursor_execute")
    def _asked(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:  # noqa: ANN401
        counted.add(statement)

    for name in ("begin", "commit", "rollback"):
        if name != "begin" or engine.dialect.name != "sqlite":  # there we say BEGIN ourselves
            event.listen(engine, name, lambda _connection, said=name: counted.add(said.upper()))
    return counted


@dataclass
class Counting(Phone):
    """A phone that notes what each of its requests cost the database."""

    counted: Counted = field(default_factory=Counted)
    of: dict[str, Counter[tuple[int, int]]] = field(default_factory=dict)

    def _sent(self, method: str, path: str, body: str | None) -> HTTPResponse:
        self.counted.statements = self.counted.frames = 0
        answered = super()._sent(method, path, body)
        name = path.split("?")[0].rstrip("/").split("/")[3:4] or ["welcome"]
        seen = self.of.setdefault(f"{method} {name[0]}", Counter())
        seen[self.counted.statements, self.counted.frames] += 1
        return answered


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_said: object) -> None:
        """Nothing."""


@contextmanager
def _served(app: Flask) -> Iterator[int]:
    server = make_server("127.0.0.1", 0, app, threaded=False, request_handler=_Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.port
    finally:
        server.shutdown()
        thread.join()


def app_at(url: str, folder: Path) -> Flask:
    """Told Us on a database."""
    given = {
        "SECRET_KEY": "a key for measuring alone",
        "TOLDUS_INSTANCE": str(folder),
        "TOLDUS_PLAIN_HTTP": "yes",
        "DATABASE_URL": url,
    }
    key = "a key for measuring alone"  # the servers' own: two keys on one database disagree
    return create_app(Settings.from_environment(given | {"SECRET_KEY": key}))


def of_a_completion(app: Flask, wave: str) -> dict[str, Counter[tuple[int, int]]]:
    """Each kind of request with how often it ran (statements, BEGIN and the like). The second of two
    completions: what a process reads once is read by then.
    """
    counted = counting(app)
    with _served(app) as port:
        for _ in range(2):
            phone = Counting("127.0.0.1", port, counted=counted)
            phone.answer(wave)
            phone.hang_up()
    return phone.of
