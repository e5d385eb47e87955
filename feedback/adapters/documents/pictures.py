"""The pictures of a finding and the words that say what is in them. Works out no share that isn't told.

A picture gives nothing away: what is hidden is one hatched rest, as long as the base less all that is shown.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from feedback.adapters.charts import Dot, Drawing, stack, trend
from feedback.adapters.documents import grid, words
from feedback.domain.disclosure import HIDDEN
from feedback.domain.sections import Cell, Finding, Group, Told


@dataclass(frozen=True)
class Stack:
    """One stacked bar: whose it is, the picture, what it says, and whether part of it is hidden."""

    label: str
    drawing: Drawing
    alt: str
    hides: bool


@dataclass(frozen=True)
class Point:
    """One wave in a picture over time: its heading and its share."""

    label: str
    share: grid.Value


@dataclass(frozen=True)
class Trend:
    """A picture over waves, oldest first: what its dots are, the picture, and what it says."""

    title: str
    points: tuple[Point, ...]
    drawing: Drawing
    alt: str


def tables(finding: Finding) -> tuple[tuple[grid.Table, tuple[Stack, ...]], ...]:
    """Each table of a finding with the stacked bars that stand above it: for a scale, one for each wave,
    newest first, or one for each group.
    """
    columns: list[list[tuple[str, Told | Group]]] = []
    if grid.has_table(finding):
        columns.append([(words.told_heading(told), told) for told in finding.told])
    columns += [[(group.label, group) for group in part.groups] for part in grid.parts(finding)]
    return tuple((t, _stacks(finding, c)) for t, c in zip(grid.tables(finding), columns, strict=True))


def _stacks(finding: Finding, columns: Sequence[tuple[str, Told | Group]]) -> tuple[Stack, ...]:
    if finding.kind != grid.SCALE:
        return ()
    made = (_stack(label, finding.rows, column.base, column.cells) for label, column in columns)
    return tuple(one for one in made if one is not None)


def _stack(label: str, rows: Sequence[str], base: int | None, cells: Sequence[Cell]) -> Stack | None:
    """None where no share is told: the base is hidden or too small, or every number is hidden."""
    if not base or not any(cell.percent is not None for cell in cells):
        return None
    known = list(zip(rows, cells, strict=True))
    said = [f"{row} {cell.percent_text}" for row, cell in known if cell.percent is not None]
    hidden = [row for row, cell in known if cell.mark == HIDDEN]
    alt = f"{label}: {', '.join(said)}" + (f"; hidden: {', '.join(hidden)}" if hidden else "")
    drawing = stack([(cell.count or 0) / base for cell in cells])
    return Stack(label, drawing, f"{alt}.", bool(hidden))


def over_time(finding: Finding) -> Trend | None:
    """The counted share over the waves; None unless at least two that compare give one."""
    waves = finding.told[::-1]
    cells = [told.counted or grid.NOT_TOLD for told in waves]
    shares = [float(cell.percent) if cell.percent is not None else None for cell in cells]
    follows = [not (place and waves[place - 1].breaks) for place in range(len(waves))]
    if not _any_compare(shares, follows):
        return None
    headings = [words.told_heading(told) for told in waves]
    points = tuple(
        Point(heading, grid.Value(cell.percent_text, cell.identity))
        for heading, cell in zip(headings, cells, strict=True)
    )
    drawing = trend([Dot(share, joins) for share, joins in zip(shares, follows, strict=True)])
    said = ", then ".join(f"{point.label} {point.share.text}" for point in points)
    title = words.over_time(_counted_label(finding))
    return Trend(title, points, drawing, f"{title}: {said}.")


def _any_compare(shares: Sequence[float | None], follows: Sequence[bool]) -> bool:
    """True if two shares are told of the same question, unchanged between them."""
    editions = list(accumulate(follows, lambda edition, joins: edition + (not joins), initial=0))[1:]
    told = Counter(edition for edition, share in zip(editions, shares, strict=True) if share is not None)
    return max(told.values(), default=0) > 1


def _counted_label(finding: Finding) -> str:
    """What is counted: several options, or the one whose cell it is, or all that was asked if pooled."""
    if finding.counted_label:
        return finding.counted_label
    counted = {told.counted.identity for told in finding.told if told.counted and told.counted.identity}
    told_of = (
        row
        for told in finding.told
        for row, cell in zip(finding.rows, told.cells, strict=True)
        if cell.identity in counted
    )
    return next(told_of, finding.ask)
