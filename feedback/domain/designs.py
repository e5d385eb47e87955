"""A survey that is still being made: the same parts as a Survey, any of which may be empty or not right yet.

Every part is of one question, one scale or the survey, so that two people's changes can be put together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from feedback.domain.questions import MOST_OPTIONS, Kind

START_WORDS = ("introduction", "who_reads", "hear_back", "in_danger")
LONGEST = 2000  # letters, of any words: see frameworks.Words
MOST_QUESTIONS = 150
MOST_CHOICES = MOST_OPTIONS
SKIP = "I’d rather not say"


@dataclass(frozen=True)
class Choice:
    """One answer that can be picked: see questions.Option."""

    key: str
    label: str = ""
    alone: bool = False
    to: float | str | None = None
    easy: str = ""
    picture: str = ""


@dataclass(frozen=True)
class Condition:
    """The earlier question, and the answers to it that lead here."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """One question. `scale` is the name of the shared scale that its options are, or nothing."""

    key: str
    ask: str = ""
    kind: Kind = Kind.CHOOSE_ONE
    hint: str = ""
    scale: str = ""
    options: tuple[Choice, ...] = ()
    counts: tuple[str, ...] = ()
    told_us: str = ""
    tags: tuple[str, ...] = ()
    easy: str = ""
    easy_hint: str = ""
    picture: str = ""
    skip: str = ""
    show_if: tuple[Condition, ...] = ()
    breakdown: bool = False
    page: str = ""


@dataclass(frozen=True)
class Word:
    """A word that is explained where it is tapped: see surveys.Meaning."""

    term: str
    means: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Design:
    """A survey being made. `pooled` is kept as it came: it has no page of its own."""

    key: str
    title: str = ""
    audience: str = ""
    many: str = ""
    one: str = ""
    framework: str = ""
    introduction: str = ""
    who_reads: str = ""
    hear_back: str = ""
    in_danger: str = ""
    easy_introduction: str = ""
    easy_who_reads: str = ""
    easy_hear_back: str = ""
    easy_in_danger: str = ""
    words: tuple[Word, ...] = ()
    scales: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    questions: tuple[Asked, ...] = ()
    pooled: tuple[Mapping[str, Any], ...] = ()

    def question(self, key: str) -> Asked | None:
        return next((q for q in self.questions if q.key == key), None)

    def place(self, key: str) -> int:
        """Where a question stands, from 0. Raises LookupError."""
        for place, question in enumerate(self.questions):
            if question.key == key:
                return place
        raise LookupError(key)

    def options(self, question: Asked) -> tuple[Choice, ...]:
        """What can be picked, from the shared scale if it has one."""
        return self.scales.get(question.scale, ()) if question.scale else question.options

    def users(self, scale: str) -> tuple[Asked, ...]:
        """The questions that use a shared scale."""
        return tuple(q for q in self.questions if scale and q.scale == scale)

    def earlier(self, key: str) -> Sequence[Asked]:
        """The questions before this one that have answers to pick: what a condition may name."""
        return [q for q in self.questions[: self.place(key)] if self.options(q)]

    def number(self, key: str) -> int:
        """What a question is called on a page: its place from 1; 0 if it isn't there."""
        return next((n for n, q in enumerate(self.questions, 1) if q.key == key), 0)
