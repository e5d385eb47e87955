"""Plain text and Markdown, in any encoding, as paragraphs. Knows nothing of what they say."""

import re
from collections.abc import Iterable, Iterator

from feedback.adapters.documents import carried
from feedback.adapters.imports import encodings
from feedback.adapters.imports.sheets import CannotRead as NotText
from feedback.adapters.verifying.document import CannotRead, Document

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_LIST = re.compile(rf"\s*{carried.NAME}:\s*([A-Za-z0-9+/=\s]+)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"(?<!\\)(\*\*|__|\*)")
_STARTS = re.compile(r"\s*(?:#{1,6} |[-*+•◦‣·>|] ?|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s)")


def read(data: bytes) -> Document:
    """Raises CannotRead for what isn't text."""
    words = text_of(data)
    listed = listed_in(found[1] for c in _COMMENT.findall(words) if (found := _LIST.fullmatch(c)))
    lines = _COMMENT.sub("", words).splitlines()
    return Document(tuple((_plain(p),) for p in paragraphs(lines)), listed)


def text_of(data: bytes) -> str:
    """The words in some bytes, whatever their encoding. Raises CannotRead for what isn't text."""
    try:
        words = encodings.decode(data).words
    except NotText as problem:
        raise CannotRead("It isn’t text, whatever its name says.") from problem
    if _CONTROL.search(words):
        raise CannotRead("It isn’t text, whatever its name says.")
    return words


def listed_in(packed: Iterable[str]) -> tuple[carried.Printed, ...]:
    """The first list of figures that can be read, or nothing: somebody may have cut it short."""
    for text in packed:
        try:
            return carried.unpacked(text)
        except ValueError:
            continue
    return ()


def paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Lines joined to paragraphs. An empty line ends one; a heading, list item or table row starts one."""
    held: list[str] = []
    for line in lines:
        if held and (not line.strip() or _STARTS.match(line)):
            yield " ".join(held)
            held = []
        if line.strip():
            held.append(line.strip())
    if held:
        yield " ".join(held)


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub("", text))
