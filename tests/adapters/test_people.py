"""The people of the office: somebody who can invite is always left, and links work once for a week."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from feedback.adapters.how_to_sign_in import SigningIn
from feedback.adapters.store import audit, invitations, officers, people, sittings
from feedback.adapters.store.people import LastAdministrator
from feedback.domain.roles import Role
from tests.conftest import PASSWORD, TODAY
from tests.live import moment

NOW, DAY = 1_800_000_000, 24 * 60 * 60


def add(database, name, *roles):
    with database.writing() as session:
        officers.add(session, name, PASSWORD, TODAY, roles)


def change(database, name, act):
    with database.writing() as session:
        return act(session, officers.named(session, name))


def test_the_last_administrator_stays_one(database):
    add(database, "first", Role.ADMINISTRATOR, Role.OFFICER)
    add(database, "sam", Role.OFFICER)
    with pytest.raises(LastAdministrator):
        change(database, "first", people.remove)
    with pytest.raises(LastAdministrator):
        change(database, "first", lambda s, o: people.give_roles(s, o, [Role.OFFICER]))
    change(database, "sam", people.remove)
    add(database, "second", Role.ADMINISTRATOR)
    change(database, "first", people.remove)
    with database.reading() as session:
        assert [p.officer.name for p in people.every(session)] == ["second"]


def test_one_who_was_only_invited_is_no_administrator_yet(database):
    add(database, "first", Role.ADMINISTRATOR)
    with database.writing() as session:
        new = people.add(session, "New", [Role.ADMINISTRATOR], TODAY)
        invitations.invite(session, new, NOW)
    with pytest.raises(LastAdministrator):
        change(database, "first", people.remove)


def test_of_two_administrators_who_remove_each_other_at_once_one_is_left(database):
    for name in ("one", "two"):
        add(database, name, Role.ADMINISTRATOR)

    def removes(name):
        try:
            change(database, name, people.remove)
        except LastAdministrator:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(removes, ("one", "two"))) == [False, True]


def test_a_link_works_once_for_seven_days_and_a_new_one_ends_it(database):
    with database.writing() as session:
        sam = people.add(session, "sam", [Role.ANALYST], TODAY)
        first = invitations.invite(session, sam, NOW)
        assert invitations.of(session, first, NOW + 7 * DAY) is sam
        assert invitations.of(session, first, NOW + 7 * DAY + 1) is None
        second = invitations.invite(session, sam, NOW)
        assert invitations.of(session, first, NOW) is None
        assert invitations.of(session, f"{second}x", NOW) is None
    with database.writing() as session:
        assert invitations.use(session, second)
        assert not invitations.use(session, second)
        assert invitations.of(session, second, NOW) is None


def test_of_many_that_use_a_link_at_once_one_does(database):
    with database.writing() as session:
        token = invitations.invite(session, people.add(session, "sam", [Role.ANALYST], TODAY), NOW)

    def uses(_):
        with database.writing() as session:
            return invitations.use(session, token)

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(uses, range(4))) == 1


def test_a_name_is_there_once(database):
    add(database, "sam", Role.OFFICER)
    for name in (" SAM ", "", "n" * 81, "a\0b"):
        with pytest.raises(ValueError, match=r"already|1 to 80 letters"), database.writing() as session:
            people.add(session, name, [Role.OFFICER], TODAY)


def test_whoever_is_removed_leaves_nothing_but_a_name_in_the_log(database):
    add(database, "first", Role.ADMINISTRATOR)
    add(database, "sam", Role.OFFICER)
    with database.writing() as session:
        sam = officers.named(session, "sam")
        token = sittings.begin(session, sam, NOW)
        audit.record(session, "sam", "signed in", "", moment())
    number = change(database, "sam", lambda session, officer: officer.id)
    change(database, "sam", people.remove)
    # A number that is given again opens nothing of the one before.
    add(database, "kim", Role.OFFICER)
    with database.reading() as session:
        assert people.get(session, number) is None or people.get(session, number).officer.name == "kim"
        assert sittings.holding(session, token, NOW, SigningIn()) is None
        assert [line.who for line in audit.latest(session, 5)] == ["sam"]


def test_the_log_is_filtered_by_person_and_act_and_paged(database):
    with database.writing() as session:
        for number in range(6):
            audit.record(session, f"who-{number % 2}", f"act-{number % 3}", str(number), moment())
    with database.reading() as session:
        newest = audit.latest(session, 2)
        assert [line.about for line in newest] == ["5", "4"]
        assert [line.about for line in audit.latest(session, 9, newest[-1].id)] == ["3", "2", "1", "0"]
        assert [line.about for line in audit.latest(session, 9, None, "who-1", "")] == ["5", "3", "1"]
        assert [line.about for line in audit.latest(session, 9, None, "who-1", "act-0")] == ["3"]
        assert [line.about for line in audit.whole(session, act="act-2")] == ["2", "5"]
        assert audit.known(session) == (["who-0", "who-1"], ["act-0", "act-1", "act-2"])
