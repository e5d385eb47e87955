"""What the cold first question page costs a phone, in every language, standard and easy.

Requests and compressed bytes, headers included.

    ./run bench page_weight

Counts every response of a fresh browser with an empty cache, as Chromium reports it, until the network is
idle. The whole must come in one round trip's worth of packets: 14,336 bytes.
"""

import sys
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page

from feedback.adapters import definitions
from feedback.demo import fill
from feedback.domain.surveys import Survey
from tests.live import app_at, chromium, migrated, serving, settings

MOST = 14_336
PEER = (28, 847_869)  # LimeSurvey 6.14.0, one question a page, measured the same way: requests, bytes
DAY = date(2026, 11, 22)


def weigh(browser: Browser, start: str, show: tuple[str, ...] = ()) -> tuple[int, int, list[tuple[str, int]]]:
    """(requests, bytes, each response) of the first question page, its start page not counted."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(start)
    for choice in show:
        page.goto(f"{start}?show={choice}")
    page.locator("main form button").click()
    page.wait_for_url("**/q/**")
    page.wait_for_load_state("networkidle")
    question = page.url
    page.close()
    page = context.new_page()
    session = context.new_cdp_session(page)
    sizes = _watch(session)
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(question, wait_until="networkidle")
    _settle(page)
    context.close()
    return len(sizes), sum(size for _, size in sizes.values()), sorted(sizes.values(), key=lambda s: -s[1])


def _watch(session: CDPSession) -> dict[str, tuple[str, int]]:
    """Each request by Chromium's own number: its address and the bytes that came, headers included."""
    sizes: dict[str, tuple[str, int]] = {}
    urls: dict[str, str] = {}
    session.on("Network.requestWillBeSent", lambda e: urls.update({e["requestId"]: e["request"]["url"]}))
    session.on(
        "Network.loadingFinished",
        lambda e: sizes.update({e["requestId"]: (urls[e["requestId"]], int(e["encodedDataLength"]))}),
    )
    session.send("Network.enable")
    return sizes


def _settle(page: Page) -> None:
    page.wait_for_timeout(500)


def _readings(survey: Survey) -> list[tuple[str, ...]]:
    """Every way to read it: each language, standard and easy."""
    languages = ("en", *survey.languages)
    return [(language, *version) for language in languages for version in ((), ("easy",))]


def main() -> int:
    with tempfile.TemporaryDirectory() as kept:
        chosen = settings(Path(kept))
        database = migrated(chosen)
        surveys = definitions.load(chosen.surveys).surveys
        fill(database, surveys, DAY)
        database.close()
        heaviest = 0
        with serving(app_at(chosen)) as address, chromium() as browser:
            for name, survey in surveys.items():
                for show in _readings(survey):
                    requests, size, each = weigh(browser, f"{address}/s/{name}-autumn-2026/", show)
                    heaviest = max(heaviest, size)
                    print(f"{name}, {' and '.join(show)}: {requests} requests, {size:,} bytes")
                    for url, one in each if show == ("en",) else []:
                        print(f"    {one:>7,}  {url.removeprefix(address).split('?')[0]}")
    print(f"Heaviest: {heaviest:,} of {MOST:,} bytes allowed")
    print(f"LimeSurvey: {PEER[0]} requests, {PEER[1]:,} bytes: {PEER[1] / heaviest:.0f} times as much")
    return 0 if heaviest <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
