"""Qualtrics' .qsf files: a flat list of elements, of which those called SQ are questions, in blocks."""

import re
from collections.abc import Iterator
from typing import Any

from feedback.adapters.survey_formats.asking import Asked, Choice, a_choice
from feedback.adapters.survey_formats.conditions import Condition, Every, Is, Unsaid
from feedback.adapters.survey_formats.drafting import Draft
from feedback.adapters.survey_formats.opened import items, keyed, named, sets
from feedback.adapters.survey_formats.plain_text import plain, quoted
from feedback.adapters.survey_formats.understood import Understood
from feedback.domain.questions import Kind

KIND = "Qualtrics"
_SEVERAL = {"MAVR", "MAHR", "MACOL", "MSB"}
_PICKED = re.compile(r"^q://([^/]{1,60})/SelectableChoice/([^/]{1,20})$")
_MORE = "it is more than one answer being picked"
_WHY = {
    "DB": "it is words to read, not a question",
    "Timing": "it times how long people take, which Told Us doesn’t",
    "Meta": "it notes what device people use, which Told Us doesn’t",
    "FileUpload": "Told Us takes no pictures or files from those who answer",
    "Draw": "Told Us takes no signatures",
    "Captcha": "it is a puzzle to keep machines out",
}


def read_value(value: dict[str, Any]) -> Understood:
    """The survey in a .qsf file's value. Raises NotUnderstood."""
    draft = Draft(KIND, keyed(value.get("SurveyEntry")).get("SurveyName"))
    elements = sets(value.get("SurveyElements"))
    questions = {
        named(e.get("PrimaryAttribute")): keyed(e.get("Payload"))
        for e in elements
        if e.get("Element") == "SQ"
    }
    for name, binned in _in_order(elements, questions):
        question = questions.pop(name, None)
        if question and binned:
            draft.leave_out(question.get("QuestionText"), "it was in the bin")
        elif question:
            _question(draft, name, question)
    if any(e.get("SkipLogic") for b in _blocks(elements) for e in sets(b.get("BlockElements"))):
        draft.say(
            "Some answers led further on in the survey. Those jumps could not be brought in: set "
            "on later questions "
            "when they are asked."
        )
    flow = next((keyed(e.get("Payload")) for e in elements if e.get("Element") == "FL"), {})
    if any(f.get("Type") not in ("Block", "Standard") for f in sets(flow.get("Flow"))):
        draft.say("The flow of the survey has branches or other steps that could not be brought in.")
    return draft.finish()


