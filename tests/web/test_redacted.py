"""Whoever writes a comment sees how it may be used, and may take that back; an officer sees why."""

from sqlalchemy import select

from feedback.adapters.tables import Comment
from tests.conftest import Council
from tests.web import people
from tests.web.test_answering import ANSWERS, begin
from tests.web.test_settings_pages import administrator, change, in_force, said

WORDS = "Ring Jenna at Oakfield on 07700 900123, please"


def written(council: Council, words: str = WORDS) -> tuple[str, object]:
    key = council.open()
    visitor = begin(council, key)
    for question, answer in ANSWERS.items():
        visitor.post(f"/s/{key}/q/{question}", answer)
    visitor.post(f"/s/{key}/q/more?change=1", {"answer": words, "quote": "yes"})
    assert visitor.path == f"/s/{key}/check"
    return key, visitor


def test_the_writer_sees_what_was_taken_out_and_can_say_not_like_that(sqlite_council: Council) -> None:
    key, visitor = written(sqlite_council)
    text = visitor.page.text
    assert "Ring [name] at [place] on [phone number], please" in text
    assert "Taken out, so that nobody can find you: a name · a place · a phone number." in text
    [again] = [i["value"] for i in visitor.page.all("input") if i.get("name") == "answer"]
    visitor.post(f"/s/{key}/q/more?change=1", {"answer": again})
    assert visitor.path == f"/s/{key}/check"
    assert "We will not print your words." in visitor.page.text
    assert WORDS in visitor.page.text, "it still counts"
    visitor.post(f"/s/{key}/send")
    with sqlite_council.database.reading() as session:
        [kept] = session.scalars(select(Comment).where(Comment.text == WORDS))
        assert not kept.may_quote


def test_the_councils_lists_hold_for_what_is_shown_and_for_what_is_kept(sqlite_council: Council) -> None:
    visitor = administrator(sqlite_council)
    lists = {"people": "Grace Lane\r\n\r\ngrace lane", "schools": "", "homes": "The Larches", "places": ""}
    assert change(visitor, "names", **lists) == 200
    assert in_force(sqlite_council).take_out.people == ("Grace Lane",)
    assert in_force(sqlite_council).take_out.homes == ("The Larches",)
    [line] = [s for s in said(sqlite_council) if "take out" in s]
    assert "people: 1, homes: 1" in line
    assert "Lane" not in line, "a log is kept for good"
    key, young = written(sqlite_council, "grace lane and the larches")
    assert "[name] and [home]" in young.page.text
    young.post(f"/s/{key}/send")
    with sqlite_council.database.reading() as session:
        assert "[name] and [home]" in session.scalars(select(Comment.redacted)).all()


def test_lists_that_are_too_long_or_would_take_out_too_much_are_told(sqlite_council: Council) -> None:
    visitor = administrator(sqlite_council)
    for wrong, told in [
        ("a", "too short"),
        ("x" * 81, "at most 80 letters"),
        ("\n".join(f"Name {n}x" for n in range(1_001)), "At most 1,000 lines; these are 1,001"),
    ]:
        assert change(visitor, "names", people=wrong, places="Upper Snoring") == 422
        assert told in visitor.page.text
        assert "Upper Snoring" in visitor.page.text, "what was typed is still there"
    assert not in_force(sqlite_council).take_out


def test_an_officer_sees_why_and_what_todays_lists_would_take_out_besides(sqlite_council: Council) -> None:
    key, young = written(sqlite_council, "Ring Jenna, and zephyr")
    young.post(f"/s/{key}/send")
    people.add(sqlite_council, "officer")
    officer = people.sign_in(sqlite_council)
    officer.get(f"/office/waves/{key}/comments")
    assert "[name]: it is a first name" in officer.page.text
    assert (
        change(administrator(sqlite_council), "names", people="Zephyr Lane", schools="", homes="", places="")
        == 200
    )
    officer.get(f"/office/waves/{key}/comments")
    assert "Ring [name], and zephyr" in officer.page.text
    assert "decline it. Today it would be: Ring [name], and [name]" in officer.page.text


def test_perhaps_unhappy_first_is_off_until_it_is_switched_on(sqlite_council: Council) -> None:
    key, young = written(sqlite_council, "My PA never calls back and I hate it")
    young.post(f"/s/{key}/send")
    people.add(sqlite_council, "officer")
    officer = people.sign_in(sqlite_council)
    officer.get(f"/office/waves/{key}/comments?order=unhappy")
    assert "unhappy" not in officer.page.text
    visitor = administrator(sqlite_council)
    assert change(visitor, "mood", guess_mood="yes") == 200
    assert said(sqlite_council)[0].endswith("guess mood: off → on")
    officer.get(f"/office/waves/{key}/comments?order=unhappy")
    assert "The computer guessed; it’s often wrong" in officer.page.text
    assert "The computer’s guess: perhaps unhappy" in officer.page.text
    officer.get("/office/commitments/pledge-5")
    assert "unhappy" not in officer.page.text
