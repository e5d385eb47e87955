"""Kills what Told Us runs on, again and again, while people answer; then looks whether anything was lost.

    ./run bench faults [--times 100] [--people 6] [--sqlite | --postgres] [--seed 1]

Each by kill -9, at random moments: all of gunicorn, every worker at once, one worker, all of PostgreSQL.
gunicorn is as `toldus serve` starts it, and PostgreSQL waits for its disk. Ends with 1 if anything that
somebody was thanked for isn't there once and whole, if answers were gone from a draft, or if a page was bare.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import big_survey, servers
from bench.crowd import Crowd
from bench.kept import Kept, judge
from bench.persevering import Given, Seeing
from feedback.adapters.database import Database
from feedback.adapters.store.opening import open_survey
from feedback.domain.surveys import Survey

_ASKED = ("scale-0", "yes-0", "age", "several", "comment")
WRITTEN = "comment"
_BETWEEN = (0.3, 1.5)  # seconds, from one kill to the next
SERVER, WORKERS, WORKER, POSTGRES = "the whole server", "every worker", "one worker", "PostgreSQL"


@dataclass
class Place:
    """Told Us on one kind of database, with a wave to answer."""

    name: str
    url: str
    web: servers.Web
    wave: str
    postgres: servers.Postgres | None = None

    @property
    def kills(self) -> Mapping[str, Callable[[], None]]:
        """Every way to break this place."""
        found = {SERVER: self._server, WORKERS: self._workers, WORKER: self._worker}
        return found | ({POSTGRES: self._postgres} if self.postgres else {})

    def _server(self) -> None:
        self.web.kill()
        self.web.start()

    def _workers(self) -> None:
        for process in self.web.every()[1:]:
            process.kill()

    def _worker(self) -> None:
        for process in self.web.every()[1:2]:
            process.kill()

    def _postgres(self) -> None:
        assert self.postgres is not None
        self.postgres.kill()
        self.postgres.start()


@dataclass
class Figures:
    """What came of it."""

    kills: Counter[str] = field(default_factory=Counter)
    seeing: Seeing = field(default_factory=Seeing)
    thanked: Mapping[str, Mapping[str, Given]] = field(default_factory=dict)
    seconds: float = 0.0
    found: Kept = field(default_factory=Kept)

    @property
    def good(self) -> bool:
        bare = any("NOT" in error for error in self.seeing.errors)
        return self.found.whole and not (self.seeing.lost or self.seeing.gave_up or bare)


def short_survey() -> Survey:
    """A few questions of the big one, so that many are sending at any moment."""
    whole = big_survey.survey()
    return whole.model_copy(update={"questions": tuple(q for q in whole.questions if q.key in _ASKED)})


@contextmanager
def place(kind: str, folder: Path) -> Iterator[Place]:
    """A new one, on "sqlite" or "postgres"; gone afterwards."""
    with ExitStack() as stack:
        server = stack.enter_context(servers.postgres(folder / "pg")) if kind == "postgres" else None
        url = server.url if server else f"sqlite:///{folder / 'told-us.sqlite3'}"
        database = Database(url)
        database.migrate()
        with database.writing() as session:
            today = datetime.now(UTC).date()
            span = (today - timedelta(days=1), today + timedelta(days=30))
            wave = open_survey(session, short_survey(), "Now", span, today, made_up=True).key
        database.close()
        temporary = folder / "tmp"  # what a killed server leaves lies there
        temporary.mkdir()
        web = stack.enter_context(servers.web(url, folder / "web", TMPDIR=str(temporary)))
        yield Place("PostgreSQL" if server else "SQLite", url, web, wave, server)


def break_it(at: Place, times: int, people: int, seed: int) -> Figures:
    """Kills so many times, each way in turn, at random moments; meanwhile so many people answer at once."""
    figures, chance = Figures(), random.Random(seed)
    crowd = Crowd(at.web.port, at.wave, people, seed).start()
    began = time.monotonic()
    for n in range(times):
        time.sleep(chance.uniform(*_BETWEEN))
        kind = list(at.kills)[n % len(at.kills)]
        at.kills[kind]()
        at.web.wait()
        figures.kills[kind] += 1
    time.sleep(_BETWEEN[1])
    crowd.stop()
    figures.seconds, figures.seeing = time.monotonic() - began, crowd.seeing
    figures.thanked = crowd.given
    database = Database(at.url)
    figures.found = judge(database, at.wave, crowd.given, WRITTEN)
    database.close()
    return figures


def say(at: Place, figures: Figures) -> None:
    found, seeing = figures.found, figures.seeing
    print(f"\n{at.name}: {sum(figures.kills.values())} kills in {figures.seconds:.0f} s")
    for kind, n in figures.kills.items():
        print(f"    {n:5} × {kind}")
    rows = {
        "acknowledged": found.acknowledged,
        "of these not there": len(found.missing),
        "there twice": len(found.doubled),
        "other than they were given": len(found.altered),
        "half there, or miscounted": len(found.half),
        "there without a thank-you": len(found.unasked),
        "drafts lost": len(seeing.lost),
        "gave up": len(seeing.gave_up),
    }
    for name, n in rows.items():
        print(f"  {n:7}  {name}")
    print(f"  longest wait for a page {seeing.longest:.1f} s; errors that people saw:")
    for error, n in sorted(seeing.errors.items()):
        print(f"  {n:7}  {error}")
    for what in (*found.missing, *found.doubled, *found.altered, *found.half, *seeing.lost, *seeing.gave_up)[
        :20
    ]:
        print(f"  ! {what}")


def main() -> int:
    given = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    given.add_argument("--times", type=int, default=100, help="kills in all")
    given.add_argument("--people", type=int, default=6, help="at once")
    given.add_argument("--seed", type=int, default=1)
    only = given.add_mutually_exclusive_group()
    only.add_argument("--sqlite", action="store_const", const=["sqlite"], dest="kinds")
    only.add_argument("--postgres", action="store_const", const=["postgres"], dest="kinds")
    chosen = given.parse_args()
    kinds, good = chosen.kinds or ["sqlite", "postgres"], True
    for n, kind in enumerate(kinds):
        times = chosen.times // len(kinds) + (n < chosen.times % len(kinds))
        with tempfile.TemporaryDirectory() as folder, place(kind, Path(folder)) as at:
            figures = break_it(at, times, chosen.people, chosen.seed)
            say(at, figures)
            good = good and figures.good
    print("\nNothing was lost." if good else "\nSOMETHING WAS LOST.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
