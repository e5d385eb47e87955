"""Many machines, tried: three web servers, a balancer, PostgreSQL with a standby that confirms every commit.

    ./run bench machines [--seconds 8] [--people 6]

People answer all the while. A web server is killed (-9), then the primary; the standby is promoted, and the
web servers find it by themselves. Exit 1 if anything that somebody was thanked for is lost, or there twice.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import big_survey
from bench.balancer import balancing
from bench.crowd import Crowd
from bench.kept import Kept, judge
from bench.servers import Postgres, Web, postgres
from feedback.adapters.addresses import of_postgres
from feedback.adapters.database import Database
from feedback.adapters.store.opening import open_survey
from feedback.web.context import clock

STANDBY = "standby"
NOTICED = 1.0  # seconds in which a watcher (Patroni, or a person) finds that the primary is gone


@contextmanager
def two_databases(folder: Path) -> Iterator[tuple[Postgres, Postgres]]:
    """A primary, and a standby without whose word nothing is acknowledged: `on` waits until the standby has
    it on its disk. `remote_apply` would also wait until it can be read there, which loses nothing more.
    """
    with postgres(folder / "primary", synchronous_commit="on") as primary:
        standby = Postgres(folder / STANDBY).copy_of(primary, STANDBY)
        try:
            primary.say(f"ALTER SYSTEM SET synchronous_standby_names = '{STANDBY}'")
            primary.say("SELECT pg_reload_conf()")
            wait_for_sync(primary)
            yield primary, standby
        finally:
            standby.stop()


def wait_for_sync(primary: Postgres) -> None:
    """Until the standby confirms what is committed."""
    until = time.monotonic() + 30
    while primary.say("SELECT sync_state FROM pg_stat_replication") != [("sync",)]:
        assert time.monotonic() < until, "the standby does not follow"
        time.sleep(0.1)


def both(*servers: Postgres) -> str:
    """One address of them all."""
    hosts = ",".join(f"127.0.0.1:{server.port}" for server in servers)
    return f"postgresql://postgres@{hosts}/postgres"


def opened(database: Database) -> str:
    """A wave to answer today; its key."""
    database.migrate()
    with database.writing() as session:
        today = clock().date()
        survey = big_survey.survey()
        return open_survey(session, survey, "Now", (today, today), today, made_up=True).key


@dataclass(frozen=True)
class Times:
    """When what happened, by a clock that only goes on."""

    began: float
    web_killed: float
    primary_killed: float
    promoted: float
    ended: float


def break_things(people: Crowd, webs: list[Web], two: tuple[Postgres, Postgres], seconds: float) -> Times:
    """A web server is killed, and then the primary, with so many seconds around each."""
    began = time.monotonic()
    time.sleep(seconds)
    web_killed = time.monotonic()
    webs[0].kill()
    time.sleep(seconds)
    primary_killed = time.monotonic()
    two[0].kill()
    time.sleep(NOTICED)
    two[1].promote()
    promoted = time.monotonic()
    time.sleep(seconds)
    people.stop()
    return Times(began, web_killed, primary_killed, promoted, time.monotonic())


def run(folder: Path, seconds: float, many: int) -> tuple[Crowd, Times, Kept, dict[int, int]]:
    """All of it: who answered, when what happened, what is kept, and requests by web server."""
    with ExitStack() as stack:
        two = stack.enter_context(two_databases(folder))
        url = both(*two)
        database = Database(of_postgres(url))
        wave = opened(database)
        webs = [Web(url, folder / f"web-{n}", workers=1) for n in range(3)]
        for served in webs:
            stack.callback(served.stop)
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(Web.start, webs))
        balancer = stack.enter_context(balancing([served.port for served in webs]))
        people = Crowd(balancer.port, wave, many).start()
        try:
            times = break_things(people, webs, two, seconds)
        finally:
            people.stop()
        found = judge(database, wave, people.given, "comment")
        database.close()
        return people, times, found, balancer.handed


def say(people: Crowd, times: Times, found: Kept, handed: dict[int, int]) -> None:
    spans = {
        "with all three": (times.began, times.web_killed),
        "with two of three": (times.web_killed, times.primary_killed),
        "after the promotion": (times.promoted, times.ended),
    }
    for name, (start, end) in spans.items():
        print(f"  {name:22}{people.since(start, end) / (end - start):8.1f} completions a second")
    without = people.longest_without(times.web_killed, times.primary_killed)
    print(f"  web server killed: at most {without:.2f} s without a page for anybody")
    without = people.longest_without(times.primary_killed, times.ended)
    noticed = times.promoted - times.primary_killed
    print(
        f"  primary killed: {without:.2f} s without a page for anybody; "
        f"promoted after {noticed:.2f} s, of which {NOTICED:.0f} s to notice"
    )
    seeing = people.seeing
    print(f"  errors people saw: {dict(seeing.errors) or 'none'}; drafts lost: {len(seeing.lost)}")
    print(f"  requests by web server: {sorted(handed.values(), reverse=True)}")
    print(
        f"  thanked {len(people.thanked)}, kept {found.there}; lost {len(found.missing)}, doubled "
        f"{len(found.doubled)}, altered {len(found.altered)}, half {len(found.half)}, "
        f"kept without thanks {len(found.unasked)}"
    )


def main() -> int:
    given = argparse.ArgumentParser()
    given.add_argument("--seconds", type=float, default=8)
    given.add_argument("--people", type=int, default=6)
    asked = given.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        people, times, found, handed = run(Path(folder), asked.seconds, asked.people)
    say(people, times, found, handed)
    return 0 if found.whole and not people.seeing.lost else 1


if __name__ == "__main__":
    sys.exit(main())
