"""A session ends by itself, everywhere or here; and what was typed meanwhile isn't lost."""

import random
import re
from datetime import timedelta

import pytest
from sqlalchemy import delete

from feedback.adapters.store import officers, populations, second_factors, sittings, waves
from feedback.adapters.tables_people import Sitting
from feedback.domain.roles import Role
from tests.conftest import PASSWORD, Council
from tests.web.people import add, code, hidden, log, set_up, sign_in, wait
from tests.web.visitor import Visitor

TOTALS = {"people": "410", "source": "The register, “as it is” & so on", "counted-on": "2026-11-01"}


def inside(council: Council, name: str = "sam") -> tuple[Visitor, object]:
    """Someone signed in all the way, and their phone."""
    add(council, name)
    visitor = sign_in(council, name)
    phone, _codes = set_up(council, visitor)
    visitor.get("/office/")
    return visitor, phone


def test_half_an_hour_unused_ends_it_and_use_keeps_it(strict: Council) -> None:
    visitor, _phone = inside(strict)
    for _ in range(4):
        wait(strict, minutes=20)
        visitor.get("/office/commitments")
        assert visitor.path == "/office/commitments"
    wait(strict, minutes=31)
    visitor.get("/office/commitments")
    assert visitor.path == "/office/sign-in"
    assert "You were signed out." in visitor.page.text


def test_twelve_hours_end_it_whatever_is_done(strict: Council) -> None:
    visitor, _phone = inside(strict)
    paths = []
    for _ in range(37):
        wait(strict, minutes=20)
        visitor.get("/office/commitments")
        paths.append(visitor.path)
    assert paths == ["/office/commitments"] * 36 + ["/office/sign-in"]


def test_the_cookie_says_nothing_of_who_it_is(strict: Council) -> None:
    visitor, _phone = inside(strict)
    with visitor.client.session_transaction() as session:
        assert set(session) <= {"_user_id", "_fresh", "csrf_token", "whose"}
        assert re.fullmatch(r"[0-9a-f]{32}", session["whose"])
        assert re.fullmatch(r"[\w-]{43}", session["_user_id"])


def test_signing_out_ends_this_browser_and_no_other(sqlite_council: Council) -> None:
    add(sqlite_council, "sam")
    laptop, phone = sign_in(sqlite_council, "sam"), sign_in(sqlite_council, "sam")
    cookie = laptop.client.get_cookie("toldus")
    assert cookie is not None
    laptop.post("/office/sign-out")
    laptop.client.set_cookie("toldus", cookie.value)  # a copy of the cookie opens nothing either
    laptop.get("/office/commitments")
    assert laptop.path == "/office/sign-in"
    phone.get("/office/commitments")
    assert phone.path == "/office/commitments"


def test_signing_in_again_makes_a_new_session_and_ends_the_one_before(sqlite_council: Council) -> None:
    add(sqlite_council, "sam")
    visitor = sign_in(sqlite_council, "sam")
    before = visitor.client.get_cookie("toldus")
    assert before is not None
    visitor.get("/office/sign-in")
    visitor.post("/office/sign-in", {"name": "sam", "password": PASSWORD})
    after = visitor.client.get_cookie("toldus")
    assert after is not None
    copy = sqlite_council.client()
    copy.set_cookie("toldus", before.value)
    assert copy.get("/office/").status_code == 302
    copy.set_cookie("toldus", after.value)
    assert copy.get("/office/").status_code == 200


def test_my_account_signs_out_everywhere_else(sqlite_council: Council) -> None:
    add(sqlite_council, "sam")
    add(sqlite_council, "kim")
    laptop, phone, kim = (sign_in(sqlite_council, name) for name in ("sam", "sam", "kim"))
    laptop.get("/office/account")
    laptop.post("/office/account/sign-out-everywhere")
    assert "signed out everywhere else" in laptop.page.text
    phone.get("/office/account")
    kim.get("/office/account")
    assert (phone.path, kim.path) == ("/office/sign-in", "/office/account")


def test_a_new_password_ends_the_other_sessions(sqlite_council: Council) -> None:
    add(sqlite_council, "sam")
    laptop, phone = sign_in(sqlite_council, "sam"), sign_in(sqlite_council, "sam")
    laptop.get("/office/account")
    new = "four other made up words"
    form = {"password": PASSWORD, "new-password": new, "again-password": new}
    laptop.post("/office/account/password", form)
    assert laptop.path == "/office/account"
    phone.get("/office/account")
    assert phone.path == "/office/sign-in"
    assert sign_in(sqlite_council, "sam", new).path == "/office/"
    assert ("sam", "changed their password", "") in log(sqlite_council)


