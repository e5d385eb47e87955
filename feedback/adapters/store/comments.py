"""What people wrote, and which of it may be quoted. Knows nothing of how it was redacted."""

from collections.abc import Sequence
from hashlib import blake2b

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from feedback.adapters.tables import Comment, Wave


def every(session: Session, wave: Wave) -> Sequence[Comment]:
    """What was written in a wave, in an order that is not the order it came in."""
    found = session.scalars(select(Comment).where(Comment.wave_id == wave.id)).all()
    return sorted(found, key=lambda c: shuffled(wave, f"{c.seq}/{c.question}"))


def shuffled(wave: Wave, what: str) -> bytes:
    """A place in an order of the wave's own, which says nothing of when a thing came."""
    return blake2b(what.encode(), key=wave.shuffle_key.encode(), digest_size=8).digest()


def cleared(session: Session, wave: Wave) -> Sequence[Comment]:
    """The comments that an officer has cleared and whose writer said that they may be used."""
    return [c for c in every(session, wave) if c.state == "cleared" and c.may_quote]


def judge(session: Session, wave: Wave, place: tuple[int, str], state: str) -> bool:
    """Clears or declines one comment for quoting. False if there is none, or its writer didn't allow it."""
    changed = (
        update(Comment)
        .where(Comment.wave_id == wave.id, Comment.seq == place[0], Comment.question == place[1])
        .where(Comment.may_quote)
        .values(state=state)
        .returning(Comment.seq)
    )
    return session.execute(changed).first() is not None
