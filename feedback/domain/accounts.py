"""What is told in public of one promise, as one reader reads it: asked, told, done and next. Counts nothing,
and knows neither pages nor where anything is kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from feedback.domain.actions import State
from feedback.domain.deeds import Deed
from feedback.domain.reading import Reading, Said
from feedback.domain.sections import Finding, Quote, Section, Source, Told
from feedback.domain.surveys import Survey


@dataclass(frozen=True)
class Answered:
    """One question, and what was told of it in one wave. `rows` has what each option is called, by its key,
    `counted` those that are counted together. `quotes` are of this wave alone.
    """

    ask: Said
    finding: Finding
    told: Told
    rows: tuple[Said, ...] = ()
    counted: tuple[Said, ...] = ()
    quotes: tuple[Quote, ...] = ()
    picture: str = ""


@dataclass(frozen=True)
class Asked:
    """One wave that asked about the promise: its survey's title, and what was answered."""

    source: Source
    title: Said
    answered: tuple[Answered, ...]


@dataclass(frozen=True)
class Earlier:
    """One wave that asked before, and its survey's title: there is more to read of it elsewhere."""

    source: Source
    title: Said


@dataclass(frozen=True)
class Account:
    """One published section of a promise, as one reader reads it: one wave, or the newest wave of each survey
    with those before them in `earlier`; all newest first. `unanswered` is how many things that were said in
    what is told here have no action yet.
    """

    number: int
    told_on: date
    section: Section
    asked: tuple[Asked, ...]
    earlier: tuple[Earlier, ...] = ()
    unanswered: int = 0

    @property
    def done(self) -> tuple[Deed, ...]:
        """What was done, the newest first."""
        return tuple(sorted(self._deeds(State.DONE), key=lambda deed: deed.day or date.min, reverse=True))

    @property
    def cant(self) -> tuple[Deed, ...]:
        return self._deeds(State.CANT)

    @property
    def next(self) -> tuple[Deed, ...]:
        """What is being done: the late first, then by day."""
        return tuple(sorted(self._deeds(State.DOING), key=lambda deed: (not deed.late, deed.day or date.max)))

    def _deeds(self, state: State) -> tuple[Deed, ...]:
        return tuple(deed for deed in self.section.actions if deed.state == state)


@dataclass(frozen=True)
class Reader:
    """The language that someone reads, and whether in easy read."""

    language: str
    easy: bool = False


def shown(section: Section, wave: str = "") -> tuple[Source, ...]:
    """The wave of a section that is named; or the newest wave of each survey, the newest first."""
    if wave:
        return tuple(source for source in section.sources if source.wave == wave)
    newest: dict[str, Source] = {}
    for source in _newest_first(section):
        newest.setdefault(source.survey, source)
    return tuple(newest.values())


def asked(
    section: Section, surveys: Mapping[str, Survey], reader: Reader, wave: str = ""
) -> tuple[Asked, ...]:
    """Each wave that is shown, with what was told of it. `surveys` has the edition that each wave asked, by
    the wave's key: one that isn't there is told in English.
    """
    return tuple(_asked(section, source, surveys.get(source.wave), reader) for source in shown(section, wave))


def earlier(
    section: Section, surveys: Mapping[str, Survey], reader: Reader, wave: str = ""
) -> tuple[Earlier, ...]:
    """The waves of a section that aren't shown; none beside one that is named."""
    rest = [] if wave else [s for s in _newest_first(section) if s not in shown(section)]
    return tuple(Earlier(source, title(source, surveys.get(source.wave), reader)) for source in rest)


def _newest_first(section: Section) -> list[Source]:
    return sorted(section.sources, key=lambda s: s.opens, reverse=True)


def title(source: Source, survey: Survey | None, reader: Reader) -> Said:
    """What a survey is called for this reader."""
    return Reading(survey, reader.language, reader.easy).title if survey else Said(source.title)


def _asked(section: Section, source: Source, survey: Survey | None, reader: Reader) -> Asked:
    reading = Reading(survey, reader.language, reader.easy) if survey else None
    found = (
        _answered(section, finding, told, reading)
        for finding in section.findings
        for told in finding.told
        if told.source.wave == source.wave
    )
    return Asked(source, title(source, survey, reader), tuple(found))


def _answered(section: Section, finding: Finding, told: Told, reading: Reading | None) -> Answered:
    question = reading.survey.question(finding.question) if reading else None
    quotes = tuple(_quotes(section, finding, told))
    if reading is None or question is None:
        return Answered(Said(finding.ask), finding, told, tuple(map(Said, finding.rows)), quotes=quotes)
    options = {option.key: reading.option(option) for option in question.options}
    rows = zip(finding.row_keys, finding.rows, strict=False)
    return Answered(
        ask=reading.ask(question),
        finding=finding,
        told=told,
        rows=tuple(options.get(key, Said(label)) for key, label in rows),
        counted=tuple(options[key] for key in question.counts if key in options),
        quotes=quotes,
        picture=(question.picture or "") if reading.easy else "",
    )


def _quotes(section: Section, finding: Finding, told: Told) -> Iterator[Quote]:
    for quote in section.quotes:
        if (quote.source.wave, quote.question) == (told.source.wave, finding.question):
            yield quote
