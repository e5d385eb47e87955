"""Opens whatever a survey tool exports: a table, an archive, a table with its form. Knows no question."""

from pathlib import Path

from feedback.adapters.imports import limesurvey, reading, xlsform
from feedback.adapters.imports.described import Export
from feedback.adapters.imports.sheets import CannotRead


def open_path(path: Path, form: Path | None = None) -> Export:
    """The export in a file, with its form beside it if there is one. Raises CannotRead."""
    return open_bytes(reading.bytes_of(path), path.stem, reading.bytes_of(form) if form else None)


def open_bytes(data: bytes, name: str, form: bytes | None = None) -> Export:
    """The same from bytes. Raises CannotRead, in plain words."""
    if not data.strip():
        raise CannotRead("The file is empty.", "Export the answers again, and check that it opens.")
    if data.startswith(b"PK") and limesurvey.is_archive(data):
        rows, described = limesurvey.unpack(data)
        return Export(reading.sheet(name, "lsa", "", rows, []), described)
    sheet = reading.table(data, name)
    return xlsform.in_words(sheet, form) if form else Export(sheet)
