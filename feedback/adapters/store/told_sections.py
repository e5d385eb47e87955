"""The sections that were published, each as it was on its day. A row is added and never changed.

What young people wrote isn't in them: it's looked up where it is kept, and left out once it's gone there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter
from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from feedback.adapters.documents.tidy import tidy
from feedback.adapters.store import comments, waves
from feedback.adapters.tables import Wave
from feedback.adapters.tables_sections import ToldSection
from feedback.domain.freezing import fingerprint, frozen, thawed
from feedback.domain.sections import Section, Source

_SOURCES = TypeAdapter(tuple[Source, ...])
States = Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class ToldOnce:
    """One time that a section was published: its number, its day, what it says, and how many comments of it
    may not be quoted any more.
    """

    number: int
    told_on: date
    section: Section
    gone: int = 0


@dataclass(frozen=True)
class ToldOf:
    """One wave that the newest published section of a commitment told something of."""

    commitment: str
    told_on: date
    source: Source


def keep(session: Session, section: Section, states: States, arranged: int, today: date) -> int:
    """Keeps a section as published today; its number. One that says just what the newest says is that one."""
    last = _newest(session, section.commitment)
    if last is not None and last.fingerprint == seal(section):
        return last.number
    number = last.number + 1 if last else 1
    row = ToldSection(
        commitment=section.commitment,
        number=number,
        told_on=today,
        fingerprint=seal(section),
        arranged=arranged,
        states={wave: list(state) for wave, state in states.items()},
        section=frozen(tidy(section)),
    )
    session.add(row)
    session.flush()
    return number


def seal(section: Section) -> str:
    """What tells a section from every other: two that print the same have the same."""
    return fingerprint(frozen(tidy(section)))


def states_of(found: Iterable[Wave]) -> dict[str, list[int]]:
    """What changes when an answer comes or goes, of some waves."""
    return {wave.key: [wave.seq, wave.epoch] for wave in found}


def newest(session: Session, commitment: str, until: date | None = None) -> ToldOnce | None:
    """The newest published section of a commitment, or the newest `until` the end of a day, as it may be
    shown today; None if there is none.
    """
    row = _newest(session, commitment, until)
    return None if row is None else _told(session, row)


def get(session: Session, commitment: str, number: int) -> ToldOnce | None:
    """One published section of a commitment, by its number."""
    row = session.get(ToldSection, (commitment, number)) if 0 < number < 2**31 else None
    return None if row is None else _told(session, row)


def number(session: Session, commitment: str) -> int:
    """The newest edition's number; 0 if there is none."""
    wanted = select(func.max(ToldSection.number)).where(ToldSection.commitment == commitment)
    return session.scalar(wanted) or 0


def of(session: Session, commitment: str) -> Sequence[ToldSection]:
    """When a commitment's section was published, newest first, without what it said."""
    wanted = select(ToldSection).options(defer(ToldSection.section))
    wanted = wanted.where(ToldSection.commitment == commitment)
    return session.scalars(wanted.order_by(ToldSection.number.desc())).all()


def last_of_each(session: Session) -> Mapping[str, ToldSection]:
    """The newest of every commitment that was ever published, without what it said."""
    wanted = select(ToldSection).options(defer(ToldSection.section)).order_by(ToldSection.number)
    return {row.commitment: row for row in session.scalars(wanted)}


def sources(session: Session) -> list[ToldOf]:
    """The waves in the newest published section of every commitment, without what was told of them."""
    newest = select(ToldSection.commitment, func.max(ToldSection.number).label("number"))
    last = newest.group_by(ToldSection.commitment).subquery()
    held = ToldSection.section["sources"]
    wanted = select(ToldSection.commitment, ToldSection.told_on, held).join(
        last, (ToldSection.commitment == last.c.commitment) & (ToldSection.number == last.c.number)
    )
    return [
        ToldOf(commitment, told_on, source)
        for commitment, told_on, found in session.execute(wanted)
        for source in _SOURCES.validate_python(found)
    ]


def waves_told(session: Session, commitment: str, number: int) -> frozenset[str]:
    """The waves of which one published section has a figure."""
    held = select(ToldSection.section["findings"])
    findings = session.scalar(held.filter_by(commitment=commitment, number=number)) or ()
    return frozenset(told["source"]["wave"] for finding in findings for told in finding["told"])


def all_of_them(session: Session, most: int) -> Sequence[ToldSection]:
    """The last so many editions of all commitments, newest first, without what they said."""
    wanted = select(ToldSection).options(defer(ToldSection.section))
    by_day = wanted.order_by(ToldSection.told_on.desc(), ToldSection.commitment, ToldSection.number.desc())
    return session.scalars(by_day.limit(most)).all()


def _newest(session: Session, commitment: str, until: date | None = None) -> ToldSection | None:
    wanted = select(ToldSection).where(ToldSection.commitment == commitment)
    if until is not None:
        wanted = wanted.where(ToldSection.told_on <= until)
    return session.scalars(wanted.order_by(ToldSection.number.desc()).limit(1)).first()


def _told(session: Session, row: ToldSection) -> ToldOnce:
    quoted = {quote["source"]["wave"] for quote in row.section["quotes"]}
    words = {
        (wave.key, comments.reference(wave, c.seq, c.question)): c.redacted
        for wave in waves.every(session)
        if wave.key in quoted
        for c in comments.cleared(session, wave)
    }
    section = thawed(row.section, words)
    gone = len(row.section["quotes"]) - len(section.quotes)
    return ToldOnce(row.number, row.told_on, section, gone)
