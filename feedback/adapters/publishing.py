"""Publishes sections: checks them against all that was published before, remembers what they tell, and keeps
them as they stand. Knows no page.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from feedback.adapters.database import Database
from feedback.adapters.definitions import Content
from feedback.adapters.lookup import sections_of
from feedback.adapters.store import arrangements, releases, sorting, told, told_sections, waves
from feedback.domain.disclosure import Rules
from feedback.domain.known import State
from feedback.domain.own_words import unlisted
from feedback.domain.releasing import Dropped, Figures, dropped, figures_of
from feedback.domain.sections import Section

_TRIES = 5


@dataclass
class Refused(Exception):  # noqa: N818
    """Sections that would give an earlier secret away, with the numbers that must be left out."""

    cells: Sequence[Dropped]

    def __str__(self) -> str:
        return f"{len(self.cells)} numbers would give away what was hidden before"


@dataclass
class Unchecked(Exception):  # noqa: N818
    """Own words with numbers that are none of their section's figures, and that nobody says they checked."""

    numbers: Sequence[str]

    def __str__(self) -> str:
        return f"not among the figures: {', '.join(self.numbers)}"


class Rearranged(Exception):  # noqa: N818
    """Someone arranged the section anew since it was looked at."""


class Busy(Exception):  # noqa: N818
    """Answers kept coming while the section was being checked."""


@dataclass(frozen=True)
class Wanted:
    """What to publish: the section of a commitment, or of every one, perhaps broken down; None for `by` means
    as it was arranged to be. With `drop` it goes out without what would give an earlier secret away; with
    `checked`, with numbers of the officer's own. `version` is the arrangement that was looked at, if any was.
    """

    key: str | None
    by: Sequence[str] | None = None
    drop: bool = False
    checked: bool = False
    version: int | None = None

    @property
    def what(self) -> str:
        return " by ".join([self.key or "all", *(self.by or ())])


def publish(
    database: Database,
    content: Content,
    wanted: Wanted,
    rules: Rules,
    today: date,
    note: Callable[[Session], None] = lambda _session: None,
) -> list[Section]:
    """Remembers sections as published today, and gives them; `note` writes down who did it, in the same
    transaction. Raises NotFound, Refused, Unchecked, Rearranged and Busy.

    What takes long is done while reading, so that nobody who sends their answers has to wait. It's remembered
    only if meanwhile no answer came, nothing was arranged and nothing else published; else it's done again.
    """
    for _ in range(_TRIES):
        with database.reading() as session:
            if wanted.version is not None and _version(session, wanted.key or "") != wanted.version:
                raise Rearranged
            kept, natural = (_sections(session, content, wanted, rules, today, b) for b in (True, False))
            figures = figures_of(kept)
            seen = _stamps(session, figures, kept)
        if (cells := dropped(natural, kept)) and not wanted.drop:
            raise Refused(cells)
        if not wanted.checked and (numbers := [n for section in kept for n in unlisted(section)]):
            raise Unchecked(numbers)
        with database.writing() as session:
            releases.one_at_a_time(session)
            if _stamps(session, figures, kept) == seen:
                _remember(session, figures, wanted, today)
                _freeze(session, kept, today)
                note(session)
                return kept
    raise Busy


def _sections(
    session: Session, content: Content, wanted: Wanted, rules: Rules, today: date, beside: bool
) -> list[Section]:
    by = wanted.by
    return sections_of(session, content, wanted.key, rules, today, by, beside_published=beside, arranged=True)


def _version(session: Session, commitment: str) -> int:
    return arrangements.newest(session, commitment).version


def _stamps(session: Session, figures: Mapping[str, Figures], sections: Sequence[Section]) -> object:
    """What would be different if an answer had come, a section had been arranged, comments been sorted, or
    something published.
    """
    found = [w for w in waves.every(session) if w.key in figures]
    told_of = {
        w.key: (State(w.seq, w.epoch), len(releases.of(session, w)), sorting.state(session, w)) for w in found
    }
    return told_of, [_version(session, section.commitment) for section in sections]


def _remember(session: Session, figures: Mapping[str, Figures], wanted: Wanted, today: date) -> None:
    for wave_key, of_wave in figures.items():
        wave = waves.get(session, wave_key)
        assert wave is not None  # it was read a moment ago, and waves are never deleted
        releases.remember(session, wave, wanted.what, of_wave, today)


def _freeze(session: Session, sections: Sequence[Section], today: date) -> None:
    """Keeps each section that tells something, as it prints."""
    for section in sections:
        if section.findings:
            asking = told.asking_about(session, waves.every(session), {section.commitment})
            states = told_sections.states_of(asking)
            version = _version(session, section.commitment)
            told_sections.keep(session, section, states, version, today)
