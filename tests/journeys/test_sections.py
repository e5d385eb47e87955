"""An officer edits a section with buttons and keys, publishes it, and takes the edition away as a file."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LAPTOP, PHONE, Town
from tests.journeys.test_running_waves import fits

CONTROL = "I feel in control of the decisions that affect my life"
LEARNING = "I am learning things that will help me when I’m older"
RELEVANT = "How relevant is pledge 5, preparing young people for adulthood?"


def clears_a_comment(page: Page, town: Town) -> None:
    """The first comments on “What would help?” that may be quoted."""
    wanted = "question=what-would-help&state=new"  # the order differs from town to town, and a page has fifty
    page.goto(f"{town.address}/office/waves/care-leavers-autumn-2026/comments?{wanted}")
    asked = page.locator("article.comment", has=page.get_by_text("What would help?", exact=True))
    for _ in range(2):
        asked.get_by_role("button", name="Clear for quoting").first.click()


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_a_section_is_edited_published_and_taken_away(town: Town, size: dict[str, int]) -> None:
    page = town.visit(size)
    town.sign_in(page)
    clears_a_comment(page, town)
    page.get_by_role("link", name="Promises").click()
    fits(page)
    expect(page.get_by_text("12 figures · not published yet")).to_be_visible()
    page.get_by_role("link", name="Pledge 5: Preparing for adulthood").click()
    page.get_by_role("link", name="Edit this section").click()
    fits(page)

    page.get_by_label("Your own words above it all").fill("You told us. We heard 99% of it.")
    page.get_by_role("checkbox", name=RELEVANT).uncheck()
    page.get_by_role("button", name=f"Move down: {CONTROL}").press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_role("button", name=f"Move down: {CONTROL}")).to_be_focused()
    expect(page.get_by_text("99%: not among the figures here.")).to_be_visible()
    fits(page)
    page.get_by_label(f"Place of {LEARNING}").fill("1")
    figure = page.locator(".arranged > li", has=page.get_by_label(f"Place of {LEARNING}"))
    figure.get_by_text("Your own words under it").press("Enter")
    page.get_by_label(f"Your own words under {LEARNING}").fill("We are looking for more people.")
    page.get_by_role("button", name="Save and see it as it prints").click()

    headings = page.locator(".told h3").all_inner_texts()
    assert [h for h in headings if h in (LEARNING, CONTROL)] == [
        LEARNING,
        CONTROL,
    ]
    expect(page.get_by_text("We are looking for more people.")).to_be_visible()
    fits(page)
    page.get_by_role("link", name="Edit this section").click()
    expect(page.get_by_text("hadn’t saved is back")).to_be_hidden()
    expect(page.get_by_label(f"Your own words under {LEARNING}")).to_have_value(
        "We are looking for more people."
    )
    page.get_by_role("link", name="The section as it prints").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_contain_text("not among the figures here: 99%.")
    fits(page)
    page.get_by_label("I have checked the numbers in our own words").check()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published as it stands here.")).to_be_visible()
    page.get_by_text("Published before: 1").click()
    page.get_by_role("link", name="Edition 1").click()
    fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Word", exact=True).click()
    assert download.value.suggested_filename == "pledge-5-edition-1.docx"
    page.get_by_role("link", name="Promises").click()
    expect(page.get_by_text("11 figures of 12 · published on 22 November 2026, edition 1")).to_be_visible()
    fits(page)


def test_it_all_works_without_scripts(town: Town) -> None:
    page = town.visit(PHONE, scripts=False)
    town.sign_in(page)
    page.goto(f"{town.address}/office/commitments/pledge-5/edit")
    page.locator("#own-words").fill("Typed")
    page.get_by_role("button", name=f"Move down: {CONTROL}").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.locator("#own-words")).to_have_value("Typed")
    page.get_by_role("button", name="Save and see it as it prints").click()
    expect(page.get_by_text("From the participation team")).to_be_visible()
