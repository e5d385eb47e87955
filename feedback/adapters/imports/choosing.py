"""Options and bands as a mapping gives them, and which answers are which. Knows nothing of columns."""

import datetime as dt
from collections.abc import Mapping, Sequence

from feedback.adapters.imports import bands
from feedback.adapters.imports.cells import date, identity
from feedback.adapters.imports.finding import Mistaken
from feedback.adapters.imports.keys import slug, unique
from feedback.adapters.imports.mapping import BandEntry, OptionEntry
from feedback.adapters.imports.plans import LONGEST_KEY, Plan
from feedback.domain.questions import Kind, Option

Chosen = tuple[tuple[Option, ...], dict[str, str]]


def options_given(entries: Sequence[OptionEntry], base: Plan | None) -> Chosen:
    """The options of an entry and the answers that are each. Raises Mistaken if an answer is in two."""
    guessed = _guessed_values(base)
    options: list[Option] = []
    values: dict[str, str] = {}
    for number, entry in enumerate(entries, 1):
        key = entry.key or unique(
            slug(entry.label, LONGEST_KEY), [o.key for o in options], f"option-{number}"
        )
        options.append(Option(key=key, label=entry.label, alone=entry.alone, to=entry.to))
        named = entry.values if entry.values is not None else guessed.get(key) or (entry.label, key)
        for value in {identity(v) for v in named}:
            if values.setdefault(value, key) != key and entry.values is not None:
                raise Mistaken(
                    "options", f"“{value}” is in two options, “{values[value]}” and “{key}”; keep one"
                )
    return tuple(options), values


def _guessed_values(base: Plan | None) -> Mapping[str, tuple[str, ...]]:
    """The answers that a guess has for each option, by the option's key."""
    found: dict[str, tuple[str, ...]] = {}
    for value, key in base.values.items() if base else ():
        found[key] = (*found.get(key, ()), value)
    return found


def bands_given(kind: Kind, entries: Sequence[BandEntry]) -> Chosen:
    """The bands of an entry. If the last one says where it ends, one more takes the rest."""
    if entries and entries[-1].to is not None:
        entries = (*entries, BandEntry())
    if len(entries) < 2:
        raise Mistaken("bands", "give at least two bands, or where the first of two ends")
    labels = _labels(kind, [e.to for e in entries[:-1]])
    options: list[Option] = []
    for entry, made in zip(entries, labels, strict=True):
        label = entry.label or made
        key = entry.key or unique(slug(label, LONGEST_KEY), [o.key for o in options], "band")
        options.append(Option(key=key, label=label, to=entry.to))
    return tuple(options), {identity(o.label): o.key for o in options}


def _labels(kind: Kind, ends: Sequence[float | str | None]) -> list[str]:
    """Words for bands that have none of their own."""
    if kind is Kind.NUMBER:
        numbers = [e for e in ends if isinstance(e, int | float)]
        if len(numbers) < len(ends):
            raise Mistaken(
                "bands", "every band but the last needs a number in “to”: the last that belongs to it"
            )
        return [o.label for o in bands.from_ends(numbers)]
    days = [d for e in ends if isinstance(e, str) and (d := date(e)) == e]
    if len(days) < len(ends):
        raise Mistaken("bands", "every band but the last needs a date in “to”, such as 2020-12-31")
    starts = [(dt.date.fromisoformat(d) + dt.timedelta(1)).isoformat() for d in days]
    between = [f"{a} to {b}" for a, b in zip(starts, days[1:], strict=False)]
    return [f"Up to {days[0]}", *between, f"From {starts[-1]}"]
