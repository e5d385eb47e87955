"""An officer reads the results, searches them, judges a comment, and takes the survey and the answers out."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LAPTOP, PHONE, Town
from tests.journeys.test_running_waves import fits

WAVE = "/office/waves/care-leavers-autumn-2026"


def reads(page: Page, address: str) -> None:
    """Everyone, then a part beside the wave before, then everyone again."""
    page.goto(address + WAVE)
    fits(page)
    page.get_by_text("17 questions").click()
    page.get_by_role("link", name="What else would you like to tell us?").first.click()
    expect(page.get_by_role("heading", name="What else would you like to tell us?")).to_be_in_viewport()
    page.get_by_text("Break down, or look at a part").click()
    page.get_by_label("Only people who answered").select_option("age=18-to-20")
    page.get_by_label("Beside the wave before").check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status").first).to_contain_text("people who answered:")
    expect(page.locator("th", has_text="Autumn 2025").first).to_be_attached()
    fits(page)
    page.get_by_role("link", name="Show everyone").click()
    expect(page.locator("main")).to_contain_text("256 care leavers answered")


def searches(page: Page) -> None:
    """A word that only comments have; its words are in no address."""
    page.get_by_label("Search questions, answers and comments").fill("WÓRKER")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status").last).to_contain_text(
        "Found “WÓRKER” in 0 questions and in 14 comments"
    )
    assert page.url.endswith(WAVE)
    fits(page)
    page.get_by_role("link", name="Judge it").last.click()


def judges(page: Page) -> None:
    """From a search, a comment is judged, and the search is there still."""
    page.get_by_label("Decided").select_option("new")
    page.get_by_role("button", name="Show").click()
    page.get_by_label("Search these comments").fill("worker")
    page.get_by_role("button", name="Search").click()
    fits(page)
    there = page.locator("article.comment").count()
    assert there > 1
    page.get_by_role("button", name="Clear for quoting").first.click()
    expect(page.get_by_role("status")).to_contain_text("The comment is cleared for quoting.")
    expect(page.locator("article.comment")).to_have_count(there - 1)
    assert "#c-" in page.url
    assert "worker" not in page.url


def takes_out(page: Page) -> None:
    """The answers, then the survey itself."""
    page.get_by_role("navigation", name="This wave").get_by_role("link", name="Take it out").click()
    expect(page.get_by_text("Not for publishing.")).to_be_visible()
    fits(page)
    with page.expect_download() as answers:
        page.get_by_role("button", name=re.compile("Download.*Answers")).click()
    assert answers.value.suggested_filename == "care-leavers-autumn-2026-answers.csv"
    assert len(answers.value.path().read_text("utf-8-sig").splitlines()) == 257
    page.get_by_role("link", name="Take the survey itself out").click()
    expect(page.get_by_text("easy-read words").first).to_be_visible()
    fits(page)
    with page.expect_download() as survey:
        page.get_by_role("link", name=re.compile("Download.*XLSForm")).click()
    assert survey.value.path().read_bytes().startswith(b"PK")


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_results_are_read_searched_judged_and_taken_out(town: Town, size: dict[str, int]) -> None:
    page = town.visit(size)
    town.sign_in(page)
    fits(page)
    reads(page, town.address)
    searches(page)
    judges(page)
    takes_out(page)
