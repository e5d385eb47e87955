"""How many people can answer at once: all 20 questions of The Big Ask, filled in as browsers do it.

    ./run bench completions [--sqlite | --postgres] [--seconds 8] [--at-once 4,8,16]

Phones, Told Us (gunicorn, two processes) and the database share this machine. Every page is fetched and every
form posted with its token, on a new line for each person. A page is also held against a bare Flask view that
draws a page of the same size, turn by turn under the same gunicorn. Prints tables for docs/speed.md.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import psutil

from bench import big_survey, machine, servers, statements
from bench.bare import PAGE, Bare
from bench.machine import heading, loop, percentile, row, spent
from bench.phones import Phone
from feedback.adapters.database import Database
from feedback.adapters.store.opening import open_survey
from feedback.web.context import clock

Processes = Callable[[], list[psutil.Process]]
ROUNDS, IN_A_ROUND = 8, 150  # of a page and the bare one, turn by turn


@dataclass
class Crowd:
    """What came of many phones: seconds of each completion and each request; what went wrong."""

    completions: list[float] = field(default_factory=list)
    requests: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0


def crowd(port: int, wave: str, at_once: int, seconds: float) -> Crowd:
    """So many phones at once, each answering again and again; who has begun finishes."""
    came, began = Crowd(), time.perf_counter()

    def person(seed: int) -> None:
        chance = random.Random(seed)
        while time.perf_counter() < began + seconds:
            phone, opened = Phone("127.0.0.1", port, chance=chance), time.perf_counter()
            try:
                phone.answer(wave)
                came.completions.append(time.perf_counter() - opened)
            except Exception as problem:  # whatever it is, it counts
                came.wrong.append(f"{type(problem).__name__}: {problem}")
            came.requests.extend(phone.took)
            phone.hang_up()

    threads = [Thread(target=person, args=(seed,)) for seed in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    came.seconds = time.perf_counter() - began
    return came


@dataclass(frozen=True)
class Place:
    """A database, where files may be put, and whose time counts as the database's."""

    name: str
    url: str
    folder: Path
    processes: Processes


@contextmanager
def sqlite(folder: Path) -> Iterator[Place]:
    yield Place("SQLite", f"sqlite:///{folder / 'told-us.sqlite3'}", folder, list)


@contextmanager
def postgres(folder: Path) -> Iterator[Place]:
    with servers.postgres(folder / "postgres") as server:
        yield Place("PostgreSQL", server.url, folder, server.every)


def opened(place: Place) -> dict[str, str]:
    """A wave of each shape of pages, in a new database: its address by what it is called."""
    database, today = Database(place.url), clock().date()
    database.migrate()
    with database.writing() as session:
        waves = {
            shape: open_survey(session, asked, shape, (today, today), today, made_up=True).key
            for shape, asked in big_survey.shapes().items()
        }
    database.close()
    return waves


def completions(place: Place, web: servers.Web, shape: str, wave: str, at_once: int, seconds: float) -> None:
    """Lets so many answer and prints a row."""
    crowd(web.port, wave, at_once, 1)

    def costs() -> tuple[float, ...]:
        return spent(web.every()), spent(place.processes()), time.process_time()

    before = costs()
    came = crowd(web.port, wave, at_once, seconds)
    done = len(came.completions) or 1
    cpu = [(b - a) / done * 1000 for a, b in zip(before, costs(), strict=True)]
    waited = [
        f"{percentile(of, 0.5) * 1000:.0f} / {percentile(of, 0.99) * 1000:.0f}"
        for of in (came.requests, came.completions or [0])
    ]
    speed = f"**{done / came.seconds:.1f}**", f"{len(came.requests) / came.seconds:.0f}"
    row(place.name, shape, at_once, *speed, *(f"{ms:.0f}" for ms in cpu), *waited, f"{loop():.2f}")
    for said in came.wrong[:3]:
        print(f"\n{len(came.wrong)} went wrong: {said}\n")


