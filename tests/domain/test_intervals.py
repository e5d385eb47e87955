"""How sure a share is: against published examples, scipy, and every way that a sample can fall."""

import pytest
from domain_builders import thorough
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from feedback.domain.intervals import Interval, as_printed, interval

shares = st.integers(1, 3000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))


@pytest.mark.parametrize(
    ("n", "base", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_published_intervals(n, base, low, high):
    """Newcombe, 1998, Statistics in Medicine 17, table I, method 3."""
    found = interval(n, base)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(shares)
@thorough(200)
def test_without_a_total_it_is_what_scipy_says(share):
    n, base = share
    found, theirs = interval(n, base), stats.binomtest(n, base).proportion_ci(method="wilson")
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def test_a_sample_of_a_known_total_is_as_sure_as_a_larger_one_without_end():
    # 30·58/29 = 60, whose interval is that of 22.26 to 36.74 people of 59
    found, theirs = interval(15, 30, 59), stats.binomtest(30, 60).proportion_ci(method="wilson")
    assert (round(theirs.low * 59, 2), round(theirs.high * 59, 2)) == (22.26, 36.74)
    assert found == Interval(22 / 59, 37 / 59)


@pytest.mark.parametrize(
    ("base", "people", "worst"),
    [
        *[(30, 60, 0.94), (30, 32, 0.94), (60, 66, 0.975), (50, 60, 0.97), (76, 210, 0.945)],
        *[(60, 64, 0.94), (199, 200, 1), (120, 1200, 0.938)],
    ],
)
def test_of_all_samples_that_can_be_nineteen_in_twenty_hold_the_truth(base, people, worst):
    """Over every true number, the exact chance that the interval of a random sample holds it."""
    ends = [interval(n, base, people) for n in range(base + 1)]
    covered = []
    for true in range(people + 1):
        holds = [n for n, e in enumerate(ends) if e.low - 1e-12 <= true / people <= e.high + 1e-12]
        covered.append(stats.hypergeom.pmf(holds, people, true, base).sum())
    assert sum(covered) / len(covered) > 0.95
    assert min(covered) > worst - 1e-9


@given(shares, st.integers(0, 5000))
@thorough(200)
def test_an_interval_holds_its_share_and_nothing_that_can_not_be(share, others):
    (n, base), people = share, share[1] + others
    found = interval(n, base, people)
    assert n / people <= found.low + 1e-12
    assert found.high <= (n + others) / people + 1e-12
    assert 0 <= found.low <= n / base + 1e-12
    assert n / base <= found.high + 1e-12
    assert found.high <= 1


@given(shares, st.integers(1, 5000))
@thorough(200)
def test_of_a_known_total_both_ends_are_whole_people_and_no_nearer_than_they_were(share, others):
    (n, base), people = share, share[1] + others
    found, size = interval(n, base, people), base * (people - 1) / others
    fewest, most = round(found.low * people), round(found.high * people)
    assert (found.low, found.high) == (fewest / people, most / people)
    reach = stats.norm.ppf(0.975) * (n / base * (1 - n / base) / size + 3.8414588 / 4 / size**2) ** 0.5
    middle, whole = n / base + 3.8414588 / 2 / size, 1 + 3.8414588 / size
    assert fewest == n or 0 <= (middle - reach) / whole * people - fewest + 1e-4 < 1.001
    assert most == people - base + n or 0 <= most - (middle + reach) / whole * people + 1e-4 < 1.001


@given(shares, st.integers(1, 5000), st.integers(1, 5000))
@thorough(100)
def test_the_fewer_are_missing_the_surer_it_is(share, fewer, more):
    assume(fewer < more)
    n, base = share
    near, far, endless = interval(n, base, base + fewer), interval(n, base, base + more), interval(n, base)
    widths = [e.high - e.low for e in (near, far, endless)]
    # Both ends go outward by less than one person.
    assert widths[0] < widths[1] + 2 / (base + fewer)
    assert widths[1] < widths[2] + 2 / (base + more)


def test_when_everyone_answered_the_share_is_the_share():
    assert interval(66, 76, 76) == Interval(66 / 76, 66 / 76)


def test_a_total_smaller_than_the_answers_gives_no_interval():
    assert interval(66, 76, 75) is None


@pytest.mark.parametrize(("n", "base"), [(1, 0), (-1, 5), (6, 5)])
def test_no_share_has_no_interval(n, base):
    with pytest.raises(ValueError, match="is not a share of anyone"):
        interval(n, base)


@pytest.mark.parametrize(
    ("share", "base", "printed"),
    [
        *[(0.845, 76, "85"), (0.844, 76, "84"), (0.0, 30, "0"), (1.0, 30, "100"), (0.9996, 40, "100")],
        *[(0.12345, 1200, "12.3"), (0.1235, 1200, "12.4"), (1.0, 1000, "100.0"), (0.285, 999, "29")],
    ],
)
def test_a_share_is_printed_as_figures_with_its_base_are(share, base, printed):
    assert as_printed(share, base) == printed
