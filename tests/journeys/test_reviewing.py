"""Young people try a survey on a phone, say what isn't right, sign it off; an officer answers; it prints."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from feedback.adapters import definitions
from feedback.adapters.settings import shipped
from feedback.adapters.store import designs
from feedback.adapters.store.designs import By
from feedback.adapters.store.opening import open_survey
from feedback.domain.design_files import design_of, with_scales
from tests.conftest import TODAY
from tests.journeys.conftest import LAPTOP, PHONE
from tests.journeys.place import Place
from tests.journeys.test_running_waves import fits
from tests.journeys.walking import press
from tests.live import moment

KEY = "youth-council"
SHOTS = os.environ.get("TOLDUS_SHOTS")


def look(page: Page, name: str) -> None:
    """Holds a page to what every page must be; keeps a picture of it where one is asked for."""
    fits(page)
    if SHOTS:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            wide = page.viewport_size["width"]  # type: ignore[index]
            page.screenshot(path=Path(SHOTS) / f"{name}-{wide}-{scheme}.png", full_page=True)


def made(place: Place) -> None:
    """A survey that is being made, from one of ours."""
    survey = definitions.load(shipped("surveys")).surveys[KEY]
    whole = survey.model_dump(mode="json", by_alias=True)
    with place.database.writing() as session:
        design = with_scales(design_of(whole))
        designs.start(session, design, whole["languages"], By("officer", moment(), "started"))


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_made_with_young_people(place: Place, size: dict[str, int]) -> None:
    made(place)
    office = place.visit(size)
    place.sign_in(office)
    office.goto(f"{place.address}/office/making/{KEY}")
    office.get_by_role("link", name="Young people", exact=True).click()
    office.get_by_label("Young people must sign it off first").check()
    office.get_by_role("button", name="Save").click()
    office.get_by_role("button", name="Make a link").click()
    look(office, "link")
    address = office.get_by_label("Address").input_value()

    phone = place.visit(size)
    phone.goto(address)
    look(phone, "hello")
    phone.get_by_label("I am a care leaver").check()
    press(phone, phone.get_by_role("button", name="Start"))
    look(phone, "start")
    press(phone, phone.get_by_role("button", name="Start"))
    press(phone, phone.get_by_role("button", name="I don’t get this"))
    expect(phone.get_by_text("Thank you. We will read it and answer you.")).to_be_visible()
    phone.get_by_text("Say it better").first.click()
    phone.get_by_label("How would you say it?").fill("Ask sam@example.org")
    look(phone, "question")
    press(phone, phone.locator("details[open]").get_by_role("button", name="Tell us"))
    expect(phone.get_by_text("Ask [e-mail]")).to_be_visible()
    expect(phone.get_by_text("We took out what could show who somebody is.")).to_be_visible()
    look(phone, "said")
    phone.goto(f"{phone.url.split('?')[0]}?show=cy")
    expect(phone.locator("html")).to_have_attribute("lang", "cy")
    look(phone, "welsh")
    phone.goto(f"{phone.url.split('?')[0]}?show=en")
    phone.goto(f"{phone.url.split('?')[0]}?show=easy")
    expect(phone.locator("html")).to_have_class("easy")
    expect(phone.get_by_text("Is something not right on this page?")).to_be_visible()
    look(phone, "easy")
    phone.get_by_role("link", name="I have finished").click()
    look(phone, "end")

    office.goto(f"{place.address}/office/making/{KEY}/publish")
    expect(office.get_by_text("Young people come first")).to_be_visible()
    look(office, "held-up")
    office.goto(f"{place.address}/office/making/{KEY}")
    look(office, "outline")
    office.get_by_role("link", name="Young people wait for an answer").click()
    look(office, "flags")
    office.get_by_role("link", name="Question 1").first.click()
    office.get_by_label("What is asked?").fill("Which year are you in?")
    office.get_by_role("button", name="Save", exact=True).last.click()
    office.goto(f"{place.address}/office/making/{KEY}/flags")
    office.get_by_role("button", name="We changed it").first.click()
    office.get_by_label("If it stays: why?").first.fill("The whole council uses these words.")
    look(office, "answered")
    office.get_by_role("button", name="Keep it, and say why").first.click()
    expect(office.get_by_text("Nothing waits for an answer.")).to_be_visible()

    phone.reload()
    expect(phone.get_by_text("We changed it.")).to_be_visible()
    look(phone, "came")
    press(phone, phone.get_by_role("button", name="It’s good to go"))
    expect(phone.get_by_text("You said: it’s good to go.")).to_be_visible()

    office.goto(f"{place.address}/office/making/{KEY}/publish")
    office.get_by_role("button", name="Publish edition 1").click()
    expect(office.get_by_text("Edition 1 is published.")).to_be_visible()
    with place.database.writing() as session:
        survey = designs.published(session)[KEY]
        open_survey(session, survey, "Autumn 2026", (TODAY, TODAY + timedelta(days=30)), TODAY)
    tag = next(t for q in survey.questions for t in q.tags)
    office.goto(f"{place.address}/office/commitments/{tag}")
    expect(office.get_by_role("heading", name="Made with young people")).to_be_visible()
    expect(office.get_by_text("is now “Which year are you in?”")).to_be_visible()
    look(office, "section")
