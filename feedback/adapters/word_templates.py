"""A council's own Word template, as a file: whether it can be used. Knows nothing of what goes in it."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

ENDINGS = (".docx", ".dotx")
_TYPES, _BODY = "[Content_Types].xml", "word/document.xml"
_DOCUMENT = b"wordprocessingml.document.main+xml"
_TEMPLATE = b"wordprocessingml.template.main+xml"
_MACROS = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
_MOST = 100 * 2**20  # bytes when unpacked: a template with many pictures has some


class WrongTemplate(Exception):  # noqa: N818
    """A template that can't be used, and why."""


def read(path: Path) -> bytes:
    """The template as a Word document; a .dotx is made one. Raises WrongTemplate."""
    if path.suffix.lower() in (".docm", ".dotm"):
        raise WrongTemplate(f"{path} can hold macros. Save it in Word as a .docx or a .dotx")
    if path.suffix.lower() not in ENDINGS:
        raise WrongTemplate(f"{path} is not a Word template: its name should end in .docx or .dotx")
    try:
        data = _as_document(path.read_bytes())
        _try_to_open(data)
    except OSError as problem:
        raise WrongTemplate(f"{path} can’t be read: {problem.strerror}") from problem
    except WrongTemplate as problem:
        raise WrongTemplate(f"{path} {problem}") from problem
    except Exception as problem:  # whatever is wrong inside a file, what to do about it is the same
        raise WrongTemplate(f"{path} is damaged, or not a Word file. Save it again in Word") from problem
    return data


def _try_to_open(data: bytes) -> None:
    """So that a broken one is told now, and not when somebody needs it. Raises what python-docx raises."""
    from docx import Document  # imported late: most have no template, and every command reads the settings

    pages = Document(BytesIO(data)).sections
    if not pages or not all(page.page_width and page.left_margin is not None for page in pages):
        raise ValueError("a page has no size")


def _as_document(data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as file:
        infos = file.infolist()
        if sum(info.file_size for info in infos) > _MOST:
            raise WrongTemplate("is too large: it would be over 100 MB when opened")
        if file.testzip() is not None:
            raise BadZipFile
        types = file.read(_TYPES)
        if _MACROS.search(types) or any(_MACROS.search(i.filename.encode()) for i in infos):
            raise WrongTemplate("has macros in it. Save it in Word as a .docx or a .dotx, without them")
        file.getinfo(_BODY)
        if _DOCUMENT in types:
            return data
        if _TEMPLATE not in types:
            raise BadZipFile
        made = {_TYPES: types.replace(_TEMPLATE, _DOCUMENT)}
        parts = [(info, made.get(info.filename) or file.read(info)) for info in infos]
    return _zipped(parts)


def _zipped(parts: list[tuple[ZipInfo, bytes]]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as file:
        for info, content in parts:
            file.writestr(info, content)
    return made.getvalue()
