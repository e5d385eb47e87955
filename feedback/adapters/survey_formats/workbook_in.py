"""The sheets of an Excel workbook that holds a form, as text. Knows no forms; trusts nothing in it."""

import io
import warnings
from typing import Any

import openpyxl

from feedback.adapters import old_excel
from feedback.adapters.old_excel import Bounds, Rows, Sheets
from feedback.adapters.survey_formats.opened import named
from feedback.adapters.survey_formats.understood import NotUnderstood

WANTED = frozenset({"survey", "choices", "options", "settings"})
MOST_CELLS = 400_000
_BOUNDS = Bounds(cells=MOST_CELLS, letters=20_000_000, seconds=20, only=WANTED)
_DAMAGED = NotUnderstood(
    "The workbook is damaged: parts of it can’t be read.",
    "Open it in a spreadsheet, save it as XLSX, and bring in that.",
)
_TOO_BIG = NotUnderstood(
    f"The workbook has more than {MOST_CELLS:,} cells, more than a form needs.",
    "Delete the empty rows and columns around the form, and bring in the file again.",
)


def sheets_new(content: bytes) -> Sheets:
    """The sheets of an .xlsx file, looked through already by `zip_of`. Raises NotUnderstood."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which hold no questions
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            try:
                return _sheets(book)
            finally:
                book.close()
    except NotUnderstood:
        raise
    except Exception:  # a damaged workbook can fail in any part of it
        raise _DAMAGED from None


def _sheets(book: Any) -> Sheets:  # noqa: ANN401 - openpyxl's workbook has no type for reading only
    found: Sheets = {}
    cells = 0
    for sheet in book.worksheets:
        if sheet.title.strip().lower() not in WANTED:
            continue
        sheet.reset_dimensions()  # some tools write them wrongly
        rows: Rows = []
        for values in sheet.iter_rows(values_only=True):
            cells += len(values) + 1
            if cells > MOST_CELLS:
                raise _TOO_BIG
            rows.append([_text(v) for v in values])
        found[sheet.title.strip().lower()] = rows
    return found


def _text(value: object) -> str:
    if isinstance(value, bool | float):
        return named(value)
    return "" if value is None else str(value).strip()


def sheets_old(content: bytes) -> Sheets:
    """The sheets of an .xls file. Raises NotUnderstood."""
    try:
        found = old_excel.sheets(content, _BOUNDS)
    except old_excel.WontRead:
        raise _DAMAGED from None
    except old_excel.TooManyCells:
        raise _TOO_BIG from None
    return {
        name.strip().lower(): [[cell.strip() for cell in row] for row in rows] for name, rows in found.items()
    }
