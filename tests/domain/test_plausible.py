"""Which percentages a base can give: the published test, its fixtures, and every rounding there is."""

import re
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.figures import percent
from feedback.domain.plausible import Fit, Percent, Share, fit, nearest, possible, printed
from tests.domain.domain_builders import thorough

NEAREST = ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN


def by_decimal(text, base, roundings):
    """True if some count gives this text by one of these roundings, found by trying every count."""
    step = Decimal(1).scaleb(-len(text.partition(".")[2]))
    # A percentage of at most three decimals, so that 60 digits are as good as exact.
    shares = (Decimal(100 * k) / Decimal(base) for k in range(base + 1))
    return any(str(s.quantize(step, r)) == text for s in shares for r in roundings)


@pytest.mark.parametrize(
    ("text", "base", "can_be"),
    [
        ("90.07", 76, False),
        ("87.34", 79, True),
        ("78.70", 61, False),
        ("78.7", 61, True),
        ("72", 17, False),
        ("72", 18, True),
        ("85.20", 196, True),
        ("90.07", 151, True),
        ("0", 3, True),
        ("100", 3, True),
        ("0.0", 1, True),
        ("50", 1, False),
        ("13", 8, True),  # 12.5, half up
        ("12", 8, True),  # 12.5, half to even
    ],
)
def test_worked_examples(text, base, can_be):
    assert (possible(Percent.of(text), base) is Fit.ROUNDED) is can_be


def test_what_only_another_rounding_gives():
    assert possible(Percent.of("90.07"), 131) is Fit.CUT_OFF  # 118 of 131 is 90.0763…
    assert possible(Percent.of("89.48"), 76) is Fit.ROUNDED_UP  # 68 of 76 is 89.4736…
    assert possible(Percent.of("90.07"), 76) is Fit.NONE


def test_the_nearest_that_can_be():
    assert nearest(Percent.of("90.07"), 76) == (Share(68, "89.47"), Share(69, "90.79"))
    assert nearest(Percent.of("72"), 17) == (Share(12, "71"), Share(13, "76"))
    assert nearest(Percent.of("100"), 17) == (Share(17, "100"),)


def test_a_count_beside_its_percentage():
    assert fit(Percent.of("87"), 66, 76) is Fit.ROUNDED
    assert fit(Percent.of("86"), 66, 76) is Fit.CUT_OFF
    assert fit(Percent.of("88"), 66, 76) is Fit.NONE


@pytest.mark.parametrize("text", ["", "101", "100.01", "-5", "5.", ".5", "1e2", "٥", "12.3456789"])
def test_what_is_no_percentage_of_a_share(text):
    with pytest.raises(ValueError, match=re.escape(f"“{text}”")):
        Percent.of(text)


@pytest.mark.parametrize(("count", "base"), [(1, 0), (0, 0), (-1, 5), (6, 5)])
def test_no_share_of_nobody(count, base):
    with pytest.raises(ValueError, match="not a share"):
        fit(Percent.of("50"), count, base)


texts = st.builds(
    lambda whole, decimals, part: f"{whole}.{str(part)[:decimals]:0<{decimals}}" if decimals else str(whole),
    st.integers(0, 99),
    st.integers(0, 3),
    st.integers(0, 999),
)


@thorough(300)
@given(texts, st.integers(1, 250))
def test_every_verdict_is_what_trying_every_count_gives(text, base):
    found = possible(Percent.of(text), base)
    assert (found is Fit.ROUNDED) == by_decimal(text, base, NEAREST)
    assert (found is Fit.NONE) == (not by_decimal(text, base, (*NEAREST, ROUND_DOWN, ROUND_CEILING)))


@thorough(300)
@given(st.integers(1, 5000), st.data(), st.integers(0, 4))
def test_what_a_count_gives_can_be(base, data, decimals):
    count = data.draw(st.integers(0, base))
    text = printed(count, base, decimals)
    assert fit(Percent.of(text), count, base) is Fit.ROUNDED
    assert possible(Percent.of(text), base) is Fit.ROUNDED


@given(st.integers(1, 3000), st.data())
def test_all_that_we_print_ourselves_can_be(base, data):
    assert possible(Percent.of(percent(data.draw(st.integers(0, base)), base)), base) is Fit.ROUNDED


@thorough(300)
@given(texts, st.integers(1, 5000))
def test_the_nearest_stand_on_either_side(text, base):
    asked = Percent.of(text)
    below, *above = nearest(asked, base)
    assert asked.share(below.count, base) <= asked.units
    assert all(asked.share(a.count, base) > asked.units and a.count == below.count + 1 for a in above)
    assert all(possible(Percent.of(s.percent), base) is Fit.ROUNDED for s in (below, *above))
