"""Gathers the annual review of a framework from what was published, done and measured. Knows no document."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from feedback.adapters.acting import acted_on
from feedback.adapters.measuring import Shown, measured
from feedback.adapters.store import actions, editions, told_sections, waves
from feedback.adapters.tables import Wave
from feedback.domain import telling
from feedback.domain.actions import Leads
from feedback.domain.annual import Deeds, Year, count, during
from feedback.domain.disclosure import Rules
from feedback.domain.frameworks import Commitment, Framework
from feedback.domain.sections import Section, Source
from feedback.domain.surveys import Survey

Asking = Sequence[tuple[Wave, Survey]]


@dataclass(frozen=True)
class Promise:
    """One promise in a review. `section` is as it was published on `told_on`, as edition `number`, with what
    was done since; without findings if it was never published. `unpublished` are the waves that asked about
    it and aren't in that section; `asked` is true if one was open in the year.
    """

    commitment: Commitment
    section: Section
    told_on: date | None
    number: int
    unpublished: tuple[str, ...]
    asked: bool
    leads: Leads
    measures: tuple[Shown, ...]
    deeds: Deeds


@dataclass(frozen=True)
class Review:
    """The annual review of a framework: its year, and its promises in their order."""

    framework: Framework
    year: Year
    promises: tuple[Promise, ...]

    @property
    def deeds(self) -> Deeds:
        return sum((p.deeds for p in self.promises), Deeds())

    @property
    def sources(self) -> tuple[Source, ...]:
        """Who answered what in the year, as it was published: each wave once, by the newest section that
        tells of it.
        """
        newest: dict[str, tuple[date, Source]] = {}
        for promise in self.promises:
            for source in promise.section.sources:
                told_on = promise.told_on or date.min
                if source.wave not in newest or newest[source.wave][0] < told_on:
                    newest[source.wave] = told_on, source
        found = [s for _, s in newest.values() if s.opens <= self.year.end and s.closes >= self.year.start]
        return tuple(sorted(found, key=lambda s: (s.opens, s.wave)))


def gather(session: Session, framework: Framework, year: Year, rules: Rules) -> Review:
    """The review of a framework's year. What is hidden in a published section stays so."""
    asking = [
        (wave, editions.get(session, wave.survey_key, wave.edition))
        for wave in waves.every(session)
        if wave.opens_on <= year.end
    ]
    promises = (_promise(session, framework, c, year, rules, asking) for c in framework.commitments)
    return Review(framework, year, tuple(promises))


def _promise(
    session: Session, framework: Framework, commitment: Commitment, year: Year, rules: Rules, asking: Asking
) -> Promise:
    told = told_sections.newest(session, commitment.key, until=year.end)
    section = told.section if told else telling.section(framework, commitment, [], rules)
    section = during(acted_on(session, section, rules, year.made), year)
    about = [(wave, survey) for wave, survey in asking if commitment.key in survey.tags]
    there = {source.wave for source in section.sources}
    return Promise(
        commitment,
        section,
        told.told_on if told else None,
        told.number if told else 0,
        tuple(f"“{survey.title}, {wave.name}”" for wave, survey in about if wave.key not in there),
        any(wave.closes_on >= year.start for wave, _ in about),
        actions.leads(session, commitment)[1],
        tuple(_until(one, year.end) for one in measured(session, commitment)),
        count(section.actions, year),
    )


def _until(measure: Shown, day: date) -> Shown:
    """A measure with its values up to a day."""
    return replace(measure, rows=tuple(r for r in measure.rows if r.value.on is None or r.value.on <= day))
