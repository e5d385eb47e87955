"""Codes from a phone and recovery codes: each works once, and neither can be read in the database."""

from concurrent.futures import ThreadPoolExecutor

import pyotp
import pytest
from sqlalchemy import select, text

from feedback.adapters import one_time_codes
from feedback.adapters.store import officers, second_factors
from feedback.adapters.store.second_factors import Proof
from feedback.adapters.tables_people import Officer
from tests.conftest import PASSWORD, TODAY

NOW, SECRET = 1_800_000_000, "the server's own"


@pytest.fixture
def phone(database):
    """A phone that shares its key with the only officer, and their recovery codes."""
    key = one_time_codes.new_key()
    with database.writing() as session:
        officers.add(session, "officer", PASSWORD, TODAY)
        officer = session.scalars(select(Officer)).one()
        step = one_time_codes.step_of(key, pyotp.TOTP(key).at(NOW - 300), NOW - 300, 0)
        codes = second_factors.turn_on(session, officer, SECRET, key, step, NOW - 300)
    return pyotp.TOTP(key), codes


def given(database, code, now=NOW, secret=SECRET):
    with database.writing() as session:
        officer = session.scalars(select(Officer)).one()
        return second_factors.prove(session, officer, secret, code, now)


def test_a_code_works_once_and_an_earlier_one_not_after_it(database, phone):
    app, _codes = phone
    assert given(database, app.at(NOW)) is Proof.CODE
    assert given(database, app.at(NOW)) is None
    assert given(database, app.at(NOW - 30)) is None
    assert given(database, app.at(NOW + 30), NOW + 30) is Proof.CODE


@pytest.mark.parametrize(("drift", "works"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_phones_clock_may_be_one_step_off(database, phone, drift, works):
    assert (given(database, phone[0].at(NOW + drift)) is Proof.CODE) == works


@pytest.mark.parametrize(
    "code", ["", "0", "12345", "1234567", "１２３４５６", "²³²³²³", "\0", "a" * 1000, "123 45"]
)
def test_what_is_no_code_is_wrong(database, phone, code):
    assert given(database, code) is None


def test_spaces_in_a_code_do_no_harm(database, phone):
    code = phone[0].at(NOW)
    assert given(database, f" {code[:3]} {code[3:]} ") is Proof.CODE


def test_each_recovery_code_works_once_however_it_is_typed(database, phone):
    first, second = phone[1][:2]
    assert given(database, first) is Proof.RECOVERY
    assert given(database, first) is None
    assert given(database, f" {second.upper().replace('-', ' ')}") is Proof.RECOVERY
    with database.reading() as session:
        assert second_factors.left(session, session.scalars(select(Officer)).one()) == 8


def test_new_recovery_codes_end_those_before(database, phone):
    with database.writing() as session:
        officer = session.scalars(select(Officer)).one()
        new = second_factors.new_recovery_codes(session, officer, SECRET)
    assert len({*new, *phone[1]}) == 20
    assert given(database, phone[1][0]) is None
    assert given(database, new[0]) is Proof.RECOVERY


def test_another_officers_recovery_code_is_wrong(database, phone):
    with database.writing() as session:
        officers.add(session, "other", PASSWORD, TODAY)
        other = officers.named(session, "other")
        assert second_factors.prove(session, other, SECRET, phone[1][0], NOW) is None
        assert second_factors.prove(session, other, SECRET, "", NOW) is None


def test_neither_key_nor_codes_can_be_read_or_used_without_the_secret(database, phone):
    app, codes = phone
    with database.reading() as session:
        rows = [
            str(row)
            for t in ("officer", "recovery_code")
            for row in session.execute(text(f"SELECT * FROM {t}"))
        ]
    assert not [row for row in rows if app.secret in row or any(c.replace("-", "") in row for c in codes)]
    assert given(database, app.at(NOW), secret="another") is None
    assert given(database, codes[0], secret="another") is None


@pytest.mark.parametrize("which", ["code", "recovery"])
def test_of_many_that_bring_the_same_code_at_once_one_is_let_in(database, phone, which):
    code = phone[0].at(NOW) if which == "code" else phone[1][0]
    with ThreadPoolExecutor(6) as pool:
        let_in = [proof for proof in pool.map(lambda _: given(database, code), range(6)) if proof]
    assert len(let_in) == 1


def test_what_was_sealed_opens_for_a_while_and_only_with_the_secret():
    sealed = one_time_codes.sealed(SECRET, "łódź", NOW)
    assert "łódź" not in sealed
    assert one_time_codes.opened(SECRET, sealed) == "łódź"
    assert one_time_codes.opened(SECRET, sealed, NOW + 60, 60) == "łódź"
    assert one_time_codes.opened(SECRET, sealed, NOW + 61, 60) is None
    for wrong in ("", "x", "é", sealed[:-4], sealed.swapcase()):
        assert one_time_codes.opened(SECRET, wrong) is None
    assert one_time_codes.opened("another", sealed) is None


def test_the_picture_is_of_our_own_with_no_styles_in_it():
    drawn = one_time_codes.drawn(one_time_codes.address("A" * 32, "łódź & <b>", "Dorset"))
    assert drawn.startswith("<svg")
    assert "style=" not in drawn
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")
