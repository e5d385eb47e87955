"""Weights: each group counts as it does among all people. Against closed forms and another solver."""

import numpy as np
import pytest
from domain_builders import answered, any_response, chose, question, random_surveys, survey, tally, thorough
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize

from feedback.domain.counting import Tally
from feedback.domain.journey import SKIPPED
from feedback.domain.weighting import CannotWeigh, Margin, count, rake

AGE = question("age", options="young old", breakdown=True)
HOME = question("home", options="own carers family", breakdown=True)
SAFE = question("safe", options="yes no", counts=["yes"], told_us="they feel safe")
ASKED = survey(SAFE, AGE, HOME)


def margin(key="age", **people):
    return Margin(key, people, {k: k.capitalize() for k in people})


def people(numbers):
    """So many people with each (safe, age, home); "" skipped it."""
    return [
        {key: chose(a) if a else SKIPPED for key, a in zip(("safe", "age", "home"), given, strict=True)}
        for given, n in numbers.items()
        for _ in range(n)
    ]


def summed(tally_, weights, key):
    """The weight of each group of a question."""
    found = count(tally_, key, weights)
    return {k: round(w, 6) for k, w in found.options.items()}


def test_one_question_is_weighted_by_its_totals_over_its_answers():
    """Post-stratification has a closed form: 20 young and 60 old stand for 100 of each."""
    held = tally(
        ASKED, people({("yes", "young", "own"): 10, ("no", "young", "own"): 10, ("yes", "old", "own"): 60})
    )
    weights = rake(held, [margin(young=100, old=100)])
    assert summed(held, weights, "age") == {"young": 40, "old": 40}
    found = count(held, "safe", weights)
    assert (found.base, found.counted) == pytest.approx((80, 60))  # 50% of the young and all the old
    w, v = 2, 40 / 60
    assert found.effective == pytest.approx((20 * w + 60 * v) ** 2 / (20 * w**2 + 60 * v**2))


def test_answers_that_are_as_people_are_keep_their_weight():
    held = tally(ASKED, people({("yes", "young", "own"): 30, ("no", "old", "own"): 60}))
    weights = rake(held, [margin(young=100, old=200)])
    found = count(held, "safe", weights)
    assert (found.base, found.counted, found.effective) == pytest.approx((90, 30, 90))


def test_those_who_did_not_say_count_as_people_do_on_average():
    numbers = {("yes", "young", "own"): 10, ("no", "old", "own"): 30, ("yes", "", "own"): 8}
    held = tally(ASKED, people(numbers))
    weights = rake(held, [margin(young=50, old=50)])
    assert summed(held, weights, "age") == {"young": 20, "old": 20}
    found = count(held, "safe", weights)
    assert (found.base, found.counted) == pytest.approx((48, 28))


cells = st.lists(st.integers(3, 40), min_size=6, max_size=6)
totals = st.tuples(*[st.integers(10, 500)] * 5)


@given(cells, totals)
@thorough(60)
def test_two_questions_at_once_are_what_another_way_of_solving_it_finds(numbers, wanted):
    """Raking has the weights exp(a + b) that fit both margins: the least of a convex function (its dual)."""
    grid = np.array(numbers, float).reshape(2, 3)
    given_ = {
        ("yes", a, h): int(grid[i, j])
        for i, a in enumerate(("young", "old"))
        for j, h in enumerate(("own", "carers", "family"))
    }
    held = tally(ASKED, people(given_))
    ages, homes = np.array(wanted[:2], float), np.array(wanted[2:], float)
    n = grid.sum()
    ages, homes = ages / ages.sum() * n, homes / homes.sum() * n

    def dual(x):
        w = grid * np.exp(x[:2, None] + x[None, 2:])
        slope = np.concatenate([w.sum(1) - ages, w.sum(0) - homes])
        return w.sum() - x[:2] @ ages - x[2:] @ homes, slope

    solved = optimize.minimize(dual, np.zeros(5), jac=True, method="BFGS", options={"gtol": 1e-10}).x
    expected = np.exp(solved[:2, None] + solved[None, 2:])
    weights = rake(
        held,
        [
            margin(young=wanted[0], old=wanted[1]),
            margin("home", own=wanted[2], carers=wanted[3], family=wanted[4]),
        ],
    )
    ours = np.concatenate([np.full(int(grid.flat[c]), expected.flat[c]) for c in range(6)])
    assert weights[0] == pytest.approx(ours, rel=1e-4)


