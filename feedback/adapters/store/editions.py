"""Editions: what was asked, frozen. Knows nothing of who answered."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.adapters.tables import Edition
from feedback.domain.surveys import Survey


def publish(session: Session, survey: Survey, on: date) -> int:
    """The number of the edition that says exactly this, made now if there is none."""
    same = select(Edition.number).where(
        Edition.survey_key == survey.survey, Edition.fingerprint == survey.fingerprint
    )
    if (number := session.scalar(same)) is not None:
        return number
    latest = select(Edition.number).where(Edition.survey_key == survey.survey)
    number = max(session.scalars(latest), default=0) + 1
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
