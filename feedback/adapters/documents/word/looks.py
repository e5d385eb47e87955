"""Our styles in another document's looks: by name where it has one, else ours, copied. Knows no words.

Word keeps a style's name beside a key of its own, and only the names are alike from document to document.
"""

from collections.abc import Iterable
from copy import deepcopy

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

OUR_TABLE = "told us table"  # a table style of this name is the one that a council wants for our tables
_STYLE, _NAME, _ID, _VAL = qn("w:style"), qn("w:name"), qn("w:styleId"), qn("w:val")
_POINTS_TO = tuple(map(qn, ("w:basedOn", "w:next", "w:link")))
_OUR_LOOK = tuple(map(qn, ("w:tblBorders", "w:tcBorders")))
_PADDING = "45"  # twentieths of a point at either side: together as much as ours at the right


class Looks:
    """The styles of a document, `theirs`, and those that we know by our own keys, `ours`."""

    def __init__(self, theirs: BaseOxmlElement, ours: BaseOxmlElement) -> None:
        self._theirs = theirs
        self._ours = {style.get(_ID): style for style in ours.iter(_STYLE)}
        self._by_name: dict[str, str] = {_name(style): style.get(_ID) for style in theirs.iter(_STYLE)}
        self._table = _table_style(theirs)

    def put_on(self, written: Iterable[BaseOxmlElement]) -> None:
        """Gives what was written in our styles the document's own."""
        for element in written:
            for style in element.iter(qn("w:pStyle")):
                style.set(_VAL, self._key(style.get(_VAL)))
            if self._table:
                for table in element.iter(qn("w:tbl")):
                    _dress(table, self._table)

    def _key(self, ours: str) -> str:
        """The document's key for a style of ours; if it has none of that name, ours goes in."""
        style = self._ours[ours]
        name = _name(style)
        if name not in self._by_name:
            copied = deepcopy(style)
            taken = set(self._by_name.values())
            key = ours if ours not in taken else f"ToldUs{ours}"
            copied.set(_ID, key)
            copied.attrib.pop(qn("w:default"), None)
            self._by_name[name] = key  # before what it points to, which may point back
            for pointing in copied.iter(*_POINTS_TO):
                pointing.set(_VAL, self._key(pointing.get(_VAL)))
            self._theirs.append(copied)
        return self._by_name[name]


def _name(style: BaseOxmlElement) -> str:
    """A style's name; Word takes no notice of capital letters in its own."""
    return str(style.find(_NAME).get(_VAL)).casefold()


def _table_style(theirs: BaseOxmlElement) -> str | None:
    """The key of the style for tables: one made for ours, else the one that new tables get, if it isn't
    Word's plain one, else the first that the council made; None if there is none of these.
    """
    tables = [style for style in theirs.iter(_STYLE) if style.get(qn("w:type")) == "table"]
    made = [s for s in tables if _name(s) == OUR_TABLE]
    made += [s for s in tables if s.get(qn("w:default")) == "1" and _name(s) != "normal table"]
    made += [s for s in tables if s.get(qn("w:customStyle")) == "1"]
    return made[0].get(_ID) if made else None


def _dress(table: BaseOxmlElement, key: str) -> None:
    """A table in a style, without the lines of ours, with room between its words and the style's."""
    for line in list(table.iter(*_OUR_LOOK)):
        line.getparent().remove(line)
    settings = table.find(qn("w:tblPr"))
    for side in settings.find(qn("w:tblCellMar")):
        side.set(qn("w:w"), _PADDING)
    style = settings.makeelement(qn("w:tblStyle"), {_VAL: key})
    settings.insert(0, style)
