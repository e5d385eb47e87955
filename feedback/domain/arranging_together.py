"""Two officers' changes to one arrangement, put together. What both changed is never chosen here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from feedback.domain.arranging import Arrangement, Placed
from feedback.domain.merging import Choosing, Clash, woven

P = TypeVar("P")


@dataclass(frozen=True)
class Together:
    """The two put together. Where they clash, what was chosen, or else mine for now."""

    arrangement: Arrangement
    clashes: tuple[Clash, ...] = ()


class _Joiner(Choosing):
    """Goes through the parts of three arrangements once. `names` has what a figure or comment is called."""

    def __init__(self, names: Mapping[str, str], chosen: Mapping[str, str]) -> None:
        self.names = names
        self.chosen = chosen
        self.clashes: list[Clash] = []

    def said(self, part: object) -> str:
        """A part in words, for whoever has to choose."""
        if isinstance(part, bool):
            return "in the section" if part else "left out"
        if isinstance(part, tuple):
            return "; ".join(self.names.get(key, key) for key in part) or "nothing"
        return str(part) or "nothing"

    def placed(
        self, what: str, base: Sequence[Placed], mine: Sequence[Placed], theirs: Sequence[Placed]
    ) -> tuple[Placed, ...]:
        """Figures or comments: their order, and then each of them."""
        of_base, of_mine, of_theirs = ({p.key: p for p in side} for side in (base, mine, theirs))
        keys = self._order(what, *(tuple(side) for side in (of_base, of_mine, of_theirs)))
        return tuple(
            self._one(
                *(side.get(key, of_base.get(key, Placed(key=key))) for side in (of_base, of_mine, of_theirs))
            )
            for key in keys
        )

    def _one(self, base: Placed, mine: Placed, theirs: Placed) -> Placed:
        name = f"“{self.names.get(mine.key, mine.key)}”"
        shown = self.part(f"shown/{mine.key}", name, base.shown, mine.shown, theirs.shown)
        words = self.part(
            f"words/{mine.key}", f"your words under {name}", base.own_words, mine.own_words, theirs.own_words
        )
        return Placed(key=mine.key, shown=shown, own_words=words)

    def _order(self, what: str, base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
        """All of either, in the order of whoever changed it."""
        common = set(base) & set(mine) & set(theirs)
        left = (tuple(k for k in side if k in common) for side in (base, mine, theirs))
        lead = self.part(f"order/{what}", f"the order of the {what}", *left)
        first, second = (mine, theirs) if lead == tuple(k for k in mine if k in common) else (theirs, mine)
        return woven(first, second)


def together(
    base: Arrangement,
    mine: Arrangement,
    theirs: Arrangement,
    names: Mapping[str, str],
    chosen: Mapping[str, str],
) -> Together:
    """Mine and theirs, both made from `base`, as one. `chosen` says “mine” or “theirs” by a clash's place."""
    joiner = _Joiner(names, chosen)
    joined = Arrangement(
        findings=joiner.placed("figures", base.findings, mine.findings, theirs.findings),
        quotes=joiner.placed("comments", base.quotes, mine.quotes, theirs.quotes),
        own_words=joiner.part(
            "own-words", "your words above it all", base.own_words, mine.own_words, theirs.own_words
        ),
        by=joiner.part("by", "what it is broken down by", base.by, mine.by, theirs.by),
    )
    return Together(joined, tuple(joiner.clashes))
