"""A Word document that is being written from the top down. Knows nothing of sections or findings."""

from io import BytesIO

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from feedback.adapters.charts import Drawing
from feedback.adapters.documents.word.blank import finished
from feedback.adapters.documents.word.figures import Marks
from feedback.adapters.documents.word.paper import Paper
from feedback.adapters.documents.word.pieces import Xml, paragraph, picture, piece, run, running_number

_AFTER_TABLE = 200  # twentieths of a point
_SHARP = 100  # pixels a centimetre: 254 to the inch, for print


class Sheet:
    """Takes paragraphs and tables, keeps count of what has to be numbered, and ends as a file."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._document = paper.document
        self._written: list[Xml] = []
        self._marks = Marks()
        self._drawn: dict[tuple[Drawing, float, float], str] = {}
        self._pictures = 0
        self._tables = 0
        self.room = paper.room

    def add(self, element: Xml) -> None:
        self._written.append(element)

    def line(self, style: str, text: str, *, on_new_page: bool = False) -> None:
        """A paragraph of one run."""
        settings = (piece("w:pageBreakBefore"),) if on_new_page else ()
        self.add(paragraph(style, run(text), settings=settings))

    def say(self, style: str, *inside: Xml, keep: bool = False, gap: int = 0) -> None:
        """A paragraph; to `keep` is to stay on the page of what comes next. After a table it stands apart, as
        it does with a `gap` (twentieths of a point).
        """
        gap = gap or (_AFTER_TABLE if self._ends_in_table else 0)
        settings = (
            *([piece("w:keepNext")] if keep else []),
            *([piece("w:spacing", before=str(gap))] if gap else []),
        )
        self.add(paragraph(style, *inside, settings=settings))

    @property
    def _ends_in_table(self) -> bool:
        return bool(self._written) and self._written[-1].startswith("<w:tbl")

    def caption(self, text: str) -> None:
        self._tables += 1
        self.add(paragraph("Caption", *running_number("Table", self._tables), run(f". {text}")))

    def figure(self, text: str, identity: str | None, *, bold: bool = False) -> tuple[Xml, ...]:
        """Text that carries the identity of the figure that it tells."""
        return self._marks.around(identity, text, run(text, bold=bold))

    def picture(self, drawing: Drawing, wide: float, high: float, alt: str = "") -> Xml:
        """A drawing in the line, stretched to a size in centimetres; for the eye alone if it has no words."""
        sized = drawing, wide, high
        if sized not in self._drawn:
            png = drawing.png(round(wide * _SHARP), high / wide * drawing.wide)
            self._drawn[sized], _ = self._document.part.get_or_add_image(BytesIO(png))
        self._pictures += 1
        return picture(self._drawn[sized], self._pictures, alt, wide, high)

    def photo(self, png: bytes, wide: float, high: float, alt: str) -> Xml:
        """A picture that we didn't draw, in the line, no wider than there is room for."""
        smaller = min(1.0, self.room / wide)
        embed, _ = self._document.part.get_or_add_image(BytesIO(png))
        self._pictures += 1
        return picture(embed, self._pictures, alt, wide * smaller, high * smaller)

    def finish(self, title: str, subject: str) -> bytes:
        """The file. Word wants a paragraph after a table, so a document doesn't end in one."""
        if not self._written or self._ends_in_table:
            self.line("Normal", "")
        names = nsdecls("w", "wp", "a", "pic", "r")
        written = parse_xml(f"<w:body {names}>{''.join(self._written)}</w:body>")
        self._paper.take(list(written))
        self._marks.keep_in(self._document.part)
        return finished(self._document, title, subject)
