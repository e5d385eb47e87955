"""Links that let someone choose how they sign in: each works once, for a week. Knows nothing of e-mail."""

import hashlib
import secrets

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from feedback.adapters.tables_people import Invitation, Officer

DAYS = 7


def invite(session: Session, officer: Officer, now: int) -> str:
    """A new invitation's token, in place of any before. Only its hash is kept. Now in seconds."""
    token = secrets.token_urlsafe(32)
    session.flush()
    withdraw(session, officer)
    ends = now + DAYS * 24 * 60 * 60
    session.add(Invitation(token_hash=_hash(token), officer_id=officer.id, ends_at=ends))
    return token


def withdraw(session: Session, officer: Officer) -> None:
    """Makes an officer's invitation worthless, if one waits."""
    session.execute(delete(Invitation).where(Invitation.officer_id == officer.id))


def waiting(session: Session, officer: Officer) -> Invitation | None:
    """The officer's invitation that hasn't been used, even if it's too old to be."""
    return session.scalar(select(Invitation).where(Invitation.officer_id == officer.id))


def of(session: Session, token: str, now: int) -> Officer | None:
    """Whom this token invites, if it can still be used."""
    wanted = select(Officer).join(Invitation)
    good = (Invitation.token_hash == _hash(token)) & (Invitation.ends_at >= now)
    return session.scalar(wanted.where(good))


def use(session: Session, token: str) -> bool:
    """Uses a token up. False if another was quicker."""
    used = delete(Invitation).where(Invitation.token_hash == _hash(token)).returning(Invitation.officer_id)
    return session.execute(used).first() is not None


def _hash(token: str) -> str:
    return hashlib.sha256(f"invitation {token}".encode()).hexdigest()
