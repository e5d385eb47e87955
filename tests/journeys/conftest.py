"""A real Chromium before a real server with an example council: made-up waves of each shipped survey."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from feedback.adapters import definitions
from feedback.adapters.database import Database
from feedback.adapters.store import officers
from feedback.adapters.store.opening import open_survey
from feedback.demo import fill
from tests.conftest import PASSWORD, TODAY, small_survey
from tests.journeys.phones import PHONE as PHONE
from tests.journeys.phones import Street
from tests.journeys.place import Place
from tests.live import app_at, chromium, migrated, moment, serving, settings

SMALL = {"width": 320, "height": 640}
LAPTOP = {"width": 1280, "height": 800}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@dataclass
class Town:
    """A council to visit: its address, where leaving leads, and the officer's password."""

    address: str
    elsewhere: str
    password: str
    browser: Browser
    asked: list[str] = field(default_factory=list)

    def visit(self, size: dict[str, int], scripts: bool = True, scheme: str = "light") -> Page:
        """A new browser, with nothing kept from any other, at a page of this size."""
        context = self.browser.new_context(
            viewport=size,  # type: ignore[arg-type]
            java_script_enabled=scripts,
            color_scheme=scheme,  # type: ignore[arg-type]
            accept_downloads=True,
        )
        context.on("request", lambda request: self.asked.append(request.url))
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    def sign_in(self, page: Page) -> None:
        page.goto(f"{self.address}/office/sign-in")
        page.get_by_label("Name").fill("officer")
        page.get_by_label("Password").fill(self.password)
        page.get_by_role("button", name="Sign in").click()


@pytest.fixture
def town(browser: Browser, tmp_path: Path) -> Iterator[Town]:
    """A council of one's own: what one test sends, no other sees."""
    other = Flask("elsewhere")
    other.add_url_rule("/", "home", lambda: "<!doctype html><title>Weather</title>It is fine.")
    with serving(other) as elsewhere:
        chosen = settings(tmp_path, TOLDUS_LEAVE_TO=f"{elsewhere}/")
        database = migrated(chosen)
        password = fill(database, definitions.load(chosen.surveys).surveys, TODAY)
        with database.writing() as session:  # a question of every kind, and a wave that is still to open
            every_kind = small_survey("every-kind")
            open_survey(session, every_kind, "Autumn 2026", (TODAY, TODAY), TODAY, made_up=True)
            soon = (TODAY + timedelta(days=99), TODAY + timedelta(days=120))
            open_survey(session, every_kind, "Spring 2027", soon, TODAY, made_up=True)
        database.close()
        with serving(app_at(chosen)) as address:
            made = Town(address, elsewhere, password, browser)
            yield made
            for context in browser.contexts:
                context.close()
            stray = [url for url in made.asked if not url.startswith((address, elsewhere, "data:"))]
            assert not stray, "nothing is asked for from anywhere else"


@pytest.fixture
def place(browser: Browser, tmp_path: Path) -> Iterator[Place]:
    """A council with one officer and nothing in it."""
    chosen, clock = settings(tmp_path), [moment()]
    database = migrated(chosen)
    with database.writing() as session:
        officers.add(session, "officer", PASSWORD, TODAY)
    app = app_at(chosen, lambda: clock[0])
    with serving(app) as address:
        made = Place(address, app, database, browser, clock)
        yield made
        for page in made.pages:
            page.context.close()
    database.close()


# Some of the small survey's words, as drafts are: what isn't there is shown in English.
WELSH = {
    "cy": {
        "status": "drafted",
        "on": TODAY,
        "words": {"I feel in control": "Dw i’n teimlo mewn rheolaeth", "Agree": "Cytuno"},
    }
}


@pytest.fixture(scope="session")
def whole_street(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path
) -> Iterator[Street]:
    """A council with nothing in it, for every test of a process."""
    folder = tmp_path_factory.mktemp("street")
    copy = folder / "told-us.sqlite3"
    shutil.copy(sqlite_template, copy)
    other = Flask("elsewhere")
    other.add_url_rule("/", "home", lambda: "<!doctype html><title>Weather</title>It is fine.")
    with serving(other) as elsewhere:
        url = f"sqlite:///{copy}"
        chosen = settings(folder, TOLDUS_LEAVE_TO=f"{elsewhere}/", DATABASE_URL=url)
        database = Database(url)
        with serving(app_at(chosen)) as address:
            yield Street(address, elsewhere, database, browser, small_survey(languages=WELSH))
        database.close()


@pytest.fixture
def street(whole_street: Street) -> Iterator[Street]:
    """The same. No page may complain: of a script that fails, or of one that our policy forbids."""
    whole_street.complaints.clear()
    yield whole_street
    while whole_street.contexts:
        whole_street.contexts.pop().close()
    assert whole_street.complaints == []
