"""The sheets of an Excel workbook that holds a form, as text. Knows no forms; trusts nothing in it."""

import io
import json
import subprocess
import sys
import warnings
from typing import Any, TypeAlias

import openpyxl

from feedback.adapters.survey_formats.opened import named
from feedback.adapters.survey_formats.understood import NotUnderstood

Rows: TypeAlias = list[list[str]]
Sheets: TypeAlias = dict[str, Rows]
WANTED = frozenset({"survey", "choices", "settings"})
MOST_CELLS = 400_000
SECONDS = 20
_CHILD = "feedback.adapters.survey_formats.old_excel"
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
            rows.append([named(v) if isinstance(v, bool | float) else str(v or "").strip() for v in values])
        found[sheet.title.strip().lower()] = rows
    return found


def sheets_old(content: bytes) -> Sheets:
    """The sheets of an .xls file. They are read by a process of their own with little memory, because a small
    file can claim a huge sheet, and its reader takes that at its word. Raises NotUnderstood.
    """
    try:
        ran = subprocess.run(  # noqa: S603 - our own module, and nothing of the file is in the command
            [sys.executable, "-m", _CHILD],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        found = json.loads(ran.stdout) if ran.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError, OSError):
        raise _DAMAGED from None
    if not isinstance(found, dict):
        raise _DAMAGED
    if sum(len(row) + 1 for rows in found.values() for row in rows) > MOST_CELLS:
        raise _TOO_BIG
    return {name: [[str(cell) for cell in row] for row in rows] for name, rows in found.items()}
