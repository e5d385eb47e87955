"""Reads the marks of a Word file back, one by one, for the tests. No test lives here."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

from feedback.adapters.documents.word.figures import END, MARK, START, digest, listed_in

_TEXT = qn("w:t")


@dataclass(frozen=True)
class Carried:
    """A figure as it's printed in a document, and what it is; None where nobody knows that any more."""

    identity: str | None
    printed: str


def figures_in(document: bytes, known: Iterable[str] = ()) -> tuple[Carried, ...]:
    """Every figure that still has its mark, in order. `known` are the identities that could be meant, for
    figures that were copied here from another document.
    """
    opened = Document(BytesIO(document))
    listed = {one.mark: one.printed.identity for one in listed_in(opened.part)}
    by_digest = {digest(identity): identity for identity in known}
    found: list[tuple[str, list[str]]] = []
    open_now: dict[str, list[str]] = {}
    for element in opened.element.body.iter(START, END, _TEXT):
        name = element.get(qn("w:name"), "")
        if element.tag == _TEXT:
            for words in open_now.values():
                words.append(element.text or "")
        elif element.tag == END:
            open_now.pop(element.get(qn("w:id")), None)
        elif MARK.fullmatch(name):
            open_now[element.get(qn("w:id"))] = words = []
            found.append((name, words))
    return tuple(
        Carried(listed.get(name) or by_digest.get(name.split("_")[1]), "".join(words))
        for name, words in found
    )
