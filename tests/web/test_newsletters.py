"""An easy-read newsletter after a meeting: written, published for good, told as a page, a PDF, an e-mail."""

import email
import email.policy
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from feedback.adapters.documents import NOT_INSTALLED
from feedback.adapters.store import comments, records, waves
from feedback.adapters.store.newsletters import NEWSLETTER
from feedback.adapters.tables_newsletters import ToldNewsletter
from feedback.domain.roles import Role
from tests.adapters.documents_readers_new import SPACE, pdf, pdf_text, tagged
from tests.conftest import TODAY, Council
from tests.web.people import add, log, sign_in
from tests.web.test_actions import act, form
from tests.web.test_heard_elsewhere import hear, link_of
from tests.web.test_office import answered, signed_in
from tests.web.test_publishing import PAGE, opened
from tests.web.test_sections_edited import written
from tests.web.visitor import Visitor

NEW = "/office/newsletters/new"
WORDS = {
    "title": "You said, we did",
    "meeting": "The youth council",
    "on": str(TODAY - timedelta(days=1)),
    "opening": "Hello!\nThis is what you told us.",
    "place:pledge-5": "1",
    "closing": "We meet again on 3 May.",
}
QUOTE = "Ask me before you plan."
needs_typst = pytest.mark.skipif("pdf" in NOT_INSTALLED, reason="typst is not installed")


def published(council: Council) -> tuple[str, str, Visitor]:
    """A published section with a quote, an action and a meeting: its wave, the quote, an officer."""
    wave, visitor = opened(council)
    (quote,) = written(council, wave, QUOTE)
    act(visitor)
    hear(visitor)
    visitor.post(f"{PAGE}/publish")
    assert "Published as it stands here." in visitor.page.text
    return wave, quote, visitor


def write(visitor: Visitor, page: str = NEW, **given: object) -> str:
    """Fills the form in and saves it, with the advice read; the address of the newsletter's form."""
    to, hidden = form(visitor, page)
    filled = {**hidden, **WORDS, **{name.replace("__", ":"): value for name, value in given.items()}}
    visitor.post(to, filled)
    if "Nothing is saved yet" in visitor.page.text:
        looked = next(i["value"] for i in visitor.page.all("input") if i.get("name") == "looked")
        visitor.post(to, {**filled, "looked": looked})
    return to


def publish(visitor: Visitor, page: str, **given: object) -> int:
    """Presses the button on the page that shows the newsletter; the status."""
    to, hidden = form(visitor, f"{page}/preview")
    return visitor.post(to, {**hidden, **given}).status_code


def out(council: Council) -> list[ToldNewsletter]:
    with council.database.reading() as session:
        wanted = select(ToldNewsletter).order_by(ToldNewsletter.number, ToldNewsletter.edition)
        return list(session.scalars(wanted))


def letter(visitor: Visitor, page: str, language: str = "en") -> email.message.EmailMessage:
    found = visitor.client.get(f"{page}/newsletter.eml?language={language}")
    assert found.status_code == 200
    made = email.message_from_bytes(found.data, policy=email.policy.default)
    assert isinstance(made, email.message.EmailMessage)
    assert not [part.defects for part in made.walk() if part.defects]
    return made


def bodies(made: email.message.EmailMessage) -> dict[str, str]:
    found = {kind: made.get_body((kind,)) for kind in ("plain", "html")}
    return {kind: " ".join(part.get_content().split()) for kind, part in found.items() if part}


def everywhere(council: Council, visitor: Visitor, page: str) -> dict[str, str]:
    """What is told in public, in the office and in every file."""
    told = {
        "page": council.client().get("/news/1").text,
        "preview": visitor.client.get(f"{page}/preview").text,
        "office": visitor.client.get(f"{page}/editions/1").text,
        "web page": visitor.client.get(f"{page}/newsletter.html").text,
        **bodies(letter(visitor, page)),
    }
    if "pdf" not in NOT_INSTALLED:
        told["pdf"] = pdf_text(council.client().get("/news/1/newsletter.pdf").data)
    return {name: SPACE.sub("", text) for name, text in told.items()}


def tells(told: dict[str, str], words: str) -> set[str]:
    """Which forms have these words."""
    return {name for name, text in told.items() if SPACE.sub("", words) in text}


