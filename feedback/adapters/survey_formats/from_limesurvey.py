"""LimeSurvey's .lss files, old (2.05) and new. Each of its kinds of question is one row of a table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias
from xml.etree.ElementTree import Element

from feedback.adapters.survey_formats.drafting import OTHER, Asked, Choice, Draft, a_choice, numbered
from feedback.adapters.survey_formats.equations import condition
from feedback.adapters.survey_formats.lime_rows import Asking, Lime, Part, lime_of
from feedback.adapters.survey_formats.plain_text import plain, quoted
from feedback.adapters.survey_formats.understood import Understood, damaged
from feedback.domain.questions import Kind

KIND = "LimeSurvey"
_OTHER_CODE = "-oth-"
_MOST_STEPS = 11
_GRIDS = frozenset("ABCEFH1:;QK")
_LEFT_OUT = {
    "X": "it is words to read, not a question",
    "*": "it is a sum that nobody answers",
    "|": "Told Us takes no pictures or files from those who answer",
    "I": "people choose the language at the top of every page",
}


class _Reading:
    """A file and the survey that is made of it."""

    def __init__(self, lime: Lime) -> None:
        self.lime = lime
        own = lime.survey.get(lime.base, {})
        self.draft = Draft(KIND, own.get("surveyls_title", ""))
        self.draft.introduction = plain(own.get("surveyls_welcometext") or own.get("surveyls_description"))

    def say(self, words: Mapping[str, str]) -> tuple[str, dict[str, str]]:
        """Words in the survey's own language, and in its others."""
        first = words.get(self.lime.base) or words.get("") or next(iter(words.values()), "")
        return first, {name: words[name] for name in self.lime.others if name in words}

    def choices(self, parts: Iterable[Part], scale: str = "0") -> list[Choice]:
        found = []
        for part in parts:
            if part.scale == scale:
                label, said = self.say(part.words)
                found.append(Choice(part.code, label, said=said))
        return found

    def asked(self, one: Asking, kind: Kind, choices: Sequence[Choice] = ()) -> Asked:
        words, said = self.say(one.words)
        hint, hint_said = self.say(one.help)
        made = Asked(one.code, words, kind, list(choices), hint, condition(one.relevance), said)
        made.hint_said = hint_said
        return made

    def part(self, one: Asking, parts: Sequence[Part], kind: Kind, choices: Sequence[Choice] = ()) -> Asked:
        """One row of a grid, or one cell of it, as a question of its own."""
        made = self.asked(one, kind, choices)
        for part in parts:
            words, said = self.say(part.words)
            whole = plain(made.words)
            made.said = {n: f"{plain(made.said[n])}: {plain(w)}" for n, w in said.items() if n in made.said}
            made.words = f"{whole}: {plain(words) or part.code}" if whole else plain(words)
        made.name = "_".join([one.code, *(p.code for p in parts)])
        return made


def read_tree(tree: Element) -> Understood:
    """The survey in a .lss file's tree. Raises NotUnderstood."""
    if tree.find("questions") is None:
        raise damaged(KIND)
    reading = _Reading(lime_of(tree))
    for one in reading.lime.questions:
        before = len(reading.draft.questions)
        _question(reading, one)
        if one.type in _GRIDS:
            reading.draft.say_grid(reading.say(one.words)[0], len(reading.draft.questions) - before)
    if reading.lime.required:
        reading.draft.say_required()
    if reading.lime.quotas:
        reading.draft.say("Quotas, which end a survey for some people, were left out.")
    return reading.draft.finish()


def _question(reading: _Reading, one: Asking) -> None:
    words = reading.say(one.words)[0] or one.code
    if why := _LEFT_OUT.get(one.type):
        reading.draft.leave_out(words, why)
    elif one.attributes.get("hidden") == "1":
        reading.draft.leave_out(words, "it was hidden from those who answered")
    elif one.type not in _HOW:
        reading.draft.leave_out(words, f"Told Us has nothing like its kind, “{one.type[:3]}”")
    else:
        _HOW[one.type](reading, one)
        if one.conditioned and not one.relevance:
            reading.draft.say(
                f"{quoted(plain(words))} was asked only in some cases, which could not be brought in. "
                "It is asked of "
                "everyone until you set when."
            )


