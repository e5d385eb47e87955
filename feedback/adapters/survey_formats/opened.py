"""Files of other tools as plain values, with everything refused that could do harm. Knows no tool."""

import io
import json
import re
import zipfile
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException

from feedback.adapters.archives import DAMAGED, LOCKED, MOST_ELEMENTS, TooManyElements, counted_tree
from feedback.adapters.survey_formats.understood import NotUnderstood

MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 2_000
_DECLARED = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_AGAIN = "Export it again from the tool that it came from, and bring in that file."


def xml_of(content: bytes) -> Element:
    """The tree of an XML file. Raises NotUnderstood for a damaged one, and for one that declares entities."""
    try:
        return counted_tree(io.BytesIO(content))
    except TooManyElements:
        raise NotUnderstood(
            f"The file has more than {MOST_ELEMENTS:,} parts, more than a survey has.",
            "Save the survey again with only its questions in it.",
        ) from None
    except DefusedXmlException:
        raise NotUnderstood(
            "The file declares XML entities or a document type. No survey tool does, and they can do harm.",
            _AGAIN,
        ) from None
    except (
        SyntaxError,
        EOFError,
        ValueError,
        LookupError,
        RecursionError,
        MemoryError,
    ):  # SyntaxError: a ParseError
        raise NotUnderstood("The file is XML that is damaged or was cut off.", _AGAIN) from None


def json_of(content: bytes) -> Any:  # noqa: ANN401 - what JSON holds
    """The value in a JSON file. Raises NotUnderstood, also for a key that is there twice in one place."""
    try:
        return json.loads(content, object_pairs_hook=_each_once, parse_constant=_no_number)
    except RecursionError:
        raise NotUnderstood("The file is nested too deeply to be read.", _AGAIN) from None
    except (ValueError, MemoryError):
        raise NotUnderstood("The file is JSON that is damaged or was cut off.", _AGAIN) from None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = ""
        for key, _ in pairs:
            twice = key if key in seen else twice
            seen.add(key)
        raise NotUnderstood(
            f"The file has “{twice[:60]}” twice in the same place, so it is not clear which is meant.",
            "Take one of the two out, and bring in the file again.",
        )
    return found


def _no_number(said: str) -> None:
    raise ValueError(said)


def zip_of(content: bytes) -> frozenset[str]:
    """The names in an archive that is safe to unpack. Raises NotUnderstood."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED:
                raise NotUnderstood(
                    f"The file unpacks to more than {MOST_UNPACKED // 2**20} MB, more than a survey needs.",
                    "Save the survey again with only its questions in it.",
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and _DECLARED.search(
                    archive.read(part).replace(b"\0", b"")
                ):
                    raise NotUnderstood(
                        "The workbook declares XML entities. No survey tool does, and they can do harm.",
                        _AGAIN,
                    )
    except DAMAGED:
        raise NotUnderstood(
            "The file is damaged: it looks as if only part of it was copied.", _AGAIN
        ) from None
    except LOCKED:
        raise NotUnderstood(
            "The file is packed or locked with a password, in a way that can’t be read.", _AGAIN
        ) from None
    return frozenset(p.filename for p in parts)


def items(value: object) -> list[Any]:
    """A list as it stands; anything else as none."""
    return value if isinstance(value, list) else []


def sets(value: object) -> list[dict[str, Any]]:
    """The sets of keys in a list; what is no set of keys is passed over."""
    return [one for one in items(value) if isinstance(one, dict)]


def keyed(value: object) -> dict[str, Any]:
    """A set of keys as it stands; anything else as none."""
    return value if isinstance(value, dict) else {}


def named(value: object) -> str:
    """A name or a code as text; "" for what can be neither."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:300] if isinstance(value, str | int | float) else ""