def test_an_officers_walk(council: Council) -> None:
    _, _, visitor = published(council)
    stranger = Visitor(council.client())
    stranger.get("/news")
    assert "There is no newsletter yet." in stranger.page.text
    page = write(visitor)
    assert visitor.path == f"{page}/preview"
    assert "Saved." in visitor.page.text
    for said in (
        "Pledge 5",
        "I feel in control",
        "32 of 72 people said “Agree”.",
        QUOTE,
        "We made a guide.",
    ):
        assert said in visitor.page.text
    assert stranger.client.get("/news/1").status_code == 404
    assert publish(visitor, page) == 200
    assert visitor.path == f"{page}/editions/1"
    assert "Published. Anyone can read it now." in visitor.page.text

    stranger.get("/news")
    assert "You said, we did" in stranger.page.text
    assert stranger.get("/news/1").status_code == 200
    assert stranger.page.all("html")[0]["class"] == "easy", "easy read, unless someone chose otherwise"
    told = everywhere(council, visitor, page)
    for said in (
        "You said, we did",
        "After this meeting: The youth council",
        "The day of the meeting: 21 November 2026",
        "This is what you told us.",
        "32 of 72 people said “Agree”.",
        "Done on 22 November 2026. We made a guide.",
        "We meet again on 3 May.",
    ):
        stripped = {name: re.sub(r"<[^>]*>", "", text) for name, text in told.items()}
        assert tells(stripped, said) == set(told), said
    assert tells(told, QUOTE) == set(told)
    assert tells(told, "Buses stop too early.") == set(told)
    acts = [(act, about) for _, act, about in log(council)]
    assert ("published a newsletter", "1, edition 1") in acts
    assert ("downloaded a newsletter", "newsletter-1-en.eml") in acts


def test_easy_or_standard_is_the_readers_choice_and_is_kept(sqlite_council: Council) -> None:
    _, _, visitor = published(sqlite_council)
    publish(visitor, write(visitor))
    stranger = Visitor(sqlite_council.client())
    stranger.get("/news/1?show=standard")
    assert "class" not in stranger.page.all("html")[0]
    assert "44% of young people (32 of 72) told us that they feel in control." in stranger.page.text
    stranger.get("/news/1?show=easy")
    assert "44% of young people" not in stranger.page.text


def test_a_draft_needs_little_and_publishing_needs_it_all(council: Council) -> None:
    _, _, visitor = published(council)
    page = write(visitor, meeting="", on="", opening="", closing="", place__pledge_5="0")
    form_to = page
    to, hidden = form(visitor, form_to)
    visitor.post(to, {**hidden, "title": "Only a title"})
    assert visitor.path == f"{page}/preview"
    for said in ("Say which meeting it was", "Give the day of the meeting", "Choose at least one promise"):
        assert said in visitor.page.text
    assert visitor.post(f"{page}/publish", {"version": "2", "edition": "0"}).status_code == 422
    assert "Nothing was published" in visitor.page.text
    assert out(council) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": " \x00 "}, "Give it a title"),
        ({"title": "t" * 121}, "Up to 120 letters"),
        ({"title": "two\nlines"}, "Write this on one line"),
        ({"opening": "o" * 1201}, "Up to 1200 letters"),
        ({"closing": "c" * 401}, "Up to 400 letters"),
        ({"place:pledge-1": "2"}, "Choose promises that have a published section"),
        ({"place:no-such": "1"}, "Choose promises that have a published section"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
    sqlite_council: Council, given: dict[str, object], said: str
) -> None:
    _, _, visitor = published(sqlite_council)
    to, hidden = form(visitor, NEW)
    assert visitor.post(to, {**hidden, **WORDS, **given}).status_code == 422
    assert said in visitor.page.text
    assert "The youth council" in str(visitor.page.elements)


@pytest.mark.parametrize("place", ["", "-1", "x", "٢", "9" * 300])
def test_a_place_that_is_none_leaves_the_promise_out(sqlite_council: Council, place: str) -> None:
    _, _, visitor = published(sqlite_council)
    page = write(visitor, **{"place:pledge-5": place})
    assert "Choose at least one promise" in visitor.get(f"{page}/preview").text


