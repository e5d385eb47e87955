"""The pictures of the content folder, in memory. Knows nothing of those added in the office."""

import re
from collections.abc import Mapping
from mimetypes import guess_type
from pathlib import Path

from markupsafe import Markup

from feedback.domain.pictures import Picture

_SHAPES = "svg|g|path|circle|ellipse|rect|line|polyline|polygon"
_MORE_THAN_SHAPES = re.compile(rf"<(?!/?(?:{_SHAPES})\b)|\b(?:on\w+|style|href|id)\s*=", re.IGNORECASE)
_NEEDLESS = 'xmlns="http://www.w3.org/2000/svg" '


class Shipped:
    """Every shipped picture: its file, what kind of file that is, and what is seen in it."""

    def __init__(self, folder: Path, pictures: Mapping[str, Picture]) -> None:
        self.alts = {key: picture.alt for key, picture in pictures.items()}
        self.files = {key: (folder / picture.file).read_bytes() for key, picture in pictures.items()}
        self.types = {key: guess_type(p.file)[0] or "image/svg+xml" for key, p in pictures.items()}
        self.drawn = {
            key: _within(self.files[key], alt) or as_file(key, alt) for key, alt in self.alts.items()
        }


def as_file(key: str, alt: str) -> Markup:
    """A picture as a file that the page asks for."""
    image = Markup('<img class="picture" lang="en" src="/picture/{}" alt="{}" width="64" height="64">')
    return image.format(key, alt)


def _within(content: bytes, alt: str) -> Markup | None:
    """A drawing that stands within the page: all that a page has weigh less so than the headers of as many
    files. None if it isn't a drawing, or holds more than shapes.
    """
    drawing = content.decode("utf-8", "replace").strip()
    if not drawing.startswith("<svg ") or _MORE_THAN_SHAPES.search(drawing):
        return None
    named = Markup('<svg class="picture" role="img" lang="en" aria-label="{}" ').format(alt)
    return named + Markup(drawing.removeprefix("<svg ").replace(_NEEDLESS, ""))  # noqa: S704 - only shapes
