"""What people wrote, and which of it may be quoted. Knows nothing of how it was redacted."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from heapq import nsmallest

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from feedback.adapters.tables import Comment, Wave


def every(session: Session, wave: Wave) -> Sequence[Comment]:
    """What was written in a wave, in an order that is not the order it came in."""
    return _shuffled(wave, session.scalars(select(Comment).where(Comment.wave_id == wave.id)))


def first(session: Session, wave: Wave, most: int) -> Mapping[str, tuple[Sequence[Comment], int]]:
    """The first few of what was written in a wave, in the same order, and how much there is, by question. Of
    all the rest only the numbers are read.
    """
    keys: dict[str, list[int]] = {}
    for question, seq in session.execute(select(Comment.question, Comment.seq).filter_by(wave_id=wave.id)):
        keys.setdefault(question, []).append(seq)
    found = {}
    for question, every in keys.items():
        chosen = nsmallest(most, every, key=partial(_place, wave, question))
        here = (Comment.wave_id == wave.id) & (Comment.question == question) & Comment.seq.in_(chosen)
        found[question] = _shuffled(wave, session.scalars(select(Comment).where(here))), len(every)
    return found


def _place(wave: Wave, question: str, seq: int) -> str:
    return reference(wave, seq, question)


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


class Changed(Exception):  # noqa: N818
    """Its writer changed it, or may not want it used any more, since it was looked at."""


def form_of(comment: Comment) -> str:
    """What tells the form in which a comment may be used from every other form of it."""
    return blake2b(comment.redacted.encode("utf-8", "replace"), digest_size=8).hexdigest()


def decide_anew(session: Session) -> int:
    """Makes every cleared comment one that nobody has decided about; how many there were."""
    cleared = update(Comment).where(Comment.state == "cleared").values(state="new")
    return len(session.scalars(cleared.returning(Comment.seq)).all())


def judge(session: Session, wave: Wave, called: str, state: str, seen: str | None = None) -> bool:
    """Clears or declines one comment, by its reference. False if there is none that may be quoted. With
    `seen`, the form that was looked at, it raises Changed instead if that isn't what would be quoted.
    """
    found = (c for c in every(session, wave) if reference(wave, c.seq, c.question) == called)
    comment = next(found, None)
    if comment is None:
        return False
    # Its writer may be changing it just now: whoever comes second sees what the first did.
    session.refresh(comment, with_for_update=True)
    if seen is not None and not (comment.may_quote and form_of(comment) == seen):
        raise Changed
    if comment.may_quote:
        comment.state = state
    return comment.may_quote


def of_response(session: Session, wave: Wave, seq: int) -> Sequence[Comment]:
    """What one person wrote, for themselves alone."""
    return session.scalars(select(Comment).where(Comment.wave_id == wave.id, Comment.seq == seq)).all()


def hold(session: Session, wave: Wave, seq: int, question: str) -> Comment | None:
    """One of these, to be changed: whoever else would change it waits. None if it's gone."""
    wanted = select(Comment).where(Comment.wave_id == wave.id, Comment.seq == seq)
    return session.scalar(wanted.where(Comment.question == question).with_for_update())


def withdraw(comment: Comment) -> None:
    """Its writer doesn't want it used. Should they change their mind, an officer looks at it anew."""
    comment.may_quote, comment.state = False, "new"


def allow(comment: Comment) -> None:
    """Its writer lets it be used. What they allowed before, an officer may have decided about."""
    if not comment.may_quote:
        comment.may_quote, comment.state = True, "new"


def mend(comment: Comment, form: str) -> None:
    """Its writer wants it used in this form and in no other. One that is new waits for an officer."""
    if comment.may_quote and comment.redacted == form:
        return
    comment.mended = comment.mended or comment.redacted != form
    comment.redacted, comment.may_quote, comment.state = form, True, "new"


def delete(session: Session, comment: Comment) -> None:
    """Deletes it, and what it was coded as. That its question was answered still counts, and so do the themes
    that are told of it.
    """
    session.delete(comment)
    session.flush()