def test_hard_words_and_numbers_are_shown_first_and_refused_never(sqlite_council: Council) -> None:
    _, _, visitor = published(sqlite_council)
    to, hidden = form(visitor, NEW)
    visitor.post(to, {**hidden, **WORDS, "opening": "Our LAC team asked 3 of you."})
    for said in ("Nothing is saved yet", "“LAC”", "“3”", "Numbers in these words aren’t checked"):
        assert said in visitor.page.text
    looked = next(i["value"] for i in visitor.page.all("input") if i.get("name") == "looked")
    hard = "Our LAC team asked 3 of you."
    visitor.post(to, {**hidden, **WORDS, "opening": hard, "looked": looked})
    assert "Saved." in visitor.page.text


def test_a_quote_that_is_withdrawn_goes_from_every_form(council: Council) -> None:
    wave, quote, visitor = published(council)
    page = write(visitor)
    publish(visitor, page)
    assert len(tells(everywhere(council, visitor, page), QUOTE)) >= 6
    with council.database.writing() as session:
        row = waves.get(session, wave)
        assert row
        assert comments.judge(session, row, quote, "declined")
    told = everywhere(council, visitor, page)
    assert tells(told, QUOTE) == set()
    assert len(tells(told, "We made a guide.")) == len(told)
    assert QUOTE not in str([row.issue for row in out(council)])


def test_no_other_quote_takes_its_place(council: Council) -> None:
    wave, first, visitor = published(council)
    page = write(visitor)
    publish(visitor, page)
    written(council, wave, "Cleared later.")
    with council.database.writing() as session:
        row = waves.get(session, wave)
        assert row
        comments.judge(session, row, first, "declined")
    assert "Cleared later." not in council.client().get("/news/1").text


def test_what_was_heard_elsewhere_and_is_taken_away_is_gone(council: Council) -> None:
    _, _, visitor = published(council)
    page = write(visitor)
    publish(visitor, page)
    assert len(tells(everywhere(council, visitor, page), "Buses stop too early.")) >= 6
    visitor.post(f"{link_of(visitor)}/remove", {"version": "1"})
    assert tells(everywhere(council, visitor, page), "Buses stop too early.") == set()
    assert "Buses" not in str([row.issue for row in out(council)])


def test_what_was_done_stays_as_it_stood_that_day(council: Council) -> None:
    _, _, visitor = published(council)
    act(visitor, state="doing", day=str(TODAY), words="We will paint the room.")
    page = write(visitor)
    publish(visitor, page)
    council.go_to(date(2026, 12, 24))
    act(visitor, words="We did more.", day=str(TODAY))
    text = council.client().get("/news/1").text
    assert "We will do this by 22 November 2026." in text
    assert "We did more." not in text
    now = visitor.client.get(f"{page}/preview").text
    assert "This is late." in now
    assert "We did more." in now


def test_new_answers_and_a_new_edition_change_no_old_newsletter(council: Council) -> None:
    _, _, visitor = published(council)
    page = write(visitor)
    publish(visitor, page)
    before = council.client().get("/news/1").text
    answered_more = before.count("32 of 72")
    with council.database.writing() as session:
        from feedback.adapters.store import editions, responses
        from feedback.domain.journey import Answer

        row = waves.every(session)[0]
        asked = editions.get(session, row.survey_key, row.edition)
        sent = [responses.Sent({"in-control": Answer(("agree",))}, {})] * 60
        responses.add(session, row, asked, sent, responses.Circumstances(TODAY))
    visitor.get(PAGE)
    visitor.post(f"{PAGE}/publish", {"drop": "yes"})
    assert council.client().get("/news/1").text.count("32 of 72") == answered_more


def test_a_button_that_is_pressed_twice_publishes_once(council: Council) -> None:
    _, _, visitor = published(council)
    page = write(visitor)
    to, hidden = form(visitor, f"{page}/preview")
    for _ in range(3):
        visitor.post(to, hidden)
        assert visitor.path == f"{page}/editions/1"
    assert [(row.number, row.edition) for row in out(council)] == [(1, 1)]
    assert [about for _, act, about in log(council) if act == "published a newsletter"] == ["1, edition 1"]


