"""A young person's way through a survey, with no scripts, on each kind of database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from feedback.adapters.tables import Comment, Draft, Response
from feedback.domain.coding import codebook, decode
from tests.conftest import TODAY, Council, small_survey
from tests.web.visitor import Visitor

ANSWERS = {
    "in-control": {"answer": "agree"},
    "help-with": {"answer": ["money", "home"]},
    "moves": {"answer": "3"},
    "born": {"answer-day": "27", "answer-month": "3", "answer-year": "2004"},
    "safe": {"answer": "yes"},
    "more": {"answer": "Say it in simple words", "quote": "yes"},
}


def begin(council: Council, key: str) -> Visitor:
    visitor = Visitor(council.client())
    visitor.get(f"/s/{key}/")
    visitor.post(f"/s/{key}/start")
    return visitor


def fill_in(visitor: Visitor, key: str, answers: dict[str, dict[str, object]] = ANSWERS) -> None:
    for question, given in answers.items():
        assert visitor.path == f"/s/{key}/q/{question}"
        visitor.post(visitor.path, given)
    assert visitor.path == f"/s/{key}/check"


def kept(council: Council) -> list[Response]:
    with council.database.reading() as session:
        found = list(session.scalars(select(Response)))
        session.expunge_all()
        return found


def test_sent_answers_become_one_response_with_a_date_and_no_time(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    fill_in(visitor, key)
    assert "Nothing is sent until" in visitor.page.text
    visitor.post(f"/s/{key}/send")
    assert visitor.path == f"/s/{key}/thanks"
    assert "You will hear back in May." in visitor.page.text

    [response] = kept(council)
    assert response.answered_on == TODAY
    answers = decode(codebook(small_survey()), response.codes)
    assert answers["in-control"].chosen == ("agree",)
    assert "what-would-help" not in answers
    assert answers["help-with"].chosen == ("money", "home")
    assert answers["moves"].chosen == ("some",)
    assert answers["born"].chosen == ("old",)
    with council.database.reading() as session:
        [comment] = session.scalars(select(Comment))
        assert (comment.text, comment.may_quote, comment.state) == ("Say it in simple words", True, "new")
        assert all(draft.answers == {} for draft in session.scalars(select(Draft)))


def test_every_question_can_be_skipped_and_a_skip_is_not_an_answer(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    skips = {"moves": "skip", "born": "skip", "more": "skip"}
    for question in ANSWERS:
        visitor.post(f"/s/{key}/q/{question}", {skips.get(question, "answer"): "-skip"})
    assert visitor.page.text.count("Skipped") == 6
    visitor.post(f"/s/{key}/send")
    answers = decode(codebook(small_survey()), kept(council)[0].codes)
    assert all(answer.skipped for answer in answers.values())


def test_an_answer_can_open_a_question_and_close_it_again(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    visitor.post(visitor.path, {"answer": "disagree"})
    assert visitor.path.endswith("/q/what-would-help")
    visitor.post(visitor.path, {"answer": "More time"})
    for question in list(ANSWERS)[1:]:
        visitor.post(f"/s/{key}/q/{question}", ANSWERS[question])
    assert "More time" in visitor.page.text

    visitor.get(f"/s/{key}/q/in-control?change=1")
    visitor.post(f"/s/{key}/q/in-control?change=1", {"answer": "agree"})
    assert visitor.path == f"/s/{key}/check"
    assert "More time" not in visitor.page.text
    visitor.post(f"/s/{key}/send")
    with council.database.reading() as session:
        assert "More time" not in [c.text for c in session.scalars(select(Comment))]


def test_back_goes_to_the_question_before_with_its_answer(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    visitor.post(visitor.path, {"answer": "agree"})
    [back] = [a["href"] for a in visitor.page.all("a") if a.get("class") == "back"]
    visitor.get(back)
    assert visitor.path == f"/s/{key}/q/in-control"
    assert [i["value"] for i in visitor.page.all("input") if "checked" in i] == ["agree"]


def test_a_later_question_waits_for_the_ones_before_it(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    visitor.get(f"/s/{key}/q/safe")
    assert visitor.path == f"/s/{key}/q/in-control"
    visitor.get(f"/s/{key}/check")
    assert visitor.path == f"/s/{key}/q/in-control"
    visitor.post(f"/s/{key}/send")
    assert visitor.path == f"/s/{key}/q/in-control"
    assert kept(council) == []


@pytest.mark.parametrize(
    ("question", "wrong", "said", "field"),
    [
        ("in-control", {}, "Choose an answer", "answer"),
        ("in-control", {"answer": "no-such"}, "Choose an answer", "answer"),
        ("help-with", {}, "Tick at least one", "answer"),
        ("help-with", {"answer": ["money", "none"]}, "You ticked “None of these” and another", "answer"),
        ("help-with", {"answer": ["money", "-skip"]}, "You ticked “I’d rather not say” and", "answer"),
        ("moves", {"answer": "a few"}, "Write a number", "answer"),
        ("moves", {"answer": "-1"}, "Write a number", "answer"),
        ("moves", {"answer": "9" * 400}, "Write a number", "answer"),
        ("moves", {"answer": "³"}, "Write a number", "answer"),
        (
            "born",
            {"answer-day": "31", "answer-month": "2", "answer-year": "2004"},
            "Write a day",
            "answer-day",
        ),
        ("born", {"answer-day": "1"}, "Write a day", "answer-day"),
        ("born", {"answer-day": "1", "answer-month": "2", "answer-year": "05"}, "Write a day", "answer-day"),
        (
            "born",
            {"answer-day": "1", "answer-month": "2", "answer-year": "2_005"},
            "Write a day",
            "answer-day",
        ),
        ("more", {"answer": "x" * 5003}, "too long by this many characters: 3.", "answer"),
    ],
)
def test_a_wrong_answer_is_asked_again_with_what_is_wrong(
    sqlite_council: Council, question: str, wrong: dict[str, object], said: str, field: str
) -> None:
    key = sqlite_council.open()
    visitor = begin(sqlite_council, key)
    for before in ANSWERS:
        if before == question:
            break
        visitor.post(visitor.path, ANSWERS[before])
    response = visitor.post(visitor.path, wrong)
    assert response.status_code == 422
    assert visitor.path == f"/s/{key}/q/{question}"
    assert visitor.page.text.startswith("Error: ")
    [summary] = [d for d in visitor.page.all("div") if d.get("class") == "summary"]
    assert "autofocus" in summary
    assert summary["role"] == "alert"
    assert said in visitor.page.text
    assert f"#{field}" in [a["href"] for a in visitor.page.all("a")]
    assert field in visitor.page.ids()
    if isinstance(wrong.get("answer"), str) and question in ("moves", "more"):
        assert str(wrong["answer"]) in response.text, "what was typed is kept"


def test_sending_twice_stores_one_response_and_thanks_twice(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    fill_in(visitor, key)
    token = visitor.token
    for _ in range(3):
        visitor.client.post(f"/s/{key}/send", data={"csrf_token": token})
    visitor.get(f"/s/{key}/check")
    assert visitor.path == f"/s/{key}/thanks"
    assert len(kept(council)) == 1


def test_sending_at_once_from_several_tabs_stores_one_response(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    fill_in(visitor, key)
    cookie = visitor.client.get_cookie("toldus")
    assert cookie is not None
    token = visitor.token

    def send(_: int) -> str:
        tab = council.client()
        tab.set_cookie("toldus", cookie.value)
        return tab.post(f"/s/{key}/send", data={"csrf_token": token}).location

    with ThreadPoolExecutor(6) as tabs:
        went_to = set(tabs.map(send, range(6)))
    assert went_to == {f"/s/{key}/thanks"}
    assert len(kept(council)) == 1


def test_answers_that_are_not_held_are_a_kind_page(council: Council) -> None:
    key = council.open()
    visitor = Visitor(council.client())
    for path in ("q/in-control", "check"):
        response = visitor.get(f"/s/{key}/{path}")
        assert response.status_code == 410
        assert "We can’t find your answers" in visitor.page.text
    fill_in(begin(council, key), key)

    visitor.client.set_cookie("toldus", "eyJkcmFmdHMiOnt9fQ.forged.forged")
    assert visitor.get(f"/s/{key}/check").status_code == 410


def test_a_draft_is_gone_after_thirty_days_and_the_page_is_kind(council: Council) -> None:
    key = council.open(days=90)
    visitor = begin(council, key)
    visitor.post(visitor.path, {"answer": "agree"})
    council.go_to(TODAY + timedelta(days=30))
    assert visitor.get(f"/s/{key}/q/in-control").status_code == 200
    council.go_to(TODAY + timedelta(days=31))
    assert visitor.get(f"/s/{key}/q/in-control").status_code == 410
    begin(council, key)
    council.go_to(TODAY + timedelta(days=32))
    begin(council, key)
    with council.database.reading() as session:
        left = {draft.touched_on for draft in session.scalars(select(Draft))}
        assert left == {TODAY + timedelta(days=31), TODAY + timedelta(days=32)}, (
            "old drafts go when new ones come"
        )


def test_the_token_of_one_wave_opens_nothing_in_another(council: Council) -> None:
    first, second = council.open(), council.open(small_survey("other"))
    visitor = begin(council, first)
    assert visitor.get(f"/s/{second}/check").status_code == 410


def test_a_wave_says_when_it_is_not_open(council: Council) -> None:
    key = council.open(days=10)
    visitor = begin(council, key)
    council.go_to(TODAY - timedelta(days=22))
    response = visitor.get(f"/s/{key}/")
    assert (response.status_code, "opens on 1 November 2026" in visitor.page.text) == (403, True)
    council.go_to(TODAY + timedelta(days=11))
    response = Visitor(council.client()).get(f"/s/{key}/")
    assert response.status_code == 403
    assert "closed on 2 December 2026" in response.text


def test_someone_who_began_before_midnight_may_still_send(council: Council) -> None:
    key = council.open(days=0)
    visitor = begin(council, key)
    council.go_to(TODAY + timedelta(days=1))
    fill_in(visitor, key)
    visitor.post(f"/s/{key}/send")
    assert visitor.path == f"/s/{key}/thanks"
    assert kept(council)[0].answered_on == TODAY
    stranger = Visitor(council.client())
    assert stranger.get(f"/s/{key}/").status_code == 403
    council.go_to(TODAY + timedelta(days=2))
    assert visitor.get(f"/s/{key}/check").status_code == 403


def test_an_unknown_wave_or_question_is_not_found(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    assert visitor.get("/s/no-such-wave/").status_code == 404
    visitor.get(f"/s/{key}/q/no-such-question")
    assert visitor.path == f"/s/{key}/q/in-control"


def test_leaving_deletes_the_answers_and_goes_elsewhere(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    visitor.post(visitor.path, {"answer": "agree"})
    response = visitor.client.post("/leave", data={"csrf_token": visitor.token})
    assert (response.status_code, response.location) == (303, "/left")
    onwards = visitor.client.get("/left")
    assert f'content="0;url={council.settings.leave_to}"' in onwards.text
    visitor.client.get(f"/s/{key}/?open=1")
    assert visitor.get(f"/s/{key}/q/in-control").status_code == 410
    with council.database.reading() as session:
        assert list(session.scalars(select(Draft))) == []


def test_after_leaving_our_pages_show_nothing_until_one_is_asked_for(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    visitor.client.post("/leave")
    for path in (f"/s/{key}/q/in-control", f"/s/{key}/check", f"/s/{key}/", "/", "/privacy", f"/s/{key}/q/x"):
        page = visitor.client.get(path).text
        assert "There is nothing to see here." in page
        assert "small survey" not in page
        assert council.settings.council not in page
    council.clock[0] += timedelta(minutes=16)
    assert "A small survey" in visitor.client.get(f"/s/{key}/").text
    visitor.client.post("/leave")
    assert visitor.client.get(f"/s/{key}/?open=1").location == f"/s/{key}/"
    assert "A small survey" in visitor.client.get(f"/s/{key}/").text


def test_leaving_never_waits_for_a_token(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    assert visitor.client.post("/leave").location == "/left"
    with council.database.reading() as session:
        assert list(session.scalars(select(Draft))) == []


def test_starting_again_drops_what_was_there(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    visitor.post(visitor.path, {"answer": "agree"})
    visitor.get(f"/s/{key}/")
    assert "Carry on with my answers" in visitor.page.text
    visitor.post(f"/s/{key}/start")
    assert not [i for i in visitor.page.all("input") if "checked" in i]
    with council.database.reading() as session:
        assert len(list(session.scalars(select(Draft)))) == 1


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE response; --",
        "مرحبا 👩‍👩‍👧‍👦 ŵ ï – “quoted”",
        "=1+1",
        "a\x00b\x1b[31mc\ud800d",
        "\u202eevil\u202c",
        "{{ 7*7 }} %s %(x)s",
        "line one\r\nline two",
        "x" * 5000,
    ],
)
def test_whatever_is_written_is_kept_and_shown_as_it_is(council: Council, words: str) -> None:
    key = council.open()
    visitor = begin(council, key)
    for question in list(ANSWERS)[:-1]:
        visitor.post(visitor.path, ANSWERS[question])
    visitor.post(visitor.path, {"answer": words.encode("utf-8", "replace").decode()})
    visitor.post(f"/s/{key}/send")
    with council.database.reading() as session:
        [comment] = session.scalars(select(Comment))
    expected = words.encode("utf-8", "replace").decode().replace("\r\n", "\n")
    assert comment.text == expected.replace("\x00", "").replace("\x1b", "")


def test_a_post_without_a_token_changes_nothing(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    response = visitor.client.post(f"/s/{key}/q/in-control", data={"answer": "agree"})
    assert response.status_code == 400
    assert "Answers you gave before are safe" in response.text
    visitor.get(f"/s/{key}/q/help-with")
    assert visitor.path.endswith("in-control")


def test_too_much_at_once_is_refused_kindly(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    response = visitor.post(visitor.path, {"answer": "x" * 300_000})
    assert response.status_code == 413
    assert "too much at once" in response.text


def test_the_cookie_holds_a_token_and_no_answer(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    visitor = begin(sqlite_council, key)
    visitor.post(visitor.path, {"answer": "disagree"})
    visitor.post(visitor.path, {"answer": "Secret words"})
    names = [c.key for c in visitor.client._cookies.values()]
    assert names == ["toldus"]
    with visitor.client.session_transaction() as session:
        assert set(session) == {"drafts", "csrf_token"}
        assert "Secret" not in str(dict(session))


def test_a_corrected_word_does_not_lose_a_draft(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    visitor.post(visitor.path, {"answer": "agree"})
    corrected = small_survey(title="A small survey, corrected")
    council.open(corrected)
    visitor.get(f"/s/{key}/q/help-with")
    assert "corrected" in visitor.page.text
    fill_in_rest = {k: v for k, v in ANSWERS.items() if k != "in-control"}
    fill_in(visitor, key, fill_in_rest)
    visitor.post(f"/s/{key}/send")
    assert kept(council)[0].edition == 2


def test_an_option_that_has_gone_is_asked_anew_and_nothing_else_is_lost(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    fill_in(visitor, key, {**ANSWERS, "in-control": {"answer": "neither"}})
    changed = small_survey().model_dump(by_alias=True)
    [options] = [q["options"] for q in changed["questions"] if q["key"] == "in-control"]
    fewer = [o for o in options if o["key"] != "neither"]
    questions = [
        {**q, "options": fewer} if q["key"] == "in-control" else q
        for q in changed["questions"]
        if q["key"] != "safe"
    ]
    council.open(small_survey(questions=questions))
    visitor.post(f"/s/{key}/send")
    assert visitor.path == f"/s/{key}/q/in-control"
    visitor.post(visitor.path + "?change=1", {"answer": "agree"})
    assert visitor.path == f"/s/{key}/check"
    visitor.post(f"/s/{key}/send")
    assert visitor.path == f"/s/{key}/thanks"
    assert len(kept(council)) == 1


def test_thanks_are_for_those_who_sent(council: Council) -> None:
    key = council.open()
    visitor = Visitor(council.client())
    visitor.get(f"/s/{key}/thanks")
    assert visitor.path == f"/s/{key}/"


def test_what_changed_together_can_not_be_read_from_the_databases_log(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    log = Path(sqlite_council.settings.database_url.removeprefix("sqlite:///") + "-wal")
    visitor = begin(sqlite_council, key)
    fill_in(visitor, key)
    assert log.stat().st_size > 0
    visitor.post(f"/s/{key}/send")
    assert log.stat().st_size == 0
    begin(sqlite_council, key).client.post("/leave")
    assert log.stat().st_size == 0
