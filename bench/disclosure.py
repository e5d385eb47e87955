"""Attacks what 1,000 made-up councils publish: can anyone work back a count of 1 to 5?

    ./run bench disclosure [COUNCILS]

Each council asks two questions of people in groups by two others (and half of them a fifth, of those who gave
some answers to the first); it publishes every question whole, and the two by each group and by both together;
then, where late replies came, all of it again. The attacker has every number that
was published. Unlike the product, which looks at one question at a time, he looks at everything at once: one
unknown, a whole number, for each way that someone could have answered it all. A secret is worked back when no
numbers that fit make it anything but small, or, of a handful of late people, anything but what it is.

Printed: how many secrets were worked back (it must be none), how much was hidden the first time, and both for
one council in ten by a naive rule: hide 1 to 5, then the next smallest in each row and column with a single
hidden number.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

import highspy
import numpy as np
import numpy.typing as npt

from bench.councils import ASKED, GROUPS, Council, council, publish, publish_naively
from feedback.domain.disclosure import Rules
from feedback.domain.events import Event
from feedback.domain.journey import SKIPPED
from feedback.domain.known import Fact, State
from feedback.domain.questions import Question
from feedback.domain.unknowns import EVERYONE

RULES = Rules()
Mask = npt.NDArray[np.bool_]
_LATE = "(late)"
_OURS = "Told Us"
_RULES = {_OURS: publish, "naive": publish_naively}


@dataclass(frozen=True)
class Ways:
    """Every way that someone could have answered everything, early or late."""

    made: Council

    @cached_property
    def all(self) -> list[dict[str, frozenset[str]]]:
        answers = [list(_answers(q)) for q in self.made.survey.questions]
        when = [frozenset[str](), frozenset([_LATE])][: len(self.made.stages)]
        keys = [*(q.key for q in self.made.survey.questions), _LATE]
        ways = (dict(zip(keys, way, strict=True)) for way in product(*answers, when))
        return [way for way in ways if all(_asked(q, way) for q in self.made.survey.questions if way[q.key])]

    def mask(self, event: Event, state: State | None = None) -> Mask:
        """Which ways an event counts; with a state, only those who had answered by then."""
        early = state is not None and state.seq == len(self.made.stages[0])
        wanted = [] if event == EVERYONE else [(event.question, event.options)]
        wanted += [(key, (option,)) for key, option in event.among]
        return np.array(
            [
                not (early and way[_LATE])
                and all(way[k] & set(options) if options else way[k] for k, options in wanted)
                for way in self.all
            ],
            bool,
        )

    @cached_property
    def truth(self) -> npt.NDArray[np.int64]:
        """How many people answered in each way."""
        place = {tuple(way.values()): i for i, way in enumerate(self.all)}
        found = np.zeros(len(self.all), np.int64)
        for i, person in enumerate(self.made.stages[-1]):
            late = frozenset([_LATE]) if i >= len(self.made.stages[0]) else frozenset[str]()
            given = (frozenset(person.get(q.key, SKIPPED).chosen) for q in self.made.survey.questions)
            found[place[(*given, late)]] += 1
        return found


def _asked(question: Question, way: Mapping[str, frozenset[str]]) -> bool:
    return all(way[c.question] & set(c.options) for c in question.show_if)


def _answers(question: Question) -> Iterator[frozenset[str]]:
    yield frozenset()  # didn't say
    keys = [o.key for o in question.options]
    most = len(keys) if question.takes_several else 1
    for size in range(1, most + 1):
        for chosen in combinations(keys, size):
            if size == 1 or not any(o.alone for o in question.options if o.key in chosen):
                yield frozenset(chosen)


@dataclass(frozen=True)
class Target:
    """Something that the attacker is after: how many people answered in some ways."""

    mask: Mask
    exact: bool


class Attacker:
    """Someone who knows some facts, and looks for numbers of people that fit them."""

    def __init__(self, ways: Ways, facts: Sequence[Fact]) -> None:
        self.ways = ways
        self.solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self.solver.silent()
        self.solver.setOptionValue("threads", 1)
        size = len(ways.all)
        self.solver.addVars(size, np.zeros(size), np.full(size, 1e5))
        for fact in facts:
            columns = np.flatnonzero(ways.mask(fact.event, fact.state)).astype(np.int32)
            low, high = (fact.least, highspy.kHighsInf) if fact.value is None else (fact.value,) * 2
            self.solver.addRow(float(low), float(high), len(columns), columns, np.ones(len(columns)))

    def found(self, targets: Sequence[Target]) -> list[Target]:
        """Those that can be worked back. Numbers that fit settle what they make something else of."""
        left = list(targets)
        recovered: list[Target] = []
        while left:
            target = left[0]
            for sense in (highspy.ObjSense.kMaximize, highspy.ObjSense.kMinimize):
                people = self._extreme(target.mask, sense)
                left = [t for t in left if not self._settled(t, people)]
                if not left or left[0] is not target:
                    break
            else:
                recovered.append(left.pop(0))
        return recovered

    def _settled(self, target: Target, people: npt.NDArray[np.int64]) -> bool:
        n, true = int(people[target.mask].sum()), int(self.ways.truth[target.mask].sum())
        return n != true if target.exact else not RULES.small(n)

    def _extreme(self, mask: Mask, sense: highspy.ObjSense) -> npt.NDArray[np.int64]:
        """The numbers of people that take a sum furthest: where the solver's quick way leaves fractions of
        people, by its slow one.
        """
        size = len(mask)
        every = np.arange(size, dtype=np.int32)
        self.solver.changeColsCost(size, every, mask.astype(float))
        self.solver.changeObjectiveSense(sense)
        for kind in (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger):
            self.solver.changeColsIntegrality(size, every, np.full(size, kind))
            self.solver.run()
            assert self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
            found = np.asarray(self.solver.getSolution().col_value)
            counts: npt.NDArray[np.int64] = np.rint(found).astype(np.int64)
            if np.abs(found - counts).max() < 1e-6:
                break
        return counts


def targets(ways: Ways) -> list[Target]:
    """Every small number of people who gave an answer, in every group that the two others make, and how many
    are in each group; and all that a handful of late people said.
    """
    found: list[Target] = []
    asked = {q.key: [(), *((o.key,) for o in q.options)] for q in ways.made.survey.questions}
    for question in ways.made.survey.questions:
        rest = tuple(o.key for o in question.options if o.key not in question.counts)
        asked[question.key] += [question.counts, rest] if question.counts else []
    late = np.array([bool(way[_LATE]) for way in ways.all])
    few_late = 0 < int(ways.truth[late].sum()) < RULES.small_group
    for options in product(*(asked[g] for g in GROUPS)):
        among = [Event(g, o) for g, o in zip(GROUPS, options, strict=True) if o]
        group = np.logical_and.reduce([np.ones(len(ways.all), bool), *(ways.mask(e) for e in among)])
        for key in [k for k in asked if k not in GROUPS]:
            for said in asked[key]:
                mask = group & ways.mask(Event(key, said))
                found.append(Target(mask, False))
                if late.any():
                    found.append(Target(mask & ~late, False))
                    if said or among or key not in ASKED:  # how many came late is no secret, but who was sent
                        found.append(Target(mask & late, few_late and not among))
        if among:
            found += [Target(group, False), Target(group & ~late, False)]
    return [t for t in found if t.exact or RULES.small(int(ways.truth[t.mask].sum()))]


@dataclass(frozen=True)
class Outcome:
    """Of one council: how many secrets it has, how many were worked back; how many cells it told, and hid."""

    secrets: int
    recovered: int
    cells: int
    hidden: int
    by_rule: int  # hidden because they are small themselves


def attack(made: Council, facts: Sequence[Fact]) -> Outcome:
    ways = Ways(made)
    wanted = targets(ways)
    recovered = Attacker(ways, facts).found(wanted)
    first = State(len(made.stages[0]), 0)
    cells = [f for f in facts if f.event.among and f.event.options and f.state == first]
    hidden = [f for f in cells if f.value is None]
    small = [f for f in hidden if RULES.small(int(ways.truth[ways.mask(f.event, f.state)].sum()))]
    return Outcome(len(wanted), len(recovered), len(cells), len(hidden), len(small))


def one(number: int) -> Mapping[str, Outcome]:
    """What came of a council by each rule: by the naive one only for one in ten."""
    made = council(number)
    rules = _RULES if number % 10 == 0 else {_OURS: publish}
    return {rule: attack(made, told(made, RULES)) for rule, told in rules.items()}


def main() -> int:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with ProcessPoolExecutor() as pool:
        outcomes = []
        for number, outcome in enumerate(pool.map(one, range(many))):
            outcomes.append(outcome)
            if outcome[_OURS].recovered:
                print(f"council {number}: something was worked back", file=sys.stderr, flush=True)
    for rule in _RULES:
        of_rule = [o[rule] for o in outcomes if rule in o]
        names = Outcome.__annotations__
        secrets, lost, cells, hidden, small = (sum(getattr(o, name) for o in of_rule) for name in names)
        leaky = sum(o.recovered > 0 for o in of_rule)
        print(
            f"{rule}: worked back {lost:,} of {secrets:,} secrets, in {leaky:,} of {len(of_rule):,} councils"
        )
        share = f"{hidden:,} of {cells:,} numbers in groups ({hidden / cells:.0%})"
        print(f"  hidden at first: {share}, {small:,} of them small")
    return 1 if any(o[_OURS].recovered for o in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
