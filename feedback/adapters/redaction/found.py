"""A detail that was found: where, of what kind and why. Knows nothing of how it is found."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What stands in place of a detail, without its brackets. Where two overlap, the earlier kind is told."""

    EMAIL = "e-mail"
    LINK = "link"
    PHONE = "phone number"
    BORN = "date of birth"
    ADDRESS = "address"
    POSTCODE = "postcode"
    SCHOOL = "school"
    HOME = "home"
    PLACE = "place"
    PLATE = "number plate"
    ONLINE = "name online"
    NAME = "name"
    NUMBER = "number"

    @property
    def instead(self) -> str:
        """The words that stand in its place."""
        return f"[{self.value}]"


INSTEAD = re.compile("|".join(re.escape(kind.instead) for kind in Kind))
_FIRST = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True)
class Found:
    """A detail from one letter up to another, not including that one, of the words it was found in."""

    start: int
    end: int
    kind: Kind
    why: str


@dataclass(frozen=True)
class Redacted:
    """Words without the details that were found in them, and these."""

    words: str
    found: tuple[Found, ...]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Each kind that was found, once, in the order in which it first stands."""
        return tuple(dict.fromkeys(f.kind for f in self.found))

    @property
    def reasons(self) -> tuple[tuple[Kind, str], ...]:
        """Each kind with its reason, once, in the order in which it first stands."""
        return tuple(dict.fromkeys((f.kind, f.why) for f in self.found))


def apart(found: Iterable[Found]) -> list[Found]:
    """The details in order, those that overlap made one."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, f.end)):
        last = kept[-1] if kept else None
        if last is None or one.start >= last.end:
            kept.append(one)
        else:
            told = min(last, one, key=lambda f: _FIRST[f.kind])
            kept[-1] = Found(last.start, max(last.end, one.end), told.kind, told.why)
    return kept


def without(words: str, found: Sequence[Found]) -> str:
    """The words with each detail's kind in its place. The details are in order and apart."""
    parts, done = [], 0
    for one in found:
        parts += [words[done : one.start], one.kind.instead]
        done = one.end
    return "".join([*parts, words[done:]])
