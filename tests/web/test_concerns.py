"""Words of harm while answering, and what is passed on: sealed, read by leads alone, joined to nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from feedback.adapters.store import concern_keys, people
from feedback.adapters.store.opening import open_survey
from feedback.adapters.store.waves import Terms
from feedback.adapters.tables import Comment, Draft
from feedback.adapters.tables_concerns import Concern, ConcernCopy, ConcernKey, ConcernVisit
from feedback.adapters.tables_people import Officer
from feedback.adapters.tidying import tidy
from feedback.domain.promises import Promise
from feedback.domain.roles import Role
from tests.conftest import TODAY, Council, small_survey
from tests.web.people import add, log, sign_in, wait
from tests.web.test_answering import begin
from tests.web.visitor import Visitor

PASSPHRASE = "four green umbrellas sing"
WORDS = "I want to die zanzibar"
BEFORE = {
    "in-control": {"answer": "agree"},
    "help-with": {"answer": "-skip"},
    "moves": {"skip": "-skip"},
    "born": {"skip": "-skip"},
    "safe": {"answer": "-skip"},
}


def lead(council: Council, name: str = "lead", **more: str) -> Visitor:
    """A safeguarding lead who has just made a key."""
    add(council, name, Role.SAFEGUARDING)
    made = sign_in(council, name)
    made.get("/office/concerns")
    again = {"new-password": PASSPHRASE, "again-password": PASSPHRASE}
    made.post("/office/concerns/key", again | more)
    return made


def printed(visitor: Visitor) -> str:
    """The recovery key on the page."""
    return next(word for word in visitor.page.text.split() if word.count("-") > 8)


def at_the_comment(council: Council, key: str) -> Visitor:
    young = begin(council, key)
    for question, answer in BEFORE.items():
        young.post(f"/s/{key}/q/{question}", answer)
    assert young.path == f"/s/{key}/q/more"
    return young


def writes(council: Council, key: str, words: str = WORDS) -> Visitor:
    young = at_the_comment(council, key)
    young.post(young.path, {"answer": words, "quote": "yes"})
    return young


def tells(council: Council, key: str, words: str = WORDS, **more: object) -> Visitor:
    young = writes(council, key, words)
    young.post(young.path, {"choice": "tell"})
    assert young.path == f"/s/{key}/q/more/tell"
    young.post(young.path, more)
    assert young.path == f"/s/{key}/q/more/told"
    return young


def sends(young: Visitor, key: str) -> None:
    young.get(f"/s/{key}/check")
    young.post(f"/s/{key}/send")
    assert young.path == f"/s/{key}/thanks"


def links(visitor: Visitor) -> list[str]:
    """The concerns that this lead can open."""
    visitor.get("/office/concerns")
    return [a["href"] for a in visitor.page.all("a") if a["href"].startswith("/office/concerns/")]


@contextmanager
def comments(council: Council) -> Iterator[list[Comment]]:
    with council.database.reading() as session:
        yield list(session.scalars(select(Comment)))


def test_help_comes_first_and_the_words_stay_if_they_are_to(council: Council) -> None:
    key = council.open()
    young = writes(council, key)
    assert young.path == f"/s/{key}/q/more/help"
    assert "Are you OK?" in young.page.text
    assert "tel:08001111" in [a["href"] for a in young.page.all("a")]
    young.get(f"/s/{key}/check")
    assert young.path == f"/s/{key}/q/more/help", "nothing is sent before it's said what becomes of the words"
    young.post(f"/s/{key}/send")
    assert young.path == f"/s/{key}/q/more/help"
    young.post(f"/s/{key}/q/more/help?change=1", {"choice": "keep"})
    assert young.path == f"/s/{key}/check"
    assert WORDS in young.page.text
    sends(young, key)
    with comments(council) as [kept]:
        assert (kept.text, kept.may_quote) == (WORDS, True)


def test_it_asks_once_about_the_same_words_and_again_about_others(council: Council) -> None:
    key = council.open()
    young = writes(council, key)
    young.post(young.path, {"choice": "keep"})
    young.post(f"/s/{key}/q/more", {"answer": WORDS})
    assert young.path == f"/s/{key}/check"
    young.post(f"/s/{key}/q/more", {"answer": f"{WORDS} again"})
    assert young.path == f"/s/{key}/q/more/help"


def test_back_has_the_words_still_there_and_mending_them_goes_on(council: Council) -> None:
    key = council.open()
    young = writes(council, key)
    young.get(f"/s/{key}/q/more")
    assert WORDS in young.page.text
    young.post(f"/s/{key}/q/more", {"answer": "Fine words"})
    assert young.path == f"/s/{key}/check"


def test_the_words_can_be_taken_out(council: Council) -> None:
    key = council.open()
    young = writes(council, key)
    young.post(young.path, {"choice": "out"})
    assert young.path == f"/s/{key}/check"
    sends(young, key)
    with comments(council) as kept:
        assert kept == []


def test_nobody_is_told_without_a_lead_who_has_a_key(council: Council) -> None:
    key = council.open()
    young = writes(council, key)
    assert "can’t pass your words on" in young.page.text
    young.post(young.path, {"choice": "tell"})
    assert young.path == f"/s/{key}/q/more/help"
    young.post(f"/s/{key}/q/more/tell", {})
    assert young.path == f"/s/{key}/q/more/help"


def test_a_practice_wave_passes_nothing_on(council: Council) -> None:
    lead(council)
    with council.database.writing() as session:
        key = open_survey(session, small_survey(), "Practice", (TODAY, TODAY), TODAY, made_up=True).key
    assert "can’t pass your words on" in writes(council, key).page.text


def test_the_page_says_who_reads_and_how_soon(council: Council) -> None:
    terms = Terms(promise=Promise("A", "B", "C", "Duty social worker", "the next working day"))
    with council.database.writing() as session:
        key = open_survey(session, small_survey(), "Autumn", (TODAY, TODAY), TODAY, terms=terms).key
    young = writes(council, key)
    assert "if someone is in danger: Duty social worker. How soon: the next working day." in young.page.text
    young.get(f"/s/{key}/")
    assert "Duty social worker" in young.page.text
    assert "Nobody reads it at once." in young.page.text


def test_telling_reaches_the_lead_alone_and_is_timed(council: Council) -> None:
    reader, key = lead(council), council.open()
    young = tells(council, key, name=" Sam ", reach="07700 900123")
    assert "It was right to tell someone." in young.page.text
    assert "They can contact you" in young.page.text
    sends(young, key)
    with comments(council) as kept:
        assert kept == [], "the words stay in the answers only if that was ticked"

    wait(council, minutes=5)
    [link] = links(reader)
    assert "22 November 2026, 12:00" in reader.page.text
    assert "Unread" in reader.page.text
    reader.get(link)
    for known in (WORDS, "Sam", "07700 900123", "A small survey, Autumn 2026", "English"):
        assert known in reader.page.text
    reader.post(link, {"act": "close", "outcome": "SPOKEN"})
    assert "I have read it" in reader.page.text, "it has to be read first"
    reader.post(link, {"act": "read"})
    assert "Read by lead on 22 November 2026, 12:05." in reader.page.text
    assert reader.post(link, {"act": "close"}).status_code == 422
    reader.post(link, {"act": "close", "outcome": "SPOKEN"})
    assert "spoke with the young person" in reader.page.text
    acts = [act for _, act, _ in log(council)]
    assert [a for a in acts if a in ("read a concern", "closed a concern")] == [
        "read a concern",
        "closed a concern",
    ]
    assert not any("zanzibar" in " ".join(line) or key in " ".join(line) for line in log(council))


def test_the_words_stay_in_the_answers_too_if_that_is_ticked(council: Council) -> None:
    lead(council)
    key = council.open()
    young = tells(council, key, stay="yes")
    assert "you gave no way to reach you" in young.page.text
    sends(young, key)
    with comments(council) as [kept]:
        assert kept.text == WORDS


def test_a_second_press_makes_no_second_concern(council: Council) -> None:
    lead(council)
    key = council.open()
    young = tells(council, key)
    young.get(f"/s/{key}/q/more")  # for its token
    young.post(f"/s/{key}/q/more/tell", {})
    assert young.path == f"/s/{key}/q/more/told"
    with council.database.reading() as session:
        assert len(session.scalars(select(Concern)).all()) == 1


def test_the_page_that_thanks_shows_to_nobody_who_told_nothing(council: Council) -> None:
    key = council.open()
    young = at_the_comment(council, key)
    young.get(f"/s/{key}/q/more/told")
    assert "Thank you for telling us" not in young.page.text


def test_too_many_from_one_address_are_asked_to_wait_and_lose_nothing(council: Council) -> None:
    lead(council)
    key = council.open()
    for number in range(20):
        tells(council, key, f"{WORDS} {number}")
    young = writes(council, key)
    young.post(young.path, {"choice": "tell"})
    assert young.post(young.path, {}).status_code == 429
    assert WORDS in young.page.text
    assert "0800 1111" in young.page.text


def test_waiting_answers_are_kept_and_the_choice_comes_when_they_are_sent(council: Council) -> None:
    key = council.open()
    young = at_the_comment(council, key)
    with young.client.session_transaction() as cookie:
        token = cookie["drafts"][key]
    sent = {"token": token, "answers": {"more": [["answer", WORDS]]}, "send": True}
    said = young.client.post(f"/s/{key}/sync", json=sent).get_json()
    assert said == {"state": "kept", "next": f"/s/{key}/q/more/help?change=1", "wrong": []}
    young.get(said["next"])
    young.post(said["next"], {"choice": "keep"})
    assert young.path == f"/s/{key}/check"
    assert WORDS in young.page.text
    again = young.client.post(f"/s/{key}/sync", json=sent).get_json()
    assert again["state"] == "sent"


def test_what_is_held_waits_for_three_words_too_and_a_lost_key_asks_anew(council: Council) -> None:
    key = council.open()
    young = writes(council, key)
    young.post(f"/s/{key}/later")
    [words] = [w for w in young.page.texts if w.count(" ") == 2 and w.islower() and len(w) < 40][:1]
    other = Visitor(council.client())
    other.get(f"/s/{key}/back")
    other.post(f"/s/{key}/back", {"words": words})
    other.get(f"/s/{key}/check")
    assert other.path == f"/s/{key}/q/more/help"


def test_an_officer_who_keys_in_paper_is_told(council: Council) -> None:
    key = council.open()
    council.add_officer()
    officer = sign_in(council)
    officer.get(f"/office/waves/{key}/entry")
    form = next(i["value"] for i in officer.page.all("input") if i.get("name") == "form")
    officer.post(
        f"/office/waves/{key}/entry",
        {"form": form, "q-more": WORDS, "save": "1", "language": "en", "day": "2026-11-22"},
    )
    assert "somebody is in danger" in officer.page.text
    with comments(council) as [kept]:
        assert kept.text == WORDS


# Keys


def test_officers_and_administrators_may_not_open_the_lane(council: Council) -> None:
    lead(council)
    tells(council, council.open())
    with council.database.reading() as session:
        number = session.scalars(select(Concern.id)).one()
    for role in (Role.OFFICER, Role.ADMINISTRATOR, Role.ANALYST, Role.REVIEWER):
        add(council, f"some-{role}", role)
        other = sign_in(council, f"some-{role}")
        for path in ("/office/concerns", f"/office/concerns/{number}"):
            assert other.get(path).status_code == 403


def test_the_lane_shuts_by_itself_by_hand_and_with_signing_out(council: Council) -> None:
    reader = lead(council)
    tells(council, council.open())
    [link] = links(reader)
    wait(council, minutes=16)
    assert links(reader) == []
    reader.get(link)
    assert WORDS not in reader.page.text
    assert reader.post("/office/concerns/open", {"password": "not this one at all"}).status_code == 422
    assert links(reader) == []
    reader.post("/office/concerns/open", {"password": PASSPHRASE})
    assert links(reader) == [link]
    reader.post("/office/concerns/shut")
    assert links(reader) == []
    reader.post("/office/concerns/open", {"password": PASSPHRASE})
    reader.post("/office/sign-out")
    with council.database.reading() as session:
        assert session.scalars(select(ConcernVisit)).all() == []


def test_passphrases_can_not_be_tried_without_end(council: Council) -> None:
    reader = lead(council)
    reader.post("/office/concerns/shut")
    for _ in range(5):
        assert reader.post("/office/concerns/open", {"password": "wrong"}).status_code == 422
    assert reader.post("/office/concerns/open", {"password": PASSPHRASE}).status_code == 429


def test_half_of_the_lane_opens_nothing_without_the_other(council: Council) -> None:
    reader = lead(council)
    tells(council, council.open())
    with reader.client.session_transaction() as cookie:
        cookie["lane"] = "A" * 43 + "="
    assert links(reader) == []
    with reader.client.session_transaction() as cookie:
        cookie["lane"] = ["nothing"]
    assert reader.get("/office/concerns").status_code == 200


def test_a_new_lead_reads_nothing_until_a_lead_lets_them_in(council: Council) -> None:
    reader, key = lead(council), council.open()
    tells(council, key, f"{WORDS} one")
    new = lead(council, "new-lead")
    assert "Your key waits" in new.page.text
    tells(council, key, f"{WORDS} two")
    new.post("/office/concerns/open", {"password": PASSPHRASE})
    assert links(new) == []
    reader.get("/office/concerns")
    with council.database.reading() as session:
        number = session.scalars(select(Officer.id).where(Officer.name == "new-lead")).one()
        assert all(
            c.key_id != concern_keys.of(session, number).id for c in session.scalars(select(ConcernCopy))
        )
    new.post(f"/office/concerns/let-in/{number}")
    assert links(new) == [], "nobody lets themselves in"
    reader.get("/office/concerns")
    reader.post(f"/office/concerns/let-in/{number}")
    assert "They are let in" in reader.page.text
    new.post("/office/concerns/open", {"password": PASSPHRASE})
    assert len(links(new)) == 2
    tells(council, key, f"{WORDS} three")
    assert len(links(new)) == 3


def test_a_lead_who_leaves_keeps_no_copy(council: Council) -> None:
    lead(council)
    add(council, "keeps-the-keys", Role.ADMINISTRATOR)
    key = council.open()
    tells(council, key)
    with council.database.writing() as session:
        officer = session.scalars(select(Officer).where(Officer.name == "lead")).one()
        people.give_roles(session, officer, [Role.OFFICER])
    with council.database.reading() as session:
        [left] = session.scalars(select(ConcernKey))
        assert left.officer_id is None, "the recovery key's"
        assert {c.key_id for c in session.scalars(select(ConcernCopy))} == {left.id}
        assert not concern_keys.somebody_reads(session)
    assert "can’t pass your words on" in writes(council, key).page.text


def test_the_recovery_key_lets_a_new_lead_in_when_every_other_has_gone(council: Council) -> None:
    reader = lead(council)
    paper = printed(reader)
    key = council.open()
    tells(council, key)
    with council.database.writing() as session:
        people.remove(session, session.scalars(select(Officer).where(Officer.name == "lead")).one())
    new = lead(council, "new-lead", **{"recovery-password": "AAAA-BBBB"})
    assert "That isn’t a recovery key" in new.page.text
    again = {"new-password": PASSPHRASE, "again-password": PASSPHRASE}
    new.post("/office/concerns/key", again | {"recovery-password": paper.lower().replace("-", " ")})
    [link] = links(new)
    new.get(link)
    assert WORDS in new.page.text


def test_a_new_recovery_key_takes_the_place_of_the_old(council: Council) -> None:
    reader = lead(council)
    old = printed(reader)
    reader.get("/office/concerns")
    reader.post("/office/concerns/recovery")
    assert printed(reader) != old
    new = lead(council, "new-lead", **{"recovery-password": old})
    assert "not the one in use" in new.page.text


def test_the_only_lead_can_not_lock_everyone_out(council: Council) -> None:
    reader = lead(council)
    paper = printed(reader)
    tells(council, council.open())
    reader.get("/office/concerns")
    again = {"new-password": f"{PASSPHRASE} anew", "again-password": f"{PASSPHRASE} anew"}
    assert reader.post("/office/concerns/key", again).status_code == 422
    assert len(links(reader)) == 1
    reader.post("/office/concerns/key", again | {"recovery-password": paper})
    assert len(links(reader)) == 1


def test_a_weak_passphrase_is_refused(council: Council) -> None:
    add(council, "lead", Role.SAFEGUARDING)
    reader = sign_in(council, "lead")
    reader.get("/office/concerns")
    for given in ({"new-password": "short", "again-password": "short"}, {"new-password": PASSPHRASE}):
        assert reader.post("/office/concerns/key", given).status_code == 422
    with council.database.reading() as session:
        assert session.scalars(select(ConcernKey)).all() == []


# Waiting too long


def test_what_waits_too_long_is_told_without_a_word_of_it(council: Council) -> None:
    reader = lead(council)
    add(council, "keeps-the-keys", Role.ADMINISTRATOR)
    add(council, "some-officer", Role.OFFICER)
    tells(council, council.open())
    wait(council, hours=23)
    keeper = sign_in(council, "keeps-the-keys")
    assert "has waited since" not in keeper.page.text
    wait(council, hours=2)
    for visitor in (keeper, reader):
        visitor.get("/office/")
        assert "A concern has waited since 22 November 2026, 12:00" in visitor.page.text
        assert "zanzibar" not in visitor.page.text
    assert "concern" not in sign_in(council, "some-officer").page.text.lower()


def test_closed_concerns_are_deleted_in_time_and_others_never(council: Council) -> None:
    reader, key = lead(council), council.open()
    tells(council, key, f"{WORDS} one")
    tells(council, key, f"{WORDS} two")
    link = links(reader)[0]
    reader.get(link)
    reader.post(link, {"act": "read"})
    reader.post(link, {"act": "close", "outcome": "NO_MORE"})
    wait(council, days=29)
    tidy(council.database, council.settings, council.clock[0])
    with council.database.reading() as session:
        assert len(session.scalars(select(Concern)).all()) == 2
    wait(council, days=2)
    tidy(council.database, council.settings, council.clock[0])
    with council.database.reading() as session:
        [left] = session.scalars(select(Concern))
        assert left.closed_at is None
        assert {c.concern_id for c in session.scalars(select(ConcernCopy))} == {left.id}


# Nothing to be read in the database


def files(council: Council) -> dict[str, bytes]:
    """Everything that the database has on the disk."""
    kept = Path(str(council.database.engine.url.database))
    return {path.name: path.read_bytes() for path in kept.parent.glob(f"{kept.name}*")}


def forms(words: str) -> list[bytes]:
    return [
        words.encode(),
        words.encode("utf-16-le"),
        words.encode("utf-16-be"),
        words.encode().hex().encode(),
    ]


def test_the_files_hold_no_readable_concern(sqlite_council: Council) -> None:
    reader, key = lead(sqlite_council), sqlite_council.open()
    planted = {"words": "zanzibar", "name": "Quillonby", "reach": "07700 900123", "pass": PASSPHRASE}
    young = writes(sqlite_council, key)
    assert all(b"zanzibar" not in held for held in files(sqlite_council).values()), "before the choice"
    young.post(young.path, {"choice": "tell"})
    young.post(young.path, {"name": planted["name"], "reach": planted["reach"]})
    [link] = links(reader)
    reader.get(link)
    assert "Quillonby" in reader.page.text, "it was there to be found"
    reader.post(link, {"act": "read"})
    sends(young, key)
    found = files(sqlite_council)
    assert any(b"in-control" in held for held in found.values()), "what is searched is the right file"
    for what, words in planted.items():
        for name, held in found.items():
            assert not any(form in held for form in forms(words)), f"{what} in {name}"


def test_no_table_joins_a_concern_to_anything(council: Council) -> None:
    lead(council)
    key = council.open()
    sends(tells(council, key), key)
    with council.database.reading() as session:
        found = inspect(session.connection())
        columns = {column["name"] for column in found.get_columns("concern")}
        assert columns == {
            "id",
            "sealed",
            "arrived_at",
            "read_by",
            "read_at",
            "closed_by",
            "closed_at",
            "outcome",
        }
        assert found.get_foreign_keys("concern") == []
        concern = session.scalars(select(Concern)).one()
        for table in found.get_table_names():
            if table not in ("concern", "concern_copy"):
                rows = session.execute(text(f'SELECT * FROM "{table}"')).all()
                assert concern.id not in repr(rows), table
        assert all(draft.answers == {} for draft in session.scalars(select(Draft)))


@pytest.mark.parametrize("length", [1, 200, 5000])
def test_how_long_a_concern_is_can_hardly_be_told(council: Council, length: int) -> None:
    lead(council)
    tells(council, council.open(), f"kms {'x' * length}"[:5000])
    with council.database.reading() as session:
        size = len(session.scalars(select(Concern)).one().sealed)
    assert (size - 12 - 16) % 4096 == 0
