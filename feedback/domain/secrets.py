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
from feedback.domain.known import Fact, Times
from feedback.domain.questions import Question
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
        self._known, self._few, self._secrets = known, rules.threshold, secrets
        parts = [(np.asarray(c, np.int32), n) for s in secrets for c, n in ((s.columns, 1.0), (s.less, -1.0))]
        lengths = [len(s.columns) + len(s.less) for s in secrets]
        self._starts = np.cumsum([0, *lengths[:-1]], dtype=np.int64)
        self._columns = np.concatenate([np.array([], np.int32), *(c for c, _ in parts)])
        self._signs = np.concatenate([np.array([]), *(np.full(len(c), n) for c, n in parts)])
        self._exact = np.array([s.exact for s in secrets], bool)
        self._most, self._least = np.full(len(secrets), -np.inf), np.full(len(secrets), np.inf)

    def first(self) -> tuple[int, frozenset[int]] | None:
        """The first secret that can be worked back, by its place, and the rows that pin it."""
        while (open_ones := np.flatnonzero(~self._kept())).size:
            place = int(open_ones[0])
            pins = frozenset[int]()
            for most in (True, False):
                found = self._known.extreme(self._weights(place), most=most)
                pins |= found.pinned_by
                numbers = np.add.reduceat(found.counts[self._columns] * self._signs, self._starts)
                np.maximum(self._most, numbers, out=self._most)
                np.minimum(self._least, numbers, out=self._least)
                if self._kept()[place]:
                    break
            else:
                return place, pins
        return None

    def _weights(self, place: int) -> npt.NDArray[np.float64]:
        weights = np.zeros(self._known.size)
        np.add.at(weights, self._secrets[place].columns, 1.0)
        np.add.at(weights, np.asarray(self._secrets[place].less, np.int32), -1.0)
        return weights

    def _kept(self) -> npt.NDArray[np.bool_]:
        most, least = np.floor(self._most + NEARLY), np.ceil(self._least - NEARLY)
        not_few = (most > self._few) | (least < 1)
        return not_few & (~self._exact | (most > least))


@dataclass(frozen=True)
class Secrets:
    """Finds the secrets of a question's tables. `groups` are those that a table is about to tell of, `facts`
    what was told before: what was hidden then stays a secret, though there may be more people by now.
    """

    crosstab: Crosstab
    unknowns: Unknowns
    times: Times
    rules: Rules
    groups: Sequence[Among]
    facts: Sequence[Fact]

    def found(self) -> Iterator[Secret]:
        """Every small count; what each of a small group said; and the same of those who came, or were taken
        out, since something was published.
        """
        for table in (self.crosstab, *self._others()):
            for among in self._every_group():
                yield from self._few(table, among)
        yield from self._hidden_before()
        yield from self._of_small_groups()
        yield from self._of_those_who_came_or_went()

    def _others(self) -> Iterator[Crosstab]:
        tables = (crosstab(self.crosstab.tally, q.key, self.unknowns.by) for q in self.unknowns.others)
        yield from (t for t in tables if t is not None)

    def _every_group(self) -> Iterator[Among]:
        """Every group that any axes make together, those who didn't say included, and everyone."""
        levels = [[None, *axis] for axis in self.unknowns.axes]
        for chosen in product(*levels):
            yield tuple((q.key, o) for q, o in zip(self.unknowns.by, chosen, strict=True) if o is not None)

    def _few(self, table: Crosstab, among: Among) -> Iterator[Secret]:
        question = table.unknowns.question
        base = Event(question.key)
        for event in _told_of(question):
            if self.rules.small(n := _number(table, event, among)):
                yield Secret(self._now(event, among))
            if question.takes_several and self.rules.small(_number(table, base, among) - n):
                yield Secret(self._now(base, among), self._now(event, among))
        if not any(option == NONE for _, option in among):  # how many didn't say tells what nobody thinks
            for event in (base, EVERYONE):
                if self.rules.small(_number(table, event, among)):
                    yield Secret(self._now(event, among))

    def _hidden_before(self) -> Iterator[Secret]:
        for fact in dict.fromkeys(self.facts):
            if fact.value is None and fact.state != self.times.states[-1]:
                columns = self.unknowns.columns(fact.event, times=self.times.at(fact.state))
                if columns is not None and columns.size:
                    yield Secret(columns)

    def _of_small_groups(self) -> Iterator[Secret]:
        question = self.unknowns.question
        for among in self.groups:
            base = _number(self.crosstab, Event(question.key), among)
            if 0 < base < self.rules.small_group:
                yield from (Secret(self._now(e, among), exact=True) for e in _told_of(question))

    def _of_those_who_came_or_went(self) -> Iterator[Secret]:
        questions = (self.unknowns.question, *self.unknowns.others)
        told = [e for q in questions for e in _told_of(q)]
        for spans in self.times.between():
            few = self._changed(spans) < self.rules.small_group
            for among in self._every_group():
                # Which group they are in is theirs, and so is whether their answers sent them here.
                own = [Event(q.key) for q in questions if among or q.show_if]
                exact = few and (not among or among in self.groups)
                for event in (*told, *own):
                    columns = self.unknowns.columns(event, among, spans)
                    if columns is not None and columns.size:
                        yield Secret(columns, exact=exact)

    def _now(self, event: Event, among: Among) -> Columns:
        columns = self.unknowns.columns(event, among, self.times.at(self.times.states[-1]))
        assert columns is not None  # every event here is of these tables
        return columns

    def _changed(self, spans: Sequence[int]) -> int:
        """How many people came in these spans, 0 where that isn't known: of those who were taken out."""
        states, kinds = self.times.states, self.times.spans
        came = {kinds[i][0] for i in spans}
        if len(came) != 1 or 0 in came:
            return 0
        place = came.pop()
        return states[place].seq - states[place - 1].seq


def _told_of(question: Question) -> Iterator[Event]:
    """Each option, those counted together, and the rest of them together where everyone has one answer."""
    yield from (Event(question.key, (o.key,)) for o in question.options)
    if len(question.counts) > 1:
        yield Event.of(question.key, question.counts)
    rest = tuple(o.key for o in question.options if o.key not in question.counts)
    if question.counts and len(rest) > 1 and not question.takes_several:
        yield Event.of(question.key, rest)


def _number(table: Crosstab, event: Event, among: Among) -> int:
    number = table.number(event, among)
    assert number is not None  # every event here is of its table
    return number
