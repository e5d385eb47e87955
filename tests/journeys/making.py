"""Making a survey as an officer does, page by page, in a real browser."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.test_for_everyone import findings


def fit(page: Page) -> None:
    """Axe is silent, and nothing scrolls sideways."""
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def start(page: Page, title: str, look: Callable[[Page], None] = lambda page: None) -> str:
    """Starts a blank survey and fills its start page; its address."""
    page.get_by_role("link", name="Make a survey").click()
    page.get_by_role("link", name="Start a survey").click()
    look(page)
    page.get_by_label("A blank page").check()
    page.get_by_label("What is the survey called?").fill(title)
    page.get_by_label("Who is asked, many of them?").fill("club members")
    page.get_by_label("And one of them?").fill("club member")
    page.get_by_role("button", name="Start", exact=True).click()
    page.wait_for_url(re.compile(r"begun=yes"))
    look(page)
    address = page.url.split("?")[0]
    page.get_by_role("link", name="Start page", exact=True).click()
    for name, said in (
        ("introduction", "You can skip any question."),
        ("who_reads", "The youth team reads it each Monday."),
        ("hear_back", "We will tell you in May what changes."),
        ("in_danger", "Sam reads it each day. Sam gets help."),
    ):
        page.locator(f"#{name}").fill(said)
    look(page)
    page.get_by_role("button", name="Save and go to the questions").click()
    page.wait_for_url(re.compile(r"saved="))
    return address


def add(page: Page, address: str, ask: str, kind: str) -> None:
    """Adds a question and opens it."""
    page.goto(address)
    page.get_by_label("What is asked?").fill(ask)
    page.get_by_label("How is it answered?").select_option(kind)
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url(re.compile(r"/q/"))


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.wait_for_url(re.compile(r"saved="))
    expect(page.get_by_role("status").first).to_contain_text("Saved.")


def answers(page: Page, *labels: str) -> None:
    for n, label in enumerate(labels):
        page.locator(f"#label-{n}").fill(label)


def tag(page: Page) -> None:
    box = page.locator("#tag-pledge-5")
    if not box.is_visible():
        page.get_by_text("Pledges to Cared for Children").click()
    box.check()
