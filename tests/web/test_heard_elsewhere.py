"""What was heard elsewhere: without personal details, with consent, told apart from the surveys' figures."""

import io
import re

import pytest
from PIL import Image

from feedback.adapters.store import actions as kept
from feedback.adapters.store import records, uploads
from feedback.domain.roles import Role
from tests.conftest import TODAY, Council
from tests.web.people import add, sign_in
from tests.web.test_actions import form
from tests.web.test_office import answered, signed_in
from tests.web.visitor import Visitor

MEETING = {
    "kind": "meeting",
    "group": "The youth council",
    "people": "12",
    "on": str(TODAY),
    "words": "Buses stop too early.",
    "commitments": "pledge-5",
}


def hear(visitor: Visitor, page: str = "/office/heard/new", **given: object):
    to, hidden = form(visitor, page)
    return visitor.post(to, {**hidden, **MEETING, **given})


def a_picture() -> tuple[io.BytesIO, str]:
    made = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(made, "PNG")
    made.seek(0)
    return made, "work.png"


def link_of(visitor: Visitor) -> str:
    found = re.search(r"/office/heard/[0-9a-f]{16}", visitor.get("/office/heard").text)
    assert found
    return found[0]


def test_a_meeting_stands_beside_the_figures_and_can_get_an_action(council: Council) -> None:
    answered(council, 20, 12)
    visitor = signed_in(council)
    hear(visitor)
    assert visitor.path == "/office/heard"
    section = visitor.get("/office/commitments/pledge-5").text
    assert "Heard elsewhere" in section
    assert "Meeting, The youth council, 22 November 2026. 12 people were there." in section
    visitor.get("/office/commitments/pledge-5/acting")
    waiting = visitor.page.text.partition("nothing done about it yet")[2]
    assert "Meeting, The youth council Buses stop too early." in waiting
    assert "Buses stop" not in visitor.get("/office/commitments/pledge-4").text


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("", "Nobody counted how many were there"),
        ("9", "A small group was there"),
        ("10", "10 people were there"),
    ],
)
def test_small_groups_arent_counted(sqlite_council: Council, people: str, said: str) -> None:
    visitor = signed_in(sqlite_council)
    hear(visitor, people=people)
    assert said in visitor.client.get("/office/commitments/pledge-5/section.md").text


def test_personal_details_are_taken_out_and_shown_and_kept_nowhere(council: Council) -> None:
    visitor = signed_in(council)
    words = "Ring me on 07700 900123 or jo@example.org."
    hear(visitor, words=words)
    assert "Nothing is saved yet" in visitor.page.text
    assert "[phone number]" in visitor.page.text
    assert "07700 900123" in visitor.page.text  # what was taken out, told once to whoever typed it
    hidden = {i["name"]: i["value"] for i in visitor.page.all("input") if i.get("type") == "hidden"}
    left = "Ring me on [phone number] or [e-mail]."
    assert left in visitor.page.text
    to = visitor.path
    visitor.post(to, {**hidden, **MEETING, "words": left})
    assert visitor.path == "/office/heard"
    with council.database.reading() as session:
        ((row, one),) = kept.elsewhere(session)
        assert one.words == left
        held = [str(c.held) + c.what for c in records.history(session, row.key)]
    assert "07700" not in str(held)


