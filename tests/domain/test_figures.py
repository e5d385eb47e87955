"""n of N people, and the percentage as it is printed."""

from fractions import Fraction
from math import floor

import pytest
from domain_builders import thorough
from hypothesis import example, given
from hypothesis import strategies as st

from feedback.domain.figures import Figure, percent


@st.composite
def shares(draw):
    base = draw(st.integers(1, 1200) | st.integers(1, 600_000))
    return draw(st.integers(0, base)), base


def half_up(n, base, places):
    """Rounded by exact fractions, halves up: another way to the same number."""
    scaled = floor(Fraction(100 * n, base) * 10**places + Fraction(1, 2))
    whole, rest = divmod(scaled, 10**places)
    return f"{whole}.{rest}" if places else str(whole)


@pytest.mark.parametrize(
    ("n", "base", "printed"),
    [
        (66, 76, "87"),
        (68, 76, "89"),
        (69, 76, "91"),  # between them there is nothing: never 90.07
        (0, 76, "0"),
        (76, 76, "100"),
        (1, 8, "13"),  # 12.5
        (3, 8, "38"),  # 37.5
        (1, 200, "1"),  # 0.5
        (199, 200, "100"),  # 99.5
        (1, 3, "33"),
        (2, 3, "67"),
        (1, 1, "100"),
        (333, 999, "33"),
        (5, 999, "1"),
        (333, 1000, "33.3"),
        (0, 1000, "0.0"),
        (1000, 1000, "100.0"),
        (1, 2000, "0.1"),  # 0.05
        (3, 2000, "0.2"),  # 0.15
        (557_077, 557_077, "100.0"),
    ],
)
def test_a_percentage_as_it_is_printed(n, base, printed):
    assert percent(n, base) == printed


def test_one_decimal_begins_at_a_base_of_1000():
    assert "." not in percent(500, 999)
    assert "." in percent(500, 1000)


@given(shares())
@example((1, 200))
@example((1, 2000))
@example((999, 999))
@thorough(250)
def test_every_percentage_is_the_exact_share_rounded_half_up(share):
    n, base = share
    assert percent(n, base) == half_up(n, base, 1 if base >= 1000 else 0)


@given(st.integers(1, 400), st.integers(0, 99))
@thorough()
def test_exactly_a_half_goes_up(times, whole):
    base, n = 200 * times, (2 * whole + 1) * times  # whole and a half percent
    assert percent(n, base) == (f"{whole}.5" if base >= 1000 else str(whole + 1))


@given(st.integers(1, 3000))
@thorough()
def test_more_people_are_never_a_smaller_percentage(base):
    printed = [float(percent(n, base)) for n in range(base + 1)]
    assert printed == sorted(printed)


@pytest.mark.parametrize(("n", "base"), [(0, 0), (1, 0), (77, 76), (-1, 76), (0, -1)])
def test_what_is_no_share_of_anyone_is_refused(n, base):
    with pytest.raises(ValueError, match=f"^{n} of {base} people is not a share of anyone$"):
        percent(n, base)


def figure(n=66, base=76, counted=("strongly-agree", "agree")):
    return Figure(n, base, "care-leavers-autumn-2026", "in-control", counted)


def test_a_figure_is_known_by_its_wave_question_and_options_in_any_order():
    wanted = "care-leavers-autumn-2026/in-control/agree+strongly-agree"
    assert figure().identity == figure(counted=("agree", "strongly-agree")).identity == wanted


def test_a_figure_keeps_its_identity_when_it_is_recounted():
    assert figure(n=67, base=77).identity == figure().identity


@pytest.mark.parametrize(("base", "printed"), [(1, None), (29, None), (30, "33"), (31, "32")])
def test_there_is_no_percentage_of_fewer_than_thirty(base, printed):
    assert figure(n=10 if base > 10 else 1, base=base).percent == printed
