"""An officer closes the loop in a browser: something said, what was done, something heard elsewhere."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LAPTOP, PHONE, Town
from tests.journeys.test_for_everyone import findings


def fits(page: Page) -> None:
    """Axe is silent and nothing scrolls sideways."""
    assert findings(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= page.viewport_size["width"], f"{page.url} is {wide} pixels wide"  # type: ignore[index]


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_what_was_said_gets_an_action_and_stands_in_the_section(town: Town, size: dict[str, int]) -> None:
    page = town.visit(size)
    town.sign_in(page)
    page.goto(f"{town.address}/office/commitments/outcome-1/acting")
    fits(page)
    page.get_by_role("link", name="Add or change a value").last.click()
    for value, day in (("60%", "2024-03-31"), ("72%", "2025-03-31")):
        page.get_by_label("Value", exact=True).fill(value)
        page.get_by_label("Which day is it of?").fill(day)
        page.get_by_label("Where does it come from?").fill("The leaving care register")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status")).to_contain_text("Saved")
    fits(page)
    expect(page.get_by_role("cell", name="Better")).to_be_visible()
    _hear(page, town)
    _act(page, town)
    page.goto(f"{town.address}/office/commitments/pledge-5")
    expect(page.get_by_text("We can’t do this.")).to_be_visible()
    expect(page.get_by_text("12 people were there.")).to_be_visible()
    fits(page)


def _hear(page: Page, town: Town) -> None:
    page.goto(f"{town.address}/office/heard/new?about=pledge-5")
    page.get_by_label("What was it?").select_option(label="Youth council minutes")
    page.get_by_label("Which group?").fill("The youth council")
    page.get_by_label("How many were there?").fill("12")
    page.get_by_label("When?").fill("2026-11-01")
    page.get_by_label("What was said?").fill("We want to know early. Ring 07700 900123.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("[phone number]")
    fits(page)
    page.get_by_role("button", name="Save as it is").click()
    expect(page.get_by_role("status")).to_contain_text("Saved")
    fits(page)


def _act(page: Page, town: Town) -> None:
    page.goto(f"{town.address}/office/commitments/pledge-5/acting")
    page.get_by_role("link", name="Say what we did").first.click()
    page.get_by_label("We can’t", exact=True).check()
    page.get_by_label("What did you do, or will you do?").fill("We can’t give you a car.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("a no without a reason")
    fits(page)
    page.get_by_label("Why?", exact=True).fill("Our corporate budget is too small.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing is saved yet")
    fits(page)
    page.get_by_label("Why?", exact=True).fill("A car costs more than we have for all of you.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved")
    fits(page)
    page.goto(f"{town.address}/office/commitments/pledge-5/history")
    expect(page.get_by_text("We can’t give you a car.")).to_be_visible()
    fits(page)
