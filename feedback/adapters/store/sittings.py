"""Who is signed in, in which browser, since when. The browser holds a random token, we its hash, so that an
end is an end whatever cookies are still about. Knows nothing of cookies or how anyone proved who they are.
"""

import hashlib
import secrets

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from feedback.adapters.how_to_sign_in import SigningIn
from feedback.adapters.tables_people import Officer, Sitting

HALFWAY_SECONDS = 10 * 60  # from the password to the code, with time to set a phone up
SEEN_SECONDS = 30  # it's written down no more often than this that someone is still there


def begin(session: Session, officer: Officer, now: int, halfway: bool = False) -> str:
    """A new sitting's token. Now in seconds."""
    token = secrets.token_urlsafe(32)
    made = Sitting(
        token_hash=hashed(token), officer_id=officer.id, begun_at=now, seen_at=now, halfway=halfway
    )
    session.add(made)
    return token


def holding(session: Session, token: str, now: int, limits: SigningIn) -> tuple[Officer, Sitting] | None:
    """Whose sitting this is, if it hasn't ended."""
    wanted = select(Officer, Sitting).join(Sitting).where(Sitting.token_hash == hashed(token))
    found = session.execute(wanted).first()
    if found is None:
        return None
    officer, sitting = found
    whole = HALFWAY_SECONDS if sitting.halfway else limits.whole
    over = now - sitting.begun_at > whole or now - sitting.seen_at > limits.idle
    return None if over else (officer, sitting)


def is_due(sitting: Sitting, now: int) -> bool:
    """True if it's time to write down that someone is still there."""
    return now - sitting.seen_at >= SEEN_SECONDS


def seen(session: Session, token: str, now: int) -> None:
    """Someone is still there."""
    session.execute(update(Sitting).where(Sitting.token_hash == hashed(token)).values(seen_at=now))


def end(session: Session, token: str) -> None:
    """Ends one sitting."""
    session.execute(delete(Sitting).where(Sitting.token_hash == hashed(token)))


def end_all(session: Session, officer: Officer, keep: str = "") -> None:
    """Ends all of an officer's sittings, or all but the one with this token."""
    ended = delete(Sitting).where(Sitting.officer_id == officer.id)
    session.execute(ended.where(Sitting.token_hash != hashed(keep)))


def clear_old(session: Session, now: int, limits: SigningIn) -> None:
    """Leaves nothing of what has ended by itself."""
    old = or_(
        Sitting.begun_at < now - limits.whole,
        Sitting.seen_at < now - limits.idle,
        Sitting.halfway & (Sitting.begun_at < now - HALFWAY_SECONDS),
    )
    session.execute(delete(Sitting).where(old))


def hashed(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(f"sitting {token}".encode()).hexdigest()
