"""What an impact assessment is made of, and the parts that it comes in. Knows nothing of what it says."""

from dataclasses import dataclass
from datetime import date

from feedback.domain.choices import Contact
from feedback.domain.disclosure import Rules
from feedback.domain.surveys import Survey


@dataclass(frozen=True)
class Asked:
    """A survey that people can answer now or soon. `kept_until` is the day on which the answers go, in words;
    "" where none was set.
    """

    survey: Survey
    wave: str
    days: str
    with_codes: bool
    kept_until: str = ""


@dataclass(frozen=True)
class Facts:
    """What the assessment is made of. `version` is the settings'; days are counted from the last touch."""

    council: str
    contact: Contact
    rules: Rules
    asked: tuple[Asked, ...]
    languages: tuple[str, ...]
    database: str
    draft_days: int
    tries_minutes: int
    made_on: date
    version: int


@dataclass(frozen=True)
class Point:
    """One thing that is said, under a few bold words if it has a `name`; or a blank for the council."""

    words: str
    name: str = ""
    blank: bool = False


@dataclass(frozen=True)
class Part:
    """A heading and what stands under it."""

    heading: str
    points: tuple[Point, ...]
