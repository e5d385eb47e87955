"""While nothing can be saved: a page that says so kindly and has what was typed; nothing is half done."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from werkzeug.test import TestResponse

from feedback.adapters import interface
from feedback.adapters.database import NotReachable
from feedback.adapters.store import waves
from feedback.adapters.tables import Comment, Draft, Response
from feedback.app import create_app
from feedback.web.trouble import RETRY_SECONDS
from tests.conftest import PASSWORD, Council
from tests.faults.breaking import away, cut_at_commit, file_of, is_sqlite, read_only
from tests.web.test_answering import ANSWERS, begin, fill_in, kept
from tests.web.test_codes import coded, counted, made, started
from tests.web.test_office import signed_in
from tests.web.visitor import Visitor

Breaking = Callable[[Council], AbstractContextManager[None]]
EITHER = pytest.mark.parametrize("broken", [read_only, away])
HAND = "Made up: “a & b” <p>\r\nsecond line"


def kind(response: TestResponse, visitor: Visitor) -> None:
    """A kind page, and no other."""
    assert response.status_code == 503
    assert response.headers["Retry-After"] == str(RETRY_SECONDS)
    assert response.headers["Cache-Control"] == "no-store"
    assert "That didn’t work just now" in visitor.page.text
    assert "Answers you gave before are safe." in visitor.page.text
    assert "press “Try again”" in visitor.page.text


def press_again(visitor: Visitor, response: TestResponse) -> TestResponse:
    """“Try again”, with the page's own fields and no others."""
    form = response.text.split('<form method="post" action="')[1].split("</form>")[0]
    action, body = form.split('"', 1)
    given: dict[str, object] = {}
    for part in body.split('<input type="hidden" name="')[1:]:
        name, value = part.split('"', 1)[0], unescape(part.split('value="', 1)[1].split('"', 1)[0])
        given.setdefault(name, [])
        given[name].append(value)  # type: ignore[attr-defined]
    return visitor.post(unescape(action), given)


def nothing_but_drafts(council: Council) -> None:
    with council.database.reading() as session:
        for table in (Response, Comment):
            assert session.scalar(select(func.count()).select_from(table)) == 0
        assert session.scalar(select(func.count()).where(Draft.sent)) == 0


@EITHER
def test_an_answer_that_cannot_be_saved_is_still_on_the_page_and_goes_when_pressed_again(
    council: Council, broken: Breaking
) -> None:
    key = council.open()
    visitor = begin(council, key)
    for question in list(ANSWERS)[:-1]:
        visitor.post(visitor.path, ANSWERS[question])
    assert visitor.path.endswith("/q/more")
    typed = {"answer": HAND, "quote": "yes"}
    with broken(council):
        refused = visitor.post(visitor.path, typed)
        kind(refused, visitor)
        still = press_again(visitor, refused)
        kind(still, visitor)
    press_again(visitor, still)
    assert visitor.path == f"/s/{key}/check"
    assert "second line" in visitor.page.text
    visitor.post(f"/s/{key}/send")
    with council.database.reading() as session:
        [comment] = session.scalars(select(Comment))
        assert (comment.text, comment.may_quote) == (HAND.replace("\r\n", "\n"), True)


