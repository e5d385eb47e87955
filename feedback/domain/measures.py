"""What a promise is measured by: which way is better, and its values over time. Works out no statistic."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

LONGEST, LONGEST_SOURCE = 300, 200
UP, DOWN = "up", "down"
WAYS: Mapping[str, str] = {
    UP: "Up is better",
    DOWN: "Down is better",
    "": "It can’t be said by a number alone",
}
FIRST_DAY = date(2000, 1, 1)
ABOUT = Fraction(2, 100)  # of the earlier value: less up or down is about the same
BETTER, WORSE, SAME = "Better", "Worse", "About the same"
_VALUE = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,3})?%?", re.ASCII)


@dataclass(frozen=True)
class Measured:
    """A measure that the office added to a promise. `better` is the way that is better, a key of WAYS."""

    words: str = ""
    better: str = ""

    @classmethod
    def of(cls, held: Mapping[str, Any]) -> "Measured":
        return cls(str(held.get("words", "")), str(held.get("better", "")))

    def held(self) -> dict[str, Any]:
        return {"words": self.words, "better": self.better}


@dataclass(frozen=True)
class Value:
    """What one measure was on one day, as it was written, and where that comes from."""

    measure: str = ""
    value: str = ""
    on: date | None = None
    source: str = ""

    @classmethod
    def of(cls, held: Mapping[str, Any]) -> "Value":
        on = held.get("on")
        given = {name: str(held.get(name, "")) for name in ("measure", "value", "source")}
        return cls(on=date.fromisoformat(on) if on else None, **given)

    def held(self) -> dict[str, Any]:
        on = self.on.isoformat() if self.on else None
        return {"measure": self.measure, "value": self.value, "on": on, "source": self.source}

    @property
    def number(self) -> Fraction:
        return Fraction(self.value.removesuffix("%"))

    @property
    def is_percent(self) -> bool:
        return self.value.endswith("%")


def problems_of_measure(measured: Measured) -> dict[str, str]:
    wrong = {}
    if not 1 <= len(measured.words) <= LONGEST:
        wrong["words"] = f"Say what is measured, in up to {LONGEST} letters"
    if measured.better not in WAYS:
        wrong["better"] = "Choose which way is better"
    return wrong


def written(typed: str) -> str:
    """A value without the spaces and commas that people put between digits."""
    return re.sub(r"[ ,\u00a0]", "", typed)


def problems(value: Value, today: date) -> dict[str, str]:
    """Why it can't be kept, by field in the order of the form; nothing if it can."""
    wrong = {}
    if not _VALUE.fullmatch(value.value):
        wrong["value"] = "Write a number, such as 64 or 12.5, or a percentage, such as 85%"
    if value.on is None or not FIRST_DAY <= value.on <= today:
        wrong["on"] = "Give the day that it’s of. It can’t be after today"
    if not 1 <= len(value.source) <= LONGEST_SOURCE:
        wrong["source"] = f"Say where it comes from, in up to {LONGEST_SOURCE} letters"
    return wrong


def in_order(values: Sequence[Value]) -> list[Value]:
    """By day, the earliest first."""
    return sorted(values, key=lambda v: (v.on or FIRST_DAY, v.value))


def how_it_went(better: str, before: Value, after: Value) -> str:
    """Better, worse or about the same, by the two values and nothing else; "" where that can't be said."""
    if before.is_percent != after.is_percent or before.on == after.on:
        return ""
    change = after.number - before.number
    if abs(change) <= abs(before.number) * ABOUT:
        return SAME
    if better not in (UP, DOWN):
        return ""
    return BETTER if (change > 0) == (better == UP) else WORSE
