"""An Excel workbook to rows of cells. Knows nothing of what the rows mean, and trusts nothing in the file."""

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl

from feedback.adapters.archives import DAMAGED, LOCKED
from feedback.adapters.imports.delimited import MOST_CELLS, Rows
from feedback.adapters.imports.formulas import refuse_in_sheet
from feedback.adapters.imports.sheets import CannotRead

MOST_UNPACKED = 400 * 1024 * 1024
_ENTITY = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_AGAIN = "Open it in a spreadsheet, save it as CSV (UTF-8) or XLSX, and import that."


def unpack(data: bytes) -> tuple[Rows, list[str]]:
    """The rows of the first sheet that has any, and what to say about it. Raises CannotRead."""
    check(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which hold no answers
            return _first_filled(data)
    except CannotRead:
        raise
    except Exception as error:  # a damaged workbook can fail in any part of it
        raise CannotRead("The workbook is damaged: parts of it can’t be read.", _AGAIN) from error


def check(data: bytes) -> None:
    """Refuse what is not a workbook, would unpack to more than it looks, or has formulas in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {p.filename for p in parts}
            if sum(p.file_size for p in parts) > MOST_UNPACKED:
                raise CannotRead(
                    f"The workbook unpacks to more than {MOST_UNPACKED // 2**20} MB, more than answers need.",
                    "If it is a real export, save the sheet with the answers as CSV, and import that.",
                )
            if "xl/workbook.xml" not in names:
                raise CannotRead("The file is a zip archive, but not an Excel workbook.", _AGAIN)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _refuse_entities(archive, part)
                if part.filename.startswith("xl/worksheets/"):
                    refuse_in_sheet(archive, part)
    except DAMAGED as error:
        raise CannotRead(
            "The workbook is damaged: it looks as if only part of it was copied.",
            "Download or export it again, and check that it opens in a spreadsheet.",
        ) from error
    except LOCKED as error:
        raise CannotRead("The workbook is packed or locked in a way that can’t be read.", _AGAIN) from error


def _refuse_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Entities can blow up a small file, or read others. They're declared ahead of the first element."""
    with archive.open(part) as stream:
        start = stream.read(4096).replace(b"\0", b"")
    if _ENTITY.search(start):
        raise CannotRead(
            "The workbook declares XML entities, which no survey tool does and which can do harm.", _AGAIN
        )


def _first_filled(data: bytes) -> tuple[Rows, list[str]]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        filled: list[tuple[str, Rows]] = []
        others: list[str] = []
        for sheet in book.worksheets:
            if filled:
                others.append(sheet.title)
                continue
            sheet.reset_dimensions()  # some tools write them wrongly
            rows = list(_rows(sheet.iter_rows(values_only=True)))
            if rows:
                filled.append((sheet.title, rows))
    finally:
        book.close()
    if not filled:
        return [], []
    title, rows = filled[0]
    notes = [f"Only the sheet “{title}” was read; not: {', '.join(others)}."] if others else []
    return rows, notes


def _rows(found: Iterator[tuple[Any, ...]]) -> Iterator[list[str]]:
    """Rows as text, without the blank cells at the end of a row or the blank rows at the end of a sheet."""
    cells = 0
    blank: Rows = []
    for values in found:
        row = [_text(v) for v in values]
        while row and not row[-1].strip():
            row.pop()
        cells += len(row) + 1
        if cells > MOST_CELLS:
            raise CannotRead(
                f"The sheet has more than {MOST_CELLS:,} cells.",
                "Delete the empty rows and columns around the answers, or save the answers as CSV.",
            )
        blank.append(row)
        if row:
            yield from blank
            blank.clear()


def _text(value: object) -> str:
    """A cell as it's read: a whole number has no decimals, a date is YYYY-MM-DD."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    return str(value)
