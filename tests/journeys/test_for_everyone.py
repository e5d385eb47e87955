"""Every page, for everyone: axe silent, no sideways scroll, targets that a thumb can hit, light and dark."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.conftest import LAPTOP, PHONE, SMALL, Town
from tests.journeys.walking import begin, first, go_on, press, send

WAVE = "care-leavers-autumn-2026"
CLOSED = "care-leavers-autumn-2025"
SOON = "every-kind-spring-2027"
KINDS = "every-kind-autumn-2026"
TOLD = ("/told", "/told/pledge-5", "/told/pledge-5/nothing")
OFFICE = (
    "/office/",
    f"/office/waves/{WAVE}",
    f"/office/waves/{WAVE}/comments",
    f"/office/waves/{WAVE}/totals",
    "/office/commitments",
    "/office/commitments/pledge-5",
    "/office/commitments/outcome-3",
    "/office/commitments/theme-1",
    "/office/commitments/outcome-1/acting",
    "/office/commitments/pledge-5/actions/new",
    "/office/heard/new",
)
Look = Callable[[Page], None]


def findings(page: Page) -> list[str]:
    """What axe finds, a line each. Contrast that it can't judge is in tests/web/test_colours.py."""
    found = Axe().run(page).response["violations"]
    return [f"{page.url}: {v['id']}: {n['html'][:120]}" for v in found for n in v["nodes"]]


def walk_everything(town: Town, page: Page, look: Look) -> int:
    """Shows `look` every page that a visitor or an officer can reach; how many there were."""
    looked = 0

    def at(path: str) -> None:
        page.goto(town.address + path)
        again(page)

    def again(_: Page) -> None:
        nonlocal looked
        page.wait_for_load_state()
        look(page)
        looked += 1

    for path in ("/", "/words", "/privacy", "/accessibility", "/nothing-here", "/office/sign-in", *TOLD):
        at(path)
    for path in ("/my-words", "/take-out"):
        at(path)
    for path in (f"/s/{WAVE}/", f"/s/{WAVE}/check", f"/s/{CLOSED}/", f"/s/{SOON}/"):
        at(path)
    begin(page, town.address, WAVE)
    press(page, page.get_by_role("button", name="Continue"))
    again(page)
    page.goto(page.url)
    asked = go_on(page, at_each=again)
    assert len(asked) > 10
    again(page)
    press(page, page.get_by_role("link", name="Change").first)
    again(page)
    at(f"/s/{WAVE}/")
    at(f"/s/{WAVE}/check")
    send(page)
    again(page)
    begin(page, town.address, KINDS)
    while page.locator("#question").count():
        if not page.locator("textarea").count():
            press(page, page.get_by_role("button", name="Continue"))
            again(page)
            page.goto(page.url)
        first(page)
        press(page, page.get_by_role("button", name="Continue"))
    page.goto(f"{town.address}/office/sign-in")
    page.locator("[name=csrf_token]").evaluate_all("all => all.forEach(e => e.value = 'stale')")
    page.get_by_role("button", name="Sign in").click()
    again(page)
    page.goto(f"{town.address}/office/sign-in")
    for _ in range(6):
        page.get_by_role("button", name="Sign in").click()
        again(page)
    town.sign_in(page)
    for path in OFFICE:
        at(path)
    return looked


@pytest.mark.parametrize(
    ("size", "scheme"), [(PHONE, "light"), (PHONE, "dark"), (LAPTOP, "light"), (LAPTOP, "dark")]
)
def test_axe_finds_nothing_on_any_page(town: Town, size: dict[str, int], scheme: str) -> None:
    page = town.visit(size, scheme=scheme)
    found: list[str] = []
    assert walk_everything(town, page, lambda p: found.extend(findings(p))) > 35
    assert found == []


def test_axe_would_find_something_if_it_were_there(town: Town) -> None:
    page = town.visit(PHONE)
    faint = "<p style='color:#ccc;background:#fff'>Faint</p>"
    page.set_content(f"<!doctype html><main><img src='x.png'><input>{faint}</main>")
    found = " ".join(findings(page))
    for rule in ("image-alt", "label", "color-contrast", "document-title"):
        assert rule in found


def test_nothing_scrolls_sideways_at_320_pixels(town: Town) -> None:
    page = town.visit(SMALL)

    def fits(p: Page) -> None:
        wide = p.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, f"{p.url} is {wide} pixels wide"

    walk_everything(town, page, fits)


def test_everything_that_is_tapped_is_big_enough(town: Town) -> None:
    page = town.visit(PHONE)

    def big_enough(p: Page) -> None:
        for target in p.locator("main .card:visible, main button:visible, main .button:visible").all():
            box = target.bounding_box()
            assert box, p.url
            assert box["height"] >= 44, (p.url, target.inner_text(), box)

    walk_everything(town, page, big_enough)


def test_the_downloaded_page_is_as_accessible(town: Town, tmp_path: Path) -> None:
    page = town.visit(LAPTOP)
    town.sign_in(page)
    file = page.request.get(f"{town.address}/office/commitments/pledge-5/section.html").body()
    kept = tmp_path / "section.html"
    kept.write_bytes(file)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_content(kept.read_text())
        assert findings(page) == []
