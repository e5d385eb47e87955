"""The wheel holds all that Told Us needs, and runs from anywhere."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[2]
SERVES = """
import re
import feedback
from feedback.adapters.database import Database
from feedback.adapters.settings import Settings
from feedback.app import create_app

settings = Settings.from_environment()
database = Database(settings.database_url)
database.migrate()
database.close()
browser = create_app(settings).test_client()
print(feedback.__file__)
linked = re.findall('(?:href|src)="(/[^"]*)"', browser.get("/").text)
for address in [*linked, "/office/sign-in"]:
    with browser.get(address) as response:
        print(response.status_code, address.split("?")[0])
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the wheel holds, as if it were installed."""
    place = tmp_path_factory.mktemp("wheel")
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(place), versions=["standard"])
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(place / "site")
    return place / "site"


def files(folder: Path) -> set[str]:
    return {
        p.relative_to(folder).as_posix()
        for p in folder.rglob("*")
        if p.is_file() and p.suffix not in (".pyc", ".pyo")
    }


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("feedback", "feedback"),
        ("templates", "feedback/_data/templates"),
        ("surveys", "feedback/_data/surveys"),
    ],
)
def test_the_wheel_holds_every_module_page_style_survey_and_migration(unpacked, here, there):
    ours, theirs = files(ROOT / here), files(unpacked / there)
    assert ours
    assert {f for f in theirs if not f.startswith("_data/")} == ours


def test_the_wheel_holds_nothing_of_the_workshop(unpacked):
    assert {p.name for p in unpacked.iterdir() if not p.name.endswith(".dist-info")} == {"feedback"}
    held = files(unpacked)
    assert not {f for f in held if "secret_key" in f or ".sqlite3" in f or "/tests/" in f}
    assert {"web/static", "adapters/migrations/versions"} <= {
        Path(f).parent.relative_to("feedback").as_posix() for f in held if f.startswith("feedback/")
    }


def test_the_wheel_says_how_to_start_it_and_what_it_needs(unpacked):
    (about,) = unpacked.glob("*.dist-info")
    assert "toldus = feedback.cli:main" in (about / "entry_points.txt").read_text(encoding="utf-8")
    metadata = (about / "METADATA").read_text(encoding="utf-8")
    for needed in ("Requires-Python: >=3.11", "Requires-Dist: flask>=", "Provides-Extra: postgres"):
        assert needed in metadata


def test_an_app_made_from_the_wheel_serves_its_pages_from_any_folder(unpacked, tmp_path):
    kept = {k: v for k, v in os.environ.items() if not k.startswith("TOLDUS_")}
    kept.pop("DATABASE_URL", None)
    environment = {**kept, "PYTHONPATH": str(unpacked), "TOLDUS_INSTANCE": str(tmp_path / "kept")}
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", SERVES],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""
    first, *pages = ran.stdout.splitlines()
    assert Path(first).is_relative_to(unpacked)
    assert [p for p in pages if not p.startswith("200 ")] == []
    assert {p.split()[1].rsplit(".")[-1] for p in pages} >= {"css", "svg", "/words", "/office/sign-in"}
