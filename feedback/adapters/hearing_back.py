"""Which waves' people still wait to hear back, long after they answered. Knows no page."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy.orm import Session

from feedback.adapters.store import editions, told_sections, waves
from feedback.adapters.tables import Wave
from feedback.adapters.tables_sections import ToldSection
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
    days = _Days(session)
    found = []
    for wave in waves.every(session):
        if wave.access == waves.NOBODY or not wave.seq or not is_late(wave.closes_on, weeks, (), today):
            continue
        survey = editions.get(session, wave.survey_key, wave.edition)
        asked = survey.tags & known
        if asked and is_late(wave.closes_on, weeks, days.told(wave, asked), today):
            title = Reading(survey, reader.language, reader.easy).title
            found.append(Waiting(title, wave.name, due(wave.closes_on, weeks), frozenset(asked)))
    return sorted(found, key=lambda one: one.due)


class _Days:
    """On which days something of a wave was published. Reads each edition once, and only those that it must:
    they are big.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._editions = cache(self._editions_of)
        self._waves = cache(self._waves_in)

    def told(self, wave: Wave, commitments: Set[str]) -> Iterator[date]:
        """The days since the wave closed on which a figure of it was published, of any of these."""
        for commitment in sorted(commitments):
            for row in self._editions(commitment):
                if row.told_on > wave.closes_on and wave.key in self._waves(commitment, row.number):
                    yield row.told_on

    def _editions_of(self, commitment: str) -> Sequence[ToldSection]:
        return told_sections.of(self._session, commitment)

    def _waves_in(self, commitment: str, number: int) -> frozenset[str]:
        return told_sections.waves_told(self._session, commitment, number)
