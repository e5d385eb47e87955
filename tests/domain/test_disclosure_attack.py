"""An attack on everything that is shown of a question: can a small count be worked back?

The attacker knows what one release shows: the base, the numbers that aren't hidden, the counted options
together, that options share out the base (or that everyone ticked something), and that a hidden number is not
nought unless the whole table is hidden. Every table of counts that fits is tried. The attack wins when a true
count of 1 to 5, of one option or of any taken together, can be nothing over 5.
"""

from collections import defaultdict
from functools import cache
from itertools import combinations

import numpy as np
import pytest
from domain_builders import comment, count_of, one_of, shared_tables, thorough, ticks_of
from hypothesis import given

from feedback.domain.disclosure import Release, Route, Rules, release

RULES = Rules()
BAND = tuple("abcde")


# The attack on one answer each


@cache
def tables(base, cells):
    """Every way that so many people can share out so many answers, one to a row."""
    bars = np.array(list(combinations(range(base + cells - 1), cells - 1)), int).reshape(-1, cells - 1)
    edges = np.pad(bars, ((0, 0), (1, 1)), constant_values=((0, 0), (-1, base + cells - 1)))
    return np.diff(edges, axis=1) - 1


@cache
def together(cells):
    """Every choice of answers to take together, one to a column; all of them and none are left out."""
    numbers = np.arange(1, 2**cells - 1)
    return (numbers[None, :] >> np.arange(cells)[:, None]) & 1


def fits(shown, rows, inside):
    """Which tables the attacker can't rule out."""
    fit = np.ones(len(rows), bool)
    certain = shown.counted is not None or not shown.all_hidden
    for column, n in zip(rows.T, shown.options.values(), strict=True):
        fit &= column == n if n is not None else column >= certain
    return fit if shown.counted is None else fit & (rows[:, inside].sum(axis=1) == shown.counted)


def pinned(true, possible, threshold):
    """Which small true sums can be nothing but small, for all the attacker knows. A column is a sum."""
    small = (true > 0) & (true <= threshold)
    return small & (possible.max(axis=0) <= threshold)


def attack(base, cells, counted, rules):
    """What is found out from everything that could be told of so many people, if anything."""
    keys = BAND[:cells]
    rows, inside = tables(base, cells), [keys.index(k) for k in counted]
    sums = rows @ together(cells)
    asked = one_of(keys, counted)
    releases = defaultdict(list)
    for i, row in enumerate(rows.tolist()):
        shown = release(count_of(asked, dict(zip(keys, row, strict=True))), rules)
        if shown.base is not None:
            releases[(*shown.options.values(), shown.counted)].append((i, shown))
    for found in releases.values():
        possible = sums[fits(found[0][1], rows, inside)]
        for i, shown in found:
            if pinned(sums[i], possible, rules.threshold).any():
                yield f"{rows[i].tolist()} counting “{counted}” shows {shown}"


SMALL_SETTINGS = (Rules(1, 2), Rules(2, 3), Rules(2, 4))


@pytest.mark.parametrize(
    ("cells", "bases", "rules"),
    [
        (2, range(1, 40), RULES),
        (3, range(6, 22), RULES),
        (4, (10, 12, 14, 16), RULES),
        (5, (10, 16), RULES),
        *[(cells, range(2, 10), rules) for rules in SMALL_SETTINGS for cells in (3, 4)],
    ],
)
def test_no_small_count_can_be_worked_back(cells, bases, rules):
    choices = ["", "a", "ab"] if cells == 5 else ["", "a", "b", "ab", "bc", "abc"]
    for base in bases:
        for counted in [c for c in choices if len(c) < cells and set(c) <= set(BAND[:cells])]:
            assert list(attack(base, cells, counted, rules)) == []


def test_the_attack_finds_what_is_there_to_find():
    rows = tables(12, 3)
    sums = rows @ together(3)
    true = np.array([3, 2, 7]) @ together(3)
    careless = Release(12, {"a": None, "b": None, "c": 7}, None)  # a and b are 5 together
    assert pinned(true, sums[fits(careless, rows, [])], 5).any()
    careful = Release(12, {"a": None, "b": None, "c": None}, None)
    assert not pinned(true, sums[fits(careful, rows, [])], 5).any()


def at_most(chosen, shown, sides):
    """The most that some answers can be together, worked out rather than tried."""
    most = sum(shown.options[k] or 0 for k in chosen)
    certain = shown.counted is not None or not shown.all_hidden
    for side, total in sides:
        hidden = {k for k in side if shown.options[k] is None}
        left = total - sum(shown.options[k] or 0 for k in side)
        if hidden & set(chosen):
            most += left - certain * len(hidden - set(chosen))
    return most


@given(shared_tables())
@thorough(300)
def test_no_small_count_among_many_people_can_be_worked_back(table):
    numbers, counted = table
    shown = release(count_of(one_of(numbers, counted), numbers), RULES)
    base = sum(numbers.values())
    if shown.base is None:
        assert 0 < base <= 5
        return
    assert shown.base == base
    assert all(n in (None, numbers[k]) for k, n in shown.options.items())
    assert shown.counted in (None, sum(numbers[k] for k in counted))
    sides = [(set(numbers), base)]
    if shown.counted is not None:
        sides = [(set(counted), shown.counted), (set(numbers) - set(counted), base - shown.counted)]
    for size in range(1, len(numbers)):
        for chosen in combinations(numbers, size):
            if 0 < sum(numbers[k] for k in chosen) <= 5:
                assert at_most(chosen, shown, sides) > 5, chosen


