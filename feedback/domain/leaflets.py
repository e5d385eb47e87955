"""What is told in public, line by line, the same for a page, a paper and an e-mail. Knows none of them."""

from dataclasses import dataclass
from enum import StrEnum

from feedback.domain.reading import Said


class Part(StrEnum):
    """What a line is: how each kind of paper draws it is the paper's own."""

    HEADING = "heading"
    WORDS = "words"
    FIGURE = "figure"
    ITEM = "item"
    QUOTE = "quote"
    NOTE = "note"
    LATE = "late"
    MADE_UP = "made-up"


@dataclass(frozen=True)
class Line:
    """One line. `lead` stands before its words, in bold; a heading's has a colon after it. `share` is
    the length of a figure's bar in percent; `identity` says what its numbers are recounted by; `picture` is
    the key of a picture of easy read. `depth` is a heading's: 1 for the first below the title of it all.
    """

    part: Part
    said: Said
    lead: Said | None = None
    share: int | None = None
    identity: str = ""
    picture: str = ""
    depth: int = 0


@dataclass(frozen=True)
class Leaflet:
    """A title and its lines, in the language and the direction of whoever reads."""

    title: Said
    language: str
    direction: str
    lines: tuple[Line, ...]
    easy: bool = False
