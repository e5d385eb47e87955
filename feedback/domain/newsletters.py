"""An easy-read newsletter: what an officer writes, which promises it tells of, and how it is kept for good.

No young person's words are kept in it, only what they are looked up by: what is taken back goes from an old
newsletter too. Knows nothing of where anything is kept, nor of pages.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from feedback.domain.actions import FIRST_DAY
from feedback.domain.deeds import Deed
from feedback.domain.own_words import numbers_in
from feedback.domain.sections import Finding, Quote, Section
from feedback.domain.wording import Finding as Look
from feedback.domain.wording import Vocabulary, of_words

LONGEST_NAME, LONGEST_OPENING, LONGEST_CLOSING = 120, 1200, 400
MOST_PROMISES = 12
MOST_FIGURES, MOST_QUOTES, MOST_HEARD = 4, 3, 3  # of each promise
LONGEST_QUOTE = 300  # nobody's words are cut: a longer quote stays on the promise's own page
_TEXTS = {"title": LONGEST_NAME, "meeting": LONGEST_NAME, "opening": LONGEST_OPENING}
_LIMITS = {**_TEXTS, "closing": LONGEST_CLOSING}
_UNCHECKED = "Numbers in these words aren’t checked. One that is hidden in a section must not be told here."
_CHECK = "Check that it’s in no section as [c], or leave it out."
Figure = tuple[str, str]  # a survey and a question


@dataclass(frozen=True)
class Newsletter:
    """What an officer writes: after which meeting it comes and on what day that was, some words before and
    after, and the promises that it tells of, by key and in order.
    """

    title: str = ""
    meeting: str = ""
    on: date | None = None
    opening: str = ""
    promises: tuple[str, ...] = ()
    closing: str = ""

    @classmethod
    def of(cls, held: Mapping[str, Any]) -> "Newsletter":
        given = {name: str(held.get(name, "")) for name in _LIMITS}
        on = held.get("on")
        return cls(
            on=date.fromisoformat(on) if on else None, promises=tuple(held.get("promises", ())), **given
        )

    def held(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "meeting": self.meeting,
            "on": self.on.isoformat() if self.on else None,
            "opening": self.opening,
            "promises": list(self.promises),
            "closing": self.closing,
        }


@dataclass(frozen=True)
class Told:
    """What a newsletter tells of one promise: the number of its published section, the figures, the quotes as
    pairs of a wave and a reference, what was done as it stood that day, and what was heard elsewhere by key.
    """

    commitment: str
    number: int
    figures: tuple[Figure, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()
    deeds: tuple[Deed, ...] = ()
    heard: tuple[str, ...] = ()


@dataclass(frozen=True)
class Issue:
    """A newsletter as it is kept once it's published."""

    newsletter: Newsletter
    told: tuple[Told, ...]


_ISSUE = TypeAdapter(Issue)


def frozen(issue: Issue) -> dict[str, Any]:
    """An issue as JSON holds it."""
    kept: dict[str, Any] = _ISSUE.dump_python(issue, mode="json")
    return kept


def thawed(kept: Mapping[str, Any]) -> Issue:
    """An issue as it was kept."""
    return _ISSUE.validate_python(kept)


def problems(given: Newsletter, published: Collection[str]) -> dict[str, str]:
    """Why it can't be kept even as a draft, by field in the order of the form; nothing if it can.
    `published` are the keys of the promises that have a published section.
    """
    wrong: dict[str, str] = {}
    if not given.title:
        wrong["title"] = "Give it a title, such as: What you said, and what we did"
    for name, most in _LIMITS.items():
        if len(getattr(given, name)) > most:
            wrong[name] = f"Up to {most} letters, please"
    for name in ("title", "meeting"):
        if "\n" in getattr(given, name):
            wrong[name] = "Write this on one line"
    if len(given.promises) > MOST_PROMISES:
        wrong["promises"] = f"A newsletter is short: choose {MOST_PROMISES} promises at most"
    elif not set(given.promises) <= set(published):
        wrong["promises"] = "Choose promises that have a published section. Nothing else can be told"
    return wrong


