"""What someone outside knows of a question's counts: the figures published so far, and when. Knows nothing of
what the counts really are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from feedback.domain.bounds import INFINITE, Columns, Knowledge
from feedback.domain.events import Event
from feedback.domain.unknowns import BASE, COUNTED, NONE, Unknowns, base_of


@dataclass(frozen=True)
class State:
    """A wave's answers at one time. More have come where `seq` has grown; some were taken out where `epoch`
    has.
    """

    seq: int
    epoch: int


NEW = State(0, 0)


@dataclass(frozen=True)
class Fact:
    """A published figure of a wave, and the state it was counted in. `value` is None where it was hidden;
    then `least` is what it must be, since no answer at all would have been shown.
    """

    event: Event
    value: int | None
    state: State
    least: int = 0


@dataclass(frozen=True)
class Times:
    """The states that figures were counted in, oldest first, and who was there when.

    A span is everyone who came before one state (and after the one before it) and was taken out before
    another, or not at all: numbered as the unknowns' last axis.
    """

    states: tuple[State, ...]

    @classmethod
    def of(cls, facts: Iterable[Fact], now: State) -> "Times":
        # Answers come and go while their numbers only grow, so that this is the order of time.
        return cls(tuple(sorted({now, *(f.state for f in facts)}, key=lambda s: (s.epoch, s.seq))))

    @property
    def spans(self) -> Sequence[tuple[int, int]]:
        """Which state they came with and which they were gone from, one past the last for still there."""
        last = len(self.states)
        goes = [i + 1 for i, (a, b) in enumerate(pairwise(self.states)) if a.epoch != b.epoch]
        return [(came, gone) for came in range(last) for gone in (*goes, last) if gone > came]

    def at(self, state: State) -> list[int]:
        """The spans of those whose answers were there in a state."""
        place = self.states.index(state)
        return [i for i, (came, gone) in enumerate(self.spans) if came <= place < gone]

    def between(self) -> Iterable[list[int]]:
        """The spans of those who came between two states, and of those who were taken out."""
        for place in range(1, len(self.states)):
            yield [i for i, (came, _) in enumerate(self.spans) if came == place]
            yield [i for i, (came, gone) in enumerate(self.spans) if came < place == gone]


def knowledge(unknowns: Unknowns, facts: Iterable[Fact], times: Times) -> Knowledge:
    """All that these facts, and sense, tell of some unknowns. Facts about anything else are left out."""
    known = Knowledge(unknowns.size)
    if unknowns.question.takes_several:
        _ticks(unknowns, known)
    _bases_of_others(unknowns, known)
    for fact in dict.fromkeys(facts):
        columns = unknowns.columns(fact.event, times=times.at(fact.state))
        if columns is not None:
            low, high = (fact.least, INFINITE) if fact.value is None else (fact.value, fact.value)
            known.know(columns, low, high)
    return known


def _bases_of_others(unknowns: Unknowns, known: Knowledge) -> None:
    """Nobody answers another question who isn't in the group."""
    own = [BASE] if unknowns.question.takes_several else [o.key for o in unknowns.question.options]
    everyone = np.stack([unknowns.block(name) for name in (*own, NONE)])
    for other in unknowns.others:
        for group, base in zip(everyone.T, unknowns.block(base_of(other)), strict=True):
            known.know(group, 0, INFINITE, [base])


def _ticks(unknowns: Unknowns, known: Knowledge) -> None:
    """How ticks hang together in each group: nobody without one, nobody with “None of these” and another, and
    those counted together are a union.
    """
    question, counts = unknowns.question, set(unknowns.question.counts)
    block = {o.key: unknowns.block(o.key) for o in question.options}
    alone = {o.key for o in question.options if o.alone}

    def stacked(keys: Iterable[str]) -> Columns:
        return np.array([block[k] for k in keys], np.int32).reshape(-1, unknowns.block(BASE).size)

    def at_most(part: Columns, whole: Columns) -> None:
        """The sum of some rows is at most that of others, group by group."""
        for group in range(unknowns.block(BASE).size):
            known.know(whole[:, group], 0, INFINITE, part[:, group])

    base, together = unknowns.block(BASE)[None], unknowns.block(COUNTED)[None]
    at_most(base, stacked(block))
    parts: Mapping[str, tuple[set[str], Columns]] = {"in": (counts, together), "all": (set(block), base)}
    for inside, whole in parts.values():
        for key in inside - alone or {""}:
            at_most(stacked([*(inside & alone), *([key] if key else [])]), whole)
    at_most(together, stacked(k for k in block if k in counts))
    outside = [k for k in block if k not in counts]
    at_most(np.vstack([together, stacked(k for k in outside if k in alone)]), base)
    at_most(base, np.vstack([together, stacked(outside)]))
