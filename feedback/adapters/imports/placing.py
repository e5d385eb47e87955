"""The cells of one question to answers, and those that fit none. Knows nothing of where options came from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from feedback.adapters.imports import judging
from feedback.adapters.imports.blocks import NOT_TICKED, TICKED
from feedback.adapters.imports.cells import date, fold, identity, number
from feedback.adapters.imports.headers import Column
from feedback.adapters.imports.plans import Plan, months_come_first, other_among
from feedback.adapters.imports.sheets import Sheet
from feedback.domain.journey import SKIPPED, Answer
from feedback.domain.questions import Kind, band_of


@dataclass
class Placed:
    """An answer a row, and how many people gave each answer that is in no option."""

    answers: list[Answer]
    unplaced: dict[tuple[Column, str], int] = field(default_factory=dict)
    beside: int = 0  # how many chose "other" by writing in the column beside


def place(plan: Plan, sheet: Sheet) -> Placed:
    """One question's answers, a row at a time. A blank cell is a skip."""
    if plan.ticks:
        return _ticks(plan, sheet)
    column = plan.columns[0]
    cells = sheet.by_column[column.place]
    reading = _reading(plan, cells)
    known: dict[str, Answer | None] = {"": SKIPPED}
    placed = Placed([])
    for cell in cells:
        if cell not in known:
            known[cell] = SKIPPED if identity(cell) in plan.no_answer else reading(cell)
        answer = known[cell]
        if answer is None:
            placed.unplaced[column, cell] = placed.unplaced.get((column, cell), 0) + 1
        placed.answers.append(answer or SKIPPED)
    _add_others(plan, sheet, placed)
    return placed


def _reading(plan: Plan, cells: tuple[str, ...]) -> Callable[[str], Answer | None]:
    """How a cell is read: None if it's no answer to this question."""
    find = Finder(plan.values)
    question = plan.question
    if question.takes_words:
        return lambda cell: Answer(words=cell)
    if plan.split:
        order = [o.key for o in question.options]
        return lambda cell: _chosen([find(p) for p in _said(plan, cell)], order)
    if question.banded:
        month_first = months_come_first(c for c in cells if c and identity(c) not in plan.no_answer)
        return lambda cell: _one(find(cell) or _band(plan, cell, month_first))
    return lambda cell: _one(find(cell))


def _said(plan: Plan, cell: str) -> list[str]:
    """The several answers in one cell, without those that are none."""
    return [p for p in judging.pieces(cell, plan.split) if identity(p) not in plan.no_answer]


def _band(plan: Plan, cell: str, month_first: bool) -> str | None:
    is_number = plan.question.kind is Kind.NUMBER
    value = number(cell) if is_number else date(cell, month_first)
    return None if value is None else band_of(plan.question.options, value)


def _one(key: str | None) -> Answer | None:
    return Answer((key,)) if key else None


def _chosen(keys: list[str | None], order: list[str]) -> Answer | None:
    found = [k for k in keys if k]
    return Answer(tuple(sorted(set(found), key=order.index))) if len(found) == len(keys) else None


class Finder:
    """Finds the option of an answer: as it's written, or the only one that is like it but for capitals."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.alike: dict[str, str | None] = {}
        for value, key in values.items():
            like = fold(value)
            self.alike[like] = key if self.alike.get(like, key) == key else None

    def __call__(self, text: str) -> str | None:
        return self.values.get(identity(text)) or self.alike.get(fold(text))


def _add_others(plan: Plan, sheet: Sheet, placed: Placed) -> None:
    """Who chose nothing and wrote under "Other (please specify)" has chosen other."""
    label = other_among(o.label for o in plan.question.options)
    if plan.beside is None or label is None:
        return
    other = next(o.key for o in plan.question.options if o.label == label)
    pairs = zip(sheet.by_column[plan.columns[0].place], sheet.by_column[plan.beside.place], strict=True)
    for row, (choice, words) in enumerate(pairs):
        if words and not choice:
            placed.answers[row] = Answer((other,))
            placed.beside += 1


def _ticks(plan: Plan, sheet: Sheet) -> Placed:
    """A column an option: its heading or a mark is a tick, and so are any words under "Other"."""
    find = Finder(plan.values)
    order = [o.key for o in plan.question.options]
    chosen: list[set[str]] = [set() for _ in sheet.rows]
    placed = Placed([])
    for column in plan.columns:
        heading = column.sub or column.question
        if identity(heading) in plan.no_answer:
            continue
        key = find(heading)
        ticked: dict[str, bool | None] = {"": False}
        for row, cell in enumerate(sheet.by_column[column.place]):
            if cell not in ticked:
                ticked[cell] = _is_ticked(plan, column, cell)
            if ticked[cell] and key:
                chosen[row].add(key)
            elif ticked[cell] is None or ticked[cell]:
                placed.unplaced[column, cell] = placed.unplaced.get((column, cell), 0) + 1
    placed.answers = [Answer(tuple(sorted(keys, key=order.index))) if keys else SKIPPED for keys in chosen]
    return placed


def _is_ticked(plan: Plan, column: Column, cell: str) -> bool | None:
    """None if the cell says neither that it's ticked nor that it isn't."""
    said = fold(cell)
    if said == fold(column.sub or column.question):
        return True
    if identity(cell) in plan.no_answer or said in NOT_TICKED:
        return False
    if said in TICKED or column.asks_for_words:
        return True
    return None
