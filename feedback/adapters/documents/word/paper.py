"""What a Word document is written on: our own empty page, or the council's template. Knows no sections."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from docx.document import Document as Word
from docx.oxml.xmlchemy import BaseOxmlElement

from feedback.adapters.documents.word.blank import blank, room
from feedback.adapters.documents.word.template import Template


@dataclass(frozen=True)
class Paper:
    """A document to write in: `room` centimetres wide, where `take` puts what was written in its place."""

    document: Word
    room: float
    take: Callable[[Sequence[BaseOxmlElement]], None]


def paper(template: Path | None, *, landscape: bool) -> Paper:
    """The council's template as it is, or our own page, which may lie on its side. Raises WrongTemplate."""
    if template is not None:
        given = Template(template)
        return Paper(given.document, given.room, given.take)
    document = blank(landscape=landscape)

    def take(written: Sequence[BaseOxmlElement]) -> None:
        page_settings = document.element.body[-1]  # they stay last
        for element in written:
            page_settings.addprevious(element)

    return Paper(document, room(landscape=landscape), take)
