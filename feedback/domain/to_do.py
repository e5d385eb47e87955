"""What of a council's waves needs doing now, what presses most first. Knows nothing of pages or answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

SOON = timedelta(days=7)


class What(IntEnum):
    """Kinds of things to do, in the order in which they press."""

    OVERDUE = 1  # its day to be deleted has come, and the answers are there still
    CLOSES_SOON = 2
    COMMENTS = 3  # it's closed, and nobody has decided about some comments


@dataclass(frozen=True)
class Standing:
    """How a wave stands: whether people answer it here, and how many of its comments wait for a decision."""

    key: str
    opens_on: date
    closes_on: date
    delete_on: date | None
    gone: bool
    answered_here: bool
    waiting: int


@dataclass(frozen=True)
class ToDo:
    """One thing to do: about which wave, by or since which day, and how many comments."""

    what: What
    wave: str
    day: date
    waiting: int = 0


def to_do(waves: Iterable[Standing], today: date) -> list[ToDo]:
    """What needs doing, by how much it presses and then by day."""
    found = [one for wave in waves if not wave.gone for one in _of(wave, today)]
    return sorted(found, key=lambda one: (one.what, one.day, one.wave))


def _of(wave: Standing, today: date) -> Iterator[ToDo]:
    if wave.delete_on and wave.delete_on < today:
        yield ToDo(What.OVERDUE, wave.key, wave.delete_on)
    is_open = wave.opens_on <= today <= wave.closes_on
    if wave.answered_here and is_open and wave.closes_on - today <= SOON:
        yield ToDo(What.CLOSES_SOON, wave.key, wave.closes_on)
    if wave.waiting and wave.closes_on < today:
        yield ToDo(What.COMMENTS, wave.key, wave.closes_on, wave.waiting)
