"""What people wrote, and which of it may be quoted. Knows nothing of how it was redacted."""

from collections.abc import Sequence
from hashlib import blake2b

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.adapters.tables import Comment, Wave


def every(session: Session, wave: Wave) -> Sequence[Comment]:
    """What was written in a wave, in an order that is not the order it came in."""
    found = session.scalars(select(Comment).where(Comment.wave_id == wave.id)).all()
    return sorted(found, key=lambda c: reference(wave, c.seq, c.question))


def reference(wave: Wave, seq: int, question: str) -> str:
    """What a page calls a comment. It tells neither when it came nor which others the same person wrote."""
    whole = f"{seq}/{question}".encode()
    return blake2b(whole, key=wave.shuffle_key.encode(), digest_size=8).hexdigest()


def cleared(session: Session, wave: Wave) -> Sequence[Comment]:
    """The comments that an officer has cleared and whose writer said that they may be used."""
    return [c for c in every(session, wave) if c.state == "cleared" and c.may_quote]


def judge(session: Session, wave: Wave, called: str, state: str) -> bool:
    """Clears or declines one comment, by its reference. False if there is none that may be quoted."""
    for comment in every(session, wave):
        if comment.may_quote and reference(wave, comment.seq, comment.question) == called:
            comment.state = state
            return True
    return False
