"""Each survey, walked in each way to read it: 320 and 390 pixels, light and dark, scripts on and off."""

from itertools import cycle

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import PHONE, SMALL, Town
from tests.journeys.test_for_everyone import findings
from tests.journeys.walking import begin, go_on, press, send

EVERY = ("care-leavers", "cared-for", "foster-carers", "youth-council")
WAYS = [
    *((survey, show) for survey in EVERY for show in ((), ("easy",))),
    *((survey, show) for survey in EVERY[:2] for show in (("ar",), ("ar", "easy"))),
]


def named(way: object) -> str:
    return "-".join(way) if isinstance(way, tuple) and way else str(way or "english")


def look(page: Page, scripts: bool, schemes: tuple[str, ...] = ("light", "dark")) -> None:
    """At both sizes nothing scrolls sideways; in light and in dark axe finds nothing."""
    for size, scheme in ((SMALL, "light"), (PHONE, "dark")):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size["width"], f"{page.url} is {wide} pixels wide"
        if scripts and scheme in schemes:  # without them a page is the same
            # A colour that is still changing has no contrast to be judged.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            assert findings(page) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize(("survey", "show"), WAYS, ids=named)
def test_a_survey_is_walked(town: Town, survey: str, show: tuple[str, ...], scripts: bool) -> None:
    page = town.visit(PHONE, scripts=scripts)
    wave = f"{survey}-autumn-2026"
    begin(page, town.address, wave, show)
    language = "ar" if "ar" in show else "en"
    html = page.locator("html")
    assert html.get_attribute("lang") == language
    assert html.get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert (html.get_attribute("class") == "easy") == ("easy" in show)
    press(page, page.locator("#question .buttons button").first)
    look(page, scripts)
    assert page.locator(".summary").count() == 1
    turns = cycle((("light",), ("dark",)))  # questions take turns, the other pages are seen in both
    assert len(go_on(page, at_each=lambda p: look(p, scripts, next(turns)))) >= 8
    look(page, scripts)
    page.goto(f"{town.address}/s/{wave}/later")
    press(page, page.locator("main form button"))
    assert len(page.locator(".three-words").inner_text().split()) == 3
    look(page, scripts)
    page.goto(f"{town.address}/s/{wave}/back")
    look(page, scripts)
    page.goto(f"{town.address}/s/{wave}/")
    look(page, scripts)
    page.goto(f"{town.address}/s/{wave}/check")
    send(page)
    look(page, scripts)
