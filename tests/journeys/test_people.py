"""An administrator invites somebody, who comes in on a phone; their session ends and nothing is lost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Page

from feedback.adapters.store import officers
from feedback.adapters.store.opening import open_survey
from feedback.domain.roles import Role
from tests.conftest import PASSWORD, TODAY, small_survey
from tests.journeys.conftest import LAPTOP, PHONE, Town
from tests.journeys.test_for_everyone import findings
from tests.live import app_at, migrated, moment, serving, settings

REAL = {"TOLDUS_SECOND_FACTOR": "required", "TOLDUS_IDLE_MINUTES": "30", "TOLDUS_SESSION_HOURS": "12"}
NEW = "four other made up words"


@contextmanager
def real_town(folder: Path, browser: Browser, clock: list[datetime]) -> Iterator[Town]:
    """A council with an administrator, a wave, and what is asked of officers by default."""
    chosen = settings(folder, **REAL)
    database = migrated(chosen)
    with database.writing() as session:
        officers.add(session, "boss", PASSWORD, TODAY, [Role.ADMINISTRATOR])
        open_survey(session, small_survey(), "Autumn 2026", (TODAY, TODAY + timedelta(days=30)), TODAY)
    database.close()
    with serving(app_at(chosen, lambda: clock[0])) as address:
        made = Town(address, address, PASSWORD, browser)
        yield made
        while browser.contexts:
            browser.contexts[0].close()


def sign_in(town: Town, page: Page, name: str, password: str) -> None:
    page.goto(f"{town.address}/office/sign-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def set_up(page: Page, clock: list[datetime]) -> pyotp.TOTP:
    phone = pyotp.TOTP(page.locator("code.key").inner_text().replace(" ", ""))
    page.get_by_label("Six digits").fill(phone.at(clock[0]))
    page.get_by_role("button", name="Go on").click()
    return phone


@pytest.mark.parametrize(
    ("size", "scheme"), [(PHONE, "light"), (LAPTOP, "light"), (PHONE, "dark"), (LAPTOP, "dark")]
)
def test_from_an_invitation_to_a_session_that_ended_and_lost_nothing(
    tmp_path: Path, browser: Browser, size: dict[str, int], scheme: str
) -> None:
    clock = [moment()]
    with real_town(tmp_path, browser, clock) as town:
        look = _looker(size, scheme)
        boss = town.visit(size, scheme=scheme)
        sign_in(town, boss, "boss", PASSWORD)
        look(boss, "set-up")
        keys = set_up(boss, clock)
        look(boss, "recovery-codes")
        boss.get_by_role("link", name="I have them").click()
        look(boss, "home-of-an-administrator")
        link = _invite(boss, look)

        sam = town.visit(size, scheme=scheme)
        sam.goto(link)
        look(sam, "invitation")
        sam.get_by_label("New password").fill(NEW)
        sam.get_by_label("The same again").fill(NEW)
        sam.get_by_role("button", name="Go on").click()
        phone = set_up(sam, clock)
        sam.get_by_role("link", name="I have them").click()
        sam.get_by_role("link", name="My account").click()
        look(sam, "account")

        sam.goto(f"{town.address}/office/waves/small-autumn-2026/totals")
        sam.get_by_label("How many young people are there in all?").fill("410")
        sam.get_by_label("Where does this number come from?").fill("The register")
        sam.get_by_label("Which day were they counted on?").fill("2026-11-01")
        clock[0] += timedelta(minutes=45)
        sam.get_by_role("button", name="Save the totals").click()
        look(sam, "session-ended")
        sam.get_by_label("Name").fill("sam")
        sam.get_by_label("Password").fill(NEW)
        sam.get_by_role("button", name="Sign in").click()
        look(sam, "code")
        sam.get_by_label("The six digits").fill(phone.at(clock[0]))
        sam.get_by_role("button", name="Sign in").click()
        sam.get_by_text("See what will be sent").click()
        look(sam, "again")
        sam.get_by_role("button", name="Send it now").click()
        assert "Saved." in sam.inner_text("main")

        clock[0] += timedelta(minutes=10)
        _back_at_the_desk(town, boss, keys.at(clock[0]), look)
        sam.reload()
        assert sam.url.split("?")[0].endswith("/office/sign-in")


def _invite(boss: Page, look: Callable[[Page, str], None]) -> str:
    boss.get_by_role("link", name="People").last.click()
    look(boss, "people")
    boss.get_by_label("Name that they will sign in with").fill("Sam")
    boss.get_by_role("button", name="Make the invitation").click()
    look(boss, "wrong")
    assert boss.get_by_label("Name that they will sign in with").input_value() == "Sam"
    boss.get_by_label("Officer").check()
    boss.get_by_role("button", name="Make the invitation").click()
    look(boss, "link")
    return boss.get_by_label("Link").input_value()


def _back_at_the_desk(town: Town, boss: Page, code: str, look: Callable[[Page, str], None]) -> None:
    """The administrator's own session has ended too. Signed in again, they read the log and remove Sam."""
    boss.goto(f"{town.address}/office/audit")
    assert "You were signed out" in boss.inner_text("main")
    sign_in(town, boss, "boss", PASSWORD)
    boss.get_by_label("The six digits").fill("000000")
    boss.get_by_role("button", name="Sign in").click()
    look(boss, "wrong-code")
    boss.get_by_label("The six digits").fill(code)
    boss.get_by_role("button", name="Sign in").click()
    boss.get_by_role("navigation", name="Office").get_by_role("link", name="People and settings").click()
    boss.get_by_role("link", name="Audit log").click()
    look(boss, "audit")
    assert "kept totals" in boss.inner_text("main")
    boss.get_by_role("link", name="People").last.click()
    boss.get_by_role("link", name="sam").click()
    look(boss, "person")
    boss.get_by_label("Yes, remove sam").check()
    boss.get_by_role("button", name="Remove").click()
    look(boss, "removed")
    assert "They are removed" in boss.inner_text("main")


def _looker(size: dict[str, int], scheme: str) -> Callable[[Page, str], None]:
    """Holds a page to what every page must be: axe silent, nothing sideways, nothing too small to tap."""

    def look(page: Page, called: str) -> None:
        page.wait_for_load_state()
        assert findings(page) == [], (called, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], called
        for target in page.locator("main .pick:visible, main button:visible, main .button:visible").all():
            box = target.bounding_box()
            assert box, called
            assert box["height"] >= 44, (called, target.inner_text(), box)

    return look
