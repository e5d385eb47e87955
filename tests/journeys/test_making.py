"""An officer makes a survey in a real browser, from a blank page to an edition; and nothing typed is lost."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import delete

from feedback.adapters.database import Database
from feedback.adapters.store import designs, editions, officers
from feedback.adapters.tables_people import Sitting
from feedback.domain.design_files import design_of
from tests.conftest import PASSWORD, TODAY
from tests.journeys.conftest import LAPTOP, PHONE
from tests.journeys.making import add, answers, fit, save, start, tag
from tests.live import app_at, serving, settings


@dataclass
class Office:
    """A council with two officers and no survey: its address, its database and a browser."""

    address: str
    database: Database
    browser: Browser
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def office(browser: Browser, tmp_path: Path, sqlite_template: Path) -> Iterator[Office]:
    """No page may complain: of a script that fails, or of anything that our policy forbids."""
    copy = tmp_path / "told-us.sqlite3"
    shutil.copy(sqlite_template, copy)
    url = f"sqlite:///{copy}"
    database = Database(url)
    with database.writing() as session:
        for name in ("sam", "kim"):
            officers.add(session, name, PASSWORD, TODAY)
    with serving(app_at(settings(tmp_path, DATABASE_URL=url))) as address:
        made = Office(address, database, browser)
        yield made
        for context in browser.contexts:
            context.close()
    database.close()
    assert made.complaints == []


def signed_in(office: Office, size: dict[str, int], name: str = "sam", scripts: bool = True) -> Page:
    context = office.browser.new_context(viewport=size, java_script_enabled=scripts)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.on("pageerror", lambda error: office.complaints.append(str(error)))
    page.on("console", lambda said: _hear(office, said.text))
    page.goto(f"{office.address}/office/sign-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/office/")
    return page


def _hear(office: Office, said: str) -> None:
    if "Content Security Policy" in said or "Refused" in said:
        office.complaints.append(said)


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_from_a_blank_page_to_an_edition(office: Office, size: dict[str, int]) -> None:
    title = f"Club {size['width']}"
    page = signed_in(office, size)
    address = start(page, title, fit)
    key = address.rsplit("/", 1)[-1]

    add(page, address, "Do you agree that your placement is safe and fun?", "scale")
    fit(page)
    expect(page.locator("#look-ask")).to_contain_text("Try “home”")
    expect(page.locator("#look-ask")).to_contain_text("many people agree to be kind")
    page.locator("#ask").fill("I feel safe at the club")
    expect(page.locator("#look-ask")).to_be_empty()
    expect(page.frame_locator(".phone iframe").locator("h1")).to_have_text("I feel safe at the club")
    answers(page, "Agree", "Neither", "Disagree")
    page.locator("#count-0").check()
    page.locator("#told_us").fill("they feel safe at the club")
    expect(page.locator("#sentence")).to_contain_text(
        "87% of club members (66 of 76) told us that they feel safe at the club."
    )
    expect(page.frame_locator(".phone iframe").get_by_text("Disagree")).to_be_visible()
    tag(page)
    expect(page.locator("#look-tags")).to_be_empty()
    save(page)
    fit(page)

    add(page, address, "Would you come again?", "yes-no")
    page.locator("#count-0").check()
    page.locator("#told_us").fill("they would come again")
    tag(page)
    save(page)
    add(page, address, "What do you do here?", "choose-several")
    answers(page, "Sport", "Music", "None of these")
    page.locator("#alone-2").check()
    tag(page)
    save(page)
    add(page, address, "How many times did you come this month?", "number")
    answers(page, "Never", "Once or more")
    page.locator("#to-0").fill("0")
    tag(page)
    save(page)
    add(page, address, "How old are you?", "choose-one")
    answers(page, "Under 16", "16 or over")
    page.get_by_label("Results may be broken down").check()
    tag(page)
    save(page)
    add(page, address, "What would help you feel safe?", "comment")
    tag(page)
    page.get_by_text("1. I feel safe at the club").click()
    page.get_by_label("Disagree").check()
    save(page)
    fit(page)

    page.goto(address)
    last = page.get_by_role("button", name="Move up: What would help you feel safe?")
    for place in (5, 4, 3, 2):
        last.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").last).to_contain_text(f"number {place} of 6")
        expect(last).to_be_focused()
    fit(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("That can’t be done as it is")
    fit(page)
    page.get_by_role("link", name="Leave it as it was").click()

    page.get_by_role("link", name="Try it").click()
    page.get_by_role("button", name="Start").click()
    page.get_by_label("Disagree").check()
    page.get_by_role("button", name="Continue", exact=True).last.click()
    expect(page.get_by_label("What would help you feel safe?")).to_be_visible()
    fit(page)
    page.get_by_role("link", name="Back to making it").click()

    page.get_by_role("link", name="Publish", exact=True).click()
    fit(page)
    page.get_by_role("button", name="Publish edition 1").click()
    expect(page.get_by_role("status")).to_contain_text("Edition 1 is published.")
    fit(page)
    with office.database.reading() as session:
        _, survey = editions.latest(session)[key]
    assert [q.kind.value for q in survey.questions] == [
        *("scale", "comment", "yes-no", "choose-several", "number", "choose-one")
    ]
    assert survey.questions[1].show_if[0].options == ("disagree",)


def asked(database: Database, key: str, question: str) -> tuple[str, str]:
    with database.reading() as session:
        row = designs.get(session, key)
        assert row is not None
        found = design_of(row.definition).question(question)
        assert found is not None
        return found.ask, found.hint


def test_two_officers_at_once_lose_nothing(office: Office) -> None:
    sam, kim = signed_in(office, LAPTOP), signed_in(office, PHONE, "kim")
    address = start(sam, "Both at once")
    add(sam, address, "What helps?", "comment")
    question = sam.url.split("?")[0]
    for page in (sam, kim):
        page.goto(question)
    sam.locator("#ask").fill("What helps you?")
    save(sam)
    kim.locator("#hint").fill("Think of a good day.")
    save(kim)
    expect(kim.get_by_role("status").first).to_contain_text("Their changes and yours are both here.")
    assert asked(office.database, "both-once", "helps") == ("What helps you?", "Think of a good day.")
    for page in (sam, kim):
        page.goto(question)
    sam.locator("#ask").fill("What helps you most?")
    save(sam)
    kim.locator("#ask").fill("What would help you?")
    kim.get_by_role("button", name="Save", exact=True).last.click()
    expect(kim.get_by_role("heading", level=1)).to_have_text("You both changed the same words")
    fit(kim)
    kim.get_by_label("Theirs: What helps you most?").check()
    kim.get_by_role("button", name="Keep what I chose").click()
    kim.wait_for_url(re.compile(r"saved="))
    assert asked(office.database, "both-once", "helps")[0] == "What helps you most?"


def test_what_was_typed_outlives_the_session_and_the_signal(office: Office) -> None:
    page = signed_in(office, PHONE)
    address = start(page, "Not lost")
    add(page, address, "What helps?", "comment")
    question = page.url.split("?")[0]
    page.goto(question)
    page.locator("#ask").fill("What helps you when it is dark?")
    page.context.clear_cookies()
    page.goto(question)
    page.get_by_label("Name").fill("sam")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("#kept")).to_be_visible()
    expect(page.locator("#ask")).to_have_value("What helps you when it is dark?")
    save(page)
    page.goto(question)
    expect(page.locator("#kept")).to_be_hidden()
    page.locator("#hint").fill("thrown away")
    page.reload()
    page.get_by_role("button", name="Throw it away").click()
    expect(page.locator("#hint")).to_have_value("")


def test_without_scripts_a_save_after_the_session_ended_gives_all_back(office: Office) -> None:
    page = signed_in(office, PHONE, scripts=False)
    address = start(page, "No scripts")
    add(page, address, "What helps?", "comment")
    page.locator("#ask").fill("What helps you at night?")
    with office.database.writing() as session:
        session.execute(delete(Sitting))
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_label("Name").fill("sam")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What you typed is still here")
    page.get_by_role("button", name="Send it now").click()
    expect(page.locator("#ask")).to_have_value("What helps you at night?")
    assert asked(office.database, "no-scripts", "helps")[0] == "What helps you at night?"


def test_a_question_can_be_dragged(office: Office) -> None:
    page = signed_in(office, LAPTOP)
    address = start(page, "Dragged")
    for ask in ("Apple?", "Banana?", "Cherry?"):
        add(page, address, ask, "comment")
    page.goto(address)
    page.locator("[data-question=cherry] .number").drag_to(page.locator("[data-question=apple] .number"))
    expect(page.locator(".outline .what a").first).to_have_text("Cherry?")
