"""Responses and the words in them. Knows nothing of drafts, or of whose they were: nobody does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from feedback.adapters.tables import Comment, Response, Wave
from feedback.domain.coding import Codebook, codebook, encode
from feedback.domain.journey import Answer
from feedback.domain.surveys import Survey


@dataclass(frozen=True)
class Sent:
    """One person's answers on their way in, with the form in which each comment may be used."""

    answers: Mapping[str, Answer]
    redacted: Mapping[str, str]


_AT_ONCE = 10_000
Coded = tuple[str, list[dict[str, object]]]  # a response's codes, and each comment in it


@dataclass(frozen=True)
class Circumstances:
    """What is kept of how a response came: a date, a language and a way. No clock time, no device."""

    answered_on: date
    language: str = "en"
    way: str = "phone"


def add(session: Session, wave: Wave, survey: Survey, sent: Iterable[Sent], how: Circumstances) -> int:
    """Keeps responses to an edition, all or none, and says how many. Raises ValueError for a question or an
    answer that the edition doesn't have.
    """
    return add_coded(session, wave, coded(survey, sent), how)


def coded(survey: Survey, sent: Iterable[Sent]) -> list[Coded]:
    """Responses as they are kept: what takes long for many, done before anybody has to wait.

    Raises ValueError for a question or an answer that the edition doesn't have.
    """
    book = codebook(survey)
    return [(_codes(book, s), list(_comments(s))) for s in sent]


def add_coded(session: Session, wave: Wave, coded: Sequence[Coded], how: Circumstances) -> int:
    """Keeps responses, all or none. Raising `seq` first makes writers to a wave wait for one another."""
    raised = update(Wave).where(Wave.id == wave.id).values(seq=Wave.seq + len(coded)).returning(Wave.seq)
    first = session.execute(raised).scalar_one() - len(coded) + 1
    same = {"wave_id": wave.id, "edition": wave.edition, **vars(how)}
    for start in range(0, len(coded), _AT_ONCE):  # many at once would be held twice
        numbered = list(enumerate(coded[start : start + _AT_ONCE], first + start))
        session.execute(
            insert(Response), [{"seq": seq, "codes": codes, **same} for seq, (codes, _) in numbered]
        )
        comments = [{"wave_id": wave.id, "seq": seq, **c} for seq, (_, written) in numbered for c in written]
        if comments:
            session.execute(insert(Comment), comments)
    return len(coded)


def _codes(book: Codebook, sent: Sent) -> str:
    if unknown := sent.answers.keys() - book.slots.keys():
        raise ValueError(f"there is no question “{min(unknown)}” in this edition")
    return encode(book, sent.answers)


def _comments(sent: Sent) -> Iterable[dict[str, object]]:
    for question, answer in sent.answers.items():
        if answer.words:
            yield {
                "question": question,
                "text": answer.words,
                "redacted": sent.redacted.get(question, ""),
                "may_quote": answer.may_quote and question in sent.redacted,
                "state": "new",
            }


def counted(session: Session, wave: Wave, way: str) -> int:
    """How many responses of a wave came this way."""
    came = select(func.count()).where(Response.wave_id == wave.id, Response.way == way)
    return session.scalar(came) or 0


def lines(session: Session, wave: Wave) -> dict[int, list[tuple[int, str]]]:
    """The number and the codes of each response of a wave, by edition."""
    wanted = select(Response.edition, Response.seq, Response.codes).where(Response.wave_id == wave.id)
    found: dict[int, list[tuple[int, str]]] = {}
    for edition, seq, codes in session.execute(wanted.order_by(Response.seq)):
        found.setdefault(edition, []).append((seq, codes))
    return found
