"""Which percentages a number of people can give. Knows nothing of where they were printed.

A share of N people is k of N for a whole k, so few percentages are possible when N is small. This is the
GRIM test (Brown & Heathers 2017, doi:10.1177/1948550616673876), with a share where they had a mean. A
percentage that no k gives shows a mistake, not what the mistake was.
"""

import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

MOST_DECIMALS = 6  # more than anyone prints
_PRINTED = re.compile(r"[0-9]{1,3}(?:\.([0-9]+))?")


class Fit(Enum):
    """How a printed percentage can be had from a share: rounded to the nearest, some other way, or not."""

    ROUNDED = "rounded"
    CUT_OFF = "cut off"
    ROUNDED_UP = "rounded up"
    NONE = "none"


@dataclass(frozen=True)
class Percent:
    """A percentage as it was printed: “78.70” is more exact than “78.7”. `units` are of its last digit."""

    text: str
    units: int
    decimals: int

    @classmethod
    def of(cls, text: str) -> "Percent":
        """Raises ValueError for what isn't a percentage of something: not digits, over 100, or too exact."""
        found = _PRINTED.fullmatch(text)
        decimals = len(found[1] or "") if found else 0
        if not found or decimals > MOST_DECIMALS or Fraction(text) > 100:
            raise ValueError(f"“{text}” is not the percentage of a share")
        return cls(text, int(text.replace(".", "")), decimals)

    def share(self, count: int, base: int) -> Fraction:
        """The share of `count` of `base` people, in units of this percentage's last digit."""
        return Fraction(100 * 10**self.decimals * count, base)


@dataclass(frozen=True)
class Share:
    """A count, and the percentage that it gives."""

    count: int
    percent: str


def fit(percent: Percent, count: int, base: int) -> Fit:
    """How this count of this base can have been printed as this percentage.

    A half may go up, down or to the even neighbour. Raises ValueError unless 0 <= count <= base, base > 0.
    """
    if not 0 <= count <= base or not base:
        raise ValueError(f"{count} of {base} people is not a share of anyone")
    over = percent.share(count, base) - percent.units
    if abs(over) <= Fraction(1, 2):
        return Fit.ROUNDED
    if 0 < over < 1:
        return Fit.CUT_OFF
    return Fit.ROUNDED_UP if -1 < over < 0 else Fit.NONE


def possible(percent: Percent, base: int) -> Fit:
    """The plainest way in which some count of this base can have been printed as this percentage."""
    fits = {fit(percent, count, base) for count in _beside(percent, base)}
    return next(way for way in Fit if way in fits)


def nearest(percent: Percent, base: int) -> tuple[Share, ...]:
    """The counts on either side of this percentage, as they would be printed; one alone at 0% and 100%."""
    return tuple(Share(k, printed(k, base, percent.decimals)) for k in _beside(percent, base))


def countable(percent: Percent, count: int) -> bool:
    """True if this count of some number of people can have been printed as this percentage, in any way."""
    if not count:
        return not percent.units
    fewest = 100 * 10**percent.decimals * count // (percent.units + 1) + 1
    return fit(percent, count, max(fewest, count)) is not Fit.NONE


def _beside(percent: Percent, base: int) -> tuple[int, ...]:
    """The counts on either side of a percentage: if these can't give it, no other can."""
    below = percent.units * base // (100 * 10**percent.decimals)
    return tuple(k for k in (below, below + 1) if k <= base)


def printed(count: int, base: int, decimals: int) -> str:
    """The percentage of a count with so many decimals, halves going up: 68 of 76 with two is 89.47."""
    scaled = (200 * 10**decimals * count + base) // (2 * base)
    whole, part = divmod(scaled, 10**decimals)
    return f"{whole}.{part:0{decimals}}" if decimals else str(whole)
