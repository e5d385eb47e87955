"""Draws shares over time as dots and lines, from 0 at the foot to 100 percent at the top. Knows no dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from feedback.adapters.charts.drawing import Drawing

_WIDE, _HIGH = 600.0, 150.0
_EDGE = 12.0  # above 100 and below 0 percent, so that no dot is cut off
_FAINT, _DASHED = ' stroke-opacity="0.5"', ' stroke-dasharray="9 7"'
_ROUND = ' stroke-linecap="round"'  # a dot is a line of hardly any length, round however it's stretched

_STEADY = 'vector-effect="non-scaling-stroke"'


@dataclass(frozen=True)
class Dot:
    """A share of 0 to 100 percent, None where none is shown. If it doesn't `follow`, the question was
    changed before it: nothing joins it to what came earlier.
    """

    percent: float | None
    follows: bool = True


def trend(dots: Sequence[Dot]) -> Drawing:
    """Dots from left to right, each in the middle of an equal part of the width; a line joins neighbours.
    Raises ValueError for what is no share.
    """
    part = _WIDE / max(len(dots), 1)
    places = [((i + 0.5) * part, _height(d.percent)) for i, d in enumerate(dots)]
    shapes = [_path(f"M0 {_height(percent):g}H{_WIDE:g}", 1.5, _FAINT) for percent in (0, 50, 100)]
    for ((x1, y1), (x2, y2)), dot in zip(pairwise(places), dots[1:], strict=True):
        if not dot.follows:
            shapes.append(_path(f"M{x1 + part / 2:g} {_EDGE:g}V{_HIGH - _EDGE:g}", 2.5, _DASHED))
        elif y1 is not None and y2 is not None:
            shapes.append(_path(f"M{x1:g} {y1:g}L{x2:g} {y2:g}", 3))
    shapes += [_path(f"M{x:g} {y:g}h.01", 13, _ROUND) for x, y in places if y is not None]
    return Drawing("told-trend", "".join(shapes), _WIDE, _HIGH, stretches=False)


def _height(percent: float | None) -> float | None:
    if percent is None:
        return None
    if not 0 <= percent <= 100:
        raise ValueError(f"{percent} percent is not a share of anyone")
    return _HIGH - _EDGE - percent / 100 * (_HIGH - 2 * _EDGE)


def _path(along: str, thick: float, more: str = "") -> str:
    return f'<path d="{along}" fill="none" stroke="currentColor" stroke-width="{thick:g}"{more} {_STEADY}/>'
