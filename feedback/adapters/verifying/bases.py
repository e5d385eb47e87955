"""Finds how many people answered, where a paragraph says so. Knows nothing of percentages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from feedback.adapters.verifying.people import COUNT, FORMS, GROUP, HEARD, NOT_A_COUNT, RATIO, TOOK_PART

_FEW = r"(?:[^\W\d]+ ){0,2}"  # a few words without a number among them
_SAID = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{COUNT} (?:completed|returned|full|valid|usable|online|paper) {FORMS}\b",
        rf"{COUNT} {_FEW}{FORMS} (?:were|was|have been|had been) (?:\w+ )?(?:received|completed|returned)",
        rf"{COUNT} (?:responses|replies|respondents|participants)\b",
        rf"{COUNT} (?:of (?:them|us|you) )?(?P<who>{GROUP}) (?:(?:who|that|have|had|has) )?{TOOK_PART}",
        rf"\b{HEARD} {COUNT} (?P<who>{GROUP})\b",
        rf"(?<!\d )\bof (?:(?:the|our|all) )?{COUNT} (?P<who>{GROUP})\b",
    )
)
_N = re.compile(rf"(?<!% \()(?<!%\()\bn ?= ?({COUNT})", re.IGNORECASE)
_SOME_OF = re.compile(rf"{RATIO} (?P<who>{GROUP}) {TOOK_PART}", re.IGNORECASE)
_RATIO = re.compile(RATIO)
_A_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Base:
    """So many people answered, and where that stands. `who` they were is "" where it isn't said."""

    people: int
    who: str
    start: int
    end: int


def bases(text: str) -> list[Base]:
    """Every number of people that a paragraph says answered. `text` has single spaces."""
    found = {(b.start, b.end): b for b in (*_plain(text), *_numbers_alone(text), *_some_of(text))}
    return sorted(found.values(), key=lambda b: b.start)


def _plain(text: str) -> Iterator[Base]:
    parts = {m.span(i) for m in _RATIO.finditer(text) for i in (1, 2)}
    for pattern in _SAID:
        for found in pattern.finditer(text):
            start, end = found.span(1)
            relative = re.match(r" \S+(?: \S+)? (?:who|that) ", text[end : end + 60])
            if (start, end) in parts and not relative:
                continue  # 66 of 76 young people answered: not how many answered, but of how many
            if not _A_YEAR.fullmatch(found[1]) and not NOT_A_COUNT.search(text[max(0, start - 60) : start]):
                yield _base(found[1], found.groupdict().get("who"), start, end)


def _numbers_alone(text: str) -> Iterator[Base]:
    """n = 76, but for one right after a percentage, which may be its count."""
    for found in _N.finditer(text):
        yield _base(found[1], None, *found.span(1))


def _some_of(text: str) -> Iterator[Base]:
    """66 of 76 young people responded: 66 did."""
    for found in _SOME_OF.finditer(text):
        yield _base(found[1], found["who"], *found.span(1))


def _base(number: str, who: str | None, start: int, end: int) -> Base:
    return Base(int(number.replace(",", "")), (who or "").lower(), start, end)
