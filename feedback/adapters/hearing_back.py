"""Which waves' people still wait to hear back, long after they answered. Knows no page."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from feedback.adapters.store import editions, told_sections, waves
from feedback.domain.accounts import Reader
from feedback.domain.hearing_back import due, is_late
from feedback.domain.reading import Reading, Said


@dataclass(frozen=True)
class Waiting:
    """One wave whose people wait: its survey's title, its name, by when they should have heard, and the
    promises that it asked about.
    """

    title: Said
    name: str
    due: date
    commitments: frozenset[str]


def waiting(session: Session, known: Set[str], weeks: int, today: date, reader: Reader) -> list[Waiting]:
    """The waves of which nothing was told in time, the longest overdue first. Nobody waits for one that asked
    about none of the `known` promises, that nobody answered, or whose answers came from elsewhere.
    """
    told = {key: row.told_on for key, row in told_sections.last_of_each(session).items()}
    found = []
    for wave in waves.every(session):
        if wave.access == waves.NOBODY or not wave.seq or not is_late(wave.closes_on, weeks, (), today):
            continue
        survey = editions.get(session, wave.survey_key, wave.edition)
        asked = survey.tags & known
        told_on = [told[key] for key in asked if key in told]
        if asked and is_late(wave.closes_on, weeks, told_on, today):
            title = Reading(survey, reader.language, reader.easy).title
            found.append(Waiting(title, wave.name, due(wave.closes_on, weeks), frozenset(asked)))
    return sorted(found, key=lambda one: one.due)
