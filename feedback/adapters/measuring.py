"""What a promise is measured by, and its values over time, as shown. Knows no page and no document."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy.orm import Session

from feedback.adapters.charts import Dot, Drawing, trend
from feedback.adapters.languages import long_date
from feedback.adapters.store import actions as kept
from feedback.adapters.store.records import short
from feedback.domain.frameworks import Commitment
from feedback.domain.measures import WAYS, Value, how_it_went


@dataclass(frozen=True)
class Row:
    """One value, its key and version, and how it went since the one before."""

    key: str
    version: int
    value: Value
    went: str


@dataclass(frozen=True)
class Shown:
    """One measure with its values, the earliest first. `key` is "" for one of the published framework's."""

    called: str
    words: str
    better: str
    rows: tuple[Row, ...]
    key: str = ""
    version: int = 0

    @property
    def way(self) -> str:
        return WAYS[self.better]

    @property
    def line(self) -> tuple[Drawing, str] | None:
        """A picture of shares over time, and what is seen in it; None for other numbers and for one alone."""
        found = [row.value for row in self.rows]
        if len(found) < 2 or not all(v.is_percent and 0 <= v.number <= 100 for v in found):
            return None
        said = ", ".join(f"{long_date(v.on)} {v.value}" for v in found if v.on)
        return trend([Dot(float(v.number)) for v in found]), f"{self.words} {said}"


def measured(session: Session, promise: Commitment) -> list[Shown]:
    """All measures of a promise: those of its framework, then those that officers added."""
    values: dict[str, list[tuple[str, int, Value]]] = {}
    for row, value in kept.values(session, promise.key):
        values.setdefault(value.measure, []).append((short(row.key), row.version, value))
    found = [
        Shown(m.called, m.words, m.way, _rows(m.way, values.get(m.called, []))) for m in promise.measures
    ]
    for row, own in kept.measures(session, promise.key):
        key = short(row.key)
        found.append(
            Shown(key, own.words, own.better, _rows(own.better, values.get(key, [])), key, row.version)
        )
    return found


def _rows(better: str, values: Sequence[tuple[str, int, Value]]) -> tuple[Row, ...]:
    """Each value with how it went since the one before it."""
    went = [how_it_went(better, before[2], after[2]) for before, after in pairwise(values)]
    return tuple(Row(*value, how) for value, how in zip(values, ["", *went][: len(values)], strict=True))
