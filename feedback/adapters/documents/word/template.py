"""A council's own Word template, and our words in its looks. Knows nothing of sections.

Its page, headers, footers, fonts and styles stay as they are. A style of ours is used only where it has none
of that name, and then in its own font. What we write goes where “[[told us]]” stands alone, or at the end.
"""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from itertools import chain
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length

from feedback.adapters.documents.word.looks import Looks
from feedback.adapters.settings import shipped
from feedback.adapters.word_templates import read

MARKER = "[[told us]]"
_NUMBERED = {qn("w:bookmarkStart"): qn("w:id"), qn("w:bookmarkEnd"): qn("w:id")}
_NUMBERED |= {qn("wp:docPr"): "id", qn("pic:cNvPr"): "id"}


class Template:
    """A template that is being written in."""

    def __init__(self, path: Path) -> None:
        """Raises WrongTemplate for one that can't be used."""
        self.document = Document(BytesIO(read(path)))
        self._body = self.document.element.body
        self._place = self._found()
        self.room = self._room()
        about = self.document.core_properties
        about.author = about.last_modified_by = ""  # whoever made the template did not make this document

    def _found(self) -> BaseOxmlElement | None:
        """The paragraph that holds the marker and nothing else."""
        return next((p for p in self._body.iter(qn("w:p")) if _text(p) == MARKER), None)

    def _room(self) -> float:
        """How many centimetres there are between the margins, where we write."""
        if self._place is None:
            section = self.document.sections[-1]
        else:
            before = self._place.xpath("count(preceding::w:sectPr)")
            section = self.document.sections[min(int(before), len(self.document.sections) - 1)]
        margins = (section.left_margin or 0) + (section.right_margin or 0) + (section.gutter or 0)
        return float(Length((section.page_width or 0) - margins).cm)

    def take(self, written: Sequence[BaseOxmlElement]) -> None:
        """Puts what was written in its place, in the template's own looks."""
        ours = parse_xml((shipped("templates") / "documents" / "word" / "styles.xml").read_bytes())
        Looks(self.document.styles.element, ours).put_on(written)
        self._number(written)
        if self._place is None:
            end = self._body.find(qn("w:sectPr"))
            _put(written, end.addprevious if end is not None else self._body.append)
            return
        _put(written, self._place.addprevious)
        if self._place.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
            self._place.getparent().remove(self._place)
        else:  # it also ends a part of the document, so it stays, empty
            for run in self._place.findall(qn("w:r")):
                self._place.remove(run)

    def _number(self, written: Iterable[BaseOxmlElement]) -> None:
        """Raises our bookmarks' and pictures' numbers above those that the template has already."""
        used = [int(e.get(_NUMBERED[e.tag], "0")) for e in self._body.iter(*_NUMBERED)]
        most = max(used, default=0)
        for element in chain.from_iterable(e.iter(*_NUMBERED) for e in written):
            name = _NUMBERED[element.tag]
            element.set(name, str(int(element.get(name)) + most))


def _text(paragraph: BaseOxmlElement) -> str:
    return "".join(t.text or "" for t in paragraph.iter(qn("w:t"))).strip()


def _put(written: Iterable[BaseOxmlElement], where: Callable[[BaseOxmlElement], None]) -> None:
    for element in written:
        where(element)