def test_what_another_changed_meanwhile_is_looked_at_before_it_goes_out(council: Council) -> None:
    _, _, visitor = published(council)
    add(council, "maria", Role.OFFICER)
    maria = sign_in(council, "maria")
    page = write(visitor)
    to, hidden = form(visitor, f"{page}/preview")
    write(maria, page, title="Another title")
    assert visitor.post(to, hidden).status_code == 409
    assert "Someone changed this newsletter or what it tells" in visitor.page.text
    assert "Another title" in visitor.page.text
    assert out(council) == []


def test_what_came_since_it_was_looked_at_is_looked_at_before_it_goes_out(council: Council) -> None:
    _, _, visitor = published(council)
    page = write(visitor)
    to, hidden = form(visitor, f"{page}/preview")
    act(visitor, words="We did it by mistake.")
    assert visitor.post(to, hidden).status_code == 409
    assert "We did it by mistake." in visitor.page.text
    assert out(council) == []
    assert publish(visitor, page) == 200


def test_two_officers_words_are_put_together_or_both_shown(council: Council) -> None:
    _, _, visitor = published(council)
    add(council, "maria", Role.OFFICER)
    maria = sign_in(council, "maria")
    page = write(visitor)
    (to, mine), (_, theirs) = form(visitor, page), form(maria, page)
    maria.post(to, {**theirs, **WORDS, "closing": "We meet in June."})
    visitor.post(to, {**mine, **WORDS, "title": "Told you"})
    assert "Their changes and yours are both here" in visitor.page.text
    assert "We meet in June." in visitor.page.text
    assert "Told you" in visitor.page.text
    (to, mine), (_, theirs) = form(visitor, page), form(maria, page)
    both = {**WORDS, "closing": "We meet in June."}
    maria.post(to, {**theirs, **both, "title": "Hers"})
    assert visitor.post(to, {**mine, **both, "title": "Mine"}).status_code == 409
    assert "Hers" in visitor.page.text
    assert any(e[1].get("value") == "Mine" for e in visitor.page.elements)


def test_a_mistake_is_put_right_by_a_new_edition(council: Council) -> None:
    _, _, visitor = published(council)
    page = write(visitor)
    publish(visitor, page)
    council.go_to(date(2026, 11, 25))
    write(visitor, page, title="Put right")
    visitor.get("/office/newsletters")
    assert "Changed since" in visitor.page.text
    publish(visitor, page)
    stranger = Visitor(council.client())
    stranger.get("/news/1")
    assert "Put right" in stranger.page.text
    assert "We put this newsletter right on 25 November 2026." in stranger.page.text
    assert "You said, we did" in visitor.get(f"{page}/editions/1").text
    assert "A newer edition takes its place." in visitor.page.text
    assert stranger.client.get("/news/2").status_code == 404


def test_one_that_is_taken_down_says_so_and_why_and_nothing_else(council: Council) -> None:
    _, _, visitor = published(council)
    page = write(visitor)
    publish(visitor, page)
    down = f"{page}/take-down"
    assert visitor.post(down, {"edition": "1", "why": "  "}).status_code == 422
    assert visitor.post(down, {"edition": "1", "why": "w" * 301}).status_code == 422
    assert visitor.post(down, {"edition": "7", "why": "No such"}).status_code == 404
    assert council.client().get("/news/1").status_code == 200
    visitor.get(f"{page}/editions/1")
    for _ in range(2):
        visitor.post(down, {"edition": "1", "why": "A wrong date <b>"})
        assert visitor.path == f"{page}/editions/1"
    stranger = Visitor(council.client())
    assert stranger.get("/news/1").status_code == 410
    assert "This newsletter was taken down on 22 November 2026." in stranger.page.text
    assert "Why: A wrong date <b>" in stranger.page.text
    assert QUOTE not in stranger.page.text
    assert stranger.get("/news/1/newsletter.pdf").status_code in (404, 410)
    assert "taken down on" in stranger.get("/news").text
    for ending in ("pdf", "eml", "html"):
        assert visitor.client.get(f"{page}/newsletter.{ending}").status_code == 404
    write(visitor, page, title="Right again")
    publish(visitor, page)
    assert "Right again" in stranger.get("/news/1").text
    acts = [act for _, act, _ in log(council)]
    assert acts.count("took a newsletter down") == 1