def _one(reading: _Reading, one: Asking) -> None:
    choices = reading.choices(one.answers)
    _with_other(reading, one, choices, _OTHER_CODE)
    asked = reading.asked(one, a_choice(choices), choices)
    if reading.draft.ask(asked):
        if one.other:
            reading.draft.ask_more(asked, _OTHER_CODE, "Other: what is it?")
        if one.type == "O":
            _comment_beside(reading, asked, "its answers")


def _comment_beside(reading: _Reading, asked: Asked, what: str) -> None:
    more = Asked(f"{asked.name}_comment", "Please tell us more about your answer", Kind.COMMENT)
    more.when, more.key = asked.when, f"{asked.key[:50].rstrip('-')}-comment"
    key = reading.draft.ask(more)
    words = quoted(plain(asked.words) or asked.name)
    reading.draft.say(f"{words} had a box to write in beside {what}. It is one question of its own, “{key}”.")


def _with_other(reading: _Reading, one: Asking, choices: list[Choice], code: str) -> None:
    if one.other:
        choices.append(Choice(code, one.attributes.get("other_replace_text") or "Other"))


def _several(reading: _Reading, one: Asking) -> None:
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

    def ask(reading: _Reading, one: Asking) -> None:
        choices = [Choice(code, label) for code, label in answers]
        reading.draft.ask(reading.asked(one, a_choice(choices, scale=scale), choices))

    return ask


def _grid(*answers: tuple[str, str]) -> "How":
    """A grid: a question for each row, with the same answers. Without answers here, the question's own."""

    def ask(reading: _Reading, one: Asking) -> None:
        for part in (p for p in one.parts if p.scale == "0"):
            choices = [Choice(code, label) for code, label in answers] or reading.choices(one.answers)
            reading.draft.ask(reading.part(one, [part], a_choice(choices, scale=True), choices))

    return ask


def _two_scales(reading: _Reading, one: Asking) -> None:
    heads = [one.attributes.get(f"dualscale_header{s}", "").strip() or f"{n} scale" for s, n in _SCALES]
    for part in one.parts:
        for (letter, _), scale, head in zip(_SCALES, ("0", "1"), heads, strict=True):
            choices = reading.choices(one.answers, scale)
            asked = reading.part(one, [part], a_choice(choices, scale=True), choices)
            asked.words, asked.said = f"{asked.words} ({plain(head)})", {}
            asked.name = f"{asked.name}_{'0' if letter == 'A' else '1'}"
            reading.draft.ask(asked)


_SCALES = (("A", "First"), ("B", "Second"))


def _numbers_grid(reading: _Reading, one: Asking) -> None:
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


def _texts_grid(reading: _Reading, one: Asking) -> None:
    rows, columns = _rows_and_columns(one)
    for row in rows:
        for column in columns:
            reading.draft.ask(reading.part(one, [row, column], Kind.COMMENT))


def _text(reading: _Reading, one: Asking) -> None:
    reading.draft.ask(reading.asked(one, Kind.COMMENT))


def _texts(reading: _Reading, one: Asking) -> None:
    for part in one.parts:
        reading.draft.ask(reading.part(one, [part], Kind.COMMENT))


def _exact(what: str) -> "How":
    def ask(reading: _Reading, one: Asking) -> None:
        for part in one.parts if one.type == "K" else [None]:
            asked = reading.part(one, [part] if part else [], Kind.COMMENT)
            reading.draft.ask_exact(asked, what)

    return ask


def _ranking(reading: _Reading, one: Asking) -> None:
    reading.draft.rank(reading.asked(one, Kind.SCALE, reading.choices(one.answers or one.parts)))


How: TypeAlias = Callable[[_Reading, Asking], None]
_NUMBERS = tuple((str(n), str(n)) for n in range(1, 11))
_HOW: Mapping[str, How] = {
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
