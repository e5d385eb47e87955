"""PDF files as paragraphs. Runs nothing in them. Knows nothing of what they say."""

import logging
from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from feedback.adapters.documents import carried
from feedback.adapters.verifying.document import CannotRead, Document
from feedback.adapters.verifying.plain import paragraphs

MOST_PAGES = 1000
_FULL = 0.8  # of the longest line's length: a line that is shorter and ends a sentence ends a paragraph
_LOCKED = "It is locked with a password. Save it without one, and try that."
_DAMAGED = "It is damaged, or isn’t a PDF, whatever its name says. Download or save it again."


def read(data: bytes) -> Document:
    """Raises CannotRead for what is locked, damaged or not a PDF at all."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it has to say, we say
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise CannotRead(_LOCKED)
        if len(reader.pages) > MOST_PAGES:
            raise CannotRead(f"It has more than {MOST_PAGES:,} pages. Take out those you need, and try them.")
        lines = [line for page in reader.pages for line in _lines(page.extract_text())]
        listed = _listed(reader)
    except CannotRead:
        raise
    except (DependencyError, FileNotDecryptedError) as problem:
        raise CannotRead(_LOCKED) from problem
    except Exception as problem:  # a damaged file can fail in any part of it
        raise CannotRead(_DAMAGED) from problem
    if not "".join(lines).strip():
        raise CannotRead("There is no text in it: it may be a scan, which is a picture of text.")
    return Document(tuple((p,) for p in paragraphs(lines)), listed)


def _lines(text: str) -> Iterator[str]:
    """A page's lines, with an empty one where a paragraph seems to end: PDF doesn't say where they do."""
    found = text.splitlines()
    longest = max(map(len, found), default=0)
    for line in found:
        yield line
        if len(line) < _FULL * longest and line.rstrip().endswith((".", "!", "?", ":", "”")):
            yield ""
    yield ""


def _listed(reader: PdfReader) -> tuple[carried.Printed, ...]:
    for attached in reader.attachment_list:
        if attached.name == carried.FILE_NAME:
            try:
                return carried.read(attached.content or b"")
            except ValueError:
                continue
    return ()
