"""An officer looks at a year in short in a browser, and takes the annual review away."""

import os
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.journeys.conftest import LAPTOP, PHONE, Town
from tests.journeys.test_acting import fits

SHOTS = os.environ.get("TOLDUS_SHOTS")  # a folder for pictures of each page, for whoever wants to look


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (LAPTOP, "dark")])
def test_the_year_in_short_and_the_whole_of_it(
    town: Town, size: dict[str, int], scheme: str, tmp_path: Path
) -> None:
    page = town.visit(size, scheme=scheme)
    town.sign_in(page)
    page.goto(f"{town.address}/office/commitments")
    page.get_by_role("link", name="Annual review").first.click()
    page.get_by_label("Promises").select_option("cheshire-east-pledges")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="At a glance")).to_be_visible()
    fits(page)
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"review-{size['width']}.png", full_page=True)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download as Word").click()
    file = tmp_path / "review.docx"
    waiting.value.save_as(file)
    assert "The year in short" in [p.text for p in Document(str(file)).paragraphs]
    page.goto(f"{town.address}/office/review?from=soon")
    expect(page.get_by_role("alert")).to_contain_text("Give a day, such as 31 March 2026")
    fits(page)