def test_a_picture_needs_consent_a_file_and_words_for_who_cant_see_it(council: Council) -> None:
    visitor = signed_in(council)
    assert hear(visitor, kind="picture").status_code == 422
    for said in ("Without consent it can’t be kept", "Choose the file", "Say what is seen or heard"):
        assert said in visitor.page.text
    sound = {"kind": "picture", "consent": "both", "alt": "A bus at night"}
    hear(visitor, **sound, file=(io.BytesIO(b"<svg onload='x'>"), "x.png"))
    assert "not an SVG" in visitor.page.text or "can’t be read" in visitor.page.text
    hear(visitor, **sound, file=a_picture())
    assert visitor.path == "/office/heard"
    assert any(i["alt"] == "A bus at night" for i in visitor.page.all("img"))
    link = link_of(visitor)
    with visitor.client.get(f"{link}/file") as found:
        assert (found.mimetype, found.headers["Cache-Control"]) == ("image/png", "no-store")
        assert "sandbox" in found.headers["Content-Security-Policy"]
    assert "What it shows: A bus at night" in visitor.get("/office/commitments/pledge-5").text
    (shown,) = [i for i in visitor.page.all("img") if i["alt"] == "A bus at night"]
    assert shown["src"] == f"{link}/file"
    assert "data:image/png" in visitor.client.get("/office/commitments/pledge-5/section.html").text
    hear(visitor, link, **sound, words="Buses stop at six.")  # the file that is there stays
    assert visitor.path == "/office/heard"
    assert visitor.client.get(f"{link}/file").status_code == 200


def test_when_consent_is_taken_back_the_words_and_the_file_go_for_good(council: Council) -> None:
    visitor = signed_in(council)
    hear(visitor, kind="picture", consent="own", alt="A bus", file=a_picture(), words="A secret poem.")
    link = link_of(visitor)
    visitor.post(f"{link}/remove", {"version": "1"})
    assert "Taken away." in visitor.page.text
    assert visitor.client.get(f"{link}/file").status_code == 404
    assert "data:image" not in visitor.client.get("/office/commitments/pledge-5/section.html").text
    assert "taken away" in visitor.get(f"{link}/history").text
    assert "secret" not in visitor.get(f"{link}/history").text
    with council.database.reading() as session:
        assert not uploads.every(session, kept.UPLOAD)
        assert "secret" not in str([c.held for c in records.history(session, f"heard/{link[-16:]}")])


def test_words_that_were_changed_are_kept_nowhere(council: Council) -> None:
    visitor = signed_in(council)
    hear(visitor, words="Our worker says that buses stop.")
    link = link_of(visitor)
    hear(visitor, link, words="Buses stop.")
    visitor.get(f"{link}/history")
    assert "Our worker says" not in visitor.page.text
    assert "Buses stop." in visitor.page.text
    assert "What it said then is kept nowhere." in visitor.page.text


def test_two_who_change_the_same_words_are_both_shown(council: Council) -> None:
    add(council, "maria", Role.OFFICER)
    one, other = signed_in(council), sign_in(council, "maria")
    hear(one)
    link = link_of(one)
    (to, mine), (_, theirs) = form(one, link), form(other, link)
    other.post(to, {**theirs, **MEETING, "words": "Buses stop at six."})
    assert one.post(to, {**mine, **MEETING, "words": "Buses stop at five."}).status_code == 409
    assert "Buses stop at six." in one.page.text
    assert "Buses stop at five." in one.page.text
    assert one.post(f"{to}/remove", {"version": "1"}).status_code == 409


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "séance"}, "Choose what it was"),
        ({"group": ""}, "Say which group"),
        ({"group": "g" * 121}, "Say which group"),
        ({"people": "0"}, "Write a whole number from 1"),
        ({"people": "-4"}, "Write a whole number from 1"),
        ({"people": "٣"}, "Write a whole number from 1"),
        ({"people": "9" * 400}, "Write a whole number from 1"),
        ({"on": "2999-01-01"}, "It can’t be after today"),
        ({"words": ""}, "Write what was said"),
        ({"words": "w" * 2001}, "Write what was said"),
        ({"commitments": "pledge-99"}, "Choose at least one promise"),
    ],
)
def test_what_is_wrong_is_told(sqlite_council: Council, given: dict[str, object], said: str) -> None:
    visitor = signed_in(sqlite_council)
    assert hear(visitor, **given).status_code == 422
    assert said in visitor.page.text


def test_an_analyst_sees_and_adds_nothing(sqlite_council: Council) -> None:
    hear(signed_in(sqlite_council))
    add(sqlite_council, "ana", Role.ANALYST)
    visitor = sign_in(sqlite_council, "ana")
    assert "Buses stop too early." in visitor.get("/office/heard").text
    assert visitor.client.get("/office/heard/new").status_code == 403
