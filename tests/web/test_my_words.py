"""Three words, after sending: they show what was done, and change, stop or delete what someone wrote."""

import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from feedback.adapters import three_words, tidying
from feedback.adapters.store import actions, comments, records, responses, themes, told_sections, waves
from feedback.adapters.tables import Comment
from feedback.adapters.tables_going import Receipt
from feedback.domain.actions import Action
from feedback.domain.journey import Answer
from feedback.domain.themes import Theme
from tests.conftest import TODAY, Council, small_survey
from tests.web import test_newsletters, test_sections_edited
from tests.web.people import log
from tests.web.test_office import signed_in
from tests.web.test_taking_out import WAY, count, known, send, shown
from tests.web.visitor import Visitor

AT, PAGE = "/my-words", "/office/commitments/pledge-5"
WROTE = "Please ring Jenna about the buses"
FORM = "Please ring [name] about the buses"
MENDED = "Please ring me about the trains"


def sends(council: Council, key: str, words: str = WROTE, chosen: str = "agree", quote: bool = True) -> str:
    """Someone answers on their own phone; the three words that they are shown."""
    person = Visitor(council.client())
    person.get(f"/s/{key}/")
    person.post(f"/s/{key}/start")
    for question, given in (("in-control", chosen), *WAY[1:]):
        if question == "help-with" and chosen == "disagree":
            person.post(f"/s/{key}/q/what-would-help", {"answer": "More buses", "quote": "yes"})
        born = {"answer-day": "1", "answer-month": "2", "answer-year": "2008"}
        person.post(f"/s/{key}/q/{question}", {"answer": given} if given else born)
    person.post(f"/s/{key}/q/more", {"answer": words, **({"quote": "yes"} if quote else {})})
    person.post(f"/s/{key}/send")
    return shown(person)


def crowd(council: Council, key: str, n: int = 20) -> None:
    """Others, so that no number is hidden and quotes may be shown."""
    sent = [
        responses.Sent({"in-control": Answer((c,)), "more": Answer(words="No print")}, {"more": "No print"})
        for c in ("agree", "disagree")
        for _ in range(n)
    ]
    with council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        responses.add(session, wave, small_survey(), sent, responses.Circumstances(TODAY))


def steps(council: Council, words: str, *todo: tuple[str, dict[str, str]]) -> Visitor:
    """A new browser that takes these steps with the words, one after the other."""
    visitor = Visitor(council.client())
    visitor.get(AT)
    for do, more in todo or (("", {}),):
        visitor.post(AT, {"words": words, "do": do, "question": "more", **more})
    return visitor


def comment_of(council: Council, text: str = WROTE) -> Comment | None:
    with council.database.reading() as session:
        return session.scalars(select(Comment).where(Comment.text == text)).one_or_none()


def clears(officer: Visitor, key: str, words: str = FORM) -> None:
    """An officer clears the comment of these words, on the page."""
    officer.get(f"/office/waves/{key}/comments?state=new")
    assert words in officer.page.text
    called = next(i["value"] for i in officer.page.all("input") if i.get("name") == "comment")
    officer.post(f"/office/waves/{key}/comments", {"comment": called, "state": "cleared"})
    assert "The comment is cleared for quoting." in officer.page.text


def did(council: Council, answers: Sequence[str], state: str, words: str, **more: object) -> None:
    """An action about pledge five."""
    action = Action(tuple(answers), state, words, **more)  # type: ignore[arg-type]
    wanted = records.Wanted(f"action/{words}"[:80], actions.ACTION, "pledge-5", action.held())
    with council.database.writing() as session:
        records.save(session, wanted, records.By(1, council.clock[0]))


