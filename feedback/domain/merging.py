"""Two people's changes to one design, put together part by part. What both changed is never chosen here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from feedback.domain.design_edits import edit, named
from feedback.domain.design_keys import unlike
from feedback.domain.designs import Asked, Choice, Condition, Design

P = TypeVar("P")
MINE, THEIRS = "mine", "theirs"
GONE = None
_CALLED = {
    "ask": "what is asked",
    "kind": "how it’s answered",
    "scale": "whose answers it has",
    "options": "the answers",
    "counts": "the answers that count",
    "told_us": "told us",
    "tags": "the promises",
    "easy": "the easy words",
    "skip": "the words for skipping",
    "show_if": "who is asked",
    "breakdown": "whether results break down by it",
    "page": "which questions are on its page",
    "many": "who is asked, many of them",
    "one": "who is asked, one of them",
    "words": "the words that are explained",
    "title": "the name of the survey",
}
_NOT_A_PART = ("key", "scales", "questions")


@dataclass(frozen=True)
class Clash:
    """One part that both changed, each in a way of their own. A part that is None was taken out."""

    place: str
    what: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Merged:
    """The two put together. Where they clash, what was chosen, or else mine for now."""

    design: Design
    clashes: tuple[Clash, ...] = ()


class Choosing:
    """Goes by what was chosen, part by part, and notes what still clashes. `said` is each kind's own."""

    chosen: Mapping[str, str]
    clashes: list[Clash]

    def part(self, place: str, what: str, base: P, mine: P, theirs: P) -> P:
        """One part: whoever changed it is right; if both did, whoever was chosen."""
        if mine == theirs or theirs == base:
            return mine
        if mine == base:
            return theirs
        if (choice := self.chosen.get(place)) in (MINE, THEIRS):
            return mine if choice == MINE else theirs
        self.clashes.append(Clash(place, what, self.said(mine), self.said(theirs)))
        return mine

    def said(self, part: object) -> str:
        """A part in words, for whoever has to choose."""
        return str(part)


class _Merger(Choosing):
    """Goes through the parts of three designs once."""

    def __init__(self, base: Design, mine: Design, theirs: Design, chosen: Mapping[str, str]) -> None:
        self.base, self.mine, self.theirs = base, _apart(base, mine, theirs), theirs
        self.chosen = chosen
        self.clashes: list[Clash] = []

    def said(self, part: object) -> str:
        """A part in words, for whoever has to choose."""
        if part is GONE:
            return "taken out"
        if isinstance(part, Asked):
            return part.ask or part.key
        if isinstance(part, Choice):
            return part.label or part.key
        if isinstance(part, Condition):
            return f"{named(self.mine, part.question)}: {', '.join(part.options)}"
        if isinstance(part, bool):
            return "yes" if part else "no"
        if isinstance(part, Mapping):
            return str(part.get("key", ""))
        if isinstance(part, Iterable) and not isinstance(part, str):
            return "; ".join(self.said(p) for p in part) or "nothing"
        return str(getattr(part, "term", part)) or "nothing"

    def merge(self) -> Design:
        plain = [f.name for f in fields(Design) if f.name not in _NOT_A_PART]
        changed: dict[str, Any] = {
            n: self._field("", n, "", self.base, self.mine, self.theirs) for n in plain
        }
        return replace(self.mine, scales=self._scales(), questions=self._questions(), **changed)

    def _field(self, where: str, name: str, what: str, base: object, mine: object, theirs: object) -> object:
        values = (getattr(one, name) for one in (base, mine, theirs))
        return self.part(f"{where}/{name}", what + _CALLED.get(name, name.replace("_", " ")), *values)

    def _scales(self) -> dict[str, tuple[Choice, ...]]:
        sides = (self.base.scales, self.mine.scales, self.theirs.scales)
        names = dict.fromkeys([*self.theirs.scales, *self.mine.scales])
        found = {n: self.part(f"scales/{n}", "a shared scale", *(s.get(n) for s in sides)) for n in names}
        return {n: choices for n, choices in found.items() if choices is not GONE}

    def _questions(self) -> tuple[Asked, ...]:
        found = {key: self._question(key) for key in self._order()}
        return tuple(q for q in found.values() if q is not None)

    def _question(self, key: str) -> Asked | None:
        base, mine, theirs = (d.question(key) for d in (self.base, self.mine, self.theirs))
        if mine is None or theirs is None or base is None:
            what = f"the question {named(self.mine if mine else self.theirs, key)}"
            whole: Asked | None = self.part(f"questions/{key}", what, base, mine, theirs)
            return whole
        names = [f.name for f in fields(Asked) if f.name != "key"]
        of = f"question {self.mine.number(key)}"
        parts: dict[str, Any] = {
            n: self._field(f"questions/{key}", n, f"{of}: ", base, mine, theirs) for n in names
        }
        return replace(mine, **parts)

    def _order(self) -> list[str]:
        """All questions of either, in the order of whoever changed it."""
        base, mine, theirs = ([q.key for q in d.questions] for d in (self.base, self.mine, self.theirs))
        common = set(base) & set(mine) & set(theirs)
        left = (tuple(k for k in side if k in common) for side in (base, mine, theirs))
        lead = self.part("order", "the order of the questions", *left)
        first, second = (mine, theirs) if lead == tuple(k for k in mine if k in common) else (theirs, mine)
        return woven(first, second)


def _apart(base: Design, mine: Design, theirs: Design) -> Design:
    """Mine, where a question that I added has a key that another's new question has: both are kept."""
    for question in mine.questions:
        other = theirs.question(question.key)
        if other is not None and other != question and base.question(question.key) is None:
            taken = {q.key for q in (*mine.questions, *theirs.questions)}
            renamed = replace(question, key=unlike(question.key, taken))
            mine = edit(mine, question.key, lambda _, r=renamed: r)  # type: ignore[misc]
    return mine


def woven(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """The first order, with what only the second has after what it follows there."""
    order = list(first)
    for place, key in enumerate(second):
        if key not in order:
            before = next((k for k in reversed(second[:place]) if k in order), None)
            order.insert(order.index(before) + 1 if before is not None else 0, key)
    return order


def merge(base: Design, mine: Design, theirs: Design, chosen: Mapping[str, str] = {}) -> Merged:
    """Mine and theirs, both made from `base`, as one. `chosen` says “mine” or “theirs” by a clash's place."""
    merger = _Merger(base, mine, theirs, chosen)
    design = merger.merge()
    return Merged(design, tuple(merger.clashes))