def test_a_draft_can_be_taken_away_and_one_that_is_out_cannot(council: Council) -> None:
    _, _, visitor = published(council)
    page = write(visitor)
    visitor.get(page)
    visitor.post(f"{page}/remove", {"version": "1"})
    assert "Taken away." in visitor.page.text
    assert visitor.client.get(page).status_code == 404
    page = write(visitor)
    publish(visitor, page)
    visitor.get(page)
    visitor.post(f"{page}/remove", {"version": "1"})
    assert visitor.client.get(page).status_code == 200
    with council.database.reading() as session:
        assert len(records.every(session, NEWSLETTER)) == 1
    assert "You said, we did" in visitor.get(f"{page}/history").text


def test_an_analyst_sees_what_there_is_and_changes_nothing(sqlite_council: Council) -> None:
    _, _, visitor = published(sqlite_council)
    page = write(visitor)
    publish(visitor, page)
    add(sqlite_council, "ana", Role.ANALYST)
    ana = sign_in(sqlite_council, "ana")
    ana.get("/office/newsletters")
    assert "You said, we did" in ana.page.text
    assert not [a for a in ana.page.all("a") if a["href"].startswith(page)]
    for path in (NEW, page, f"{page}/preview", f"{page}/editions/1", f"{page}/newsletter.eml"):
        assert ana.client.get(path).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/news/0", "/news/2", "/news/99999999999999999999", "/news/-1", "/news/x", "/news/2/newsletter.pdf"],
)
def test_what_isnt_there_is_not_found(council: Council, path: str) -> None:
    assert council.client().get(path).status_code == 404


def test_in_the_office_too(sqlite_council: Council) -> None:
    _, _, visitor = published(sqlite_council)
    page = write(visitor)
    for path in (f"{page}/editions/1", f"{page}/newsletter.eml", "/office/newsletters/zz", f"{page}x"):
        assert visitor.client.get(path).status_code == 404
    publish(visitor, page)
    for path in (f"{page}/editions/2", f"{page}/editions/99999999999", f"{page}/newsletter.docx"):
        assert visitor.client.get(path).status_code == 404
    for chosen in ("xx", "../x", "", "en-GB"):
        assert visitor.client.get(f"{page}/newsletter.eml?language={chosen}").status_code == 404


HOSTILE = "<script>alert(1)</script> {{ 7*7 }} #pagebreak() *b* $x$ \u202e87%\u202c \r\nBcc: a@b.example"


def test_hostile_words_are_words_in_every_form(sqlite_council: Council) -> None:
    wave, visitor = opened(sqlite_council)
    written(sqlite_council, wave, HOSTILE, "=cmd|' /C calc'!A0")
    act(visitor, words=HOSTILE, why=HOSTILE)
    looked = next((i["value"] for i in visitor.page.all("input") if i.get("name") == "looked"), "")
    act(visitor, words=HOSTILE, why=HOSTILE, looked=looked)
    visitor.post(f"{PAGE}/publish")
    one_line = " ".join(HOSTILE.split())
    page = write(visitor, title=one_line[:110], meeting=one_line[:110], opening=HOSTILE, closing=HOSTILE)
    assert publish(visitor, page) == 200
    text = sqlite_council.client().get("/news/1").text
    assert "<script>alert" not in text
    made = letter(visitor, page)
    assert made["Bcc"] is None
    assert made["To"] is None
    assert "<script>" not in bodies(made)["html"]
    assert "<script>alert(1)</script> {{ 7*7 }} #pagebreak() *b* $x$ 87%" in bodies(made)["plain"]
    if "pdf" not in NOT_INSTALLED:
        printed = pdf_text(sqlite_council.client().get("/news/1/newsletter.pdf").data)
        assert "<script>alert(1)</script>{{7*7}}#pagebreak()*b*$x$" in printed


