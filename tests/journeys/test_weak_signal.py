"""A phone that loses its signal loses no answer, and sends none twice."""

import re
from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, Request, expect
from sqlalchemy import delete

from feedback.adapters.tables import Draft
from tests.journeys.phones import ARRIVES, GIVEN, Phone, Street, number
from tests.journeys.test_for_everyone import findings
from tests.journeys.walking import Choice, pick

PAGES = [*GIVEN, "check"]
NO_STORAGE = """
Object.defineProperty(window, "localStorage", {get() { throw new DOMException("no", "SecurityError"); }});
"""
FULL_STORAGE = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
SHORT = {
    "in-control": pick("Agree"),
    "help-with": pick("None of these"),
    "moves": number("0"),
    "born": lambda page: page.get_by_label("I’d rather not say").check(),
    "safe": pick("Yes"),
    "more": lambda page: None,
}
SHORT_ARRIVES = {
    "in-control": ("agree",),
    "help-with": ("none",),
    "moves": ("none",),
    "born": (),
    "safe": ("yes",),
    "more": (),
}


def heading(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def begun(street: Street, at: str = "", before: str = "") -> Phone:
    """At the first question or another, with every other page here already."""
    phone = street.phone(before=before)
    phone.begin_at(at) if at else phone.begin()
    phone.ready()
    return phone


def to_the_end(phone: Phone, given: Mapping[str, Choice] = GIVEN) -> None:
    """Answers all that is left without signal, and says to send it."""
    phone.give_until("check", given)
    heading(phone.page, "Check your answers")
    phone.page.locator("#send button").click()
    heading(phone.page, re.compile("Your answers wait on this phone"))


def sent_once(phone: Phone, arrives: Mapping[str, object] = ARRIVES) -> None:
    phone.thanked()
    assert phone.arrived() == [arrives]
    phone.emptied()
    assert phone.drafts() == []


@pytest.mark.parametrize("cut", PAGES)
def test_wherever_the_signal_goes_every_answer_arrives_once_it_is_back(street: Street, cut: str) -> None:
    phone = begun(street, cut)
    phone.lose_signal()
    to_the_end(phone)
    phone.find_signal()
    sent_once(phone)


@pytest.mark.parametrize("lost", PAGES)
def test_whichever_reply_is_lost_the_answers_arrive_once(street: Street, lost: str) -> None:
    phone = begun(street, lost)
    to = "**/send" if lost == "check" else f"**/q/{lost}"
    with phone.losing_reply(to):
        if lost == "check":
            phone.press("Send my answers")
        else:
            phone.give()
            phone.give_until("check")
            expect(phone.page.locator("#send button")).to_have_text("Send my answers")
            phone.press("Send my answers")
        phone.thanked()
    sent_once(phone)


def test_a_lost_reply_to_what_waited_is_asked_for_again(street: Street) -> None:
    phone = begun(street, "born")
    phone.lose_signal()
    to_the_end(phone)
    with phone.losing_reply("**/sync"), phone.page.expect_event("requestfailed"):
        phone.find_signal()
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    sent_once(phone)


def test_a_server_that_fails_is_asked_again(street: Street) -> None:
    phone = begun(street)
    phone.lose_signal()
    phone.give()
    phone.page.route("**/sync", lambda route: route.fulfill(status=500, body="no"))
    with phone.page.expect_response("**/sync"):
        phone.find_signal()
    assert phone.kept_here()
    phone.page.unroute("**/sync")
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    phone.emptied()
    assert phone.drafts() == [{"in-control": {"chosen": ["disagree"]}}]


def test_going_on_in_the_middle_of_a_question_takes_nothing_from_under_anyone(street: Street) -> None:
    phone = begun(street)
    phone.lose_signal()
    phone.give()
    status = phone.page.get_by_role("status")
    expect(status).to_have_text(re.compile("^No signal"))
    phone.page.locator("textarea").fill("Half a thou")
    phone.find_signal()
    expect(status).to_have_text(re.compile("^The signal is back"))
    expect(phone.page.locator("textarea")).to_have_value("Half a thou")
    phone.emptied()
    phone.give_until("check")
    phone.press("Send my answers")
    sent_once(phone)


def test_what_is_said_of_the_signal_is_in_sight_and_moves_nothing(street: Street) -> None:
    phone = begun(street, "what-would-help")
    choice, status = phone.page.get_by_text("A home", exact=True), phone.page.get_by_role("status")
    with phone.losing_reply("**/q/what-would-help"):
        phone.give()
        stood = choice.bounding_box()  # before anything is said
        expect(status).to_have_text(re.compile("^The signal is back"))
    expect(status).to_be_in_viewport(ratio=1)
    assert choice.bounding_box() == stood


def test_a_reload_without_signal_loses_nothing(street: Street) -> None:
    phone = begun(street, "help-with")
    phone.lose_signal()
    phone.give_until("safe")
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        phone.page.reload()
    phone.find_signal()
    phone.page.reload()
    phone.on("safe")
    phone.emptied()
    phone.give_until("check")
    phone.press("Send my answers")
    sent_once(phone)


def test_answers_of_a_tab_that_was_closed_are_saved_at_the_next_visit(street: Street) -> None:
    phone = begun(street)
    phone.lose_signal()
    phone.give_until("born")
    phone.page.close()
    phone.find_signal()
    phone.tab().goto(phone.start)
    phone.emptied()
    heading(phone.page, "A small survey")
    phone.page.get_by_role("link", name="Carry on with my answers").click()
    phone.on("born")
    phone.give_until("check")
    phone.press("Send my answers")
    sent_once(phone)


@pytest.mark.parametrize("page", ["the start", "another page of ours"])
def test_answers_to_send_of_a_tab_that_was_closed_are_sent_at_the_next_visit(
    street: Street, page: str
) -> None:
    phone = begun(street, "safe")
    phone.lose_signal()
    to_the_end(phone)
    phone.page.close()
    phone.find_signal()
    phone.tab().goto(phone.start if page == "the start" else f"{street.address}/privacy")
    sent_once(phone)


@pytest.mark.parametrize("storage", [NO_STORAGE, FULL_STORAGE], ids=["no storage", "full storage"])
def test_a_phone_that_keeps_nothing_still_sends_everything(street: Street, storage: str) -> None:
    phone = begun(street, "help-with", before=storage)
    phone.lose_signal()
    to_the_end(phone)
    phone.find_signal()
    phone.thanked()
    assert phone.arrived() == [ARRIVES]


def test_answers_that_a_phone_clears_from_its_storage_are_still_sent(street: Street) -> None:
    phone = begun(street)
    phone.lose_signal()
    phone.give()
    phone.page.evaluate("localStorage.clear()")
    phone.give()
    phone.page.evaluate("localStorage.clear()")
    to_the_end(phone)
    phone.find_signal()
    sent_once(phone)


def test_nothing_is_written_on_a_phone_that_has_signal(street: Street) -> None:
    phone = begun(street)
    while phone.page.locator("#question").count():
        assert phone.kept_here() == {}
        phone.give()
    phone.press("Send my answers")
    sent_once(phone)


def test_a_double_tap_sends_once(street: Street) -> None:
    phone = begun(street, "check")
    posts: list[Request] = []
    phone.page.on("request", lambda request: posts.append(request) if request.method == "POST" else None)
    phone.page.get_by_role("button", name="Send my answers").dblclick()
    sent_once(phone)
    assert len(posts) == 1


@pytest.mark.parametrize("signal", ["with signal", "without signal"])
def test_a_lost_cookie_loses_no_answer(street: Street, signal: str) -> None:
    phone = begun(street, "moves")
    if signal == "without signal":
        phone.lose_signal()
    phone.context.clear_cookies()
    phone.give_until("check")
    phone.context.clear_cookies()
    phone.find_signal()
    expect(phone.page.locator("#send button")).to_have_text("Send my answers")
    phone.press("Send my answers")
    sent_once(phone)


def test_an_answer_that_is_wrong_is_asked_again_with_what_was_typed(street: Street) -> None:
    phone = begun(street, "moves")
    phone.lose_signal()
    to_the_end(phone, {**GIVEN, "moves": number("abc"), "born": _no_such_day})
    phone.find_signal()
    phone.on("moves")
    expect(phone.page.get_by_role("alert")).to_contain_text("Write a number")
    expect(phone.page.get_by_role("alert")).to_be_focused()
    expect(phone.page.locator("#answer")).to_have_value("abc")
    number("3")(phone.page)
    phone.press()
    phone.on("born")
    expect(phone.page.get_by_role("alert")).to_contain_text("Write a day, month and year")
    expect(phone.page.get_by_label("Day")).to_have_value("31")
    phone.give()
    phone.emptied()
    phone.give_until("check")
    assert phone.arrived() == []
    phone.press("Send my answers")
    sent_once(phone)


def _no_such_day(page: Page) -> None:
    for part, value in (("Day", "31"), ("Month", "2"), ("Year", "2004")):
        page.get_by_label(part, exact=True).fill(value)


def test_without_signal_questions_follow_from_the_answers(street: Street) -> None:
    phone = begun(street)
    phone.lose_signal()
    phone.give()
    phone.on("what-would-help")
    phone.give()
    expect(phone.page.get_by_text("Question 3 of 7")).to_be_visible()
    for back in ("what-would-help", "in-control"):
        phone.page.locator(".back").click()
        phone.on(back)
    expect(phone.page.get_by_label("Disagree")).to_be_checked()
    phone.give(SHORT)
    phone.on("help-with")
    expect(phone.page.get_by_text("Question 2 of 6")).to_be_visible()
    expect(phone.page).to_have_title(re.compile("^Question 2 of 6 "))
    to_the_end(phone, SHORT)
    phone.find_signal()
    sent_once(phone, SHORT_ARRIVES)


def test_answers_can_be_checked_and_changed_without_signal(street: Street) -> None:
    phone = begun(street, "what-would-help")
    phone.give_until("moves")
    phone.lose_signal()
    phone.give_until("check")
    said = [text.strip() for text in phone.page.locator("dd:not(:has(a))").all_inner_texts()]
    use = "You can use my words in a report. Don’t say who wrote them."
    assert said[0] == "Disagree"
    assert said[1] == f"Ring me\nwhen you said ☎\n{use}"
    assert said[2:] == ["Money\nA home", "3", "27 3 2004", "Skipped", "Less “paper”"]
    phone.page.get_by_role("link", name="Change your answer to: I feel in control").click()
    phone.on("in-control")
    expect(phone.page.get_by_label("Disagree")).to_be_checked()
    pick("Agree")(phone.page)
    phone.press()
    heading(phone.page, "Check your answers")
    expect(phone.page.get_by_text("What would help?")).to_have_count(0)
    phone.page.locator("#send button").click()
    expect(phone.page.get_by_text("Answers that wait on this phone: 5")).to_be_visible()
    phone.find_signal()
    arrives = {key: answer for key, answer in ARRIVES.items() if key != "what-would-help"}
    sent_once(phone, {**arrives, "in-control": ("agree",)})


def test_without_signal_nobody_goes_on_past_an_empty_answer(street: Street) -> None:
    phone = begun(street)
    phone.lose_signal()
    while phone.page.locator("#question").count():
        question = phone.asked()
        if not phone.page.locator("textarea").count():
            phone.press()
            expect(phone.page.locator("#question input:not([type=hidden])").first).to_be_focused()
            phone.on(question)
        phone.give()
    heading(phone.page, "Check your answers")


def test_pages_without_signal_are_as_accessible(street: Street) -> None:
    phone = begun(street)
    phone.lose_signal()
    phone.give()
    found = findings(phone.page)
    phone.give_until("check")
    found += findings(phone.page)
    phone.page.locator("#send button").click()
    heading(phone.page, re.compile("Your answers wait on this phone"))
    assert found + findings(phone.page) == []


def test_two_tabs_add_to_what_waits(street: Street) -> None:
    phone = begun(street, "moves")
    first, second = phone.page, phone.tab()
    second.goto(f"{phone.start}q/moves")
    phone.ready()
    phone.lose_signal()
    phone.page = first
    first.bring_to_front()
    phone.give()
    phone.page = second
    second.bring_to_front()
    second.locator(".back").click()
    phone.on("help-with")
    phone.give({"help-with": lambda page: page.get_by_label("Money").uncheck()})
    expect(second.locator("#answer")).to_have_value("3")
    waits = second.evaluate("Object.values(JSON.parse(localStorage.toldus)).map(w => Object.keys(w.answers))")
    assert [sorted(answers) for answers in waits] == [["help-with", "moves"]]
    to_the_end(phone)
    phone.find_signal()
    sent_once(phone, {**ARRIVES, "help-with": ("home",)})


def test_every_question_comes_with_the_first_touch_and_once(street: Street) -> None:
    phone = street.phone()
    packs: list[Request] = []
    phone.page.on("request", lambda r: packs.append(r) if r.url.endswith("/pack") else None)
    phone.begin()
    phone.page.wait_for_load_state("networkidle")
    assert packs == []
    phone.give_until("check")
    assert len(packs) == 1


def test_each_page_has_its_own_address_title_and_way_back(street: Street) -> None:
    phone = begun(street)
    phone.page.evaluate("window.same = true")
    phone.give()
    expect(phone.page).to_have_title(re.compile("^Question 2 of 7"))
    expect(phone.page.get_by_role("heading", level=1)).to_be_focused()
    assert phone.page.url == f"{phone.start}q/what-would-help"
    phone.page.go_back()
    phone.on("in-control")
    expect(phone.page.get_by_label("Disagree")).to_be_checked()
    phone.page.go_forward()
    phone.on("what-would-help")
    assert phone.page.evaluate("window.same"), "no page was loaded anew"
    phone.page.reload()
    phone.on("what-would-help")


def test_a_wrong_answer_is_said_at_once(street: Street) -> None:
    phone = begun(street)
    phone.press()
    expect(phone.page.get_by_role("alert")).to_be_focused()
    expect(phone.page).to_have_title(re.compile("^Error: "))
    assert phone.page.url == f"{phone.start}q/in-control"
    phone.give()
    phone.on("what-would-help")


def test_another_language_keeps_what_was_filled_in(street: Street) -> None:
    phone = begun(street, "what-would-help")
    phone.page.locator("textarea").fill("Ring me")
    with phone.page.expect_response("**/pack"):
        phone.page.locator(".switcher summary").click()
        phone.page.get_by_role("button", name="Cymraeg").click()
        expect(phone.page.locator("html")).to_have_attribute("lang", "cy")
        expect(phone.page.locator("textarea")).to_have_value("Ring me")
        phone.page.locator("textarea").press("End")
    phone.page.locator(".back").click()
    heading(phone.page, "Dw i’n teimlo mewn rheolaeth")
    phone.lose_signal()
    phone.page.locator("#question .buttons button").click()
    phone.on("what-would-help")
    expect(phone.page.locator("html")).to_have_attribute("lang", "cy")


def test_another_language_without_signal_changes_nothing(street: Street) -> None:
    phone = begun(street)
    pick("Agree")(phone.page)
    phone.lose_signal()
    phone.page.locator(".switcher summary").click()
    phone.page.get_by_role("button", name="Cymraeg").click()
    expect(phone.page.get_by_role("status")).to_have_text(re.compile("^No signal"))
    expect(phone.page.get_by_label("Agree", exact=True)).to_be_checked()
    assert phone.kept_here() == {}


def test_answers_whose_draft_is_gone_do_not_stay_on_the_phone(street: Street) -> None:
    phone = begun(street)
    phone.lose_signal()
    phone.give_until("born")
    with street.database.writing() as session:
        session.execute(delete(Draft))
    phone.find_signal()
    heading(phone.page, "We can’t find your answers")
    phone.emptied()


@pytest.mark.parametrize("missing", ["DOMParser", "fetch"])
def test_a_script_that_fails_leaves_forms_and_links_to_the_browser(street: Street, missing: str) -> None:
    phone = street.phone(before=f"window.{missing} = undefined")
    phone.begin_at("safe")
    phone.give_until("check")
    phone.press("Send my answers")
    phone.thanked()
    assert phone.arrived() == [ARRIVES]
