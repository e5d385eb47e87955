"""What Excel is to draw of a table, from its own cells: which, how, and in words. Writes no file.

A mark is text, which Excel draws as nothing at all in a bar. In a line it would be drawn as 0, so a line is
cut wherever a number is missing or the question was changed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from feedback.adapters.charts.stack import strength
from feedback.adapters.documents.pictures import Stack, Trend
from feedback.adapters.documents.xlsx.columns import Columns, different, number
from feedback.domain.sections import Finding

Kind = Literal["bar", "stacked", "line"]


@dataclass(frozen=True)
class Cells:
    """A run of a table's cells, by row and column from its head's first cell."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Series:
    """Numbers with their labels. `named` is the cell that names them; `strength` is 1 for full colour."""

    labels: Cells
    numbers: Cells
    named: Cells | None = None
    strength: float = 1.0


@dataclass(frozen=True)
class Chart:
    """A chart: its kind, what it says in words, and its series."""

    kind: Kind
    alt: str
    series: tuple[Series, ...]


def bars(table: Columns) -> Chart | None:
    """A bar for each row of the first column of percentages; None if that has no number."""
    first, _ = table.percents
    count = table.options
    shown = [row for row in table.rows[:count] if not isinstance(row[first], str)]
    if not shown:
        return None
    labels, numbers = Cells(1, 0, count, 0), Cells(1, first, count, first)
    said = ", ".join(f"{row[0]} {row[first]}%" for row in table.rows[:count])
    alt = f"Bar chart, {table.heads[first]}: {_marks(said)}."
    return Chart("bar", alt, (Series(labels, numbers),))


def stacked(table: Columns, stacks: Sequence[Stack]) -> Chart:
    """A stacked bar for each wave or group, a shade for each option."""
    first, last = table.percents
    labels = Cells(0, first, 0, last)
    series = tuple(
        Series(labels, Cells(row, first, row, last), Cells(row, 0, row, 0), strength(row - 1, table.options))
        for row in range(1, table.options + 1)
    )
    return Chart("stacked", "Stacked bars. " + " ".join(stack.alt for stack in stacks), series)


def over_time(finding: Finding, trend: Trend) -> tuple[Columns, Chart]:
    """The counted share over the waves, oldest first: a table, and a line for each run that compares."""
    waves = finding.told[::-1]
    shares = [number(point.share.text) for point in trend.points]
    rows = tuple(
        (point.label, told.source.opens, share)
        for point, told, share in zip(trend.points, waves, shares, strict=True)
    )
    heads = different(("Wave", "Opened", "Percent (%)"))
    table = Columns(heads, rows, (2, 2), 0)
    runs = _runs([not isinstance(share, str) for share in shares], [told.breaks for told in waves])
    series = tuple(Series(Cells(start, 1, end, 1), Cells(start, 2, end, 2)) for start, end in runs)
    return table, Chart("line", trend.alt, series)


def _runs(told: Sequence[bool], breaks: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The first and last row of each run of shares that are told and compare, the first row being 1."""
    start: int | None = None
    for row, (is_told, cut) in enumerate(zip(told, breaks, strict=True), 1):
        if is_told and start is None:
            start = row
        ends = cut or row == len(told) or not told[row]
        if start is not None and ends:
            yield start, row
            start = None


def _marks(said: str) -> str:
    """A mark is not a percentage."""
    return said.replace("]%", "]")
