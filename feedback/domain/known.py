"""What someone outside knows of a question's counts: the figures published so far, and when. Knows nothing of
what the counts really are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from feedback.domain.bounds import INFINITE, Columns, Knowledge
from feedback.domain.events import Event
from feedback.domain.questions import Question
from feedback.domain.unknowns import COUNTED, NONE, Unknowns


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
        comes = [0, *(i + 1 for i, (a, b) in enumerate(pairwise(self.states)) if a.seq != b.seq)]
        return [(came, gone) for came in comes for gone in (*goes, last) if gone > came]

    def at(self, state: State) -> list[int]:
        """The spans of those whose answers were there in a state."""
        place = self.states.index(state)
        return [i for i, (came, gone) in enumerate(self.spans) if came <= place < gone]

    def between(self) -> Iterable[list[int]]:
        """The spans of those who came between two states, and of those who were taken out."""
        for place in range(1, len(self.states)):
            yield [i for i, (came, _) in enumerate(self.spans) if came == place]
            yield [i for i, (came, gone) in enumerate(self.spans) if came < place == gone]


@dataclass(frozen=True)
class Outside:
    """What is told elsewhere, or was published before, of a question and of `others` in the same groups. The
    last of `times` is now.
    """

    facts: Sequence[Fact]
    times: Times
    others: Sequence[Question] = ()


def knowledge(unknowns: Unknowns, facts: Iterable[Fact], times: Times) -> Knowledge:
    """All that these facts, and sense, tell of some unknowns. Facts about anything else are left out."""
    known = Knowledge(unknowns.size)
    for question in (unknowns.question, *unknowns.others):
        if question.takes_several:
            _ticks(unknowns, question, known)
    everyone = np.vstack([unknowns.base(unknowns.question), unknowns.block(unknowns.question.key, NONE)])
    for other in unknowns.others:  # nobody answers another question who isn't in the group
        _at_most(known, unknowns.base(other), everyone)
    for fact in dict.fromkeys(facts):
        columns = unknowns.columns(fact.event, times=times.at(fact.state))
        if columns is not None:
            low, high = (fact.least, INFINITE) if fact.value is None else (fact.value, fact.value)
            known.know(columns, low, high)
    return known


def _at_most(known: Knowledge, part: Columns, whole: Columns) -> None:
    """The sum of some blocks is at most that of others, group by group."""
    for group in range(whole.shape[1]):
        known.know(whole[:, group], 0, INFINITE, part[:, group])


def _ticks(unknowns: Unknowns, question: Question, known: Knowledge) -> None:
    """How ticks hang together in each group: nobody without one, nobody with “None of these” and another, and
    those counted together are a union.
    """
    block = {o.key: unknowns.block(question.key, o.key) for o in question.options}
    base, together = unknowns.base(question), unknowns.block(question.key, COUNTED)[None]
    alone = {o.key for o in question.options if o.alone}
    inside = [k for k in block if k in question.counts]
    outside = [k for k in block if k not in question.counts]

    def stacked(keys: Iterable[str]) -> Columns:
        return np.array([block[k] for k in keys], np.int32).reshape(-1, base.shape[1])

    _at_most(known, base, stacked(block))
    for of, whole in ((inside, together), (list(block), base)):
        among = [k for k in of if k in alone]
        for each in [[k] for k in of if k not in alone] or [[]]:
            _at_most(known, stacked([*among, *each]), whole)
    _at_most(known, together, stacked(inside))
    _at_most(known, np.vstack([together, stacked(k for k in outside if k in alone)]), base)
    _at_most(known, base, np.vstack([together, stacked(outside)]))
