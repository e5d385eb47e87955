"""Files of answers between being given and being kept: sealed, for a day, for whoever gave them.

Knows nothing of what is in them.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from feedback.adapters.sealing import WontOpen, seal, unseal
from feedback.adapters.tables_bringing import Bringing, BringingPart

KEPT = timedelta(days=1)
WORKING, READY, REFUSED, KEEPING = "working", "ready", "refused", "keeping"
# Work that was last heard of longer ago has stopped. While many answers are being written, SQLite lets nobody
# say that they are still alive.
STALE = {WORKING: timedelta(seconds=90), KEEPING: timedelta(minutes=5)}
ANSWERS, FORM, TOLD, ASKED, FOUND = "answers", "form", "told", "asked", "found"


@dataclass(frozen=True)
class Opened:
    """One file with what opens it."""

    row: Bringing
    secret: str

    def seal(self, content: bytes, part: str) -> bytes:
        return seal(self.secret, self._whose(part), content)

    def unseal(self, sealed: bytes, part: str) -> bytes:
        return unseal(self.secret, self._whose(part), sealed)

    def _whose(self, part: str) -> str:
        return f"answers on their way in: {self.row.token} {part} of officer {self.row.officer_id}"


def begin(session: Session, secret: str, officer: int, parts: Mapping[str, bytes], now: datetime) -> str:
    """Keeps a file, ready to be worked on; its token. Files that are too old go at the same time."""
    clear_old(session, now)
    at = now.replace(tzinfo=None)
    row = Bringing(token=secrets.token_hex(16), officer_id=officer, given_at=at, beat_at=at, state=WORKING)
    row.attempt = 1
    session.add(row)
    session.flush()
    for part, content in parts.items():
        put(session, Opened(row, secret), part, content)
    return row.token


def any_old(session: Session, now: datetime) -> bool:
    """True if a file was given a day ago or longer."""
    return session.scalars(select(Bringing.token).where(_old(now)).limit(1)).first() is not None


def _old(now: datetime) -> ColumnElement[bool]:
    return Bringing.given_at <= now.replace(tzinfo=None) - KEPT


def clear_old(session: Session, now: datetime) -> None:
    """Leaves nothing of files that were given a day ago."""
    old = _old(now)
    session.execute(
        delete(BringingPart).where(BringingPart.token.in_(select(Bringing.token).where(old))),
        execution_options={"synchronize_session": False},
    )
    session.execute(delete(Bringing).where(old), execution_options={"synchronize_session": False})


def get(session: Session, secret: str, officer: int, token: str, now: datetime) -> Opened | None:
    """One's own file, if it is there and not too old."""
    row = session.get(Bringing, token) if token.isascii() and token.isalnum() else None
    recent = row is not None and row.given_at > now.replace(tzinfo=None) - KEPT
    return Opened(row, secret) if row is not None and recent and row.officer_id == officer else None


def own(session: Session, officer: int, now: datetime) -> Sequence[Bringing]:
    """One's own files, the newest first."""
    recent = Bringing.given_at > now.replace(tzinfo=None) - KEPT
    mine = select(Bringing).where(Bringing.officer_id == officer, recent, Bringing.state != REFUSED)
    return session.scalars(mine.order_by(Bringing.given_at.desc())).all()


def stopped(row: Bringing, now: datetime) -> bool:
    """True if somebody was working on it, and nothing has been heard of them for too long."""
    quiet = now.replace(tzinfo=None) - row.beat_at
    return row.state in STALE and quiet > STALE[row.state]


def put(session: Session, opened: Opened, part: str, content: bytes | None) -> None:
    """Keeps a part in place of any before; without content, leaves none."""
    session.execute(
        delete(BringingPart).where(BringingPart.token == opened.row.token, BringingPart.part == part)
    )
    if content is not None:
        sealed = opened.seal(content, part)
        session.add(BringingPart(token=opened.row.token, part=part, sealed=sealed))
    session.flush()


def take(session: Session, opened: Opened, part: str) -> bytes | None:
    """A part as it was kept; None if there's none, or if the server's secret has changed since."""
    mine = BringingPart.token == opened.row.token, BringingPart.part == part
    sealed = session.scalar(select(BringingPart.sealed).where(*mine))
    try:
        return None if sealed is None else opened.unseal(sealed, part)
    except WontOpen:
        return None


def claim(session: Session, token: str, state: str, now: datetime) -> int | None:
    """Starts work on a file; the number of this attempt. None if somebody is working on it: of two that come
    at once, one gets it.
    """
    at = now.replace(tzinfo=None)
    stopped = [(Bringing.state == s) & (Bringing.beat_at < at - quiet) for s, quiet in STALE.items()]
    idle = or_(Bringing.state.in_((READY, REFUSED)), *stopped)
    begun = update(Bringing).where(Bringing.token == token, idle)
    changed = begun.values(state=state, attempt=Bringing.attempt + 1, beat_at=at, stage="")
    return session.execute(changed.returning(Bringing.attempt)).scalar_one_or_none()


def beat(session: Session, token: str, attempt: int, stage: str, now: datetime) -> None:
    """Says that work goes on, and how far it is."""
    mine = update(Bringing).where(Bringing.token == token, Bringing.attempt == attempt)
    session.execute(mine.values(beat_at=now.replace(tzinfo=None), stage=stage[:80]))


def finish(session: Session, token: str, attempt: int, state: str) -> bool:
    """Ends an attempt. False if it was given up meanwhile, and nothing of it may count."""
    mine = update(Bringing).where(Bringing.token == token, Bringing.attempt == attempt)
    ended = mine.where(Bringing.state.in_((WORKING, KEEPING))).values(state=state, stage="")
    return bool(session.execute(ended.returning(Bringing.token)).all())


def drop(session: Session, token: str) -> None:
    """Leaves nothing of a file."""
    session.execute(delete(BringingPart).where(BringingPart.token == token))
    session.execute(delete(Bringing).where(Bringing.token == token))


def stop(session: Session, token: str, attempt: int) -> None:
    """Says that work has stopped and won't go on."""
    mine = update(Bringing).where(Bringing.token == token, Bringing.attempt == attempt)
    session.execute(mine.values(beat_at=Bringing.given_at - KEPT))
