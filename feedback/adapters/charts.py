"""Draws a share as a bar: SVG for a page, PNG for Word. Knows nothing of what is counted or told.

There are no letters in the pictures, so no font is needed: the numbers stand beside them as text.
"""

from functools import lru_cache

import resvg_py
from markupsafe import Markup

_WIDE, _HIGH = 120, 12
_FILL, _TRACK = "#0b5c55", "#dfe7e4"  # on white: 7.9 to 1 for the bar, quiet for what is left of the whole
_PIXELS = 360  # of a picture some 2.6 cm wide, so that it's sharp in print


def bar_svg(length: int) -> Markup:
    """A bar of 0 to 100 percent as inline SVG, in the colour of the text around it. Told by the number
    beside it, so screen readers pass over it."""
    opening = f'<svg class="told-bar" viewBox="0 0 {_WIDE} {_HIGH}" width="{_WIDE}" height="{_HIGH}"'
    return Markup(  # noqa: S704 - made of numbers alone
        f'{opening} preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f"{_rects(length, 'currentColor', 'currentColor', '0.15')}</svg>"
    )


@lru_cache(maxsize=101)
def bar_png(length: int) -> bytes:
    """The same bar as a small PNG, in colours of its own."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE}" height="{_HIGH}">'
        f"{_rects(length, _FILL, _TRACK, '1')}</svg>"
    )
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=_PIXELS, skip_system_fonts=True))


def _rects(length: int, fill: str, track: str, strength: str) -> str:
    """Raises ValueError for a length that is no share."""
    if not 0 <= length <= 100:
        raise ValueError(f"a bar of {length} percent is not a share of anyone")
    whole = f'<rect width="{_WIDE}" height="{_HIGH}" rx="2" fill="{track}" fill-opacity="{strength}"/>'
    part = f'<rect width="{length * _WIDE / 100:g}" height="{_HIGH}" rx="2" fill="{fill}"/>' if length else ""
    return whole + part
