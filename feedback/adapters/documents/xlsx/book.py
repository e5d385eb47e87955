"""Writes worksheets that are planned into an Excel file. Knows nothing of sections.

All words are written as words, so that none is run as a formula. The file has no time and no author in it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart as ExcelChart
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from feedback.adapters.documents.xlsx.columns import Columns, Value
from feedback.adapters.documents.xlsx.drawn import Cells, Chart, Series
from feedback.adapters.documents.xlsx.plan import Leaf

_LONG_AGO = datetime(1980, 1, 1)  # noqa: DTZ001 - the earliest that a zip file can hold, and no real time
_INK = (0x0B, 0x5C, 0x55)
_FONT = {"font_name": "Arial", "font_size": 11}
_LONGEST_TEXT, _LONGEST_ALT = 32_767, 2_000  # letters; the first is Excel's own
_NARROW, _WIDE, _WORDS = 14, 26, 60  # widths of a number's column and of words, in letters
_LINE_HIGH, _MOST_LINES = 15, 27  # points; Excel’s rows are at most 409 high
_KINDS = {
    "bar": {"type": "bar"},
    "stacked": {"type": "bar", "subtype": "stacked"},
    "line": {"type": "scatter", "subtype": "straight_with_markers"},
}


class Book:
    """A workbook that is being written."""

    def __init__(self, title: str, subject: str) -> None:
        self._file = BytesIO()
        self._book = Workbook(self._file, {"in_memory": True})
        self._book.set_properties({"title": title[:255], "subject": subject[:255], "created": _LONG_AGO})
        self._plain = self._look(text_wrap=True, valign="top")
        self._title = self._look(bold=True, font_size=16)
        self._head = self._look(bold=True, text_wrap=True, valign="bottom")
        self._number_head = self._look(bold=True, text_wrap=True, valign="bottom", align="right")
        self._numbers = {
            int: self._look(num_format="#,##0", valign="top"),
            float: self._look(num_format="0.0", valign="top"),
            date: self._look(num_format="d mmmm yyyy", valign="top", align="left"),
        }
        self._mark = self._look(align="right", valign="top")
        self._link = self._look(font_color="#0B5C55", underline=1, valign="top")

    def _look(self, **more: object) -> Format:
        return self._book.add_format(_FONT | more)

    def add(self, leaf: Leaf) -> None:
        sheet = self._book.add_worksheet(leaf.name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_paper(9)  # A4
        _write_text(sheet, 0, 0, leaf.title, self._title)
        sheet.set_column(0, 0, _WORDS, self._plain)
        for place, line in enumerate(leaf.lines, 1):
            _write_text(sheet, place, 0, line, self._plain)
            sheet.set_row(place, _high([line], [_WORDS]))
        if leaf.table is not None:
            top = len(leaf.lines) + 1
            self._table(sheet, leaf, leaf.table, top)
            if leaf.chart is not None:
                self._chart(sheet, leaf.chart, top, len(leaf.table.rows))

    def finish(self) -> bytes:
        self._book.close()
        return self._file.getvalue()

    def _table(self, sheet: Worksheet, leaf: Leaf, table: Columns, top: int) -> None:
        """The table, marked as one. Its labels stay in sight when one moves to the right."""
        last, of_numbers = len(table.heads) - 1, bool(table.percents[1])
        widths = [_WORDS, *(_wide(head, of_numbers=of_numbers) for head in table.heads[1:])]
        for column, wide in enumerate(widths):
            sheet.set_column(column, column, wide, self._plain)
        sheet.set_row(top, _high(table.heads, widths))
        for row, values in enumerate(table.rows, top + 1):
            sheet.set_row(row, _high([str(value) for value in values], widths))
            for column, value in enumerate(values):
                if leaf.link_first and not column:
                    sheet.write_url(row, column, f"internal:'{value}'!A1", self._link, str(value))
                else:
                    self._value(sheet, (row, column), value, of_numbers=of_numbers)
        sheet.freeze_panes(0, 1)
        looks = [self._head, *[self._number_head if of_numbers else self._head] * last]
        sheet.add_table(
            *(top, 0, top + len(table.rows), last),
            {
                "name": leaf.name.replace(" ", "_"),
                "columns": [
                    {"header": h, "header_format": look} for h, look in zip(table.heads, looks, strict=True)
                ],
                "style": "Table Style Light 1",
                "autofilter": False,
                "banded_rows": False,
                "first_column": True,
            },
        )

    def _value(self, sheet: Worksheet, at: tuple[int, int], value: Value, *, of_numbers: bool) -> None:
        if isinstance(value, str):
            look = self._mark if of_numbers and at[1] else self._plain
            _write_text(sheet, *at, value, look)
        elif isinstance(value, date):
            sheet.write_datetime(*at, value, self._numbers[date])
        else:
            sheet.write_number(*at, value, self._numbers[type(value)])

    def _chart(self, sheet: Worksheet, chart: Chart, top: int, rows: int) -> None:
        drawn = self._book.add_chart(_KINDS[chart.kind])
        for series in chart.series:
            drawn.add_series(_series(sheet, chart, series, top))
        # Its title is the worksheet's: a text of its own could be taken for a formula.
        drawn.set_title({"name": [sheet.get_name(), 0, 0], "name_font": _FONT | {"size": 12}})
        drawn.set_legend({"position": "bottom"} if chart.kind == "stacked" else {"none": True})
        _axes(drawn, chart)
        drawn.set_size({"width": 760, "height": 120 + 40 * max(rows, len(chart.series), 4)})
        place = {"description": chart.alt[:_LONGEST_ALT], "object_position": 1}
        sheet.insert_chart(top + rows + 1, 0, drawn, place)


def _wide(head: str, *, of_numbers: bool) -> int:
    """A column's width in letters: of words, or of numbers under a head that breaks between its words."""
    return min(max(_NARROW, len(head) // 2 + 4), _WIDE) if of_numbers else _WORDS


def _high(texts: Sequence[str], widths: Sequence[int]) -> int:
    """A row's height in points, so that its longest text stands whole: not every program sees to it."""
    lines = (
        sum(1 + len(line) // wide for line in text.split("\n"))
        for text, wide in zip(texts, widths, strict=True)
    )
    return _LINE_HIGH * min(max(lines), _MOST_LINES)


def _write_text(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    sheet.write_string(row, column, text[:_LONGEST_TEXT], look)


def _series(sheet: Worksheet, chart: Chart, series: Series, top: int) -> dict[str, object]:
    """One series as XlsxWriter wants it, in a shade of our colour and with an outline of its own."""
    colour = _shade(series.strength)
    given: dict[str, object] = {
        "categories": _range(sheet, series.labels, top),
        "values": _range(sheet, series.numbers, top),
    }
    if series.named:
        given["name"] = _range(sheet, series.named, top)[:3]
    if chart.kind == "line":
        marker = {"type": "circle", "size": 8, "fill": {"color": colour}, "border": {"color": colour}}
        return given | {"line": {"color": colour, "width": 2.25}, "marker": marker}
    return given | {"fill": {"color": colour}, "border": {"color": _shade(1)}, "gap": 60}


def _range(sheet: Worksheet, cells: Cells, top: int) -> list[object]:
    return [sheet.get_name(), top + cells.top, cells.left, top + cells.bottom, cells.right]


def _shade(strength: float) -> str:
    """Our colour, mixed with white."""
    return "#" + "".join(f"{round(255 - (255 - part) * strength):02X}" for part in _INK)


def _axes(drawn: ExcelChart, chart: Chart) -> None:
    share = {"min": 0, "max": 100, "name": "Percent of people", "num_format": "0"}
    if chart.kind == "line":
        drawn.set_x_axis({"num_format": "mmm yyyy", "major_gridlines": {"visible": False}})
        drawn.set_y_axis(share)
    else:  # the first row at the top, as in the table
        drawn.set_x_axis(share)
        drawn.set_y_axis({"reverse": True, "crossing": "max"})


def write(leaves: Sequence[Leaf], title: str, subject: str) -> bytes:
    book = Book(title, subject)
    for leaf in leaves:
        book.add(leaf)
    return book.finish()
