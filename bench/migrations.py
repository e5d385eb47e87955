"""How long a full database takes to be brought up, and down, on both databases.

    ./run bench migrations [--people 557077] [--sqlite | --postgres]

Down to the first version a step at a time, and up again all at once as `toldus migrate` does it. Everything
is counted before and after. Exit 1 if a count differs.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bench.big_ask import postgres, size_on_disk, sqlite
from bench.big_survey import filled
from feedback.adapters import recount_checks
from feedback.adapters.database import Database, config

MOST = 557_077
REVISIONS = [one.revision for one in ScriptDirectory.from_config(config()).walk_revisions()]  # newest first


def timed(database: Database, to: str) -> float:
    """Seconds to bring the tables there."""
    began = time.perf_counter()
    database.migrate(to)
    with database.engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == to
    return time.perf_counter() - began


def measured(url: str, people: int) -> bool:
    """Prints what it took; true if everything is counted as before."""
    database = Database(url)
    database.migrate()
    began = time.perf_counter()
    filled(database, people)
    with database.reading() as session:
        before = recount_checks.seals(session)
    size = size_on_disk(database)
    print(f"\n{database.name}, {people:,} responses, {size:,.0f} MB; written and counted in ", end="")
    print(f"{time.perf_counter() - began:.0f} s")
    down = {revision: timed(database, older) for revision, older in pairwise(REVISIONS)}
    slowest = sorted(down, key=lambda revision: -down[revision])[:3]
    print(f"  down, {len(down)} steps: {sum(down.values()):.1f} s; the slowest: ", end="")
    print(", ".join(f"{revision} {down[revision]:.2f} s" for revision in slowest))
    print(f"  up, all at once: {timed(database, REVISIONS[0]):.1f} s")
    print(f"  up, with nothing to do: {timed(database, REVISIONS[0]):.2f} s")
    database.close()
    database = Database(url)  # one that has nothing of this in memory
    with database.reading() as session:
        differing = recount_checks.differing(before, recount_checks.seals(session))
    print(f"  counted again: {'DIFFERENT' if differing else 'the same'}; {size_on_disk(database):,.0f} MB")
    database.close()
    return not differing


def main() -> int:
    given = argparse.ArgumentParser()
    given.add_argument("--people", type=int, default=MOST)
    given.add_argument("--sqlite", action="store_true")
    given.add_argument("--postgres", action="store_true")
    asked = given.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    both, good = not (asked.sqlite or asked.postgres), True
    kinds: dict[str, Callable[[Path], object]] = {"sqlite": sqlite, "postgres": postgres}
    for name, kind in kinds.items():
        if both or getattr(asked, name):
            with tempfile.TemporaryDirectory() as kept, kind(Path(kept)) as url:  # type: ignore[attr-defined]
                good = measured(url, asked.people) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
