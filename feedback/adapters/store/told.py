"""What telling needs to know of the waves, read from the database. Knows nothing of which may be shown."""

from collections.abc import Iterable, Set
from datetime import date

from sqlalchemy.orm import Session

from feedback.adapters.store import (
    comments,
    editions,
    kept,
    made_with,
    populations,
    releases,
    sorting,
    tallies,
)
from feedback.adapters.store.waves import NOBODY
from feedback.adapters.tables import Wave
from feedback.domain.answered import WaveAnswers
from feedback.domain.disclosure import Rules
from feedback.domain.known import State
from feedback.domain.made_with import sentences
from feedback.domain.sections import Quote, Source


def gather(
    session: Session,
    waves: Iterable[Wave],
    today: date | None = None,
    rules: Rules | None = None,
    *,
    themes: bool = True,
) -> list[WaveAnswers]:
    """The answers of some waves, each under its latest edition's words. With `today`, those that are still
    open are known as such; with `rules`, what was published of them before. With `themes`, those of comments
    stand among the questions, where they are told.
    """
    return [_of(session, wave, today, rules, themes) for wave in waves]


def asking_about(session: Session, waves: Iterable[Wave], commitments: Set[str]) -> list[Wave]:
    """The waves whose latest edition asks about any of these commitments."""

    def tags(wave: Wave) -> frozenset[str]:
        return editions.get(session, wave.survey_key, wave.edition).tags

    return [wave for wave in waves if commitments & tags(wave)]


def _of(session: Session, wave: Wave, today: date | None, rules: Rules | None, themes: bool) -> WaveAnswers:
    survey = editions.get(session, wave.survey_key, wave.edition)
    figures = kept.figures(session, wave)
    with_themes = sorting.told_with(session, wave, survey, figures) if themes else None
    if with_themes is not None:
        survey, tally = with_themes
    else:
        tally = tallies.tally(session, wave) if figures is None else kept.asked(session, wave)
    source = Source(
        survey=survey.survey,
        title=survey.title,
        wave=wave.key,
        name=wave.name,
        many=survey.audience.many,
        one=survey.audience.one,
        opens=wave.opens_on,
        closes=wave.closes_on,
        responses=tally.responses if figures is None else figures.get(wave.key),
        made_up=wave.made_up,
        still_open=today is not None and wave.access != NOBODY and today <= wave.closes_on,
    )
    quotes = tuple(
        Quote(c.redacted, source, c.question, comments.reference(wave, c.seq, c.question))
        for c in comments.cleared(session, wave)
    )
    return WaveAnswers(
        survey,
        source,
        tally,
        quotes,
        population=populations.get(session, wave),
        state=State(wave.seq, wave.epoch),
        earlier=releases.known(releases.of(session, wave), survey) if rules else (),
        kept=figures,
        made_with=sentences(made_with.record_of(session, wave.survey_key, wave.edition)),
    )
