"""What someone wrote is shown back without names; an officer reads why, and codes it by theme."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LAPTOP, PHONE, Town
from tests.journeys.test_settings import fits
from tests.journeys.walking import begin, go_on, press, words

WAVE = "every-kind-autumn-2026"
SAID = "My social worker Jenna Smith never rings me on 07700 900123. I need more money for the bus"
SHOTS = os.environ.get("TOLDUS_SHOTS")  # a folder for pictures of each page, for whoever wants to look


def look(page: Page, name: str) -> None:
    fits(page)
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}-{page.viewport_size['width']}.png", full_page=True)  # type: ignore[index]


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (LAPTOP, "dark")])
def test_a_comment_from_a_phone_to_a_theme(town: Town, size: dict[str, int], scheme: str) -> None:
    young = town.visit(size, scheme=scheme)
    begin(young, town.address, WAVE)
    go_on(young, {"more": words(SAID, quote=True)})
    expect(young.locator("q.said")).to_contain_text(
        "My social worker [name] never rings me on [phone number]"
    )
    look(young, "check")
    press(young, young.locator("#send button"))

    officer = town.visit(size, scheme=scheme)
    town.sign_in(officer)
    officer.goto(f"{town.address}/office/waves/{WAVE}/comments")
    officer.get_by_text("What was taken out, and why").first.click()
    expect(officer.get_by_text("[name]: it comes after “social worker”")).to_be_visible()
    look(officer, "comments")

    officer.goto(f"{town.address}/office/themes")
    look(officer, "no-themes")
    officer.get_by_role("button", name="Pledges to Cared for Children").click()
    officer.get_by_label("What is it called?").fill("Money")
    officer.get_by_role("button", name="Add", exact=True).click()
    officer.get_by_label("Words that lead to it").fill("money\nbus fare*\nafford")
    look(officer, "theme")
    officer.get_by_role("button", name="Save").click()
    look(officer, "themes")

    officer.goto(f"{town.address}/office/waves/{WAVE}/themes")
    officer.get_by_role("link", name="Code comments").click()
    expect(officer.get_by_text("Its words are here: money")).to_be_visible()
    look(officer, "code")
    officer.get_by_role("button", name="Save, and the next one").click()
    expect(officer.get_by_role("alert")).to_contain_text("Tick at least one theme")
    officer.get_by_label("Money", exact=True).check()
    officer.get_by_role("button", name="Save, and the next one").click()
    expect(officer.get_by_text("You have coded them all.")).to_be_visible()
    officer.get_by_role("link", name="Themes of this wave").click()
    expect(officer.get_by_role("row", name="Money 1 of 1 [c]")).to_be_visible()
    look(officer, "wave")
    officer.get_by_role("button", name="Tell these themes").click()
    expect(officer.get_by_text("Their themes are told in sections since")).to_be_visible()
    look(officer, "wave-told")
