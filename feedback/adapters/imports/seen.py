"""Which different answers a column holds, and how often each. Knows nothing of what they mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from feedback.adapters.imports.cells import identity, is_whole


@dataclass(frozen=True)
class Seen:
    """The different answers of a column. `counts` is by identity, `labels` has each as it's first written."""

    labels: Mapping[str, str]
    counts: Mapping[str, int]

    @cached_property
    def answers(self) -> int:
        return sum(self.counts.values())

    @property
    def distinct(self) -> int:
        return len(self.counts)

    @cached_property
    def once(self) -> int:
        """How many different answers only one person gave."""
        return sum(n == 1 for n in self.counts.values())

    def without(self, gone: Iterable[str]) -> "Seen":
        """The same without some answers, named as they are in the file."""
        dropped = {identity(g) for g in gone}
        return Seen(self.labels, {k: n for k, n in self.counts.items() if k not in dropped})


def see(cells: Iterable[str]) -> Seen:
    """What is in a column; blank cells are no answer."""
    raw: dict[str, int] = {}
    for cell in cells:
        raw[cell] = raw.get(cell, 0) + 1
    raw.pop("", None)
    return _gathered(raw.items())


def together(several: Iterable[Seen]) -> Seen:
    """What is in several columns that share their answers."""
    return _gathered((seen.labels[key], n) for seen in several for key, n in seen.counts.items())


def _gathered(counted: Iterable[tuple[str, int]]) -> Seen:
    labels: dict[str, str] = {}
    counts: dict[str, int] = {}
    for text, n in counted:
        key = identity(text)
        labels.setdefault(key, key if is_whole(text) else text)
        counts[key] = counts.get(key, 0) + n
    return Seen(labels, counts)
