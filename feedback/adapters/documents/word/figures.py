"""How a figure in a Word document carries its identity, and how it's read back. Knows nothing of counting.

Each number and each sentence stands in a bookmark, "toldus_" with a digest of its identity and a running
number, and the file has a list of which bookmark is which identity. Bookmarks, because:

- an identity is too long for a bookmark's name (40 letters) and for a content control's tag (64);
- LibreOffice keeps bookmarks when it saves, but drops the tag of a content control and, by way of
  OpenDocument, the control (tried in 7.4);
- screen readers call out every content control and programs that read Word files often miss what is in
  one, while a bookmark is silent and its words are plain words;
- copied into another document, the bookmark goes along. The list doesn't, but the digest is enough to find
  the identity among those that are known.

What they don't survive: a number overwritten as a whole in Word can take its bookmark with it.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from feedback.adapters.documents.word.pieces import piece

_NAMESPACE = "urn:told-us:figures"
_NAME = re.compile(r"toldus_([0-9a-f]{20})_\d+")
_START, _END, _TEXT = qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:t")


class Marks:
    """The bookmarks of a document that is being written."""

    def __init__(self) -> None:
        self._identities: dict[str, str] = {}

    def around(self, identity: str | None, run: BaseOxmlElement) -> tuple[BaseOxmlElement, ...]:
        """A run in a bookmark of its own; without an identity, the run as it is."""
        if identity is None:
            return (run,)
        number = str(len(self._identities) + 1)
        name = f"toldus_{_digest(identity)}_{number}"
        self._identities[name] = identity
        return piece("w:bookmarkStart", id=number, name=name), run, piece("w:bookmarkEnd", id=number)

    def keep_in(self, part: Part) -> None:
        """Puts the list of which bookmark is which identity into the file."""
        figures = parse_xml(f'<figures xmlns="{_NAMESPACE}"/>')
        for name, identity in self._identities.items():
            figures.append(figures.makeelement(f"{{{_NAMESPACE}}}figure", {"mark": name, "is": identity}))
        package = part.package
        assert package is not None
        xml = BytesIO()
        figures.getroottree().write(xml, encoding="UTF-8", xml_declaration=True)
        item = Part(PackURI("/customXml/item1.xml"), "application/xml", xml.getvalue(), package)
        part.relate_to(item, RT.CUSTOM_XML)


def _digest(identity: str) -> str:
    return hashlib.sha256(identity.encode()).hexdigest()[:20]


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
    listed = {mark: is_ for mark, is_ in _listed(opened.part)}
    by_digest = {_digest(identity): identity for identity in known}
    found: list[tuple[str, list[str]]] = []
    open_now: dict[str, list[str]] = {}
    for element in opened.element.body.iter(_START, _END, _TEXT):
        name = element.get(qn("w:name"), "")
        if element.tag == _TEXT:
            for words in open_now.values():
                words.append(element.text or "")
        elif element.tag == _END:
            open_now.pop(element.get(qn("w:id")), None)
        elif _NAME.fullmatch(name):
            open_now[element.get(qn("w:id"))] = words = []
            found.append((name, words))
    return tuple(
        Carried(listed.get(name) or by_digest.get(name.split("_")[1]), "".join(words))
        for name, words in found
    )


def _listed(part: Part) -> Iterable[tuple[str, str]]:
    for rel in part.rels.values():
        if rel.reltype == RT.CUSTOM_XML:
            for figure in parse_xml(rel.target_part.blob).iter(f"{{{_NAMESPACE}}}figure"):
                yield figure.get("mark", ""), figure.get("is", "")
