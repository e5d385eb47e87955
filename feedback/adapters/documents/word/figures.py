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
from dataclasses import dataclass
from html import escape

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from feedback.adapters.documents.carried import Printed
from feedback.adapters.documents.word.pieces import Xml, piece

_NAMESPACE = "urn:told-us:figures"
# Without this beside it, LibreOffice drops the list when it saves.
_ABOUT = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"'
    b' ds:itemID="{6A5B9C9E-2B1F-5D0B-9C57-70D05A1F16E5}"><ds:schemaRefs>'
    b'<ds:schemaRef ds:uri="urn:told-us:figures"/></ds:schemaRefs></ds:datastoreItem>'
)
MARK = re.compile(r"toldus_([0-9a-f]{20})_\d+")
START, END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")


@dataclass(frozen=True)
class Listed:
    """A bookmark's name, and what was printed in it."""

    mark: str
    printed: Printed


class Marks:
    """The bookmarks of a document that is being written."""

    def __init__(self) -> None:
        self._listed: list[Listed] = []

    def around(self, identity: str | None, text: str, run: Xml) -> tuple[Xml, ...]:
        """A run that says this text, in a bookmark of its own; without an identity, the run as it is."""
        if identity is None:
            return (run,)
        number = str(len(self._listed) + 1)
        name = f"toldus_{digest(identity)}_{number}"
        self._listed.append(Listed(name, Printed(identity, text)))
        return piece("w:bookmarkStart", id=number, name=name), run, piece("w:bookmarkEnd", id=number)

    def keep_in(self, part: Part) -> None:
        """Puts the list of which bookmark is which identity, and what was printed, into the file."""
        figures = "".join(
            f'<figure mark="{mark}" is="{escape(printed.identity)}" said="{escape(printed.text)}"/>'
            for mark, printed in ((one.mark, one.printed) for one in self._listed)
        )
        xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<figures xmlns="{_NAMESPACE}">{figures}</figures>'
        package = part.package
        assert package is not None
        # A council's template may have items of its own.
        name, about_name = (package.next_partname(f"/customXml/{n}%d.xml") for n in ("item", "itemProps"))
        item = Part(name, "application/xml", xml.encode(), package)
        about = Part(about_name, CT.OFC_CUSTOM_XML_PROPERTIES, _ABOUT, package)
        item.relate_to(about, RT.CUSTOM_XML_PROPS)
        part.relate_to(item, RT.CUSTOM_XML)


def digest(identity: str) -> str:
    return hashlib.sha256(identity.encode()).hexdigest()[:20]


def listed_in(part: Part) -> tuple[Listed, ...]:
    """The list of a document, in its order; empty in what isn't ours."""
    return tuple(
        Listed(figure.get("mark", ""), Printed(figure.get("is", ""), figure.get("said", "")))
        for rel in part.rels.values()
        if rel.reltype == RT.CUSTOM_XML
        for figure in parse_xml(rel.target_part.blob).iter(f"{{{_NAMESPACE}}}figure")
    )
