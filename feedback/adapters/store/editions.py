"""Editions: what was asked, frozen. Knows nothing of who answered."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select, text, tuple_
from sqlalchemy.orm import Session

from feedback.adapters.tables import Edition
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


# An edition never changes, so a process may keep the ones it has read.
_kept: dict[tuple[str, int, str], Survey] = {}


def get(session: Session, survey: str, number: int) -> Survey:
    """One edition. Raises LookupError if there is none."""
    found = session.get(Edition, (survey, number))
    if found is None:
        raise LookupError(f"{survey} has no edition {number}")
    return _survey(found)


def _survey(edition: Edition) -> Survey:
    key = (edition.survey_key, edition.number, edition.fingerprint)
    if key not in _kept:
        _kept[key] = Survey.model_validate(edition.definition)
    return _kept[key]


def of(session: Session, survey: str) -> Mapping[int, Survey]:
    """All the editions of a survey by number, oldest first."""
    rows = session.scalars(select(Edition).where(Edition.survey_key == survey).order_by(Edition.number))
    return {e.number: _survey(e) for e in rows}


def latest(session: Session) -> Mapping[str, tuple[int, Survey]]:
    """The newest edition of each survey that has one: its number and what it asks."""
    newest = select(Edition.survey_key, func.max(Edition.number)).group_by(Edition.survey_key)
    rows = session.scalars(
        select(Edition)
        .where(tuple_(Edition.survey_key, Edition.number).in_(newest))
        .order_by(Edition.survey_key)
    )
    return {e.survey_key: (e.number, _survey(e)) for e in rows}
