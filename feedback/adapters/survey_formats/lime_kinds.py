"""LimeSurvey’s kinds of question, each of which is one row of the table at the end."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from feedback.adapters.survey_formats.asking import OTHER, Asked, Choice, a_choice, numbered
from feedback.adapters.survey_formats.lime_reading import Reading
from feedback.adapters.survey_formats.lime_rows import Asking, Part
from feedback.adapters.survey_formats.plain_text import plain, quoted
from feedback.domain.questions import Kind

_OTHER_CODE = "-oth-"
_MOST_STEPS = 11


def _one(reading: Reading, one: Asking) -> None:
    choices = reading.choices(one.answers)
    _with_other(reading, one, choices, _OTHER_CODE)
    asked = reading.asked(one, a_choice(choices), choices)
    if reading.draft.ask(asked):
        if one.other:
            reading.draft.ask_more(asked, _OTHER_CODE, "Other: what is it?")
        if one.type == "O":
            _comment_beside(reading, asked, "its answers")


def _comment_beside(reading: Reading, asked: Asked, what: str) -> None:
    more = Asked(f"{asked.name}_comment", "Please tell us more about your answer", Kind.COMMENT)
    more.when, more.key = asked.when, f"{asked.key[:50].rstrip('-')}-comment"
    key = reading.draft.ask(more)
    words = quoted(plain(asked.words) or asked.name)
    reading.draft.say(f"{words} had a box to write in beside {what}. It is one question of its own, “{key}”.")


def _with_other(reading: Reading, one: Asking, choices: list[Choice], code: str) -> None:
    if one.other:
        choices.append(Choice(code, one.attributes.get("other_replace_text") or "Other"))


def _several(reading: Reading, one: Asking) -> None:
    choices = reading.choices(one.parts)
    alone = set(one.attributes.get("exclude_all_others", "").split(";"))
    for choice in choices:
        choice.alone = choice.name in alone
    _with_other(reading, one, choices, OTHER)
    asked = reading.asked(one, Kind.CHOOSE_SEVERAL, choices)
    if not reading.draft.ask(asked):
        return
    for choice in asked.choices:
        if choice.name:
            reading.draft.refer(f"{one.code}_{choice.name}", asked, {"Y": choice.key})
    if one.other:
        reading.draft.ask_more(asked, OTHER, "Other: what is it?")
    if one.type == "P":
        _comment_beside(reading, asked, "each of its answers")


def _fixed(*answers: tuple[str, str], scale: bool = False) -> "How":
    """A question whose answers LimeSurvey brings itself."""

    def ask(reading: Reading, one: Asking) -> None:
        choices = [Choice(code, label) for code, label in answers]
        reading.draft.ask(reading.asked(one, a_choice(choices, scale=scale), choices))

    return ask


def _grid(*answers: tuple[str, str]) -> "How":
    """A grid: a question for each row, with the same answers. Without answers here, the question's own."""

    def ask(reading: Reading, one: Asking) -> None:
        for part in (p for p in one.parts if p.scale == "0"):
            choices = [Choice(code, label) for code, label in answers] or reading.choices(one.answers)
            reading.draft.ask(reading.part(one, [part], a_choice(choices, scale=True), choices))

    return ask


def _two_scales(reading: Reading, one: Asking) -> None:
    heads = [one.attributes.get(f"dualscale_header{s}", "").strip() or f"{n} scale" for s, n in _SCALES]
    for part in one.parts:
        for (letter, _), scale, head in zip(_SCALES, ("0", "1"), heads, strict=True):
            choices = reading.choices(one.answers, scale)
            asked = reading.part(one, [part], a_choice(choices, scale=True), choices)
            asked.words, asked.said = f"{asked.words} ({plain(head)})", {}
            asked.name = f"{asked.name}_{'0' if letter == 'A' else '1'}"
            reading.draft.ask(asked)


_SCALES = (("A", "First"), ("B", "Second"))


def _numbers_grid(reading: Reading, one: Asking) -> None:
    rows, columns = _rows_and_columns(one)
    if one.attributes.get("multiflexible_checkbox") == "1":
        for row in rows:
            choices = reading.choices(columns, "1")
            reading.draft.ask(reading.part(one, [row], Kind.CHOOSE_SEVERAL, choices))
        return
    steps = [] if one.attributes.get("input_boxes") == "1" else _steps(one)
    for row in rows:
        for column in columns:
            asked = reading.part(one, [row, column], Kind.SCALE, steps)
            if steps:
                asked.choices = [Choice(c.name, c.label) for c in steps]
                reading.draft.ask(asked)
            else:
                reading.draft.ask_exact(asked, "a number")


def _steps(one: Asking) -> list[Choice]:
    """The numbers to pick from, if they are few: 1 to 10 unless the question says otherwise."""
    try:
        low, high, step = (
            int(one.attributes.get(f"multiflexible_{name}") or usual)
            for name, usual in (("min", 1), ("max", 10), ("step", 1))
        )
    except ValueError:
        return []
    points = range(low, high + 1, step) if step > 0 else range(0)
    return numbered(points) if 2 <= len(points) <= _MOST_STEPS else []


def _rows_and_columns(one: Asking) -> tuple[list[Part], list[Part]]:
    return [p for p in one.parts if p.scale == "0"], [p for p in one.parts if p.scale == "1"]


def _texts_grid(reading: Reading, one: Asking) -> None:
    rows, columns = _rows_and_columns(one)
    for row in rows:
        for column in columns:
            reading.draft.ask(reading.part(one, [row, column], Kind.COMMENT))


def _text(reading: Reading, one: Asking) -> None:
    reading.draft.ask(reading.asked(one, Kind.COMMENT))


def _texts(reading: Reading, one: Asking) -> None:
    for part in one.parts:
        reading.draft.ask(reading.part(one, [part], Kind.COMMENT))


def _exact(what: str) -> "How":
    def ask(reading: Reading, one: Asking) -> None:
        for part in one.parts if one.type == "K" else [None]:
            asked = reading.part(one, [part] if part else [], Kind.COMMENT)
            reading.draft.ask_exact(asked, what)

    return ask


def _ranking(reading: Reading, one: Asking) -> None:
    reading.draft.rank(reading.asked(one, Kind.SCALE, reading.choices(one.answers or one.parts)))


How: TypeAlias = Callable[[Reading, Asking], None]
_NUMBERS = tuple((str(n), str(n)) for n in range(1, 11))
HOW: Mapping[str, How] = {
    "L": _one,
    "!": _one,
    "O": _one,
    "M": _several,
    "P": _several,
    "Y": _fixed(("Y", "Yes"), ("N", "No")),
    "G": _fixed(("F", "Female"), ("M", "Male")),
    "5": _fixed(*_NUMBERS[:5], scale=True),
    "A": _grid(*_NUMBERS[:5]),
    "B": _grid(*_NUMBERS),
    "C": _grid(("Y", "Yes"), ("U", "Uncertain"), ("N", "No")),
    "E": _grid(("I", "Increase"), ("S", "Same"), ("D", "Decrease")),
    "F": _grid(),
    "H": _grid(),
    "1": _two_scales,
    ":": _numbers_grid,
    ";": _texts_grid,
    "T": _text,
    "S": _text,
    "U": _text,
    "Q": _texts,
    "N": _exact("a number"),
    "K": _exact("numbers"),
    "D": _exact("a date"),
    "R": _ranking,
}
