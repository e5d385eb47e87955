"""Went up, went down, about the same, too few to say: an exact test, corrected for how many are looked at."""

from dataclasses import replace

import pytest
from domain_builders import source, thorough
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from feedback.domain.changes import Pair, Verdict, fisher, holm, how_many, judge, told_together
from feedback.domain.sections import Cell, Finding, Told

UP, DOWN, SAME, TOO_FEW = Verdict.UP, Verdict.DOWN, Verdict.SAME, Verdict.TOO_FEW


def shares(most):
    return st.integers(1, most).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))


def theirs(pair):
    (a, m), (b, n) = pair.earlier, pair.later
    return stats.fisher_exact([[a, m - a], [b, n - b]])[1]


@given(shares(200), shares(200))
@thorough(300)
def test_the_test_is_what_scipy_says(then, now):
    pair = Pair(then, now)
    assert fisher(pair) == pytest.approx(theirs(pair), rel=1e-6, abs=1e-12)


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ((278_000, 557_077), (51_000, 100_000)),
        ((480_000, 557_077), (480_500, 557_077)),
        ((3, 250_000), (9, 250_000)),
        ((66, 76), (440_000, 557_077)),
        ((0, 40_000), (0, 9)),
        ((40_000, 40_000), (8, 9)),
    ],
)
def test_large_bases_lose_nothing(then, now):
    pair = Pair(then, now)
    assert fisher(pair) == pytest.approx(theirs(pair), rel=1e-5, abs=1e-12)


def test_the_lady_who_tasted_tea():
    """Fisher, 1935, The Design of Experiments: 3 of 4 and 1 of 4 is 34/70 of all ways or rarer."""
    assert fisher(Pair((3, 4), (1, 4))) == pytest.approx(34 / 70)


