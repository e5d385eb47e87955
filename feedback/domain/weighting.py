"""Weights, so that each group counts as it does among all people, and counts with them.

Knows nothing of what may be told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feedback.domain.coding import NOT_ASKED, SKIP
from feedback.domain.counting import Bits, Block, Tally, unpacked

Weights = Sequence[npt.NDArray[np.float64]]  # for each block of a tally, a weight for each response
MOST_ROUNDS = 1000
CLOSE = 1e-9  # the weight of a group may be off its total by so much of it


class CannotWeigh(ValueError):  # noqa: N818 - it is what it says
    """Why these answers can't be weighted by these totals, in words for an officer."""


@dataclass(frozen=True)
class Margin:
    """The totals of one question's groups, to weigh by: people by option key, and what the options say."""

    question: str
    people: Mapping[str, int]
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Weighted:
    """One question counted with weights. `effective` is how many answers without weights are as sure."""

    base: float
    options: Mapping[str, float]
    counted: float
    effective: float


def count(tally: Tally, key: str, weights: Weights) -> Weighted | None:
    """One question counted with weights; None if nobody with a weight answered it.

    The effective base is Kish's, (Σw)² / Σw² over those who answered (Kish, 1965, Survey Sampling).
    """
    each = zip(tally.blocks, tally.within, weights, strict=True)
    asking = [one for one in each if key in one[0].book.slots]
    together = asking[-1][0].book.slots[key].question.counts if asking else ()  # as it is without weights
    base = squares = counted = 0.0
    options: dict[str, float] = {}
    for block, matching, of_block in asking:
        within = matching & _answered(block, key)
        given = of_block[unpacked(within, block.size)]
        base, squares = base + float(given.sum()), squares + float((given**2).sum())
        counted += float(of_block[unpacked(within & block.within({key: together}), block.size)].sum())
        for option in block.book.slots[key].question.options:
            chose = unpacked(within & block.within({key: [option.key]}), block.size)
            options[option.key] = options.get(option.key, 0.0) + float(of_block[chose].sum())
    return Weighted(base, options, counted, base**2 / squares) if base else None


def _answered(block: Block, key: str) -> Bits:
    """Those of a block who answered a question, and maybe some who aren't there at all."""
    start = block.book.slots[key].start
    return ~(block.having(start, SKIP) | block.having(start, NOT_ASKED))


def rake(tally: Tally, margins: Sequence[Margin]) -> Weights:
    """A weight for each response, so that in each question every group counts as the council counted it.

    Iterative proportional fitting (Deming and Stephan, 1940, Ann. Math. Stat. 11, 427-444): the groups of
    each question in turn are brought to their totals, until all fit at once. Whoever didn't say where they
    belong counts, for that question, as people do on average. The weights have a mean of about 1.

    Raises CannotWeigh where a group has nobody to stand for it, or no weights fit.
    """
    sides = [(margin, _members(tally, margin)) for margin in margins]
    for margin, members in sides:
        _check(margin, members)
    weights = np.ones(sum(b.size for b in tally.blocks))
    for _ in range(MOST_ROUNDS):
        if max((_fit(weights, *side) for side in sides), default=0.0) < CLOSE:
            ends = np.cumsum([b.size for b in tally.blocks])[:-1]
            return np.split(weights, ends)
    raise CannotWeigh("No weights fit all of these totals at once. Weigh by one question only")


Members = Mapping[str, npt.NDArray[np.intp]]  # the places of a group's responses, by option


def _members(tally: Tally, margin: Margin) -> Members:
    found = {}
    for option in margin.people:
        each = [unpacked(b.within({margin.question: [option]}), b.size) for b in tally.blocks]
        found[option] = np.flatnonzero(np.concatenate(each)) if each else np.zeros(0, np.intp)
    return found


def _check(margin: Margin, members: Members) -> None:
    for option, people in margin.people.items():
        label, answered = margin.labels[option], len(members[option])
        if people and not answered:
            raise CannotWeigh(f"Nobody in “{label}” answered, so nobody can stand for that group")
        if answered and not people:
            raise CannotWeigh(f"The total for “{label}” is 0, but somebody in that group answered")
    if not any(margin.people.values()):
        raise CannotWeigh("All of the totals to weigh by are 0")


def _fit(weights: npt.NDArray[np.float64], margin: Margin, members: Members) -> float:
    """Brings one question's groups to their totals. How far off the worst was, as a part of its total."""
    weighed = {option: float(weights[places].sum()) for option, places in members.items()}
    scale = sum(weighed.values()) / sum(margin.people.values())
    worst = 0.0
    for option, people in margin.people.items():
        if people:
            factor = people * scale / weighed[option]
            weights[members[option]] *= factor
            worst = max(worst, abs(factor - 1))
    return worst
