"""Which figures of a table must be hidden, so that nobody can work back a small count from them and from all
that was published before. Knows nothing of words.

What the rules hide at once is hidden first. Then each secret is tried with a solver: if it can be worked
back, one of the figures that pin it is hidden too, until it can't. At last each of those is shown again if
every secret keeps without it.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from feedback.domain.bounds import INFINITE, Knowledge
from feedback.domain.crosstabs import Crosstab
from feedback.domain.disclosure import Rules
from feedback.domain.events import Event
from feedback.domain.known import Outside, Times, knowledge
from feedback.domain.secrets import Search, Secret, Secrets
from feedback.domain.unknowns import Unknowns


@dataclass(frozen=True)
class Candidate:
    """A figure that might be published: `event` with its number. `group` is the base that it stands under,
    itself if it is a base; `hidden` is true where the rules hide it whatever else is told.
    """

    event: Event
    value: int
    group: Event
    hidden: bool

    @property
    def is_base(self) -> bool:
        return self.event == self.group


def _cost(candidate: Candidate) -> tuple[bool, bool, int, Event]:
    """What it costs to hide a figure: cells before those counted together, bases last, small before large."""
    return candidate.is_base, len(candidate.event.options) > 1, candidate.value, candidate.event


@dataclass
class _Table:
    """The candidates of one table as rows of what someone outside would know."""

    candidates: Mapping[Event, Candidate]
    known: Knowledge
    rules: Rules
    rows: Mapping[Event, int]
    hidden: set[Event] = field(default_factory=set)

    def hide(self, wanted: Iterable[Event]) -> None:
        """Hides these and shows the rest; under a hidden base everything is hidden, else no 0 by itself."""
        wanted = set(wanted)
        self.hidden = {
            e
            for e, c in self.candidates.items()
            if c.group in wanted or (e in wanted and (c.value or c.hidden))
        }
        for event, candidate in self.candidates.items():
            low, high = (self._least(candidate), INFINITE) if event in self.hidden else (candidate.value,) * 2
            self.known.change(self.rows[event], low, high)

    def _least(self, candidate: Candidate) -> int:
        """What a reader knows of a hidden figure: not 0, which would be shown, unless its group is hidden."""
        group = self.candidates[candidate.group]
        all_hidden = group.event in self.hidden or group.value < self.rules.small_group
        return 0 if all_hidden else min(candidate.value, 1)

    def costs_least(self, pins: Set[int]) -> Event | None:
        """What to hide of the figures that pin a secret: the cheapest. No 0 by itself, so that such a mark
        never stands for one, but with its group. None if all else is hidden.
        """
        told = [c for e, c in self.candidates.items() if e not in self.hidden and (c.value or c.is_base)]
        pinning = [c for c in told if self.rows[c.event] in pins] or told
        cheapest = min(pinning, key=_cost, default=None)
        return cheapest.event if cheapest else None


def protect(
    crosstab: Crosstab, candidates: Sequence[Candidate], outside: Outside, rules: Rules
) -> frozenset[Event]:
    """Which of the candidates must be hidden, beside what is known outside. Raises Contradiction if that
    doesn't fit together, and TooMany.
    """
    times, facts = outside.times, outside.facts
    by, others = crosstab.unknowns.by, tuple(outside.others)
    unknowns = Unknowns(crosstab.unknowns.question, by, len(times.spans), others)
    known = knowledge(unknowns, facts, times)
    table = _Table({c.event: c for c in candidates}, known, rules, _rows(candidates, unknowns, known, times))
    groups = [c.event.among for c in candidates if c.is_base]
    secrets = list(Secrets(crosstab, unknowns, times, rules, groups, facts).found())
    table.hide(table.candidates)
    # What can be worked back without this table isn't this table's doing.
    while (lost := Search(secrets, known, rules).first()) is not None:
        del secrets[lost[0]]
    given = {c.event for c in candidates if c.hidden}
    table.hide(given)
    search = Search(secrets, known, rules)
    while (found := search.first()) is not None and (cheapest := table.costs_least(found[1])) is not None:
        table.hide({*table.hidden, cheapest})
    _show_again(table, given, secrets)
    return frozenset(table.hidden)


def _rows(
    candidates: Iterable[Candidate], unknowns: Unknowns, known: Knowledge, times: Times
) -> dict[Event, int]:
    rows: dict[Event, int] = {}
    for candidate in candidates:
        columns = unknowns.columns(candidate.event, times=times.at(times.states[-1]))
        if columns is None:
            raise ValueError("a figure isn’t one of its table’s")
        rows[candidate.event] = known.know(columns, 0, INFINITE)
    return rows


def _show_again(table: _Table, given: set[Event], secrets: Sequence[Secret]) -> None:
    """Shows what was hidden for company, the largest first, where every secret keeps all the same."""
    spare = [table.candidates[e] for e in table.hidden - given]
    for candidate in sorted(spare, key=_cost, reverse=True):
        before = set(table.hidden)
        table.hide(before - {candidate.event})
        if Search(secrets, table.known, table.rules).first() is not None:
            table.hide(before)