def test_they_show_what_was_done_about_what_was_told_and_no_answers(council: Council) -> None:
    key = council.open()
    words = sends(council, key)
    page = steps(council, words).page.text
    assert "Pledge 5" in page
    assert "Nothing has been done yet." in page
    comment = comment_of(council)
    assert comment is not None
    called = comments.reference(council.wave(key), comment.seq, "more")
    did(council, ["heard/elsewhere"], "doing", "We plan a day out.", day=TODAY + timedelta(days=9))
    did(council, ["finding/small/safe"], "cant", "No night bus.", why="There is no money.")
    did(council, [f"finding/small/safe/{key}"], "doing", "We light the path.", day=TODAY - timedelta(days=9))
    did(council, [f"quote/{key}/{called}"], "done", "We talked to the bus company.", day=TODAY)
    visitor = steps(council, words)
    page = visitor.page.text
    assert "Nothing has been done yet." not in page
    told = ["We talked to the bus company.", "We light the path.", "No night bus.", "We plan a day out."]
    assert [page.index(t) for t in told] == sorted(page.index(t) for t in told)
    assert "Done on 22 November 2026." in page
    assert "This is late. It should have been done by 13 November 2026." in page
    assert "We can’t do this." in page
    assert "Why: There is no money." in page
    assert "It will be done by 1 December 2026." in page
    assert page.count("This is an answer to your own words.") == 1
    assert page.count("This is about a question that you answered: Do you feel safe?") == 2
    assert "Show my words" in page
    for answered in ("Agree", "Money", "Jenna", "buses", "[name]"):
        assert answered not in page


def test_a_question_that_only_some_are_asked_gives_nothing_away(council: Council) -> None:
    key = council.open()
    one, other = sends(council, key, "One"), sends(council, key, "Other", "disagree")
    did(council, ["finding/small/what-would-help"], "done", "More buses run.", day=TODAY)
    comment = comment_of(council, "More buses")
    assert comment is not None
    called = comments.reference(council.wave(key), comment.seq, "what-would-help")
    did(council, [f"quote/{key}/{called}"], "done", "We asked the bus company.", day=TODAY)
    pages = [steps(council, words).page.text for words in (one, other)]
    assert pages[0] == pages[1], "who agreed and who disagreed see the same"
    assert "This is about a question that you answered: I feel in control" in pages[0]
    assert "This is an answer to your own words." not in pages[0]
    for words, times in ((one, 0), (other, 1)):
        mine = steps(council, words, ("show", {})).page.text
        assert mine.count("This is an answer to your own words.") == times
        assert mine.count("We asked the bus company.") == times


def test_nothing_is_about_a_promise_of_which_every_question_was_skipped(council: Council) -> None:
    key = council.open()
    person = Visitor(council.client())
    person.get(f"/s/{key}/")
    person.post(f"/s/{key}/start")
    for question in ("in-control", "help-with", "safe"):
        person.post(f"/s/{key}/q/{question}", {"answer": "-skip"})
        for other in ("moves", "born"):
            person.post(f"/s/{key}/q/{other}", {"skip": "-skip"})
    person.post(f"/s/{key}/q/more", {"skip": "-skip"})
    person.post(f"/s/{key}/send")
    words = shown(person)
    assert "Your answers are not about one of the council’s promises" in steps(council, words).page.text
    assert "We have no words that you wrote." in steps(council, words, ("show", {})).page.text


def test_their_own_words_show_only_once_they_ask(council: Council) -> None:
    words = sends(council, council.open())
    visitor = steps(council, words, ("show", {}))
    assert FORM in visitor.page.text
    assert "Jenna" not in visitor.page.text, "whoever finds the words learns no name"
    assert "Someone at the council reads them first and decides." in visitor.page.text


