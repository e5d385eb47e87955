"""Codes: made, typed in any way, used once, and never to be joined to an answer."""

import re
import threading
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from feedback.adapters.database import Database
from feedback.adapters.store import codes, responses, waves
from feedback.adapters.store.opening import NotReady, open_survey
from feedback.adapters.tables import Code, Wave
from feedback.domain.journey import SKIPPED
from tests.conftest import TODAY, small_survey

SECRET = "a key for tests alone"
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SPAN = (TODAY - timedelta(days=1), TODAY + timedelta(days=9))


def coded(database: Database, name: str = "Autumn") -> str:
    with database.writing() as session:
        return open_survey(session, small_survey(), name, SPAN, TODAY, access=waves.CODES).key


def made(database: Database, key: str, count: int = 1) -> list[str]:
    with database.writing() as session:
        return list(codes.make(session, wave(session, key), SECRET, count))


def wave(session, key: str) -> Wave:
    found = waves.get(session, key)
    assert found is not None
    return found


@settings(deadline=None)
@given(st.text(LETTERS, min_size=8, max_size=8), st.data())
def test_a_code_is_the_same_however_it_is_typed(code, data):
    alike = {"0": "0Oo", "1": "1IiLl"}
    typed = ""
    for letter in code:
        typed += data.draw(st.sampled_from(alike.get(letter, letter + letter.lower())))
        typed += data.draw(st.sampled_from(["", " ", "-", "  ", ".", "\t"]))
    assert codes.plain(typed) == code
    assert codes.plain(codes.printed(code)) == code


@settings(deadline=None)
@given(st.text(max_size=30))
def test_whatever_is_typed_it_is_a_code_or_nothing(typed):
    assert re.fullmatch(f"[{LETTERS}]{{8}}|", codes.plain(typed))


@pytest.mark.parametrize(
    "typed", ["", "K7QM 2XP", "K7QM 2XPAA", "U7QM 2XPA", "ÀÀÀÀ ÀÀÀÀ", "１２３４ ５６７８"]
)
def test_what_can_not_be_a_code_is_none(typed):
    assert codes.plain(typed) == ""


def test_a_code_is_good_once_and_for_its_own_wave(database):
    autumn, spring = coded(database), coded(database, "Spring")
    (printed,) = made(database, autumn)
    assert re.fullmatch(f"[{LETTERS}]{{4}} [{LETTERS}]{{4}}", printed)
    code = codes.plain(printed)
    with database.writing() as session:
        assert codes.unused(session, wave(session, autumn), SECRET, code) is True
        assert codes.unused(session, wave(session, spring), SECRET, code) is None
        assert not codes.use(session, wave(session, spring), SECRET, code)
        assert codes.use(session, wave(session, autumn), SECRET, code)
        assert not codes.use(session, wave(session, autumn), SECRET, code)
        assert codes.unused(session, wave(session, autumn), SECRET, code) is False
        assert codes.counted(session, wave(session, autumn)) == (1, 1)
        assert codes.counted(session, wave(session, spring)) == (0, 0)


def test_without_the_secret_a_code_means_nothing(database):
    key = coded(database)
    code = codes.plain(made(database, key)[0])
    with database.reading() as session:
        assert codes.unused(session, wave(session, key), "another key", code) is None


def test_all_codes_of_a_batch_differ_and_none_is_kept_in_clear(database):
    key = coded(database)
    printed = made(database, key, 500)
    assert len({codes.plain(p) for p in printed}) == 500
    with database.reading() as session:
        rows = session.execute(text("SELECT * FROM code")).mappings().all()
    held = " ".join(map(str, rows))
    assert [r["code_hash"] for r in rows] == sorted(r["code_hash"] for r in rows)  # not as they were printed
    assert not [p for p in printed if codes.plain(p) in held or p in held]


@pytest.mark.parametrize("count", [0, -1, codes.MOST_AT_ONCE + 1])
def test_a_wrong_count_makes_none(database, count):
    key = coded(database)
    with pytest.raises(ValueError, match="between 1 and"):
        made(database, key, count)
    with database.reading() as session:
        assert codes.counted(session, wave(session, key)) == (0, 0)


def test_a_copy_of_the_database_can_not_join_codes_to_responses(database):
    """A code's row is its hash, its wave and a yes or no; rows come in the order of their hashes."""
    key = coded(database)
    printed = made(database, key, 20)
    for code in printed[:5]:
        with database.writing() as session:
            found = wave(session, key)
            assert codes.use(session, found, SECRET, codes.plain(code))
            sent = [responses.Sent({"in-control": SKIPPED}, {})]
            responses.add(session, found, small_survey(), sent, responses.Circumstances(TODAY))
    assert {c.name for c in Code.__table__.columns} == {"code_hash", "wave_id", "used"}
    with database.reading() as session:
        rows = session.execute(text("SELECT * FROM code")).mappings().all()
        assert sum(bool(r["used"]) for r in rows) == 5
        kept = session.execute(text("SELECT * FROM response")).mappings().all()
        hashes = {r["code_hash"] for r in rows}
        assert not [v for r in kept for v in r.values() if v in hashes]
        if session.get_bind().dialect.name == "sqlite":
            assert [r["code_hash"] for r in rows] == sorted(hashes)
            with pytest.raises(Exception, match="no such column"):
                session.execute(text("SELECT rowid FROM code"))
        else:  # PostgreSQL notes which transaction wrote a row
            written = session.execute(text("SELECT CAST(xmin AS text) FROM code")).scalars().all()
            assert len(set(written)) == 1


def test_of_two_at_once_one_uses_the_code(database):
    key = coded(database)
    code = codes.plain(made(database, key)[0])
    start, got = threading.Barrier(2), []

    def use() -> None:
        start.wait()
        with database.writing() as session:
            got.append(codes.use(session, wave(session, key), SECRET, code))

    both = [threading.Thread(target=use) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(got) == [False, True]


# Who may answer a wave


def test_who_may_answer_can_change_until_somebody_has(database):
    key = coded(database)
    with database.writing() as session:
        assert open_survey(session, small_survey(), "Autumn", SPAN, TODAY).access == waves.CODES
        assert open_survey(session, small_survey(), "Autumn", SPAN, TODAY, access="open").access == waves.OPEN
        assert open_survey(session, small_survey(), "Autumn", SPAN, TODAY, access="codes").access == "codes"
        sent = [responses.Sent({"in-control": SKIPPED}, {})]
        found = wave(session, key)
        responses.add(session, found, small_survey(), sent, responses.Circumstances(TODAY))
    with database.writing() as session:
        with pytest.raises(NotReady, match="have answered the wave “Autumn” already"):
            open_survey(session, small_survey(), "Autumn", SPAN, TODAY, access=waves.OPEN)
        assert open_survey(session, small_survey(), "Autumn", SPAN, TODAY, access="codes").access == "codes"
        assert wave(session, key).seq == 1
