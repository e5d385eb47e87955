"""The second factor: set up before anything opens, asked for after the password, each code once."""

import re

import pytest

from tests.conftest import PASSWORD, Council
from tests.web.people import add, code, hidden, log, phone_of, set_up, sign_in, wait


def test_someone_without_one_sets_it_up_before_anything_opens(strict: Council) -> None:
    add(strict, "sam")
    visitor = sign_in(strict, "sam")
    assert "Set up your second factor" in visitor.page.text
    assert visitor.client.get("/office/").status_code == 302
    assert visitor.client.get("/office/account").status_code == 302
    _phone, codes = set_up(strict, visitor)
    assert len(set(codes)) == 10
    visitor.get("/office/")
    assert visitor.path == "/office/"
    assert ("sam", "set up a second factor", "") in log(strict)


def test_the_picture_is_one_of_ours_and_says_what_the_key_says(strict: Council) -> None:
    add(strict, "sam")
    visitor = sign_in(strict, "sam")
    assert len([tag for tag, _ in visitor.page.elements if tag == "svg"]) == 1
    assert phone_of(visitor).secret not in log(strict).__repr__()


def test_after_the_password_a_code_is_asked_for(strict: Council) -> None:
    add(strict, "sam")
    phone, _codes = set_up(strict, sign_in(strict, "sam"))
    visitor = sign_in(strict, "sam")
    assert "The six digits" in visitor.page.text
    assert visitor.client.get("/office/").status_code == 302
    # The code that set it up was used by that.
    assert visitor.post("/office/sign-in/code", {"code": code(strict, phone)}).status_code == 422
    wait(strict, seconds=30)
    visitor.post("/office/sign-in/code", {"code": code(strict, phone)})
    assert visitor.path == "/office/"
    replayed = sign_in(strict, "sam")
    assert replayed.post("/office/sign-in/code", {"code": code(strict, phone)}).status_code == 422
    assert replayed.client.get("/office/").status_code == 302


def test_a_recovery_code_lets_in_once_and_the_log_says_so(strict: Council) -> None:
    add(strict, "sam")
    _phone, codes = set_up(strict, sign_in(strict, "sam"))
    visitor = sign_in(strict, "sam")
    visitor.post("/office/sign-in/code", {"code": codes[0]})
    assert visitor.path == "/office/"
    assert log(strict)[-1] == ("sam", "signed in", "with a recovery code")
    again = sign_in(strict, "sam")
    assert again.post("/office/sign-in/code", {"code": codes[0]}).status_code == 422
    assert ("sam", "wrong code at sign-in", "") in log(strict)


def test_wrong_codes_are_throttled_even_with_the_right_one(strict: Council) -> None:
    add(strict, "sam")
    phone, codes = set_up(strict, sign_in(strict, "sam"))
    wait(strict, seconds=60)
    visitor = sign_in(strict, "sam")
    for guess in range(5):
        assert visitor.post("/office/sign-in/code", {"code": f"00000{guess}"}).status_code == 422
    assert visitor.post("/office/sign-in/code", {"code": code(strict, phone)}).status_code == 429
    other = sign_in(strict, "sam")
    assert other.post("/office/sign-in/code", {"code": codes[0]}).status_code == 429
    wait(strict, minutes=16)
    later = sign_in(strict, "sam")
    later.post("/office/sign-in/code", {"code": code(strict, phone)})
    assert later.path == "/office/"


def test_the_half_open_door_shuts_after_ten_minutes(strict: Council) -> None:
    add(strict, "sam")
    phone, _codes = set_up(strict, sign_in(strict, "sam"))
    visitor = sign_in(strict, "sam")
    wait(strict, minutes=11)
    visitor.post("/office/sign-in/code", {"code": code(strict, phone)})
    assert visitor.path == "/office/sign-in"


def test_a_stranger_can_not_give_a_code(strict: Council) -> None:
    add(strict, "sam")
    phone, _codes = set_up(strict, sign_in(strict, "sam"))
    wait(strict, seconds=60)
    visitor = sign_in(strict, "sam", "not the right password")
    visitor.post("/office/sign-in/code", {"code": code(strict, phone)})
    assert visitor.path == "/office/sign-in"
    assert visitor.client.get("/office/").status_code == 302


def test_a_key_of_somebody_else_or_made_up_is_not_kept(strict: Council) -> None:
    add(strict, "sam")
    add(strict, "eve")
    eve, sam = sign_in(strict, "eve"), sign_in(strict, "sam")
    theirs = {"pending": hidden(eve, "pending"), "code": code(strict, phone_of(eve))}
    for form in (theirs, {"pending": "x", "code": "123456"}, {"code": ""}, {}):
        response = sam.post("/office/sign-in/second-factor", form)
        assert response.status_code == 422
        assert sam.client.get("/office/").status_code == 302
    set_up(strict, sam)


def test_someone_who_has_one_can_not_set_another_up_with_the_password_alone(strict: Council) -> None:
    add(strict, "sam")
    first = sign_in(strict, "sam")
    second = sign_in(strict, "sam")
    set_up(strict, first)
    form = {"pending": hidden(second, "pending"), "code": code(strict, phone_of(second))}
    second.post("/office/sign-in/second-factor", form)
    assert second.path == "/office/sign-in"
    assert second.client.get("/office/").status_code == 302


