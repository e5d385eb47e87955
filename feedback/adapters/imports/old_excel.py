"""An old Excel (.xls) file of answers to rows of cells. Knows nothing of what the rows mean."""

from feedback.adapters import old_excel
from feedback.adapters.imports.delimited import MOST_CELLS, Rows
from feedback.adapters.imports.sheets import CannotRead
from feedback.adapters.old_excel import Bounds

MOST_OLD_BYTES = 20 * 1024 * 1024
_BOUNDS = Bounds(cells=MOST_CELLS, letters=200_000_000, seconds=60)
_AGAIN = "Open it in a spreadsheet, save it as CSV (UTF-8) or XLSX without a password, and import that."


def unpack(data: bytes) -> tuple[Rows, list[str]]:
    """The rows of the first sheet that has any, and what to say about it. Raises CannotRead."""
    if len(data) > MOST_OLD_BYTES:
        raise CannotRead(f"The workbook is over {MOST_OLD_BYTES // 2**20} MB.", _AGAIN)
    try:
        found = [(name, rows) for name, rows in old_excel.sheets(data, _BOUNDS).items() if rows]
    except old_excel.TooManyCells as error:
        raise CannotRead(f"The workbook has more than {MOST_CELLS:,} cells.", _AGAIN) from error
    except old_excel.WontRead as error:
        raise CannotRead(
            "The file is an old Excel (.xls) file that is damaged or too large, or a workbook locked with a "
            "password.",
            _AGAIN,
        ) from error
    if not found:
        return [], []
    (title, rows), others = found[0], [name for name, _ in found[1:]]
    return rows, [f"Only the sheet “{title}” was read; not: {', '.join(others)}."] if others else []
