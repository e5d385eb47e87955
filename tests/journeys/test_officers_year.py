"""An officer's year: a survey from a blank page to a published section, then next year's, with its trend."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Locator, Page, expect

from feedback.adapters.store import waves
from tests.journeys.conftest import LAPTOP, PHONE
from tests.journeys.making import add, answers, fit, save, start, tag
from tests.journeys.place import Place
from tests.journeys.walking import begin, go_on, pick, press, send, words
from tests.web.visitor import Visitor

SAFE, AGE, HELPS = "feel-safe-club", "how-old", "would-help"


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_an_officers_year(place: Place, size: dict[str, int], tmp_path: Path) -> None:
    office = place.visit(size)
    place.sign_in(office)
    design = makes(office)
    asks_young_people(office, place, design)
    publishes(office, design)

    first = opens(office, place, "Autumn 2026")
    on_a_phone(place, first)
    in_numbers(place, first, {"agree": 24, "neither": 8, "disagree": 8})
    reads(office, place, first)
    edits(office, place)
    text = tells(office, place, "60% of club members (24 of 40)", tmp_path)
    assert "A lamp by the door" in text
    assert "We put up a lamp." in text
    assert "Made with young people" in text

    place.clock[0] += timedelta(days=365)
    place.sign_in(office)
    second = opens(office, place, "Autumn 2027")
    in_numbers(place, second, {"agree": 68, "neither": 6, "disagree": 6})
    place.clock[0] += timedelta(days=60)
    place.sign_in(office)
    text = tells(office, place, "85% of club members (68 of 80)", tmp_path)
    assert "went up" in text
    assert "60% of club members (24 of 40)" in text


def makes(office: Page) -> str:
    """A survey with a scale, a group and a comment; the address of its outline."""
    address = start(office, "Club survey")
    add(office, address, "I feel safe at the club", "scale")
    answers(office, "Agree", "Neither", "Disagree")
    office.locator("#count-0").check()
    office.locator("#told_us").fill("they feel safe at the club")
    tag(office)
    save(office)
    add(office, address, "How old are you?", "choose-one")
    answers(office, "Under 16", "16 or over")
    office.get_by_label("Results may be broken down").check()
    tag(office)
    save(office)
    add(office, address, "What would help?", "comment")
    tag(office)
    save(office)
    office.goto(address)
    fit(office)
    return address


def asks_young_people(office: Page, place: Place, design: str) -> None:
    """Somebody on a phone doesn't get a question; it holds up publishing until it is changed."""
    office.goto(design)
    office.get_by_role("link", name="Young people", exact=True).click()
    office.get_by_role("button", name="Make a link").click()
    phone = place.visit(PHONE)
    phone.goto(office.get_by_label("Address").input_value())
    for _ in range(2):
        press(phone, phone.get_by_role("button", name="Start"))
    press(phone, phone.get_by_role("button", name="I don’t get this"))
    office.goto(f"{design}/publish")
    expect(office.get_by_text("Young people come first")).to_be_visible()
    office.goto(f"{design}/q/{SAFE}")
    office.locator("#ask").fill("I feel safe when I am at the club")
    save(office)
    office.goto(f"{design}/flags")
    fit(office)
    office.get_by_role("button", name="We changed it").click()
    expect(office.get_by_text("Nothing waits for an answer.")).to_be_visible()


def publishes(office: Page, design: str) -> None:
    office.goto(design)
    office.get_by_role("link", name="Publish", exact=True).click()
    fit(office)
    office.get_by_role("button", name="Publish edition 1").click()
    expect(office.get_by_role("status")).to_contain_text("Edition 1 is published.")


