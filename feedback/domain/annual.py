"""The year that an annual review is about, and what of a promise belongs to it. Knows no document."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from feedback.domain.actions import State
from feedback.domain.deeds import Deed
from feedback.domain.sections import Section

FIRST_DAY = date(2000, 1, 1)
PREFIX = "review"


@dataclass(frozen=True)
class Year:
    """A review's first and last day, both in it, and the day that it was made: what is late, is late then."""

    start: date
    end: date
    made: date

    @classmethod
    def of(cls, start: date | None, end: date | None, today: date) -> "Year":
        """The days that were asked for. Without a last day it ends today, without a first it is twelve
        months.
        """
        end = end or today
        return cls(start or _a_year_before(end), end, today)

    def has(self, day: date) -> bool:
        return self.start <= day <= self.end

    def identity(self, framework: str, what: str) -> str:
        """What a figure of a review is recounted by, such as
        review/pledges/2025-11-24/2026-11-23/2026-11-23/pledge-5.done."""
        return "/".join(
            (PREFIX, framework, *(d.isoformat() for d in (self.start, self.end, self.made)), what)
        )


def _a_year_before(end: date) -> date:
    """The first day of the twelve months that end on a day."""
    if end.year == date.min.year:
        return date.min
    try:
        same = end.replace(year=end.year - 1)
    except ValueError:  # a 29 February, in a year after one that has none
        same = date(end.year - 1, 2, 28)
    return same + timedelta(days=1)


def asked(identity: str) -> tuple[str, Year] | None:
    """The framework and the year of the review that a figure is of; None for any other figure."""
    parts = identity.split("/")
    if len(parts) != 6 or parts[0] != PREFIX:
        return None
    try:
        return parts[1], Year(*(date.fromisoformat(day) for day in parts[2:5]))
    except ValueError:
        return None


def problems(year: Year) -> dict[str, str]:
    """Why there can be no review of this year, by field; nothing if there can."""
    wrong = {}
    if not year.start >= FIRST_DAY:
        wrong["from"] = "Give a first day from 2000 on"
    elif year.start > year.end:
        wrong["from"] = "The first day can’t be after the last"
    if year.end > year.made:
        wrong["to"] = "The last day can’t be after today"
    return wrong


@dataclass(frozen=True)
class Deeds:
    """How many things were done in a year, and how many weren't: each is counted once. `since` were done
    after its end.
    """

    done: int = 0
    doing: int = 0
    late: int = 0
    cant: int = 0
    since: int = 0

    def __add__(self, other: "Deeds") -> "Deeds":
        return Deeds(*(a + b for a, b in zip(vars(self).values(), vars(other).values(), strict=True)))

    @property
    def all(self) -> int:
        return sum(vars(self).values())


def during(section: Section, year: Year) -> Section:
    """A section with what was done, and heard elsewhere, in this year. What isn't done yet, or can't be, is
    of every year; what was done before it was told in the review before.
    """
    return replace(
        section,
        actions=tuple(d for d in section.actions if not _before(d, year)),
        heard_elsewhere=tuple(h for h in section.heard_elsewhere if year.has(h.on)),
    )


def _before(deed: Deed, year: Year) -> bool:
    return deed.state == State.DONE and deed.day is not None and deed.day < year.start


def count(deeds: Sequence[Deed], year: Year) -> Deeds:
    """How many of each there are among some of a year."""
    found = Deeds()
    for deed in deeds:
        if deed.state == State.DONE:
            since = deed.day is not None and deed.day > year.end
            found += Deeds(since=1) if since else Deeds(done=1)
        elif deed.state == State.CANT:
            found += Deeds(cant=1)
        else:
            found += Deeds(late=1) if deed.late else Deeds(doing=1)
    return found
