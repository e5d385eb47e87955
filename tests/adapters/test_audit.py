"""The audit log: newest first, and neither changed nor deleted, not even by one who has the database."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from feedback.adapters.store import audit

AT = datetime(2026, 11, 5, 9, 30, tzinfo=UTC)


def test_the_log_is_read_newest_first(council):
    with council.database.writing() as session:
        for act in ("opened", "extended", "closed"):
            audit.record(session, "officer", f"{act} a wave", "care-leavers-autumn-2026", AT)
    with council.database.reading() as session:
        newest, *others = audit.latest(session, 2)
        assert [newest.act, *(line.act for line in others)] == ["closed a wave", "extended a wave"]
        assert [line.act for line in audit.latest(session, 5, before=others[-1].id)] == ["opened a wave"]
        assert newest.at == AT.replace(tzinfo=None)


@pytest.mark.parametrize("change", ["update audit set who = 'nobody'", "delete from audit"])
def test_no_line_is_changed_or_deleted(council, change):
    def meddle():
        with council.database.writing() as session:
            session.execute(text(change))

    with council.database.writing() as session:
        audit.record(session, "officer", "opened a wave", "care-leavers-autumn-2026", AT)
    with pytest.raises(DBAPIError, match="only added to"):
        meddle()
    with council.database.reading() as session:
        assert [line.who for line in audit.latest(session, 5)] == ["officer"]


def test_what_is_not_kept_is_not_in_the_log(council):
    def fail():
        with council.database.writing() as session:
            audit.record(session, "officer", "opened a wave", "a-wave", AT)
            raise RuntimeError("and it went wrong")

    with pytest.raises(RuntimeError, match="wrong"):
        fail()
    with council.database.reading() as session:
        assert list(audit.latest(session, 5)) == []
