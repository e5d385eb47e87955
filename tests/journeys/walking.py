"""Answering a survey as a person does, page by page, in a real browser."""

from collections.abc import Callable, Mapping

from playwright.sync_api import Page, expect

Choice = Callable[[Page], None]


def words(text: str, quote: bool = False) -> Choice:
    """Writes a comment, and says whether it may be used."""

    def write(page: Page) -> None:
        page.locator("textarea").fill(text)
        if quote:
            page.get_by_role("checkbox").check()

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


def begin(page: Page, address: str, wave: str) -> None:
    page.goto(f"{address}/s/{wave}/")
    page.get_by_role("button", name="Start").click()


def go_on(page: Page, answers: Mapping[str, Choice] = {}, at_each: Choice = lambda page: None) -> list[str]:
    """Answers every question until the check, and says which were asked."""
    asked: list[str] = []
    while "/q/" in page.url:
        asked.append(page.url.rsplit("/", 1)[1])
        at_each(page)
        answers.get(asked[-1], first)(page)
        page.get_by_role("button", name="Continue").click()
        assert page.url.rsplit("/", 1)[1] != asked[-1], f"stuck at {asked[-1]}"
    return asked


def send(page: Page) -> None:
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answers are sent.")
