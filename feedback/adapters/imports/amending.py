"""One question as an entry of a mapping wants it. Knows nothing of the other questions."""

from pydantic import ValidationError

from feedback.adapters.imports import judging
from feedback.adapters.imports.cells import date, identity
from feedback.adapters.imports.choosing import Chosen, bands_given, options_given
from feedback.adapters.imports.finding import Mistaken
from feedback.adapters.imports.headers import Column
from feedback.adapters.imports.mapping import BandEntry, QuestionEntry
from feedback.adapters.imports.plans import LONGEST_ASK, CannotPlan, Plan, Wanted, cut, plan, seen_in
from feedback.adapters.imports.sheets import Sheet
from feedback.adapters.plain_errors import plainly
from feedback.domain.questions import Kind, Question

_PICKED = (Kind.CHOOSE_ONE, Kind.SCALE, Kind.YES_NO)
_BANDED = (Kind.NUMBER, Kind.DATE)
Members = tuple[Column, ...]


def amended(key: str, entry: QuestionEntry, base: Plan | None, members: Members, sheet: Sheet) -> Plan:
    """The plan of one entry: what it says, then what was guessed, then what is in its columns.

    Raises Mistaken.
    """
    wanted = _wanted(key, entry, base, members, sheet)
    no_answer = wanted.no_answer
    if (chosen := _given(wanted, entry, base) or _guessed(wanted, base)) is None:
        made = _planned(wanted, sheet)
        chosen, no_answer = (made.question.options, dict(made.values)), made.no_answer
    options, values = chosen
    said = entry.model_dump(include={"hint", "easy", "counts", "told_us", "tags", "breakdown"})
    try:
        question = Question(key=key, ask=wanted.ask, kind=wanted.kind, options=options, **said)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        raise Mistaken(str(first["loc"][0]), plainly(first, Question)) from wrong
    return Plan(question, wanted.heading, wanted.columns, values, no_answer, wanted.split, wanted.beside)


def _wanted(key: str, entry: QuestionEntry, base: Plan | None, members: Members, sheet: Sheet) -> Wanted:
    first = members[0]
    no_answer = frozenset(map(identity, entry.no_answer or ()))
    if base and entry.no_answer is None:
        no_answer = base.no_answer
    kind = _kind(entry, base, members, sheet, no_answer)
    beside = _beside(kind, members)
    heading = first.question if kind is Kind.CHOOSE_SEVERAL and len(members) > 1 else first.heading
    if entry.heading or base:
        heading = entry.heading or (base.heading if base else "")
    spare = heading or f"Columns {first.letter} to {members[-1].letter}"
    return Wanted(
        key,
        entry.ask or (base.question.ask if base else cut(spare, LONGEST_ASK)),
        kind,
        heading,
        members[:1] if beside else members,
        no_answer,
        _split(entry, base, kind, members, sheet),
        beside,
    )


def _kind(
    entry: QuestionEntry, base: Plan | None, members: Members, sheet: Sheet, no_answer: frozenset[str]
) -> Kind:
    """The kind that is given, guessed, or likeliest."""
    if entry.kind:
        return entry.kind
    guessed = base.question.kind if base else None
    if entry.bands and guessed not in _BANDED:
        return Kind.DATE if isinstance(entry.bands[0].to, str) and date(entry.bands[0].to) else Kind.NUMBER
    if guessed:
        return guessed
    judged = judging.judge(seen_in(sheet, members[:1]).without(no_answer), members[0].is_for_words)
    if judged is None and not entry.options:
        raise Mistaken("options", "everyone gave the same answer here; name at least one more option")
    return judged or Kind.CHOOSE_ONE


def _beside(kind: Kind, members: Members) -> Column | None:
    """The column for other words that goes with the column of a question that takes one answer."""
    if kind is Kind.CHOOSE_SEVERAL or len(members) == 1:
        return None
    if kind not in _PICKED or len(members) > 2 or not members[1].asks_for_words:
        raise Mistaken("columns", f"a {kind} question is read from one column, not from {len(members)}")
    return members[1]


def _split(entry: QuestionEntry, base: Plan | None, kind: Kind, members: Members, sheet: Sheet) -> str:
    """What stands between several answers in one cell, if they're in one."""
    if kind is not Kind.CHOOSE_SEVERAL or len(members) > 1:
        return ""
    if entry.split or (base and base.split):
        return entry.split or (base.split if base else "")
    return judging.separator(seen_in(sheet, members)) or ""


def _given(wanted: Wanted, entry: QuestionEntry, base: Plan | None) -> Chosen | None:
    """The options or bands that the entry gives, if it gives any."""
    if wanted.kind in _BANDED and (entry.bands or entry.options):
        named = [BandEntry(to=o.to, label=o.label, key=o.key) for o in entry.options or ()]
        return bands_given(wanted.kind, entry.bands or named)
    if entry.bands:
        raise Mistaken("bands", f"bands are for number and date questions, and this one is {wanted.kind}")
    if not entry.options:
        return None
    if wanted.kind is Kind.COMMENT:
        raise Mistaken("options", "a comment has no options; take them out, or choose another kind")
    return options_given(entry.options, base)


def _guessed(wanted: Wanted, base: Plan | None) -> Chosen | None:
    """The options that were guessed, if the question is still read in the same way."""
    if base is None or base.columns != wanted.columns or base.split != wanted.split:
        return None
    kinds = (base.question.kind, wanted.kind)
    if kinds[0] is not kinds[1] and not all(k in _PICKED for k in kinds):
        return None
    values = {v: k for v, k in base.values.items() if v not in wanted.no_answer}
    gone = set(base.values.values()) - set(values.values())
    return tuple(o for o in base.question.options if o.key not in gone), values


def _planned(wanted: Wanted, sheet: Sheet) -> Plan:
    try:
        return plan(wanted, sheet)
    except CannotPlan as problem:
        raise Mistaken("kind", f"this can’t be a {wanted.kind} question: {problem}") from problem
