"""An old Excel (.xls) workbook to the cells of its sheets. Knows not what they mean; trusts nothing in them.

A small file can claim a huge sheet, and its reader takes that at its word: then it takes all memory, or ends
the process. So it is read in a process of its own, this module run as a program, with little memory and time.
"""

import datetime as dt
import io
import json
import subprocess
import sys
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, field
from typing import TypeAlias

from python_calamine import CalamineWorkbook

MARK = b"\xd0\xcf\x11\xe0"
Rows: TypeAlias = list[list[str]]
Sheets: TypeAlias = dict[str, Rows]
_MOST_MEMORY = 1024 * 1024 * 1024
_TOO_MANY = 3  # what the process ends with if there are more cells than asked for


class WontRead(Exception):  # noqa: N818
    """A workbook that is damaged, locked, or claims more than can be read."""


class TooManyCells(Exception):  # noqa: N818
    """A workbook with more in it than its reader has a use for."""


@dataclass(frozen=True)
class Bounds:
    """How much of a workbook is read: the cells of each sheet and of all together, their letters, and the
    seconds that it may take. `only` names the sheets that are wanted, in small letters; none: all.
    """

    cells: int
    letters: int
    seconds: int
    only: Collection[str] = field(default=())


def sheets(content: bytes, bounds: Bounds) -> Sheets:
    """The rows of each sheet by its name, in their order. Raises WontRead or TooManyCells."""
    try:
        ran = subprocess.run(  # noqa: S603 - our own module, and nothing of the file is in the command
            [sys.executable, "-m", __name__, json.dumps(asdict(bounds) | {"only": sorted(bounds.only)})],
            input=content,
            capture_output=True,
            timeout=3 * bounds.seconds,  # the machine may be busy with other things
            check=False,
        )
        if ran.returncode == _TOO_MANY:
            raise TooManyCells
        found: Sheets = json.loads(ran.stdout) if ran.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError, OSError) as problem:
        raise WontRead from problem
    if ran.returncode:
        raise WontRead
    return found


def _bound(seconds: int) -> None:
    """Less memory and time than would be missed. Windows has no such limits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(content: bytes, bounds: Bounds) -> Sheets:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    wanted = [n for n in book.sheet_names if not bounds.only or n.strip().lower() in bounds.only]
    found: Sheets = {}
    cells = letters = 0
    for name in wanted:
        rows = found[name] = []
        for row in _rows(book, name, bounds.cells):
            cells, letters = cells + len(row) + 1, letters + sum(map(len, row))
            if cells > bounds.cells or letters > bounds.letters:
                raise TooManyCells
            rows.append(row)
        while rows and not rows[-1]:
            rows.pop()
    return found


def _rows(book: CalamineWorkbook, name: str, most: int) -> Iterator[list[str]]:
    """The rows of a sheet, each up to its last filled cell."""
    sheet = book.get_sheet_by_name(name)
    if sheet.width * sheet.height > most:
        raise TooManyCells
    for values in sheet.iter_rows():
        row = [_text(value) for value in values]
        while row and not row[-1].strip():
            row.pop()
        yield row


def _text(value: object) -> str:
    """A cell as it's read: a whole number has no decimals, a date is YYYY-MM-DD."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    return "" if value is None else str(value)


if __name__ == "__main__":
    asked = Bounds(**json.loads(sys.argv[1]))
    _bound(asked.seconds)
    try:
        sys.stdout.write(json.dumps(_read(sys.stdin.buffer.read(), asked)))
    except TooManyCells:
        sys.exit(_TOO_MANY)
