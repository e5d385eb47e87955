"""The loop, closed: what three phones say of pledge five, what was done about it and why, travel to the
public page, the newsletter and the annual review; and whoever takes their words back finds them in none.
"""

import re
from email import message_from_bytes, policy
from pathlib import Path

from docx import Document
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LAPTOP, PHONE, Town
from tests.journeys.test_acting import fits
from tests.journeys.test_main_job import WAVE, in_control
from tests.journeys.walking import begin, go_on, pick, send, words

SAID = "Ring us on the day that you said"
DID, WHY = "Every worker has a phone with your number in it.", "You told us that nobody rings back."
CANT, NO = (
    "We can’t give everyone the same worker for ever.",
    "People leave their jobs, and we can’t stop them.",
)


def test_what_three_phones_say_comes_back_to_them_everywhere(town: Town, tmp_path: Path) -> None:
    office = town.visit(LAPTOP)
    town.sign_in(office)
    before = in_control(office, town)
    three = [_answers(town, chosen) for chosen in ("Agree", "Strongly agree", "Disagree")]
    figure = f"{before[0] + 2} of {before[1] + 3}"
    assert in_control(office, town) == (before[0] + 2, before[1] + 3)

    _clears(office, town)
    _acts(office, town, "Done", DID, WHY, "2026-11-20")
    _acts(office, town, "We can’t", CANT, NO)
    _publishes(office, town)
    _writes_newsletter(office, town)
    everything = (figure, SAID, DID, WHY, CANT, NO)

    for text in _told(office, town, tmp_path):
        for said in everything:
            assert said in text, f"{said!r} is not in {text[:400]!r}"

    _takes_back(town, three[2])
    for text in _told(office, town, tmp_path):
        assert SAID not in text
        assert figure in text
        assert DID in text


def _answers(town: Town, chosen: str) -> str:
    """One phone answers; the three words that it is shown. Who disagrees is asked what would help."""
    phone = town.visit(PHONE)
    begin(phone, town.address, WAVE)
    go_on(phone, {"in-control": pick(chosen), "what-would-help": words(SAID, quote=True)})
    send(phone)
    shown = phone.locator(".three-words").inner_text()
    phone.context.close()
    return shown


def _clears(office: Page, town: Town) -> None:
    office.goto(f"{town.address}/office/waves/{WAVE}/comments?state=new")
    while SAID not in office.inner_text("main"):
        office.get_by_role("link", name="Next page").click()
    comment = office.locator("article").filter(has_text=SAID).last
    comment.get_by_role("button", name=re.compile("^Clear for quoting")).click()
    expect(office.get_by_role("status")).to_contain_text("cleared")
    # A newsletter has room for three quotes: the officer keeps this one alone.
    at = f"{town.address}/office/waves/{WAVE}/comments?state=cleared&question=what-would-help"
    office.goto(at)
    others = office.locator("article").filter(has_not_text=SAID)
    while others.count():
        others.first.get_by_role("button", name=re.compile("^Don’t quote")).click()
        expect(office.get_by_role("status")).to_contain_text("won’t be quoted")
        office.goto(at)


def _acts(office: Page, town: Town, state: str, did: str, why: str, day: str = "") -> None:
    office.goto(f"{town.address}/office/commitments/pledge-5/actions/new")
    office.get_by_role("checkbox", name=re.compile("in control")).first.check()
    office.get_by_label(state, exact=True).check()
    office.get_by_label("What did you do, or will you do?").fill(did)
    office.get_by_label("Why?", exact=True).fill(why)
    if day:
        office.get_by_label("Day", exact=True).fill(day)
    office.get_by_role("button", name="Save").click()
    expect(office.get_by_role("status")).to_contain_text("Saved")


def _publishes(office: Page, town: Town) -> None:
    office.goto(f"{town.address}/office/commitments/pledge-5")
    office.get_by_role("button", name="Publish").click()
    expect(office.get_by_text("Published as it stands here.")).to_be_visible()


def _writes_newsletter(office: Page, town: Town) -> None:
    office.goto(f"{town.address}/office/newsletters")
    office.get_by_role("link", name="Write a newsletter").click()
    office.get_by_label("Title").fill("What you said")
    office.get_by_label("Which meeting was it?").fill("The youth council")
    office.get_by_label("When was it?").fill("2026-11-20")
    office.get_by_label("First words").fill("Hello!")
    office.get_by_label("Pledge 5:").select_option(label="Place 1")
    office.get_by_label("Last words").fill("We meet again in May.")
    office.get_by_role("button", name="Save").click()
    expect(office.get_by_role("status")).to_contain_text("Saved")
    office.get_by_role("button", name="Publish").click()
    expect(office.get_by_role("status")).to_contain_text("Anyone can read it now.")


def _told(office: Page, town: Town, folder: Path) -> list[str]:
    """What anyone reads on the public page and in the newsletter, its e-mail, and the annual review."""
    phone = town.visit(PHONE)
    phone.goto(f"{town.address}/told/pledge-5")
    fits(phone)
    page = phone.inner_text("main")
    phone.goto(f"{town.address}/news/1?show=standard")
    fits(phone)
    news = phone.inner_text("main")
    phone.context.close()
    mail = message_from_bytes(_file(office, town, "newsletter", folder), policy=policy.default)
    plain = mail.get_body(("plain",))
    assert plain is not None
    _file(office, town, "review", folder)
    review = "\n".join(p.text for p in Document(str(folder / "review")).paragraphs)
    return [page, news, " ".join(plain.get_content().split()), review]


def _file(office: Page, town: Town, what: str, folder: Path) -> bytes:
    """A file that an officer downloads."""
    if what == "review":
        office.goto(f"{town.address}/office/review")
        office.get_by_label("Promises").select_option(
            label="Pledges to Cared for Children and Care Leavers 2022-26"
        )
        office.get_by_role("button", name="Show").click()
        link = office.get_by_role("link", name="Download as Word")
    else:
        office.goto(f"{town.address}/office/newsletters")
        office.get_by_role("link", name="What was published, and files").first.click()
        link = office.get_by_role("link", name="E-mail, ready to send")
    with office.expect_download() as taken:
        link.click()
    taken.value.save_as(folder / what)
    return (folder / what).read_bytes()


def _takes_back(town: Town, three: str) -> None:
    """Whoever wrote it stops their words from being used."""
    phone = town.visit(PHONE)
    phone.goto(f"{town.address}/my-words")
    phone.get_by_label("Type your three words").fill(three)
    phone.get_by_role("button", name="Go on").click()
    main = phone.locator("main")
    expect(main).to_contain_text(DID)
    expect(main).to_contain_text(NO)
    phone.get_by_role("button", name="Show my words").click()
    expect(main).to_contain_text(SAID)
    fits(phone)
    phone.get_by_role("button", name=re.compile("Stop")).first.click()
    phone.context.close()