def test_the_e_mail_is_a_draft_that_fetches_nothing(sqlite_council: Council) -> None:
    _, _, visitor = published(sqlite_council)
    page = write(visitor)
    publish(visitor, page)
    made = letter(visitor, page)
    assert made["Subject"] == "You said, we did"
    assert made["X-Unsent"] == "1"
    assert [made[name] for name in ("To", "Cc", "Bcc", "From", "Date")] == [None] * 5
    assert made.get_content_type() == "multipart/alternative"
    told = bodies(made)
    assert f"“{QUOTE}”" in told["plain"]
    assert "<" not in told["plain"]
    html = told["html"]
    assert not re.findall(r"(?:src|href)=\"(?!cid:|http://localhost/news/1)", html)
    assert "<script" not in html
    assert "<link" not in html
    assert "url(" not in html
    assert 'data-figure="small-autumn-2026/in-control' in html
    assert "http://localhost/news/1" in told["plain"]
    raw = visitor.client.get(f"{page}/newsletter.eml").data
    assert raw == visitor.client.get(f"{page}/newsletter.eml").data, "the same each time"
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_other_languages_say_their_own_words(sqlite_council: Council) -> None:
    _, _, visitor = published(sqlite_council)
    page = write(visitor)
    publish(visitor, page)
    stranger = Visitor(sqlite_council.client())
    stranger.get("/news/1?show=ar")
    assert stranger.page.all("html")[0] == {"lang": "ar", "dir": "rtl", "class": "easy"}
    assert "بعد هذا الاجتماع:" in stranger.page.text
    assert "٢١ نوفمبر ٢٠٢٦" in stranger.page.text
    made = letter(visitor, page, "ar")
    assert made["Content-Language"] == "ar"
    assert '<html lang="ar" dir="rtl">' in bodies(made)["html"]
    assert "بعد هذا الاجتماع: The youth council" in bodies(made)["plain"]
    visitor.get(f"{page}/editions/1?language=cy")
    assert visitor.page.all("html")[0]["lang"] == "en", "the office itself stays in English"
    assert "Ar ôl y cyfarfod hwn:" in visitor.page.text


@needs_typst
def test_the_pdf_is_tagged_in_the_readers_language(sqlite_council: Council) -> None:
    _, _, visitor = published(sqlite_council)
    publish(visitor, write(visitor))
    stranger = sqlite_council.client()
    root = pdf(stranger.get("/news/1/newsletter.pdf").data).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    stranger.get("/news/1?show=ar")
    found = stranger.get("/news/1/newsletter.pdf")
    assert found.mimetype == "application/pdf"
    arabic = pdf(found.data)
    assert arabic.trailer["/Root"]["/Lang"] == "ar"
    assert arabic.metadata.title == "You said, we did"
    assert len(tagged(found.data, "/H1")) == 1
    assert tagged(found.data, "/BlockQuote")


def test_made_up_answers_say_so_in_every_form(sqlite_council: Council) -> None:
    answered(sqlite_council, 20, 12)
    with sqlite_council.database.writing() as session:
        waves.every(session)[0].made_up = True
    visitor = signed_in(sqlite_council)
    visitor.get(PAGE)
    visitor.post(f"{PAGE}/publish")
    page = write(visitor)
    publish(visitor, page)
    told = everywhere(sqlite_council, visitor, page)
    assert tells(told, "These answers are made up, to try Told Us.") == set(told)


def test_without_a_published_section_there_is_nothing_to_choose(sqlite_council: Council) -> None:
    visitor = signed_in(sqlite_council)
    visitor.get(NEW)
    assert "No section is published yet." in visitor.page.text
    assert not visitor.page.all("select")


@needs_typst
def test_where_no_font_has_the_letters_the_page_says_so(sqlite_council: Council) -> None:
    wave, visitor = opened(sqlite_council)
    written(sqlite_council, wave, *(chr(0xF0000 + n) * 290 for n in range(3)))  # in no font there is
    visitor.get(PAGE)
    visitor.post(f"{PAGE}/publish")
    page = write(visitor)
    publish(visitor, page)
    stranger = Visitor(sqlite_council.client())
    assert stranger.get("/news/1/newsletter.pdf").status_code == 404
    assert "You can print this page." in stranger.page.text
    assert "32 of 72 people" in stranger.page.text
    assert visitor.get(f"{page}/newsletter.pdf").status_code == 404
    assert "This machine can’t make a PDF in English" in visitor.page.text
    assert visitor.client.get(f"{page}/newsletter.eml").status_code == 200
