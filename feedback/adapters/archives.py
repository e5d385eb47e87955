"""What can go wrong in a zip that others made, and XML that is counted while it's read. Knows no tool."""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

DAMAGED = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, OSError, EOFError),
    *(ValueError, LookupError, MemoryError),
)
LOCKED = (NotImplementedError, RuntimeError)  # an unknown way of packing, or a password
MOST_ELEMENTS = 200_000  # ten times what the largest survey has; more would take long and much memory


class TooManyElements(Exception):  # noqa: N818
    """XML with more in it than any survey has."""


def counted_events(stream: IO[bytes]) -> Iterator[tuple[str, Element]]:
    """The starts and ends of elements as they are read. Raises TooManyElements before they take much memory,
    and what defusedxml raises for damaged XML, a document type and entities.
    """
    begun = 0
    for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        begun += event == "start"
        if begun > MOST_ELEMENTS:
            raise TooManyElements
        yield event, element


def counted_tree(stream: IO[bytes]) -> Element:
    """The whole tree. Raises the same."""
    root = None
    for _, element in counted_events(stream):
        root = element if root is None else root
    if root is None:
        raise EOFError
    return root
