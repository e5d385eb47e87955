"""Codes: an officer makes and prints them; a young person uses one, once; a tablet goes round a group."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from feedback.adapters.store import codes, waves
from feedback.adapters.store.opening import open_survey
from feedback.adapters.tables import Draft
from tests.conftest import TODAY, Council, small_survey
from tests.web.test_answering import fill_in, kept
from tests.web.test_later import shown
from tests.web.test_office import signed_in
from tests.web.visitor import Visitor

CODE = re.compile(r"Your code: ([0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{4})\b")


def coded(council: Council, name: str = "Autumn 2026") -> str:
    """A wave that asks for codes; its key."""
    span = (TODAY - timedelta(days=1), TODAY + timedelta(days=30))
    with council.database.writing() as session:
        return open_survey(session, small_survey(), name, span, TODAY, access=waves.CODES).key


def made(council: Council, key: str, count: int = 1) -> list[str]:
    """New codes, as they are printed."""
    with council.database.writing() as session:
        found = waves.get(session, key)
        assert found is not None
        return list(codes.make(session, found, council.settings.secret_key, count))


def counted(council: Council, key: str) -> tuple[int, int]:
    with council.database.reading() as session:
        found = waves.get(session, key)
        assert found is not None
        return codes.counted(session, found)


def asked_for(visitor: Visitor, key: str) -> bool:
    return visitor.path == f"/s/{key}/code"


def started(council: Council, key: str, code: str) -> Visitor:
    visitor = Visitor(council.client())
    visitor.get(f"/s/{key}/?code={code.replace(' ', '')}")
    visitor.post(f"/s/{key}/start")
    return visitor


# The officer


def test_an_officer_makes_cards_and_each_code_lets_one_person_in(council: Council) -> None:
    key = coded(council)
    officer = signed_in(council)
    officer.get(f"/office/waves/{key}/codes")
    response = officer.post(f"/office/waves/{key}/codes", {"count": "6", "layout": "cards", "greeting": ""})
    assert response.status_code == 200
    printed = CODE.findall(officer.page.text)
    assert len(printed) == len(set(printed)) == 6
    for said in ("A small survey", "Cheshire East", "Childline 0800 1111"):
        assert said in officer.page.text
    assert f"localhost/s/{key}/" in "".join(officer.page.texts)
    assert "Your code works once. We never keep it with your answers." in officer.page.text
    assert "You can answer until 22 December 2026." in officer.page.text
    assert response.text.count("<svg") == response.text.count("<article") == 6
    assert response.text.count('class="sheet"') == 2
    assert response.headers["Cache-Control"] == "no-store"
    assert counted(council, key) == (6, 0)
    assert started(council, key, printed[0]).path == f"/s/{key}/q/in-control"


def test_a_square_leads_to_the_start_with_the_code_in_it(
    sqlite_council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []
    from feedback.web import printing

    whole = printing.segno.make
    monkeypatch.setattr(printing.segno, "make", lambda said, **how: drawn.append(said) or whole(said, **how))
    key = coded(sqlite_council)
    officer = signed_in(sqlite_council)
    officer.get(f"/office/waves/{key}/codes")
    officer.post(f"/office/waves/{key}/codes", {"count": "2", "layout": "letters", "greeting": ""})
    printed = [code.replace(" ", "") for code in CODE.findall(officer.page.text)]
    assert drawn == [f"http://localhost/s/{key}/?code={code}" for code in printed]


def test_letters_carry_a_greeting_that_is_not_kept(council: Council) -> None:
    key = coded(council)
    officer = signed_in(council)
    officer.get(f"/office/waves/{key}/codes")
    greeting = "Dear young person,\r\n\r\nplease <tell> us."
    form = {"count": "2", "layout": "letters", "greeting": greeting}
    response = officer.post(f"/office/waves/{key}/codes", form)
    assert response.text.count("Dear young person,\n\nplease &lt;tell&gt; us.") == 2
    officer.get(f"/office/waves/{key}/codes")
    assert "Dear young person" not in officer.page.text
    assert "Made Used Not used yet 2 0 2" in officer.page.text


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"count": "0"}, "a number from 1 to 500"),
        ({"count": "501"}, "a number from 1 to 500"),
        ({"count": "٣"}, "a number from 1 to 500"),
        ({"count": "1" * 5000}, "a number from 1 to 500"),
        ({"count": ""}, "a number from 1 to 500"),
        ({"layout": "posters"}, "Choose cards or letters."),
        ({"greeting": "x" * 501}, "at most 500 letters in 10 lines. It has 501 letters in 1 lines."),
        ({"greeting": "x\n" * 10 + "x"}, "at most 500 letters in 10 lines. It has 21 letters in 11 lines."),
    ],
    ids=range(8),
)
def test_a_wrong_form_makes_no_codes_and_loses_nothing(
    sqlite_council: Council, form: dict[str, str], told: str
) -> None:
    key = coded(sqlite_council)
    officer = signed_in(sqlite_council)
    officer.get(f"/office/waves/{key}/codes")
    given = {"count": "17", "layout": "letters", "greeting": "Hello"} | form
    response = officer.post(f"/office/waves/{key}/codes", given)
    assert response.status_code == 422
    assert told in officer.page.text
    assert given["greeting"] in response.text
    assert f'value="{given["count"]}"' in response.text
    assert counted(sqlite_council, key) == (0, 0)


def test_a_wave_that_asks_for_no_codes_makes_none_and_says_how_to(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    officer = signed_in(sqlite_council)
    officer.get(f"/office/waves/{key}/codes")
    assert f"/office/waves/{key}/run" in [a["href"] for a in officer.page.all("a")]
    assert "Change who may answer" in officer.page.text
    officer.post(f"/office/waves/{key}/codes", {"count": "3", "layout": "cards", "greeting": ""})
    assert not CODE.search(officer.page.text)
    assert counted(sqlite_council, key) == (0, 0)


@pytest.mark.parametrize("room", ["codes", "paper", "entry"])
def test_an_imported_wave_has_no_such_rooms(sqlite_council: Council, room: str) -> None:
    key = sqlite_council.open()
    with sqlite_council.database.writing() as session:
        found = waves.get(session, key)
        assert found is not None
        found.access = waves.NOBODY
    officer = signed_in(sqlite_council)
    assert officer.get(f"/office/waves/{key}/{room}").status_code == 404
    officer.get(f"/office/waves/{key}")
    assert "Ways to answer" not in officer.page.text


# The young person


def test_a_code_is_asked_for_typed_used_once_and_refused_after(council: Council) -> None:
    key = coded(council)
    (code,) = made(council, key)
    visitor = Visitor(council.client())
    visitor.get(f"/s/{key}/")
    assert "You need a code for this survey" in visitor.page.text
    visitor.post(f"/s/{key}/start")
    assert asked_for(visitor, key)
    wrong = "ZZZZ ZZZZ" if code != "ZZZZ ZZZZ" else "YYYY YYYY"
    assert visitor.post(f"/s/{key}/code", {"code": wrong}).status_code == 422
    assert "This code isn’t right" in visitor.page.text
    visitor.post(f"/s/{key}/code", {"code": f" {code.lower().replace(' ', '-')} "})
    assert visitor.path == f"/s/{key}/"
    visitor.post(f"/s/{key}/start")
    fill_in(visitor, key)
    assert counted(council, key) == (1, 0)
    visitor.post(f"/s/{key}/send")
    assert visitor.path == f"/s/{key}/thanks"
    assert (counted(council, key), len(kept(council))) == ((1, 1), 1)

    another = Visitor(council.client())
    another.get(f"/s/{key}/code")
    assert another.post(f"/s/{key}/code", {"code": code}).status_code == 422
    assert "This code has been used" in another.page.text
    assert asked_for(started(council, key, code), key)


def test_a_square_opens_the_start_and_the_address_forgets_the_code(council: Council) -> None:
    key = coded(council)
    (code,) = made(council, key)
    visitor = Visitor(council.client())
    response = visitor.client.get(f"/s/{key}/?code={code.replace(' ', '')}")
    assert response.location == f"/s/{key}/"
    visitor.get(f"/s/{key}/")
    visitor.post(f"/s/{key}/start")
    assert visitor.path == f"/s/{key}/q/in-control"


def test_of_two_who_share_a_code_one_is_in_and_the_others_draft_waits(council: Council) -> None:
    key = coded(council)
    code, another = made(council, key, 2)
    first, second = started(council, key, code), started(council, key, code)
    fill_in(first, key)
    fill_in(second, key)
    first.post(f"/s/{key}/send")
    second.post(f"/s/{key}/send")
    assert first.path == f"/s/{key}/thanks"
    assert asked_for(second, key)
    assert len(kept(council)) == 1
    second.post(f"/s/{key}/code", {"code": another})
    assert second.path == f"/s/{key}/check"
    assert "Say it in simple words" in second.page.text
    second.post(f"/s/{key}/send")
    assert second.path == f"/s/{key}/thanks"
    assert (counted(council, key), len(kept(council))) == ((2, 2), 2)


def test_a_second_press_of_send_uses_no_second_code(council: Council) -> None:
    key = coded(council)
    visitor = started(council, key, made(council, key, 2)[0])
    fill_in(visitor, key)
    page = visitor.page
    visitor.post(f"/s/{key}/send")
    visitor.page = page  # Back, and press again
    visitor.post(f"/s/{key}/send")
    assert visitor.path == f"/s/{key}/thanks"
    assert (counted(council, key), len(kept(council))) == ((2, 1), 1)


def test_another_phone_by_three_words_needs_the_code_again(council: Council) -> None:
    key = coded(council)
    (code,) = made(council, key)
    first = started(council, key, code)
    fill_in(first, key)
    first.get(f"/s/{key}/later")
    first.post(f"/s/{key}/later")
    words = shown(first)
    second = Visitor(council.client())
    second.get(f"/s/{key}/back")
    second.post(f"/s/{key}/back", {"words": words})
    assert second.path == f"/s/{key}/check"
    second.post(f"/s/{key}/send")
    assert asked_for(second, key)
    second.post(f"/s/{key}/code", {"code": code})
    assert second.path == f"/s/{key}/check"
    second.post(f"/s/{key}/send")
    assert second.path == f"/s/{key}/thanks"
    assert len(kept(council)) == 1


def test_codes_can_not_be_guessed_for_long(sqlite_council: Council) -> None:
    key = coded(sqlite_council)
    visitor = Visitor(sqlite_council.client())
    visitor.get(f"/s/{key}/code")
    tried = [visitor.post(f"/s/{key}/code", {"code": "ZZZZZZZZ"}).status_code for _ in range(31)]
    assert tried == [422] * 30 + [429]


# A group


def test_starting_a_group_signs_the_officer_out_of_the_device(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    officer = signed_in(sqlite_council)
    officer.get(f"/office/waves/{key}")
    assert "Start a group session on this device" in officer.page.text
    officer.post(f"/office/waves/{key}/group")
    assert officer.path == f"/s/{key}/"
    officer.get("/office/")
    assert officer.path == "/office/sign-in"


def tablet_of_a_group(council: Council, key: str) -> Visitor:
    """What an officer hands round: signed out, and at the start page."""
    tablet = Visitor(council.client())
    with tablet.client.session_transaction() as session:
        session["group"] = key
    tablet.get(f"/s/{key}/")
    return tablet


def test_whoever_walks_away_from_a_groups_tablet_leaves_nothing(council: Council) -> None:
    key = council.open()
    tablet = tablet_of_a_group(council, key)
    tablet.post(f"/s/{key}/start")
    tablet.post(f"/s/{key}/q/in-control", {"answer": "agree"})
    tablet.get(f"/s/{key}/")
    assert "Carry on" not in tablet.page.text
    assert tablet.get(f"/s/{key}/q/in-control").status_code == 410
    with council.database.reading() as session:
        assert list(session.scalars(select(Draft))) == []


def test_a_stranger_can_not_make_a_phone_a_groups_tablet(council: Council) -> None:
    key = council.open()
    assert council.client().get(f"/s/{key}/group").status_code == 404


def test_a_group_session_leaves_nothing_of_one_person_to_the_next(council: Council) -> None:
    key = council.open()
    tablet = tablet_of_a_group(council, key)
    tablet.post(f"/s/{key}/start")
    fill_in(tablet, key)
    tablet.post(f"/s/{key}/send")
    assert "give the tablet to the next person" in tablet.page.text
    with tablet.client.session_transaction() as session:
        assert not session["drafts"], "nothing is held from the moment of sending"
    tablet.post(f"/s/{key}/next")
    assert tablet.path == f"/s/{key}/"
    with tablet.client.session_transaction() as session:
        assert {k: v for k, v in session.items() if k != "csrf_token" and v} == {"group": key}
    for page in ("check", "q/more", "thanks"):
        tablet.get(f"/s/{key}/{page}")
        assert "Say it in simple words" not in tablet.page.text
    tablet.get(f"/s/{key}/")
    tablet.post(f"/s/{key}/start")
    assert tablet.path == f"/s/{key}/q/in-control"
    assert not [i for i in tablet.page.all("input") if "checked" in i]
    assert [r.way for r in kept(council)] == ["tablet"]


def test_in_a_group_with_codes_each_person_needs_one(council: Council) -> None:
    key = coded(council)
    (code,) = made(council, key)
    tablet = tablet_of_a_group(council, key)
    tablet.post(f"/s/{key}/start")
    tablet.post(f"/s/{key}/code", {"code": code})
    tablet.post(f"/s/{key}/start")
    fill_in(tablet, key)
    tablet.post(f"/s/{key}/send")
    tablet.post(f"/s/{key}/next")
    tablet.post(f"/s/{key}/start")
    assert asked_for(tablet, key)
    assert counted(council, key) == (1, 1)


def test_in_a_group_a_code_that_was_not_used_goes_with_its_person(sqlite_council: Council) -> None:
    key = coded(sqlite_council)
    (code,) = made(sqlite_council, key)
    tablet = tablet_of_a_group(sqlite_council, key)
    tablet.post(f"/s/{key}/start")
    tablet.post(f"/s/{key}/code", {"code": code})
    tablet.post(f"/s/{key}/start")
    assert tablet.path == f"/s/{key}/q/in-control"
    tablet.post(f"/s/{key}/next")
    tablet.post(f"/s/{key}/start")
    assert asked_for(tablet, key)


def test_a_code_in_an_address_is_held_against_the_list_and_counted(council: Council) -> None:
    key = coded(council)
    (code,) = made(council, key)
    visitor = Visitor(council.client())
    visitor.get(f"/s/{key}/?code={code.replace(' ', '')}")
    assert visitor.path == f"/s/{key}/"
    assert visitor.get(f"/s/{key}/?code=rubbish").status_code == 422
    assert "This code isn’t right." in visitor.page.text
    visitor.get(f"/s/{key}/")
    visitor.post(f"/s/{key}/start")
    assert visitor.path == f"/s/{key}/q/in-control", "a wrong code doesn't take the place of a good one"
    for n in range(29):
        visitor.client.get(f"/s/{key}/?code=0000000{n % 10}")
    assert visitor.client.get(f"/s/{key}/?code=00000000").status_code == 429


def test_a_whole_class_with_right_codes_is_not_throttled(sqlite_council: Council) -> None:
    key = coded(sqlite_council)
    for code in made(sqlite_council, key, 35):
        visitor = Visitor(sqlite_council.client())
        visitor.get(f"/s/{key}/code")
        visitor.post(f"/s/{key}/code", {"code": code})
        assert visitor.path == f"/s/{key}/"


def test_two_presses_of_send_with_one_code_are_thanked_and_stored_once(council: Council) -> None:
    key = coded(council)
    (code,) = made(council, key)
    visitor = Visitor(council.client())
    visitor.get(f"/s/{key}/code")
    visitor.post(f"/s/{key}/code", {"code": code})
    visitor.post(f"/s/{key}/start")
    fill_in(visitor, key)
    cookie = visitor.client.get_cookie("toldus")
    token = visitor.token
    assert cookie

    def press(_: int) -> str:
        client = council.client()
        client.set_cookie("toldus", cookie.value)
        return str(client.post(f"/s/{key}/send", data={"csrf_token": token}).location)

    with ThreadPoolExecutor(4) as pool:
        led_to = set(pool.map(press, range(4)))
    assert led_to == {f"/s/{key}/thanks"}
    assert len(kept(council)) == 1


def test_a_printed_square_still_opens_a_wave_that_asks_for_codes_no_more(council: Council) -> None:
    key = council.open()
    visitor = Visitor(council.client())
    assert visitor.get(f"/s/{key}/?code=K7QM2XPA").status_code == 200
    assert visitor.path == f"/s/{key}/"
