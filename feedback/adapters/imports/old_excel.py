"""An old Excel (.xls) file, or any workbook's sheets by name, to rows of cells. Knows not what they mean."""

import datetime as dt
import io
from collections.abc import Mapping

from python_calamine import CalamineError, CalamineWorkbook, load_workbook

from feedback.adapters.imports.delimited import MOST_CELLS, Rows
from feedback.adapters.imports.sheets import CannotRead

MARK = b"\xd0\xcf\x11\xe0"
MOST_OLD_BYTES = 20 * 1024 * 1024
_AGAIN = "Open it in a spreadsheet, save it as CSV (UTF-8) or XLSX without a password, and import that."


def unpack(data: bytes) -> tuple[Rows, list[str]]:
    """The rows of the first sheet that has any, and what to say about it. Raises CannotRead."""
    found = [(name, rows) for name, rows in sheets(data).items() if rows]
    if not found:
        return [], []
    (title, rows), others = found[0], [name for name, _ in found[1:]]
    return rows, [f"Only the sheet “{title}” was read; not: {', '.join(others)}."] if others else []


def sheets(data: bytes) -> Mapping[str, Rows]:
    """The rows of every sheet by its name, whatever Excel's year. Raises CannotRead."""
    if len(data) > MOST_OLD_BYTES:
        raise CannotRead(f"The workbook is over {MOST_OLD_BYTES // 2**20} MB.", _AGAIN)
    try:
        with load_workbook(io.BytesIO(data)) as book:
            return _rows(book)
    except CannotRead:
        raise
    except (CalamineError, OSError, ValueError) as error:
        raise CannotRead(
            "The file is an old Excel (.xls) file that is damaged, or a workbook locked with a password.",
            _AGAIN,
        ) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader's own, for a file that it never thought of
            raise
        raise CannotRead("The file is an old Excel (.xls) file that is damaged.", _AGAIN) from error


def _rows(book: CalamineWorkbook) -> Mapping[str, Rows]:
    found: dict[str, Rows] = {}
    cells = 0
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        cells += sheet.total_height * sheet.total_width
        if cells > MOST_CELLS:
            raise CannotRead(f"The workbook has more than {MOST_CELLS:,} cells.", _AGAIN)
        rows = [[_text(v) for v in row] for row in sheet.to_python(skip_empty_area=True)]
        while rows and not any(rows[-1]):
            rows.pop()
        found[name] = [_trimmed(row) for row in rows]
    return found


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1].strip():
        row.pop()
    return row


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    return "" if value is None else str(value)
