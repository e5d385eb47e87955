"""Shapes as SVG in a page, as an SVG file or as a PNG. Knows nothing of what the shapes mean."""

from dataclasses import dataclass
from functools import lru_cache

import resvg_py
from markupsafe import Markup, escape

_INK = "#0b5c55"  # on white: 7.9 to 1


@dataclass(frozen=True)
class Drawing:
    """Shapes in `currentColor`, in a box of `wide` by `high` units. `kind` is its class on a page, which may
    stretch it to any shape; elsewhere it may be stretched only if it `stretches`, or lines and dots would be.
    """

    kind: str
    shapes: str
    wide: float
    high: float
    stretches: bool = True

    def svg(self, alt: str = "") -> Markup:
        """For a page. Without words for those who can't see it, it's for the eye alone."""
        seen = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
        return Markup(  # noqa: S704 - made of numbers and of one escaped text
            f'<svg class="{self.kind}" viewBox="0 0 {self.wide:g} {self.high:g}" width="{self.wide:g}"'
            f' height="{self.high:g}" preserveAspectRatio="none" {seen} focusable="false">{self.shapes}</svg>'
        )

    def alone(self, high: float = 0) -> str:
        """A whole SVG file, in our colour on white. `high` stretches it to another height, in its units."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.wide:g}" height="{high or self.high:g}"'
            f' viewBox="0 0 {self.wide:g} {self.high:g}" preserveAspectRatio="none" color="{_INK}">'
            f'<rect width="{self.wide:g}" height="{self.high:g}" fill="#fff"/>{self.shapes}</svg>'
        )

    def png(self, pixels: int, high: float = 0) -> bytes:
        """The same as a PNG, so many pixels wide."""
        return _png(self.alone(high), pixels)


@lru_cache(maxsize=1024)
def _png(svg: str, pixels: int) -> bytes:
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=pixels, skip_system_fonts=True))
