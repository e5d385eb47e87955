"""Three words take one response out again, and nothing else: for its writer, or by way of an officer."""

from datetime import timedelta

from sqlalchemy import select

from feedback.adapters.store import coming_in, receipts, waves
from feedback.adapters.tables import Comment
from feedback.adapters.tables_going import Receipt
from tests.conftest import TODAY, Council
from tests.web.test_office import signed_in
from tests.web.test_publishing import EVEN, answer, survey
from tests.web.test_running_waves import acts
from tests.web.visitor import Visitor

WAY = (("in-control", "agree"), ("help-with", "money"), ("moves", "2"), ("born", None), ("safe", "yes"))


def answer_all(person: Visitor, key: str, words: str = "Please ring me") -> None:
    person.get(f"/s/{key}/")
    person.post(f"/s/{key}/start")
    for question, given in WAY:
        answer = (
            {"answer": given} if given else {"answer-day": "1", "answer-month": "2", "answer-year": "2008"}
        )
        person.post(f"/s/{key}/q/{question}", answer)
    person.post(f"/s/{key}/q/more", {"answer": words})


def send(person: Visitor, key: str) -> str:
    """Sends; the three words that are shown."""
    answer_all(person, key)
    person.post(f"/s/{key}/send")
    assert "Your answers are sent." in person.page.text
    return shown(person)


def shown(person: Visitor) -> str:
    texts = [t for t in person.page.texts if t.strip()]
    place = next((i for i, t in enumerate(texts) if t.startswith("These three words take")), None)
    return "" if place is None else texts[place + 1]


def count(council: Council, key: str) -> tuple[int, int, int]:
    with council.database.reading() as session:
        wave = waves.get(session, key)
        assert wave is not None
        words = session.scalars(select(Comment).where(Comment.wave_id == wave.id)).all()
        return coming_in.total(session, wave), len(words), wave.epoch


def test_whoever_kept_the_words_takes_their_answers_out_and_no_one_elses(council: Council) -> None:
    key = council.open()
    send(Visitor(council.client()), key)
    person = Visitor(council.client())
    words = send(person, key)
    assert len(words.split()) == 3
    person.get(f"/s/{key}/thanks")
    assert shown(person) == words, "the page that is loaded again shows the same"
    later = Visitor(council.client())
    later.get("/take-out")
    later.post("/take-out", {"words": words.upper()})
    assert "Do you want to take your answers out?" in later.page.text
    assert "A small survey" in later.page.text
    assert count(council, key) == (2, 2, 0), "nothing yet"
    later.post("/take-out", {"words": words, "sure": "yes"})
    assert "Your answers are gone." in later.page.text
    assert count(council, key) == (1, 1, 1)
    later.get("/take-out")
    assert later.post("/take-out", {"words": words, "sure": "yes"}).status_code == 422
    assert "They were taken out already, or a word is wrong." in later.page.text
    assert count(council, key) == (1, 1, 1)


def test_results_are_right_at_once_after(council: Council) -> None:
    key, officer = council.open(), signed_in(council)
    people = [Visitor(council.client()) for _ in range(2)]
    words = [send(person, key) for person in people]
    officer.get(f"/office/waves/{key}")
    before = officer.page.text
    person = people[0]
    person.get("/take-out")
    person.post("/take-out", {"words": words[0], "sure": "yes"})
    officer.get(f"/office/waves/{key}")
    assert "2 responses" in before or "2 young people" in before or "2 answered" in before
    assert officer.page.text != before
    officer.get("/office/")
    assert "1 answered" in officer.page.text


def test_an_officer_takes_one_out_by_words_that_are_read_out(council: Council) -> None:
    key, officer = council.open(), signed_in(council)
    words = send(Visitor(council.client()), key)
    officer.get("/office/take-out")
    officer.post("/office/take-out", {"words": words})
    assert "These words belong to one response to “A small survey, Autumn 2026”." in officer.page.text
    officer.post("/office/take-out", {"words": words, "sure": "yes"})
    assert "One response to “A small survey, Autumn 2026” is gone" in officer.page.text
    assert count(council, key) == (0, 0, 1)
    assert acts(council)[-1] == ("officer", "deleted one response", key)
    assert words.split()[0] not in str(acts(council))
    officer.post("/office/take-out", {"words": words})
    assert "No answers have these words." in officer.page.text


