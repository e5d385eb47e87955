"""Takes the pictures that the README shows, or of every page: every answer in them is made up.

./run screenshots            the README's, into docs/pictures
./run screenshots FOLDER     every page, on a phone and a laptop, light and dark
"""

import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from feedback.adapters import definitions
from feedback.demo import fill
from tests.journeys.walking import begin, go_on, press, send
from tests.live import app_at, chromium, migrated, serving, settings

HERE = Path(__file__).parent / "pictures"
DAY = date(2026, 11, 22)
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
FOR_THE_README = {"section-laptop-light"}
WAVE = "s/care-leavers-autumn-2026"
WAYS = {"english": (), "arabic": ("ar",), "easy-read": ("easy",)}


def main(folder: Path = HERE) -> None:
    """Takes the pictures; with the README's folder, only the ones that it shows."""
    folder.mkdir(exist_ok=True)
    wanted = FOR_THE_README if folder == HERE else None
    with tempfile.TemporaryDirectory() as kept:
        chosen = settings(Path(kept))
        database = migrated(chosen)
        password = fill(database, definitions.load(chosen.surveys).surveys, DAY)
        database.close()
        with serving(app_at(chosen)) as address, chromium() as browser:
            for scheme in ("light", "dark"):
                for name, size in (("phone", PHONE), ("laptop", LAPTOP)):
                    if wanted and not any(w.endswith(f"{name}-{scheme}") for w in wanted):
                        continue
                    page = _page(browser, size, scheme)
                    _answer(page, address, Album(folder, f"{name}-{scheme}", wanted))
                    _office(page, address, Album(folder, f"{name}-{scheme}", wanted), password)
                    page.context.close()
            for way, show in WAYS.items():
                page = _page(browser, PHONE, "light")
                _in_one_way(page, address, Album(folder, way, None), show)
                page.context.close()


@dataclass(frozen=True)
class Album:
    """Where the pictures of one kind of screen go, and which of them are wanted (None: all)."""

    folder: Path
    kind: str
    wanted: set[str] | None

    def take(self, page: Page, name: str, whole: bool = False) -> None:
        stem = f"{name}-{self.kind}"
        if self.wanted is None or stem in self.wanted:
            picture = Image.open(BytesIO(page.screenshot(full_page=whole)))
            picture.quantize(64).save(self.folder / f"{stem}.png", optimize=True)  # a fifth of the size


def _page(browser: Browser, size: dict[str, int], scheme: str) -> Page:
    return browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        device_scale_factor=1.5,
    ).new_page()


def _answer(page: Page, address: str, album: Album) -> None:
    page.goto(address)
    album.take(page, "home")
    page.goto(f"{address}/{WAVE}/")
    album.take(page, "start", whole=True)
    press(page, page.get_by_role("button", name="Start"))
    album.take(page, "question")
    press(page, page.get_by_role("button", name="Continue"))
    album.take(page, "error")
    seen: set[str] = set()
    while page.locator("#question").count():
        group = page.get_by_role("radio").or_(page.get_by_role("checkbox"))
        box = page.locator("textarea")
        kind_of = "comment" if box.count() else str(group.first.get_attribute("type"))
        if page.locator("input[inputmode]").count():
            kind_of = "number"
            page.locator("#answer").fill("2")
        elif box.count():
            box.fill("Tell us sooner when plans change. Ring me on 07700 900123.")
            page.locator("#quote").check()
        else:
            group.nth(3 if "in-control" in page.url else 0).check()
        if kind_of not in seen:
            seen.add(kind_of)
            album.take(page, kind_of)
        press(page, page.locator("#question .buttons button").first)
    album.take(page, "check", whole=True)
    page.goto(f"{address}/{WAVE}/later")
    press(page, page.get_by_role("button", name="Give me three words"))
    album.take(page, "later")
    page.goto(f"{address}/{WAVE}/check")
    send(page)
    album.take(page, "thanks")
    page.goto(f"{address}/words")
    album.take(page, "words")


def _in_one_way(page: Page, address: str, album: Album, show: tuple[str, ...]) -> None:
    """The start, a question, an error, the check and the thanks, as one person reads them."""
    wave = WAVE.removeprefix("s/")
    begin(page, address, wave, show)
    album.take(page, "question")
    press(page, page.locator("#question .buttons button").first)
    album.take(page, "error")
    go_on(page)
    album.take(page, "check")
    page.goto(f"{address}/{WAVE}/")
    album.take(page, "start")
    page.goto(f"{address}/{WAVE}/check")
    send(page)
    album.take(page, "thanks")


def _office(page: Page, address: str, album: Album, password: str) -> None:
    page.goto(f"{address}/office/")
    album.take(page, "sign-in")
    page.get_by_label("Name").fill("officer")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    album.take(page, "office")
    page.goto(f"{address}/office/waves/care-leavers-autumn-2026")
    album.take(page, "results")
    page.goto(f"{address}/office/waves/care-leavers-autumn-2026/comments")
    album.take(page, "comments")
    page.goto(f"{address}/office/commitments")
    album.take(page, "promises")
    page.goto(f"{address}/office/commitments/pledge-5")
    album.take(page, "section", whole=album.wanted is None)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
