"""Keying paper in: each paper is one response, once; what is wrong is told and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from feedback.adapters.tables import Comment
from feedback.domain.coding import codebook, decode
from feedback.domain.translations import Status, Translation
from tests.conftest import TODAY, Council, small_survey
from tests.web.test_answering import kept
from tests.web.test_codes import coded, counted, made
from tests.web.test_office import signed_in
from tests.web.visitor import Visitor

PAPER = {
    "q-in-control": "3",
    "q-what-would-help": "Ring me on 07700 900123",
    "q-what-would-help-quote": "yes",
    "q-help-with": "2, 1",
    "q-moves": "4",
    "q-born": "27/3/2004",
    "q-safe": "0",
    "q-more": "",
}


def at_the_desk(council: Council, key: str) -> Visitor:
    officer = signed_in(council)
    officer.get(f"/office/waves/{key}/entry")
    return officer


def key_in(officer: Visitor, key: str, paper: dict[str, str] = PAPER, **more: str) -> int:
    """Presses “Save this paper” with the page's own hidden fields; the status of what comes."""
    form = {i["name"]: i["value"] for i in officer.page.all("input") if i.get("name") in ("form", "day")}
    return officer.post(
        f"/office/waves/{key}/entry", {**form, "language": "en", "save": "1", **paper, **more}
    ).status_code


def test_a_paper_becomes_one_response(council: Council) -> None:
    key = council.open()
    officer = at_the_desk(council, key)
    assert "0 from paper so far" in officer.page.text
    assert key_in(officer, key) == 200
    assert officer.path == f"/office/waves/{key}/entry"
    assert "Saved. 1 from paper so far." in officer.page.text
    [response] = kept(council)
    assert (response.way, response.language, response.answered_on) == ("paper", "en", TODAY)
    answers = decode(codebook(small_survey()), response.codes)
    assert {k: a.chosen for k, a in answers.items() if a.chosen} == {
        "in-control": ("disagree",),
        "help-with": ("money", "home"),
        "moves": ("some",),
        "born": ("old",),
    }
    assert answers["safe"].skipped
    with council.database.reading() as session:
        [comment] = session.scalars(select(Comment))
        assert comment.text == "Ring me on 07700 900123"
        assert "07700" not in comment.redacted
        assert comment.may_quote


