"""A question's form, as it was posted, into the design. Keeps whatever was typed, right or wrong."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from flask import request

from feedback.domain import design_edits
from feedback.domain.design_files import YES_NO
from feedback.domain.design_pages import put_with_before
from feedback.domain.designs import Asked, Choice, Condition, Design
from feedback.domain.questions import Kind
from feedback.web.office.making.desk import typed

NEW_ROWS, FEWEST_ROWS = 2, 4
OWN = ""  # of the list of scales: answers of its own
WORDS = ("ask", "hint", "told_us", "easy", "easy_hint", "skip")


@dataclass(frozen=True)
class Row:
    """One line of the answers, as it is drawn: its place from 0, the answer, whether it counts."""

    place: int
    choice: Choice
    counts: bool


def rows(options: tuple[Choice, ...], counts: tuple[str, ...]) -> list[Row]:
    """The lines of answers, with some empty ones to add more."""
    empty = max(NEW_ROWS, FEWEST_ROWS - len(options))
    every = (*options, *(Choice("") for _ in range(empty)))
    return [Row(n, choice, choice.key in counts) for n, choice in enumerate(every) if n < 90]


def read(design: Design, key: str, taken: Set[str]) -> Design:
    """The design with the question as its form says. Raises LookupError, or Refused for a scale that's gone.

    `taken` are the keys of answers that editions had: none is given to another.
    """
    question = design.questions[design.place(key)]
    kind = request.form.get("kind", "")
    words: dict[str, Any] = {name: typed(name) for name in WORDS}
    typed_kind = Kind(kind) if kind in set(Kind) else question.kind
    changed = replace(
        question,
        kind=typed_kind,
        tags=tuple(dict.fromkeys(request.form.getlist("tags"))),
        picture=request.form.get("picture", question.picture),
        breakdown="breakdown" in request.form,
        show_if=_conditions(design, key),
        **words,
    )
    changed = _with_answers(design, question, changed, taken)
    return put_with_before(design_edits.rewrite(design, key, changed), key, "same-page" in request.form)


def _with_answers(design: Design, before: Asked, changed: Asked, taken: Set[str]) -> Asked:
    scale = request.form.get("scale", before.scale)
    if changed.kind is Kind.COMMENT:
        return replace(changed, scale="", options=(), counts=(), told_us="")
    if scale and scale != before.scale and scale in design.scales:
        options = design.scales[scale]
        counts = tuple(k for k in before.counts if k in {c.key for c in options})
        return replace(changed, scale=scale, options=(), counts=counts)
    if before.scale and scale == OWN:
        own = design.options(before)
        return replace(changed, scale="", options=own, counts=_ticked(own))
    if before.scale:
        return replace(changed, counts=_ticked(design.options(before)))
    options, counts = answers(before.options, taken)
    if not options and changed.kind is Kind.YES_NO and before.kind is not Kind.YES_NO:
        options = YES_NO
    return replace(changed, options=options, counts=counts)


def _ticked(options: tuple[Choice, ...]) -> tuple[str, ...]:
    return tuple(c.key for n, c in enumerate(options) if f"count-{n}" in request.form)


def answers(before: tuple[Choice, ...], taken: Set[str]) -> tuple[tuple[Choice, ...], tuple[str, ...]]:
    """The answers that were typed, moved if a button said so; and the keys of those that count."""
    if "label-0" not in request.form:
        return before, _ticked(before)
    places = [n for n in range(90) if f"label-{n}" in request.form]
    lines = [(request.form.get(f"key-{n}", ""), _choice(n, before)) for n in places]
    ticked = [f"count-{n}" in request.form for n in places]
    order = _moved(places, request.form.get("do", ""))
    made = design_edits.relabel(before, [lines[n] for n in order], taken)
    counted = [ticked[n] for n in order if lines[n][1].label]
    return made, tuple(c.key for c, yes in zip(made, counted, strict=True) if yes)


def _choice(n: int, before: tuple[Choice, ...]) -> Choice:
    known: Mapping[str, Choice] = {c.key: c for c in before}
    old = known.get(request.form.get(f"key-{n}", ""), Choice(""))
    return replace(
        old,
        label=typed(f"label-{n}").replace("\n", " "),
        easy=typed(f"easy-{n}").replace("\n", " "),
        alone=f"alone-{n}" in request.form,
        to=_limit(typed(f"to-{n}")) if f"to-{n}" in request.form else old.to,
    )


def _limit(said: str) -> float | str | None:
    """The last number of a band as a number, anything else as it was typed."""
    try:
        number = float(said.replace(",", ""))
    except ValueError:
        return said or None
    if not isfinite(number):  # inf, nan, 1e999: no file and no database has a word for them
        return said
    return int(number) if number.is_integer() else number


def _moved(places: list[int], do: str) -> list[int]:
    """The lines in order, with one moved by its button: `up-2`, `down-0`."""
    way, _, at = do.partition("-")
    order = list(range(len(places)))
    if way in ("up", "down") and at.isascii() and at.isdecimal() and int(at[:3]) < len(order):
        place = order.pop(int(at[:3]))
        order.insert(max(0, place + (-1 if way == "up" else 1)), place)
    return order


def _conditions(design: Design, key: str) -> tuple[Condition, ...]:
    """Who is asked, from the ticks: each is an earlier question and one of its answers."""
    ticked = request.form.getlist("show")
    found = []
    for question in design.earlier(key):
        options = tuple(c.key for c in design.options(question) if f"{question.key}/{c.key}" in ticked)
        if options:
            found.append(Condition(question.key, options))
    return tuple(found)