def test_words_that_are_withdrawn_are_nowhere_from_then_on(council: Council) -> None:
    key = council.open()
    words = sends(council, key)
    crowd(council, key)
    officer = signed_in(council)
    clears(officer, key)
    said = "Someone at the council has read your words and said yes."
    assert said in steps(council, words, ("show", {})).page.text
    officer.get(PAGE)
    officer.post(f"{PAGE}/publish")
    assert FORM in officer.page.text
    assert "The council is using your words now." in steps(council, words, ("show", {})).page.text
    comment = comment_of(council)
    assert comment is not None
    reference = comments.reference(council.wave(key), comment.seq, "more")
    did(council, [f"quote/{key}/{reference}"], "done", "We made a timetable.", day=TODAY)
    everywhere = places(council, officer, key)
    assert all("the buses" in found for found in everywhere.values()), "it is in each of these"
    visitor = steps(council, words, ("stop", {}))
    assert "We don’t use your words any more." in visitor.page.text
    assert "We will not print your words." in visitor.page.text
    assert [at for at, found in places(council, officer, key).items() if "the buses" in found] == []
    with council.database.reading() as session:
        newest = told_sections.newest(session, "pledge-5")
        assert newest is not None
        assert (newest.section.quotes, newest.gone) == ((), 1), "whoever shows what is published shows this"
    officer.get(PAGE)
    assert "Edition 1 quoted a comment that may not be quoted now" in officer.page.text
    assert "Publish again to keep it as it stands here." in officer.page.text
    officer.get(f"/office/waves/{key}/comments")
    assert "Its writer asked us not to print it." in officer.page.text
    assert count(council, key)[0] == 41
    visitor = steps(council, words, ("allow", {}))
    assert "We don’t use your words until someone at the council has read them." in visitor.page.text
    assert [at for at, found in places(council, officer, key).items() if "the buses" in found] == []
    clears(officer, key)
    assert "the buses" in places(council, officer, key)["the section"]


def places(council: Council, officer: Visitor, key: str) -> dict[str, str]:
    """All that is made of cleared comments."""
    found = {"the section": officer.get(PAGE).text, "edition 1": officer.get(f"{PAGE}/published/1").text}
    for ending in ("md", "csv", "json", "html"):
        for at in (f"{PAGE}/section.{ending}", f"{PAGE}/published/1/section.{ending}"):
            found[at] = officer.client.get(at).text
    del found[f"{PAGE}/section.csv"], found[f"{PAGE}/published/1/section.csv"]  # figures alone
    found["arranging"] = officer.get(f"{PAGE}/edit").text
    found["what an action can answer"] = officer.get(f"{PAGE}/actions/new").text
    officer.get(f"/office/waves/{key}/all-answers")
    comments_file = officer.post(f"/office/waves/{key}/all-answers/comments.csv")
    found["cleared comments"] = comments_file.data.decode("utf-8-sig")
    return found


def test_a_mended_form_is_shown_back_and_waits_for_an_officer(council: Council) -> None:
    key = council.open()
    words = sends(council, key)
    crowd(council, key)
    officer = signed_in(council)
    clears(officer, key)
    officer.get(PAGE)
    officer.post(f"{PAGE}/publish")
    visitor = steps(council, words, ("change", {}))
    assert FORM in visitor.page.text
    visitor.post(AT, {"words": words, "do": "look", "question": "more", "text": "Ring Jenna on 07700 900123"})
    assert "Ring [name] on [phone number]" in visitor.page.text
    assert "Taken out, so that nobody can find you: a name · a phone number." in visitor.page.text
    comment = comment_of(council)
    assert comment is not None
    assert comment.redacted == FORM, "nothing is kept before they say yes"
    visitor = steps(council, words, ("look", {"text": MENDED}), ("keep", {"text": MENDED}))
    assert "Thank you. We don’t use your words until" in visitor.page.text
    comment = comment_of(council)
    assert comment is not None
    assert (comment.text, comment.redacted, comment.state) == (WROTE, MENDED, "new")
    for at, found in places(council, officer, key).items():
        assert "the buses" not in found, at
        assert "the trains" not in found, at
    officer.get(f"/office/waves/{key}/comments?state=new")
    assert "Its writer came back and changed how it may be quoted." in officer.page.text
    clears(officer, key, MENDED)
    for at, found in places(council, officer, key).items():
        assert "the trains" in found, at
        assert "the buses" not in found, at
    officer.get(PAGE)
    assert "may not be quoted now" not in officer.page.text


