"""SurveyJS forms: JSON with pages, panels and elements. Runs none of their expressions."""

from typing import Any

from feedback.adapters.survey_formats.asking import OTHER, Asked, Choice, a_choice, numbered
from feedback.adapters.survey_formats.conditions import Condition, both
from feedback.adapters.survey_formats.drafting import Draft
from feedback.adapters.survey_formats.equations import condition
from feedback.adapters.survey_formats.opened import items, named, sets
from feedback.adapters.survey_formats.plain_text import plain
from feedback.adapters.survey_formats.understood import Understood
from feedback.domain.questions import Kind

KIND = "SurveyJS"
_DEEPEST = 30
_MOST_RATES = 11
_NONE = "none"
_PICK_ONE = {"radiogroup", "dropdown", "buttongroup"}
_PICK_SEVERAL = {"checkbox", "tagbox"}
_WHY = {
    "html": "it is words to read, not a question",
    "image": "it is a picture to look at, not a question",
    "expression": "it is a sum that nobody answers",
    "file": "Told Us takes no pictures or files from those who answer",
    "signaturepad": "Told Us takes no signatures",
    "matrixdropdown": "it is a table with several kinds of answer in a row",
    "matrixdynamic": "it is a table that grows as people answer",
    "paneldynamic": "its questions repeat as often as people like",
}
_EXACT = {"number": "a number", "range": "a number", "date": "a date", "datetime-local": "a date and a time"}
_EXACT |= {"time": "a time", "month": "a date", "week": "a date"}
_WHO = {"email": "an email address", "tel": "a telephone number"}


def read_value(value: dict[str, Any]) -> Understood:
    """The survey in a SurveyJS file's value. Raises NotUnderstood."""
    title, said = _words(value.get("title"))
    draft = Draft(KIND, title)
    draft.languages.add(draft.title, said)
    draft.introduction = plain(_words(value.get("description"))[0])
    for key in ("pages", "elements", "questions"):
        _elements(draft, value.get(key), [], 0)
    for name, what in (("timeLimit", "A time limit"), ("triggers", "Triggers"), ("calculatedValues", "Sums")):
        if value.get(name):
            draft.say(f"{what} for the whole survey could not be brought in.")
    return draft.finish()


def _words(value: object) -> tuple[str, dict[str, str]]:
    """Words in English, or the file's own language, and in the others: they stand by language, or alone."""
    if not isinstance(value, dict):
        return named(value), {}
    said = {str(name): named(words) for name, words in value.items()}
    first = "en" if "en" in said else "default" if "default" in said else next(iter(said), "")
    return said.get(first, ""), {n: w for n, w in said.items() if n not in (first, "default")}


def _elements(draft: Draft, found: object, around: list[str], depth: int) -> None:
    for one in sets(found):
        kind = named(one.get("type")).lower()
        lines = [*around, named(one.get("visibleIf"))]
        if depth > _DEEPEST:
            draft.leave_out(_title(one), "it stands in too many panels, one in another")
        elif one.get("visible") is False:
            draft.leave_out(_title(one), "it was hidden from those who answered")
        elif kind in ("", "page", "panel") and ("elements" in one or "questions" in one):
            for key in ("elements", "questions"):
                _elements(draft, one.get(key), lines, depth + 1)
        else:
            _question(draft, one, kind, both(*map(condition, lines)))


def _title(one: dict[str, Any]) -> str:
    return _words(one.get("title"))[0] or named(one.get("name"))


def _asked(one: dict[str, Any], kind: Kind, when: Condition) -> Asked:
    title, said = _words(one.get("title"))
    hint, hint_said = _words(one.get("description"))
    asked = Asked(named(one.get("name")), title, kind, hint=hint, when=when, said=said)
    asked.hint_said = hint_said
    return asked


def _question(draft: Draft, one: dict[str, Any], kind: str, when: Condition) -> None:
    asked = _asked(one, Kind.COMMENT, when)
    if asked.name in draft.targets:
        draft.say(f"Two questions have the name “{asked.name[:60]}”. Each came in with a key of its own.")
    if one.get("isRequired"):
        draft.say_required()
    if "correctAnswer" in one:
        draft.say("Right answers, which a quiz marks, were left out.")
    if kind in _PICK_ONE | _PICK_SEVERAL | {"imagepicker", "ranking"}:
        _pick(draft, one, asked, kind)
    elif kind == "rating":
        asked.choices = _rates(one)
        asked.kind = Kind.SCALE
        draft.ask(asked)
    elif kind == "boolean":
        _boolean(draft, one, asked)
    elif kind == "matrix":
        _matrix(draft, one, asked)
    else:
        _written(draft, one, asked, kind)