def missing(given: Newsletter, published: Collection[str], today: date) -> dict[str, str]:
    """What it needs before it can be published, by field; nothing if it is whole."""
    wrong = problems(given, published)
    if not given.meeting:
        wrong.setdefault("meeting", "Say which meeting it was")
    if given.on is None or not FIRST_DAY <= given.on <= today:
        wrong["on"] = "Give the day of the meeting. It can’t be after today"
    if not given.promises:
        wrong.setdefault("promises", "Choose at least one promise")
    order = ("title", "meeting", "on", "opening", "promises", "closing")
    return {name: wrong[name] for name in order if name in wrong}


def advice(given: Newsletter, known: Vocabulary) -> list[Look]:
    """What to look at in its words. Refuses nothing."""
    found: list[Look] = []
    for name in _LIMITS:
        words = getattr(given, name)
        found += [_here(one) for one in of_words(name, words, known)]
        found += [Look(name, number, _UNCHECKED, _CHECK) for number in numbers_in(words)[:1]]
    return found


def _here(found: Look) -> Look:
    """The same, without what only a survey can do: it has a page for words that are explained."""
    on_a_page = "explain it on" in found.instead
    return replace(found, instead="Use other words, or say what it means.") if on_a_page else found


def newest_waves(section: Section) -> frozenset[str]:
    """The newest wave of each survey that a section tells of: a newsletter tells of no other."""
    newest = {source.survey: source for source in sorted(section.sources, key=lambda s: (s.opens, s.wave))}
    return frozenset(source.wave for source in newest.values())


def of_section(section: Section, number: int, heard: Sequence[str]) -> Told:
    """What a newsletter tells of a published section, and of what stands beside its figures now."""
    waves = newest_waves(section)
    quotes = _short_quotes(section, waves)
    wrote = {(quote.source.survey, quote.question) for quote in quotes}
    return Told(
        commitment=section.commitment,
        number=number,
        figures=_few_figures(section, waves, wrote),
        quotes=tuple(map(_named, quotes)),
        deeds=tuple(replace(deed, about=()) for deed in section.actions),  # it may name what is taken back
        heard=tuple(heard[:MOST_HEARD]),
    )


def _short_quotes(section: Section, waves: Collection[str]) -> Sequence[Quote]:
    """The first few short ones of the newest waves."""
    found = [q for q in section.quotes if q.source.wave in waves and len(q.words) <= LONGEST_QUOTE]
    return found[:MOST_QUOTES]


def _few_figures(section: Section, waves: Collection[str], wrote: Collection[Figure]) -> tuple[Figure, ...]:
    """The figures that a newsletter has, in the section's order: those with a sentence before the others, the
    surveys in turn; and each question whose answers are quoted.
    """
    ranked = []
    turns: Counter[str] = Counter()
    for finding in section.findings:
        here = [told for told in finding.told if told.source.wave in waves]
        if here and finding.rows:
            ranked.append((all(t.counted is None for t in here), turns[finding.survey], _figure(finding)))
            turns[finding.survey] += 1
    few = {figure for *_, figure in sorted(ranked)[:MOST_FIGURES]} | set(wrote)
    return tuple(_figure(finding) for finding in section.findings if _figure(finding) in few)


def _figure(finding: Finding) -> Figure:
    return finding.survey, finding.question


def shortened(section: Section, told: Told) -> Section:
    """A published section as a newsletter tells it: its figures, its quotes, and what was done by its day."""
    quotes = tuple(q for q in section.quotes if _named(q) in told.quotes)
    findings = tuple(f for f in section.findings if _figure(f) in told.figures)
    return replace(section, findings=findings, quotes=quotes, actions=told.deeds)


def _named(quote: Quote) -> tuple[str, str]:
    return quote.source.wave, quote.reference


def in_order(places: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Promises by the places that were chosen for them; those of the same place stay as they came. Place 0 is
    left out.
    """
    chosen = [(place, key) for key, place in places if place > 0]
    return tuple(key for _, key in sorted(chosen, key=lambda pair: pair[0]))
