"""How sure a share is: between which two shares it would be if everyone had answered. Knows no words."""

from dataclasses import dataclass
from math import ceil, floor, sqrt

from feedback.domain.figures import ONE_DECIMAL_FROM

# Nineteen times in twenty, two-sided: the 0.975 quantile of the standard normal distribution.
NINETEEN_IN_TWENTY = 1.959963984540054
_JUST = 1e-9  # of a person: what the machine may have missed a whole one by


@dataclass(frozen=True)
class Interval:
    """Two shares, from 0 to 1, with the true one probably between them."""

    low: float
    high: float


def interval(n: int, base: int, people: int | None = None) -> Interval | None:
    """Wilson's score interval for n of `base`, 95% (Wilson, 1927, J. Am. Stat. Assoc. 22, 209-212).

    With `people`, how many there are in all, the base is first replaced by base·(people−1)/(people−base): the
    answers of a crowd without end that would be as sure (Cochran, 1977, Sampling Techniques, theorem 3.2).
    Then the true share is one of whole people, so both ends go outward to the next of those. Everyone's
    answers give the share itself, and no end lies where the answers that are here rule it out. None if fewer
    people are said to be there than answered. Raises ValueError if n of base is no share.
    """
    if base <= 0 or not 0 <= n <= base:
        raise ValueError(f"{n} of {base} people is not a share of anyone")
    share = n / base
    if people is None:
        return _wilson(share, base)
    if base >= people:
        return Interval(share, share) if base == people else None
    found = _wilson(share, base * (people - 1) / (people - base))
    fewest, most = floor(found.low * people + _JUST), ceil(found.high * people - _JUST)
    return Interval(max(fewest, n) / people, min(most, n + people - base) / people)


def _wilson(share: float, base: float) -> Interval:
    z = NINETEEN_IN_TWENTY
    whole = 1 + z * z / base
    middle = (share + z * z / (2 * base)) / whole
    reach = z * sqrt(share * (1 - share) / base + z * z / (4 * base * base)) / whole
    # 0% and 100% are their own ends, which rounding in the machine would just miss.
    return Interval(0.0 if share == 0 else middle - reach, 1.0 if share == 1 else middle + reach)


def as_printed(share: float, base: int) -> str:
    """A share from 0 to 1 as a percentage in the way of a figure with this base, without the sign.

    For shares that are no count of anyone: ends of intervals, averages, weighted shares. Halves go up, also
    those that the machine has just missed.
    """
    decimal = base >= ONE_DECIMAL_FROM
    scaled = floor(share * (1000 if decimal else 100) + 0.5 + 1e-9)
    return f"{scaled // 10}.{scaled % 10}" if decimal else str(scaled)
