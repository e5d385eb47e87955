"""The commands by which SPSS reads our CSV, with labels. Counts nothing, and hides nothing.

Written after SPSS's own description of GET DATA, VARIABLE LABELS, VALUE LABELS and MISSING VALUES. It hasn't
been run in SPSS, which is not ours to run.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from types import MappingProxyType

from feedback.adapters.documents import as_csv, words
from feedback.adapters.documents.dictionary import ABOUT, MARKS, marked_columns
from feedback.domain.sections import Section

_FORMATS = MappingProxyType({"date": "SDATE10", "number": "F8.0", "percentage": "F5.1"})
_MARKED = 8  # letters: the longest text that SPSS lets stand for a missing value
_LONGEST = 32_767  # bytes in a text of SPSS


def write(sections: Sequence[Section]) -> bytes:
    """The commands for the CSV as the office's page calls it."""
    return syntax(sections, f"{sections[0].commitment if len(sections) == 1 else 'sections'}.csv")


def syntax(sections: Sequence[Section], csv_name: str) -> bytes:
    """The commands for the CSV of these sections, in a file of that name."""
    return ("\r\n".join(_lines(sections, csv_name)) + "\r\n").encode("utf-8-sig")


def _lines(sections: Sequence[Section], csv_name: str) -> Iterator[str]:
    yield "* What young people told us, for SPSS. Keep this beside the CSV, and open it from that folder."
    if any(s.made_up for s in sections):
        yield f"* {words.MADE_UP}"
    yield "SET DECIMAL=DOT."
    widths = _widths(sections)
    yield from get_data(csv_name, [f"{name} {_format(name, widths)}" for name in as_csv.COLUMNS])
    yield "VARIABLE LABELS"
    yield from ended(f"  {name} {quoted(ABOUT[name].is_)}" for name in as_csv.COLUMNS)
    marked = [name for name, _ in marked_columns()]
    yield f"VALUE LABELS {' '.join(marked)}"
    yield from ended(f"  {quoted(mark)} {quoted(means)}" for mark, means in MARKS.items())
    hidden = [name for name, column in marked_columns() if column.kind == "number or mark"]
    marks = ", ".join(map(quoted, MARKS))
    yield f"MISSING VALUES {' '.join(hidden)} ({marks})."
    for name in hidden:
        yield from _as_number(name)
    yield "EXECUTE."


def get_data(csv_name: str, variables: Sequence[str]) -> Iterator[str]:
    """The command that reads a CSV of ours; each variable is its name and its format."""
    yield "GET DATA"
    yield "  /TYPE=TXT"
    yield f"  /FILE={quoted(csv_name)}"
    yield "  /ENCODING='UTF8'"
    yield "  /ARRANGEMENT=DELIMITED"
    yield "  /DELCASE=LINE"
    yield '  /DELIMITERS=","'
    yield "  /QUALIFIER='\"'"
    yield "  /FIRSTCASE=2"
    yield "  /VARIABLES="
    yield from ended(f"  {variable}" for variable in variables)


def _as_number(name: str) -> Iterator[str]:
    """A second variable with the number alone, so that it can be reckoned with."""
    yield f"IF (CHAR.INDEX({name}, '[') = 0) {name}_number = NUMBER({name}, F8.0)."
    yield f"FORMATS {name}_number (F8.0)."
    yield f"VARIABLE LABELS {name}_number {quoted(ABOUT[name].is_ + ', where it may be told')}."


def ended(lines: Iterable[str]) -> Iterator[str]:
    """The lines of one command, the last of which a full stop ends."""
    *before, last = lines
    yield from before
    yield f"{last}."


def _format(name: str, widths: Mapping[str, int]) -> str:
    """A variable's format: numbers and dates as such, all else as text wide enough for the longest."""
    kind = ABOUT[name].kind
    wide = _MARKED if kind == "number or mark" else 1
    return _FORMATS.get(kind) or f"A{max(widths[name], wide)}"


def _widths(sections: Sequence[Section]) -> dict[str, int]:
    """The longest text in each column, in bytes, as SPSS measures it."""
    widths = dict.fromkeys(as_csv.COLUMNS, 0)
    for row in csv.DictReader(StringIO(as_csv.write(sections).decode("utf-8-sig"), newline="")):
        for name, value in row.items():
            widths[name] = min(max(widths[name], len(value.encode())), _LONGEST)
    return widths


def quoted(text: str) -> str:
    """A text between quotes; one that stands in it is doubled."""
    return "'" + text.replace("'", "''") + "'"