@pytest.mark.parametrize(
    ("new", "again", "said"),
    [
        ("short", "short", "at least 12"),
        ("sam.sam.sam.sam", "sam.sam.sam.sam", "Many people"),
        ("cheshire east", "cheshire east", "A name is tried first"),
        ("password12345", "password12345", "Many people"),
        ("four other made up words", "four other made up wordz", "aren’t the same"),
    ],
)
def test_a_weak_password_is_refused(sqlite_council: Council, new: str, again: str, said: str) -> None:
    add(sqlite_council, "sam")
    visitor = sign_in(sqlite_council, "sam")
    visitor.get("/office/account")
    form = {"password": PASSWORD, "new-password": new, "again-password": again}
    response = visitor.post("/office/account/password", form)
    assert response.status_code == 422
    assert said in visitor.page.text
    assert new not in response.text
    assert sign_in(sqlite_council, "sam").path == "/office/"


# What was typed


def kept(council: Council, key: str) -> object:
    with council.database.reading() as session:
        wave = waves.get(session, key)
        assert wave is not None
        return populations.get(session, wave)


def send_again(visitor: Visitor) -> object:
    """Presses “Send it now” on the page that shows what was typed."""
    assert "What you typed is still here" in visitor.page.text
    form = next(f for f in visitor.page.all("form") if "sign-out" not in f["action"])
    fields = [i for i in visitor.page.all("input") if i["name"] != "csrf_token"]
    return visitor.post(form["action"], {i["name"]: i["value"] for i in fields})


def test_what_was_typed_when_the_session_ended_is_sent_after_signing_in(strict: Council) -> None:
    key = strict.open()
    visitor, phone = inside(strict)
    visitor.get(f"/office/waves/{key}/totals")
    wait(strict, minutes=45)
    response = visitor.post(f"/office/waves/{key}/totals", TOTALS)
    assert response.status_code == 401
    assert "Nothing that you typed is lost." in visitor.page.text
    assert kept(strict, key) is None
    wrong = {"name": "sam", "password": "not the one", "held": hidden(visitor, "held")}
    assert visitor.post("/office/sign-in", wrong).status_code == 422
    visitor.post("/office/sign-in", {**wrong, "password": PASSWORD, "held": hidden(visitor, "held")})
    bad_code = {"code": "000000", "held": hidden(visitor, "held")}
    assert visitor.post("/office/sign-in/code", bad_code).status_code == 422
    given = {"code": code(strict, phone), "held": hidden(visitor, "held")}  # type: ignore[arg-type]
    visitor.post("/office/sign-in/code", given)
    assert kept(strict, key) is None  # nothing is sent by itself
    send_again(visitor)
    assert "Saved." in visitor.page.text
    found = kept(strict, key)
    assert (found.people, found.source) == (410, TOTALS["source"])  # type: ignore[attr-defined]


def test_what_was_typed_goes_through_setting_a_second_factor_up(strict: Council) -> None:
    key = strict.open()
    visitor, _phone = inside(strict)
    with strict.database.writing() as session:
        sam = officers.named(session, "sam")
        assert sam is not None
        second_factors.turn_off(session, sam)  # the phone was lost
    visitor.get(f"/office/waves/{key}/totals")
    wait(strict, minutes=31)
    visitor.post(f"/office/waves/{key}/totals", TOTALS)
    visitor.post("/office/sign-in", {"name": "sam", "password": PASSWORD, "held": hidden(visitor, "held")})
    set_up(strict, visitor)
    visitor.post("/office/again", {"held": hidden(visitor, "held")})
    send_again(visitor)
    assert kept(strict, key) is not None


def held_by(council: Council) -> Visitor:
    """A browser in which the session of sam ended, and what sam typed is carried."""
    add(council, "sam")
    visitor = sign_in(council, "sam")
    key = council.open()
    visitor.get(f"/office/waves/{key}/totals")
    with council.database.writing() as session:
        session.execute(delete(Sitting))
    visitor.post(f"/office/waves/{key}/totals", TOTALS)
    assert hidden(visitor, "held")
    return visitor


