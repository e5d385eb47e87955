"""A wave from its first day to its last: an officer opens, watches, extends and closes it; a young person
takes their answers out again; and on its day everybody's go.
"""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LAPTOP, PHONE
from tests.journeys.place import Place
from tests.journeys.test_for_everyone import findings
from tests.journeys.walking import begin, go_on, press, send
from tests.live import moment

KEY = "youth-council-spring-2027"


def fits(page: Page) -> None:
    """Axe is silent in light and dark, and nothing scrolls sideways."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert findings(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= page.viewport_size["width"], f"{page.url} is {wide} pixels wide"  # type: ignore[index]


def opens(office: Page) -> None:
    """From the list of surveys to an open wave, with one thing forgotten on the way."""
    office.get_by_role("link", name=re.compile("^Open it.*Youth council")).click()
    office.get_by_role("link", name="Choose another survey").click()
    fits(office)
    office.get_by_role("link", name="Youth council").first.click()
    office.get_by_label("Name of the wave").fill("Spring 2027")
    office.get_by_label("How many answers do you hope for?").fill("30")
    office.get_by_role("button", name="Open the wave").click()
    expect(office.get_by_role("alert")).to_contain_text("Say who reads words of harm")
    fits(office)
    expect(office.get_by_label("Name of the wave")).to_have_value("Spring 2027")
    office.get_by_label("Who reads words of harm?").fill("Duty social worker")
    office.get_by_label("How soon do they read them?").fill("by the end of the next working day")
    office.get_by_role("button", name="Open the wave").click()
    expect(office.get_by_text("Open now.")).to_be_visible()
    fits(office)


def answers(place: Place) -> tuple[Page, str]:
    """Somebody answers on a phone; their page, and the words that they were shown."""
    phone = place.visit(PHONE)
    begin(phone, place.address, KEY)
    go_on(phone)
    send(phone)
    return phone, phone.locator(".three-words").inner_text()


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_a_wave_from_its_first_day_to_its_last(place: Place, size: dict[str, int]) -> None:
    office = place.visit(size)
    place.sign_in(office)
    opens(office)

    phone, words = answers(place)
    fits(phone)
    answers(place)
    office.get_by_role("navigation", name="This wave").get_by_role("link", name="Progress").click()
    expect(office.get_by_text("2 answered of the 30 you hope for")).to_be_visible()
    fits(office)
    text = office.get_by_label("A text message").input_value()
    assert len(text) <= 160
    assert f"/s/{KEY}/" in text

    phone.get_by_role("link", name="Take my answers out").click()
    phone.get_by_label("Type your three words").fill(words)
    fits(phone)
    press(phone, phone.get_by_role("button", name="Go on"))
    fits(phone)
    press(phone, phone.get_by_role("button", name="Take my answers out"))
    expect(phone.get_by_role("heading", name="Your answers are gone.")).to_be_visible()
    office.reload()
    expect(office.get_by_text("1 answered of the 30 you hope for")).to_be_visible()

    place.clock[0] += timedelta(days=1)
    office.get_by_role("navigation", name="This wave").get_by_role("link", name="Run").click()
    office.get_by_label("Last day").fill("2027-02-28")
    office.get_by_role("button", name="Go on").click()
    expect(office.get_by_text("The last day will be 28 February 2027.")).to_be_visible()
    fits(office)
    office.get_by_role("button", name="Yes, do this").click()
    expect(office.get_by_text("Saved.")).to_be_visible()
    office.get_by_role("button", name="Close now").click()
    office.get_by_role("button", name="Yes, do this").click()
    expect(office.get_by_text("Closed.", exact=True)).to_be_visible()
    phone.goto(f"{place.address}/s/{KEY}/")
    expect(phone.get_by_role("heading", name="This survey is closed")).to_be_visible()

    for day in ("2029-02-28", "2029-03-01"):  # after years, a clock is believed from its second day
        place.clock[0] = moment(f"{day} 09:00")
        place.sign_in(office)
    expect(office.get_by_text("The answers were deleted on 1 March 2029")).to_be_visible()
    office.get_by_role("link", name="Results").first.click()
    fits(office)