def test_the_same_form_again_changes_nothing(council: Council) -> None:
    key = council.open()
    words = sends(council, key)
    clears(signed_in(council), key)
    steps(council, words, ("keep", {"text": FORM}), ("allow", {}))
    comment = comment_of(council)
    assert comment is not None
    assert (comment.state, comment.mended) == ("cleared", False)


def test_what_the_lists_would_take_out_by_now_is_shown_again_and_not_kept(council: Council) -> None:
    words = sends(council, council.open())
    visitor = steps(council, words, ("keep", {"text": "Tell my friend Marcus Webb"}))
    assert "Is this OK?" in visitor.page.text
    comment = comment_of(council)
    assert comment is not None
    assert comment.redacted == FORM


def test_an_officer_clears_no_form_that_they_have_not_seen(council: Council) -> None:
    key = council.open()
    words = sends(council, key)
    officer = signed_in(council)
    officer.get(f"/office/waves/{key}/comments")
    called = next(i["value"] for i in officer.page.all("input") if i.get("name") == "comment")
    steps(council, words, ("keep", {"text": MENDED}))
    officer.post(f"/office/waves/{key}/comments", {"comment": called, "state": "cleared"})
    assert "Nothing was decided" in officer.page.text
    assert ("officer", "cleared a comment", key) not in log(council)
    steps(council, words, ("stop", {}))
    officer.post(f"/office/waves/{key}/comments", {"comment": called.partition("-")[0], "state": "cleared"})
    comment = comment_of(council)
    assert comment is not None
    assert (comment.state, comment.may_quote) == ("new", False)


def test_words_that_were_not_to_be_printed_may_be_allowed_later(council: Council) -> None:
    key = council.open()
    words = sends(council, key, quote=False)
    assert "We will not print your words." in steps(council, words, ("show", {})).page.text
    steps(council, words, ("allow", {}))
    clears(signed_in(council), key)


def test_deleted_words_are_gone_and_every_count_stays(council: Council) -> None:
    key = council.open()
    words = sends(council, key)
    crowd(council, key)
    officer = signed_in(council)
    clears(officer, key)
    before = officer.get(PAGE).text
    visitor = steps(council, words, ("sure", {}))
    assert "Do you want to delete these words?" in visitor.page.text
    assert comment_of(council) is not None
    visitor = steps(council, words, ("delete", {}))
    assert "Your words are deleted." in visitor.page.text
    assert "We have no words that you wrote." in visitor.page.text
    assert comment_of(council) is None
    after = officer.get(PAGE).text
    figures = re.compile(r'data-figure="[^"]+">[^<]*')
    assert figures.findall(before) == figures.findall(after)
    assert FORM not in after
    for do in ("stop", "allow", "change", "look", "keep", "sure", "delete"):
        steps(council, words, (do, {"text": "Something"}))
    assert comment_of(council) is None, "a second press finds nothing"


def test_of_what_an_officer_coded_nothing_stays_when_the_words_go(council: Council) -> None:
    key = council.open()
    words = sends(council, key)
    officer = signed_in(council)
    with council.database.writing() as session:
        themes.keep(session, Theme("buses", "Buses", ("buses",)))
    officer.get(f"/office/waves/{key}/themes/code")
    called = next(i["value"] for i in officer.page.all("input") if i.get("name") == "comment")
    officer.post(f"/office/waves/{key}/themes/code", {"comment": called, "theme": "buses"})
    assert "You have coded them all." in officer.page.text
    steps(council, words, ("delete", {}))
    with council.database.reading() as session:
        for table in ("comment", "coded_comment", "comment_theme"):
            assert session.scalar(text(f"SELECT count(*) FROM {table}")) == 0, table


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "Write some words."),
        (" \n\0 ", "Write some words."),
        ("x" * 5003, "too long by this many characters: 3"),
    ],
)
def test_what_is_wrong_with_a_mended_form_is_told(sqlite_council: Council, given: str, said: str) -> None:
    words = sends(sqlite_council, sqlite_council.open())
    for do in ("look", "keep"):
        visitor = Visitor(sqlite_council.client())
        visitor.get(AT)
        form = {"words": words, "do": do, "question": "more", "text": given}
        assert visitor.post(AT, form).status_code == 422
        assert said in visitor.page.text
    comment = comment_of(sqlite_council)
    assert comment is not None
    assert comment.redacted == FORM


