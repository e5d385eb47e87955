"""LimeSurvey's kinds of questions: what their columns are and what the codes in them say."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from feedback.adapters.imports.described import Known, one_of, unbracketed, words
from feedback.domain.questions import Kind

OTHER = "Other"
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_OF_IMAGE = re.compile(r"\b(alt|src)\s*=\s*[\"']([^\"']*)[\"']", re.IGNORECASE)
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
# What the codes of kinds say that have no list of their own.
_FIXED: Mapping[str, Mapping[str, str]] = {
    "Y": {"Y": "Yes", "N": "No"},
    "G": {"F": "Female", "M": "Male"},
    "C": {"Y": "Yes", "U": "Uncertain", "N": "No"},
    "E": {"I": "Increase", "S": "Same", "D": "Decrease"},
    "5": {str(n): str(n) for n in range(1, 6)},
    "A": {str(n): str(n) for n in range(1, 6)},
    "B": {str(n): str(n) for n in range(1, 11)},
}
_TICKS = ("M", "P")
_ONE = ("L", "!", "O", "5", "Y", "G")
_ROWS = ("A", "B", "C", "E", "F", "H", "R", "1")
_PLAIN = {"N": Kind.NUMBER, "K": Kind.NUMBER, "D": Kind.DATE} | dict.fromkeys("STUQ;", Kind.COMMENT)


@dataclass
class Asked:
    """One question: its code, words and type, and the words of its parts and answers by their codes."""

    code: str
    ask: str
    type: str
    parts: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def says(self) -> Mapping[str, str]:
        return _FIXED.get(self.type) or ({} if self.type in _TICKS else self.answers)


@dataclass(frozen=True)
class Field:
    """One column of a question: which part of it, and whether it's for words beside the answer."""

    asked: Asked
    code: str = ""
    part: str = ""
    aside: bool = False

    def say(self, cell: str) -> str:
        """What a code in it says."""
        if self.aside or not cell:
            return cell
        return OTHER if cell == "-oth-" else self.asked.says.get(cell, cell)


def label_of(html: str, code: str) -> str:
    """The words of a label. A picture is known by what is said to be seen in it, or by its file."""
    plain = words(_SCRIPT.sub(" ", html))
    if plain:
        return plain
    for image in _IMAGE.findall(html):
        said = dict(_OF_IMAGE.findall(image))
        stem = posixpath.splitext(posixpath.basename(said.get("src", "")))[0]
        if name := words(said.get("alt", "") or stem):
            return name
    return code


def fields_of(asked: Asked, rest: str) -> Field | None:
    """What a column of this question is by the end of its name; None if no such column can be."""
    if not rest:
        return Field(asked)
    if rest == "other":
        return Field(asked, rest, "Other (please specify)", aside=True)
    if rest == "othercomment" or rest == "comment":
        return Field(asked, rest, "Comment", aside=True)
    if rest in asked.parts:
        return Field(asked, rest, asked.parts[rest])
    if rest.endswith("comment") and rest.removesuffix("comment") in asked.parts:
        return Field(asked, rest, f"{asked.parts[rest.removesuffix('comment')]}: comment", aside=True)
    return _odd(asked, rest)


def _odd(asked: Asked, rest: str) -> Field | None:
    """Places of a ranking, two scales in a row, and the cells of a table."""
    if asked.type == "R" and rest.isdigit():
        return Field(asked, rest, f"Place {rest}")
    first, _, last = rest.rpartition("#")
    if asked.type == "1" and first in asked.parts and last in ("0", "1"):
        return Field(asked, rest, f"{asked.parts[first]}, scale {int(last) + 1}")
    first, _, last = rest.rpartition("_")
    if first in asked.parts and last in asked.parts:
        return Field(asked, rest, f"{asked.parts[first]}, {asked.parts[last]}")
    return None


def known_of(asked: Asked, fields: Sequence[tuple[int, Field]]) -> Iterator[Known]:
    """What is known of one question's columns, which are given with their places."""
    main = [(i, f) for i, f in fields if not f.aside]
    options = tuple(dict.fromkeys(asked.says.values()))
    if asked.type in _TICKS:
        others = [(i, f) for i, f in fields if f.code == "other"]
        ticks = [*main, *others]
        labels = [unbracketed(f.part) for _, f in ticks]
        yield Known(asked.code, asked.ask, Kind.CHOOSE_SEVERAL, tuple(i for i, _ in ticks), tuple(labels))
    elif asked.type in _ONE and main:
        others_too = any(f.code == "other" for _, f in fields)
        labels = [*options, *([OTHER] if others_too and OTHER not in options else [])]
        kind = Kind.YES_NO if asked.type == "Y" else one_of(labels)
        yield Known(asked.code, asked.ask, kind, (main[0][0],), tuple(labels))
    elif asked.type in _ROWS and options:
        for place, f in main:
            yield Known(f"{asked.code}-{f.code}", _asked(f), one_of(options), (place,), options)
    elif asked.type in _PLAIN:
        for place, f in main:
            yield Known(f"{asked.code}-{f.code}", _asked(f), _PLAIN[asked.type], (place,))


def _asked(f: Field) -> str:
    return f"{f.asked.ask} - {f.part}" if f.part else f.asked.ask
