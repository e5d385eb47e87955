"""A file to a table with its header rows told apart. Knows nothing of what is asked in it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from feedback.adapters.imports import delimited, encodings, old_excel, workbooks
from feedback.adapters.imports.cells import tidy
from feedback.adapters.imports.delimited import MOST_CELLS
from feedback.adapters.imports.formulas import refuse_in_row
from feedback.adapters.imports.header_rows import header_rows, is_import_ids
from feedback.adapters.imports.sheets import CannotRead, Sheet, counted
from feedback.adapters.old_excel import MARK as OLD_EXCEL

MOST_BYTES = 50 * 1024 * 1024
MOST_COLUMNS = 3_000
_AS_TABLE = "Export the answers as CSV or XLSX, and import that."
_SMALLER = "Split it into smaller files, and import them one after another."
_LOOKED_AT = 500  # rows, to tell the header by
_OTHER_KINDS = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
)
Rows = Sequence[Sequence[str]]


def read(path: Path) -> Sheet:
    """The table in a CSV, TSV, semicolon, XLSX or XLS file. Raises CannotRead, in plain words."""
    return table(bytes_of(path), path.stem)


def table(data: bytes, name: str) -> Sheet:
    """The same from bytes. Raises CannotRead."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return sheet(name, "xlsx", "", *workbooks.unpack(data))
    if data.startswith(OLD_EXCEL):
        return sheet(name, "xls", "", *old_excel.unpack(data))
    _refuse_other_kinds(data)
    text = encodings.decode(data)
    rows, delimiter = delimited.split(text.words)
    broken = f"{counted(text.broken, 'character')} unreadable, and stand as “\ufffd”."
    return sheet(name, text.encoding, delimiter, rows, [broken] if text.broken else [])


def bytes_of(path: Path) -> bytes:
    """What is in a file. Raises CannotRead if it is too large, empty, or can’t be opened."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise CannotRead(
                f"The file is {size // 2**20} MB; at most {MOST_BYTES // 2**20} MB can be taken in at once.",
                _SMALLER,
            )
        data = path.read_bytes()
    except OSError as error:
        raise CannotRead(
            f"The file can’t be opened: {error.strerror}.", "Check its name, and that you may read it."
        ) from error
    if not data.strip():
        raise CannotRead("The file is empty.", "Export the answers again, and check that it opens.")
    return data


def _refuse_other_kinds(data: bytes) -> None:
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:20]
    for mark, kind in _OTHER_KINDS:
        if start.lower().startswith(mark.lower()):
            raise CannotRead(f"The file is {kind}, not a table of answers.", _AS_TABLE)


def sheet(name: str, encoding: str, delimiter: str, found: Rows, notes: Iterable[str]) -> Sheet:
    """Rows of cells as a table with its header told apart. Raises CannotRead."""
    filled = _filled(found)
    # The rows of a workbook end with their last filled cell: each is as wide as the widest.
    widest = max(len(row) for _, row in filled) if encoding in ("xlsx", "xls") else 0
    _refuse_width(widest)
    heads = header_rows([[*row, *[""] * (widest - len(row))] for _, row in filled[:_LOOKED_AT]])
    body = filled[heads:]
    width = max(widest, *(len(row) for _, row in filled[:heads]))
    _refuse(width, body)
    width = min(width, max(_used(row) for _, row in filled))
    if width * len(filled) > MOST_CELLS:  # before short rows are filled up, which takes memory
        raise CannotRead(f"The table has more than {MOST_CELLS:,} cells.", _SMALLER)
    headings = tuple(_padded(row, width) for _, row in filled[:heads])
    kept, dropped = _without_repeats(headings, [_padded(row, width) for _, row in body])
    short = 0 if widest else sum(len(row) < width for _, row in body)
    blank = filled[-1][0] - len(filled)
    return Sheet(name, encoding, delimiter, headings, tuple(kept), (*notes, *_said(short, blank, dropped)))


def _filled(found: Rows) -> list[tuple[int, list[str]]]:
    """The rows with anything in them, tidied, with their numbers."""
    numbered = ((n, [tidy(c) for c in row]) for n, row in enumerate(found, 1))
    filled = [(n, row) for n, row in numbered if any(row)]
    for n, row in filled:
        refuse_in_row(row, n)
    if not filled:
        raise CannotRead("The file has no words in it.", "Export the answers again, and check that it opens.")
    return filled


def _used(row: Sequence[str]) -> int:
    return max(i for i, cell in enumerate(row, 1) if cell)


def _padded(row: Sequence[str], width: int) -> tuple[str, ...]:
    return (*row[:width], *[""] * (width - len(row)))


def _refuse_width(width: int) -> None:
    if width > MOST_COLUMNS:
        raise CannotRead(
            f"The table has {width:,} columns; at most {MOST_COLUMNS:,} can be taken in.", _AS_TABLE
        )


def _refuse(width: int, body: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Refuse a table that is far too wide, has no answers, or has cells beyond its last heading."""
    _refuse_width(width)
    if not body:
        raise CannotRead(
            "The file has headings and no answers below them.",
            "Check that it was exported with the answers of every person, not a summary.",
        )
    if long := [n for n, row in body if any(row[width:])]:
        raise CannotRead(
            f"{_rows_named(long)} more cells than the {width} headings, so answers can’t be told apart.",
            "Most often an answer with a comma in it has no quotes. Export it again, or put the cells right.",
        )


def _rows_named(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"Row {numbers[0]} has"
    more = f" and {len(numbers) - 5} others" if len(numbers) > 5 else ""
    return f"Rows {', '.join(str(n) for n in numbers[:5])}{more} have"


def _without_repeats(
    headings: tuple[tuple[str, ...], ...], rows: list[tuple[str, ...]]
) -> tuple[list[tuple[str, ...]], int]:
    """The rows that aren't the header again. Where all answers repeat their headings, a row is a person."""
    first = headings[0]
    repeats = {i for i, row in enumerate(rows) if row == first}
    if not repeats or not any(c and c != h for row in rows for c, h in zip(row, first, strict=True)):
        return rows, 0
    for place in list(repeats):
        for below, heading in enumerate(headings[1:], 1):
            if rows[place + below : place + below + 1] == [heading]:
                repeats.add(place + below)
    kept = [row for i, row in enumerate(rows) if i not in repeats and not is_import_ids(row)]
    return kept, len(rows) - len(kept)


def _said(short: int, blank: int, dropped: int) -> Iterable[str]:
    if short:
        yield f"{counted(short, 'row')} shorter than the header; what is missing is read as no answer."
    if blank:
        yield f"{counted(blank, 'row')} empty, and left out."
    if dropped:
        yield f"{counted(dropped, 'row')} the header again, and left out."
