"""A table of a section in Word. Works out no number: it's handed the table as it's printed.

One header row and no joined cells, so that every cell's heading is plain to a screen reader; Word repeats the
header on each page. Percentages that have a bar have it at their right.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.adapters.charts import bar, swatch
from feedback.adapters.documents.table import Box, Head, Row, Table
from feedback.adapters.documents.word.pieces import PER_CM, Xml, line_break, paragraph, piece, run
from feedback.adapters.documents.word.sheet import Sheet

_INK, _HAIR = "0B5C55", "BFC9C5"
_LEAST_LABEL, _PADDING = 4.6, 0.15  # centimetres
_NARROWEST, _WIDEST, _A_LETTER = (
    1.75,
    2.75,
    0.245,
)  # of a number's column, and of a bold letter in its heading
_BAR_HIGH, _BAR_WIDE, _BAR_WIDE_AMONG_MANY, _MANY = 0.28, 3.0, 2.0, 6
_BEFORE_BAR = "\u2002"  # a space of half the letters' size, so 5.5 points or 0.19 centimetres
_BEFORE_BAR_WIDE = 0.19
SWATCH_WIDE, SWATCH_HIGH = 0.45, 0.3


@dataclass(frozen=True)
class Widths:
    """Centimetres: of the labels, of each number, and of the bar that a `barred` column has at its right."""

    label: float
    number: float
    bar: float
    barred: frozenset[int]

    def beside(self, column: int) -> float:
        """What a bar adds to that column."""
        return self.bar + _BEFORE_BAR_WIDE if column in self.barred else 0.0

    def columns(self, numbers: int) -> list[float]:
        return [self.label, *(self.number + self.beside(i) for i in range(numbers))]


def _widths(shown: Table, room: float) -> Widths:
    count = len(shown.heads)
    barred = frozenset(i for row in shown.rows for i, box in enumerate(row.boxes) if box.bar is not None)
    bar_wide = _BAR_WIDE if count < _MANY else _BAR_WIDE_AMONG_MANY
    beside = len(barred) * (bar_wide + _BEFORE_BAR_WIDE)
    names = list(dict.fromkeys(head.of or head.what for head in shown.heads))
    wanted = [_NARROWEST, _letters(shown.longest_word)]
    if len(names) == 1:  # a name alone stands on one line, if it isn't too long
        wanted.append(min(_letters(len(names[0])), _WIDEST))
    number = min(max(wanted), (room - _LEAST_LABEL - beside) / max(count, 1))
    return Widths(room - count * number - beside, number, bar_wide, barred)


def _letters(count: int) -> float:
    """How wide a column of so many letters is."""
    return count * _A_LETTER + _PADDING


def table(sheet: Sheet, shown: Table) -> Xml:
    """The whole table, kept on one page where it fits on one."""
    widths = _widths(shown, sheet.room)
    columns = widths.columns(len(shown.heads))
    rows = [_boxes(_header(shown, widths), columns, under=True)]
    for place, row in enumerate(shown.rows, 1):
        keep = place < len(shown.rows)
        cells = [_label(sheet, row, shown.shades, keep=keep)]
        cells += [_number(sheet, row, box, (widths, i), keep=keep) for i, box in enumerate(row.boxes)]
        rows.append(_boxes(cells, columns, over=row.base))
    edges = piece("w:tblGrid", *(piece("w:gridCol", w=_twips(c)) for c in columns))
    return piece("w:tbl", _about(shown, sum(columns)), edges, *rows)


def _header(shown: Table, widths: Widths) -> list[Xml]:
    keep = piece("w:keepNext")
    cells = [paragraph("Told us cell", run(shown.corner, bold=True), settings=(keep,))]
    for i, head in enumerate(shown.heads):
        settings = (keep, *_leaving(widths.beside(i)))
        cells.append(paragraph("Told us number", run(_heading(head), bold=True), settings=settings))
    return cells


def _heading(head: Head) -> str:
    return f"{head.of}\n{head.what.lower()}" if head.of and head.what else head.of or head.what


def _label(sheet: Sheet, row: Row, shades: int, *, keep: bool) -> Xml:
    """With its swatch, if it's in the legend; its further lines then begin where the first one's words do."""
    words = run(row.label, bold=row.together)
    if row.shade is None:
        return paragraph("Told us cell", words, settings=_keep(keep))
    square = sheet.picture(swatch(row.shade, shades), SWATCH_WIDE, SWATCH_HIGH)
    wide = _twips(SWATCH_WIDE)
    settings = (*_keep(keep), piece("w:ind", left=wide, hanging=wide))
    return paragraph("Told us cell", square, words, settings=settings)


def _number(sheet: Sheet, row: Row, box: Box, at: tuple[Widths, int], *, keep: bool) -> Xml:
    """Numbers stand at the right, so that they line up; where a bar could be and isn't, its place is free."""
    widths, column = at
    inside: list[Xml] = []
    for value in box.values:
        inside += [line_break()] if inside else []
        inside += sheet.figure(value.text, value.identity, bold=row.together)
    if box.bar is None:
        settings = (*_keep(keep), *_leaving(widths.beside(column)))
        return paragraph("Told us number", *inside, settings=settings)
    drawn = sheet.picture(bar(box.bar), widths.bar, _BAR_HIGH, f"Bar: {box.values[0].text}")
    return paragraph("Told us number", *inside, run(_BEFORE_BAR), drawn, settings=_keep(keep))


def _leaving(beside: float) -> tuple[Xml, ...]:
    return (piece("w:ind", right=_twips(beside)),) if beside else ()


def _keep(keep: bool) -> tuple[Xml, ...]:
    return (piece("w:keepNext"),) if keep else ()


def _boxes(cells: Sequence[Xml], columns: Sequence[float], *, under: bool = False, over: bool = False) -> Xml:
    """A row that no page end splits. The header has a line under it and comes again on each page."""
    about = piece("w:trPr", piece("w:cantSplit"), *([piece("w:tblHeader")] if under else []))
    look: tuple[Xml, ...] = ()
    if under or over:
        look = (piece("w:tcBorders", _line("w:bottom" if under else "w:top", "8", _INK)),)
    if under:
        look = (*look, piece("w:vAlign", val="bottom"))
    boxes = (
        piece("w:tc", piece("w:tcPr", piece("w:tcW", w=_twips(wide), type="dxa"), *look), cell)
        for cell, wide in zip(cells, columns, strict=True)
    )
    return piece("w:tr", about, *boxes)


def _about(shown: Table, wide: float) -> Xml:
    """The table's own settings, with a title and a description for those who can't see it."""
    return piece(
        "w:tblPr",
        piece("w:tblW", w=_twips(wide), type="dxa"),
        piece("w:tblBorders", _line("w:bottom", "8", _INK), _line("w:insideH", "4", _HAIR)),
        piece("w:tblLayout", type="fixed"),
        piece(
            "w:tblCellMar",
            piece("w:left", w="0", type="dxa"),
            piece("w:right", w=_twips(_PADDING), type="dxa"),
        ),
        piece("w:tblLook", val="06A0", firstRow="1", firstColumn="1", noHBand="1", noVBand="1"),
        piece("w:tblCaption", val=shown.title),
        piece("w:tblDescription", val=shown.caption),
    )


def _line(side: str, size: str, colour: str) -> Xml:
    return piece(side, val="single", sz=size, space="0", color=colour)


def _twips(centimetres: float) -> str:
    return str(round(centimetres * PER_CM))
