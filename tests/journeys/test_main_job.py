"""The main job, end to end: a phone, an answer, a section, a Word file."""

import re
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LAPTOP, PHONE, Town
from tests.journeys.walking import begin, go_on, pick, press, send, words

WAVE = "care-leavers-autumn-2026"


def in_control(page: Page, town: Town) -> tuple[int, int]:
    """(how many feel in control, of how many), as the section of pledge five says for this wave."""
    page.goto(f"{town.address}/office/commitments/pledge-5")
    found = re.search(r"\((\d+) of (\d+)\) told us that they feel in control", page.inner_text("main"))
    assert found, "the sentence is not there"
    return int(found[1]), int(found[2])


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_care_leavers_answer_reaches_pledge_five_and_its_word_file(
    town: Town, scripts: bool, tmp_path: Path
) -> None:
    office = town.visit(LAPTOP)
    town.sign_in(office)
    before = in_control(office, town)

    phone = town.visit(PHONE, scripts=scripts)
    begin(phone, town.address, WAVE)
    asked = go_on(phone, {"in-control": pick("Agree"), "anything-else": words("Say it simply", quote=True)})
    assert "what-would-help" not in asked
    send(phone)

    assert in_control(office, town) == (before[0] + 1, before[1] + 1)
    with office.expect_download() as waiting:
        office.get_by_role("navigation", name="Download").get_by_role("link").first.click()
    file = tmp_path / "pledge-5.docx"
    waiting.value.save_as(file)
    document = Document(str(file))
    text = "\n".join(p.text for p in document.paragraphs)
    assert f"({before[0] + 1} of {before[1] + 1}) told us that they feel in control" in text
    assert "Made-up answers" in text


def test_saying_no_brings_the_question_what_would_help(town: Town) -> None:
    phone = town.visit(PHONE)
    begin(phone, town.address, WAVE)
    said = "Ring me on 07700 900123"
    asked = go_on(phone, {"in-control": pick("Disagree"), "what-would-help": words(said, quote=True)})
    assert asked[asked.index("in-control") + 1] == "what-would-help"
    expect(phone.locator("q")).to_have_text("Ring me on [phone number]")
    phone.get_by_role("link", name=re.compile("Change.*in control")).click()
    phone.get_by_label("Agree", exact=True).check()
    press(phone, phone.get_by_role("button", name="Continue"))
    expect(phone.get_by_text(said)).to_have_count(0)
    send(phone)


@pytest.mark.parametrize("survey", ["cared-for", "foster-carers", "youth-council"])
def test_every_shipped_survey_can_be_answered_and_sent(town: Town, survey: str) -> None:
    phone = town.visit(PHONE)
    begin(phone, town.address, f"{survey}-autumn-2026")
    assert len(go_on(phone)) >= 8
    send(phone)


def test_an_error_takes_the_focus_and_leads_to_the_field(town: Town) -> None:
    for scripts in (True, False):
        phone = town.visit(PHONE, scripts=scripts)
        begin(phone, town.address, WAVE)
        press(phone, phone.get_by_role("button", name="Continue"))
        assert phone.title().startswith("Error: ")
        expect(phone.get_by_role("alert")).to_be_focused()
        phone.get_by_role("alert").get_by_role("link").click()
        expect(phone.locator("#answer")).to_be_focused()


def test_a_survey_can_be_answered_by_keyboard_alone(town: Town) -> None:
    laptop = town.visit(LAPTOP)
    laptop.goto(f"{town.address}/s/youth-council-autumn-2026/")
    press_on(laptop, "Start")
    while laptop.locator("#question").count():
        if not laptop.locator("textarea").count():
            for _ in range(30):
                laptop.keyboard.press("Tab")
                if laptop.evaluate("document.activeElement.name") == "answer":
                    break
            laptop.keyboard.press("Space")
        press_on(laptop, "Continue")
    press_on(laptop, "Send my answers")
    expect(laptop.get_by_role("heading", level=1)).to_contain_text("Thank you")


def press_on(page: Page, name: str) -> None:
    """Tabs to a button and presses it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            page.locator("#main").evaluate("main => main.setAttribute('data-seen', '')")
            page.keyboard.press("Enter")
            page.locator("#main[data-seen]").wait_for(state="detached")
            return
    raise AssertionError(f"no way to {name} by keyboard")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_after_leaving_back_shows_nothing(town: Town, scripts: bool) -> None:
    phone = town.visit(PHONE, scripts=scripts)
    begin(phone, town.address, WAVE)
    question = phone.get_by_role("heading", level=1).inner_text()
    phone.locator("fieldset input").first.check()
    press(phone, phone.get_by_role("button", name="Continue"))
    phone.get_by_role("button", name="Leave this page").click()
    phone.wait_for_url(f"{town.elsewhere}/")
    for _ in range(3):
        phone.go_back()
        assert question not in phone.content()
        assert "checked" not in phone.content()
        assert "Care leavers" not in phone.content()
    phone.goto(f"{town.address}/s/{WAVE}/check")
    expect(phone.get_by_role("heading", level=1)).to_have_text("There is nothing to see here.")
    phone.get_by_role("link").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("We can’t find your answers")
