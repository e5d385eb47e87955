"""An officer writes a newsletter and publishes it; someone reads it on a phone, in Arabic too."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LAPTOP, PHONE, Town
from tests.journeys.test_acting import fits


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_a_newsletter_is_written_published_and_read(town: Town, size: dict[str, int]) -> None:
    page = town.visit(size)
    town.sign_in(page)
    page.goto(f"{town.address}/office/commitments/pledge-5")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published as it stands here.")).to_be_visible()
    page.get_by_role("navigation", name="Office").get_by_role("link", name="Promises").first.click()
    page.get_by_role("link", name="Newsletters").click()
    fits(page)
    _write(page)
    fits(page)
    page.get_by_label("Language").select_option(label="Arabic (العربية)")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("بعد هذا الاجتماع:")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("status")).to_contain_text("Anyone can read it now.")
    fits(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="E-mail, ready to send").click()
    assert taken.value.suggested_filename == "newsletter-1-en.eml"
    _read(town, size)
    _take_down(page)


def _write(page: Page) -> None:
    page.get_by_role("link", name="Write a newsletter").click()
    fits(page)
    page.get_by_label("Title").fill("What you said, and what we did")
    page.get_by_label("Which meeting was it?").fill("The youth council")
    page.get_by_label("When was it?").fill("2026-11-20")
    page.get_by_label("First words").fill("Our LAC met.")
    page.get_by_label("Pledge 5:").select_option(label="Place 1")
    page.get_by_label("Last words").fill("We meet again in May.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing is saved yet")
    fits(page)
    page.get_by_label("First words").fill("Hello!")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved")


def _read(town: Town, size: dict[str, int]) -> None:
    for scheme, language in (("light", "en"), ("dark", "ar")):
        page = town.visit(size, scripts=False, scheme=scheme)
        page.goto(f"{town.address}/news?show={language}")
        page.get_by_role("link", name="What you said, and what we did").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("What you said, and what we did")
        expect(page.locator(".news [data-figure]").first).to_be_visible()
        assert page.locator("html").get_attribute("class") == "easy"
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    readable = town.visit(size, scheme="dark")
    readable.goto(f"{town.address}/news/1?show=ar")
    fits(readable)


def _take_down(page: Page) -> None:
    page.get_by_text("Take it down").first.click()
    page.get_by_label("Why?").fill("A wrong day.")
    page.get_by_role("button", name="Take it down").click()
    expect(page.get_by_role("status")).to_contain_text("Taken down.")
    page.get_by_role("link", name="Its page, which anyone can read").click()
    expect(page.get_by_text("A wrong day.")).to_be_visible()
    fits(page)