def test_the_page_that_was_asked_for_opens_after_the_code(strict: Council) -> None:
    add(strict, "sam")
    phone, _codes = set_up(strict, sign_in(strict, "sam"))
    wait(strict, seconds=30)
    visitor = sign_in(strict, "sam", then="/office/commitments")
    visitor.post("/office/sign-in/code", {"code": code(strict, phone), "then": hidden(visitor, "then")})
    assert visitor.path == "/office/commitments"


def test_my_account_moves_it_to_another_phone(strict: Council) -> None:
    add(strict, "sam")
    visitor = sign_in(strict, "sam")
    old, old_codes = set_up(strict, visitor)
    elsewhere = sign_in(strict, "sam")
    elsewhere.post("/office/sign-in/code", {"code": old_codes[1]})
    visitor.get("/office/account")
    assert visitor.post("/office/account/second-factor", {"second-password": "wrong"}).status_code == 422
    visitor.post("/office/account/second-factor", {"second-password": PASSWORD})
    new, _codes = set_up(strict, visitor)
    elsewhere.get("/office/account")
    assert elsewhere.path == "/office/sign-in"  # a new factor ends the other sessions
    wait(strict, seconds=60)
    again = sign_in(strict, "sam")
    for wrong in (code(strict, old), old_codes[2]):
        assert again.post("/office/sign-in/code", {"code": wrong}).status_code == 422
    again.post("/office/sign-in/code", {"code": code(strict, new)})
    assert again.path == "/office/"


@pytest.mark.parametrize("pending", ["", "made up", "old"])
def test_no_new_key_is_shown_to_whoever_finds_a_laptop_open(strict: Council, pending: str) -> None:
    add(strict, "sam")
    visitor = sign_in(strict, "sam")
    old, _codes = set_up(strict, visitor)
    visitor.get("/office/account")
    if pending == "old":
        visitor.post("/office/account/second-factor", {"second-password": PASSWORD})
        pending = hidden(visitor, "pending")
        wait(strict, minutes=29)
        visitor.get("/office/account")  # the session goes on
        wait(strict, minutes=2)
    form = {"pending": pending, "code": "123456"}
    assert visitor.post("/office/account/second-factor/confirm", form).status_code == 422
    assert "Type your password to see a new one" in visitor.page.text
    assert not hidden(visitor, "pending")
    assert "key into the app" not in visitor.page.text
    again = sign_in(strict, "sam")
    wait(strict, seconds=60)
    again.post("/office/sign-in/code", {"code": code(strict, old)})
    assert again.path == "/office/"


def test_new_recovery_codes_are_shown_once_and_end_those_before(strict: Council) -> None:
    add(strict, "sam")
    visitor = sign_in(strict, "sam")
    _phone, old = set_up(strict, visitor)
    visitor.get("/office/account")
    assert "10 are left." in visitor.page.text
    visitor.post("/office/account/recovery-codes", {"codes-password": PASSWORD})
    new = re.findall(r"\b(?:[a-z2-9]{4}-){3}[a-z2-9]{4}\b", visitor.page.text)
    assert len(set(new) - set(old)) == 10
    again = sign_in(strict, "sam")
    assert again.post("/office/sign-in/code", {"code": old[0]}).status_code == 422
    again.post("/office/sign-in/code", {"code": new[0]})
    assert again.path == "/office/"


def test_where_it_is_required_it_can_not_be_taken_away(strict: Council) -> None:
    add(strict, "sam")
    visitor = sign_in(strict, "sam")
    set_up(strict, visitor)
    visitor.get("/office/account")
    assert "Take the second factor away" not in visitor.page.text
    form = {"off-password": PASSWORD}
    assert visitor.post("/office/account/second-factor/off", form).status_code == 400


def test_where_it_is_optional_it_can_be_set_up_and_taken_away(sqlite_council: Council) -> None:
    add(sqlite_council, "sam")
    visitor = sign_in(sqlite_council, "sam")
    assert visitor.path == "/office/"
    visitor.get("/office/account")
    visitor.post("/office/account/second-factor", {"second-password": PASSWORD})
    set_up(sqlite_council, visitor)
    assert "The six digits" in sign_in(sqlite_council, "sam").page.text
    visitor.get("/office/account")
    visitor.post("/office/account/second-factor/off", {"off-password": PASSWORD})
    assert "taken away" in visitor.page.text
    assert sign_in(sqlite_council, "sam").path == "/office/"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/office/account/password", "password"),
        ("/office/account/second-factor", "second-password"),
        ("/office/account/recovery-codes", "codes-password"),
    ],
)
def test_a_laptop_left_open_is_not_enough(strict: Council, path: str, field: str) -> None:
    add(strict, "sam")
    visitor = sign_in(strict, "sam")
    set_up(strict, visitor)
    visitor.get("/office/account")
    for _ in range(5):
        assert visitor.post(path, {field: "a guess at it"}).status_code == 422
    assert visitor.post(path, {field: PASSWORD}).status_code == 429