def beside(place: Place, web: servers.Web, shape: str, wave: str) -> None:
    """A page of questions, and a bare view of the same size, turn by turn: prints a row."""
    phone = Phone("127.0.0.1", web.port)
    page = phone.begin(wave)
    file = place.folder / "page.html"
    file.write_text(page.html)
    bare = Bare(place.url, place.folder / "bare", more={PAGE: str(file)}, ready="/")
    bare.start()
    sides = [
        (phone, lambda: spent([*web.every(), *place.processes()])),
        (Phone("127.0.0.1", bare.port), lambda: spent(bare.every())),
    ]
    cpu, waited = [0.0, 0.0], [list[float](), list[float]()]
    for turn in range(ROUNDS + 1):
        for side, (browser, cost) in enumerate(sides):
            began = cost()
            browser.hang_up()  # a line that waited for its turn may be cut
            browser.took.clear()
            for _ in range(IN_A_ROUND):
                browser.get(page.path)
            if turn:  # the first warms up
                cpu[side] += (cost() - began) * 1000 / ROUNDS / IN_A_ROUND
                waited[side] += (seconds * 1000 for seconds in browser.took)
    bare.stop()
    compared = [cpu, [statistics.median(times) for times in waited]]
    cells = [
        cell for ours, other in compared for cell in (f"{ours:.2f}", f"{other:.2f}", _ratio(ours, other))
    ]
    row(place.name, shape, f"{len(page.html.encode()):,}", *cells)


def _ratio(ours: float, other: float) -> str:
    return f"**{ours / other:.1f}**"


def counted(place: Place, shape: str, wave: str) -> None:
    """Prints how many statements each kind of request ran, and all of them."""
    app = statements.app_at(place.url, place.folder / "counted")
    found = statements.of_a_completion(app, wave)
    app.extensions["toldus"].database.close()
    every = [one for seen in found.values() for one in seen.elements()]
    each = ", ".join(f"{name} {max(seen)[0]}" for name, seen in found.items())
    run, frames = sum(one[0] for one in every), sum(one[1] for one in every)
    of = f"{run / len(every):.1f}", max(every)[0], f"{frames / len(every):.1f}"
    row(place.name, shape, len(every), run, *of, each)


def measure(place: Place, at_once: Sequence[int], seconds: float) -> None:
    waves = opened(place)
    with servers.web(place.url, place.folder / "web") as web:
        speeds = "at once", "completions/s", "requests/s"
        costs = "CPU ms a completion: Told Us", "database", "phones"
        waits = "request p50 / p99 ms", "completion p50 / p99 ms", "loop s"
        heading("database", "pages of", *speeds, *costs, *waits)
        for many in at_once:
            for shape, wave in waves.items():
                completions(place, web, shape, wave, many, seconds)
        sides = "CPU ms a page", "bare", "ratio", "waiting ms (median)", "bare", "ratio"
        heading("database", "pages of", "bytes", *sides)
        for shape, wave in waves.items():
            beside(place, web, shape, wave)
    heading(
        "database",
        "pages of",
        "requests",
        "statements",
        "a request",
        "most",
        "BEGIN … a request",
        "most of each",
    )
    for shape, wave in waves.items():
        counted(place, shape, wave)


def main() -> int:
    given = argparse.ArgumentParser()
    given.add_argument("--sqlite", action="store_true")
    given.add_argument("--postgres", action="store_true")
    given.add_argument("--seconds", type=float, default=8)
    given.add_argument("--at-once", default="4,8,16")
    asked = given.parse_args()
    many = [int(number) for number in asked.at_once.split(",")]
    print(machine.named())
    for wanted, kind in ((asked.sqlite, sqlite), (asked.postgres, postgres)):
        if wanted or not (asked.sqlite or asked.postgres):
            with tempfile.TemporaryDirectory() as kept, kind(Path(kept)) as place:
                measure(place, many, asked.seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
