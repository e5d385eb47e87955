"""Pictures are as long as their shares, without letters, and never give away what is hidden."""

import struct
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from feedback.adapters.charts import NOT_SHOWN, Dot, bar, stack, swatch, trend

shares = st.lists(st.integers(0, 40), min_size=1, max_size=8).filter(any)


def shapes(drawing):
    """The shapes' tags and attributes, as a reader of SVG meets them."""
    return [(e.tag, e.attrib) for e in ElementTree.fromstring(drawing.svg())]


def boxes(drawing):
    """Where each share's box starts and how wide it is, in parts of the whole."""
    found = [a for tag, a in shapes(drawing) if tag == "rect"]
    return [(float(a["x"]) / drawing.wide, float(a["width"]) / drawing.wide) for a in found]


def strengths(drawing):
    return [float(a["fill-opacity"]) for tag, a in shapes(drawing) if tag == "rect"]


def greys(drawing, pixels=400):
    """The picture in grey, one row of it, halfway down."""
    image = Image.open(BytesIO(drawing.png(pixels))).convert("L")
    return [image.getpixel((x, image.height // 2)) for x in range(image.width)]


# One bar


@pytest.mark.parametrize(("length", "wide"), [(1, "1.2"), (45, "54"), (50, "60"), (100, "120")])
def test_a_bar_is_as_long_as_its_share(length, wide):
    (_, whole), (_, part) = shapes(bar(length))
    assert whole["width"] == "120"
    assert part["width"] == wide


def test_nobody_has_no_bar_but_the_whole_shows():
    assert [a["width"] for _, a in shapes(bar(0))] == ["120"]


@pytest.mark.parametrize("length", [-1, 101])
def test_what_is_no_share_is_refused(length):
    with pytest.raises(ValueError, match="not a share"):
        bar(length)


def test_bars_differ_by_their_length():
    assert len({bar(n).png(360) for n in range(101)}) == 101


# A stacked bar


@given(shares)
def test_the_parts_of_a_stack_are_as_long_as_their_shares_and_in_order(counts):
    whole = sum(counts)
    drawn = boxes(stack([n / whole for n in counts]))
    there = [n / whole for n in counts if n]
    assert len(drawn) == len(there)
    start = 0.0
    for (x, wide), share in zip(drawn, there, strict=True):
        assert 0 < wide <= share + 1e-6
        assert wide >= share - 0.0041  # less the gap between two
        assert abs(x - start) <= 0.0021
        start += share


@given(shares, st.integers(1, 50))
def test_what_is_not_shown_is_one_rest_at_the_end(counts, hidden):
    whole = sum(counts) + hidden
    drawn = shapes(stack([n / whole for n in counts]))
    assert [tag for tag, _ in drawn[-1:]] == ["path"]
    assert len([tag for tag, _ in drawn if tag == "path"]) == 1


def test_a_whole_stack_has_no_rest():
    assert not [tag for tag, _ in shapes(stack([1 / 3, 1 / 3, 1 / 3])) if tag == "path"]


@pytest.mark.parametrize("given_shares", [[0.6, 0.6], [-0.1, 0.5]])
def test_what_is_no_part_of_a_whole_is_refused(given_shares):
    with pytest.raises(ValueError, match="not shares of one whole"):
        stack(given_shares)


@pytest.mark.parametrize("of", range(2, 9))
def test_a_stack_goes_from_strong_to_faint_in_even_steps(of):
    found = strengths(stack([1 / of] * of))
    steps = [before - after for before, after in pairwise(found)]
    assert found[0] == 1
    assert min(steps) > 0.1
    assert max(steps) - min(steps) < 0.02


@pytest.mark.parametrize("of", range(2, 8))
def test_in_grey_every_part_is_lighter_than_the_one_before_and_its_edge_stands_out(of):
    """WCAG 1.4.11: what tells two neighbours apart has a contrast of 3 to 1, whatever their shades."""
    row = greys(stack([1 / of] * of), 1000)
    middles = [row[round((i + 0.5) * 1000 / of)] for i in range(of)]
    assert middles == sorted(set(middles))
    for i in range(1, of):
        edge = row[round(i * 1000 / of) - 8 : round(i * 1000 / of) + 8]
        assert contrast(max(edge), min(edge)) >= 3


def contrast(light, dark):
    """Of two greys of 0 to 255, by WCAG's formula."""

    def luminance(grey):
        part = grey / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return (luminance(light) + 0.05) / (luminance(dark) + 0.05)


def test_a_swatch_is_as_strong_as_its_part():
    assert [strengths(swatch(i, 5)) for i in range(5)] == [[s] for s in strengths(stack([0.2] * 5))]
    with pytest.raises(ValueError, match="no share 5 of 5"):
        swatch(5, 5)


def test_the_key_for_what_is_not_shown_looks_like_no_share():
    keys = {NOT_SHOWN.png(60), *(swatch(i, 5).png(60) for i in range(5))}
    assert len(keys) == 6
    assert [tag for tag, _ in shapes(NOT_SHOWN)] == ["path"]


# Over time


def paths(drawing):
    """What is drawn besides the three lines across: dots (hardly any length), dashes and lines."""
    found = [a for _, a in shapes(drawing)][3:]
    return {
        "dots": [a["d"] for a in found if "stroke-linecap" in a],
        "breaks": [a["d"] for a in found if "stroke-dasharray" in a],
        "lines": [a["d"] for a in found if not {"stroke-linecap", "stroke-dasharray"} & set(a)],
    }


def test_dots_are_as_high_as_their_shares_and_joined_by_lines():
    drawn = paths(trend([Dot(0), Dot(50), Dot(100)]))
    assert drawn == {
        "dots": ["M100 138h.01", "M300 75h.01", "M500 12h.01"],
        "lines": ["M100 138L300 75", "M300 75L500 12"],
        "breaks": [],
    }


def test_a_hidden_share_has_no_dot_and_no_line_through_its_place():
    drawn = paths(trend([Dot(20), Dot(None), Dot(40)]))
    assert len(drawn["dots"]) == 2
    assert not drawn["lines"]
    assert not drawn["breaks"]


def test_a_changed_question_breaks_the_line():
    drawn = paths(trend([Dot(20), Dot(30, follows=False), Dot(40)]))
    assert drawn["breaks"] == ["M200 12V138"]
    assert drawn["lines"] == [
        f"M300 {drawn['dots'][1].split()[1][:-4]}L500 {drawn['dots'][2].split()[1][:-4]}"
    ]


@pytest.mark.parametrize("percent", [-1, 100.1])
def test_a_dot_that_is_no_share_is_refused(percent):
    with pytest.raises(ValueError, match="not a share"):
        trend([Dot(percent)])


# All of them

DRAWINGS = [bar(45), stack([0.4, 0.3]), swatch(1, 3), NOT_SHOWN, trend([Dot(20), Dot(30)])]


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda d: d.kind)
def test_a_picture_on_a_page_has_no_letters_no_style_and_no_colour_of_its_own(drawing):
    svg = drawing.svg("Words <b>& more</b>")
    assert 'role="img" aria-label="Words &lt;b&gt;&amp; more&lt;/b&gt;"' in svg
    assert 'aria-hidden="true"' in drawing.svg()
    assert "currentColor" in svg
    assert "#" not in svg
    assert "style" not in svg
    assert "<text" not in svg


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda d: d.kind)
def test_a_file_of_its_own_is_whole_and_in_our_colour_on_white(drawing):
    root = ElementTree.fromstring(drawing.alone())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.attrib["color"] == "#0b5c55"
    image = Image.open(BytesIO(drawing.png(200))).convert("RGB")
    assert image.width == 200
    reds = [image.getpixel((x, y))[0] for x in range(200) for y in range(image.height)]
    assert min(reds) < 40  # our colour's red is 11
    assert Image.open(BytesIO(drawing.png(200))).convert("RGBA").getextrema()[3] == (
        255,
        255,
    )  # none see-through


def test_a_picture_is_small_and_takes_the_height_it_is_given():
    png = stack([0.4, 0.3, 0.3]).png(1000, 25)
    assert struct.unpack(">II", png[16:24]) == (1000, 25)
    assert len(png) < 3_000


def test_the_same_picture_is_drawn_once():
    assert stack([0.4, 0.3]).png(100) is replace(stack([0.4, 0.3])).png(100)
