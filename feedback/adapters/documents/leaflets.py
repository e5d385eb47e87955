"""What a leaflet has around its lines on any paper: whose it is, its pictures, where it can be read. Draws
nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import groupby

import resvg_py
from PIL import Image

from feedback.adapters.documents.tidy import one_line, some_lines
from feedback.adapters.languages import digits, locale
from feedback.domain.leaflets import Leaflet, Line, Part
from feedback.domain.reading import Said

_DEEPEST = 5  # below the title: HTML and typst know six levels
_PIXELS = 240  # a picture is shown half as wide, so that it's sharp on a phone


@dataclass(frozen=True)
class Shown:
    """A picture of easy read: its file, what kind of file that is, and what is seen in it."""

    content: bytes
    media_type: str
    alt: str

    def png(self) -> bytes:
        """The same in a form that every e-mail program shows."""
        if self.media_type == "image/svg+xml":
            drawn = resvg_py.svg_to_bytes(
                svg_string=self.content.decode("utf-8", "replace"), width=_PIXELS, skip_system_fonts=True
            )
            return bytes(drawn)
        made = BytesIO()
        with Image.open(BytesIO(self.content)) as opened:
            opened.thumbnail((_PIXELS, _PIXELS))
            opened.convert("RGBA").save(made, "PNG", optimize=True)
        return made.getvalue()


@dataclass(frozen=True)
class Around:
    """Whose leaflet it is, its pictures by key, and where it can be read, with words for that."""

    council: str
    pictures: Mapping[str, Shown] = field(default_factory=dict)
    address: str = ""
    there: Said = Said("")  # noqa: RUF009 - it can't be changed


def tidied(leaflet: Leaflet) -> Leaflet:
    """The same in words that every format can hold, with headings that skip no level: PDF/UA allows none."""
    title = replace(leaflet.title, words=one_line(leaflet.title.words))
    lines, depth = [], 0
    for line in leaflet.lines:
        if line.part == Part.HEADING:
            depth = max(1, min(line.depth, depth + 1, _DEEPEST))
        said, lead = _tidy(line.said), line.lead and _tidy(line.lead)
        if lead and line.part == Part.HEADING:  # “Autumn 2026: Care leavers survey”
            lead = replace(lead, words=f"{lead.words}:")
        lines.append(replace(line, said=said, lead=lead, depth=depth if line.part == Part.HEADING else 0))
    return replace(leaflet, title=title, lines=tuple(lines))


def _tidy(said: Said) -> Said:
    return replace(said, words=some_lines(said.words))


def written(said: Said) -> str:
    """Words with numbers in the digits of their language."""
    return digits(said.words, said.language)


def from_right(language: str) -> bool:
    """True for a language that is written from right to left."""
    return bool(locale(language).text_direction == "rtl")


def grouped(lines: Sequence[Line]) -> Iterator[tuple[Part, Sequence[Line]]]:
    """The lines, those of one list together; any other alone."""
    for part, found in groupby(lines, key=lambda line: line.part):
        if part == Part.ITEM:
            yield part, tuple(found)
        else:
            yield from ((part, (line,)) for line in found)