def opens(office: Page, place: Place, name: str) -> str:
    """The key of a wave that is open."""
    office.goto(f"{place.address}/office/")
    office.get_by_role("link", name="Open a wave").first.click()
    office.get_by_role("link", name="Club survey").first.click()
    office.get_by_label("Name of the wave").fill(name)
    office.get_by_label("Who reads words of harm?").fill("Duty social worker")
    office.get_by_label("How soon do they read them?").fill("by the end of the next working day")
    fit(office)
    office.get_by_role("button", name="Open the wave").click()
    expect(office.get_by_text("Open now.")).to_be_visible()
    fit(office)
    return office.url.split("?")[0].rsplit("/", 2)[-2]


def on_a_phone(place: Place, wave: str) -> None:
    """Somebody disagrees, says what would help, and lets it be quoted."""
    phone = place.visit(PHONE)
    begin(phone, place.address, wave)
    said = {SAFE: pick("Disagree"), HELPS: words("A lamp by the door", quote=True)}
    assert len(go_on(phone, said)) == 3
    send(phone)


def in_numbers(place: Place, wave: str, said: dict[str, int]) -> None:
    """As many people as are still wanted of each answer, through the same pages."""
    with place.database.reading() as session:
        there = waves.get(session, wave)
        assert there
        left = {**said, "disagree": said["disagree"] - there.seq}
    for option, people in left.items():
        for n in range(people):
            visitor = Visitor(place.app.test_client())
            visitor.get(f"/s/{wave}/")
            visitor.post(f"/s/{wave}/start")
            for answer in (option, ("under-16", "16-over")[n % 2], "It is warm" if n > 9 else ""):
                visitor.post(visitor.path, {"answer": answer})
            assert visitor.path == f"/s/{wave}/check"
            visitor.post(f"/s/{wave}/send")
            assert visitor.path == f"/s/{wave}/thanks"


def reads(office: Page, place: Place, wave: str) -> None:
    """Progress, results, and the comment, which is cleared."""
    office.goto(f"{place.address}/office/waves/{wave}/progress")
    expect(office.get_by_text("40 answered")).to_be_visible()
    fit(office)
    rooms = office.get_by_role("navigation", name="This wave")
    rooms.get_by_role("link", name="Results").click()
    expect(office.get_by_text("60% of club members (24 of 40)")).to_be_visible()
    fit(office)
    rooms.get_by_role("link", name="Comments").click()
    expect(office.get_by_text("A lamp by the door", exact=True)).to_be_visible()
    fit(office)
    office.get_by_role("button", name=re.compile("Clear for quoting.*A lamp")).click()
    expect(office.get_by_text("The comment is cleared for quoting.")).to_be_visible()


def edits(office: Page, place: Place) -> None:
    """The section of pledge five, without its second figure and with words of the officer's own."""
    office.goto(f"{place.address}/office/commitments/pledge-5/edit")
    fit(office)
    office.get_by_label("Your own words above it all").fill("We put up a lamp.")
    office.get_by_role("checkbox", name="How old are you?").uncheck()
    office.get_by_role("button", name="Save and see it as it prints").click()
    expect(office.get_by_text("We put up a lamp.")).to_be_visible()
    expect(office.get_by_role("heading", name="How old are you?")).to_have_count(0)


def tells(office: Page, place: Place, sentence: str, folder: Path) -> str:
    """Publishes the section of pledge five; what its Word file says."""
    office.goto(f"{place.address}/office/commitments")
    office.get_by_role("link", name=re.compile("Pledge 5")).first.click()
    expect(office.get_by_text(sentence).first).to_be_visible()
    fit(office)
    office.get_by_role("button", name="Publish", exact=True).click()
    expect(office.get_by_role("status")).to_contain_text("Published")
    fit(office)
    return word(office, office.get_by_role("link", name=re.compile("^Word")).first, folder)


def word(office: Page, link: Locator, folder: Path) -> str:
    with office.expect_download() as waiting:
        link.click()
    file = folder / "section.docx"
    waiting.value.save_as(file)
    document = Document(str(file))
    return "\n".join(p.text for p in document.paragraphs)