def test_holms_own_steps():
    """A textbook example: 0.005 and 0.01 are under 0.05/4 and 0.05/3, 0.03 is over 0.05/2."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == {0, 3}
    assert holm([0.05]) == {0}
    assert holm([0.0501]) == set()
    assert holm([0.02, 0.03]) == {0, 1}
    assert holm([]) == set()


@given(st.lists(st.floats(0, 1), max_size=12))
@thorough(100)
def test_holm_calls_the_surest_first_and_never_more_than_without_correction(chances):
    found = holm(chances)
    assert all(chances[i] <= 0.05 for i in found)
    assert {i for i, c in enumerate(chances) if c <= 0.05 / max(1, len(chances))} <= found
    assert all(chances[i] <= chances[j] for i in found for j in range(len(chances)) if j not in found)


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ((5, 8), (6, 8), TOO_FEW),
        ((0, 8), (8, 8), TOO_FEW),  # under 10 nothing is a change
        ((0, 9), (9, 10), TOO_FEW),
        ((0, 10), (10, 10), UP),
        ((20, 29), (5, 29), DOWN),
        ((20, 29), (20, 29), TOO_FEW),  # under 30 nothing is the same
        ((20, 29), (200, 290), TOO_FEW),
        ((66, 76), (66, 76), SAME),
        ((64, 76), (66, 76), SAME),
        ((15, 30), (20, 30), TOO_FEW),  # 50% and 67% may be luck, but are not the same
        ((42, 76), (66, 76), UP),
        ((66, 76), (42, 76), DOWN),
        ((0, 76), (0, 76), SAME),
        ((76, 76), (76, 76), SAME),
        ((0, 76), (76, 76), UP),
        ((400_000, 557_077), (403_000, 557_077), UP),
        ((279_000, 557_077), (279_015, 557_077), SAME),
    ],
)
def test_one_change_alone(then, now, said):
    assert judge([Pair(then, now)]) == [said]


def test_shares_that_are_printed_alike_are_not_called_a_change():
    pair = Pair((2_498_000, 5_000_000), (2_502_000, 5_000_000))
    assert fisher(pair) < 0.05
    assert judge([pair]) == [SAME]  # 50.0% and 50.0%


def test_a_change_that_is_one_of_many_needs_stronger_signs():
    lone = Pair((54, 76), (66, 76))
    assert 0.01 < fisher(lone) < 0.05
    still = Pair((40, 76), (40, 76))
    assert judge([lone]) == [UP]
    assert judge([lone] + [still] * 9) == [TOO_FEW] + [SAME] * 9
    clear = Pair((30, 76), (66, 76))
    assert judge([still, lone, clear])[2] == UP


def test_those_with_too_few_people_are_not_among_the_many():
    lone = Pair((54, 76), (66, 76))
    assert judge([lone] + [Pair((3, 9), (4, 9))] * 20)[0] == UP


# In sentences


def told(n, base, name, breaks=False, **more):
    count = Cell(n, None) if n is not None else Cell(None, None, "[c]", "[c]")
    return Told(source(name.lower(), name=name, **more), "…", base, (), count, breaks=breaks)


def finding(*waves, kind="scale"):
    return Finding("care-leavers", "in-control", "Words?", kind, (), waves, several=False)


def said(*waves, **more):
    return told_together([finding(*waves, **more)])[0].change


def test_a_change_is_told_with_the_numbers_of_both_waves():
    assert said(told(66, 76, "Autumn"), told(42, 76, "Spring")) == (
        "This went up, from 55% of care leavers (42 of 76) in Spring to 87% (66 of 76) in Autumn."
    )
    assert said(told(6, 24, "Autumn"), told(66, 76, "Spring")) == (
        "This went down, from 87% of care leavers (66 of 76) in Spring to 6 of 24 in Autumn."
    )


def test_no_change_is_told_with_the_numbers_of_both_waves():
    assert said(told(66, 76, "Autumn"), told(64, 76, "Spring")) == (
        "This stayed about the same: 84% of care leavers (64 of 76) in Spring, and 87% (66 of 76) in Autumn."
    )
    assert said(told(6, 8, "Autumn"), told(5, 8, "Spring")) == (
        "Too few people answered to say whether this changed: 5 of 8 care leavers in Spring, "
        "and 6 of 8 in Autumn."
    )


@pytest.mark.parametrize(
    ("now", "then"),
    [((None, 76), (66, 76)), ((66, 76), (None, 76)), ((None, None), (66, 76)), ((66, 76), (None, None))],
)
def test_where_a_number_is_hidden_no_change_is_told(now, then):
    assert said(told(*now, "Autumn"), told(*then, "Spring")) == (
        "We can’t say whether this changed since Spring: the numbers are too small to share safely."
    )


def test_where_nobody_answered_there_is_nothing_to_compare():
    assert said(told(0, 0, "Autumn"), told(66, 76, "Spring")) == (
        "Nobody answered in Autumn, so there is nothing to compare."
    )
    assert said(told(66, 76, "Autumn"), told(0, 0, "Spring")) == (
        "Nobody answered in Spring, so there is nothing to compare."
    )


def test_a_question_that_was_changed_is_not_compared():
    assert said(told(66, 76, "Autumn"), told(6, 76, "Spring", breaks=True)) == (
        "We changed this question, so it can’t be compared with Spring."
    )
    assert how_many([finding(told(66, 76, "Autumn"), told(6, 76, "Spring", breaks=True))]) == 0


def test_only_the_newest_is_set_beside_the_one_before():
    waves = told(66, 76, "Autumn"), told(66, 76, "Summer"), told(6, 76, "Spring", breaks=True)
    assert said(*waves).startswith("This stayed about the same")


@pytest.mark.parametrize(
    "alone",
    [
        finding(told(66, 76, "Autumn")),
        finding(told(66, 76, "Autumn"), told(6, 76, "Spring"), kind="pooled"),
        finding(replace(told(66, 76, "Autumn"), counted=None), told(6, 76, "Spring")),
        finding(),
    ],
    ids=["one wave", "pooled", "nothing counted", "never asked"],
)
def test_where_there_is_nothing_to_compare_nothing_is_said(alone):
    assert told_together([alone])[0].change is None
    assert how_many([alone]) == 0


def test_all_that_are_told_in_a_section_are_judged_together():
    lone = finding(told(66, 76, "Autumn"), told(54, 76, "Spring"))
    still = finding(told(40, 76, "Autumn"), told(40, 76, "Spring"))
    assert told_together([lone])[0].change.startswith("This went up")
    together = told_together([lone, *[still] * 9])
    assert together[0].change.startswith("Too few people answered to say")
    assert how_many([lone, *[still] * 9]) == 10
