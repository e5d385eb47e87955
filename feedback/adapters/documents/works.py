"""A picture that somebody made, as Word and print can show it. Knows nothing of who made it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError

from feedback.domain.deeds import HeardElsewhere, Work
from feedback.domain.sections import Section

_WIDEST = 9.0  # centimetres, whichever side is longer
_SQUARE = 7.0  # centimetres, that a drawing of shapes fits in
_KINDS: Mapping[str, str] = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}


@dataclass(frozen=True)
class Shown:
    """A PNG and its size in centimetres."""

    png: bytes
    wide: float
    high: float


def shown(work: Work) -> Shown | None:
    """The picture as PNG; None for a drawing of shapes (SVG), and for what can't be read."""
    try:
        with Image.open(BytesIO(work.content), formats=("PNG", "WEBP", "JPEG", "GIF")) as opened:
            made, longest = BytesIO(), max(opened.size)
            opened.convert("RGBA").save(made, "PNG", optimize=True)
            wide, high = (side * _WIDEST / longest for side in opened.size)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        return None
    return Shown(made.getvalue(), wide, high)


def for_print(heard: HeardElsewhere | None) -> dict[str, Any] | None:
    """What typst needs of a picture: its bytes, as numbers, what kind of file it is, its size in centimetres
    and the words for those who can't see it. None if there is none to show.
    """
    if heard is None or heard.work is None or heard.work.media_type not in _KINDS:
        return None
    sized = shown(heard.work)
    return {
        "bytes": list(heard.work.content),
        "format": _KINDS[heard.work.media_type],
        "alt": heard.alt or "(no words)",
        "wide": sized.wide if sized else _SQUARE,
        "high": sized.high if sized else _SQUARE,
    }


def without(section: Section) -> Section:
    """The same with its pictures in words alone: one that can't be drawn must not cost the whole."""
    heard = tuple(replace(one, work=None) for one in section.heard_elsewhere)
    return replace(section, heard_elsewhere=heard)
