"""Whether a colour stands out enough for everyone, by WCAG 2.2's arithmetic. Knows no page and no stylesheet.

A council gives one colour. On light pages it is used as it is; for dark pages a lighter shade of the same
hue is made of it. The other colours are those of told-us.css, and a test holds them to be the same.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Scheme = Mapping[str, str]
OURS = "#0b5c55"
LIGHT: Scheme = {
    **{"ink": "#1f1b16", "quiet": "#5b5348", "paper": "#fbf8f2", "card": "#ffffff", "line": "#8a8072"},
    **{"brand": OURS, "on-brand": "#ffffff", "focus": "#ffd23f", "on-focus": "#1f1b16"},
    **{"error": "#a3190f", "soft": "#e9f1ec", "bar": OURS},
}
DARK: Scheme = {
    **{"ink": "#f3eee5", "quiet": "#c4bbac", "paper": "#171a19", "card": "#222726", "line": "#8f9a96"},
    **{"brand": "#8fdccf", "on-brand": "#10211e", "focus": "#ffd23f", "on-focus": "#1f1b16"},
    **{"error": "#ff9d92", "soft": "#22302d", "bar": "#8fdccf"},
}
WORDS, SHAPES = 4.5, 3.0  # to one: what WCAG AA asks of words, and of what is only seen
_TINGE = 0.08  # how much of the colour is in the ground of what is picked
_STEPS = 256


@dataclass(frozen=True)
class Pair:
    """Two colours that touch on our pages, and how far apart they are. `what` says where, for people."""

    what: str
    front: str
    back: str
    least: float

    @property
    def ratio(self) -> float:
        return contrast(self.front, self.back)

    @property
    def passes(self) -> bool:
        return self.ratio >= self.least


@dataclass(frozen=True)
class Dress:
    """The colours of both schemes with a council's colour in them."""

    light: Scheme
    dark: Scheme

    @property
    def failing(self) -> list[Pair]:
        return [p for p in (*pairs(self.light), *pairs(self.dark)) if not p.passes]


def read(typed: str) -> str | None:
    """A colour as #rrggbb, however it was typed: “0B5C55”, “#0b5”. None if it isn't one."""
    found = re.fullmatch(r"\s*#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})\s*", typed, re.ASCII)
    if found is None:
        return None
    digits = found[1].lower()
    return "#" + ("".join(d * 2 for d in digits) if len(digits) == 3 else digits)


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, from 0 (black) to 1 (white)."""
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in _parts(colour))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, into: str, share: float) -> str:
    """So much (0 to 1) of one colour, the rest of the other. Into black or white the hue stays."""
    both = zip(_parts(colour), _parts(into), strict=True)
    return "#" + "".join(f"{round((a * share + b * (1 - share)) * 255):02x}" for a, b in both)


def worn(colour: str) -> Dress:
    """Both schemes in a council's colour: light ones in just this colour, whether it passes or not."""
    dark = next(d for share in _shares() if not _fails(d := _in(DARK, mixed(colour, "#ffffff", share))))
    return Dress(_in(LIGHT, colour), dark)


def nearest(colour: str) -> str:
    """The shade of the same hue that passes everywhere and is nearest: the colour itself if it passes."""
    shades = (mixed(colour, "#000000", share) for share in _shares())
    return next(shade for shade in shades if not _fails(_in(LIGHT, shade)))


def pairs(scheme: Scheme) -> Iterator[Pair]:
    """Every two colours of a scheme that touch and of which one is the council's, or made of it."""
    c = scheme
    yield Pair("words on a button", c["on-brand"], c["brand"], WORDS)
    for ground, where in (("paper", "the page"), ("card", "a card"), ("soft", "an answer that is picked")):
        yield Pair(f"a link on {where}", c["brand"], c[ground], WORDS)
    for ink, what in (("ink", "words"), ("quiet", "hints"), ("error", "errors")):
        yield Pair(f"{what} on an answer that is picked", c[ink], c["soft"], WORDS)
    yield Pair("a bar or a border on the page", c["bar"], c["paper"], SHAPES)
    # In the light the ring lies against the button; in the dark there is a gap, and it lies against the page.
    against = "brand" if luminance(c["paper"]) > luminance(c["ink"]) else "paper"
    yield Pair("the ring around what the keyboard is on", c["focus"], c[against], SHAPES)


def _in(scheme: Scheme, colour: str) -> Scheme:
    return {**scheme, "brand": colour, "bar": colour, "soft": mixed(colour, scheme["paper"], _TINGE)}


def _fails(scheme: Scheme) -> bool:
    return any(not pair.passes for pair in pairs(scheme))


def _shares() -> Iterator[float]:
    return (1 - step / _STEPS for step in range(_STEPS + 1))


def _parts(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
