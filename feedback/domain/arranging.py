"""How an office arranges a section: what is left out, in which order, with which words of its own.

Only leaves out, orders and adds words: it can't add a figure or alter one. Knows nothing of pages.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from feedback.domain.changes import how_many
from feedback.domain.disclosure import Rules
from feedback.domain.notes import notes
from feedback.domain.sections import Finding, Quote, Section

MOST_ABOVE, MOST_UNDER = 2000, 1000  # letters of own words: above the section, under a figure
T = TypeVar("T")


class Placed(BaseModel):
    """A figure or a comment in its place, and whether it's in the section. Own words are a figure's alone."""

    model_config = ConfigDict(frozen=True)

    key: str
    shown: bool = True
    own_words: Annotated[str, Field(max_length=MOST_UNDER)] = ""


class Arrangement(BaseModel):
    """How one commitment's section is arranged. What it doesn't list comes last, and is in the section."""

    model_config = ConfigDict(frozen=True)

    findings: tuple[Placed, ...] = ()
    quotes: tuple[Placed, ...] = ()
    own_words: Annotated[str, Field(max_length=MOST_ABOVE)] = ""
    by: tuple[str, ...] = ()


def key_of(finding: Finding) -> str:
    """What an arrangement calls a figure, whatever its wave."""
    return f"{finding.survey}/{finding.question}"


def reference_of(quote: Quote) -> str:
    """What an arrangement calls a comment."""
    return quote.reference


def arrange(section: Section, arrangement: Arrangement, rules: Rules) -> Section:
    """The section as it was arranged. Who answered goes with the last figure of their survey; a comment goes
    with its figure. What is said of a change was weighed over all that was compared, and stays as it was.
    """
    words = {placed.key: placed.own_words for placed in arrangement.findings}
    shown = _beside_their_parts(_in_order(section.findings, arrangement.findings, key_of))
    findings = tuple(replace(f, own_words=words.get(key_of(f), "")) for f in shown)
    asked = {(f.survey, f.question) for f in findings}
    surveys = {f.survey for f in findings}
    quotes = _in_order(section.quotes, arrangement.quotes, reference_of)
    sources = tuple(s for s in section.sources if s.survey in surveys or not findings)
    heard = tuple(h for h in section.heard if h.source.survey in surveys)
    compared = how_many(section.findings) if how_many(findings) else 0
    return replace(
        section,
        findings=findings,
        quotes=tuple(q for q in quotes if (q.source.survey, q.question) in asked),
        sources=sources,
        heard=heard,
        made_with=tuple(m for m in section.made_with if m.source.survey in surveys),
        notes=tuple(notes(sources, findings, heard, rules, compared)),
        own_words=arrangement.own_words,
    )


def _in_order(items: Sequence[T], placed: Sequence[Placed], key: Callable[[T], str]) -> list[T]:
    """What is shown of some items: first those that were placed, then those that came since."""
    places = {one.key: place for place, one in enumerate(placed)}
    out = {one.key for one in placed if not one.shown}
    return sorted((i for i in items if key(i) not in out), key=lambda i: places.get(key(i), len(places)))


def _beside_their_parts(findings: Sequence[Finding]) -> list[Finding]:
    """Without those of several questions of which one is left out: only the questions' own numbers are
    remembered as published, so a number that is made of them may not stand alone.
    """
    there = {(f.survey, f.question) for f in findings}
    return [f for f in findings if all((f.survey, part) in there for part in f.parts)]


def completed(arrangement: Arrangement, section: Section) -> Arrangement:
    """The same with everything in it that the whole section has: what is new comes last."""
    return arrangement.model_copy(
        update={
            "findings": _with(arrangement.findings, map(key_of, section.findings)),
            "quotes": _with(arrangement.quotes, map(reference_of, section.quotes)),
        }
    )


def _with(placed: tuple[Placed, ...], keys: "map[str]") -> tuple[Placed, ...]:
    there = {one.key for one in placed}
    return (*placed, *(Placed(key=key) for key in dict.fromkeys(keys) if key not in there))


def moved(placed: Sequence[Placed], key: str, to: int) -> tuple[Placed, ...]:
    """The same with one of them at another place, from 0; at an end if the place is beyond it."""
    one = next((p for p in placed if p.key == key), None)
    rest = [p for p in placed if p.key != key]
    if one is None:
        return tuple(placed)
    to = max(0, min(to, len(rest)))
    return (*rest[:to], one, *rest[to:])
