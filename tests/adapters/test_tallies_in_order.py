"""Counts stay right when answers are kept out of order, read from a standby, or when a database is lost."""

import threading
from collections.abc import Iterator

import pytest

from bench.servers import Postgres
from feedback.adapters.addresses import of_postgres
from feedback.adapters.database import Database
from feedback.adapters.store import tallies
from feedback.adapters.store.opening import open_survey
from tests.adapters.test_tallies import come, counted, fresh, of, same, short_chunks
from tests.conftest import TODAY, a_folder_for_servers, a_primary, small_survey, wait_for

__all__ = ["short_chunks"]
pytestmark = pytest.mark.postgres
A_MOMENT = 0.3  # seconds, for a thread that must not get any further


@pytest.fixture
def database(followed: tuple[str, str]) -> Iterator[Database]:
    made = Database(*followed)
    begin(made)
    yield made
    made.close()


def begin(database: Database) -> None:
    with database.writing() as session:
        open_survey(session, small_survey(), "Autumn 2026", (TODAY, TODAY), TODAY)


def looked(database: Database) -> dict[str, object]:
    """What a page that only looks counts, which is what is there."""
    with database.looking() as session:
        kept = counted(tallies.tally(session, of(session)))
        assert kept == counted(fresh(session))
        return kept


def test_an_answer_that_is_kept_late_is_never_skipped(database: Database) -> None:
    """Two send at once, and the first takes its time. Whoever counts in between sees neither; then both."""
    with database.writing() as session:
        come(session, "agree")
    held, go_on = threading.Event(), threading.Event()
    kept: list[str] = []

    def first() -> None:
        with database.writing() as session:
            come(session, "disagree")
            session.flush()
            held.set()
            go_on.wait(30)
        kept.append("first")

    def second() -> None:
        held.wait(30)
        with database.writing() as session:
            come(session, "neither", "neither")
        kept.append("second")

    threads = [threading.Thread(target=one) for one in (first, second)]
    for thread in threads:
        thread.start()
    held.wait(30)
    threads[1].join(A_MOMENT)
    for count in (same, looked, same, looked):
        assert count(database) == {"all": 1, "base": 1, "agree": 1}
    go_on.set()
    for thread in threads:
        thread.join()
    assert kept == ["first", "second"]
    whole = {"all": 4, "base": 4, "agree": 1, "disagree": 1, "neither": 2}
    assert (same(database), looked(database)) == (whole, whole)


def test_many_who_send_at_once_are_all_counted_whoever_looks_meanwhile(database: Database) -> None:
    over = threading.Event()
    wrong: list[BaseException] = []

    def send(chosen: str) -> None:
        for _ in range(12):
            with database.writing() as session:
                come(session, chosen)

    def look(count: object) -> None:
        most = 0
        try:
            while not over.is_set():
                found = int(str(count(database)["all"]))  # type: ignore[operator]
                assert found >= most
                most = found
        except BaseException as problem:
            wrong.append(problem)

    sending = [threading.Thread(target=send, args=(c,)) for c in ("agree", "disagree", "neither")]
    looking = [threading.Thread(target=look, args=(count,)) for count in (same, looked)]
    for thread in (*looking, *sending):
        thread.start()
    for thread in sending:
        thread.join()
    over.set()
    for thread in looking:
        thread.join()
    assert wrong == []
    whole = {"all": 36, "base": 36, "agree": 12, "disagree": 12, "neither": 12}
    assert (same(database), looked(database)) == (whole, whole)


def test_a_late_standby_hands_no_older_state_on(
    database: Database, followed: tuple[str, str], servers: tuple[Postgres, Postgres]
) -> None:
    """Read as it is, without being waited for, it has what it has; and the next who counts has all of it."""
    late = Database(followed[1])
    with database.writing() as session:
        come(session, *["agree"] * 5)
    looked(database)
    servers[1].say("SELECT pg_wal_replay_pause()")
    try:
        with database.writing() as session:
            come(session, *["disagree"] * 5)
        for _ in range(2):
            assert same(late)["all"] == 5
            assert (same(database)["all"], looked(database)["all"]) == (10, 10)
    finally:
        servers[1].say("SELECT pg_wal_replay_resume()")
    assert looked(database) == {"all": 10, "base": 10, "agree": 5, "disagree": 5}
    assert same(late) == looked(database)
    late.close()


def test_numbers_that_are_given_again_by_the_next_database_are_read_again() -> None:
    """A standby that nobody waited for is promoted without the last answers, and gives their numbers anew."""
    with a_folder_for_servers() as folder, a_primary(folder / "primary") as primary:
        standby = Postgres(folder / "standby").copy_of(primary, "standby")
        hosts = f"127.0.0.1:{primary.port},127.0.0.1:{standby.port}"
        database = Database(of_postgres(f"postgresql://postgres@{hosts}/postgres"))
        database.migrate()
        begin(database)
        with database.writing() as session:
            come(session, *["agree"] * 5)
        wait_for(primary, standby)
        standby.kill()
        with database.writing() as session:
            come(session, *["disagree"] * 4)
        assert same(database) == {"all": 9, "base": 9, "agree": 5, "disagree": 4}
        primary.kill()
        standby.start()
        standby.promote()
        with database.writing() as session:
            come(session, *["neither"] * 5)
        assert same(database) == {"all": 10, "base": 10, "agree": 5, "neither": 5}
        database.close()
        standby.stop()
