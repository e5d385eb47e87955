"""Deletes what is kept no longer: drafts past their time, concerns closed long enough ago, and the people of
waves whose day has come.

Knows no page. What is counted takes long, so it is done while reading; see publishing.py.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from feedback.adapters.database import Database
from feedback.adapters.settings import Settings
from feedback.adapters.store import (
    audit,
    bringing,
    concern_keys,
    concerns,
    drafts,
    kept,
    releases,
    sittings,
    throttling,
    told,
    waves,
)
from feedback.adapters.tables import Wave
from feedback.domain.disclosure import Rules
from feedback.domain.keeping import kept_figures

BY = "Told Us"  # whom the audit log names: nobody pressed anything
_TRIES = 5


def tidy(database: Database, settings: Settings, now: datetime) -> list[str]:
    """Deletes all that is due; the waves whose people went, by key."""
    with database.writing() as session:
        drafts.clear_old(session, now.date())
        bringing.clear_old(session, now)
        throttling.clear_old(session, int(now.timestamp()))
        sittings.clear_old(session, int(now.timestamp()), settings.signing_in)
        concern_keys.clear_visits(session, int(now.timestamp()))
        if closed := concerns.clear_closed(session, now, settings.concerns):
            audit.record(session, BY, "deleted concerns that were closed", str(closed), now)
    gone = let_go(database, settings.rules, now)
    database.settle()
    return gone


def let_go(database: Database, rules: Rules, now: datetime) -> list[str]:
    """Lets the people go of every wave whose day has come, keeps the numbers that may be told, and leaves
    nothing of the rest in the database's files: also of those that went before and weren't scrubbed, because
    something came between. The waves' keys.
    """
    with database.reading() as session:
        due = [wave.key for wave in waves.due_to_go(session, now.date())]
    gone = [key for key in due if _let_go(database, key, rules, now)]
    with database.reading() as session:
        unscrubbed = kept.unscrubbed(session)
    if unscrubbed:
        database.scrub([table.__tablename__ for table in (*kept.OF_PEOPLE, *kept.OF_COMMENTS)])
        with database.writing() as session:
            kept.scrubbed(session, unscrubbed)
    return gone


def _let_go(database: Database, key: str, rules: Rules, now: datetime) -> bool:
    """False if someone else was quicker, or the day was moved meanwhile."""
    for _ in range(_TRIES):
        with database.reading() as session:
            wave = waves.get(session, key)
            assert wave is not None  # it was read a moment ago, and waves are never deleted
            answers = told.gather(session, [wave], rules=rules)[0]
            figures, seen = kept_figures(answers, rules), _stamp(session, wave)
        with database.writing() as session:
            releases.one_at_a_time(session)
            waves.hold(session, key)
            due = {w.key: w for w in waves.due_to_go(session, now.date())}
            if key not in due:
                return False
            if _stamp(session, due[key]) == seen:
                kept.let_people_go(session, due[key], figures, now.date())
                audit.record(session, BY, "deleted a wave’s answers when they were due", key, now)
                return True
    return False


def _stamp(session: Session, wave: Wave) -> tuple[int, int, int]:
    """What would be different if an answer had come or gone, or something had been published."""
    return wave.seq, wave.epoch, len(releases.of(session, wave))
