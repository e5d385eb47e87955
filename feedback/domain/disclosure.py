"""What may leave the building: which counts are hidden, and which must go with them. Knows nothing of words.

The rules, for one question of one wave (docs/decisions/0003-small-counts.md):

- a base of 1 to 5 is hidden, and everything under it;
- of a group under 10 only the base is told;
- a count of 1 to 5 is hidden, and so is one whose complement is 1 to 5;
- where options share out the base, more are hidden, smallest first, until the hidden ones together can't
  be worked back: at least two, and so many people among them that the largest that one could be is over 5;
- the counted options together ("strongly agree or agree") are told only if that gives nothing away;
- where people may choose several, how many chose more than one is kept the same way;
- a routed question is told only if how many were sent to it gives nothing away.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from feedback.domain.counting import Count

HIDDEN = "[c]"
NOT_APPLICABLE = "[z]"
TOO_FEW = "[u]"
CHANGED = "[b]"  # a break: the question was changed after this time


@dataclass(frozen=True)
class Rules:
    """The council's settings: counts of 1 to `threshold` are hidden; groups under `small_group` not told."""

    threshold: int = 5
    small_group: int = 10

    def small(self, n: int) -> bool:
        return 0 < n <= self.threshold


@dataclass(frozen=True)
class Release:
    """What is told of a question's counts: None stands where a number is hidden."""

    base: int | None
    options: Mapping[str, int | None]
    counted: int | None

    @property
    def all_hidden(self) -> bool:
        return bool(self.options) and all(n is None for n in self.options.values())


@dataclass(frozen=True)
class Route:
    """One condition that sent people to a question: what they were asked, and the answers that sent them.
    `siblings` are the answers that sent people to other questions, whose bases may be told too.
    """

    asked: Count
    options: frozenset[str]
    siblings: tuple[frozenset[str], ...] = ()


def release(count: Count, rules: Rules, routes: Iterable[Route] = ()) -> Release:
    """What may be told of a question. Its base tells how many its routes sent, so they must be safe too."""
    sent = count.base + count.skipped
    if rules.small(count.base) or any(_gives_away(route, sent, rules) for route in routes):
        return Release(None, dict.fromkeys(count.options), None)
    if 0 < count.base < rules.small_group:
        return Release(count.base, dict.fromkeys(count.options), None)
    if count.question.takes_words:
        return Release(count.base, {}, None)
    return (_several if count.question.takes_several else _shared)(count, rules)


def _gives_away(route: Route, sent: int, rules: Rules) -> bool:
    """True if knowing how many were sent tells a small count, or works back one that is hidden there."""
    asked = route.asked
    told = release(asked, rules)
    hidden = {k for k, n in told.options.items() if n is None}
    if asked.question.takes_several:
        return bool(hidden & route.options) or rules.small(asked.base - sent)
    # Each sum that is told cuts the hidden ones in two: this one, its siblings', and the counted options'.
    cuts = [route.options, *route.siblings]
    cuts += [frozenset(asked.question.counts)] if told.counted is not None else []
    parts: dict[tuple[bool, ...], set[str]] = {}
    for key in hidden:
        parts.setdefault(tuple(key in cut for cut in cuts), set()).add(key)
    return any(not _unworkable(part, asked.options, rules) for part in parts.values())


def _several(count: Count, rules: Rules) -> Release:
    """Each option is a yes or no of its own, judged alone; then what they tell together is judged."""

    alone = {o.key for o in count.question.options if o.alone}
    # Those who ticked “None of these” ticked nothing else, so the others share what is left of the base.
    rest = count.base - sum(count.options[k] for k in alone)

    def told(n: int, whole: int) -> bool:
        return not any(map(rules.small, (n, count.base - n, whole - n)))

    options = {
        k: n if told(n, count.base if k in alone else rest) else None for k, n in count.options.items()
    }
    # Everyone ticked something, so the ticks less the people tell how many ticked more than one.
    if None not in options.values() and rules.small(sum(count.options.values()) - count.base):
        options[min((k for k in options if options[k]), key=lambda k: count.options[k])] = None
    ticked = [count.options[k] for k in count.question.counts]
    others = sum(count.options.values()) - sum(ticked)
    # Of people who ticked A or B, those who ticked only B are (A or B) less A; both are A + B less (A or B).
    # So too for those who ticked neither, who ticked something else.
    gaps = [count.counted - n for n in ticked]
    gaps += [sum(ticked) - count.counted, others - (count.base - count.counted)]
    among = count.base if alone & set(count.question.counts) else rest
    safe = bool(ticked) and told(count.counted, among) and not any(rules.small(g) for g in gaps)
    return Release(count.base, options, count.counted if safe else None)


def _shared(count: Count, rules: Rules) -> Release:
    """Options share out the base, so a single hidden one is the base less the rest: hide with company."""
    inside = set(count.question.counts)
    if inside:
        within = {k: n for k, n in count.options.items() if k in inside}
        without = {k: n for k, n in count.options.items() if k not in inside}
        hidden = _hide(within, rules), _hide(without, rules)
        if hidden[0] is not None and hidden[1] is not None:
            return _told(count, hidden[0] | hidden[1], count.counted)
    whole = _hide(count.options, rules)
    return _told(count, set(count.options) if whole is None else whole, None)


def _told(count: Count, hidden: set[str], counted: int | None) -> Release:
    return Release(count.base, {k: None if k in hidden else n for k, n in count.options.items()}, counted)


def _hide(options: Mapping[str, int], rules: Rules) -> set[str] | None:
    """Which of some options, whose sum is known, to hide; None if no choice among them keeps the secret."""
    hidden = {k for k, n in options.items() if rules.small(n)}
    if rules.small(sum(options.values())):
        return None
    spare = sorted((k for k in options if k not in hidden and options[k]), key=lambda k: options[k])
    while hidden and not _unworkable(hidden, options, rules):
        if not spare:
            return None
        hidden.add(spare.pop(0))
    return hidden


def _unworkable(hidden: Set[str], options: Mapping[str, int], rules: Rules) -> bool:
    """True if no hidden option can be pinned to a small count by one who knows the sum of the hidden ones,
    and that each of them holds somebody: each can be anything from 1 to the sum less one for each other.
    """
    others = len(hidden) - 1
    return others > 0 and sum(options[k] for k in hidden) - others > rules.threshold
