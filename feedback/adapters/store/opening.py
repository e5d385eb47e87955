"""Opens a wave of a survey: publishes it as it stands and gives it dates. Knows nothing of pages."""

from datetime import date

from sqlalchemy.orm import Session

from feedback.adapters.store import editions, waves
from feedback.adapters.tables import Wave
from feedback.domain.surveys import Survey


class NotReady(Exception):  # noqa: N818
    """A survey that may not open yet, with what it has to say first."""


def open_survey(
    session: Session,
    survey: Survey,
    name: str,
    days: tuple[date, date],
    today: date,
    made_up: bool = False,
    access: str | None = None,
) -> Wave:
    """A wave of the survey as it stands, open between two days. Raises NotReady or ValueError.

    A survey can't open until it says who reads the answers, when people hear back, and, if it has a comment
    box, what happens when someone writes that a person is in danger. With no `access` a new wave is open to
    anyone with the link, and one that is there stays as it is.
    """
    missing = [
        name for name, said in (("who-reads", survey.who_reads), ("hear-back", survey.hear_back)) if not said
    ]
    if any(q.takes_words for q in survey.questions) and not survey.in_danger:
        missing.append("in-danger")
    if missing:
        raise NotReady(f"“{survey.survey}” can’t open until it has: {', '.join(missing)}")
    there = waves.get(session, waves.wave_key(survey.survey, name))
    if there is not None:
        _may_reopen(session, there, made_up, access)
    number = editions.publish(session, survey, today)
    origin = waves.Origin(access or waves.OPEN, made_up)
    return waves.open_wave(session, survey.survey, number, name, waves.WaveDates(*days), origin)


def _may_reopen(session: Session, there: Wave, made_up: bool, access: str | None) -> None:
    """Changes who may answer a wave that is there already. Raises NotReady where it can't be opened so."""
    imported = there.access == waves.NOBODY
    if imported or there.made_up != made_up:
        what = "made-up" if there.made_up else "imported" if imported else "real"
        raise NotReady(f"the wave “{there.name}” has {what} answers in it; give this one another name")
    if access and access != there.access and not waves.change_access(session, there, access):
        raise NotReady(
            f"people have answered the wave “{there.name}” already, so who may answer it can’t change; "
            "open another wave"
        )
