"""Bands for numbers and dates: exact ones are never kept. Knows nothing of questions."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor, log10

from feedback.adapters.imports.keys import slug
from feedback.domain.questions import Option

_WANTED = 8  # bands, about


def number_bands(numbers: Sequence[float]) -> tuple[Option, ...]:
    """Bands with round ends for numbers of which at least two differ."""
    return from_ends(round_ends(numbers), numbers)


def round_ends(numbers: Sequence[float]) -> list[float]:
    """The last number of every band but the last, which takes the rest. A few far-off numbers don't count."""
    inside = sorted(numbers)
    aside = len(inside) // 40
    low, high = inside[aside], inside[-1 - aside]
    if low == high:
        low, high = inside[0], inside[-1]
    whole = all(n == int(n) for n in numbers)
    step = _round_step((high - low) / _WANTED, whole)
    less = 1.0 if whole else 0.0  # whole numbers end just before the round one: 10 to 19
    first = floor(low / step) + 1
    last = max(ceil((high + less) / step), first + 1)
    return [round(step * n - less, 9) for n in range(first, last)]


def _round_step(rough: float, whole: bool) -> float:
    """The next of … 0.5, 1, 2, 5, 10, 20, 50 …"""
    tens = 10.0 ** floor(log10(rough)) if rough > 0 else 1.0
    step = next((m * tens for m in (1, 2, 5, 10) if m * tens >= rough * 0.999), 10 * tens)
    return max(step, 1.0) if whole else step


def from_ends(ends: Sequence[float], numbers: Sequence[float] = ()) -> tuple[Option, ...]:
    """Bands from the last number of each but the last; for whole numbers, the next band begins one on."""
    whole = all(n == int(n) for n in (*ends, *numbers))
    years = whole and all(1900 <= n <= 2100 for n in (*ends, *numbers))
    labels = _whole_labels(ends, years) if whole else _broken_labels(ends)
    tos: list[float | None] = [*ends, None]
    return tuple(Option(key=slug(label), label=label, to=to) for label, to in zip(labels, tos, strict=True))


def _whole_labels(ends: Sequence[float], years: bool) -> list[str]:
    lower, upper = ("earlier", "later") if years else ("under", "over")
    between = [f"{a + 1:.0f} to {b:.0f}" if a + 1 < b else f"{b:.0f}" for a, b in pairwise(ends)]
    return [f"{ends[0]:.0f} or {lower}", *between, f"{ends[-1] + 1:.0f} or {upper}"]


def _broken_labels(ends: Sequence[float]) -> list[str]:
    between = [f"Over {a:g} and up to {b:g}" for a, b in pairwise(ends)]
    return [f"Up to {ends[0]:g}", *between, f"Over {ends[-1]:g}"]


def date_bands(dates: Sequence[str]) -> tuple[Option, ...]:
    """Bands of whole years for dates written YYYY-MM-DD."""
    years = [float(d[:4]) for d in dates]
    ends = round_ends(years) if len(set(years)) > 1 else [years[0] - 1]
    return tuple(
        o.model_copy(update={"to": None if o.to is None else f"{o.to:.0f}-12-31"})
        for o in from_ends(ends, years)
    )
