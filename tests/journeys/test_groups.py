"""Several questions on a page: as easy to use, for everyone, with and without scripts and signal."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import TODAY, small_survey
from tests.journeys.conftest import LAPTOP, PHONE, WELSH
from tests.journeys.phones import ARRIVES, GIVEN, Phone, Street
from tests.journeys.test_for_everyone import findings
from tests.journeys.test_weak_signal import SHORT_ARRIVES, heading, sent_once
from tests.journeys.walking import Choice, pick
from tests.web.grouped import grouped_survey

PAGES = {
    **dict.fromkeys(("what-would-help", "help-with", "moves", "born"), "how"),
    "safe": "end",
    "more": "end",
}
LANGUAGES = {
    **WELSH,
    "ar": {"status": "drafted", "on": TODAY, "words": {"I feel in control": "أشعر بالتحكم"}},
}


@pytest.fixture
def groups(street: Street) -> Street:
    """The street, with a survey of three pages: one question, then four, or three for some, and then two."""
    languages = small_survey(languages=LANGUAGES).languages
    survey = grouped_survey(pages=PAGES).model_copy(update={"languages": languages})
    return replace(street, survey=survey)


def fill(page: Page, field: str, value: str) -> None:
    page.locator(f'[id="{field}"]').fill(value)


def tick(page: Page, *values: str) -> None:
    for value in values:
        name, _, chosen = value.partition("=")
        page.locator(f'[name="{name}"][value="{chosen}"]').check()


def _how(page: Page) -> None:
    if page.locator('[id="what-would-help.answer"]').count():
        fill(page, "what-would-help.answer", "Ring me\nwhen you said ☎")
        tick(page, "what-would-help.quote=yes")
    tick(page, "help-with.answer=money", "help-with.answer=home")
    fill(page, "moves.answer", "3")
    for part, value in (("day", "27"), ("month", "3"), ("year", "2004")):
        fill(page, f"born.answer-{part}", value)


def _end(page: Page) -> None:
    tick(page, "safe.answer=-skip")
    fill(page, "more.answer", "Less “paper”")


TOGETHER: dict[str, Choice] = {
    "in-control": GIVEN["in-control"],
    "what-would-help": _how,
    "help-with": _how,
    "safe": _end,
}
AGREED = {**TOGETHER, "in-control": pick("Agree")}


def begun(street: Street, at: str = "", scripts: bool = True) -> Phone:
    """At the first question or another, with every other page here already."""
    phone = street.phone(scripts)
    phone.begin_at(at) if at else phone.begin()
    if scripts:
        phone.ready()
    return phone


def to_the_end(phone: Phone, given: dict[str, Choice] = TOGETHER) -> None:
    phone.give_until("check", given)
    heading(phone.page, "Check your answers")
    phone.page.locator("#send button").click()
    heading(phone.page, re.compile("Your answers wait on this phone"))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_survey_with_several_on_a_page_is_answered(groups: Street, scripts: bool) -> None:
    phone = begun(groups, scripts=scripts)
    asked = []
    while phone.page.locator("#question").count():
        asked.append(phone.asked())
        phone.give(TOGETHER)
    assert asked == ["in-control", "what-would-help", "safe"]
    phone.press("Send my answers")
    phone.thanked()
    assert phone.arrived() == [ARRIVES]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_one_wrong_answer_keeps_the_others_and_the_link_leads_to_it(groups: Street, scripts: bool) -> None:
    phone = begun(groups, "what-would-help", scripts)
    _how(phone.page)
    fill(phone.page, "moves.answer", "a few")
    phone.press()
    expect(phone.page).to_have_title(re.compile("^Error: Questions 2 to 5 of 7"))
    summary = phone.page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name=re.compile("^How often did you move")).click()
    expect(phone.page.locator('[id="moves.answer"]')).to_be_focused()
    expect(phone.page.locator('[id="what-would-help.answer"]')).to_have_value("Ring me\nwhen you said ☎")
    expect(phone.page.locator('[id="born.answer-day"]')).to_have_value("27")
    fill(phone.page, "moves.answer", "3")
    phone.press()
    phone.on("safe")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_change_leads_to_the_question_on_its_page(groups: Street, scripts: bool) -> None:
    phone = begun(groups, "check", scripts)
    phone.page.get_by_role("link", name="Change your answer to: When were you born?").click()
    phone.on("what-would-help")
    born = phone.page.locator('[id="born.question"]')
    expect(born).to_be_in_viewport()
    if scripts:
        expect(born).to_be_focused()
    assert phone.page.url.startswith(f"{phone.start}q/what-would-help?change=1")
    tick(phone.page, "help-with.answer=home")
    phone.page.locator('[name="help-with.answer"][value="money"]').uncheck()
    phone.press()  # a number and a date that were answered before needn't be written again
    heading(phone.page, "Check your answers")
    phone.press("Send my answers")
    phone.thanked()
    assert phone.arrived() == [{**ARRIVES, "help-with": ("home",)}]


@pytest.mark.parametrize("cut", ["in-control", "what-would-help", "safe", "check"])
def test_wherever_the_signal_goes_every_answer_arrives(groups: Street, cut: str) -> None:
    phone = begun(groups, cut)
    phone.lose_signal()
    to_the_end(phone)
    phone.find_signal()
    sent_once(phone)


@pytest.mark.parametrize("lost", ["what-would-help", "safe"])
def test_a_page_whose_reply_is_lost_arrives_once(groups: Street, lost: str) -> None:
    phone = begun(groups, lost)
    with phone.losing_reply(f"**/q/{lost}"):
        phone.give(TOGETHER)
        phone.give_until("check", TOGETHER)
        expect(phone.page.locator("#send button")).to_have_text("Send my answers")
        phone.press("Send my answers")
        phone.thanked()
    sent_once(phone)


def test_without_signal_a_page_has_the_questions_that_are_asked(groups: Street) -> None:
    phone = begun(groups)
    phone.lose_signal()
    phone.give(TOGETHER)
    expect(phone.page.get_by_text("Questions 2 to 5 of 7")).to_be_visible()
    expect(phone.page).to_have_title(re.compile("^Questions 2 to 5 of 7"))
    phone.page.locator(".back").click()
    phone.on("in-control")
    phone.give(AGREED)
    phone.on("help-with")
    expect(phone.page.get_by_text("Questions 2 to 4 of 6")).to_be_visible()
    expect(phone.page.get_by_text("What would help?")).to_have_count(0)
    _how(phone.page)
    phone.press()
    phone.on("safe")
    phone.page.locator(".back").click()
    phone.on("help-with")
    expect(phone.page.locator('[id="moves.answer"]')).to_have_value("3")
    to_the_end(phone, AGREED)
    phone.find_signal()
    arrives = {key: ARRIVES[key] for key in SHORT_ARRIVES} | {"in-control": ("agree",)}
    sent_once(phone, arrives)


def test_answers_are_checked_and_changed_without_signal(groups: Street) -> None:
    phone = begun(groups)
    phone.lose_signal()
    phone.give_until("check", TOGETHER)
    said = [text.strip() for text in phone.page.locator("dd:not(:has(a))").all_inner_texts()]
    assert [said[0], *said[2:]] == ["Disagree", "Money\nA home", "3", "27 3 2004", "Skipped", "Less “paper”"]
    assert said[1].startswith("Ring me\nwhen you said ☎")
    phone.page.get_by_role("link", name="Change your answer to: When were you born?").click()
    phone.on("what-would-help")
    expect(phone.page.locator('[id="born.question"]')).to_be_focused()
    fill(phone.page, "born.answer-year", "2010")
    phone.press()
    heading(phone.page, "Check your answers")
    expect(phone.page.get_by_text("27 3 2010")).to_be_visible()
    phone.page.locator("#send button").click()
    phone.find_signal()
    sent_once(phone, {**ARRIVES, "born": ("young",)})


def test_without_signal_nobody_goes_on_past_one_empty_answer(groups: Street) -> None:
    phone = begun(groups, "what-would-help")
    phone.lose_signal()
    _how(phone.page)
    fill(phone.page, "moves.answer", "")
    phone.press()
    expect(phone.page.locator('[id="moves.answer"]')).to_be_focused()
    phone.on("what-would-help")
    fill(phone.page, "moves.answer", "3")
    to_the_end(phone)
    phone.find_signal()
    sent_once(phone)


def test_what_was_wrong_is_asked_again_with_all_of_its_page(groups: Street) -> None:
    phone = begun(groups, "what-would-help")
    phone.lose_signal()
    _how(phone.page)
    fill(phone.page, "moves.answer", "a few")
    fill(phone.page, "born.answer-month", "14")
    phone.press()
    phone.on("safe")
    to_the_end(phone)
    phone.find_signal()
    phone.on("what-would-help")
    expect(phone.page.get_by_role("alert").get_by_role("link")).to_have_count(2)
    expect(phone.page.locator('[id="moves.answer"]')).to_have_value("a few")
    expect(phone.page.locator('[id="born.answer-month"]')).to_have_value("14")
    expect(phone.page.locator('[name="help-with.answer"]').first).to_be_checked()
    _how(phone.page)
    phone.press()
    phone.on("safe")
    phone.press()
    phone.press("Send my answers")
    sent_once(phone)


def test_what_was_right_of_a_page_with_a_mistake_is_there_without_signal(groups: Street) -> None:
    phone = begun(groups, "what-would-help")
    _how(phone.page)
    fill(phone.page, "moves.answer", "a few")
    phone.press()
    expect(phone.page.get_by_role("alert")).to_be_visible()
    phone.lose_signal()
    fill(phone.page, "moves.answer", "3")
    phone.press()
    phone.on("safe")
    phone.page.locator(".back").click()
    expect(phone.page.locator('[id="born.answer-day"]')).to_have_value("27")
    expect(phone.page.locator('[name="help-with.answer"]').first).to_be_checked()
    phone.find_signal()
    phone.emptied()


@pytest.mark.parametrize("show", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_a_page_of_several_is_for_everyone(
    groups: Street, show: str, scheme: str, size: dict[str, int]
) -> None:
    phone = begun(groups)
    page = phone.page
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{phone.start}q/in-control?show={show}")
    page.locator("#question input").nth(3).check()
    page.locator("#question .buttons button").first.click()
    phone.on("what-would-help")
    found = findings(page)
    page.locator("#question .buttons button").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += findings(page)
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert page.locator("h1").count() == 1
    for target in page.locator("main .card:visible, main button:visible").all():
        box = target.bounding_box()
        assert box
        assert box["height"] >= 44
