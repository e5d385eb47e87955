"""Officers sign in with a name and a password; who tries too often is counted and not known."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, text

from feedback.adapters.database import Database
from feedback.adapters.how_to_sign_in import SigningIn
from feedback.adapters.store import invitations, officers, sittings, throttling
from feedback.adapters.store.throttling import WINDOW_SECONDS
from feedback.adapters.tables_people import Officer, Sitting
from tests.conftest import PASSWORD, TODAY

NOW = 1_800_000_000
SECRET = "the server's own"
LIMITS = SigningIn()


def add(database: Database, name: str, password: str = PASSWORD) -> None:
    with database.writing() as session:
        officers.add(session, name, password, TODAY)


def signs_in(database: Database, name: str, password: str) -> str | None:
    with database.reading() as session:
        found = officers.verified(session, name, password)
        return found.name if found else None


def tries(database: Database, who: str, now: int = NOW, secret: str = SECRET) -> int:
    with database.writing() as session:
        return throttling.tries(session, secret, who, now)


def test_the_right_name_and_password_sign_in_and_nothing_else_does(database):
    add(database, " Sam.Officer ")
    assert signs_in(database, "sam.officer", PASSWORD) == "sam.officer"
    assert signs_in(database, " SAM.officer\n", PASSWORD) == "sam.officer"
    for name, password in [
        ("sam.officer", PASSWORD.upper()),
        ("sam.officer", f"{PASSWORD} "),
        ("sam.officer", ""),
        ("sam", PASSWORD),
        ("%", PASSWORD),
        ("", PASSWORD),
        ("", ""),
        ("nobody", "nobody has this password"),
        ("sam\0.officer", PASSWORD),
        ("sam.officer", f"{PASSWORD}\0"),
    ]:
        assert signs_in(database, name, password) is None


def test_a_second_add_gives_a_new_password_and_no_second_officer(database):
    add(database, "officer")
    add(database, "Officer", "four other made up words")
    assert signs_in(database, "officer", PASSWORD) is None
    assert signs_in(database, "officer", "four other made up words") == "officer"
    with database.reading() as session:
        assert len(session.scalars(select(Officer)).all()) == 1


@pytest.mark.parametrize("password", ["", "short", "elevenchars"])
def test_a_short_password_is_refused(database, password):
    with pytest.raises(ValueError, match="a password needs at least 12 characters; three words are good"):
        add(database, "officer", password)
    assert signs_in(database, "officer", password) is None


@pytest.mark.parametrize("name", ["", "   ", "n" * 81, "a\0b", "a\nb"])
def test_a_name_of_no_letters_or_too_many_is_refused(database, name):
    with pytest.raises(ValueError, match="an officer’s name needs 1 to 80 letters"):
        add(database, name)


def test_the_longest_name_and_any_letters_are_kept(database):
    for name in ("n" * 80, "łódź.مرحبا"):
        add(database, name, "pässwörter ünd Wörter 🙂")
        assert signs_in(database, name, "pässwörter ünd Wörter 🙂") == name


def test_no_password_is_kept_and_the_same_one_is_kept_differently_for_each(database):
    add(database, "one")
    add(database, "two")
    with database.reading() as session:
        kept = session.scalars(select(Officer.password_hash)).all()
        assert len(set(kept)) == 2
        assert all(k.startswith("$argon2id$v=19$m=19456,t=2,p=1$") for k in kept)
        assert not [row for row in session.execute(text("SELECT * FROM officer")) if PASSWORD in str(row)]


def test_a_sitting_lasts_until_it_is_ended_or_the_password_changes(database):
    def good(token):
        with database.reading() as session:
            return sittings.holding(session, token, NOW, LIMITS) is not None

    def begun():
        with database.writing() as session:
            return sittings.begin(session, session.scalars(select(Officer)).one(), NOW)

    add(database, "officer")
    laptop, phone = begun(), begun()
    assert (good(laptop), good(phone)) == (True, True)
    for forged in ("", laptop[:-1], f"{laptop} ", "\0", "²"):
        assert not good(forged), forged
    with database.writing() as session:
        sittings.end(session, laptop)
    assert (good(laptop), good(phone)) == (False, True)
    add(database, "officer")
    assert not good(phone)


@pytest.mark.parametrize(
    ("begun", "seen", "lasts"),
    [(0, 0, True), (1799, 1799, True), (1801, 1801, False), (43_200, 10, True), (43_201, 10, False)],
)
def test_a_sitting_ends_when_unused_and_in_the_end(database, begun, seen, lasts):
    """Half an hour unused, twelve hours in all."""
    add(database, "officer")
    with database.writing() as session:
        token = sittings.begin(session, session.scalars(select(Officer)).one(), NOW - begun)
        sittings.seen(session, token, NOW - seen)
    with database.writing() as session:
        assert (sittings.holding(session, token, NOW, LIMITS) is not None) == lasts
        sittings.clear_old(session, NOW, LIMITS)
    with database.reading() as session:
        assert len(session.scalars(select(Sitting)).all()) == lasts


def test_no_token_is_kept(database):
    add(database, "officer")
    with database.writing() as session:
        officer = session.scalars(select(Officer)).one()
        tokens = [sittings.begin(session, officer, NOW), invitations.invite(session, officer, NOW)]
    with database.reading() as session:
        kept = [
            str(row) for t in ("sitting", "invitation") for row in session.execute(text(f"SELECT * FROM {t}"))
        ]
    assert len(kept) == 2
    assert not [row for row in kept for token in tokens if token in row]


def test_a_count_of_tries_is_forgotten_for_one_alone(database):
    assert [tries(database, who) for who in ("name sam", "name sam", "name kim")] == [1, 2, 1]
    with database.writing() as session:
        throttling.forget_tries(session, SECRET, "name sam")
    assert [tries(database, who) for who in ("name sam", "name kim")] == [1, 2]


def test_one_try_is_taken_back_and_those_before_stay(database):
    with database.writing() as session:
        for _ in range(3):
            throttling.tries(session, SECRET, "address 1", NOW)
        throttling.take_back(session, SECRET, "address 1", NOW)
        throttling.take_back(session, SECRET, "address 2", NOW)
        assert throttling.count(session, SECRET, "address 1", NOW) == 2
        assert throttling.count(session, SECRET, "address 2", NOW) == 0


def test_a_password_that_was_changed_meanwhile_signs_nobody_in(database):
    add(database, "sam")
    with database.reading() as session:
        proved = officers.verified(session, "sam", PASSWORD)
    with database.reading() as session:
        assert officers.unchanged(session, proved).name == "sam"
        assert officers.unchanged(session, None) is None
    add(database, "sam")
    with database.reading() as session:
        assert officers.unchanged(session, proved) is None


def test_tries_are_counted_for_each_who_and_each_quarter_of_an_hour(database):
    assert [tries(database, "name sam") for _ in range(3)] == [1, 2, 3]
    assert tries(database, "name kim") == 1
    assert tries(database, "name sam", secret="another") == 1
    begins = NOW - NOW % WINDOW_SECONDS
    assert tries(database, "name sam", begins + WINDOW_SECONDS - 1) == 4
    assert tries(database, "name sam", begins + WINDOW_SECONDS) == 1


def test_what_was_tried_before_this_quarter_of_an_hour_is_forgotten(database):
    for who in ("name sam", "name kim", "address 192.0.2.7"):
        tries(database, who)
    tries(database, "name new", NOW + WINDOW_SECONDS)
    with database.reading() as session:
        assert len(session.execute(text("SELECT * FROM throttle")).all()) == 1


def test_who_tried_cannot_be_read_in_the_table(database):
    tries(database, "name sam.officer")
    tries(database, "address 192.0.2.7")
    with database.reading() as session:
        rows = str(session.execute(text("SELECT * FROM throttle")).all())
    assert "sam" not in rows
    assert "192" not in rows
    # Nor can it be guessed without the server's secret: a plain hash of an address is soon found.
    with database.reading() as session:
        kept = set(session.scalars(text("SELECT key_hash FROM throttle")))
    tries(database, "address 192.0.2.7", secret="another")
    with database.reading() as session:
        assert len(set(session.scalars(text("SELECT key_hash FROM throttle"))) - kept) == 1


def test_no_try_is_lost_when_many_come_at_once(database):
    with ThreadPoolExecutor(8) as pool:
        counted = sorted(pool.map(lambda _: tries(database, "name sam"), range(24)))
    assert counted == list(range(1, 25))
