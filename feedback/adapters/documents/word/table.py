"""A finding's table in Word: a row an option, two columns a wave, newest first. Works out no number.

One header row and no joined cells, so that every cell's heading is plain to a screen reader; Word repeats the
header on each page. The newest percentages have a bar beside them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.adapters.documents import grid, words
from feedback.adapters.documents.word.pieces import PER_CM, Xml, paragraph, piece, run
from feedback.adapters.documents.word.sheet import Sheet
from feedback.domain.sections import Cell, Finding

_INK, _HAIR = "0B5C55", "BFC9C5"
_LEAST_LABEL, _PADDING = 4.6, 0.15  # centimetres
_NARROWEST, _WIDEST, _A_LETTER = 1.75, 2.75, 0.23  # of a number's column, and of a bold letter in its heading
_BEFORE_BAR = "\u2002"  # a space of half the letters' size, so 5.5 points or 0.19 centimetres
_BEFORE_BAR_WIDE = 0.19


@dataclass(frozen=True)
class Widths:
    """Centimetres: of the labels, of each number, and of the bar beside the newest percentage, if any."""

    label: float
    number: float
    bar: float

    @property
    def beside(self) -> float:
        """What the bar adds to its column."""
        return self.bar + _BEFORE_BAR_WIDE if self.bar else 0.0

    def columns(self, waves: int) -> list[float]:
        return [self.label, self.number, self.number + self.beside, *[self.number] * 2 * (waves - 1)]


def _widths(finding: Finding, room: float) -> Widths:
    columns = 2 * len(finding.told)
    bar = (3.0 if columns < 6 else 2.0) if grid.has_bars(finding) else 0.0
    beside = Widths(0, 0, bar).beside
    names = [told.source.name for told in finding.told]
    whole = names if len(names) == 1 else " ".join(names).split()  # what should stand on one line
    letters = max(map(len, whole), default=0)
    wanted = min(max(letters * _A_LETTER + _PADDING, _NARROWEST), _WIDEST)
    number = min(wanted, (room - _LEAST_LABEL - beside) / columns)
    return Widths(room - columns * number - beside, number, bar)


def table(sheet: Sheet, finding: Finding) -> Xml:
    """The whole table, kept on one page where it fits on one."""
    widths = _widths(finding, sheet.room)
    columns = widths.columns(len(finding.told))
    rows = [_row(_header(finding, widths), columns, under=True)]
    for line in grid.lines(finding):
        cells = [_label(line.label, bold=line.together)]
        for place, cell in enumerate(line.cells):
            shown = sheet.figure(cell.count_text, cell.identity, bold=line.together)
            percent = sheet.figure(cell.percent_text, cell.identity, bold=line.together)
            cells += [
                _number(shown),
                _beside(sheet, cell, percent, widths) if not place else _number(percent),
            ]
        rows.append(_row(cells, columns))
    rows.append(_row(_base(sheet, finding), columns, over=True))
    edges = piece("w:tblGrid", *(piece("w:gridCol", w=_twips(c)) for c in columns))
    return piece("w:tbl", _about(finding, sum(columns)), edges, *rows)


def _header(finding: Finding, widths: Widths) -> list[Xml]:
    cells = [_label(words.ANSWER, bold=True)]
    for place, told in enumerate(finding.told):
        wave = words.wave_heading(told.source)
        beside = 0.0 if place else widths.beside
        cells.append(_number([run(f"{wave}\n{words.PEOPLE.lower()}", bold=True)]))
        cells.append(_number([run(f"{wave}\n{words.PERCENT.lower()}", bold=True)], beside))
    return cells


def _base(sheet: Sheet, finding: Finding) -> list[Xml]:
    cells = [_label(words.ANSWERED, keep=False)]
    for told in finding.told:
        base = sheet.figure(grid.base_text(told), grid.identity(finding, told))
        cells += [_number(base, keep=False), _number([], keep=False)]
    return cells


def _beside(sheet: Sheet, cell: Cell, percent: Sequence[Xml], widths: Widths) -> Xml:
    """The newest percentage with its bar; where there is none, its place is kept free."""
    if cell.percent is None:
        return _number(percent, widths.beside)
    return _number([*percent, run(_BEFORE_BAR), sheet.bar(cell.length, cell.percent_text, widths.bar)])


def _label(text: str, *, bold: bool = False, keep: bool = True) -> Xml:
    return paragraph("Told us cell", run(text, bold=bold), settings=_keep(keep))


def _number(inside: Sequence[Xml], beside: float = 0.0, *, keep: bool = True) -> Xml:
    """Numbers stand at the right, so that they line up; `beside` leaves room at their right."""
    indent = (piece("w:ind", right=_twips(beside)),) if beside else ()
    return paragraph("Told us number", *inside, settings=(*_keep(keep), *indent))


def _keep(keep: bool) -> tuple[Xml, ...]:
    return (piece("w:keepNext"),) if keep else ()


def _row(cells: Sequence[Xml], columns: Sequence[float], *, under: bool = False, over: bool = False) -> Xml:
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


def _about(finding: Finding, wide: float) -> Xml:
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
        piece("w:tblCaption", val=finding.ask),
        piece("w:tblDescription", val=words.caption(finding)),
    )


def _line(side: str, size: str, colour: str) -> Xml:
    return piece(side, val="single", sz=size, space="0", color=colour)


def _twips(centimetres: float) -> str:
    return str(round(centimetres * PER_CM))