@pytest.mark.parametrize("question", ["", "safe", "what-would-help", "nothing", "\0", "x" * 500])
@pytest.mark.parametrize("do", ["stop", "allow", "change", "look", "keep", "sure", "delete", "nothing"])
def test_a_comment_that_there_is_not_does_no_harm(sqlite_council: Council, do: str, question: str) -> None:
    words = sends(sqlite_council, sqlite_council.open())
    steps(sqlite_council, words, (do, {"question": question, "text": "Hm", "show": "xx"}))
    comment = comment_of(sqlite_council)
    assert comment is not None
    assert (comment.redacted, comment.may_quote, comment.mended) == (FORM, True, False)


def test_hostile_words_are_shown_as_words(sqlite_council: Council) -> None:
    words = sends(sqlite_council, sqlite_council.open())
    hostile = "<script>alert()</script> {{ 7*7 }} </textarea> =cmd|’/c’!A0"
    for do in ("change", "look"):
        visitor = Visitor(sqlite_council.client())
        visitor.get(AT)
        page = visitor.post(AT, {"words": words, "do": do, "question": "more", "text": hostile})
        assert "<script>alert" not in page.text
        assert "{{ 7*7 }}" in page.text


def test_words_of_harm_bring_help_first(sqlite_council: Council) -> None:
    words = sends(sqlite_council, sqlite_council.open())
    harm = {"text": "I don’t want to be here any more"}
    visitor = steps(sqlite_council, words, ("look", harm))
    assert "Are you OK?" in visitor.page.text
    assert "0800 1111" in visitor.page.text
    assert "Nobody reads it at once." in visitor.page.text
    visitor = steps(sqlite_council, words, ("look", {**harm, "harm": "seen"}))
    assert "Is this OK?" in visitor.page.text


def test_guesses_on_both_pages_count_together(sqlite_council: Council) -> None:
    person = Visitor(sqlite_council.client())
    words = " ".join(sorted(known())[:3])
    person.get(AT)
    assert person.post(AT, {"words": "one"}).status_code == 422
    assert "Type three words. You typed this many: 1." in person.page.text
    said = [person.post(at, {"words": words}).status_code for at in ("/take-out", AT) * 6]
    assert said == [422] * 10 + [429] * 2
    right = sends(sqlite_council, sqlite_council.open())
    assert person.post(AT, {"words": right}).status_code == 429, "not even those that are right"


def test_words_are_in_no_address_and_in_nothing_that_the_browser_keeps(council: Council) -> None:
    words = sends(council, council.open())
    visitor = Visitor(council.client())
    visitor.get(f"{AT}?words={words.replace(' ', '+')}")
    assert "Type your three words" in visitor.page.text, "an address opens nothing"
    response = visitor.post(AT, {"words": words.upper(), "do": "show"})
    assert response.headers["Cache-Control"] == "no-store"
    assert response.request.path == AT
    with visitor.client.session_transaction() as session:
        assert set(session) <= {"csrf_token"}
    assert not [a["href"] for a in visitor.page.all("a") if words.split()[0] in a["href"]]


def test_a_copy_of_the_database_cannot_join_words_to_answers(
    council: Council, caplog: pytest.LogCaptureFixture
) -> None:
    key = council.open()
    words = sends(council, key)
    steps(council, words, ("show", {}), ("keep", {"text": MENDED}))
    with council.database.reading() as session:
        receipt = session.scalars(select(Receipt)).one()
        kept = receipt.words_hash
        dump = {
            table: session.execute(text(f'SELECT * FROM "{table}"')).all()
            for table in Receipt.metadata.tables
        }
    assert kept == three_words.hashed(council.settings.secret_key, three_words.TAKE_OUT, words)
    for guessed in ("", "another key", kept):
        assert three_words.hashed(guessed, three_words.TAKE_OUT, words) != kept, "the secret isn't in there"
    for table, rows in dump.items():
        assert words not in str(rows), table
        assert table == "receipt" or kept not in str(rows), f"{table} joins something to the words"
    assert words not in caplog.text
    assert council.settings.secret_key not in str(dump)