def _blocks(elements: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for element in elements:
        if element.get("Element") == "BL":
            payload = element.get("Payload")
            yield from sets(list(payload.values()) if isinstance(payload, dict) else payload)


def _in_order(elements: list[dict[str, Any]], questions: dict[str, dict[str, Any]]) -> list[tuple[str, bool]]:
    """The names of questions in order, each with whether it is in the bin."""
    found: dict[str, bool] = {}
    for block in _blocks(elements):
        for one in sets(block.get("BlockElements")):
            if one.get("Type") == "Question":
                found.setdefault(named(one.get("QuestionID")), block.get("Type") == "Trash")
    return list({**found, **{name: False for name in questions if name not in found}}.items())


def _listed(question: dict[str, Any], what: str, order: str) -> list[tuple[str, dict[str, Any]]]:
    """Choices or answers with their numbers, in the order they were shown in."""
    found = question.get(what)
    whole = {str(i): c for i, c in enumerate(found, 1)} if isinstance(found, list) else keyed(found)
    names = [named(n) for n in items(question.get(order))]
    return [(name, keyed(whole[name])) for name in dict.fromkeys([*names, *whole]) if name in whole]


def _choices(question: dict[str, Any], what: str, order: str) -> list[Choice]:
    return [
        Choice(name, named(one.get("Display")), bool(one.get("ExclusiveAnswer")))
        for name, one in _listed(question, what, order)
    ]


def _question(draft: Draft, name: str, question: dict[str, Any]) -> None:
    kind = named(question.get("QuestionType"))
    words = str(question.get("QuestionText") or "")
    asked = Asked(name, words, Kind.COMMENT, when=_when(question))
    if kind == "MC":
        _pick(draft, question, asked)
    elif kind == "Matrix":
        _matrix(draft, question, asked)
    elif kind == "SBS":
        for column, part in _listed(question, "AdditionalQuestions", "-"):
            title = f"{plain(words)}: {plain(part.get('QuestionText'))}"
            _matrix(draft, part, Asked(f"{name}#{column}", title, Kind.COMMENT, when=asked.when))
    elif kind == "TE":
        _written(draft, question, asked)
    elif kind == "RO":
        asked.choices = _choices(question, "Choices", "ChoiceOrder")
        draft.rank(asked)
    else:
        draft.leave_out(words or name, _WHY.get(kind, f"Told Us has no question of the kind “{kind[:40]}”"))


def _pick(draft: Draft, question: dict[str, Any], asked: Asked) -> None:
    asked.choices = _choices(question, "Choices", "ChoiceOrder")
    several = named(question.get("Selector")) in _SEVERAL
    asked.kind = Kind.CHOOSE_SEVERAL if several else a_choice(asked.choices)
    if not draft.ask(asked):
        return
    for name, one in _listed(question, "Choices", "ChoiceOrder"):
        if one.get("TextEntry") in (True, "true", "on"):
            draft.ask_more(asked, name, f"{plain(one.get('Display'))}: what is it?")


def _matrix(draft: Draft, question: dict[str, Any], asked: Asked) -> None:
    rows = _choices(question, "Choices", "ChoiceOrder")
    columns = _choices(question, "Answers", "AnswerOrder")
    if any(keyed(one).get("DisplayLogic") for _, one in _listed(question, "Choices", "ChoiceOrder")):
        draft.say(
            f"Rows of {quoted(plain(asked.words))} that were shown only in some cases are always asked."
        )
    if named(question.get("Selector")) not in ("Likert", "Bipolar", "MaxDiff") or not columns:
        draft.leave_out(asked.words, "it is a table of another kind than one answer, or several, in a row")
        return
    if draft.too_many(asked.words, columns):
        return
    if len(columns) == 1:
        asked.kind, asked.choices = Kind.CHOOSE_SEVERAL, rows
        draft.say(
            f"{quoted(plain(asked.words))} has one column to tick. It is one question, with its "
            "rows as answers."
        )
        draft.ask(asked)
        return
    draft.say_grid(asked.words, len(rows))
    several = named(question.get("SubSelector")) == "MultipleAnswer"
    for row in rows:
        answers = [Choice(c.name, c.label) for c in columns]
        kind = Kind.CHOOSE_SEVERAL if several else a_choice(answers, scale=True)
        words = f"{plain(asked.words)}: {plain(row.label)}"
        draft.ask(Asked(f"{asked.name}_{row.name}", words, kind, answers, when=asked.when))


def _written(draft: Draft, question: dict[str, Any], asked: Asked) -> None:
    if named(question.get("Selector")) != "FORM":
        draft.ask(asked)
        return
    for name, one in _listed(question, "Choices", "ChoiceOrder"):
        words = f"{plain(asked.words)}: {plain(one.get('Display'))}"
        draft.ask(Asked(f"{asked.name}_{name}", words, Kind.COMMENT, when=asked.when))


def _when(question: dict[str, Any]) -> Condition:
    """One simple condition, or why there is none."""
    logic = question.get("DisplayLogic")
    if logic is None:
        return Every()
    outer = [v for k, v in keyed(logic).items() if k.isdigit()]
    inner = [v for o in outer for k, v in keyed(o).items() if k.isdigit()]
    if len(inner) != 1 or keyed(inner[0]).get("Operator") != "Selected":
        return Unsaid(_MORE)
    picked = _PICKED.match(named(keyed(inner[0]).get("LeftOperand")))
    return Is(picked[1], (picked[2],)) if picked else Unsaid(_MORE)
