"""The concerns command: counts for a monitor, and nothing of what any says."""

from datetime import timedelta

from feedback.adapters import lead_keys
from feedback.adapters.store import audit, concern_keys, concerns, officers
from feedback.domain.concerns import Told
from feedback.domain.roles import Role
from feedback.web.context import clock
from tests.conftest import PASSWORD, TODAY


def with_a_concern(stored, hours):
    """A lead with a key, and a concern that came so many hours ago."""
    with stored.writing() as session:
        officers.add(session, "lead", PASSWORD, TODAY, [Role.SAFEGUARDING])
        session.flush()
        pair = lead_keys.new_pair()
        lead = officers.named(session, "lead")
        concern_keys.keep(session, lead.id, (pair, b"locked"), clock(), let_in=True)
        told = Told("zanzibar", "A survey", "Autumn", "en")
        concerns.add(session, told, clock() - timedelta(hours=hours))


def test_nothing_waits(toldus, stored):
    done = toldus("concerns")
    assert (done.exit_code, done.stdout) == (0, "Unread: 0. Waiting for more than 24 hours: 0.\n")


def test_one_that_waits_is_counted_and_one_that_waits_too_long_ends_with_1(toldus, stored):
    with_a_concern(stored, hours=1)
    done = toldus("concerns")
    assert (done.exit_code, done.stdout) == (0, "Unread: 1. Waiting for more than 24 hours: 0.\n")
    with stored.writing() as session:
        concerns.add(session, Told("zanzibar", "", "", "en"), clock() - timedelta(hours=25))
    done = toldus("concerns")
    assert done.exit_code == 1
    assert "Unread: 2. Waiting for more than 24 hours: 1.\nOne has waited since " in done.stdout
    assert "zanzibar" not in done.stdout


def test_one_that_nobody_can_read_ends_with_1(toldus, stored):
    with_a_concern(stored, hours=1)
    with stored.writing() as session:
        concern_keys.drop(session, officers.named(session, "lead").id)
    done = toldus("concerns")
    assert done.exit_code == 1
    assert "nobody can read them" in done.stdout


def test_starting_again_asks_first_and_is_written_down(toldus, stored):
    with_a_concern(stored, hours=1)
    assert toldus("concerns", "--start-again", given="n\n").exit_code == 1
    with stored.reading() as session:
        assert len(concerns.every(session)) == 1
    done = toldus("concerns", "--start-again", given="y\n")
    assert "Concerns deleted: 1." in done.stdout
    with stored.reading() as session:
        assert concerns.every(session) == []
        assert concern_keys.holders(session) == []
        assert [line.act for line in audit.whole(session)] == ["forgot every key to concerns"]
