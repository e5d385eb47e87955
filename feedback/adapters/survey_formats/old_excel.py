"""Run as a process of its own: an .xls workbook on standard input to sheets as JSON, in bounded memory."""

import io
import json
import sys

from python_calamine import CalamineWorkbook

from feedback.adapters.survey_formats.opened import named
from feedback.adapters.survey_formats.workbook_in import MOST_CELLS, SECONDS, WANTED

_MOST_MEMORY = 1024 * 1024 * 1024


def _bound() -> None:
    """Less memory and time than would be missed. Windows has no such limits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _sheets(content: bytes) -> dict[str, list[list[str]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found: dict[str, list[list[str]]] = {}
    for name in book.sheet_names:
        if name.strip().lower() in WANTED:
            sheet = book.get_sheet_by_name(name)
            if sheet.width * sheet.height > MOST_CELLS:
                raise ValueError("too many cells")
            rows = sheet.to_python()
            found[name.strip().lower()] = [[_text(cell) for cell in row] for row in rows]
    return found


def _text(cell: object) -> str:
    return named(cell).strip() if isinstance(cell, bool | int | float | str) else str(cell or "")


if __name__ == "__main__":
    _bound()
    sys.stdout.write(json.dumps(_sheets(sys.stdin.buffer.read())))
