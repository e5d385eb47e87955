"""Pages that only look read from a standby, and tell nothing that isn't so any more; no other page does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event

from bench.servers import Postgres
from tests.conftest import Council
from tests.live import settings
from tests.web.test_office import signed_in
from tests.web.test_taking_out import answer_all, send
from tests.web.visitor import Visitor

pytestmark = pytest.mark.postgres
Servers = tuple[Postgres, Postgres]


@pytest.fixture
def council(tmp_path: Path, followed: tuple[str, str]) -> Iterator[Council]:
    """A Told Us that may read from a standby."""
    made = Council(replace(settings(tmp_path), database_url=followed[0], read_from=followed[1]))
    yield made
    made.database.close()


@contextmanager
def asked(servers: Servers) -> Iterator[dict[int, list[str]]]:
    """What each server is asked meanwhile, the standby's own state aside: by its port."""
    found: dict[int, list[str]] = {server.port: [] for server in servers}

    def note(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if "pg_last_wal_replay_lsn" not in statement:
            found[connection.engine.url.port or 0].append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


LOOKS = (
    "/office/waves/{wave}",
    "/office/waves/{wave}?by=in-control",
    "/office/commitments",
    "/office/commitments/pledge-5",
    "/office/commitments/pledge-5/section.docx",
    "/office/review",
    "/told",
    "/told/pledge-5",
    "/told/feed.atom",
    "/asked/{wave}",
    "/news",
)
OTHERS = (
    "/",
    "/s/{wave}/",
    "/take-out",
    "/ready",
    "/office/",
    "/office/account",
    "/office/people",
    "/office/waves/{wave}/comments",
    "/office/waves/{wave}/progress",
    "/office/log",
)


def test_the_pages_that_only_look_and_no_others(council: Council, servers: Servers) -> None:
    wave, officer = council.open(), signed_in(council)
    send(Visitor(council.client()), wave)
    standby = servers[1].port
    for path in (*LOOKS, *OTHERS):
        with asked(servers) as found:
            officer.client.get(path.format(wave=wave))
        assert bool(found[standby]) == (path in LOOKS), path


def test_nobody_who_answers_or_signs_in_is_shown_what_a_standby_has(
    council: Council, servers: Servers
) -> None:
    wave = council.open()
    with asked(servers) as found:
        words = send(Visitor(council.client()), wave)
        signed_in(council)
        visitor = Visitor(council.client())
        visitor.get("/take-out")
        visitor.post("/take-out", {"words": words, "sure": "yes"})
    assert found[servers[0].port]
    assert not found[servers[1].port]


def test_what_was_taken_out_is_gone_from_results_though_the_standby_is_late(
    council: Council, servers: Servers
) -> None:
    wave, officer = council.open(), signed_in(council)
    words = [send(Visitor(council.client()), wave) for _ in range(2)]
    officer.get(f"/office/waves/{wave}")
    assert "2 young people answered" in officer.page.text
    servers[1].say("SELECT pg_wal_replay_pause()")
    try:
        visitor = Visitor(council.client())
        visitor.get("/take-out")
        visitor.post("/take-out", {"words": words[0], "sure": "yes"})
        with asked(servers) as found:
            officer.get(f"/office/waves/{wave}")
        assert "1 young person answered" in officer.page.text
        assert not found[servers[1].port]
    finally:
        servers[1].say("SELECT pg_wal_replay_resume()")


def test_without_its_standby_all_goes_on(council: Council, servers: Servers) -> None:
    wave, officer = council.open(), signed_in(council)
    answer_all(Visitor(council.client()), wave)
    officer.get(f"/office/waves/{wave}")
    servers[1].kill()
    try:
        send(Visitor(council.client()), wave)
        for _ in range(2):
            assert officer.get(f"/office/waves/{wave}").status_code == 200
            assert "1 young person answered" in officer.page.text
        assert Visitor(council.client()).get("/told").status_code == 200
    finally:
        servers[1].start()
