"""The counts behind a question's tables, as someone sees them who knows only what was published: one unknown
for each answer in each smallest group. Knows nothing of how many people there really are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np

from feedback.domain.bounds import Columns
from feedback.domain.events import Among, Event
from feedback.domain.questions import Question

BASE, COUNTED, NONE = "(base)", "(counted)", "(none)"  # no option's key looks like these
EVERYONE = Event("(everyone)")
MOST_UNKNOWNS = 20_000  # more would take too long to check


class TooMany(Exception):  # noqa: N818
    """So many groups at once that what can be worked back from them can't be checked."""


def own_blocks(question: Question) -> list[str]:
    """What the blocks of a question are called."""
    return [*(o.key for o in question.options), *([BASE, COUNTED] if question.takes_several else [])]


@dataclass(frozen=True)
class Unknowns:
    """The unknowns of one question, by the questions that make groups and by when people answered.

    Each axis but the last is one of those questions: a level for each option, and one for those who didn't
    say. The last has a level for each span of time between two releases. A question with one answer has a
    block of unknowns for each option. Where several can be ticked, people stand in several blocks, so the
    base and those counted together have blocks of their own. `others` are questions that were told of in the
    same groups, which tells how large these are: their blocks stand beside. Raises TooMany.
    """

    question: Question
    by: tuple[Question, ...]
    times: int = 1
    others: tuple[Question, ...] = ()

    def __post_init__(self) -> None:
        if self.size > MOST_UNKNOWNS:
            raise TooMany(f"{self.size} groups")

    @cached_property
    def axes(self) -> tuple[Mapping[str, int], ...]:
        """The levels of each question that makes groups, by option key, and NONE for those who didn't say."""
        return tuple({o.key: i for i, o in enumerate(q.options)} | {NONE: len(q.options)} for q in self.by)

    @cached_property
    def blocks(self) -> Mapping[tuple[str, str], int]:
        """Which block is which: a question's key, and an option's key or one of the names above. Those who
        didn't answer have a block for the first question alone.
        """
        names = [(q.key, name) for q in (self.question, *self.others) for name in own_blocks(q)]
        return {name: i for i, name in enumerate([*names, (self.question.key, NONE)])}

    def asked(self, key: str) -> Question | None:
        """The question of that key, if it has blocks here."""
        return next((q for q in (self.question, *self.others) if q.key == key), None)

    @cached_property
    def shape(self) -> tuple[int, ...]:
        return (len(self.blocks), *(len(a) for a in self.axes), self.times)

    @property
    def size(self) -> int:
        return prod(self.shape)

    @cached_property
    def _places(self) -> Columns:
        return np.arange(self.size, dtype=np.int32).reshape(self.shape)

    def columns(self, event: Event, among: Among = (), times: Sequence[int] | None = None) -> Columns | None:
        """The unknowns that an event is the sum of, or None if it isn't a sum of these. `among` narrows it,
        with NONE for those who didn't say; `times` has the spans of time, all of them if not given.
        """
        blocks = list(self._blocks_of(self.question, (BASE, NONE)) or ())
        levels = [list(a.values()) for a in self.axes]
        conditions = list(self._conditions(event, among))
        if sum(self.asked(key) is not None for key, _ in conditions) > 1:
            return None  # who answered two questions in some way is no sum of those who answered one
        for key, options in conditions:
            if (question := self.asked(key)) is not None:
                found = self._blocks_of(question, options or (BASE,))
                if found is None:
                    return None
                blocks = found
            elif (place := self._place(key)) is None or not set(options) <= self.axes[place].keys():
                return None
            else:
                axis = self.axes[place]
                said = {axis[o] for o in options} or set(axis.values()) - {axis[NONE]}
                levels[place] = [level for level in levels[place] if level in said]
        when = range(self.times) if times is None else times
        picked: Columns = self._places[np.ix_(blocks, *levels, list(when))].ravel()
        return picked

    def _conditions(self, event: Event, among: Among) -> Iterator[tuple[str, tuple[str, ...]]]:
        if event != EVERYONE:
            yield event.question, event.options
        yield from ((key, (option,)) for key, option in (*event.among, *among))

    def _place(self, key: str) -> int | None:
        return next((i for i, q in enumerate(self.by) if q.key == key), None)

    def _blocks_of(self, question: Question, options: tuple[str, ...]) -> list[int] | None:
        """The blocks that these options are the sum of. Several ticks only add up as a block of their own."""
        every = [o.key for o in question.options]
        if not question.takes_several:
            names = [name for o in options for name in (every if o == BASE else [o])]
        elif len(options) > 1 and set(options) == set(question.counts):
            names = [COUNTED]
        elif len(options) == 1 or set(options) == {BASE, NONE}:
            names = list(options)
        else:
            return None
        keys = [(question.key, name) for name in names]
        return [self.blocks[k] for k in keys] if set(keys) <= self.blocks.keys() else None

    def block(self, question: str, name: str) -> Columns:
        """All the unknowns of one block, group by group, in the same order for each block."""
        picked: Columns = self._places[self.blocks[question, name]].ravel()
        return picked

    def base(self, question: Question) -> Columns:
        """The blocks that a question's base is the sum of: a row a block, a column a group."""
        names = [BASE] if question.takes_several else own_blocks(question)
        return np.stack([self.block(question.key, name) for name in names])
