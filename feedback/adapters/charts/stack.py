"""Draws the shares of a whole, one after the other, as a stacked bar. Knows nothing of what they share.

The shares go from strong to faint in even steps of one colour, so that they read in grey. Each has an outline
of its own and a gap after it: where it ends shows however alike two neighbours are (WCAG 1.4.11).
"""

from collections.abc import Sequence

from feedback.adapters.charts.drawing import Drawing

_WIDE, _HIGH = 1000.0, 36.0
_GAP, _LINE = 4.0, 1.5  # between two shares, in units of the bar; of an outline, in pixels of the page
_FAINTEST = 0.1
_SQUARE = 14.0
_OUTLINE = f'stroke="currentColor" stroke-width="{_LINE}" vector-effect="non-scaling-stroke"'


def stack(shares: Sequence[float]) -> Drawing:
    """Shares of 0 to 1 in order, the first the strongest. What they leave of the whole is hatched: it isn't
    shown. Raises ValueError if they are no shares or more than the whole.
    """
    if any(s < 0 for s in shares) or sum(shares) > 1 + 1e-9:
        raise ValueError("these are not shares of one whole")
    drawn, start = [], 0.0
    for place, share in enumerate(shares):
        if share:
            drawn.append(_box(start, share * _WIDE, _HIGH, strength(place, len(shares))))
        start += share * _WIDE
    if _WIDE - start > _GAP / 4:  # more than is lost in adding up
        drawn.append(_hatched(start, _WIDE - start, _HIGH))
    return Drawing("told-stack", "".join(drawn), _WIDE, _HIGH)


def swatch(place: int, of: int) -> Drawing:
    """A small square, filled as the share at this place (from 0) of so many: the legend, beside a label.
    Raises ValueError for a place that isn't there.
    """
    if not 0 <= place < of:
        raise ValueError(f"there is no share {place} of {of}")
    return _legend(_box(0, _SQUARE, _SQUARE, strength(place, of)))


def strength(place: int, of: int) -> float:
    """How strong the share at this place (from 0) of so many is drawn: from 1 down, in even steps."""
    return 1 - place * (1 - _FAINTEST) / (of - 1) if of > 1 else 1.0


def _box(start: float, wide: float, high: float, opacity: float) -> str:
    """A rectangle from `start`, with half a gap on either side unless it's too thin for one."""
    inset = min(_GAP / 2, wide / 4)
    place = f'x="{start + inset:.5g}" y="1" width="{wide - 2 * inset:.5g}" height="{high - 2:g}"'
    return f'<rect {place} fill="currentColor" fill-opacity="{opacity:.3g}" {_OUTLINE}/>'


def _hatched(start: float, wide: float, high: float) -> str:
    """An empty box with slanting lines across it, each cut off where the box ends."""
    inset = min(_GAP / 2, wide / 4)
    first, last, tall = start + inset, start + wide - inset, high - 2
    lines, foot = "", first - tall / 2
    while foot < last:
        left, right = max(foot, first), min(foot + tall, last)
        lines += f"M{left:.5g} {high - 1 - (left - foot):.4g}L{right:.5g} {high - 1 - (right - foot):.4g}"
        foot += tall / 2
    edge = f"M{first:.5g} 1H{last:.5g}V{high - 1:g}H{first:.5g}Z"
    return f'<path d="{edge}{lines}" fill="none" {_OUTLINE}/>'


def _legend(square: str) -> Drawing:
    """With room after the square, so that no space is needed before the label."""
    return Drawing("told-swatch", square, _SQUARE * 1.5, _SQUARE)


NOT_SHOWN = _legend(_hatched(0, _SQUARE, _SQUARE))
