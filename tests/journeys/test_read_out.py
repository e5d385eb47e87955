"""What a screen reader says of the pages: names, roles and errors, in order, as the tree has them."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Town
from tests.journeys.walking import begin, press

WAVE = "care-leavers-autumn-2026"


def read_out(page: Page) -> list[str]:
    """The accessibility tree, a line for each thing that is said, without the addresses of links."""
    lines = (line.strip().lstrip("- ") for line in page.locator("body").aria_snapshot().splitlines())
    return [line for line in lines if line and not line.startswith("/url")]


def in_order(lines: list[str], *wanted: str) -> None:
    """Each of these is said, one after another."""
    place = 0
    for words in wanted:
        found = next((i for i, line in enumerate(lines[place:], place) if words in line), None)
        assert found is not None, f"“{words}” is not said after “{lines[place - 1]}” in {lines}"
        place = found + 1


def test_a_question_is_read_out_whole_and_in_order(town: Town) -> None:
    page = town.visit(PHONE)
    begin(page, town.address, WAVE)
    in_order(
        read_out(page),
        'link "Skip to the page"',
        "banner",
        'button "Leave this page"',
        'link "Back"',
        "Language: English",
        'button "Easy read"',
        "main",
        'progressbar "Question 1 of 16"',
        'group "My personal adviser gives me the support I need',
        'heading "My personal adviser gives me the support I need" [level=1]',
        'radio "Strongly agree"',
        'radio "Strongly disagree"',
        'radio "I’d rather not say"',
        'button "Continue"',
        'link "Come back later"',
        "contentinfo",
        'link "0800 1111"',
    )
    assert sum('button "Continue"' in line for line in read_out(page)) == 1, "the hidden button is not said"


def test_an_error_is_announced_first_and_said_again_at_its_field(town: Town) -> None:
    page = town.visit(PHONE)
    begin(page, town.address, WAVE)
    press(page, page.get_by_role("button", name="Continue"))
    in_order(
        read_out(page),
        "alert",
        'heading "There is a problem" [level=2]',
        'link "Choose an answer, or “I’d rather not say”"',
        'group "My personal adviser',
        "Error: Choose an answer, or “I’d rather not say”",
    )
    expect(page.get_by_role("alert")).to_be_focused()
    asked = page.get_by_role("group", name="My personal adviser")
    expect(asked).to_have_accessible_description(re.compile("Error: Choose an answer"))


def test_pictures_of_easy_read_are_named_after_the_words(town: Town) -> None:
    page = town.visit(PHONE)
    begin(page, town.address, WAVE, ("easy",))
    in_order(read_out(page), 'radio "I agree a lot Two thumbs up"', 'radio "I don’t agree One thumb down"')


def test_arabic_is_read_out_as_arabic(town: Town) -> None:
    page = town.visit(PHONE)
    begin(page, town.address, WAVE, ("ar",))
    assert page.locator("html").get_attribute("lang") == "ar"
    expect(page.get_by_role("radio").first).to_have_accessible_name("أوافق تمامًا")
    expect(page.get_by_role("progressbar")).to_have_accessible_name("السؤال ١ من ١٦")


def test_a_meaning_takes_the_focus_when_its_word_is_tapped(town: Town) -> None:
    for scripts in (True, False):
        page = town.visit(PHONE, scripts=scripts)
        begin(page, town.address, WAVE)
        meaning = page.locator("#means-1")
        expect(meaning).to_be_hidden()
        page.get_by_role("link", name="personal adviser").first.click()
        expect(meaning).to_be_visible()
        expect(meaning).to_be_focused()
        page.get_by_role("link", name="Close").click()
        expect(meaning).to_be_hidden()


def test_leaving_is_explained_before_its_button_first_appears(town: Town) -> None:
    page = town.visit(PHONE)
    for path in ("/", f"/s/{WAVE}/", "/privacy"):
        page.goto(town.address + path)
        in_order(
            read_out(page),
            "Need to leave quickly? This button opens another website",
            'button "Leave this page"',
        )


def test_easy_read_in_arabic_can_be_answered_by_keyboard_alone(town: Town) -> None:
    page = town.visit(PHONE)
    begin(page, town.address, "cared-for-autumn-2026", ("ar", "easy"))
    for _ in range(30):
        if not page.locator("#question").count():
            break
        question = page.locator("#question").get_attribute("data-question")
        if page.locator("#question input[type=radio]").count():
            page.locator("#question input[type=radio]").first.focus()
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
        page.locator("#main").evaluate("main => main.setAttribute('data-seen', '')")
        if not page.locator("#question input[type=radio]").count():
            page.locator("#question .buttons button").first.focus()
        page.keyboard.press("Enter")
        page.locator("#main[data-seen]").wait_for(state="detached")
        assert not page.locator(f"#question[data-question={question}]").count()
    expect(page.locator("#send")).to_be_visible()
