"""The smallest pieces of a Word document, as XML: runs, paragraphs, pictures. Knows nothing of what they say.

Strings, read as XML once when the document is finished, which is many times faster than making each element
by itself. Every text and every attribute goes through here, to be escaped.
"""

from html import escape
from typing import NewType

Xml = NewType("Xml", str)
PER_CM = 567  # twentieths of a point
_EMU_PER_CM = 360_000


def piece(tag: str, *inside: Xml, **attributes: str) -> Xml:
    """An element with its attributes, which are Word's own, and what stands in it."""
    about = "".join([f' w:{name}="{escape(value)}"' for name, value in attributes.items()])
    return Xml(f"<{tag}{about}>{''.join(inside)}</{tag}>" if inside else f"<{tag}{about}/>")


def run(text: str, *, bold: bool = False) -> Xml:
    """Text in one go. A line end in it becomes a line break."""
    look = "<w:rPr><w:b/><w:bCs/></w:rPr>" if bold else ""
    lines = "<w:br/>".join([_words(line) for line in text.split("\n")])
    return Xml(f"<w:r>{look}{lines}</w:r>")


def _words(line: str) -> str:
    keeping = "" if line == line.strip() else ' xml:space="preserve"'
    return f"<w:t{keeping}>{escape(line)}</w:t>"


def line_break() -> Xml:
    return Xml("<w:r><w:br/></w:r>")


def tab() -> Xml:
    return Xml("<w:r><w:tab/></w:r>")


def paragraph(style: str, *inside: Xml, settings: tuple[Xml, ...] = ()) -> Xml:
    """A paragraph in a named style. `settings` must come in the order that Word's schema has them in."""
    about = piece("w:pPr", piece("w:pStyle", val=style.replace(" ", "")), *settings)
    return piece("w:p", about, *inside)


def running_number(label: str, number: int) -> tuple[Xml, ...]:
    """ "Table 1", counted anew by Word when the table is pasted among others."""
    return run(f"{label} "), *_field(f"SEQ {label} \\* ARABIC", str(number))


def page_number() -> tuple[Xml, ...]:
    return _field("PAGE", "1")


def _field(does: str, shows: str) -> tuple[Xml, ...]:
    """Something that Word works out anew, and what it shows until then."""
    return (
        piece("w:r", piece("w:fldChar", fldCharType="begin")),
        piece("w:r", piece("w:instrText", Xml(escape(does)))),
        piece("w:r", piece("w:fldChar", fldCharType="separate")),
        run(shows),
        piece("w:r", piece("w:fldChar", fldCharType="end")),
    )


_PICTURE = (
    "<w:r><w:drawing>"
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="{number}" name="Picture {number}"{about}</wp:docPr>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{embed}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


_DECORATIVE = (
    '><a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
)


def picture(embed: str, number: int, alt: str, wide: float, high: float) -> Xml:
    """A picture in the line, its size in centimetres, its alternative text `alt`. Without one it's marked as
    decorative, which Word and screen readers pass over.
    """
    cx, cy = round(wide * _EMU_PER_CM), round(high * _EMU_PER_CM)
    about = f' descr="{escape(alt)}">' if alt else _DECORATIVE
    return Xml(_PICTURE.format(embed=embed, number=number, about=about, cx=cx, cy=cy))
