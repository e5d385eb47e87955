"""The officer commands: roles, a list, a reset by a link, and a removal that leaves an administrator."""

import re

import pytest

from feedback.adapters.store import audit, invitations, officers, people
from tests.adapters.test_cli import fails
from tests.conftest import PASSWORD
from tests.live import moment


def added(toldus, name, *roles):
    chosen = [word for role in roles for word in ("--role", role)]
    return toldus("officer", "add", name, *chosen, "--password-stdin", given=f"{PASSWORD}\n")


def test_roles_are_given_one_by_one_and_someone_new_has_two(toldus, stored):
    added(toldus, "first")
    assert added(toldus, "Ana", "analyst", "youth-reviewer").stdout == "ana can sign in now.\n"
    assert toldus("officer", "list").stdout.splitlines() == [
        "ana\tanalyst, youth-reviewer\ta password",
        "first\tofficer, administrator\ta password",
    ]
    added(toldus, "ana", "officer")
    added(toldus, "first")  # a new password alone changes no role
    assert "ana\tofficer\ta password\nfirst\tofficer, administrator" in toldus("officer", "list").stdout
    with stored.reading() as session:
        said = [(line.who, line.act, line.about) for line in audit.whole(session)]
    assert said[0] == ("the command line", "gave someone a password", "first")


def test_a_role_that_there_is_not_is_told(toldus, stored):
    assert "'king' is not one of" in fails(added(toldus, "sam", "king"))


@pytest.mark.parametrize("password", ["password1234", "Cheshire East", "sam.sam.jones"])
def test_a_password_that_is_tried_first_is_refused(toldus, stored, password):
    said = fails(toldus("officer", "add", "sam.sam.jones", "--password-stdin", given=f"{password}\n"))
    assert "tried first" in said
    with stored.reading() as session:
        assert not officers.any_there(session)


def test_a_reset_prints_a_link_that_works_and_ends_the_password(toldus, stored):
    added(toldus, "first")
    ran = toldus("officer", "reset", "First")
    path = ran.stdout.strip()
    assert re.fullmatch(r"/office/invitation/[\w-]{43}", path)
    assert "Put the address of your office before it" in ran.stderr
    with stored.reading() as session:
        now = int(moment().timestamp())
        assert invitations.of(session, path.rsplit("/", 1)[1], now).name == "first"
        assert officers.verified(session, "first", PASSWORD) is None
    assert "first\tofficer, administrator\tinvited until 2026-11-29" in toldus("officer", "list").stdout
    added(toldus, "first")  # a password after all makes the link worthless
    with stored.reading() as session:
        assert people.every(session)[0].can_sign_in
        assert invitations.of(session, path.rsplit("/", 1)[1], now) is None


def test_somebody_is_removed_and_the_last_administrator_is_not(toldus, stored):
    added(toldus, "first", "administrator")
    added(toldus, "sam", "officer")
    ran = toldus("officer", "remove", "SAM")
    assert ran.stdout == "sam is removed, and signed out everywhere.\n"
    assert "one administrator who can sign in" in fails(toldus("officer", "remove", "first"))
    assert "one administrator who can sign in" in fails(added(toldus, "first", "analyst"))
    assert toldus("officer", "list").stdout == "first\tadministrator\ta password\n"


@pytest.mark.parametrize("command", ["remove", "reset"])
def test_nobody_of_that_name_is_told(toldus, stored, command):
    assert "There is nobody called sam. Nothing was changed." in fails(toldus("officer", command, "Sam"))
