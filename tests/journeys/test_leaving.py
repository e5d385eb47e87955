"""Leaving in a hurry: at once there is nothing to see, nothing stays, and Back brings nothing back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from feedback.adapters.store import officers
from tests.conftest import PASSWORD, TODAY
from tests.journeys.phones import Phone, Street

Way = Callable[[Phone], None]


def by_button(phone: Phone) -> None:
    phone.press("Leave this page")


def by_shift(phone: Phone) -> None:
    for _ in range(3):
        phone.page.keyboard.press("Shift")


ways = pytest.mark.parametrize("leave", [by_button, by_shift], ids=["by the button", "by Shift three times"])


def in_the_middle(street: Street, scripts: bool = True) -> Phone:
    """Two answers in, at the third question, with one page loaded anew on the way."""
    phone = street.phone(scripts)
    phone.begin()
    phone.give()
    phone.page.reload()
    phone.on("what-would-help")
    if scripts:
        phone.ready()
    phone.give()
    phone.on("help-with")
    return phone


def gone_elsewhere(phone: Phone) -> None:
    phone.page.wait_for_url(f"{phone.street.elsewhere}/")


def shows_nothing(page: Page) -> None:
    said = page.locator("body").inner_text() + page.title()
    for ours in ("control", "help", "Money", "survey", "Disagree", "Ring me"):
        assert ours not in said, f"{page.url}: {said}"


def back_shows_nothing(phone: Phone) -> None:
    for _ in range(3):
        phone.page.go_back()
        shows_nothing(phone.page)


def nothing_is_left(phone: Phone) -> None:
    """Neither in the database nor for whoever comes to this phone next."""
    assert phone.drafts() == []
    assert phone.arrived() == []
    phone.page.goto(phone.start)
    assert phone.kept_here() == {}
    phone.page.get_by_role("link", name="Open the page").click()
    expect(phone.page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    expect(phone.page.get_by_text("Carry on with my answers")).to_have_count(0)


@ways
def test_leaving_leaves_nothing(street: Street, leave: Way) -> None:
    phone = in_the_middle(street)
    leave(phone)
    gone_elsewhere(phone)
    back_shows_nothing(phone)
    nothing_is_left(phone)


def test_leaving_without_scripts_leaves_nothing(street: Street) -> None:
    phone = in_the_middle(street, scripts=False)
    phone.press("Leave this page")
    gone_elsewhere(phone)
    back_shows_nothing(phone)
    assert phone.drafts() == []
    phone.page.goto(phone.start)
    phone.page.get_by_role("link", name="Open the page").click()
    expect(phone.page.get_by_text("Carry on with my answers")).to_have_count(0)


def test_the_page_is_blank_at_once_and_waits_for_nobody(street: Street) -> None:
    phone = in_the_middle(street)
    heard: list[Route] = []
    phone.page.route("**/leave", lambda route: heard.append(route))  # a server that takes for ever
    shown = phone.page.evaluate(
        """() => {
            localStorage.toldus = "{}";
            document.querySelector("form.leave button").click();
            const shown = getComputedStyle(document.documentElement).display;
            return [document.body.innerText, document.title, shown, ...Object.keys(localStorage)];
        }"""
    )
    assert shown == ["", "…", "none", "toldus-left"]
    gone_elsewhere(phone)
    assert heard


def test_leaving_while_answers_wait_sends_none_of_them(street: Street) -> None:
    phone = in_the_middle(street)
    phone.lose_signal()
    phone.give()
    assert phone.kept_here()
    phone.page.route("**/sync", lambda route: route.abort())
    phone.find_signal()
    by_button(phone)
    gone_elsewhere(phone)
    phone.page.unroute("**/sync")
    nothing_is_left(phone)


def test_what_is_under_way_when_someone_leaves_is_not_kept(street: Street) -> None:
    phone = in_the_middle(street)
    held: list[Route] = []
    later: list[str] = []
    phone.page.on("request", lambda request: later.append(request.url))
    phone.page.route("**/q/help-with", lambda route: held.append(route))
    phone.page.route("**/leave", lambda route: route.abort())
    phone.page.get_by_label("Money").check()
    phone.press()
    by_button(phone)
    gone_elsewhere(phone)
    assert held
    phone.page.goto(f"{street.address}/style/icon.svg")  # ours, and without the script
    assert phone.kept_here() == {"toldus-left": "1"}
    assert not [url for url in later if url.endswith("/sync")]
    phone.page.unroute("**/leave")
    phone.page.goto(phone.start)
    expect(phone.page.get_by_text("There is nothing to see here.")).to_be_visible()
    nothing_is_left(phone)


def test_leaving_without_signal_is_made_good_at_the_next_visit(street: Street) -> None:
    phone = in_the_middle(street)
    phone.lose_signal()
    phone.give()
    by_button(phone)
    expect(phone.page).to_have_url(re.compile("chrome-error|" + re.escape(street.elsewhere)))
    assert len(phone.drafts()) == 1, "the server can't know yet"
    phone.find_signal()
    phone.page.goto(f"{phone.start}q/moves")
    expect(phone.page.get_by_text("There is nothing to see here.")).to_be_visible()
    assert phone.page.url == f"{street.address}/"
    nothing_is_left(phone)


def test_leaving_without_signal_stays_blank_until_the_server_knows(street: Street) -> None:
    phone = in_the_middle(street)
    phone.lose_signal()
    by_button(phone)
    expect(phone.page).to_have_url(re.compile("chrome-error|" + re.escape(street.elsewhere)))
    phone.find_signal()
    phone.page.route("**/leave", lambda route: route.abort())
    phone.page.goto(f"{phone.start}check")
    expect(phone.page).to_have_title("…")
    shows_nothing(phone.page)
    phone.page.unroute("**/leave")
    phone.page.goto(phone.start)
    expect(phone.page.get_by_text("There is nothing to see here.")).to_be_visible()
    nothing_is_left(phone)


def test_shift_leaves_only_by_itself_three_times_soon_and_not_as_part_of_a_capital(street: Street) -> None:
    phone = street.phone()
    phone.begin()
    keys = phone.page.keyboard
    for key in ("Shift", "Shift", "a", "Shift", "Shift", "Tab", "Shift", "Shift"):
        keys.press(key)
    phone.page.clock.install()
    keys.press("Tab")
    for _ in range(2):
        keys.press("Shift")
    phone.page.clock.fast_forward(2500)
    keys.press("Shift")
    phone.on("in-control")
    phone.give()
    phone.page.locator("textarea").focus()
    for capital in ("Shift+A", "Shift+B", "Shift+C", "Shift+D"):
        keys.press(capital)
    phone.on("what-would-help")
    assert len(phone.drafts()) == 1
    for _ in range(3):
        keys.press("Shift")
    gone_elsewhere(phone)


def test_leaving_works_on_every_page_of_ours(street: Street) -> None:
    phone = street.phone()
    for path in ("/", "/privacy", phone.start.removeprefix(street.address)):
        phone.page.goto(street.address + path)
        open_page = phone.page.get_by_role("link", name="Open the page")
        if open_page.count():
            open_page.click()
            expect(open_page).to_have_count(0)  # Shift does nothing on the page that hides
            phone.page.wait_for_load_state()
        by_shift(phone)
        gone_elsewhere(phone)


def test_leaving_leaves_in_every_tab(street: Street) -> None:
    phone = in_the_middle(street)
    first = phone.page
    phone.tab().goto(f"{phone.start}q/help-with")
    phone.on("help-with")
    by_button(phone)
    gone_elsewhere(phone)
    first.wait_for_url(f"{street.elsewhere}/")
    nothing_is_left(phone)


def test_signing_out_of_the_office_is_not_leaving(street: Street) -> None:
    with street.database.writing() as session:
        officers.add(session, "officer", PASSWORD, TODAY)
    phone = street.phone()
    phone.page.goto(f"{street.address}/office/sign-in")
    phone.page.get_by_label("Name").fill("officer")
    phone.page.get_by_label("Password").fill(PASSWORD)
    phone.press("Sign in")
    by_shift(phone)
    phone.press("Sign out")
    expect(phone.page.get_by_label("Password")).to_be_visible()
    assert phone.page.url.startswith(f"{street.address}/office/")


def test_a_page_that_was_sent_from_does_not_come_back(street: Street) -> None:
    phone = in_the_middle(street)
    phone.give_until("check")
    phone.press("Send my answers")
    phone.thanked()
    phone.page.goto(f"{street.elsewhere}/")
    for _ in range(3):
        phone.page.go_back()
        phone.thanked()
        assert "Ring me" not in phone.page.content()
