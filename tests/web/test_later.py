"""Come back later: three words bring answers back on another phone, and nothing else does."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from feedback.adapters import three_words
from feedback.adapters.store import drafts, throttling
from feedback.adapters.tables import Draft
from tests.conftest import TODAY, Council
from tests.web.test_answering import begin
from tests.web.visitor import Visitor


def with_words(council: Council) -> tuple[Visitor, str, str]:
    """Someone who has answered one question and was given three words; the wave; the words."""
    key = council.open()
    visitor = begin(council, key)
    visitor.post(visitor.path, {"answer": "agree"})
    visitor.get(f"/s/{key}/later")
    visitor.post(f"/s/{key}/later")
    return visitor, key, shown(visitor)


def shown(visitor: Visitor) -> str:
    """The words on the page, which must be three of ours."""
    known = set(three_words.known())
    [words] = [t for t in visitor.page.texts if len(t.split()) == 3 and set(t.split()) <= known]
    return words


def another_phone(council: Council, key: str) -> Visitor:
    visitor = Visitor(council.client())
    visitor.get(f"/s/{key}/back")
    return visitor


def held(council: Council) -> list[Draft]:
    with council.database.reading() as session:
        found = list(session.scalars(select(Draft)))
        session.expunge_all()
        return found


def test_three_words_bring_the_answers_back_on_another_phone(council: Council) -> None:
    first, key, words = with_words(council)
    second = another_phone(council, key)
    second.post(f"/s/{key}/back", {"words": f" {words.upper().replace(' ', ', ')} "})
    assert second.path == f"/s/{key}/q/help-with"
    second.get(f"/s/{key}/q/in-control")
    assert [i["value"] for i in second.page.all("input") if "checked" in i] == ["agree"]
    assert first.get(f"/s/{key}/q/in-control").status_code == 410, "answers are open in one place at a time"
    assert len(held(council)) == 1


def test_the_words_are_shown_once_and_are_kept_nowhere(sqlite_council: Council) -> None:
    visitor, key, words = with_words(sqlite_council)
    with visitor.client.session_transaction() as session:
        assert not set(words.split()) & set(re.findall(r"[a-z]+", repr(dict(session))))
    visitor.get(f"/s/{key}/later")
    assert words not in visitor.page.text
    assert "New words take the place of the old ones." in visitor.page.text


def test_the_next_person_on_the_phone_is_not_shown_the_words_of_the_last(council: Council) -> None:
    visitor, key, words = with_words(council)
    visitor.get(f"/s/{key}/")
    visitor.post(f"/s/{key}/start")
    visitor.get(f"/s/{key}/later")
    assert words not in visitor.page.text
    visitor.post(f"/s/{key}/later")
    assert shown(visitor) != words


def test_the_date_on_the_page_is_kept(council: Council) -> None:
    key = council.open(days=3)
    visitor = begin(council, key)
    visitor.get(f"/s/{key}/later")
    visitor.post(f"/s/{key}/later")
    assert "until 26 November 2026" in visitor.page.text, "a day after the wave closes"
    words = shown(visitor)
    council.go_to(TODAY + timedelta(days=4))
    second = another_phone(council, key)
    second.post(f"/s/{key}/back", {"words": words})
    assert second.path == f"/s/{key}/q/in-control"


def test_making_words_is_throttled(sqlite_council: Council) -> None:
    visitor, key, _ = with_words(sqlite_council)
    visitor.get(f"/s/{key}/later")
    token = visitor.token
    codes = [
        visitor.client.post(f"/s/{key}/later", data={"csrf_token": token}).status_code for _ in range(10)
    ]
    assert codes == [200] * 9 + [429]


def test_new_words_take_the_place_of_the_old(council: Council) -> None:
    visitor, key, words = with_words(council)
    visitor.get(f"/s/{key}/later")
    visitor.post(f"/s/{key}/later")
    assert shown(visitor) != words
    second = another_phone(council, key)
    assert second.post(f"/s/{key}/back", {"words": words}).status_code == 422
    second.post(f"/s/{key}/back", {"words": shown(visitor)})
    assert second.path == f"/s/{key}/q/help-with"


def test_leaving_keeps_answers_that_have_words_and_nothing_on_the_phone(council: Council) -> None:
    visitor, key, words = with_words(council)
    visitor.client.post("/leave")
    visitor.client.get("/?open=1")
    assert visitor.get(f"/s/{key}/q/in-control").status_code == 410
    visitor.get(f"/s/{key}/back")
    visitor.post(f"/s/{key}/back", {"words": words})
    assert visitor.path == f"/s/{key}/q/help-with"


def test_a_draft_goes_after_thirty_days_whatever_words_it_has(council: Council) -> None:
    _, key, words = with_words(council)
    council.go_to(TODAY + timedelta(days=30))
    second = another_phone(council, key)
    second.post(f"/s/{key}/back", {"words": words})
    assert second.path == f"/s/{key}/q/help-with", "on the thirtieth day they are still there"
    with council.database.writing() as session:
        drafts.clear_old(session, TODAY + timedelta(days=60))
    assert len(held(council)) == 1, "to bring them back counts as having touched them"
    with council.database.writing() as session:
        drafts.clear_old(session, TODAY + timedelta(days=61))
    assert held(council) == []


def test_words_open_nothing_on_the_thirty_first_day(council: Council) -> None:
    key = council.open(days=60)
    visitor = begin(council, key)
    visitor.get(f"/s/{key}/later")
    visitor.post(f"/s/{key}/later")
    assert "until 22 December 2026" in visitor.page.text
    council.go_to(TODAY + timedelta(days=31))
    second = another_phone(council, key)
    assert second.post(f"/s/{key}/back", {"words": shown(visitor)}).status_code == 422


def test_answers_that_are_sent_can_not_be_brought_back(council: Council) -> None:
    visitor, key, words = with_words(council)
    visitor.get(f"/s/{key}/q/help-with")
    fields = {"help-with": "answer", "moves": "skip", "born": "skip", "safe": "answer", "more": "skip"}
    for question, field in fields.items():
        visitor.post(f"/s/{key}/q/{question}", {field: "-skip"})
    visitor.post(f"/s/{key}/send")
    assert visitor.path == f"/s/{key}/thanks"
    second = another_phone(council, key)
    response = second.post(f"/s/{key}/back", {"words": words})
    assert response.status_code == 422
    assert "No saved answers have these words." in second.page.text
    assert [d.words_hash for d in held(council)] == [None]


def test_words_of_one_wave_open_nothing_in_another(council: Council) -> None:
    _, _, words = with_words(council)
    other = council.open(name="Spring 2027")
    second = another_phone(council, other)
    assert second.post(f"/s/{other}/back", {"words": words}).status_code == 422


def test_a_copy_of_the_database_does_not_hold_the_words(council: Council) -> None:
    _, key, words = with_words(council)
    [draft] = held(council)
    assert draft.words_hash
    assert re.fullmatch(r"[0-9a-f]{64}", draft.words_hash)
    assert not set(words.split()) & set(re.findall(r"[a-z]+", repr(vars(draft))))
    secret = council.settings.secret_key
    assert draft.words_hash == three_words.hashed(secret, key, words)
    assert draft.words_hash != three_words.hashed("", key, words), "the key is needed to try words"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "You typed this many: 0"),
        ("one two", "You typed this many: 2"),
        ("zzzzzz yyyyyy xxxxxx", "We don’t know the word “zzzzzz”"),
        ("<script>alert(1)</script> x", "You typed this many: 4"),
        ("x" * 5000, "You typed this many: 1"),
        ("\0\0\0", "You typed this many: 0"),
    ],
)
def test_what_can_not_be_three_words_is_told_and_shown_again(
    sqlite_council: Council, typed: str, said: str
) -> None:
    key = sqlite_council.open()
    visitor = another_phone(sqlite_council, key)
    assert visitor.post(f"/s/{key}/back", {"words": typed}).status_code == 422
    assert said in visitor.page.text


def test_a_slip_is_told_with_the_word_that_was_meant(sqlite_council: Council) -> None:
    _, key, words = with_words(sqlite_council)
    a, b, c = words.split()
    visitor = another_phone(sqlite_council, key)
    visitor.post(f"/s/{key}/back", {"words": f"{a} {b}q {c}"})
    assert f"Did you mean “{b}”?" in visitor.page.text
    [box] = [i for i in visitor.page.all("input") if i.get("id") == "words"]
    assert box["value"] == f"{a} {b}q {c}"


def test_guessing_is_throttled_and_opens_again(council: Council) -> None:
    _, key, words = with_words(council)
    known = three_words.known()
    guesser = another_phone(council, key)
    for n in range(10):
        guess = f"{known[n]} {known[n + 1]} {known[n + 2]}"
        assert guesser.post(f"/s/{key}/back", {"words": guess}).status_code == 422
    assert guesser.post(f"/s/{key}/back", {"words": words}).status_code == 429
    assert "Wait 15 minutes" in guesser.page.text
    council.clock[0] += timedelta(minutes=15)
    guesser.post(f"/s/{key}/back", {"words": words})
    assert guesser.path == f"/s/{key}/q/help-with"


def test_nobody_can_shut_everybody_out_by_guessing(sqlite_council: Council) -> None:
    _, key, words = with_words(sqlite_council)
    wave = sqlite_council.wave(key)
    seconds, secret = int(sqlite_council.clock[0].timestamp()), sqlite_council.settings.secret_key
    with sqlite_council.database.writing() as session:
        for _ in range(600):
            throttling.tries(session, secret, f"words in {wave.id}", seconds)
    visitor = another_phone(sqlite_council, key)
    visitor.post(f"/s/{key}/back", {"words": words})
    assert visitor.path == f"/s/{key}/q/help-with"


def test_addresses_of_one_home_are_counted_as_one(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    known = three_words.known()
    for n in range(10):
        guesser = Visitor(sqlite_council.client())
        guesser.client.environ_base["REMOTE_ADDR"] = f"2001:db8:1:2::{n:x}"
        guesser.get(f"/s/{key}/back")
        guess = f"{known[n]} {known[n + 1]} {known[n + 2]}"
        assert guesser.post(f"/s/{key}/back", {"words": guess}).status_code == 422
    assert guesser.post(f"/s/{key}/back", {"words": " ".join(known[:3])}).status_code == 429


def test_words_are_only_for_someone_who_has_answers(council: Council) -> None:
    key = council.open()
    visitor = another_phone(council, key)
    token = visitor.token
    assert visitor.get(f"/s/{key}/later").status_code == 410
    assert visitor.client.post(f"/s/{key}/later", data={"csrf_token": token}).status_code == 410
    assert held(council) == []
