"""What people wrote, and which of it may be quoted. Knows nothing of how it was redacted."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.adapters.tables import Comment, Wave


def every(session: Session, wave: Wave) -> Sequence[Comment]:
    """What was written in a wave, in an order that is not the order it came in."""
    return _shuffled(wave, session.scalars(select(Comment).where(Comment.wave_id == wave.id)))


def _shuffled(wave: Wave, found: Iterable[Comment]) -> Sequence[Comment]:
    return sorted(found, key=lambda c: reference(wave, c.seq, c.question))


def reference(wave: Wave, seq: int, question: str) -> str:
    """What a page calls a comment. It tells neither when it came nor which others the same person wrote."""
    whole = f"{seq}/{question}".encode()
    return blake2b(whole, key=wave.shuffle_key.encode(), digest_size=8).hexdigest()


def cleared(session: Session, wave: Wave) -> Sequence[Comment]:
    """The comments that an officer has cleared and whose writer said that they may be used."""
    wanted = (Comment.wave_id == wave.id) & (Comment.state == "cleared") & Comment.may_quote
    return _shuffled(wave, session.scalars(select(Comment).where(wanted)))


def waiting(session: Session) -> Mapping[int, int]:
    """How many comments that may be quoted nobody has decided about yet, by a wave's number."""
    undecided = (Comment.state == "new") & Comment.may_quote
    counted = select(Comment.wave_id, func.count()).where(undecided).group_by(Comment.wave_id)
    return {wave: n for wave, n in session.execute(counted)}


def judge(session: Session, wave: Wave, called: str, state: str) -> bool:
    """Clears or declines one comment, by its reference. False if there is none that may be quoted."""
    for comment in every(session, wave):
        if comment.may_quote and reference(wave, comment.seq, comment.question) == called:
            comment.state = state
            return True
    return False
