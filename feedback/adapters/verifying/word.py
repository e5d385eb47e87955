"""Word documents as paragraphs: headers, then text and tables in order, notes, footers. Knows no figures."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile

import docx
from docx.document import Document as Word
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from feedback.adapters.documents.word.figures import END, MARK, START, Listed, listed_in
from feedback.adapters.verifying.document import CannotRead, Document, Mark

MOST_UNPACKED, MOST_XML = 200 * 2**20, 40 * 2**20  # bytes: of all that is in the file, of one part of text
_DAMAGED = (
    "It is damaged, or isn’t a Word document, whatever its name says. Open it in Word and save it again."
)
_READ = {"header": 0, "document": 1, "footnotes": 2, "endnotes": 2, "footer": 3}  # and in which order
_P, _T = qn("w:p"), qn("w:t")
_SPACE = {qn("w:tab"), qn("w:br"), qn("w:cr")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read(data: bytes) -> Document:
    """Raises CannotRead for what is damaged, locked, far too large, or not a Word document at all."""
    _check(data)
    try:
        return _read(docx.Document(BytesIO(data)))
    except Exception as problem:  # a damaged file can fail in any part of it
        raise CannotRead(_DAMAGED) from problem


def _check(data: bytes) -> None:
    """Refuses what would unpack to more than it looks. The sizes hold: no more than these is unpacked."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (BadZipFile, LargeZipFile, OSError, EOFError, ValueError) as problem:
        raise CannotRead(_DAMAGED) from problem
    text = max((p.file_size for p in parts if p.filename.endswith((".xml", ".rels"))), default=0)
    if sum(p.file_size for p in parts) > MOST_UNPACKED or text > MOST_XML:
        raise CannotRead("It unpacks to far more than a document needs, so it was left packed.")


def _read(word: Word) -> Document:
    listed = listed_in(word.part)
    places = {one.mark: place for place, one in enumerate(listed)}
    paragraphs = [
        tuple(_pieces(p, listed, places)) for part in _parts(word) for p in part.iter(_P) if not _twice(p)
    ]
    return Document(tuple(filter(None, paragraphs)), tuple(one.printed for one in listed))


def _parts(word: Word) -> Iterator[BaseOxmlElement]:
    """The parts that people read, as XML."""
    related = {rel.target_part for rel in word.part.rels.values() if not rel.is_external} | {word.part}
    kinds = [("document" if part is word.part else _kind(part), part) for part in related]
    wanted = sorted((p for p in kinds if p[0] in _READ), key=lambda p: (_READ[p[0]], str(p[1].partname)))
    for _, part in wanted:
        yield part.element if isinstance(part, XmlPart) else parse_xml(part.blob)


def _kind(part: Part) -> str:
    """Such as header, of application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml."""
    return str(part.content_type).rpartition(".")[2].removesuffix("+xml")


def _twice(paragraph: BaseOxmlElement) -> bool:
    """True for what older programs are shown in place of a text box that was read already."""
    return any(above.tag == _FALLBACK for above in paragraph.iterancestors())


def _pieces(
    paragraph: BaseOxmlElement, listed: Sequence[Listed], places: Mapping[str, int]
) -> Iterator[str | Mark]:
    """A paragraph's words, those in a mark of ours by themselves. Words that were struck out are not read."""
    for mark, words in _runs(paragraph):
        found = MARK.fullmatch(mark)
        if found is None:
            yield words
            continue
        place = places.get(mark)
        identity = None if place is None else listed[place].printed.identity
        yield Mark(words, place, identity, found[1])


def _runs(paragraph: BaseOxmlElement) -> Iterator[tuple[str, str]]:
    """The words of a paragraph in turn, with the mark that they stand in, or ""."""
    inside, ends, words = "", "", ""
    for element in paragraph.iter(_T, START, END, *_SPACE):
        if next(element.iterancestors(_P)) is not paragraph:
            continue  # of a text box, which has paragraphs of its own
        if element.tag == START and MARK.fullmatch(name := element.get(qn("w:name"), "")):
            if words or inside:
                yield inside, words
            inside, ends, words = name, element.get(qn("w:id"), ""), ""
        elif element.tag == END and inside and element.get(qn("w:id")) == ends:
            yield inside, words
            inside, ends, words = "", "", ""
        elif element.tag not in (START, END):
            words += element.text or "" if element.tag == _T else " "
    if words or inside:
        yield inside, words