def test_the_form_is_empty_for_the_next_with_the_focus_in_the_first_field(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    officer = at_the_desk(sqlite_council, key)
    day = (TODAY - timedelta(days=3)).isoformat()
    key_in(officer, key, day=day)
    fields = {i["id"]: i for i in officer.page.all("input") if i.get("type") == "text"}
    assert {i["value"] for i in fields.values()} == {""}
    assert [name for name, i in fields.items() if "autofocus" in i] == ["q-in-control"]
    assert [i["value"] for i in officer.page.all("input") if i.get("name") == "day"] == [day]
    assert "Ring me" not in officer.page.text
    assert [r.answered_on.isoformat() for r in kept(sqlite_council)] == [day]


def test_a_comment_that_may_not_be_printed_is_kept_so(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    officer = at_the_desk(sqlite_council, key)
    key_in(officer, key, {"q-more": "Two lines\r\nof words"})
    with sqlite_council.database.reading() as session:
        [comment] = session.scalars(select(Comment))
        assert (comment.text, comment.may_quote) == ("Two lines\nof words", False)


def test_a_form_that_is_sent_twice_is_kept_once(council: Council) -> None:
    key = council.open()
    officer = at_the_desk(council, key)
    page = officer.page
    key_in(officer, key)
    officer.page = page  # Back, and press again
    assert key_in(officer, key) == 200
    assert "Saved. 1 from paper so far." in officer.page.text
    assert len(kept(council)) == 1
    key_in(officer, key)
    assert "Saved. 2 from paper so far." in officer.page.text


def test_two_presses_at_once_keep_one(council: Council) -> None:
    key = council.open()
    officer = at_the_desk(council, key)
    cookie = officer.client.get_cookie("toldus")
    assert cookie is not None
    twins = [Visitor(council.client()), Visitor(council.client())]
    for twin in twins:
        twin.client.set_cookie("toldus", cookie.value)
        twin.page = officer.page
    with ThreadPoolExecutor(2) as both:
        assert list(both.map(lambda twin: key_in(twin, key), twins)) == [200, 200]
    assert len(kept(council)) == 1


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("q-in-control", "4", "There is no answer 4: type numbers from 1 to 3, or 0"),
        ("q-in-control", "1 3", "If two boxes are ticked and it can’t be told which, type 0"),
        ("q-in-control", "yes", "Type numbers from 1 to 3, or 0"),
        ("q-in-control", "99999999999999", "Type numbers from 1 to 3, or 0"),
        ("q-help-with", "1 3", "You ticked “None of these” and another answer."),
        ("q-help-with", "0 1", "You ticked “I’d rather not say” and another answer."),
        ("q-help-with", "12", "There is no answer 12"),
        ("q-moves", "a few", "Type a number, such as 3"),
        ("q-born", "2004", "Type a day, month and year"),
        ("q-born", "31 2 2004", "Type a day, month and year"),
        ("q-born", "27 3 04", "Type a day, month and year"),
        ("q-more", "x" * 5001, "too long by this many characters: 1."),
        ("day", "2026-11-23", "Give the day"),
        ("day", "2026-10-31", "Give the day"),
        ("day", "yesterday", "Give the day"),
        ("language", "xx", "Choose the language"),
    ],
)
def test_what_is_wrong_is_told_with_a_link_and_nothing_is_lost(
    sqlite_council: Council, field: str, typed: str, told: str
) -> None:
    key = sqlite_council.open()
    officer = at_the_desk(sqlite_council, key)
    assert key_in(officer, key, {**PAPER, field: typed}) == 422
    assert told in officer.page.text
    assert f"#{field}" in [a["href"] for a in officer.page.all("a")]
    held = {i["name"]: i.get("value") for i in officer.page.all("input") if "name" in i}
    for name, value in PAPER.items():
        if name != field and not name.startswith(("q-what", "q-more")):
            assert held[name] == value
    assert "Ring me on 07700 900123" in officer.page.text
    assert kept(sqlite_council) == []
    assert key_in(officer, key, day=TODAY.isoformat()) == 200
    assert len(kept(sqlite_council)) == 1


