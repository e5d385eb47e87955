"""Opens a wave of a survey: publishes it as it stands and gives it dates. Knows nothing of pages."""

from datetime import date

from sqlalchemy.orm import Session

from feedback.adapters.store import editions, waves
from feedback.adapters.tables import Wave
from feedback.domain.surveys import Survey


class NotReady(Exception):  # noqa: N818
    """A survey that may not open yet, with what it has to say first."""


def open_survey(
    session: Session, survey: Survey, name: str, days: tuple[date, date], today: date, made_up: bool = False
) -> Wave:
    """A wave of the survey as it stands, open between two days. Raises NotReady or ValueError.

    A survey can't open until it says who reads the answers, when people hear back, and, if it has a comment
    box, what happens when someone writes that a person is in danger.
    """
    missing = [
        name for name, said in (("who-reads", survey.who_reads), ("hear-back", survey.hear_back)) if not said
    ]
    if any(q.takes_words for q in survey.questions) and not survey.in_danger:
        missing.append("in-danger")
    if missing:
        raise NotReady(f"“{survey.survey}” can’t open until it has: {', '.join(missing)}")
    there = waves.get(session, waves.wave_key(survey.survey, name))
    if there is not None and (there.made_up != made_up or there.access != waves.OPEN):
        what = "made-up" if there.made_up else "imported" if there.access != waves.OPEN else "real"
        raise NotReady(f"the wave “{name}” has {what} answers in it; give this one another name")
    number = editions.publish(session, survey, today)
    return waves.open_wave(
        session, survey.survey, number, name, waves.WaveDates(*days), waves.Origin(made_up=made_up)
    )