def test_a_group_that_nobody_answered_from_can_not_be_weighted():
    held = tally(ASKED, people({("yes", "old", "own"): 30}))
    with pytest.raises(CannotWeigh, match="Nobody in “Young” answered, so nobody can stand for that group"):
        rake(held, [margin(young=10, old=20)])


def test_a_group_of_nobody_that_somebody_answered_from_can_not_be_weighted():
    held = tally(ASKED, people({("yes", "old", "own"): 30, ("yes", "young", "own"): 1}))
    with pytest.raises(CannotWeigh, match="The total for “Young” is 0, but somebody in that group answered"):
        rake(held, [margin(young=0, old=20)])


def test_totals_of_nobody_at_all_can_not_be_weighed_by():
    with pytest.raises(CannotWeigh, match="All of the totals to weigh by are 0"):
        rake(tally(ASKED, []), [margin(young=0, old=0)])


def test_an_empty_group_of_nobody_does_no_harm():
    held = tally(ASKED, people({("yes", "old", "own"): 30}))
    assert rake(held, [margin(young=0, old=20)])[0] == pytest.approx(np.ones(30))


def test_totals_that_no_weights_fit_are_refused():
    """All the young live in their own homes and all the old don't: the two totals contradict each other."""
    held = tally(ASKED, people({("yes", "young", "own"): 10, ("yes", "old", "family"): 10}))
    with pytest.raises(CannotWeigh, match="No weights fit all of these totals at once"):
        rake(
            held,
            [margin(young=30, old=10), Margin("home", {"own": 10, "family": 30}, {"own": "", "family": ""})],
        )


# Counting with weights


@given(random_surveys(), st.randoms(use_true_random=False), st.integers(0, 40))
@thorough(60)
def test_with_weights_of_one_each_question_counts_as_it_does_without(of, rng, size):
    sent = [any_response(of, rng) for _ in range(size)]
    held = tally(of, sent)
    for asked in of.questions:
        plain, found = held.count(asked.key), count(held, asked.key, [np.ones(size)])
        if plain.base == 0:
            assert found is None
        else:
            assert (found.base, found.counted, found.effective) == (plain.base, plain.counted, plain.base)
            assert found.options == plain.options


@given(random_surveys(), st.randoms(use_true_random=False), st.integers(1, 40))
@thorough(60)
def test_whole_weights_count_people_so_many_times(of, rng, size):
    sent = [any_response(of, rng) for _ in range(size)]
    times = [rng.randrange(4) for _ in range(size)]
    many = tally(of, [s for s, n in zip(sent, times, strict=True) for _ in range(n)])
    for asked in of.questions:
        plain = many.count(asked.key)
        found = count(tally(of, sent), asked.key, [np.array(times, float)])
        if plain.base:
            assert (found.base, found.counted, found.options) == (plain.base, plain.counted, plain.options)
        else:
            assert found is None


def test_weights_follow_the_filters_and_the_editions_of_a_wave():
    first = tally(ASKED, people({("yes", "young", "own"): 2, ("no", "old", "own"): 1}))
    second = tally(survey(SAFE, AGE), answered("safe", {"yes": 1}))
    whole = Tally((*first.blocks, *second.blocks))
    weights = [np.array([1.0, 2.0, 4.0]), np.array([8.0])]
    assert count(whole, "safe", weights).base == 15
    assert count(whole, "home", weights).base == 7
    assert count(whole.where({"age": ["young"]}), "safe", weights).base == 3
    assert count(whole, "never-asked", weights) is None