def test_several_ticks_come_back_all(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    visitor.post(visitor.path, ANSWERS["in-control"])
    with read_only(council):
        refused = visitor.post(visitor.path, ANSWERS["help-with"])
    assert press_again(visitor, refused).status_code == 200
    assert visitor.path.endswith("/q/moves")
    visitor.get(f"/s/{key}/q/help-with")
    ticked = [i["value"] for i in visitor.page.all("input") if "checked" in i]
    assert ticked == ["money", "home"]


@EITHER
def test_what_cannot_be_sent_is_not_half_sent_and_is_sent_once_in_the_end(
    council: Council, broken: Breaking
) -> None:
    key = council.open()
    visitor = begin(council, key)
    fill_in(visitor, key)
    with broken(council):
        refused = visitor.post(f"/s/{key}/send")
        kind(refused, visitor)
    nothing_but_drafts(council)
    visitor.get(f"/s/{key}/check")
    assert "Say it in simple words" in visitor.page.text
    press_again(visitor, refused)
    assert visitor.path == f"/s/{key}/thanks"
    press_again(visitor, refused)
    assert visitor.path == f"/s/{key}/thanks"
    assert len(kept(council)) == 1


LATE = pytest.mark.parametrize("broken", [read_only, cut_at_commit])


def skip_if_impossible(council: Council, broken: Breaking) -> None:
    if broken is cut_at_commit and is_sqlite(council):
        pytest.skip("SQLite has no connection that could be cut")


@LATE
def test_a_code_that_could_not_be_used_up_is_still_held(council: Council, broken: Breaking) -> None:
    skip_if_impossible(council, broken)
    key = coded(council)
    visitor = started(council, key, made(council, key)[0])
    fill_in(visitor, key)
    with broken(council):
        kind(visitor.post(f"/s/{key}/send"), visitor)
    assert counted(council, key) == (1, 0)
    visitor.get(f"/s/{key}/check")
    visitor.post(f"/s/{key}/send")
    assert visitor.path == f"/s/{key}/thanks"
    assert counted(council, key) == (1, 1)


@LATE
def test_to_begin_anew_in_vain_leaves_the_answers_that_were_there(council: Council, broken: Breaking) -> None:
    skip_if_impossible(council, broken)
    key = council.open()
    visitor = begin(council, key)
    fill_in(visitor, key)
    visitor.get(f"/s/{key}/")
    with broken(council):
        kind(visitor.post(f"/s/{key}/start"), visitor)
    visitor.get(f"/s/{key}/check")
    assert visitor.path == f"/s/{key}/check"
    assert "Say it in simple words" in visitor.page.text


def test_answers_that_waited_on_a_phone_wait_on_and_are_sent_once(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    fill_in(visitor, key)
    with visitor.client.session_transaction() as held:
        token = held["drafts"][key]
    given = {"token": token, "answers": {"safe": [["answer", "no"]]}, "send": True}
    with read_only(council):
        assert visitor.client.post(f"/s/{key}/sync", json=given).status_code == 503
    nothing_but_drafts(council)
    for _ in range(2):
        assert visitor.client.post(f"/s/{key}/sync", json=given).get_json()["state"] == "sent"
    assert len(kept(council)) == 1


@EITHER
def test_leaving_waits_for_no_database(council: Council, broken: Breaking) -> None:
    key = council.open()
    visitor = begin(council, key)
    visitor.post(visitor.path, ANSWERS["in-control"])
    with broken(council):
        left = visitor.client.post("/leave")
        assert left.status_code == 303
        with visitor.client.session_transaction() as held:
            assert "drafts" not in held
    visitor.get(f"/s/{key}/q/help-with")
    assert "There is nothing to see here" in visitor.page.text


def test_a_page_that_cannot_be_read_says_so_to_an_officer_too(council: Council) -> None:
    key = council.open()
    officer = signed_in(council)
    with away(council):
        kind(officer.get("/office/"), officer)
        kind(officer.get(f"/s/{key}/"), officer)
        assert f'href="/s/{key}/"' in officer.client.get(f"/s/{key}/").text
        assert officer.client.get("/health").status_code == 200
        assert officer.client.get("/ready").status_code == 503
    assert officer.get("/office/").status_code == 200


def test_a_password_is_never_put_into_a_page(council: Council) -> None:
    council.add_officer()
    visitor = Visitor(council.client())
    visitor.get("/office/sign-in")
    with away(council):
        refused = visitor.post("/office/sign-in", {"name": "officer", "password": PASSWORD})
    assert refused.status_code == 503
    assert PASSWORD not in refused.text
    assert "go back, and try again" in visitor.page.text


@pytest.mark.parametrize("language", sorted(interface.load()))
def test_the_page_is_in_the_readers_language(sqlite_council: Council, language: str) -> None:
    key = sqlite_council.open()
    visitor = begin(sqlite_council, key)
    visitor.client.get(f"/?show={language}")
    with read_only(sqlite_council):
        refused = visitor.client.post(visitor.path, data={"csrf_token": visitor.token, "answer": "agree"})
    assert refused.status_code == 503
    assert f'<html lang="{language}"' in refused.text
    main = refused.text.split("<main")[1].split("</main>")[0]
    assert "lang=" not in main, "something in it is not translated"
    assert interface.load()[language].words["Try again"] in unescape(main)


def test_a_forged_form_is_never_put_into_a_page(council: Council) -> None:
    officer = signed_in(council)
    with away(council):
        forged = {"csrf_token": "nonsense", "name": "mallory", "role": "administrator"}
        refused = officer.client.post("/office/people", data=forged, headers={"Sec-Fetch-Site": "same-site"})
    assert refused.status_code in (400, 503)
    assert "mallory" not in refused.text


def test_an_officer_who_asks_for_no_page_of_ours_sees_the_kind_page(council: Council) -> None:
    officer = signed_in(council)
    with away(council):
        refused = officer.client.get("/office/no-such-page")
    assert refused.status_code in (404, 503)
    assert "<h1>" in refused.text


def test_leaving_waits_half_a_second_for_a_locked_file_and_no_longer(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    visitor = begin(sqlite_council, key)
    said: list[str] = []
    engine = sqlite_council.database.engine
    other = sqlite3.connect(file_of(sqlite_council), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    event.listen(engine, "before_cursor_execute", lambda *a: said.append(a[2]))
    visitor.client.post("/leave")
    other.close()
    assert "PRAGMA busy_timeout=500" in said
    visitor.get("/?open=1")
    begin(sqlite_council, key)
    assert "PRAGMA busy_timeout=30000" in said, "others wait as ever"


def test_what_is_wrong_with_a_program_is_no_503(council: Council) -> None:
    app: Flask = council.app
    app.view_functions["machines.health"] = lambda: 1 / 0  # type: ignore[assignment, return-value]
    assert council.client().get("/health").status_code == 500


def test_words_of_harm_that_could_not_be_saved_are_held_as_ever_when_they_are(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    for question in list(ANSWERS)[:-1]:
        visitor.post(visitor.path, ANSWERS[question])
    with read_only(council):
        refused = visitor.post(visitor.path, {"answer": "I want to kill myself"})
        kind(refused, visitor)
        assert "999" in visitor.page.text  # where help is stands on every page
    press_again(visitor, refused)
    assert visitor.path == f"/s/{key}/q/more/help"


def test_the_wave_itself_is_as_it_was(council: Council) -> None:
    key = council.open()
    visitor = begin(council, key)
    fill_in(visitor, key)
    with read_only(council):
        visitor.post(f"/s/{key}/send")
    with council.database.reading() as session:
        wave = waves.get(session, key)
        assert wave is not None
        assert (wave.seq, wave.epoch) == (0, 0)


def test_a_servers_process_starts_while_the_database_is_away_and_serves_once_it_is_there(
    council: Council,
) -> None:
    key = council.open()
    with away(council):
        with pytest.raises(NotReachable):
            create_app(council.settings)
        app = create_app(council.settings, lambda: council.clock[0], may_be_away=True)
        assert app.test_client().get(f"/s/{key}/").status_code == 503
    assert app.test_client().get(f"/s/{key}/").status_code == 200
    app.extensions["toldus"].database.close()
