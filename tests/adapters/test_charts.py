"""A bar is as long as its share, without letters, and never longer than the whole."""

import struct
from xml.etree import ElementTree

import pytest

from feedback.adapters.charts import bar_png, bar_svg


def rects(length):
    return [r.attrib for r in ElementTree.fromstring(bar_svg(length))]


@pytest.mark.parametrize(("length", "wide"), [(1, "1.2"), (45, "54"), (50, "60"), (100, "120")])
def test_a_bar_is_as_long_as_its_share(length, wide):
    whole, part = rects(length)
    assert whole["width"] == "120"
    assert part["width"] == wide


def test_nobody_has_no_bar_but_the_whole_shows():
    assert [r["width"] for r in rects(0)] == ["120"]


def test_a_bar_on_a_page_is_for_the_eye_and_has_no_style_of_its_own():
    svg = bar_svg(45)
    assert 'aria-hidden="true"' in svg
    assert 'fill="currentColor"' in svg
    assert "style" not in svg
    assert "<text" not in svg


@pytest.mark.parametrize("length", [-1, 101])
@pytest.mark.parametrize("draw", [bar_svg, bar_png])
def test_what_is_no_share_is_refused(draw, length):
    with pytest.raises(ValueError, match="not a share"):
        draw(length)


def test_a_picture_is_small_and_sharp():
    png = bar_png(45)
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (360, 36)
    assert len(png) < 1_000


def test_pictures_differ_by_their_length():
    assert len({bar_png(n) for n in range(101)}) == 101
