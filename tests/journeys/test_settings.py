"""An administrator dresses Told Us in the council's own, and young people see it at once everywhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, expect

from bench.page_weight import MOST, weigh
from feedback.adapters import definitions
from feedback.adapters.store import officers
from feedback.adapters.store.opening import open_survey
from feedback.domain.choices import LIGHT_LOGO
from feedback.domain.roles import Role
from tests.conftest import PASSWORD, TODAY
from tests.journeys.conftest import LAPTOP, PHONE
from tests.journeys.test_for_everyone import findings
from tests.live import app_at, migrated, serving, settings

WAVE = "cared-for-autumn-2026"


@dataclass(frozen=True)
class Pair:
    """Two processes that serve one council: the one that an administrator uses, and another."""

    office: str
    elsewhere: str
    browser: Browser

    def visit(self, size: dict[str, int], scheme: str) -> Page:
        context = self.browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page


@pytest.fixture
def pair(browser: Browser, tmp_path: Path) -> Iterator[Pair]:
    chosen = settings(tmp_path)
    database = migrated(chosen)
    cared_for = definitions.load(chosen.surveys).surveys["cared-for"]
    with database.writing() as session:
        open_survey(session, cared_for, "Autumn 2026", (TODAY, TODAY), TODAY)
        officers.add(session, "maria", PASSWORD, TODAY, [Role.ADMINISTRATOR])
    database.close()
    apps = app_at(chosen), app_at(chosen)
    with serving(apps[0]) as office, serving(apps[1]) as elsewhere:
        yield Pair(office, elsewhere, browser)
        for context in browser.contexts:
            context.close()
    for app in apps:
        app.extensions["toldus"].database.close()


def picture() -> bytes:
    """A plain logo."""
    made = Image.new("RGBA", (300, 150), (0, 0, 0, 0))
    ImageDraw.Draw(made).ellipse((20, 5, 160, 145), fill=(90, 20, 90, 255))
    kept = BytesIO()
    made.save(kept, "PNG")
    return kept.getvalue()


def fits(page: Page) -> None:
    """Axe is silent and nothing scrolls sideways."""
    assert findings(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= page.viewport_size["width"], f"{page.url} is {wide} pixels wide"  # type: ignore[index]


def save(page: Page) -> None:
    page.locator("main form .buttons button").first.click()
    expect(page.get_by_role("status")).to_contain_text("Saved")
    fits(page)


def to_settings(page: Page) -> None:
    office = page.get_by_role("navigation", name="Office")
    office.get_by_role("link", name="People and settings").click()
    office.get_by_role("link", name="Settings", exact=True).click()


def to(page: Page, part: str) -> None:
    """To a part by the links that there are, as somebody new would find it."""
    to_settings(page)
    page.get_by_role("link", name=re.compile(f"Change.*{part}")).click()
    fits(page)


@pytest.mark.parametrize(("size", "scheme"), [(LAPTOP, "light"), (PHONE, "dark")], ids=["laptop", "phone"])
def test_an_administrator_changes_the_settings_and_young_people_see_it_at_once(
    pair: Pair, size: dict[str, int], scheme: str
) -> None:
    page, reader = pair.visit(size, scheme), pair.visit(PHONE, scheme)
    reader.goto(f"{pair.elsewhere}/s/{WAVE}/")
    expect(reader.locator(".name")).to_have_text("Cheshire East")
    before = colour_of(reader)
    page.goto(f"{pair.office}/office/sign-in")
    page.get_by_label("Name").fill("maria")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    to(page, "Name and contact")
    page.get_by_label("The council’s name").fill("Dorset")
    page.get_by_label("E-mail").fill("us@example.org")
    save(page)

    to(page, "Colour")
    page.get_by_label("Your council’s colour").fill("#ff8800")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("4.5 to 1 is needed")
    expect(page.get_by_label("Your council’s colour")).to_have_value("#ff8800")
    fits(page)
    page.get_by_role("button", name="instead").click()
    expect(page.get_by_role("status")).to_contain_text("Saved")
    fits(page)

    to(page, "Logo")
    page.get_by_label("Logo", exact=True).set_input_files(
        {"name": "logo.png", "mimeType": "image/png", "buffer": picture()}
    )
    page.get_by_label("What does it say or show?").fill("A plum")
    save(page)

    to(page, "Helplines")
    second = page.get_by_role("group", name="Helpline 2")
    second.get_by_label("Who answers").fill("The Mix")
    second.get_by_label("Number").fill("0808 808 4994")
    save(page)

    to(page, "Words to avoid")
    page.get_by_label("Word to avoid").fill("placement")
    page.get_by_label("Say instead").fill("home")
    page.get_by_label("Who asked").fill("our youth council, May 2026")
    save(page)

    for name in ("Data protection impact assessment", "The Children’s Code"):
        to_settings(page)
        fits(page)
        page.get_by_role("link", name=name).click()
        fits(page)

    reader.reload()
    expect(reader.locator(".name")).to_have_text("Dorset")
    expect(reader.get_by_role("img", name="A plum")).to_be_visible()
    assert reader.get_by_role("img", name="A plum").evaluate("image => image.naturalWidth") > 0
    expect(reader.locator("footer")).to_contain_text("The Mix 0808 808 4994")
    assert colour_of(reader) != before
    fits(reader)
    reader.get_by_role("link", name="What words mean").click()
    expect(reader.locator("main")).to_contain_text("our youth council, May 2026")
    fits(reader)
    for statement in ("accessibility", "privacy"):
        reader.goto(f"{pair.elsewhere}/{statement}")
        expect(reader.locator("main")).to_contain_text("us@example.org")
        fits(reader)


def colour_of(page: Page) -> str:
    """The colour of a link that is no heading."""
    found: str = page.locator("footer a").first.evaluate("link => getComputedStyle(link).color")
    return found


def test_with_a_colour_and_a_logo_the_first_question_still_comes_in_one_round_trip(pair: Pair) -> None:
    """The heaviest reading there is, with a logo that is as heavy as one on a question may be."""
    page = pair.visit(LAPTOP, "light")
    page.goto(f"{pair.office}/office/sign-in")
    page.get_by_label("Name").fill("maria")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    to(page, "Colour")
    page.get_by_label("Your council’s colour").fill("#8a1c5b")
    save(page)
    to(page, "Logo")
    page.get_by_label("Logo", exact=True).set_input_files(
        {"name": "logo.svg", "mimeType": "image/svg+xml", "buffer": heavy_drawing()}
    )
    save(page)
    for show, asked_for in ((("ti",), 5), (("ti", "easy"), 4)):  # easy read has pictures, and no logo
        requests, size, each = weigh(pair.browser, f"{pair.elsewhere}/s/{WAVE}/", show)
        assert requests == asked_for, each
        assert size <= MOST, each


def heavy_drawing() -> bytes:
    """An SVG that is just light enough when it's sent."""
    from feedback.adapters import logos

    points, made = "", b""
    for n in range(2000):
        points += f"L{n * 7919 % 97} {n * 6007 % 89}"
        start = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 99">'
        svg = f'{start}<path d="M0 0{points}"/></svg>'.encode()
        if logos.made(svg).weight > LIGHT_LOGO:
            return made
        made = svg
    raise AssertionError("it never gets heavy")