def test_what_was_there_before_is_not_in_the_database_file_any_more(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    words = sends(sqlite_council, key)
    steps(sqlite_council, words, ("keep", {"text": MENDED}))
    found = everything(sqlite_council)
    assert MENDED.encode() in found
    assert FORM.encode() not in found
    steps(sqlite_council, words, ("delete", {}))
    found = everything(sqlite_council)
    assert MENDED.encode() not in found
    assert WROTE.encode() not in found


def everything(council: Council) -> bytes:
    at = Path(council.settings.database_url.removeprefix("sqlite:///"))
    return b"".join(p.read_bytes() for p in at.parent.glob(f"{at.name}*"))


def test_taken_out_or_deleted_on_their_day_the_words_find_nothing(council: Council) -> None:
    key = council.open()
    words, others = sends(council, key), sends(council, key, "Other")
    visitor = steps(council, words)
    form = {"words": words, "do": "", "question": ""}
    visitor.post("/take-out", form)
    assert "Do you want to take your answers out?" in visitor.page.text
    visitor.post("/take-out", {"words": words, "sure": "yes"})
    visitor.get(AT)
    assert visitor.post(AT, form).status_code == 422
    assert "No answers have these words." in visitor.page.text
    with council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        wave.closes_on, wave.delete_on = TODAY - timedelta(days=3), TODAY
    tidying.tidy(council.database, council.settings, council.clock[0])
    visitor.get(AT)
    assert visitor.post(AT, {"words": others}).status_code == 422
    assert "No answers have these words." in visitor.page.text


def test_what_is_shown_is_of_the_edition_that_they_answered(council: Council) -> None:
    key = council.open()
    words = sends(council, key)
    council.open(small_survey(title="Newer", questions=_fewer()))
    visitor = steps(council, words, ("show", {}))
    assert "What else?" in visitor.page.text
    assert FORM in visitor.page.text


def _fewer() -> list[dict[str, object]]:
    whole = small_survey().model_dump(by_alias=True, mode="json")["questions"]
    return [q for q in whole if q["key"] != "more"]


def test_the_way_there_is_on_the_pages_that_people_come_by(sqlite_council: Council) -> None:
    key, person = sqlite_council.open(), Visitor(sqlite_council.client())
    words = send(person, key)
    assert AT in [a["href"] for a in person.page.all("a")]
    for page in ("/", "/take-out", "/privacy"):
        person.get(page)
        assert AT in [a["href"] for a in person.page.all("a")], page
    person.get(AT)
    assert "/take-out" in [a["href"] for a in person.page.all("a")]
    person.get(f"{AT}?show=ar")
    person.post(AT, {"words": words, "do": "show", "show": "cy"})
    assert person.page.all("html")[0]["lang"] == "cy"


def test_words_that_only_a_newsletter_quotes_are_in_use(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    three = sends(sqlite_council, key)
    crowd(sqlite_council, key)
    officer = signed_in(sqlite_council)
    clears(officer, key)
    officer.get(PAGE)
    officer.post(f"{PAGE}/publish")
    test_newsletters.publish(officer, test_newsletters.write(officer))
    assert FORM in sqlite_council.client().get("/news/1").text
    left_out = test_sections_edited.filled(officer)
    for field in [name for name in left_out if "quote" in name or name.startswith("in:small/more")]:
        left_out.pop(field)
    officer.post(test_sections_edited.EDIT, left_out)
    officer.post(f"{PAGE}/publish")
    assert FORM not in sqlite_council.client().get("/told/pledge-5").text
    assert "The council is using your words now." in steps(sqlite_council, three, ("show", {})).page.text