def test_every_mistake_is_told_at_once(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    officer = at_the_desk(sqlite_council, key)
    wrong = {"q-in-control": "7", "q-moves": "?", "q-born": "?", "day": ""}
    assert key_in(officer, key, {**PAPER, **wrong}) == 422
    links = [a["href"] for a in officer.page.all("a") if a["href"].startswith("#")]
    assert links == ["#main", "#day", "#q-in-control", "#q-moves", "#q-born"]


def test_an_answer_to_a_question_that_the_paper_leads_past_is_refused(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    officer = at_the_desk(sqlite_council, key)
    assert key_in(officer, key, {**PAPER, "q-in-control": "1"}) == 422
    assert "This is only for people who chose “Disagree” in question 1" in officer.page.text
    assert kept(sqlite_council) == []
    assert key_in(officer, key, {**PAPER, "q-in-control": "1", "q-what-would-help": ""}) == 200
    assert len(kept(sqlite_council)) == 1


def test_an_empty_form_is_no_paper_but_one_of_skips_is(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    officer = at_the_desk(sqlite_council, key)
    assert key_in(officer, key, {}) == 422
    assert "Nothing has been keyed in yet" in officer.page.text
    assert key_in(officer, key, {"q-safe": "0"}) == 200
    [response] = kept(sqlite_council)
    assert all(a.skipped for a in decode(codebook(small_survey()), response.codes).values())


def test_enter_without_scripts_saves_nothing_and_goes_to_the_next_field(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    officer = at_the_desk(sqlite_council, key)
    first = next(b for tag, b in officer.page.elements if tag == "button" and "tabindex" in b)
    assert "name" not in first
    officer.post(f"/office/waves/{key}/entry", {"q-in-control": "2", "form": "x" * 30})
    assert kept(sqlite_council) == []
    fields = {i.get("id"): i for i in officer.page.all("input")}
    assert fields["q-in-control"]["value"] == "2"
    assert next(i for i in officer.page.all("textarea") if "autofocus" in i)["id"] == "q-what-would-help"


def test_a_paper_in_another_language_says_so(sqlite_council: Council) -> None:
    welsh = Translation(status=Status.CHECKED, on=TODAY, words={})
    key = sqlite_council.open(small_survey().model_copy(update={"languages": {"cy": welsh}}))
    officer = at_the_desk(sqlite_council, key)
    assert key_in(officer, key, language="cy") == 200
    assert [r.language for r in kept(sqlite_council)] == ["cy"]
    assert [o["value"] for o in officer.page.all("option") if "selected" in o] == ["cy"]


def test_a_code_on_paper_is_used_up_with_its_answers(council: Council) -> None:
    key = coded(council)
    code, another = made(council, key, 2)
    officer = at_the_desk(council, key)
    assert key_in(officer, key) == 422
    assert "This code isn’t right" in officer.page.text
    assert key_in(officer, key, code=code.lower()) == 200
    assert (counted(council, key), len(kept(council))) == ((2, 1), 1)
    assert key_in(officer, key, code=code) == 422
    assert "This code has been used" in officer.page.text
    assert key_in(officer, key, {**PAPER, "q-moves": "?"}, code=another) == 422
    assert (counted(council, key), len(kept(council))) == ((2, 1), 1)


def test_a_form_with_a_code_that_is_sent_twice_is_thanked_twice(council: Council) -> None:
    key = coded(council)
    (code,) = made(council, key)
    officer = at_the_desk(council, key)
    page = officer.page
    key_in(officer, key, code=code)
    officer.page = page
    assert key_in(officer, key, code=code) == 200
    assert (counted(council, key), len(kept(council))) == ((1, 1), 1)


@pytest.mark.parametrize(
    ("today", "given", "stored"),
    [
        (date(2026, 12, 22), "2026-12-22", date(2026, 12, 22)),
        (date(2026, 12, 30), "2026-12-01", date(2026, 12, 1)),
        (date(2026, 12, 30), "2026-12-28", date(2026, 12, 22)),
        (date(2027, 1, 21), None, date(2026, 12, 22)),
    ],
)
def test_paper_that_comes_late_is_kept_on_a_day_of_the_survey(
    sqlite_council: Council, today: date, given: str | None, stored: date
) -> None:
    key = sqlite_council.open()  # closes on 22 December
    sqlite_council.go_to(today)
    officer = at_the_desk(sqlite_council, key)
    assert key_in(officer, key, **({"day": given} if given else {})) == 200
    assert [r.answered_on for r in kept(sqlite_council)] == [stored]


@pytest.mark.parametrize("today", [date(2026, 10, 31), date(2027, 1, 22)])
def test_too_early_and_too_late_say_so(sqlite_council: Council, today: date) -> None:
    key = sqlite_council.open()  # from 1 November to 22 December
    officer = at_the_desk(sqlite_council, key)
    sqlite_council.go_to(today)
    page = officer.page
    assert officer.get(f"/office/waves/{key}/entry").status_code == 403
    assert "What was keyed in before is safe." in officer.page.text
    officer.page = page
    assert key_in(officer, key) == 403
    assert kept(sqlite_council) == []


def test_a_form_without_its_own_token_is_refused(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    officer = at_the_desk(sqlite_council, key)
    assert key_in(officer, key, form="") == 400
    assert kept(sqlite_council) == []
