"""What comes out of a printer: cards four to a sheet, letters one, and no question split over two pages."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from feedback.adapters.definitions import load
from feedback.adapters.settings import shipped
from feedback.adapters.store import waves
from feedback.adapters.store.opening import open_survey
from tests.conftest import PASSWORD, TODAY, Council
from tests.live import serving

A4 = (210, 297)  # mm
DOTS = 96 / 25.4  # in a millimetre
LONG_TITLE = "What children and young people in our care think of it, again"
LONG_NAME = "Autumn and winter 2026 to 2027, the second round"


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.fixture
def officer(browser: Browser, sqlite_council: Council):
    """An officer in a browser, and the address of a wave with codes of the longest survey."""
    survey = load(shipped("surveys")).surveys["care-leavers"].model_copy(update={"title": LONG_TITLE})
    with sqlite_council.database.writing() as session:
        span = (TODAY - timedelta(days=1), TODAY + timedelta(days=9))
        key = open_survey(session, survey, LONG_NAME, span, TODAY, access=waves.CODES).key
    sqlite_council.add_officer()
    with serving(sqlite_council.app) as address:
        page = browser.new_page()
        page.goto(f"{address}/office/sign-in")
        page.get_by_label("Name").fill("officer")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        yield page, f"{address}/office/waves/{key}"
        page.close()


def make(page: Page, count: int, layout: str, greeting: str = "") -> bytes:
    page.locator("#count").fill(str(count))
    page.locator(f"input[value={layout}]").check()
    page.locator("#greeting").fill(greeting)
    page.get_by_role("button", name="Make the codes").click()
    page.locator("article").first.wait_for()
    page.emulate_media(media="print")
    return page.pdf(prefer_css_page_size=True)


def test_four_cards_come_from_a_sheet_and_nothing_is_cut(officer) -> None:
    page, wave = officer
    page.goto(f"{wave}/codes")
    assert pages(make(page, 9, "cards")) == 3
    over = "a => a.map(x => [x.scrollHeight - x.clientHeight, x.scrollWidth - x.clientWidth])"
    assert page.locator("article").evaluate_all(over) == [[0, 0]] * 9
    assert page.locator(".code b").evaluate_all("a => a.every(x => x.getClientRects().length === 1)")


def test_a_letter_fills_one_sheet_with_the_longest_greeting(officer) -> None:
    page, wave = officer
    page.goto(f"{wave}/codes")
    greeting = "\n".join(["We would like to hear from you about it"] * 10)
    assert pages(make(page, 2, "letters", f"{greeting} {'long ' * 20}"[:500])) == 2


@pytest.mark.parametrize("how", ["language=en", "language=ar", "language=ti&easy=yes&large=yes"])
def test_no_question_is_split_and_no_letter_is_small(officer, how: str) -> None:
    page, wave = officer
    page.goto(f"{wave}/paper?{how}")
    page.set_viewport_size({"width": int(174 * DOTS), "height": 900})
    page.emulate_media(media="print")
    heights = page.locator("section").evaluate_all("a => a.map(x => x.getBoundingClientRect().height)")
    assert max(heights) < (A4[1] - 34) * DOTS
    sizes = "a.filter(x => x.innerText.trim()).map(x => parseFloat(getComputedStyle(x).fontSize))"
    smallest = f"a => Math.min(...{sizes})"
    points = page.locator("main *").evaluate_all(smallest) * 0.75
    assert points >= 12
    large = page.locator("section h2, section li > span:not(.box)").evaluate_all(smallest) * 0.75
    assert large >= (16 if "large" in how else 12)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0


def test_paper_needs_nothing_beside_it(officer, tmp_path: Path) -> None:
    """Every picture is there, from this site."""
    page, wave = officer
    page.goto(f"{wave}/paper?language=en&easy=yes")
    assert page.locator("img").count() > 20
    assert page.locator("img").evaluate_all("a => a.every(x => x.complete && x.naturalWidth > 0)")


def test_enter_goes_from_field_to_field_and_saves_only_at_the_end(officer) -> None:
    page, wave = officer
    page.goto(f"{wave}/entry")
    assert page.evaluate("document.activeElement.id") == "code"
    page.keyboard.type("K7QM2XPA")
    page.keyboard.press("Enter")
    first = page.evaluate("document.activeElement.id")
    assert first.startswith("q-")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") not in (first, "code")
    assert page.locator(f"#{first}").input_value() == "1"
    assert page.url.endswith("/entry")
    assert page.locator(".summary").count() == 0
