"""Takes the pictures that the README and the docs show: ./run screenshots. Every answer in them is made up."""

import sys
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page

from feedback.adapters import definitions
from feedback.demo import fill
from tests.live import app_at, chromium, migrated, serving, settings

HERE = Path(__file__).parent / "pictures"
DAY = date(2026, 11, 22)
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
WAVE = "s/care-leavers-autumn-2026"


def main(folder: Path = HERE) -> None:
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as kept:
        chosen = settings(Path(kept))
        database = migrated(chosen)
        password = fill(database, definitions.load(chosen.surveys).surveys, DAY)
        database.close()
        with serving(app_at(chosen)) as address, chromium() as browser:
            for scheme in ("light", "dark"):
                for name, size in (("phone", PHONE), ("laptop", LAPTOP)):
                    page = _page(browser, size, scheme)
                    _answer(page, address, folder, f"{name}-{scheme}")
                    _office(page, address, folder, f"{name}-{scheme}", password)
                    page.context.close()


def _page(browser: Browser, size: dict[str, int], scheme: str) -> Page:
    return browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        device_scale_factor=1.5,
    ).new_page()


def _answer(page: Page, address: str, folder: Path, kind: str) -> None:
    def take(name: str, whole: bool = False) -> None:
        page.screenshot(path=folder / f"{name}-{kind}.png", full_page=whole)

    page.goto(address)
    take("home")
    page.goto(f"{address}/{WAVE}/")
    take("start", whole=True)
    page.get_by_role("button", name="Start").click()
    take("question")
    page.get_by_role("button", name="Continue").click()
    take("error")
    seen: set[str] = set()
    while "/q/" in page.url:
        group = page.get_by_role("radio").or_(page.get_by_role("checkbox"))
        box = page.locator("textarea")
        kind_of = "comment" if box.count() else str(group.first.get_attribute("type"))
        if page.locator("input[inputmode]").count():
            kind_of = "number"
            page.locator("#answer").fill("2")
        elif box.count():
            box.fill("Tell us sooner when plans change. Ring me on 07700 900123.")
            page.get_by_role("checkbox").check()
        else:
            group.nth(3 if "in-control" in page.url else 0).check()
        if kind_of not in seen:
            seen.add(kind_of)
            take(kind_of)
        page.get_by_role("button", name="Continue").click()
    take("check", whole=True)
    page.get_by_role("button", name="Send my answers").click()
    take("thanks")
    page.goto(f"{address}/words")
    take("words")


def _office(page: Page, address: str, folder: Path, kind: str, password: str) -> None:
    def take(name: str, whole: bool = False) -> None:
        page.screenshot(path=folder / f"{name}-{kind}.png", full_page=whole)

    page.goto(f"{address}/office/")
    take("sign-in")
    page.get_by_label("Name").fill("officer")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    take("office")
    page.goto(f"{address}/office/waves/care-leavers-autumn-2026")
    take("results")
    page.goto(f"{address}/office/waves/care-leavers-autumn-2026/comments")
    take("comments")
    page.goto(f"{address}/office/commitments")
    take("promises")
    page.goto(f"{address}/office/commitments/pledge-5")
    take("section", whole=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
