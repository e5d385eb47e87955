"""“Does this feel true?” moves in steps, and nobody who watches learns how a few people pressed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.domain.disclosure import Rules
from feedback.domain.feeling import Feels, Presses, felt, pressed

RULES = Rules()
YES, NOT_REALLY, NO = Feels
Vector = tuple[int, int, int]


def after(presses: Sequence[Feels], rules: Rules = RULES) -> list[Presses]:
    """How it stands after each press."""
    found = [Presses()]
    for press in presses:
        found.append(pressed(found[-1], press, rules))
    return found


def shown(presses: Presses, rules: Rules = RULES) -> tuple[int, tuple[int | None, ...]]:
    told = felt(presses.told, rules)
    return told.base, tuple(told.cells[f].count for f in Feels)


def test_nothing_is_told_until_ten_have_pressed():
    stands = after([YES] * 10)
    assert [shown(p)[0] for p in stands] == [0] * 10 + [10]
    assert shown(stands[-1]) == (10, (10, 0, 0))


def test_then_it_moves_only_with_ten_more():
    stands = after([YES] * 10 + [YES, YES, YES, YES, YES, YES, YES, NOT_REALLY, NO] + [NO] * 6)
    assert [shown(p)[0] for p in stands[10:20]] == [10] * 10
    assert stands[-1].so_far == {YES: 17, NOT_REALLY: 1, NO: 7}


def test_a_larger_group_waits_longer():
    rules = Rules(5, 20)
    stands = after([NO] * 41, rules)
    assert [n for n, (a, b) in enumerate(pairwise(stands), 1) if a.told != b.told] == [20, 40]


def test_small_counts_are_hidden_with_company_and_under_thirty_there_is_no_percentage():
    told = felt({YES: 18, NOT_REALLY: 7, NO: 2}, RULES)
    assert [told.cells[f].count for f in Feels] == [18, None, None]
    assert told.hides
    assert told.cells[YES].percent is None
    assert felt({YES: 18, NOT_REALLY: 12, NO: 0}, RULES).cells[YES].percent == "60"
    assert not felt({YES: 18, NOT_REALLY: 12, NO: 0}, RULES).hides


def test_a_step_that_would_tell_a_small_count_by_what_was_told_before_waits():
    first = Presses(*[{YES: 30, NOT_REALLY: 8, NO: 0}] * 3)
    # Yes 39 and 9 others: eight were “not really” before, so one of them says “no”.
    stands = after_from(first, [YES] * 9 + [NO])
    assert stands[-1].told == first.told
    stands = after_from(stands[-1], [NOT_REALLY] * 6)
    assert stands[-1].told != first.told
    assert shown(stands[-1])[1][2] is None


def after_from(start: Presses, presses: Sequence[Feels]) -> list[Presses]:
    found = [start]
    for press in presses:
        found.append(pressed(found[-1], press, RULES))
    return found


# In runs, as when a class presses one and then somebody another: by chance alone few steps are dangerous.
mixed = st.lists(st.tuples(st.sampled_from(list(Feels)), st.integers(1, 12)), max_size=9).map(
    lambda runs: [feels for feels, times in runs for _ in range(times)][:70]
)


@given(mixed)
def test_no_press_of_fewer_than_ten_can_be_seen(presses):
    steps = [p.told for p in after(presses)]
    bases = [sum(told.values()) for told in steps]
    assert all(b == a or b - a >= RULES.small_group for a, b in pairwise(bases))
    assert all((a == b) == (sum(a.values()) == sum(b.values())) for a, b in pairwise(steps))


@given(mixed)
def test_all_presses_are_counted(presses):
    now = after(presses)[-1].so_far
    assert all(now[f] == presses.count(f) for f in Feels)


@dataclass
class Watcher:
    """Works out all that could have been pressed, step by step, from what was told and that counts rise."""

    could: list[set[Vector]]

    @classmethod
    def of(cls, told: Sequence[tuple[int, tuple[int | None, ...]]]) -> "Watcher":
        could = [{v for v in vectors(base) if fits(v, cells)} for base, cells in told]
        for earlier, later in pairwise(could):
            later &= {v for v in later if any(below(e, v) for e in earlier)}
        for later, earlier in pairwise(reversed(could)):
            earlier &= {e for e in earlier if any(below(e, v) for v in later)}
        return cls(could)


def vectors(base: int) -> list[Vector]:
    return [(a, b, base - a - b) for a in range(base + 1) for b in range(base + 1 - a)]


def fits(vector: Vector, cells: tuple[int | None, ...]) -> bool:
    if all(c is None for c in cells):
        return True
    return all(n == c if c is not None else n > 0 for n, c in zip(vector, cells, strict=True))


def below(a: Vector, b: Vector) -> bool:
    return all(x <= y for x, y in zip(a, b, strict=True))


@settings(max_examples=60, deadline=None)
@given(mixed)
def test_someone_who_watches_every_step_works_back_no_small_count(presses):
    steps = list(dict.fromkeys(map(shown, after(presses))))[1:]
    watcher = Watcher.of(steps)
    for (_, cells), could in zip(steps, watcher.could, strict=True):
        for place, cell in enumerate(cells):
            if cell is None:
                assert max(v[place] for v in could) > RULES.threshold, steps
            else:
                assert not RULES.small(cell)


@pytest.mark.parametrize("feels", list(Feels))
def test_one_press_raises_one_count(feels):
    one = pressed(Presses(), feels, RULES)
    assert one.so_far[feels] == 1
    assert sum(one.so_far.values()) == 1
    assert sum(one.told.values()) == 0
