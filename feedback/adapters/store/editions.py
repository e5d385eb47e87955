"""Editions: what was asked, frozen. Knows nothing of who answered."""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import date
from threading import Lock
from typing import NamedTuple

from sqlalchemy import bindparam, func, select, text, tuple_
from sqlalchemy.orm import Session

from feedback.adapters.tables import Edition, Wave
from feedback.domain.surveys import Survey


def publish(session: Session, survey: Survey, on: date) -> int:
    """The number of the edition that says exactly this, made now if there is none. Of two at once, the second
    waits for the first, and finds its edition there.
    """
    if (number := saying(session, survey)) is not None:
        return number
    if session.get_bind().dialect.name == "postgresql":  # SQLite has one writer anyway
        session.execute(text("LOCK TABLE edition IN SHARE ROW EXCLUSIVE MODE"))
        if (number := saying(session, survey)) is not None:
            return number
    newest = select(func.max(Edition.number)).where(Edition.survey_key == survey.survey)
    number = (session.scalar(newest) or 0) + 1
    session.add(
        Edition(
            survey_key=survey.survey,
            number=number,
            fingerprint=survey.fingerprint,
            definition=survey.model_dump(mode="json", by_alias=True),
            published_on=on,
        )
    )
    session.flush()
    return number


def saying(session: Session, survey: Survey) -> int | None:
    """The number of the edition that says exactly this; None if there is none."""
    same = select(Edition.number).where(
        Edition.survey_key == survey.survey, Edition.fingerprint == survey.fingerprint
    )
    return session.scalar(same)


# A process keeps the editions that it has read. The fingerprint is of everything that is asked, so what is
# kept under it can't be out of date: what a database has is asked each time, and only its words are not.
MOST_KEPT = 100
_kept: OrderedDict[tuple[str, int, str], Survey] = OrderedDict()
_lock = Lock()
_ROW = Edition.survey_key, Edition.number, Edition.fingerprint
_ONE = select(*_ROW).where(Edition.survey_key == bindparam("survey"), Edition.number == bindparam("number"))
_EVERY = select(*_ROW).where(Edition.survey_key == bindparam("survey")).order_by(Edition.number)
_ASKED = (
    select(Wave, *_ROW)
    .join(Edition, (Edition.survey_key == Wave.survey_key) & (Edition.number == Wave.edition))
    .where(Wave.key == bindparam("wave"))
)


def get(session: Session, survey: str, number: int) -> Survey:
    """One edition. Raises LookupError if there is none."""
    row = session.execute(_ONE, {"survey": survey, "number": number}).one_or_none()
    if row is None:
        raise LookupError(f"{survey} has no edition {number}")
    return _survey(session, *row)


class Asked(NamedTuple):
    """A wave, the edition that it asks, and the fingerprint of that."""

    wave: Wave
    survey: Survey
    fingerprint: str


def asked(session: Session, wave: str) -> Asked | None:
    """A wave by its key, with what it asks: every page of answering needs both."""
    if "\0" in wave:  # PostgreSQL refuses to be asked
        return None
    row = session.execute(_ASKED, {"wave": wave}).one_or_none()
    return None if row is None else Asked(row[0], _survey(session, *row[1:]), row[-1])


def _survey(session: Session, survey: str, number: int, fingerprint: str) -> Survey:
    key = (survey, number, fingerprint)
    with _lock:
        if (found := _kept.get(key)) is not None:
            _kept.move_to_end(key)
            return found
    wanted = select(Edition.definition).where(Edition.survey_key == survey, Edition.number == number)
    found = Survey.model_validate(session.execute(wanted).scalar_one())
    with _lock:
        _kept[key] = found
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return found


def of(session: Session, survey: str) -> Mapping[int, Survey]:
    """All the editions of a survey by number, oldest first."""
    rows = session.execute(_EVERY, {"survey": survey}).all()
    return {number: _survey(session, key, number, fingerprint) for key, number, fingerprint in rows}


def latest(session: Session) -> Mapping[str, tuple[int, Survey]]:
    """The newest edition of each survey that has one: its number and what it asks."""
    newest = select(Edition.survey_key, func.max(Edition.number)).group_by(Edition.survey_key)
    wanted = (
        select(*_ROW)
        .where(tuple_(Edition.survey_key, Edition.number).in_(newest))
        .order_by(Edition.survey_key)
    )
    rows = session.execute(wanted).all()
    return {key: (number, _survey(session, key, number, mark)) for key, number, mark in rows}
