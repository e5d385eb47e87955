"""Opens a file that somebody else may have made, by what its name says it is. Knows nothing of what it says.

Nothing in a file is run, fetched or believed: not its name, its sizes or its claims about itself.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from feedback.adapters.verifying import page, plain, portable, word
from feedback.adapters.verifying.document import CannotRead, Document

MOST_BYTES = 60 * 2**20
_KINDS: Mapping[str, Callable[[bytes], Document]] = MappingProxyType(
    {
        **dict.fromkeys((".txt", ".text", ".md", ".markdown"), plain.read),
        **dict.fromkeys((".html", ".htm"), page.read),
        ".docx": word.read,
        ".pdf": portable.read,
    }
)


def read(file: Path) -> Document:
    """What a file says. Raises CannotRead."""
    reader = _KINDS.get(file.suffix.lower())
    if reader is None:
        raise CannotRead("It isn’t of a kind that can be checked: .docx, .html, .md, .txt or .pdf.")
    try:
        if file.stat().st_size > MOST_BYTES:
            most = f"It is larger than {MOST_BYTES // 2**20} MB."
            raise CannotRead(f"{most} Save it without its pictures, and try that.")
        data = file.read_bytes()
    except OSError as problem:
        raise CannotRead(f"It can’t be opened: {problem.strerror}.") from problem
    document = reader(data) if data.strip() else Document(())
    if not any(text.strip() for text in document.texts):
        raise CannotRead("There is nothing to read in it.")
    return document
