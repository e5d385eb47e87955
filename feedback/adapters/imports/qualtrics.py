"""Qualtrics's headings: a name, the words, and the id that it imports by. Knows nothing of other tools."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from feedback.adapters.imports.cells import tidy_heading
from feedback.adapters.imports.header_rows import is_import_ids, is_older_qualtrics

_ID = re.compile(r"""ImportId["']\s*:\s*["']([^"']+)["']""", re.IGNORECASE)
_QUESTION = re.compile(r"(QID\d+(?:#\d+)?)[-_]\d.*", re.IGNORECASE)
_NAMED = re.compile(r"(.+?)_\d+(?:_-?\d+)*")


@dataclass(frozen=True)
class Part:
    """One column: its question, which part of it, its short name, and whether it's for words."""

    question: str
    sub: str
    name: str
    block: int
    words: bool


def parts(headings: Sequence[Sequence[str]]) -> list[Part] | None:
    """What each column is; None if these aren't Qualtrics's headings."""
    ids = next((row for row in headings[1:] if is_import_ids(row)), None)
    if ids is None and not (len(headings) == 2 and is_older_qualtrics(*headings)):
        return None
    names = headings[0]
    texts = [tidy_heading(t) for t in (headings[1] if headings[1] is not ids else names)]
    known = [_id(cell) for cell in ids] if ids else [""] * len(names)
    owners = [_owner(known[i], name) for i, name in enumerate(names)]
    found: list[Part] = []
    for i, name in enumerate(names):
        first = owners.index(owners[i])
        shared = [t for t, owner in zip(texts, owners, strict=True) if owner == owners[i]]
        question, sub = _parted(texts[i], shared)
        found.append(Part(question, sub, name, first, "_text" in known[i].lower().replace("-", "_")))
    return found


def _id(cell: str) -> str:
    found = _ID.search(cell)
    return found[1] if found else ""


def _owner(import_id: str, name: str) -> str:
    """What the columns of one question share, or the column's own name."""
    if import_id:
        question = _QUESTION.fullmatch(import_id)
        return question[1] if question else import_id
    part = _NAMED.fullmatch(name)
    return part[1] if part else name


def _common(texts: Sequence[str]) -> str:
    """The characters that all begin with."""
    first, last = min(texts), max(texts)
    return next((first[:i] for i, c in enumerate(first) if last[i : i + 1] != c), first)


def _parted(text: str, shared: Sequence[str]) -> tuple[str, str]:
    """A text as question and part, where its neighbours begin with the same words and a hyphen."""
    if len(shared) < 2:
        return text, ""
    common = _common(shared)
    cut = common.rfind("-")
    if cut <= 0:
        return text, ""
    return common[:cut].strip(), text[cut + 1 :].strip()
