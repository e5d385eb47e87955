"""Waves: when a survey was open. Knows nothing of what was answered."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from feedback.adapters.tables import Wave
from feedback.domain.keeping import earliest_end
from feedback.domain.promises import Promise

LONGEST_NAME = 59  # with the longest survey key and a hyphen, an address of 120


OPEN, CODES, NOBODY = "open", "codes", "nobody"


@dataclass(frozen=True)
class WaveDates:
    """When a wave is open, the closing day included. Raises ValueError if it would close before it opens."""

    opens_on: date
    closes_on: date

    def __post_init__(self) -> None:
        if self.closes_on < self.opens_on:
            raise ValueError("a wave can’t close before it opens")


_NOTHING_SAID = Promise()


@dataclass(frozen=True)
class Terms:
    """What a wave is opened with beside its dates: how many answers are hoped for, what is promised to those
    who answer, and the day on which they are deleted.
    """

    target: int | None = None
    promise: Promise = _NOTHING_SAID
    delete_on: date | None = None


@dataclass(frozen=True)
class Origin:
    """What is said of a wave once, when it is made: who may answer, and whether its answers are made up."""

    access: str = OPEN
    made_up: bool = False


def open_wave(
    session: Session, survey: str, edition: int, name: str, dates: WaveDates, origin: Origin = Origin()
) -> Wave:
    """A wave of a survey by its name: made now, or given this edition and these dates if there is one.

    Raises ValueError for a name that can't be used.
    """
    key = wave_key(survey, name)
    wave = get(session, key)
    if wave is not None and wave.survey_key != survey:
        raise ValueError(f"“{wave.survey_key}” has a wave with the address {key} already; give another name")
    if wave is None:
        shuffle_key = secrets.token_hex(16)
        wave = Wave(key=key, survey_key=survey, name=name, shuffle_key=shuffle_key, **vars(origin))
        session.add(wave)
    wave.edition, wave.opens_on, wave.closes_on = edition, dates.opens_on, dates.closes_on
    session.flush()
    return wave


def set_terms(wave: Wave, terms: Terms) -> None:
    """Raises ValueError if the answers would be deleted before the last of them can have come."""
    if terms.delete_on is not None and terms.delete_on < earliest_end(wave.closes_on):
        raise ValueError(
            "answers can be deleted two days after a wave’s last day at the earliest: who has begun may "
            "send a day late"
        )
    wave.target, wave.delete_on, wave.promise = terms.target, terms.delete_on, terms.promise.kept()


def terms_of(wave: Wave) -> Terms:
    """What a wave was opened with."""
    return Terms(wave.target, Promise.of(wave.promise or {}), wave.delete_on)


def hold(session: Session, key: str) -> None:
    """Makes whoever else would change a wave, or send an answer to it, wait until this is done."""
    session.execute(select(Wave.id).where(Wave.key == key).with_for_update())


def due_to_go(session: Session, today: date) -> Sequence[Wave]:
    """The waves whose people are to be gone by today, and are there still."""
    due = Wave.delete_on.is_not(None) & (Wave.delete_on <= today) & Wave.people_gone_on.is_(None)
    return session.scalars(select(Wave).where(due).order_by(Wave.id)).all()


def change_access(session: Session, wave: Wave, access: str) -> bool:
    """Changes who may answer. False if somebody has answered: they would not all have come the same way."""
    unanswered = update(Wave).where(Wave.id == wave.id, Wave.seq == 0).values(access=access)
    return bool(session.execute(unanswered.returning(Wave.id)).all())


def wave_key(survey: str, name: str) -> str:
    """The wave's name in addresses. Raises ValueError if it's too long or nothing of it can stand in one."""
    if len(name) > LONGEST_NAME:
        raise ValueError(f"a wave’s name has at most {LONGEST_NAME} letters")
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in name.lower()).split()
    if not words:
        raise ValueError("a wave’s name needs letters or digits, such as Autumn 2026")
    return "-".join([survey, *words])


def get(session: Session, key: str) -> Wave | None:
    if "\0" in key:  # PostgreSQL refuses to be asked
        return None
    return session.scalar(select(Wave).where(Wave.key == key))


def every(session: Session, survey: str | None = None) -> Sequence[Wave]:
    """All waves, or a survey's, the latest to open first."""
    wanted = select(Wave).order_by(Wave.opens_on.desc(), Wave.id.desc())
    return session.scalars(wanted if survey is None else wanted.where(Wave.survey_key == survey)).all()
