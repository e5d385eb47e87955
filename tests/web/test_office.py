"""An officer's day: signing in, results, comments, sections, files."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from zipfile import ZipFile

import pytest
from argon2 import PasswordHasher

from feedback.adapters.store import editions, responses, waves
from feedback.domain.journey import SKIPPED, Answer
from tests.conftest import PASSWORD, TODAY, Council, small_survey
from tests.web.visitor import Visitor


def answered(council: Council, agree: int, disagree: int, words: str = "", writers: int = 1) -> str:
    """A wave with so many answers to “I feel in control”, and so many who wrote these words; its key."""
    key = council.open()
    chosen = ["agree"] * agree + ["disagree"] * disagree
    quote = Answer(words=words, may_quote=True) if words else SKIPPED
    sent = [
        responses.Sent(
            {"in-control": Answer((c,)), "more": quote if i < writers else SKIPPED}, {"more": words}
        )
        for i, c in enumerate(chosen)
    ]
    with council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        survey = editions.get(session, wave.survey_key, wave.edition)
        responses.add(session, wave, survey, sent, responses.Circumstances(TODAY, way="online"))
    return key


def signed_in(council: Council) -> Visitor:
    council.add_officer()
    visitor = Visitor(council.client())
    visitor.get("/office/sign-in")
    visitor.post("/office/sign-in", {"name": "Officer ", "password": PASSWORD})
    assert visitor.path == "/office/"
    return visitor


def test_an_officer_signs_in_looks_and_signs_out(council: Council) -> None:
    key = answered(council, 20, 12)
    visitor = signed_in(council)
    assert "32 answered" in visitor.page.text
    visitor.get(f"/office/waves/{key}")
    assert "63% of young people (20 of 32) told us that they feel in control." in visitor.page.text
    visitor.post("/office/sign-out")
    assert visitor.path == "/office/sign-in"
    visitor.get(f"/office/waves/{key}")
    assert visitor.path == "/office/sign-in"


def test_a_wrong_password_or_name_says_the_same(council: Council) -> None:
    council.add_officer()
    visitor = Visitor(council.client())
    said = set()
    for name, password in (("officer", "wrong password here"), ("nobody", PASSWORD)):
        visitor.get("/office/sign-in")
        response = visitor.post("/office/sign-in", {"name": name, "password": password})
        assert response.status_code == 422
        said.add(visitor.page.text.replace(name, ""))
        assert password not in response.text
    assert len(said) == 1


def test_signing_in_is_throttled_then_opens_again(council: Council) -> None:
    council.add_officer()
    visitor = Visitor(council.client())
    visitor.get("/office/sign-in")
    for _ in range(5):
        assert visitor.post("/office/sign-in", {"name": "officer", "password": "no"}).status_code == 422
    right = {"name": "officer", "password": PASSWORD}
    assert visitor.post("/office/sign-in", right).status_code == 429
    assert "Wait 15 minutes" in visitor.page.text
    council.clock[0] = council.clock[0].replace(minute=31)
    assert visitor.post("/office/sign-in", right).status_code == 200
    assert visitor.path == "/office/"


def test_many_names_from_one_address_are_throttled(sqlite_council: Council) -> None:
    visitor = Visitor(sqlite_council.client())
    visitor.get("/office/sign-in")
    tried = [visitor.post("/office/sign-in", {"name": f"guess-{i}", "password": "no"}) for i in range(31)]
    assert [t.status_code for t in tried] == [422] * 30 + [429]


def test_a_home_of_many_addresses_is_one_address(sqlite_council: Council) -> None:
    visitor = Visitor(sqlite_council.client())
    visitor.get("/office/sign-in")
    tried = []
    for i in range(31):
        visitor.client.environ_base["REMOTE_ADDR"] = f"2001:db8:1:2:{i:x}::{i:x}"
        tried.append(visitor.post("/office/sign-in", {"name": f"guess-{i}", "password": "no"}).status_code)
    assert tried == [422] * 30 + [429]


def test_one_right_password_buys_no_more_guesses_at_others_and_costs_none(sqlite_council: Council) -> None:
    visitor = signed_in(sqlite_council)
    visitor.post("/office/sign-out")

    def guess(name: str) -> int:
        return visitor.post("/office/sign-in", {"name": name, "password": "no"}).status_code

    assert {guess(f"guess-{i}") for i in range(29)} == {422}
    visitor.post("/office/sign-in", {"name": "officer", "password": PASSWORD})
    assert visitor.path == "/office/"
    visitor.post("/office/sign-out")
    assert [guess("one more"), guess("and another")] == [422, 429]


def test_nobodys_writing_waits_for_a_password_to_be_checked(
    sqlite_council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify, checked = PasswordHasher.verify, []

    def writes_meanwhile(self: PasswordHasher, kept: str, password: str) -> bool:
        with closing(sqlite3.connect(sqlite_council.database.engine.url.database or "", timeout=0)) as other:
            other.execute("BEGIN IMMEDIATE")
        checked.append(password)
        return bool(verify(self, kept, password))

    monkeypatch.setattr(PasswordHasher, "verify", writes_meanwhile)
    visitor = signed_in(sqlite_council)
    assert visitor.path == "/office/"
    assert visitor.client.get("/office/").status_code == 200
    assert checked == [PASSWORD]


def test_a_right_password_starts_the_count_anew(sqlite_council: Council) -> None:
    visitor = signed_in(sqlite_council)
    for _ in range(8):
        visitor.post("/office/sign-out")
        visitor.post("/office/sign-in", {"name": "officer", "password": PASSWORD})
        assert visitor.path == "/office/"


def test_signing_out_or_a_new_password_ends_every_session(council: Council) -> None:
    laptop, phone = signed_in(council), Visitor(council.client())
    cookie = laptop.client.get_cookie("toldus")
    assert cookie is not None
    phone.client.set_cookie("toldus", cookie.value)
    phone.get("/office/commitments")
    assert phone.path == "/office/commitments"
    laptop.post("/office/sign-out")
    phone.get("/office/commitments")
    assert phone.path == "/office/sign-in"

    laptop = Visitor(council.client())
    laptop.get("/office/sign-in")
    laptop.post("/office/sign-in", {"name": "officer", "password": PASSWORD})
    council.add_officer()
    laptop.get("/office/")
    assert laptop.path == "/office/sign-in"


def test_signing_in_opens_the_page_that_was_asked_for(sqlite_council: Council) -> None:
    sqlite_council.add_officer()
    visitor = Visitor(sqlite_council.client())
    visitor.get("/office/commitments/pledge-5")
    assert visitor.path == "/office/sign-in"
    [then] = [i["value"] for i in visitor.page.all("input") if i.get("name") == "then"]
    visitor.post("/office/sign-in", {"name": "officer", "password": PASSWORD, "then": then})
    assert visitor.path == "/office/commitments/pledge-5"


@pytest.mark.parametrize(
    "then", ["//evil.example", "https://evil.example/office/", "/office/../leave?x", "/s/x/"]
)
def test_signing_in_never_leads_elsewhere(sqlite_council: Council, then: str) -> None:
    sqlite_council.add_officer()
    visitor = Visitor(sqlite_council.client())
    visitor.get("/office/sign-in")
    visitor.post("/office/sign-in", {"name": "officer", "password": PASSWORD, "then": then})
    assert visitor.path == "/office/"


def test_a_session_holds_nothing_of_the_officers_address(sqlite_council: Council) -> None:
    visitor = signed_in(sqlite_council)
    with visitor.client.session_transaction() as session:
        assert set(session) <= {"_user_id", "_fresh", "csrf_token", "whose"}


def test_a_wave_that_nobody_has_answered_says_so(council: Council) -> None:
    key = council.open()
    visitor = signed_in(council)
    assert visitor.get(f"/office/waves/{key}").status_code == 200
    assert "Nobody has answered yet." in visitor.page.text
    assert visitor.get("/office/commitments/pledge-5").status_code == 200


def test_quotes_are_kept_back_where_their_number_would_tell(sqlite_council: Council) -> None:
    key = answered(sqlite_council, 20, 12, words="One of a few")
    visitor = signed_in(sqlite_council)
    visitor.get(f"/office/waves/{key}/comments")
    hidden = {i["name"]: i["value"] for i in visitor.page.all("input") if i["name"] == "comment"}
    visitor.post(f"/office/waves/{key}/comments", {**hidden, "state": "cleared"})
    visitor.get("/office/commitments/pledge-5")
    assert "without pointing at someone" in visitor.page.text
    assert "One of a few" not in visitor.page.text


def test_small_counts_are_seen_in_the_office_and_marked(sqlite_council: Council) -> None:
    key = answered(sqlite_council, 30, 3)
    visitor = signed_in(sqlite_council)
    visitor.get(f"/office/waves/{key}")
    assert "Disagree 3 9% [c]" in visitor.page.text
    visitor.get("/office/commitments/pledge-5")
    assert "Disagree [c]" in visitor.page.text
    assert "(30 of 33)" not in visitor.page.text


def test_a_comment_is_quoted_only_once_it_is_cleared(council: Council) -> None:
    key = answered(council, 20, 12, words="Say it in simple words", writers=12)
    visitor = signed_in(council)
    visitor.get("/office/commitments/pledge-5")
    assert "Say it in simple words" not in visitor.page.text
    visitor.get(f"/office/waves/{key}/comments")
    hidden = {i["name"]: i["value"] for i in visitor.page.all("input") if i["name"] == "comment"}
    visitor.post(f"/office/waves/{key}/comments", {**hidden, "state": "cleared"})
    assert "Cleared for quoting" in visitor.page.text
    visitor.get("/office/commitments/pledge-5")
    assert "Say it in simple words" in visitor.page.text
    visitor.get(f"/office/waves/{key}/comments")
    visitor.post(f"/office/waves/{key}/comments", {**hidden, "state": "declined"})
    visitor.get("/office/commitments/pledge-5")
    assert "Say it in simple words" not in visitor.page.text


@pytest.mark.parametrize(
    "judged",
    [
        {"comment": "1", "state": "cleared"},
        {"comment": "", "state": "cleared"},
        {"comment": "²" * 500, "state": "declined"},
        {"state": "published"},
        {},
    ],
)
def test_a_comment_that_is_not_there_can_not_be_judged(
    sqlite_council: Council, judged: dict[str, str]
) -> None:
    key = answered(sqlite_council, 20, 12, words="Words")
    visitor = signed_in(sqlite_council)
    visitor.get(f"/office/waves/{key}/comments")
    assert visitor.post(f"/office/waves/{key}/comments", judged).status_code == 400


def test_every_format_downloads_and_says_the_same(council: Council) -> None:
    answered(council, 20, 12)
    visitor = signed_in(council)
    files = {}
    for ending in ("docx", "html", "md", "csv", "json"):
        response = visitor.client.get(f"/office/commitments/pledge-5/section.{ending}")
        assert response.status_code == 200
        assert f"pledge-5.{ending}" in response.headers["Content-Disposition"]
        files[ending] = response.data
    sentence = "63% of young people (20 of 32) told us that they feel in control."
    assert sentence in files["html"].decode()
    assert sentence in files["md"].decode().replace("\\", "")
    assert sentence in json.loads(files["json"])["sections"][0]["findings"][0]["waves"][0]["sentence"]
    assert sentence in ZipFile(io.BytesIO(files["docx"])).read("word/document.xml").decode()
    rows = list(csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    assert [(r["count"], r["base"], r["percent"]) for r in rows if r["option"] == "Agree"] == [
        ("20", "32", "63")
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/office/waves/no-such-wave",
        "/office/waves/no-such-wave/comments",
        "/office/commitments/no-such-promise",
        "/office/commitments/no-such-promise/section.docx",
        "/office/commitments/pledge-5/section.exe",
        "/office/nothing",
    ],
)
def test_what_is_not_there_is_not_found(sqlite_council: Council, path: str) -> None:
    visitor = signed_in(sqlite_council)
    assert visitor.get(path).status_code == 404
    assert "We can’t find that page" in visitor.page.text


def test_a_promise_that_nobody_was_asked_about_says_so(sqlite_council: Council) -> None:
    visitor = signed_in(sqlite_council)
    assert visitor.get("/office/commitments/theme-1").status_code == 200
    assert "%" not in visitor.page.text


def test_surveys_that_are_not_open_yet_are_listed(sqlite_council: Council) -> None:
    visitor = signed_in(sqlite_council)
    assert "Written, not opened yet" in visitor.page.text
    assert "Care leavers survey" in visitor.page.text


def test_a_corrected_title_shows_and_counts_go_on(council: Council) -> None:
    key = answered(council, 20, 12)
    council.open(small_survey(title="A corrected title"))
    visitor = signed_in(council)
    visitor.get(f"/office/waves/{key}")
    assert "A corrected title" in visitor.page.text
    assert "(20 of 32)" in visitor.page.text
