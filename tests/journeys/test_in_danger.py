"""Words of harm, in a real browser: help before they are kept, a concern that a lead reads, with and without
scripts, without signal, in Arabic and on a small phone.
"""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from feedback.adapters import lead_keys
from feedback.adapters.store import concern_keys, officers
from feedback.domain.roles import Role
from tests.conftest import PASSWORD, TODAY, small_survey
from tests.journeys.conftest import LAPTOP, PHONE, SMALL
from tests.journeys.phones import Phone, Street
from tests.journeys.test_for_everyone import findings
from tests.live import moment

WORDS = "I don’t want to be here any more"
PASSPHRASE = "four green umbrellas sing"


@pytest.fixture
def lead(street: Street) -> str:
    """A lead who holds a key, and their name."""
    with street.database.writing() as session:
        name = "lead"
        if officers.named(session, name) is None:
            officers.add(session, name, PASSWORD, TODAY, [Role.SAFEGUARDING])
            session.flush()
            number = officers.named(session, name).id
            made = concern_keys.locked(number, PASSPHRASE)
            key = concern_keys.keep(session, number, made, moment(), let_in=True)
            paper = concern_keys.keep_recovery(session, lead_keys.new_pair(), moment())
            concern_keys.let_in(session, paper, key, made[0])
    return name


def fit(page: Page) -> None:
    """Axe is silent and nothing scrolls sideways, in light and in dark, on a small phone too."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert findings(page) == []
    for size in (SMALL, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def writes(phone: Phone) -> None:
    phone.begin_at("more")
    phone.on("more")
    phone.page.locator("textarea").fill(WORDS)
    phone.press()
    expect(phone.page.get_by_role("heading", name="Are you OK?")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_help_comes_and_telling_reaches_a_lead(street: Street, lead: str, scripts: bool) -> None:
    phone = street.phone(scripts)
    writes(phone)
    page = phone.page
    look = fit if scripts else (lambda page: None)
    look(page)
    page.get_by_role("link", name="Back").click()
    expect(page.locator("textarea")).to_have_value(WORDS)
    phone.press()
    phone.press("Tell someone who can help me")
    expect(page.get_by_text(WORDS)).to_be_visible()
    look(page)
    page.get_by_label("A phone number or e-mail").fill("07700 900123")
    phone.press("Send it to them now")
    expect(page.get_by_role("heading", name="Thank you for telling us")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Go on with the survey").click()
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    expect(page.get_by_text(WORDS)).to_have_count(0)
    phone.press("Send my answers")
    phone.thanked()
    assert phone.arrived()[0]["more"] == ()
    if scripts:
        reads(street, lead)


def reads(street: Street, lead: str) -> None:
    """The lead's side, on a laptop."""
    context = street.browser.new_context(viewport=LAPTOP)  # type: ignore[arg-type]
    street.contexts.append(context)
    page = context.new_page()
    page.goto(f"{street.address}/office/sign-in")
    page.get_by_label("Name").fill(lead)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("navigation", name="Office").get_by_role("link", name="Concerns").click()
    page.get_by_label("Your passphrase").fill(PASSPHRASE)
    fit(page)
    page.get_by_role("button", name="Open").click()
    page.locator("ul.waves a").first.click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_text("07700 900123")).to_be_visible()
    fit(page)
    page.get_by_role("button", name="I have read it").click()
    page.get_by_label("Spoke with the young person").check()
    fit(page)
    page.get_by_role("button", name="Close it").click()
    expect(page.get_by_text("The concern is closed.")).to_be_visible()
    fit(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_keeping_and_taking_out(street: Street, scripts: bool) -> None:
    phone = street.phone(scripts)
    writes(phone)
    phone.press("Keep it as it is")
    expect(phone.page.get_by_text(WORDS)).to_be_visible()
    phone.press("Send my answers")
    phone.thanked()
    assert phone.arrived()[0]["more"] == (WORDS, False)
    other = street.phone(scripts)
    writes(other)
    other.press("Take it out")
    other.press("Send my answers")
    other.thanked()
    assert other.arrived()[0]["more"] == ()


def test_without_signal_the_choice_comes_when_it_is_back(street: Street) -> None:
    phone = street.phone()
    phone.begin_at("more")
    phone.ready()
    phone.lose_signal()
    phone.page.locator("textarea").fill(WORDS)
    phone.press()
    expect(phone.page.get_by_role("heading", name="Check your answers")).to_be_visible()
    phone.press("Send when the signal is back")
    phone.find_signal()
    expect(phone.page.get_by_role("heading", name="Are you OK?")).to_be_visible(timeout=20_000)
    phone.emptied()
    assert phone.arrived() == []
    phone.press("Keep it as it is")
    phone.press("Send my answers")
    phone.thanked()
    assert phone.arrived()[0]["more"] == (WORDS, False)


def test_in_arabic_the_pages_are_whole_and_run_from_right_to_left(street: Street, lead: str) -> None:
    words = {"ar": {"status": "drafted", "on": TODAY, "words": {"Agree": "أوافق"}}}
    phone = replace(street, survey=small_survey("in-arabic", languages=words)).phone()
    writes(phone)
    page = phone.page
    page.goto(f"{page.url}?show=ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    fit(page)
    page.locator(".choice button").first.click()
    page.wait_for_url("**/tell")
    fit(page)
    page.locator("main form button").click()
    page.wait_for_url("**/told")
    fit(page)
    expect(page.locator(".talk a").first).to_have_attribute("href", "tel:08001111")
