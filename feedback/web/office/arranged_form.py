"""A section's arrangement as a form: rows to fill in, and what was filled in. Knows no database."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from feedback.domain.arranging import (
    MOST_ABOVE,
    MOST_UNDER,
    Arrangement,
    Placed,
    completed,
    key_of,
    moved,
    reference_of,
)
from feedback.domain.sections import Finding, Quote, Section
from feedback.web.office.making.desk import typed

IN, PLACE, WORDS = "in:", "place:", "words:"
OWN, BY = "own-words", "by"
UP, DOWN = "up", "down"
T = TypeVar("T")


@dataclass(frozen=True)
class Row:
    """A figure or a comment in its place, from 1. `new` is true if it came since the section was arranged."""

    placed: Placed
    place: int
    of: int
    new: bool


@dataclass(frozen=True)
class FigureRow(Row):
    """A figure, the comments below it, and the questions that it needs beside it and that are left out."""

    finding: Finding
    quotes: tuple["QuoteRow", ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class QuoteRow(Row):
    """A comment; `n` counts all comments of the page."""

    quote: Quote
    n: int


@dataclass(frozen=True)
class Read:
    """What was filled in, and what is wrong with it, by the field's id."""

    arrangement: Arrangement
    wrong: Mapping[str, str]


def rows(section: Section, now: Arrangement, kept: Arrangement, *, is_kept: bool) -> list[FigureRow]:
    """A row for each figure of the whole section, as `now` places it. What `kept` doesn't have is new, if
    anything is kept.
    """
    seen = {p.key for p in (*kept.findings, *kept.quotes)}
    whole = completed(now, section)
    findings = {key_of(f): f for f in section.findings}
    placed = [p for p in whole.findings if p.key in findings]
    out = {p.key for p in placed if not p.shown}
    below = _quotes_below(section, whole, lambda p: is_kept and p.key not in seen)
    return [
        FigureRow(
            one,
            place,
            len(placed),
            is_kept and one.key not in seen,
            findings[one.key],
            tuple(below.get(one.key, ())),
            tuple(_lacks(findings[one.key], findings, out)),
        )
        for place, one in enumerate(placed, 1)
    ]


def _lacks(finding: Finding, findings: Mapping[str, Finding], out: set[str]) -> Iterable[str]:
    parts = (f"{finding.survey}/{part}" for part in finding.parts)
    return (findings[part].ask for part in parts if part in out)


def _quotes_below(
    section: Section, whole: Arrangement, is_new: Callable[[Placed], bool]
) -> dict[str, list[QuoteRow]]:
    """The comments by the figure that they stand under, in order."""
    quotes = {reference_of(q): q for q in section.quotes}
    grouped = _grouped((p for p in whole.quotes if p.key in quotes), quotes)
    counted = iter(range(1, len(quotes) + 1))
    return {
        key: [
            QuoteRow(p, place, len(group), is_new(p), quotes[p.key], next(counted))
            for place, p in enumerate(group, 1)
        ]
        for key, group in grouped.items()
    }


def _grouped(placed: Iterable[Placed], quotes: Mapping[str, Quote]) -> dict[str, list[Placed]]:
    found: dict[str, list[Placed]] = {}
    for one in placed:
        quote = quotes[one.key]
        found.setdefault(f"{quote.source.survey}/{quote.question}", []).append(one)
    return found


def read(form: MultiDict[str, str], section: Section, base: Arrangement, can_group: Sequence[str]) -> Read:
    """What was filled in. What the page didn't have stays as it was in `base`."""
    wrong: dict[str, str] = {}
    whole = completed(base, section)
    keys = [name.removeprefix(PLACE) for name in form if name.startswith(PLACE)]
    of_figures = _read_some(form, keys, whole.findings, wrong, "figure")
    quotes = {reference_of(q): q for q in section.quotes}
    groups = _grouped((p for p in whole.quotes if p.key in quotes), quotes).values()
    of_quotes = [p for group in groups for p in _read_some(form, keys, group, wrong, "comment")]
    rest = [p for p in whole.quotes if p.key not in quotes]
    own_words = typed(OWN, form)
    if len(own_words) > MOST_ABOVE:
        wrong[OWN] = _too_long(own_words, MOST_ABOVE)
    by = tuple(dict.fromkeys(key for key in form.getlist(BY) if key))
    if BY not in form:
        by = base.by
    elif not set(by) <= set(can_group) or len(by) > 2:
        wrong["by-0"] = "Choose one question, or two different ones, of those in the list."
    made = Arrangement.model_construct(
        None, findings=tuple(of_figures), quotes=(*of_quotes, *rest), own_words=own_words, by=by
    )
    return Read(made, wrong)


def _read_some(
    form: MultiDict[str, str],
    keys: Sequence[str],
    placed: Sequence[Placed],
    wrong: dict[str, str],
    what: str,
) -> Sequence[Placed]:
    """Some figures, or the comments of one, in the order of the page and then as their places say."""
    there = {p.key: p for p in placed}
    on_page = [key for key in keys if key in there]
    found = tuple(_one(form, key, wrong) for key in on_page)
    found += tuple(p for key, p in there.items() if key not in on_page)
    places = {key: _place(form, key, wrong, what) for key in on_page}
    wanted = [(to, key) for n, key in enumerate(on_page, 1) if (to := places[key]) and to != n]
    for to, key in sorted(wanted):
        found = moved(found, key, to - 1)
    act, _, key = form.get("act", "").partition(":")
    if act in (UP, DOWN) and key in there:
        now = next(n for n, p in enumerate(found) if p.key == key)
        found = moved(found, key, max(0, now - 1) if act == UP else now + 1)
    return found


def _one(form: MultiDict[str, str], key: str, wrong: dict[str, str]) -> Placed:
    words = typed(f"{WORDS}{key}", form)
    if len(words) > MOST_UNDER:
        wrong[f"{WORDS}{key}"] = _too_long(words, MOST_UNDER)
    return Placed.model_construct(None, key=key, shown=f"{IN}{key}" in form, own_words=words)


def _place(form: MultiDict[str, str], key: str, wrong: dict[str, str], what: str) -> int | None:
    said = form.get(f"{PLACE}{key}", "").strip()
    if said.isascii() and said.isdecimal() and 0 < len(said) < 6 and int(said):
        return int(said)
    if said:
        wrong[f"{PLACE}{key}"] = f"Type the place of the {what} as a number, such as 2."
    return None


def _too_long(words: str, most: int) -> str:
    return f"This has {len(words)} letters. Cut it to {most} or fewer."
