"""Refuses cells that a spreadsheet would run: no survey tool writes one. Knows nothing of what is asked."""

import re
import zipfile
from collections.abc import Sequence

from feedback.adapters.imports.sheets import CannotRead, letter

_DO = "If it is a real export, copy the answers, paste them as values only into a new sheet, and save that."
_STARTS = ("=", "+", "-", "@", "\t", "\r")
# A function that is called, or a program: =HYPERLINK(…), +cmd|'/C calc'!A0. “- more (and money)” is neither.
_RUN = re.compile(r"\s*(=\s*[A-Za-z_][\w.]*\s*\(|[=+@-][^|\n]{0,80}\|\s*'?[^!\n]{0,200}!)")
_IN_SHEET = re.compile(rb"<(?:\w+:)?f[ />]")
_AT_ONCE = 1 << 20


def refuse_in_row(row: Sequence[str], number: int) -> None:
    """Raises CannotRead if a cell of a row would be run."""
    for place, cell in enumerate(row):
        if cell.startswith(_STARTS) and _RUN.match(cell):
            raise CannotRead(f"Row {number}, column {letter(place)} holds a formula, not an answer.", _DO)


def refuse_in_sheet(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Raises CannotRead if a sheet of a workbook has a cell that is worked out."""
    with archive.open(part) as stream:
        before = b""
        while found := stream.read(_AT_ONCE):
            if _IN_SHEET.search(before + found):
                raise CannotRead("The workbook has formulas in it, and answers are never worked out.", _DO)
            before = found[-40:]
