"""How many people there really are in each smallest group of a question's tables. Knows nothing of hiding."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
import numpy.typing as npt

from feedback.domain.counting import Count, Tally
from feedback.domain.events import Among, Event
from feedback.domain.questions import Question
from feedback.domain.unknowns import BASE, COUNTED, NONE, Unknowns

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Crosstab:
    """One question by the questions that make groups: the number behind each of its unknowns, at one time."""

    tally: Tally
    unknowns: Unknowns

    @cached_property
    def numbers(self) -> Numbers:
        """Flat, in the order of the unknowns. Those who didn't say are the whole less those who did."""
        axes = [(*(o.key for o in q.options), None) for q in self.unknowns.by]
        columns = [self._column(group) for group in product(*axes)]
        found = np.array(columns).T.reshape(-1, *(len(axis) for axis in axes))
        for axis in range(1, found.ndim):
            rest = found.swapaxes(0, axis)  # a view, so that what changes here changes there
            rest[-1] -= rest[:-1].sum(0)
        return found.ravel()

    def _column(self, group: tuple[str | None, ...]) -> list[int]:
        count = self.count(tuple((q.key, o) for q, o in zip(self.unknowns.by, group, strict=True) if o))
        own = {BASE: count.base, COUNTED: count.counted, NONE: count.skipped + count.not_asked}
        return [own[n] if n in own else count.options.get(n, 0) for _, n in self.unknowns.blocks]

    def count(self, among: Among) -> Count:
        """The question's counts in a group."""
        count = self.tally.count(self.unknowns.question.key, {q: [o] for q, o in among})
        assert count is not None  # crosstab looked
        return count

    def number(self, event: Event, among: Among = ()) -> int | None:
        """How many people an event counts; None if these tables don't hold it."""
        columns = self.unknowns.columns(event, among)
        return None if columns is None else int(self.numbers[columns].sum())


def crosstab(tally: Tally, question: str, by: Sequence[Question]) -> Crosstab | None:
    """The tables of a question by others, each under the options of every edition that asked it. None if it,
    or one of the others, was never asked. Raises TooMany.
    """
    asked = [tally.count(key) for key in (question, *(q.key for q in by))]
    found = [count.question for count in asked if count is not None]
    if len(found) < len(asked):
        return None
    return Crosstab(tally, Unknowns(found[0], tuple(found[1:])))
