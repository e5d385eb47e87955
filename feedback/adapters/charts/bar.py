"""Draws one share as a bar. Knows nothing of what it is a share of."""

from feedback.adapters.charts.drawing import Drawing

_WIDE, _HIGH = 120, 12
_TRACK = "0.15"  # how strong what is left of the whole is drawn: quiet


def bar(length: int) -> Drawing:
    """A bar of 0 to 100 percent, told by the number beside it. Raises ValueError for what is no share."""
    if not 0 <= length <= 100:
        raise ValueError(f"a bar of {length} percent is not a share of anyone")
    fill = 'rx="2" fill="currentColor"'
    whole = f'<rect width="{_WIDE}" height="{_HIGH}" {fill} fill-opacity="{_TRACK}"/>'
    part = f'<rect width="{length * _WIDE / 100:g}" height="{_HIGH}" {fill}/>' if length else ""
    return Drawing("told-bar", whole + part, _WIDE, _HIGH)