def test_what_was_published_stays_and_one_who_left_can_not_be_worked_back_from_what_comes_next(
    council: Council,
) -> None:
    key, page = council.open(survey()), "/office/commitments/pledge-5"
    answer(council, key, *EVEN)
    answer(council, key, (1, "agree", "yes"))
    with council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        assert receipts.keep_for_last(session, wave, "ab" * 32)
    officer = signed_in(council)
    officer.get(page)
    officer.post(f"{page}/publish")
    assert "45% of young people (33 of 73) told us that they feel in control." in officer.page.text
    with council.database.writing() as session:
        assert receipts.take_out(session, "ab" * 32) is not None
        assert receipts.take_out(session, "ab" * 32) is None
    officer.get(f"/office/waves/{key}")
    assert "44% of young people (32 of 72)" in officer.page.text, "the office counts without it at once"
    officer.get(page)
    assert "Not published yet." in officer.page.text
    assert "(32 of 72)" not in officer.page.text, "beside 33 of 73 it would tell what the one had said"
    assert officer.post(f"{page}/publish").status_code == 409


def test_wrong_words_are_told_and_after_some_nobody_may_guess_for_a_while(sqlite_council: Council) -> None:
    person = Visitor(sqlite_council.client())
    person.get("/take-out")
    assert person.post("/take-out", {"words": "one"}).status_code == 422
    assert "Type three words. You typed this many: 1." in person.page.text
    person.post("/take-out", {"words": "xqzzy apple river"})
    assert "We don’t know the word “xqzzy”." in person.page.text
    assert person.post("/take-out", {"words": "\0" * 500}).status_code == 422
    words = " ".join(sorted(known())[:3])
    statuses = [person.post("/take-out", {"words": words}).status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]


def known() -> tuple[str, ...]:
    from feedback.adapters import three_words

    return three_words.known()


def test_the_words_are_nowhere_in_the_database_and_join_the_response_only_by_their_hash(
    council: Council,
) -> None:
    key = council.open()
    words = send(Visitor(council.client()), key)
    with council.database.reading() as session:
        receipt = session.scalars(select(Receipt)).one()
    assert set(receipt.__table__.columns.keys()) == {"words_hash", "wave_id", "seq"}
    assert not any(word in receipt.words_hash for word in words.split())


def test_a_tablet_that_goes_round_leaves_no_words_for_the_next_person(council: Council) -> None:
    key, officer = council.open(), signed_in(council)
    officer.get(f"/office/waves/{key}/paper")
    officer.post(f"/office/waves/{key}/group")
    answer_all(officer, key)
    officer.post(f"/s/{key}/send")
    assert "Please give the tablet to the next person." in officer.page.text
    assert shown(officer) == ""
    with council.database.reading() as session:
        assert session.scalars(select(Receipt)).all() == []


def test_answers_that_waited_for_a_signal_get_their_words_when_they_are_sent(council: Council) -> None:
    key, person = council.open(), Visitor(council.client())
    answer_all(person, key)
    with person.client.session_transaction() as session:
        token = session["drafts"][key]
    said = person.client.post(f"/s/{key}/sync", json={"token": token, "answers": {}, "send": True})
    assert said.json["state"] == "sent"
    person.get(said.json["next"])
    words = shown(person)
    person.get("/take-out")
    person.post("/take-out", {"words": words, "sure": "yes"})
    assert count(council, key)[0] == 0


def test_a_husk_that_is_gone_shows_no_words_any_more(council: Council) -> None:
    key, person = council.open(), Visitor(council.client())
    send(person, key)
    council.go_to(TODAY + timedelta(days=3))
    other = Visitor(council.client())
    other.get(f"/s/{key}/")
    other.post(f"/s/{key}/start")
    person.get(f"/s/{key}/thanks")
    assert shown(person) == ""