def test_what_one_officer_typed_is_shown_to_no_other(sqlite_council: Council) -> None:
    visitor = held_by(sqlite_council)
    held = hidden(visitor, "held")
    add(sqlite_council, "kim")
    for path, form in (
        ("/office/sign-in", {"name": "kim", "password": PASSWORD}),
        ("/office/again", {}),
        ("/office/account/second-factor", {"second-password": PASSWORD}),
    ):
        response = visitor.post(path, {**form, "held": held})
        assert response.status_code == 200
        assert "register" not in response.text
        assert held not in response.text
        visitor.get("/office/account")
    visitor.post("/office/sign-out")
    visitor.post("/office/sign-in", {"name": "sam", "password": PASSWORD, "held": held})
    assert "What you typed is still here" in visitor.page.text  # sam's own, in the same browser


def test_what_was_typed_is_shown_only_to_someone_who_may_still_send_it(sqlite_council: Council) -> None:
    visitor = held_by(sqlite_council)
    with sqlite_council.database.writing() as session:
        sam = officers.named(session, "sam")
        assert sam is not None
        sam.roles = [Role.ANALYST]
    visitor.post("/office/sign-in", {"name": "sam", "password": PASSWORD, "held": hidden(visitor, "held")})
    assert visitor.path == "/office/"


def test_where_nobody_knows_who_typed_it_nothing_is_carried(sqlite_council: Council) -> None:
    visitor = Visitor(sqlite_council.client())
    visitor.get("/office/sign-in")
    visitor.post("/office/people", {"name": "somebody"})
    assert visitor.path == "/office/sign-in"
    assert not hidden(visitor, "held")


def test_after_signing_out_in_another_window_it_is_kept_too(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    add(sqlite_council, "sam")
    visitor = sign_in(sqlite_council, "sam")
    visitor.get(f"/office/waves/{key}/totals")
    old = visitor.token
    visitor.post("/office/sign-out")
    own = {"headers": {"Sec-Fetch-Site": "same-origin"}}
    visitor.post(f"/office/waves/{key}/totals", {**TOTALS, "csrf_token": old}, **own)
    assert "Nothing that you typed is lost." in visitor.page.text
    visitor.post("/office/sign-in", {"name": "sam", "password": PASSWORD, "held": hidden(visitor, "held")})
    send_again(visitor)
    assert kept(sqlite_council, key) is not None
    # And where somebody has signed in again in that other window.
    visitor.post(f"/office/waves/{key}/totals", {**TOTALS, "people": "411", "csrf_token": old}, **own)
    send_again(visitor)
    assert kept(sqlite_council, key).people == 411  # type: ignore[attr-defined]


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", None])
def test_a_form_of_another_website_is_never_carried_in(sqlite_council: Council, site: str | None) -> None:
    key = sqlite_council.open()
    add(sqlite_council, "sam")
    headers = {"Sec-Fetch-Site": site} if site else {}
    for visitor in (sign_in(sqlite_council, "sam"), Visitor(sqlite_council.client())):
        response = visitor.client.post(f"/office/waves/{key}/totals", data=TOTALS, headers=headers)
        assert response.status_code == 400
        assert "410" not in response.text


def test_what_was_carried_is_signed_by_us_and_not_for_ever(sqlite_council: Council) -> None:
    add(sqlite_council, "sam")
    visitor = sign_in(sqlite_council, "sam")
    for held in ("", "x", "WyIvIixbXSxmYWxzZV0.x.y"):
        visitor.post("/office/again", {"held": held})
        assert visitor.path == "/office/"


def test_passwords_and_too_much_are_not_carried(sqlite_council: Council) -> None:
    add(sqlite_council, "sam")
    visitor = sign_in(sqlite_council, "sam")
    visitor.post("/office/sign-out")
    form = {"password": PASSWORD, "new-password": "four other made up words"}
    response = visitor.post("/office/account/password", form)
    assert visitor.path == "/office/sign-in"
    assert not hidden(visitor, "held")
    assert PASSWORD not in response.text
    much = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=220_000))
    visitor.post("/office/people", {"name": much})
    assert visitor.path == "/office/sign-in"
    assert not hidden(visitor, "held")


def test_a_session_that_ended_long_ago_is_forgotten(strict: Council) -> None:
    inside(strict)
    later = int((strict.clock[0] + timedelta(days=1)).timestamp())
    with strict.database.writing() as session:
        sittings.clear_old(session, later, strict.settings.signing_in)
        assert session.query(Sitting).count() == 0
