"""How one question is read from the columns of a file. Knows nothing of how that was found out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from feedback.adapters.imports import bands, judging, scales
from feedback.adapters.imports.cells import date, fold, identity, number
from feedback.adapters.imports.headers import Column
from feedback.adapters.imports.keys import slug, unique
from feedback.adapters.imports.seen import Seen, see, together
from feedback.adapters.imports.sheets import Sheet
from feedback.domain.questions import MOST_OPTIONS, Kind, Option, Question

LONGEST_KEY = 40
LONGEST_ASK = 2000


class CannotPlan(Exception):  # noqa: N818 - it is what it says
    """Why a question can't be made of these columns, in words."""


@dataclass(frozen=True)
class Plan:
    """One question, the columns that it's read from, and which answer in them is which option.

    `values` has the key of an option by an answer's identity or, for a choose-several question with a column
    an option, by the column's own heading. `no_answer` are answers that are read as none.
    """

    question: Question
    heading: str
    columns: tuple[Column, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    no_answer: frozenset[str] = frozenset()
    split: str = ""  # what stands between several answers in one cell
    beside: Column | None = None  # "Other, please specify": words here mean that "other" was chosen

    @property
    def ticks(self) -> bool:
        """True if each option has a column of its own."""
        return self.question.takes_several and not self.split


@dataclass(frozen=True)
class Wanted:
    """What a question is to be: its key, words and kind, and the columns that it's read from."""

    key: str
    ask: str
    kind: Kind
    heading: str
    columns: tuple[Column, ...]
    no_answer: frozenset[str] = frozenset()
    split: str = ""
    beside: Column | None = None


def plan(wanted: Wanted, sheet: Sheet, seen: Seen | None = None) -> Plan:
    """A plan with options from what is in the columns, or from `seen`. Raises CannotPlan."""
    if wanted.kind is Kind.CHOOSE_SEVERAL and not wanted.split and len(wanted.columns) < 2:
        raise CannotPlan(
            "a choose-several question in one column needs “split”: what stands between its answers"
        )
    options, values, strays = _options(wanted, sheet, seen)
    question = Question(key=wanted.key, ask=cut(wanted.ask, LONGEST_ASK), kind=wanted.kind, options=options)
    no_answer = wanted.no_answer | strays
    return Plan(question, wanted.heading, wanted.columns, values, no_answer, wanted.split, wanted.beside)


Options = tuple[tuple[Option, ...], dict[str, str], frozenset[str]]


def _options(wanted: Wanted, sheet: Sheet, seen: Seen | None) -> Options:
    """The options, which answer is which of them, and answers that fit none of them."""
    if wanted.kind is Kind.COMMENT:
        return (), {}, frozenset()
    if wanted.kind is Kind.CHOOSE_SEVERAL and not wanted.split:
        return *_named(tick_labels(wanted.columns)), frozenset()
    seen = (seen or seen_in(sheet, wanted.columns[:1])).without(wanted.no_answer)
    if wanted.kind in (Kind.NUMBER, Kind.DATE):
        return _banded(wanted.kind, seen)
    if wanted.split:
        seen = see(p for k in seen.counts for p in judging.pieces(seen.labels[k], wanted.split))
    labels = scales.ordered([seen.labels[k] for k in seen.counts])[0]
    if wanted.kind is Kind.YES_NO:
        labels = _with_both(labels)
    if wanted.beside and not other_among(labels):
        labels = [*labels, wanted.beside.sub]
    return *_named(labels), frozenset()


def _named(labels: Sequence[str]) -> tuple[tuple[Option, ...], dict[str, str]]:
    if not 2 <= len(labels) <= MOST_OPTIONS:
        raise CannotPlan(f"it would have {len(labels)} options, where 2 to {MOST_OPTIONS} are possible")
    options: list[Option] = []
    for number_, label in enumerate(labels, 1):
        taken = [o.key for o in options]
        key = unique(slug(label, LONGEST_KEY), taken, f"option-{number_}")
        options.append(Option(key=key, label=cut(label, LONGEST_ASK)))
    return tuple(options), {identity(x): o.key for x, o in zip(labels, options, strict=True)}


def _banded(kind: Kind, seen: Seen) -> Options:
    """Bands, and the answers that are no number or date at all."""
    if kind is Kind.NUMBER:
        found = {k: n for k in seen.counts if (n := number(k)) is not None}
        made = (
            bands.number_bands([n for k, n in found.items() for _ in range(seen.counts[k])]) if found else ()
        )
        return made, {}, frozenset(seen.counts.keys() - found.keys())
    month_first = months_come_first(seen.counts)
    dates = {k: d for k in seen.counts if (d := date(k, month_first)) is not None}
    return (
        bands.date_bands(sorted(dates.values())) if dates else (),
        {},
        frozenset(seen.counts.keys() - dates),
    )


def _with_both(labels: list[str]) -> list[str]:
    """Yes and no, even if nobody said one of them."""
    if len(labels) != 1:
        return labels
    for yes, no in (("Yes", "No"), ("Y", "N"), ("True", "False")):
        if fold(labels[0]) == fold(yes):
            return [labels[0], no]
        if fold(labels[0]) == fold(no):
            return [yes, labels[0]]
    return labels


def seen_in(sheet: Sheet, columns: Iterable[Column]) -> Seen:
    """The different answers in some columns."""
    return together(see(sheet.by_column[c.place]) for c in columns)


def tick_labels(columns: Iterable[Column]) -> list[str]:
    """The headings of columns that are ticked, each once."""
    labels = {identity(c.sub or c.question): c.sub or c.question for c in reversed(list(columns))}
    return list(reversed(labels.values()))


def other_among(labels: Iterable[str]) -> str | None:
    """The answer that means "other", if there's one."""
    return next((x for x in labels if fold(x).startswith("other")), None)


def months_come_first(texts: Iterable[str]) -> bool:
    """True of dates such as 5/31/2019, which can't be read day first."""
    return not all(date(t) for t in texts) and all(date(t, month_first=True) for t in texts)


def cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"
