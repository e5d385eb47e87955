"""A table to a survey and its answers. Knows nothing of files, databases or pages."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from feedback.adapters.imports import judging
from feedback.adapters.imports.cells import fold, identity
from feedback.adapters.imports.correcting import correct, described
from feedback.adapters.imports.described import Export
from feedback.adapters.imports.guessing import guess
from feedback.adapters.imports.headers import Column
from feedback.adapters.imports.mapping import Corrections, MappingFile
from feedback.adapters.imports.placing import Finder, Placed, place
from feedback.adapters.imports.plans import Plan
from feedback.adapters.imports.sheets import ImportProblem, NoPlace, Sheet, Stray, counted
from feedback.adapters.plain_errors import did_you_mean
from feedback.domain import journey
from feedback.domain.frameworks import Key
from feedback.domain.journey import Answer
from feedback.domain.surveys import Audience, Survey

DEFAULT_AUDIENCE = Audience(key="people", many="people", one="person")
_MOST_LISTED = 12
BLANKS = (
    "An export doesn’t tell a question that was skipped from one that was never shown: every blank is kept "
    "as skipped. Neither is in the base of a percentage."
)


@dataclass(frozen=True)
class Guessed:
    """What one question was taken for, to be shown before anything is stored."""

    key: str
    ask: str
    kind: str
    options: tuple[str, ...]
    base: int
    columns: tuple[str, ...]  # letters
    counts: Mapping[str, int]  # how many chose each option, by its key


@dataclass(frozen=True)
class Understood:
    """A survey, the answers of each person, and everything that an officer should know of them."""

    survey: Survey
    answers: list[dict[str, Answer]]
    left_out: list[tuple[str, str]]  # (column, why)
    notes: list[str]
    guesses: tuple[Guessed, ...]
    plans: tuple[Plan, ...]


def understand(export: Sheet | Export, key: str, mapping: Corrections | None = None) -> Understood:
    """A new survey with the answers in a table. Raises ImportProblem with all that is wrong."""
    _check(key)
    export = export if isinstance(export, Export) else Export(export)
    sheet = export.sheet
    found = described(guess(sheet), export.described, sheet)
    if mapping:
        found = correct(found, mapping, sheet)
    if not found.plans:
        said = [f"Column {c.letter} “{c.heading}” is left out: {why}." for c, why in found.left_out]
        raise ImportProblem(
            ["The file holds no question that can be kept.", *said],
            "Check that it’s the right file, or say in a mapping file what each column is.",
        )
    return answered(_survey(key, found.plans, mapping, export.described), found.plans, found.left_out, sheet)


def _check(key: str) -> None:
    try:
        TypeAdapter(Key).validate_python(key)
    except ValidationError as wrong:
        raise ImportProblem(
            f"“{key}” can’t be a survey’s key.",
            "A key has small letters, digits and single hyphens, such as care-leavers.",
        ) from wrong


def _survey(key: str, plans: Sequence[Plan], mapping: Corrections | None, form: MappingFile) -> Survey:
    said = mapping.file if mapping else None
    return Survey(
        survey=key,
        title=(said and said.title) or form.title or key.replace("-", " ").capitalize(),
        audience=(said and said.audience) or DEFAULT_AUDIENCE,
        framework=said.framework if said else None,
        questions=tuple(p.question for p in plans),
    )


def answered(
    survey: Survey, plans: Sequence[Plan], left_out: Sequence[tuple[Column, str]], sheet: Sheet
) -> Understood:
    """The answers in a table to the questions that are planned. Raises ImportProblem if one has no place."""
    placed = [place(p, sheet) for p in plans]
    if problems := [line for p, got in zip(plans, placed, strict=True) for line in _unplaced(p, got)]:
        raise NoPlace(
            problems,
            "Say in a mapping file which option each is (“values”), that it’s a new one (“new: true”), "
            "or that it’s no answer (“no-answer”).",
            [stray for p, got in zip(plans, placed, strict=True) for stray in _strays(p, got)],
        )
    keys = [p.question.key for p in plans]
    rows = [dict(zip(keys, row, strict=True)) for row in zip(*(got.answers for got in placed), strict=True)]
    notes = [*sheet.notes, *_notes(plans, placed)]
    rows, hidden = _routed(survey, rows)
    if hidden:
        notes.append(f"Answers to questions that wouldn’t have been shown were dropped: {hidden}.")
    kept = [row for row in rows if any(not a.skipped for a in row.values())]
    if blank := len(rows) - len(kept):
        notes.append(f"{counted(blank, 'row')} left out for having no answers at all.")
    return Understood(
        survey,
        kept,
        [(f"{c.letter}: {c.heading}", why) for c, why in left_out],
        [*notes, BLANKS],
        tuple(_guessed(p, got) for p, got in zip(plans, placed, strict=True)),
        tuple(plans),
    )


def _routed(survey: Survey, rows: list[dict[str, Answer]]) -> tuple[list[dict[str, Answer]], int]:
    """The answers without those to questions that routing hides, and how many those were."""
    if not any(q.show_if for q in survey.questions):
        return rows, 0
    shown = [{q.key for q in journey.shown(survey, row)} for row in rows]
    kept = [{k: a for k, a in row.items() if k in keys} for row, keys in zip(rows, shown, strict=True)]
    before, after = (sum(not a.skipped for row in r for a in row.values()) for r in (rows, kept))
    return kept, before - after


def _guessed(plan: Plan, placed: Placed) -> Guessed:
    question = plan.question
    members = (*plan.columns, *((plan.beside,) if plan.beside else ()))
    return Guessed(
        question.key,
        question.ask,
        question.kind.value,
        tuple(o.label for o in question.options),
        sum(not a.skipped for a in placed.answers),
        tuple(c.letter for c in members),
        Counter(key for a in placed.answers for key in a.chosen),
    )


def _unplaced(plan: Plan, placed: Placed) -> Iterator[str]:
    labels = [o.label for o in plan.question.options]
    for number, ((column, cell), people) in enumerate(placed.unplaced.items()):
        if number == _MOST_LISTED:
            yield f"“{plan.question.key}” has {len(placed.unplaced) - number} more answers like that."
            return
        near = did_you_mean(cell, labels)
        yield (
            f"“{cell}” ({_people(people)}) in column {column.letter} “{column.heading}” is no option of "
            f"“{plan.question.key}”{near or '.'}"
        )


def _strays(plan: Plan, placed: Placed) -> Iterator[Stray]:
    """The answers that have no place, each once. Of several in one cell, only those."""
    find = Finder(plan.values)
    for (column, cell), people in placed.unplaced.items():
        for piece in judging.pieces(cell, plan.split) if plan.split else [cell]:
            if not plan.split or (find(piece) is None and identity(piece) not in plan.no_answer):
                yield Stray(plan.question.key, column.letter, piece, people)


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _notes(plans: Sequence[Plan], placed: Sequence[Placed]) -> Iterator[str]:
    """What was decided on the way that an officer might have decided otherwise."""
    for plan, got in zip(plans, placed, strict=True):
        key = plan.question.key
        if plan.no_answer:
            listed = ", ".join(f"“{x}”" for x in sorted(plan.no_answer)[:_MOST_LISTED])
            yield f"In “{key}”, these are read as no answer: {listed}."
        if got.beside:
            yield (
                f"In “{key}”, {_people(got.beside)} chose nothing and wrote under “Other”: "
                "they are counted as having chosen it."
            )
        for pair in _nearly_same(plan.values):
            yield f"In “{key}”, {pair}: merge them if they mean the same."


def _nearly_same(values: Mapping[str, str]) -> Iterator[str]:
    """Options that differ in nothing but capitals, quotes or dashes."""
    first: dict[str, str] = {}
    for value, key in values.items():
        like = first.setdefault(fold(value), value)
        if values[like] != key:
            yield f"“{like}” and “{value}” are two options"
