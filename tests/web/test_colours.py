"""The colours of the stylesheet, held to WCAG's arithmetic: every pair that is ever put together."""

import re
from pathlib import Path

import pytest

from feedback.domain.colours import DARK, LIGHT
from feedback.web import styles

CSS = (Path(styles.__file__).with_name("static") / "told-us.css").read_text()
TEXT = [
    *[(ink, ground) for ink in ("ink", "quiet", "brand", "error") for ground in ("paper", "card", "soft")],
    ("on-brand", "brand"),
    ("on-focus", "focus"),
]
SHAPES = [("line", "paper"), ("line", "card"), ("brand", "paper"), ("bar", "paper"), ("error", "paper")]


def colours(scheme: str) -> dict[str, str]:
    """The named colours of a scheme; dark changes some of light's."""
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    named = dict(re.findall(r"--([\w-]+): (#\w+)", light))
    return named if scheme == "light" else named | dict(re.findall(r"--([\w-]+): (#\w+)", dark))


def luminance(colour: str) -> float:
    """Relative luminance of #rgb or #rrggbb, as WCAG 2.2 defines it."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_arithmetic_is_wcags() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (SHAPES, 3)], ids=["words", "shapes"])
def test_colours_stand_out(scheme: str, pairs: list[tuple[str, str]], least: float) -> None:
    named = colours(scheme)
    for front, back in pairs:
        found = contrast(named[front], named[back])
        assert found >= least, f"{scheme}: {front} on {back} is {found:.2f}"


def long(colour: str) -> str:
    """#rrggbb of #rgb."""
    return colour if len(colour) == 7 else "#" + "".join(d * 2 for d in colour[1:])


@pytest.mark.parametrize(("scheme", "known"), [("light", LIGHT), ("dark", DARK)])
def test_the_colours_that_a_councils_are_held_against_are_the_stylesheets(
    scheme: str, known: dict[str, str]
) -> None:
    assert known == {name: long(colour) for name, colour in colours(scheme).items()}
