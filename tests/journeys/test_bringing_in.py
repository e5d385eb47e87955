"""An officer brings last year's answers in, on a laptop and a phone: put right, looked at, kept, undone."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from feedback.adapters.store import bringing
from tests.conftest import PASSWORD, Council
from tests.journeys.conftest import LAPTOP, PHONE
from tests.journeys.test_for_everyone import findings
from tests.live import serving
from tests.web.test_bringing_in import export, kept

SIZES = pytest.mark.parametrize(("size", "scheme"), [(LAPTOP, "light"), (PHONE, "dark")])
Look = Callable[[str], None]


@pytest.fixture
def address(sqlite_council: Council) -> Iterator[str]:
    sqlite_council.add_officer()
    with serving(sqlite_council.app) as found:
        yield found


def signed_in(browser: Browser, address: str, size: dict[str, int], scheme: str) -> Page:
    context = browser.new_context(viewport=size, color_scheme=scheme, java_script_enabled=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{address}/office/sign-in")
    page.get_by_label("Name").fill("officer")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Bring answers in").first.click()
    return page


def looker(page: Page, called: str) -> Look:
    """At each stop: axe is silent, nothing scrolls sideways. With TOLDUS_SHOTS, takes a picture there too."""

    def look(name: str) -> None:
        page.wait_for_load_state()
        assert findings(page) == []
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) == 0, name
        if folder := os.environ.get("TOLDUS_SHOTS"):
            page.screenshot(path=Path(folder) / f"{called}-{name}.png", full_page=True)

    return look


def give(page: Page, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    page.get_by_label("File with the answers").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What was understood", timeout=60_000)


def name_it(page: Page, title: str, many: str, one: str) -> None:
    page.get_by_role("link", name="Name it and keep it").first.click()
    page.get_by_label("What is the survey called?").fill(title)
    page.get_by_label("Who answered?").fill(many)
    page.get_by_label("And one of them?").fill(one)
    page.get_by_label("When was it?").fill("Spring 2025")
    page.get_by_label("First day").fill("2025-03-01")
    page.get_by_label("Last day").fill("2025-04-30")


def undo(page: Page) -> None:
    page.locator("summary", has_text="Undo").click()
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_role("status")).to_contain_text("Undone.")


@SIZES
def test_a_file_is_put_right_kept_and_undone(
    browser: Browser, address: str, size: dict[str, int], scheme: str
) -> None:
    page = signed_in(browser, address, size, scheme)
    look = looker(page, f"made-{size['width']}")
    look("give")
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the file with the answers")
    look("give-wrong")
    give(page, "last year.csv", export())
    look("look")
    page.locator("article", has_text="How safe do you feel?").get_by_role("link", name="Change").click()
    page.get_by_label("The question", exact=True).fill("Do you feel safe?")
    prefer = page.get_by_role("group", name="Prefer not to say")
    prefer.get_by_label("What it is").select_option(label="They didn’t say: no answer")
    page.get_by_label("87% of people told us that").fill("they feel safe")
    page.get_by_role("group", name="Which options count").get_by_label("Very safe").check()
    page.locator("summary", has_text="Which promises").click()
    look("question")
    page.locator("#tag-pledge-5").check()
    page.get_by_role("button", name="Save and look again").click()
    article = page.locator("article", has_text="Do you feel safe?")
    expect(article).to_contain_text("“Prefer not to say” (4)")
    expect(article.get_by_role("row", name="Very safe 6")).to_be_visible()
    look("corrected")
    name_it(page, "Safety", "care leavers", "")
    page.get_by_role("button", name="Keep these answers").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what one of them is called")
    look("keep-wrong")
    page.get_by_label("And one of them?").fill("care leaver")
    page.get_by_role("button", name="Keep these answers").dblclick()
    expect(page.get_by_role("status")).to_contain_text("Kept: 16 people in Spring 2025.")
    look("kept")
    page.get_by_role("link", name="See the results").click()
    expect(page.locator("main")).to_contain_text("6 of 11")
    look("results")
    page.get_by_role("link", name="Bring answers in").first.click()
    undo(page)
    look("undone")
    page.context.close()


@SIZES
def test_a_real_file_comes_in_whole(
    browser: Browser, address: str, shared_data: Path, size: dict[str, int], scheme: str
) -> None:
    page = signed_in(browser, address, size, scheme)
    look = looker(page, f"real-{size['width']}")
    give(page, "StarWars.csv", (shared_data / "A_responses/starwars/StarWars.csv").read_bytes())
    expect(page.locator("main")).to_contain_text("1186 people")
    films = page.locator("article", has_text="Which of the following Star Wars films have you seen?")
    row = films.get_by_role("row", name="Star Wars: Episode I The Phantom Menace")
    expect(row).to_contain_text("673")  # as expected.json has it
    look("look")
    films.get_by_role("link", name="Change").click()
    page.get_by_label("The question", exact=True).fill("Which films have you seen?")
    look("question")
    page.get_by_role("button", name="Save and look again").click()
    expect(page.locator("article", has_text="Which films have you seen?")).to_contain_text("835 answered")
    name_it(page, "Star Wars", "people", "person")
    page.get_by_role("button", name="Keep these answers").click()
    expect(page.get_by_role("status")).to_contain_text("Kept: 1186 people", timeout=60_000)
    page.get_by_role("link", name="See the results").click()
    expect(page.locator("main")).to_contain_text("1186 people answered")
    expect(page.locator("main")).to_contain_text("Which films have you seen?")
    page.get_by_role("link", name="Bring answers in").first.click()
    undo(page)
    page.context.close()


def test_a_file_of_a_survey_that_is_there_is_sorted_out_on_a_phone(
    browser: Browser, sqlite_council: Council, address: str
) -> None:
    kept(sqlite_council)
    page = signed_in(browser, address, PHONE, "light")
    look = looker(page, "there-390")
    page.get_by_label("Which survey is it?").select_option(label="Safety")
    give(page, "this year.csv", export(["Very safe", "Quite safe", "Not safe"]))
    expect(page.get_by_role("heading", name="How safe do you feel?")).to_be_visible()
    look("places")
    page.get_by_label("“Quite safe”").select_option(label="It is “Fairly safe”")
    page.get_by_role("button", name="Look again").click()
    expect(page.locator("main")).to_contain_text("3 people, 3 questions")
    look("sorted")
    with sqlite_council.database.writing() as session:  # as if the process had died while it wrote
        assert bringing.claim(session, page.url.rpartition("/")[2], bringing.KEEPING, sqlite_council.clock[0])
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("Keeping the answers")
    look("working")
    sqlite_council.clock[0] += timedelta(minutes=6)
    expect(page.get_by_role("heading", level=1)).to_have_text("The work has stopped")  # it looks by itself
    look("stopped")
    page.get_by_role("button", name="Read the file again").click()
    expect(page.locator("main")).to_contain_text("3 people, 3 questions")
    page.context.close()
