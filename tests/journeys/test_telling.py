"""A young person reads what was done, on a phone and a laptop, and says whether it feels true."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from feedback.adapters import definitions, publishing
from feedback.adapters.database import Database
from feedback.adapters.settings import shipped
from feedback.adapters.store import feeling, records
from feedback.adapters.store.records import By, Wanted
from feedback.domain.actions import Action
from feedback.domain.disclosure import Rules
from feedback.domain.feeling import Feels
from feedback.domain.heard import Elsewhere
from tests.conftest import TODAY
from tests.journeys.conftest import LAPTOP, PHONE, SMALL, Town
from tests.journeys.test_acting import fits
from tests.journeys.walking import begin, go_on, send

WAVE = "care-leavers-autumn-2026"
PAGES = ("/told", "/told/pledge-5", f"/told/pledge-5/{WAVE[:-1]}5", f"/asked/{WAVE}", "/told/outcome-1")
ABOUT = ("finding/care-leavers/in-control",)


@pytest.fixture
def told(town: Town, tmp_path) -> Town:
    """The example council, which has published pledge 5 and done some of it."""
    database = Database(f"sqlite:///{tmp_path / 'toldus.sqlite3'}")
    deeds = (
        Action(ABOUT, "done", "Every care leaver has a named worker to ring.", "", TODAY - timedelta(40)),
        Action(ABOUT, "cant", "We can’t give everyone a car.", "Homes come first.", None),
        Action(
            ABOUT, "doing", "A new leaflet in simple words.", "The printer was late.", TODAY - timedelta(9)
        ),
    )
    heard = Elsewhere("minutes", "Youth council", 12, TODAY, "Letters should be plain.", ("pledge-5",))
    by = By(1, datetime(2026, 11, 20, 9, tzinfo=UTC))
    with database.writing() as session:
        for n, deed in enumerate(deeds):
            records.save(session, Wanted(f"action/{n:016}", "action", "pledge-5", deed.held()), by)
        records.save(session, Wanted("heard/0000000000000009", "heard", "pledge-5", heard.held()), by)
    content = definitions.load(shipped("surveys"))
    publishing.publish(database, content, publishing.Wanted("pledge-5"), Rules(), TODAY)
    with database.writing() as session:
        for feels, times in ((Feels.YES, 31), (Feels.NOT_REALLY, 12), (Feels.NO, 7)):
            for _ in range(times):
                feeling.press(session, "pledge-5", 1, feels, Rules())
    database.close()
    return town


@pytest.mark.parametrize(
    ("size", "scheme", "show"),
    [
        (PHONE, "light", "en"),
        (LAPTOP, "dark", "en"),
        (PHONE, "dark", "ar"),
        (LAPTOP, "light", "ar"),
        (SMALL, "light", "easy"),
    ],
)
def test_the_pages_are_for_everyone(told: Town, size: dict[str, int], scheme: str, show: str) -> None:
    page = told.visit(size, scheme=scheme)
    page.goto(f"{told.address}/told?show={show}")
    for path in PAGES:
        page.goto(told.address + path)
        fits(page)
        for button in page.locator("main button").all():
            assert (button.bounding_box() or {"height": 0})["height"] >= 44


def test_someone_reads_and_presses_by_keyboard_without_scripts(told: Town) -> None:
    page = told.visit(PHONE, scripts=False)
    page.goto(told.address)
    page.get_by_role("link", name="What you told us, and what we did").press("Enter")
    page.get_by_role("link", name="Pledge 5: Preparing for adulthood").press("Enter")
    for said in ("Every care leaver has a named worker to ring.", "This is late. We said 13 November 2026."):
        expect(page.get_by_text(said)).to_be_visible()
    expect(page.get_by_text("People who pressed: 50")).to_be_visible()
    page.get_by_role("button", name="Not really").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Thank you. We counted what you pressed.")
    assert page.url.endswith("/told/pledge-5#feels-true")
    assert page.context.cookies() == []
    expect(page.get_by_text("People who pressed: 50")).to_be_visible()
    page.goto(f"{told.address}/told/pledge-5")
    page.get_by_role("button", name="No", exact=True).press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Someone has pressed from here today.")
    _earlier(page)


def _earlier(page: Page) -> None:
    page.get_by_role("link", name="Autumn 2025: Care leavers survey").press("Enter")
    expect(page.get_by_role("heading", name="What you told us")).to_be_visible()
    page.get_by_role("link", name="The newest answers").press("Enter")
    assert page.url.endswith("/told/pledge-5")


def test_who_answers_is_thanked_with_what_changed(told: Town) -> None:
    page = told.visit(PHONE)
    begin(page, told.address, WAVE)
    go_on(page)
    send(page)
    expect(page.get_by_role("heading", name="What changed because of last time")).to_be_visible()
    expect(page.get_by_text("Every care leaver has a named worker to ring.")).to_be_visible()
    fits(page)
    page.get_by_role("link", name="What you told us, and what we did").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What you told us")
