"""Three words in a real browser, with and without scripts: what was done, and what becomes of one's words."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from feedback.adapters.store import actions, records
from feedback.domain.actions import Action
from tests.conftest import TODAY
from tests.journeys.conftest import LAPTOP, PHONE, SMALL
from tests.journeys.phones import Phone, Street
from tests.journeys.test_for_everyone import findings
from tests.journeys.walking import press, words
from tests.live import moment

WROTE = "Ring Jenna about the buses"


def fits(page: Page, every: bool = True) -> None:
    """Axe is silent and nothing scrolls sideways, in light and in dark, on a small phone and a laptop too."""
    if not every:
        return
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert findings(page) == []
    for size in (SMALL, LAPTOP, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def sent(phone: Phone) -> str:
    """Answers, lets their words be used, and sends; the three words that are shown."""
    phone.begin_at("more")
    words(WROTE, quote=True)(phone.page)
    phone.press()
    phone.press("Send my answers")
    phone.thanked()
    return phone.page.locator(".three-words").inner_text()


def did(street: Street) -> None:
    """Two actions about pledge five: one is done, one is late."""
    done = Action(("finding/small/safe",), "done", "We lit the path by the bus stop.", "You asked us.", TODAY)
    late = Action(("heard/x",), "doing", "We will write to the bus company.", "", TODAY - timedelta(days=9))
    with street.database.writing() as session:
        for n, action in enumerate((done, late)):
            wanted = records.Wanted(f"action/{n}", actions.ACTION, "pledge-5", action.held())
            records.save(session, wanted, records.By(1, moment()))


def opens(phone: Phone, three: str) -> Page:
    """From the thank-you page, as someone would: the words typed in, and the first page."""
    page = phone.page
    page.locator("main").get_by_role("link", name="Your three words").click()
    page.get_by_label("Type your three words").fill(three.upper())
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="What was done about what you said")).to_be_visible()
    return page


def pressed(page: Page, name: str) -> None:
    press(page, page.get_by_role("button", name=name, exact=True))


def of_the_last(page: Page, name: str, said: str = "") -> None:
    """Presses a button of the last comment on the page, and is told this."""
    press(page, page.locator("article").last.get_by_role("button", name=name))
    if said:
        expect(page.get_by_role("status")).to_contain_text(said)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_what_was_done_and_ones_own_words(street: Street, scripts: bool) -> None:
    did(street)
    phone = street.phone(scripts)
    three = sent(phone)
    page = opens(phone, three)
    expect(page.get_by_text("We lit the path by the bus stop.")).to_be_visible()
    expect(page.get_by_text("This is late.")).to_be_visible()
    expect(page.get_by_text("buses")).to_have_count(0)
    fits(page, scripts)
    pressed(page, "Show my words")
    expect(page.get_by_text("Ring [name] about the buses")).to_be_visible()
    fits(page, scripts)
    of_the_last(page, "Change my words")
    page.get_by_label("What else?").fill("")
    pressed(page, "Continue")
    expect(page.get_by_role("alert")).to_contain_text("Write some words.")
    fits(page, scripts)
    page.get_by_label("What else?").fill("I don’t want to be here any more")
    pressed(page, "Continue")
    expect(page.get_by_role("heading", name="Are you OK?")).to_be_visible()
    fits(page, scripts)
    pressed(page, "Change my words")
    page.get_by_label("What else?").fill("Ring Jenna about the trains")
    pressed(page, "Continue")
    expect(page.get_by_text("Ring [name] about the trains")).to_be_visible()
    fits(page, scripts)
    pressed(page, "Yes, you may use these words")
    expect(page.get_by_role("status")).to_contain_text("until someone at the council has read them")
    of_the_last(page, "Stop using my words", "We don’t use your words any more.")
    fits(page, scripts)
    of_the_last(page, "You may use my words", "Thank you.")
    of_the_last(page, "Delete my words")
    fits(page, scripts)
    pressed(page, "Delete my words")
    expect(page.get_by_role("status")).to_contain_text("Your words are deleted.")
    page.get_by_role("button", name="Back", exact=True).click()
    pressed(page, "Take my answers out")
    expect(page.get_by_role("heading", name="Do you want to take your answers out?")).to_be_visible()
    assert three.split()[0] not in page.url
    assert phone.kept_here() == {}


def test_in_arabic_the_pages_run_from_right_to_left_and_keep_their_place(street: Street) -> None:
    did(street)
    phone = street.phone()
    page = opens(phone, sent(phone))
    pressed(page, "Show my words")
    page.locator(".switcher summary").click()
    press(page, page.locator("button[value=ar]"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.get_by_text("Ring [name] about the buses")).to_be_visible()
    fits(page)
