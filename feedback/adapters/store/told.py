"""What telling needs to know of the waves, read from the database. Knows nothing of which may be shown."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from feedback.adapters.store import comments, editions, responses
from feedback.adapters.tables import Wave
from feedback.domain.sections import Quote, Source
from feedback.domain.telling import WaveAnswers


def gather(session: Session, waves: Iterable[Wave]) -> list[WaveAnswers]:
    """The answers of some waves, each under its latest edition's words."""
    return [_of(session, wave) for wave in waves]


def _of(session: Session, wave: Wave) -> WaveAnswers:
    survey = editions.get(session, wave.survey_key, wave.edition)
    tally = responses.tally(session, wave)
    source = Source(
        survey=survey.survey,
        title=survey.title,
        wave=wave.key,
        name=wave.name,
        many=survey.audience.many,
        one=survey.audience.one,
        opens=wave.opens_on,
        closes=wave.closes_on,
        responses=tally.responses,
        made_up=wave.made_up,
    )
    quotes = tuple(Quote(c.redacted, source, c.question) for c in comments.cleared(session, wave))
    return WaveAnswers(survey, source, tally, quotes)
