"""A standby is read only while it is this database's own, and has all that was kept until now."""

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import make_url, select, text
from sqlalchemy.orm import Session

from bench.servers import Postgres
from feedback.adapters import replica
from feedback.adapters.database import Database
from feedback.adapters.settings import Settings, WrongSetting
from feedback.adapters.store import officers
from feedback.adapters.tables_people import Officer
from tests.conftest import PASSWORD, TODAY, a_folder_for_servers, a_primary

pytestmark = pytest.mark.postgres
Servers = tuple[Postgres, Postgres]


@pytest.fixture
def database(followed: tuple[str, str]) -> Iterator[Database]:
    made = Database(*followed)
    yield made
    made.close()


def is_standby(session: Session) -> bool:
    return bool(session.scalar(text("SELECT pg_is_in_recovery()")))


def keep(database: Database, name: str) -> None:
    with database.writing() as session:
        officers.add(session, name, PASSWORD, TODAY)


def seen(database: Database) -> tuple[bool, list[str]]:
    """Whether the standby was read, and what was there."""
    with database.looking() as session:
        return is_standby(session), list(session.scalars(select(Officer.name).order_by(Officer.id)))


def test_it_is_read_to_look_and_never_otherwise(database: Database) -> None:
    with database.reading() as session:
        assert not is_standby(session)
    with database.writing() as session:
        assert not is_standby(session)
    assert seen(database) == (True, [])


def test_whatever_was_kept_is_seen_at_once(database: Database) -> None:
    names = [f"officer-{n}" for n in range(30)]
    for n, name in enumerate(names):
        keep(database, name)
        assert seen(database)[1] == names[: n + 1]
    assert seen(database)[0]


def test_it_sees_one_moment(database: Database) -> None:
    with database.looking() as session:
        assert is_standby(session)
        assert session.scalars(select(Officer)).all() == []
        keep(database, "late")
        assert session.scalars(select(Officer)).all() == []
    assert seen(database)[1] == ["late"]


def test_one_that_is_late_is_not_read_until_it_has_come_up(database: Database, servers: Servers) -> None:
    assert seen(database)[0]
    servers[1].say("SELECT pg_wal_replay_pause()")
    try:
        keep(database, "new")
        for _ in range(3):
            assert seen(database) == (False, ["new"])
    finally:
        servers[1].say("SELECT pg_wal_replay_resume()")
    keep(database, "newer")
    found = [seen(database) for _ in range(200)]
    assert {tuple(names) for _, names in found} == {("new", "newer")}
    assert found[-1][0]


def test_one_that_is_gone_is_left_alone_and_found_again(
    database: Database, servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replica, "LEFT_ALONE", 1)
    assert seen(database)[0]
    servers[1].kill()
    try:
        keep(database, "one")
        assert seen(database) == (False, ["one"])
        assert seen(database) == (False, ["one"])
    finally:
        servers[1].start()
    time.sleep(replica.LEFT_ALONE)
    assert seen(database) == (True, ["one"])


def test_what_is_no_standby_of_this_database_is_not_read(followed: tuple[str, str]) -> None:
    """Neither the database itself, nor a copy that goes its own way, nor another one's standby."""
    with a_folder_for_servers() as folder, a_primary(folder / "other") as other:
        name = make_url(followed[0]).database
        other.say(f"CREATE DATABASE {name}")
        behind = Postgres(folder / "behind").copy_of(other, "behind")
        try:
            others = [make_url(one.url).set(database=name) for one in (other, behind)]
            for url in (followed[0], *(one.render_as_string(hide_password=False) for one in others)):
                database = Database(followed[0], url)
                keep(database, f"officer-{url[-50:]}")
                read, names = seen(database)
                assert not read
                assert f"officer-{url[-50:]}" in names
                database.close()
        finally:
            behind.stop()


def test_the_setting_is_a_postgres_beside_a_postgres() -> None:
    given = {"SECRET_KEY": "k", "DATABASE_URL": "postgresql://db/told"}
    assert Settings.from_environment(given).read_from == ""
    one = Settings.from_environment({**given, "TOLDUS_READ_FROM": "postgresql://a,b/told"})
    assert one.read_from.endswith("/told?host=a:5432&host=b:5432&target_session_attrs=standby")
    for wrong in ({**given, "TOLDUS_READ_FROM": "standby"}, {"TOLDUS_READ_FROM": "postgresql://db/told"}):
        with pytest.raises(WrongSetting, match="TOLDUS_READ_FROM"):
            Settings.from_environment({"SECRET_KEY": "k", **wrong})
