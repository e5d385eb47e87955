"""Opens a wave of a survey: publishes it as it stands and gives it dates. Knows nothing of pages."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from feedback.adapters.definitions import Content
from feedback.adapters.store import designs, editions, made_with, waves
from feedback.adapters.store.waves import Terms
from feedback.adapters.tables import Wave
from feedback.domain.keeping import default_day
from feedback.domain.promises import as_asked, missing
from feedback.domain.surveys import Survey


class NotReady(Exception):  # noqa: N818
    """A survey that may not open yet, with what it has to say first."""


def surveys_to_open(session: Session, content: Content) -> Mapping[str, Survey]:
    """Every survey that a wave can be opened of, by key: as the office published it last, as its file says
    where it didn't.
    """
    return {**content.surveys, **designs.published(session)}


def open_survey(
    session: Session,
    survey: Survey,
    name: str,
    days: tuple[date, date],
    today: date,
    made_up: bool = False,
    access: str | None = None,
    terms: Terms | None = None,
) -> Wave:
    """A wave of the survey, as its terms have it asked, open between two days. Raises NotReady or ValueError.

    It can't open until it is said who reads the answers, when people hear back, and, if it has a comment box,
    what happens when someone writes that a person is in danger. With no `access` a new wave is open to anyone
    with the link; without that or `terms`, one that is there stays as it is.
    """
    there = waves.get(session, waves.wave_key(survey.survey, name))
    if terms is None:
        terms = Terms() if there is None else waves.terms_of(there)
    asked = as_asked(survey, terms.promise)
    if unsaid := missing(asked):
        raise NotReady(f"“{survey.survey}” can’t open until it has: {', '.join(unsaid)}")
    if there is not None:
        _may_reopen(session, there, made_up, access)
    number = editions.publish(session, asked, today)
    made_with.carry(session, survey.survey, editions.saying(session, survey), number)
    origin = waves.Origin(access or waves.OPEN, made_up)
    wave = waves.open_wave(session, survey.survey, number, name, waves.WaveDates(*days), origin)
    if terms.delete_on is None:
        terms = replace(terms, delete_on=default_day(wave.closes_on, today))
    waves.set_terms(wave, terms)
    session.flush()
    return wave


def _may_reopen(session: Session, there: Wave, made_up: bool, access: str | None) -> None:
    """Changes who may answer a wave that is there already. Raises NotReady where it can't be opened so."""
    if there.people_gone_on is not None:
        raise NotReady(f"the answers of “{there.name}” were deleted when they were due; open another wave")
    imported = there.access == waves.NOBODY
    if imported or there.made_up != made_up:
        what = "made-up" if there.made_up else "imported" if imported else "real"
        raise NotReady(f"the wave “{there.name}” has {what} answers in it; give this one another name")
    if access and access != there.access and not waves.change_access(session, there, access):
        raise NotReady(
            f"people have answered the wave “{there.name}” already, so who may answer it can’t change; "
            "open another wave"
        )
