"""Answering a survey as a person does, page by page, in a real browser, in any language."""

from collections.abc import Callable, Mapping

from playwright.sync_api import Locator, Page, expect

Choice = Callable[[Page], None]


def words(text: str, quote: bool = False) -> Choice:
    """Writes a comment, and says whether it may be used."""

    def write(page: Page) -> None:
        page.locator("textarea").fill(text)
        if quote:
            page.locator("#quote").check()

    return write


def pick(label: str) -> Choice:
    """Picks the answer with this label."""
    return lambda page: page.get_by_label(label, exact=True).check()


def first(page: Page) -> None:
    """Gives the first answer there is, whatever kind of question it is."""
    if page.locator("textarea").count():
        return
    if page.locator("input[inputmode]").count():
        for field, value in zip(page.locator("input[inputmode]").all(), ("2", "3", "2004"), strict=False):
            field.fill(value)
        return
    page.locator("fieldset input").first.check()


def press(page: Page, button: Locator) -> None:
    """Presses a button and waits for the page that it brings, however it comes."""
    page.locator("#main").evaluate("main => main.setAttribute('data-seen', '')")
    button.click()
    page.locator("#main[data-seen]").wait_for(state="detached")
    page.wait_for_load_state()


def begin(page: Page, address: str, wave: str, show: tuple[str, ...] = ()) -> None:
    """Opens the first question, read in this language or in easy read."""
    page.goto(f"{address}/s/{wave}/")
    for choice in show:
        page.goto(f"{address}/s/{wave}/?show={choice}")
    press(page, page.locator("main form .buttons button"))


def go_on(page: Page, answers: Mapping[str, Choice] = {}, at_each: Choice = lambda page: None) -> list[str]:
    """Answers every question until the check, and says which were asked."""
    asked: list[str] = []
    while page.locator("#question").count():
        asked.append(str(page.locator("#question").get_attribute("data-question")))
        at_each(page)
        answers.get(asked[-1], first)(page)
        press(page, page.locator("#question .buttons button").first)
        assert not page.locator(f"#question[data-question={asked[-1]}]").count(), f"stuck at {asked[-1]}"
    return asked


def send(page: Page) -> None:
    """Sends the answers and is thanked."""
    press(page, page.locator("#send button"))
    assert page.url.endswith("/thanks")
    expect(page.locator("#send")).to_have_count(0)
