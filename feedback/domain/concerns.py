"""Concerns: what a young person asked us to pass on to somebody who can help. When one has waited too long,
and when one that is closed goes. Knows nothing of what is in one, or of where they are kept.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Outcome(StrEnum):
    """What came of a concern, in words that tell nothing of it."""

    PASSED_ON = "passed on to social care, the police or health"
    SPOKEN = "spoke with the young person"
    NO_WAY = "no way to reach them was given"
    NO_MORE = "nothing more to do"


@dataclass(frozen=True)
class Times:
    """How long a concern may wait unread, in hours, and how long a closed one is kept, in days."""

    hours: int = 24
    days: int = 30

    def overdue(self, now: datetime) -> datetime:
        """What arrived before this and is still unread has waited too long."""
        return now - timedelta(hours=self.hours)

    def gone(self, now: datetime) -> datetime:
        """What was closed before this goes."""
        return now - timedelta(days=self.days)


@dataclass(frozen=True)
class Told:
    """What is in a concern: the words, which survey and wave, and how to reach whoever wrote it, if they said
    so. There is nothing else to know: no answer, no place among the answers, no phone.
    """

    words: str
    survey: str
    wave: str
    language: str
    name: str = ""
    reach: str = ""


@dataclass(frozen=True)
class Waiting:
    """How many concerns are unread, and since when the one waits that has waited too long, if any has."""

    unread: int
    overdue: int
    since: datetime | None
