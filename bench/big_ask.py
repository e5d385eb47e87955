"""All of The Big Ask on this machine: how long officers wait, on both databases, as it grows.

    ./run bench big_ask [--sizes 10000,100000,557077] [--sqlite | --postgres]

Each look is timed in a process of its own the first time (cold), and then again in that process (warm, the
median of some). Made-up answers; the machine is named, and the ratios say more than the figures.
"""

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import text

from bench import servers
from bench.big_survey import filled
from bench.looks import LOOKS, results_page, section_page, signed_in
from feedback.adapters.database import Database

SIZES = (10_000, 100_000, 557_077)


def look(url: str, name: str) -> None:
    """Times one look in this process and prints: cold, warm (seconds) and the most memory (MB)."""
    wanted, times = LOOKS[name]
    database = Database(url)
    if wanted in (section_page, results_page):
        signed_in(url)  # whoever looks is in already
    taken = []
    for _ in range(1 + (times if times > 1 else 0)):
        began = time.perf_counter()
        wanted(database)
        taken.append(time.perf_counter() - began)
    warm = statistics.median(taken[1:]) if times > 1 else float("nan")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(taken[0], warm, memory)


def in_its_own_process(url: str, name: str) -> tuple[float, float, float]:
    ran = subprocess.run(
        [sys.executable, "-m", "bench.big_ask", "--look", name, "--url", url],
        check=True,
        capture_output=True,
        text=True,
    )
    cold, warm, memory = map(float, ran.stdout.split())
    return cold, warm, memory


@contextmanager
def sqlite(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder / 'big.sqlite3'}"


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    with servers.postgres(folder) as server:
        yield server.url


def size_on_disk(database: Database) -> float:
    """Megabytes, of the whole database."""
    if database.name == "SQLite":
        file = Path(str(database.engine.url.database))
        return sum(part.stat().st_size for part in file.parent.glob(f"{file.name}*")) / 2**20
    with database.engine.connect() as connection:
        return float(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0) / 2**20


def measured(
    kind: Callable[[Path], AbstractContextManager[str]], people: int
) -> dict[str, tuple[float, float, float]]:
    with tempfile.TemporaryDirectory() as kept, kind(Path(kept)) as url:
        database = Database(url)
        database.migrate()
        began = time.perf_counter()
        filled(database, people)
        if database.name == "PostgreSQL":
            with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("ANALYZE"))
        print(
            f"\n{database.name}, {people:,} responses: written in {time.perf_counter() - began:.1f} s, ",
            end="",
        )
        print(f"{size_on_disk(database):,.0f} MB on disk")
        database.close()
        print(f"  {'':22}{'cold s':>10}{'warm s':>10}{'MB':>8}")
        found = {}
        for name in LOOKS:
            found[name] = in_its_own_process(url, name)
            cold, warm, memory = found[name]
            again = f"{warm:10.3f}" if warm == warm else f"{'':10}"
            print(f"  {name:22}{cold:10.3f}{again}{memory:8.0f}", flush=True)
        return found


def main() -> int:
    given = argparse.ArgumentParser()
    given.add_argument("--sizes", default=",".join(map(str, SIZES)))
    given.add_argument("--sqlite", action="store_true")
    given.add_argument("--postgres", action="store_true")
    given.add_argument("--look")
    given.add_argument("--url")
    asked = given.parse_args()
    if asked.look:
        look(asked.url, asked.look)
        return 0
    sizes = [int(size) for size in asked.sizes.split(",")]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    both = not (asked.sqlite or asked.postgres)
    for name, kind in (("sqlite", sqlite), ("postgres", postgres)):
        if both or getattr(asked, name):
            found = [measured(kind, size) for size in sizes]
            if len(found) > 1:
                print(
                    f"  From {sizes[0]:,} to {sizes[-1]:,}, {sizes[-1] / sizes[0]:.0f} times as many, cold:"
                )
                for look_name in LOOKS:
                    print(f"  {look_name:22}{found[-1][look_name][0] / found[0][look_name][0]:10.1f} times")
    return 0


if __name__ == "__main__":
    sys.exit(main())
