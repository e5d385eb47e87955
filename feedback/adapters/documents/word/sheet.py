"""A Word document that is being written from the top down. Knows nothing of sections or findings."""

from io import BytesIO

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from feedback.adapters.charts import bar_png
from feedback.adapters.documents.word.blank import blank, finished, room
from feedback.adapters.documents.word.figures import Marks
from feedback.adapters.documents.word.pieces import Xml, paragraph, picture, piece, run, running_number

_BAR_HIGH = 0.28  # centimetres


class Sheet:
    """Takes paragraphs and tables, keeps count of what has to be numbered, and ends as a file."""

    def __init__(self, *, landscape: bool = False) -> None:
        self._document = blank(landscape=landscape)
        self._written: list[Xml] = []
        self._marks = Marks()
        self._bars: dict[int, str] = {}
        self._pictures = 0
        self._tables = 0
        self.room = room(landscape=landscape)

    def add(self, element: Xml) -> None:
        self._written.append(element)

    def line(self, style: str, text: str, *, on_new_page: bool = False) -> None:
        """A paragraph of one run."""
        settings = (piece("w:pageBreakBefore"),) if on_new_page else ()
        self.add(paragraph(style, run(text), settings=settings))

    def caption(self, text: str) -> None:
        self._tables += 1
        self.add(paragraph("Caption", *running_number("Table", self._tables), run(f". {text}")))

    def figure(self, text: str, identity: str | None, *, bold: bool = False) -> tuple[Xml, ...]:
        """Text that carries the identity of the figure that it tells."""
        return self._marks.around(identity, run(text, bold=bold))

    def bar(self, length: int, percent: str, wide: float) -> Xml:
        """A bar, whose alternative text is the percentage that is printed beside it."""
        if length not in self._bars:
            self._bars[length], _ = self._document.part.get_or_add_image(BytesIO(bar_png(length)))
        self._pictures += 1
        return picture(self._bars[length], self._pictures, f"Bar: {percent}", wide, _BAR_HIGH)

    def finish(self, title: str, subject: str) -> bytes:
        """The file. Word wants a paragraph after a table, so a document doesn't end in one."""
        if not self._written or self._written[-1].startswith("<w:tbl"):
            self.line("Normal", "")
        names = nsdecls("w", "wp", "a", "pic", "r")
        written = parse_xml(f"<w:body {names}>{''.join(self._written)}</w:body>")
        page_settings = self._document.element.body[-1]  # they stay last
        for element in list(written):
            page_settings.addprevious(element)
        self._marks.keep_in(self._document.part)
        return finished(self._document, title, subject)
