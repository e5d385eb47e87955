"""A council's colour: WCAG's arithmetic, and that nothing passes that is hard to see."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedback.domain.colours import DARK, LIGHT, OURS, contrast, mixed, nearest, pairs, read, worn

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


def test_the_arithmetic_is_wcags():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("typed", "colour"),
    [("#0B5C55", "#0b5c55"), (" 0b5c55 ", "#0b5c55"), ("#0b5", "#00bb55"), ("abc", "#aabbcc")],
)
def test_a_colour_is_read_however_it_is_typed(typed, colour):
    assert read(typed) == colour


@pytest.mark.parametrize(
    "typed", ["", "#", "green", "#12345", "#1234567", "rgb(1,2,3)", "#gggggg", "#٠٠٠", "#0b5\n;"]
)
def test_what_is_no_colour_is_none(typed):
    assert read(typed) is None


@given(COLOURS)
@example("#ffff00")
@example("#000000")
@example("#ffffff")
def test_the_nearest_shade_passes_everywhere_in_the_light_and_in_the_dark(colour):
    shade = nearest(colour)
    dress = worn(shade)
    assert dress.failing == []
    light, dark = dress.light, dress.dark
    for scheme in (light, dark):
        assert contrast(scheme["on-brand"], scheme["brand"]) >= 4.5
        for ground in ("paper", "card", "soft"):
            assert contrast(scheme["brand"], scheme[ground]) >= 4.5
        for ink in ("ink", "quiet", "error"):
            assert contrast(scheme[ink], scheme["soft"]) >= 4.5
        assert contrast(scheme["bar"], scheme["paper"]) >= 3
        assert contrast(scheme["line"], scheme["card"]) >= 3
    assert contrast(light["focus"], light["brand"]) >= 3
    assert contrast(light["on-focus"], light["paper"]) >= 3
    assert contrast(dark["focus"], dark["paper"]) >= 3


@given(COLOURS)
def test_a_colour_that_passes_is_its_own_nearest_shade_and_no_other_is(colour):
    assert (nearest(colour) == colour) == (worn(colour).failing == [])


@given(COLOURS)
def test_the_shade_keeps_the_hue(colour):
    """It is the colour with black in it: its parts keep their shares, as near as digits go."""
    before, after = ([int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in (colour, nearest(colour)))
    if max(after) == 0:
        return
    share = max(after) / max(before)
    assert all(abs(b * share - a) <= 1 for b, a in zip(before, after, strict=True))


def test_what_fails_says_how_far_it_is_off():
    found = {pair.what: pair for pair in worn("#ffff00").failing}
    words = found["words on a button"]
    assert words.ratio == pytest.approx(1.07, abs=0.01)
    assert words.least == 4.5
    assert "the ring around what the keyboard is on" in found


def test_our_own_colours_pass_as_they_are():
    for scheme in (LIGHT, DARK):
        assert [p for p in pairs(scheme) if not p.passes] == []
    assert worn(OURS).failing == []


def test_all_of_a_colour_is_itself_and_none_of_it_the_other():
    assert mixed("#0b5c55", "#ffffff", 1) == "#0b5c55"
    assert mixed("#0b5c55", "#ffffff", 0) == "#ffffff"
