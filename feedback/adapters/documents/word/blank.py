"""An empty A4 document with our styles, and its bytes when it's full. Knows nothing of sections.

Nothing in the file tells who made it or when, so the same sections always make the same bytes.
"""

from functools import lru_cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm

from feedback.adapters.documents.word.pieces import page_number
from feedback.adapters.settings import shipped

_SHORT, _LONG, MARGIN = 21.0, 29.7, 2.2  # centimetres
_KEPT = RT.STYLES, RT.SETTINGS, RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip file can hold


def blank(*, landscape: bool) -> Word:
    """An empty document of one A4 section."""
    document = Document(BytesIO(_empty()))
    page = document.sections[0]
    wide, high = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    page.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = Cm(wide), Cm(high)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(MARGIN)
    return document


def room(*, landscape: bool) -> float:
    """How many centimetres there are between the margins."""
    return (_LONG if landscape else _SHORT) - 2 * MARGIN


@lru_cache(maxsize=1)
def _empty() -> bytes:
    """python-docx's own template with our styles in, and out with all else: its picture, its author."""
    document = Document()
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype not in _KEPT]:
            del rels[key]
    folder = shipped("templates") / "documents" / "word"
    _fill(document.styles.element, (folder / "styles.xml").read_bytes())
    _fill(document.settings.element, (folder / "settings.xml").read_bytes())
    foot = document.sections[0].footer.paragraphs[0]
    foot.style = document.styles["Footer"]
    number = parse_xml(f"<w:p {nsdecls('w')}>{''.join(page_number())}</w:p>")
    foot._p.extend(list(number))
    told = document.core_properties
    told.author = told.comments = told.keywords = told.last_modified_by = told.category = ""
    told.language = "en-GB"
    return _bytes(document)


def _fill(element: BaseOxmlElement, xml: bytes) -> None:
    del element[:]
    element.extend(list(parse_xml(xml)))


def finished(document: Word, title: str, subject: str) -> bytes:
    """The document as a file, with a title and a subject, undated."""
    told = document.core_properties
    told.title, told.subject = title[:255], subject[:255]
    dates = [
        e for e in document.part.package.core_properties._element if e.tag.endswith(("created", "modified"))
    ]
    for element in dates:
        element.getparent().remove(element)
    return _bytes(document)


def _bytes(document: Word) -> bytes:
    """The saved file, with every part dated alike, since a zip file would keep the time."""
    saved, dated = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as old, ZipFile(dated, "w") as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, _LONG_AGO), old.read(name), ZIP_DEFLATED)
    return dated.getvalue()