def _choice(one: object) -> Choice:
    if isinstance(one, dict):
        label, said = _words(one.get("text"))
        name = named(one.get("value"))
        return Choice(name, label or name, said=said)
    return Choice(named(one), named(one))


def _pick(draft: Draft, one: dict[str, Any], asked: Asked, kind: str) -> None:
    asked.choices = [_choice(c) for c in items(one.get("choices"))]
    if "choicesByUrl" in one or "choicesFromQuestion" in one:
        draft.leave_out(asked.words or asked.name, "its answers are not in this file")
        return
    if any(isinstance(c, dict) and c.get("visibleIf") for c in items(one.get("choices"))):
        draft.say("Answers that were offered only in some cases are always offered.")
    several = kind in _PICK_SEVERAL or bool(one.get("multiSelect"))
    if one.get("showNoneItem") or one.get("hasNone"):
        asked.choices.append(Choice(_NONE, _words(one.get("noneText"))[0] or "None", several))
    other = bool(one.get("showOtherItem") or one.get("hasOther"))
    if other:
        asked.choices.append(Choice(OTHER, _words(one.get("otherText"))[0] or "Other"))
    if kind == "ranking":
        draft.rank(asked)
        return
    asked.kind = Kind.CHOOSE_SEVERAL if several else a_choice(asked.choices)
    if draft.ask(asked) and other:
        draft.ask_more(asked, OTHER, "Other: what is it?")


def _rates(one: dict[str, Any]) -> list[Choice]:
    if values := items(one.get("rateValues")):
        return [_choice(v) for v in values]
    low, high, step = (one.get(f"rate{n}", usual) for n, usual in (("Min", 1), ("Max", 5), ("Step", 1)))
    if "rateCount" in one and "rateMax" not in one:
        high = one["rateCount"]
    if not all(isinstance(n, int) and abs(n) < 10_000 for n in (low, high, step)) or step <= 0:
        return []
    points = range(low, high + 1, step)
    found = numbered(points) if len(points) <= _MOST_RATES else []
    for place, name in ((0, "minRateDescription"), (-1, "maxRateDescription")):
        if found and (words := _words(one.get(name))[0]):
            found[place].label = f"{found[place].name}: {words}"
    return found


def _boolean(draft: Draft, one: dict[str, Any], asked: Asked) -> None:
    yes, no = (_words(one.get(f"label{which}")) for which in ("True", "False"))
    names = [named(one.get(f"value{which}")) or which.lower() for which in ("True", "False")]
    asked.choices = [
        Choice(names[0], yes[0] or "Yes", said=yes[1]),
        Choice(names[1], no[0] or "No", said=no[1]),
    ]
    asked.kind = a_choice(asked.choices)
    draft.ask(asked)


def _matrix(draft: Draft, one: dict[str, Any], asked: Asked) -> None:
    rows = [_choice(row) for row in items(one.get("rows"))]
    several = named(one.get("cellType")) == "checkbox"
    if draft.too_many(asked.words or asked.name, items(one.get("columns"))):
        return
    for row in rows:
        columns = [_choice(column) for column in items(one.get("columns"))]
        kind = Kind.CHOOSE_SEVERAL if several else a_choice(columns, scale=True)
        words = f"{plain(asked.words)}: {row.label}" if asked.words else row.label
        said = {n: f"{asked.said[n]}: {w}" for n, w in row.said.items() if n in asked.said}
        part = Asked(f"{asked.name}.{row.name}", words, kind, columns, asked.hint, asked.when, said)
        draft.ask(part)
    draft.say_grid(asked.words or asked.name, len(rows))
    if not rows:
        draft.leave_out(asked.words or asked.name, "it is a grid without rows")


def _written(draft: Draft, one: dict[str, Any], asked: Asked, kind: str) -> None:
    typed = named(one.get("inputType")).lower()
    if kind == "comment" or (kind == "text" and typed not in _EXACT):
        if draft.ask(asked) and typed in _WHO:
            draft.say(
                f"“{asked.words or asked.name}” asks for {_WHO[typed]}, which says who someone is. "
                "Take it out."
            )
    elif kind == "text":
        draft.ask_exact(asked, _EXACT[typed])
    elif kind == "multipletext":
        for item in sets(one.get("items")):
            title, said = _words(item.get("title"))
            words = f"{plain(asked.words)}: {title or named(item.get('name'))}"
            draft.ask(
                Asked(
                    f"{asked.name}.{named(item.get('name'))}", words, Kind.COMMENT, when=asked.when, said=said
                )
            )
    else:
        words = asked.words or plain(_words(one.get("html"))[0]) or asked.name
        draft.leave_out(words, _WHY.get(kind, f"Told Us has no question of the kind “{kind[:40]}”"))
