"""What must not be worked back from the tables of one question. Knows nothing of what is published."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from feedback.domain.bounds import NEARLY, Columns, Knowledge
from feedback.domain.crosstabs import Crosstab, crosstab
from feedback.domain.disclosure import Rules
from feedback.domain.events import Among, Event
from feedback.domain.known import Times
from feedback.domain.unknowns import EVERYONE, NONE, Unknowns


@dataclass(frozen=True)
class Secret:
    """Something that must not be worked back: the people in `columns`, but for those in `less`. The number
    behind an `exact` one may not be known at all, of the others only not to be small.
    """

    columns: Columns
    less: Columns | tuple[()] = ()
    exact: bool = False


class Search:
    """Tries which secrets can be worked back. Counts that fit what is known keep every secret that they make
    something else of, for as long as what is known only gets less.
    """

    def __init__(self, secrets: Sequence[Secret], known: Knowledge, rules: Rules) -> None:
        self._known, self._few = known, rules.threshold
        self._weights = np.zeros((len(secrets), known.size))
        for weights, secret in zip(self._weights, secrets, strict=True):
            np.add.at(weights, secret.columns, 1.0)
            np.add.at(weights, np.asarray(secret.less, np.int32), -1.0)
        self._exact = np.array([s.exact for s in secrets], bool)
        self._most, self._least = np.full(len(secrets), -np.inf), np.full(len(secrets), np.inf)

    def first(self) -> tuple[int, frozenset[int]] | None:
        """The first secret that can be worked back, by its place, and the rows that pin it."""
        while (open_ones := np.flatnonzero(~self._kept())).size:
            place = int(open_ones[0])
            pins = frozenset[int]()
            for most in (True, False):
                found = self._known.extreme(self._weights[place], most=most)
                pins |= found.pinned_by
                numbers = self._weights @ found.counts
                np.maximum(self._most, numbers, out=self._most)
                np.minimum(self._least, numbers, out=self._least)
                if self._kept()[place]:
                    break
            else:
                return place, pins
        return None

    def _kept(self) -> npt.NDArray[np.bool_]:
        most, least = np.floor(self._most + NEARLY), np.ceil(self._least - NEARLY)
        not_few = (most > self._few) | (least < 1)
        return not_few & (~self._exact | (most > least))


@dataclass(frozen=True)
class Secrets:
    """Finds the secrets of a question's tables. `groups` are those that a table is about to tell of."""

    crosstab: Crosstab
    unknowns: Unknowns
    times: Times
    rules: Rules
    groups: Sequence[Among]

    def found(self) -> Iterator[Secret]:
        """Every small count; what each of a small group said; and the same of those who came, or were taken
        out, since something was published.
        """
        for among in self._every_group():
            yield from self._few(among)
        for among in self.groups:
            base = self._number(Event(self._key), among)
            if 0 < base < self.rules.small_group:
                yield from (Secret(self._now(e, among), exact=True) for e in self._told_of())
        yield from self._few_of_others()
        for spans in self.times.between():
            few = self._changed(spans) < self.rules.small_group
            for among in (*self.groups, ()):
                own = [Event(self._key)] if among else []  # which group they are in is theirs too
                for event in (*self._told_of(), *own):
                    columns = self.unknowns.columns(event, among, spans)
                    if columns is not None and columns.size:
                        yield Secret(columns, exact=few)

    @property
    def _key(self) -> str:
        return self.unknowns.question.key

    def _told_of(self) -> Iterator[Event]:
        """Each option, and those counted together."""
        question = self.unknowns.question
        yield from (Event(question.key, (o.key,)) for o in question.options)
        if len(question.counts) > 1:
            yield Event.of(question.key, question.counts)

    def _every_group(self) -> Iterator[Among]:
        """Every group that any axes make together, those who didn't say included, and everyone."""
        levels = [[None, *axis] for axis in self.unknowns.axes]
        for chosen in product(*levels):
            yield tuple((q.key, o) for q, o in zip(self.unknowns.by, chosen, strict=True) if o is not None)

    def _few(self, among: Among) -> Iterator[Secret]:
        base = Event(self._key)
        for event in self._told_of():
            if self.rules.small(n := self._number(event, among)):
                yield Secret(self._now(event, among))
            if self.unknowns.question.takes_several and self.rules.small(self._number(base, among) - n):
                yield Secret(self._now(base, among), self._now(event, among))
        if _said(among):  # how many didn't say tells what nobody thinks
            for event in (base, EVERYONE):
                if self.rules.small(self._number(event, among)):
                    yield Secret(self._now(event, among))

    def _few_of_others(self) -> Iterator[Secret]:
        """How few answered another question: this one's tables tell how large their group is."""
        for key in self.unknowns.others:
            other = crosstab(self.crosstab.tally, key, self.unknowns.by)
            for among in filter(_said, self._every_group()):
                if other is not None and self.rules.small(other.number(Event(key), among) or 0):
                    yield Secret(self._now(Event(key), among))

    def _number(self, event: Event, among: Among) -> int:
        number = self.crosstab.number(event, among)
        assert number is not None  # every event here is of these tables
        return number

    def _now(self, event: Event, among: Among) -> Columns:
        columns = self.unknowns.columns(event, among, self.times.at(self.times.states[-1]))
        assert columns is not None
        return columns

    def _changed(self, spans: Sequence[int]) -> int:
        """How many people came in these spans, 0 where that isn't known: of those who were taken out."""
        states, kinds = self.times.states, self.times.spans
        came = {kinds[i][0] for i in spans}
        if len(came) != 1 or 0 in came:
            return 0
        place = came.pop()
        return states[place].seq - states[place - 1].seq


def _said(among: Among) -> bool:
    """True if everyone in this group said which group they are in."""
    return not any(option == NONE for _, option in among)
