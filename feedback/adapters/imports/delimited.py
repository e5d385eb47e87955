"""Text with commas, semicolons or tabs to rows of cells. Knows nothing of what the rows mean."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from feedback.adapters.imports.sheets import CannotRead

DELIMITERS = (",", ";", "\t", "|")
MOST_CELLS = 20_000_000
_TRIED = 60  # rows that a delimiter is tried on

Rows = list[list[str]]


def split(text: str) -> tuple[Rows, str]:
    """The rows of a table and the delimiter between its cells. Raises CannotRead if the quotes don't pair."""
    named, text = _named(text)
    delimiter = named or _likeliest(text)
    if text.count(delimiter) > MOST_CELLS:
        raise CannotRead(
            f"The file has more than {MOST_CELLS:,} cells, which is more than can be taken in at once.",
            "Split it into smaller files, and import them one after another.",
        )
    return list(_rows(text, delimiter)), delimiter


def _named(text: str) -> tuple[str, str]:
    """Excel can write "sep=;" above the table."""
    first, _, rest = text.partition("\n")
    first = first.strip("\r\"' ")
    if first.lower().startswith("sep=") and first[4:] in DELIMITERS:
        return first[4:], rest
    return "", text


def _likeliest(text: str) -> str:
    """The delimiter that gives most rows as many cells as the first."""
    scores = [(_agreement(text, d), -i, d) for i, d in enumerate(DELIMITERS)]
    best = max(scores)
    return best[2] if best[0] > (0, 0) else ","


def _agreement(text: str, delimiter: str) -> tuple[int, int]:
    """(tenths of the rows that are as wide as the first, that width); (0, 0) if it splits nothing."""
    reader = csv.reader(io.StringIO(text[:300_000], newline=""), delimiter=delimiter)
    try:
        widths = [len(row) for row in islice(reader, _TRIED) if row]
    except csv.Error:
        return 0, 0
    if not widths or widths[0] < 2:
        return 0, 0
    return sum(w == widths[0] for w in widths) * 10 // len(widths), widths[0]


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise CannotRead(_said(str(error), line), _MEND) from error
        yield row


_MEND = (
    "Export it again, or open it in a spreadsheet and save it as CSV: inside a quoted cell, "
    "every quotation mark must be doubled."
)


def _said(error: str, line: int) -> str:
    if "end of data" in error or "field larger" in error:
        return (
            f"A quotation mark that opens on or after line {line} is never closed, so answers run together."
        )
    return f"A quotation mark on or after line {line} is in the middle of a quoted cell."
