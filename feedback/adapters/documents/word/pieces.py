"""The smallest pieces of a Word document: runs, paragraphs, pictures. Knows nothing of what they say."""

from functools import lru_cache

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

Piece = BaseOxmlElement
PER_CM = 567  # twentieths of a point
_EMU_PER_CM = 360_000
_qn = lru_cache(maxsize=256)(qn)


def piece(tag: str, *inside: Piece, **attributes: str) -> Piece:
    """An element with its attributes, which are Word's own, and what stands in it."""
    made: Piece = OxmlElement(tag, {_qn(f"w:{name}"): value for name, value in attributes.items()})
    made.extend(inside)
    return made


def run(text: str, *, bold: bool = False) -> Piece:
    """Text in one go. A line end in it becomes a line break."""
    made = piece("w:r", *([piece("w:rPr", piece("w:b"), piece("w:bCs"))] if bold else []))
    for place, line in enumerate(text.split("\n")):
        if place:
            made.append(piece("w:br"))
        words = piece("w:t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(words)
    return made


def paragraph(style: str, *inside: Piece, settings: tuple[Piece, ...] = ()) -> Piece:
    """A paragraph in a named style. `settings` must come in the order that Word's schema has them in."""
    about = piece("w:pPr", piece("w:pStyle", val=style.replace(" ", "")), *settings)
    return piece("w:p", about, *inside)


def running_number(label: str, number: int) -> tuple[Piece, ...]:
    """ "Table 1", counted anew by Word when the table is pasted among others."""
    return run(f"{label} "), *_field(f"SEQ {label} \\* ARABIC", str(number))


def page_number() -> tuple[Piece, ...]:
    return _field("PAGE", "1")


def _field(does: str, shows: str) -> tuple[Piece, ...]:
    """Something that Word works out anew, and what it shows until then."""
    instruction = piece("w:instrText")
    instruction.text = does
    return (
        piece("w:r", piece("w:fldChar", fldCharType="begin")),
        piece("w:r", instruction),
        piece("w:r", piece("w:fldChar", fldCharType="separate")),
        run(shows),
        piece("w:r", piece("w:fldChar", fldCharType="end")),
    )


_PICTURE = (
    f"<w:r {nsdecls('w', 'wp', 'a', 'pic', 'r')}><w:drawing>"
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="{number}" name="Bar {number}" descr="{alt}"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="{number}" name="Bar {number}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{embed}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def picture(embed: str, number: int, alt: str, wide: float, high: float) -> Piece:
    """A picture in the line, its size in centimetres. `alt` is ours, with nothing in it to escape."""
    cx, cy = round(wide * _EMU_PER_CM), round(high * _EMU_PER_CM)
    made: Piece = parse_xml(_PICTURE.format(embed=embed, number=number, alt=alt, cx=cx, cy=cy))
    return made
