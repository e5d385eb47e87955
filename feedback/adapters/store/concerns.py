"""Concerns: kept sealed, read by whoever holds a key, timed, and deleted some time after they are closed.
Knows nothing of who may ask.
"""

import json
import secrets
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from feedback.adapters import lead_keys
from feedback.adapters.lead_keys import Pair, WrongKey
from feedback.adapters.store import concern_keys
from feedback.adapters.tables_concerns import Concern, ConcernCopy, ConcernKey
from feedback.domain.concerns import Outcome, Times, Told, Waiting


def add(session: Session, told: Told, now: datetime) -> None:
    """Seals what was told for everyone who holds a key, and keeps it. Raises ValueError if nobody does."""
    if not concern_keys.somebody_reads(session):
        raise ValueError("nobody holds a key, so nobody could read it")
    made = secrets.token_hex(8)
    about = made.encode()
    message = json.dumps(asdict(told), ensure_ascii=False).encode("utf-8", "replace")
    sealed, key = lead_keys.seal(message, about)
    arrived = now.replace(second=0, microsecond=0, tzinfo=None)
    session.add(Concern(id=made, sealed=sealed, arrived_at=arrived))
    session.flush()
    for holder in concern_keys.holders(session):
        wrapped = lead_keys.wrap(key, holder.public, about)
        session.add(ConcernCopy(concern_id=made, key_id=holder.id, wrapped=wrapped))
    session.flush()


def opened(session: Session, concern: Concern, key: ConcernKey, mine: Pair) -> Told | None:
    """What is in a concern; None if it was never sealed for this key."""
    copy = session.get(ConcernCopy, (concern.id, key.id))
    if copy is None:
        return None
    about = concern.id.encode()
    try:
        message = lead_keys.unseal(concern.sealed, lead_keys.unwrap(copy.wrapped, mine, about), about)
    except WrongKey:
        return None
    return Told(**json.loads(message))


def every(session: Session) -> list[Concern]:
    """Those that are still to be read, the one that has waited longest on top; then the rest, the newest on
    top.
    """
    unread = select(Concern).where(Concern.read_at.is_(None)).order_by(Concern.arrived_at, Concern.id)
    read = select(Concern).where(Concern.read_at.is_not(None))
    newest = read.order_by(Concern.closed_at.is_not(None), Concern.arrived_at.desc(), Concern.id)
    return [*session.scalars(unread), *session.scalars(newest)]


def get(session: Session, number: str) -> Concern | None:
    return session.get(Concern, number)


def waiting(session: Session, now: datetime, times: Times) -> Waiting:
    """How many are unread, and whether any has waited too long."""
    late = times.overdue(now.replace(tzinfo=None))
    unread = select(func.count(), func.min(Concern.arrived_at)).where(Concern.read_at.is_(None))
    whole, _ = session.execute(unread).one()
    overdue, since = session.execute(unread.where(Concern.arrived_at <= late)).one()
    return Waiting(whole, overdue, since)


def note_read(session: Session, concern: Concern, who: str, now: datetime) -> bool:
    """Writes down who has read a concern, and when. False if someone else was first."""
    mine = update(Concern).where(Concern.id == concern.id, Concern.read_at.is_(None))
    values = {"read_by": who, "read_at": now.replace(microsecond=0, tzinfo=None)}
    return bool(session.execute(mine.values(values).returning(Concern.id)).all())


def close(session: Session, concern: Concern, who: str, outcome: Outcome, now: datetime) -> bool:
    """Closes a concern that was read. False if it wasn't, or if someone else closed it first."""
    mine = update(Concern).where(
        Concern.id == concern.id, Concern.read_at.is_not(None), Concern.closed_at.is_(None)
    )
    at = now.replace(microsecond=0, tzinfo=None)
    values = {"closed_by": who, "closed_at": at, "outcome": str(outcome)}
    return bool(session.execute(mine.values(values).returning(Concern.id)).all())


def clear_closed(session: Session, now: datetime, times: Times) -> int:
    """Deletes what was closed long enough ago: how many. What isn't closed stays, however old."""
    old = delete(Concern).where(Concern.closed_at < times.gone(now.replace(tzinfo=None)))
    return len(session.execute(old.returning(Concern.id)).all())