# The attack on several ticks: people are of a kind, by which of the options they ticked


def kinds(options):
    """Which option is in which kind of person, a kind a column: everyone ticked something."""
    return (np.arange(1, 2**options)[None, :] >> np.arange(options)[:, None]) & 1


def findings(base, options, counted):
    """What might be found out of people who ticked: by name, a number for every mix of people."""
    people, ticks = tables(base, 2**options - 1), kinds(options)
    found = {}
    for i in range(options):
        found[f"ticked {i}"] = people @ ticks[i]
        found[f"not {i}"] = people @ (1 - ticks[i])
        found[f"only {i}"] = people @ (ticks[i] & (ticks.sum(axis=0) == 1))
    for i, j in combinations(range(options), 2):
        found[f"both {i} and {j}"] = people @ (ticks[i] & ticks[j])
        found[f"neither {i} nor {j}"] = people @ (1 - (ticks[i] | ticks[j]))
    found["more than one"] = people @ (ticks.sum(axis=0) > 1)
    found["any of the counted"] = people @ (ticks[counted].sum(axis=0) > 0)
    found["none of the counted"] = base - found["any of the counted"]
    return found


def attack_ticks(base, options, counts, rules):
    """What is found out: a number that can only be 1 to 5, and the release that tells it."""
    keys, counted = BAND[:options], [BAND.index(k) for k in counts]
    found = findings(base, options, counted)
    by_option = [found[f"ticked {i}"] for i in range(options)]
    rows = np.stack([*by_option, found["any of the counted"]], axis=1)
    releases = {}
    for row in np.unique(rows, axis=0).tolist():
        numbers = dict(zip(keys, row, strict=False))
        shown = release(count_of(ticks_of(keys, counts), numbers, base, row[-1]), rules)
        releases[(*shown.options.values(), shown.counted)] = shown
    for shown in [s for s in releases.values() if s.base is not None]:
        fit = np.ones(len(rows), bool)
        for column, n in zip(by_option, shown.options.values(), strict=True):
            fit &= column == n if n is not None else column >= (not shown.all_hidden)
        if shown.counted is not None:
            fit &= rows[:, -1] == shown.counted
        for name, numbers in found.items():
            if numbers[fit].min() >= 1 and numbers[fit].max() <= rules.threshold:
                yield f"{name} is {numbers[fit].min()} to {numbers[fit].max()}: {shown}"


@pytest.mark.parametrize(
    ("options", "bases", "rules"),
    [
        (2, (10, 11, 13, 17, 24, 29), RULES),
        (3, (12, 13), RULES),
        (3, (3, 5, 8, 10), Rules(1, 2)),
        (3, (4, 7, 11), Rules(2, 4)),
    ],
)
def test_no_small_count_of_ticks_can_be_worked_back(options, bases, rules):
    for base in bases:
        for counts in ["", "a", "ab", "abc"][: options + 1]:
            assert list(attack_ticks(base, options, counts, rules)) == []


# The attack on routed questions


def attack_route(base, cells, counts, sent_by, rules=RULES):
    """As `attack`, by one who also knows how many were sent to the next question, where that is told."""
    keys = BAND[:cells]
    rows, inside = tables(base, cells), [keys.index(k) for k in counts]
    sums, sent = rows @ together(cells), rows[:, [keys.index(k) for k in sent_by]].sum(axis=1)
    asked = one_of(keys, counts)
    for shown, own in _by_release(asked, keys, rows, rules).values():
        fit = fits(shown, rows, inside)
        for number in np.unique(sent[own]).tolist():
            mine = own[sent[own] == number]
            child = count_of(comment(), {}, base=number, counted=0)
            for i in mine:
                parent = count_of(asked, dict(zip(keys, rows[i].tolist(), strict=True)))
                if release(child, rules, [Route(parent, frozenset(sent_by))]).base is None:
                    continue
                if pinned(sums[i], sums[fit & (sent == number)], rules.threshold).any():
                    yield f"{rows[i].tolist()} counting “{counts}” sends {number} by “{sent_by}”: {shown}"


def _by_release(asked, keys, rows, rules):
    found = {}
    for i, row in enumerate(rows.tolist()):
        shown = release(count_of(asked, dict(zip(keys, row, strict=True))), rules)
        if shown.base is not None:
            found.setdefault((*shown.options.values(), shown.counted), (shown, []))[1].append(i)
    return {key: (shown, np.array(own)) for key, (shown, own) in found.items()}


@pytest.mark.parametrize(
    ("cells", "bases", "rules"),
    [
        (3, (12, 15), RULES),
        (4, (14, 17), RULES),
        (5, (15,), RULES),
        (4, (7, 8), Rules(1, 2)),
        (5, (9, 10), Rules(2, 3)),
    ],
)
def test_how_many_were_sent_on_works_nothing_back(cells, bases, rules):
    for base in bases:
        for counts in ("", "ab") if cells > 3 else ("", "a"):
            for sent_by in [
                BAND[cells - 2 : cells],
                BAND[:2],
                (BAND[1], BAND[cells - 1]),
                BAND[cells - 1 : cells],
            ]:
                assert list(attack_route(base, cells, counts, sent_by, rules)) == []
