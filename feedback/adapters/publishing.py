"""Publishes sections: checks them against all that was published before and remembers them. Knows no page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from feedback.adapters.database import Database
from feedback.adapters.definitions import Content
from feedback.adapters.lookup import sections_of
from feedback.adapters.store import releases, waves
from feedback.domain.disclosure import Rules
from feedback.domain.known import State
from feedback.domain.releasing import Dropped, Figures, dropped, figures_of
from feedback.domain.sections import Section

_TRIES = 5


@dataclass
class Refused(Exception):  # noqa: N818
    """Sections that would give an earlier secret away, with the numbers that must be left out."""

    cells: Sequence[Dropped]

    def __str__(self) -> str:
        return f"{len(self.cells)} numbers would give away what was hidden before"


class Busy(Exception):  # noqa: N818
    """Answers kept coming while the section was being checked."""


@dataclass(frozen=True)
class Wanted:
    """What to publish: the section of a commitment, or of every one, perhaps broken down. With `drop` it goes
    out without what would give an earlier secret away.
    """

    key: str | None
    by: Sequence[str] = ()
    drop: bool = False

    @property
    def what(self) -> str:
        return " by ".join([self.key or "all", *self.by])


def publish(
    database: Database,
    content: Content,
    wanted: Wanted,
    rules: Rules,
    today: date,
    note: Callable[[Session], None] = lambda _session: None,
) -> list[Section]:
    """Remembers sections as published today, and gives them; `note` writes down who did it, in the same
    transaction. Raises NotFound, Refused and Busy.

    What takes long is done while reading, so that nobody who sends their answers has to wait. It's remembered
    only if meanwhile no answer came and nothing else was published; else it's done again.
    """
    for _ in range(_TRIES):
        with database.reading() as session:
            kept = sections_of(session, content, wanted.key, rules, today, wanted.by)
            natural = sections_of(
                session, content, wanted.key, rules, today, wanted.by, beside_published=False
            )
            figures = figures_of(kept)
            seen = _stamps(session, figures)
        if (cells := dropped(natural, kept)) and not wanted.drop:
            raise Refused(cells)
        with database.writing() as session:
            releases.one_at_a_time(session)
            if _stamps(session, figures) == seen:
                _remember(session, figures, wanted, today)
                note(session)
                return kept
    raise Busy


def _stamps(session: Session, figures: Mapping[str, Figures]) -> dict[str, tuple[State, int]]:
    """What would be different if an answer had come, or something had been published."""
    found = [w for w in waves.every(session) if w.key in figures]
    return {w.key: (State(w.seq, w.epoch), len(releases.of(session, w))) for w in found}


def _remember(session: Session, figures: Mapping[str, Figures], wanted: Wanted, today: date) -> None:
    for wave_key, of_wave in figures.items():
        wave = waves.get(session, wave_key)
        assert wave is not None  # it was read a moment ago, and waves are never deleted
        releases.remember(session, wave, wanted.what, of_wave, today)
