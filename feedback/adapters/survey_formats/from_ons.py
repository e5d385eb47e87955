"""The schemas of the Office for National Statistics' questionnaire runner (eQ): sections, groups, blocks."""

from collections.abc import Iterable
from typing import Any

from feedback.adapters.survey_formats.asking import Asked, Choice, a_choice
from feedback.adapters.survey_formats.conditions import Condition
from feedback.adapters.survey_formats.drafting import Draft
from feedback.adapters.survey_formats.ons_rules import when_all
from feedback.adapters.survey_formats.opened import items, keyed, named, sets
from feedback.adapters.survey_formats.plain_text import plain, quoted
from feedback.adapters.survey_formats.understood import Understood, damaged
from feedback.domain.questions import Kind

KIND = "ONS"
_WORDS = {"TextField", "TextArea"}
_EXACT = {"Number": "a number", "Currency": "an amount of money", "Percentage": "a percentage"}
_EXACT |= {"Unit": "a measure", "Duration": "a length of time", "Date": "a date", "MonthYearDate": "a date"}
_EXACT |= {"YearDate": "a date"}
_WHY = {
    "Address": "it asks where someone lives, which says who they are",
    "Relationship": "Told Us doesn’t ask how people are related to one another",
}
_NOT_ASKED = {
    "Introduction",
    "Interstitial",
    "Summary",
    "Confirmation",
    "CalculatedSummary",
    "SectionSummary",
}


def read_value(value: dict[str, Any]) -> Understood:
    """The survey in a schema's value. Raises NotUnderstood."""
    draft = Draft(KIND, _text(value.get("title")))
    draft.introduction = plain(_text(value.get("description")))
    for section in sets(value.get("sections")):
        enabled = keyed(section.get("enabled")).get("when")
        around = [enabled] if enabled is not None else []
        blocks = [*sets(section.get("blocks"))]
        for group in sets(section.get("groups")):
            for block in sets(group.get("blocks")):
                _block(draft, block, [*around, *_skips(group)])
        for block in blocks:
            _block(draft, block, around)
        if section.get("repeat"):
            draft.say(f"{quoted(_text(section.get('title')) or 'A section')} repeats. Told Us asks it once.")
    if not value.get("sections"):
        raise damaged(KIND)
    return draft.finish()


def _text(value: object) -> str:
    """Words, which may stand in a set of keys with places for others in them."""
    if isinstance(value, dict):
        forms = keyed(keyed(value.get("text_plural")).get("forms"))
        return named(value.get("text")) or named(forms.get("other"))
    return named(value) if not isinstance(value, str) else value[:2000]


def _skips(one: dict[str, Any]) -> list[object]:
    """Conditions under which something is asked, from those under which it is skipped."""
    skip = one.get("skip_conditions")
    if skip is None:
        return []
    if isinstance(skip, dict):
        return [{"not": skip.get("when")}]
    return [{"not": {"or": [keyed(s).get("when") for s in items(skip)]}}]


def _block(draft: Draft, block: dict[str, Any], around: Iterable[object]) -> None:
    kind = named(block.get("type"))
    question = keyed(block.get("question"))
    variants = sets(block.get("question_variants"))
    if not question and variants:
        question = keyed(variants[0].get("question"))
        draft.say(
            f"{quoted(plain(_text(question.get('title'))))} has several wordings. Only the first came in."
        )
    if not question:
        title = (
            _text(keyed(block.get("content")).get("title"))
            or named(block.get("title"))
            or named(block.get("id"))
        )
        why = "it is a page to read" if kind in _NOT_ASKED or "content" in block else f"it is a “{kind}” page"
        draft.leave_out(title, f"{why}, not a question")
        return
    if kind not in ("Question", "ConfirmationQuestion"):
        draft.say(
            f"{quoted(plain(_text(question.get('title'))))} was on a “{kind}” page. It is an "
            "ordinary question."
        )
    _question(draft, question, when_all([*around, *_skips(block)]))
    if any("when" in rule for rule in sets(block.get("routing_rules"))):
        draft.say(
            f"After {quoted(plain(_text(question.get('title'))))}, some answers led to another "
            "page. Those jumps could "
            "not be brought in: set on later questions when they are asked."
        )


def _question(draft: Draft, question: dict[str, Any], when: Condition) -> None:
    answers = sets(question.get("answers"))
    title = plain(_text(question.get("title")))
    if question.get("mandatory") or any(a.get("mandatory") for a in answers):
        draft.say_required()
    if question.get("type") == "MutuallyExclusive" and len(answers) > 1:
        answers = _exclusive(draft, answers, title)
    several = len(answers) > 1
    for answer in answers:
        label = plain(_text(answer.get("label")))
        words = f"{title}: {label}" if several and label and title else title or label
        hint = _text(answer.get("description")) or _text(answer.get("instruction"))
        asked = Asked(named(answer.get("id")), words, Kind.COMMENT, hint=hint, when=when)
        _answer(draft, answer, asked)


def _exclusive(draft: Draft, answers: list[dict[str, Any]], title: str) -> list[dict[str, Any]]:
    """Answers with one that rules out the rest: an option beside theirs, where they have some."""
    *rest, last = answers
    options = sets(last.get("options"))
    if len(rest) == 1 and rest[0].get("type") == "Checkbox":
        alone = [{**option, "alone": True} for option in options]
        return [
            {**rest[0], "options": [*sets(rest[0].get("options")), *alone], "also": named(last.get("id"))}
        ]
    labels = ", ".join(f"“{plain(_text(o.get('label')))}”" for o in options)
    draft.say(
        f"{quoted(title)} could be answered with {labels} instead. In Told Us people skip the question."
    )
    return rest


def _answer(draft: Draft, answer: dict[str, Any], asked: Asked) -> None:
    kind = named(answer.get("type"))
    if kind in ("Radio", "Checkbox", "Dropdown"):
        _pick(draft, answer, asked, kind)
    elif kind in _WORDS:
        draft.ask(asked)
    elif kind in _EXACT:
        draft.ask_exact(asked, _EXACT[kind])
    else:
        draft.leave_out(asked.words, _WHY.get(kind, f"Told Us has no question of the kind “{kind[:40]}”"))


def _pick(draft: Draft, answer: dict[str, Any], asked: Asked, kind: str) -> None:
    options = sets(answer.get("options"))
    if "dynamic_options" in answer:
        draft.say(f"Some answers to {quoted(asked.words)} came from earlier questions. They were left out.")
    asked.choices = [
        Choice(named(o.get("value")), _text(o.get("label")), bool(o.get("alone"))) for o in options
    ]
    asked.kind = Kind.CHOOSE_SEVERAL if kind == "Checkbox" else a_choice(asked.choices)
    if any(o.get("description") for o in options):
        draft.say(f"The small print under answers to {quoted(asked.words)} was left out.")
    if not draft.ask(asked):
        return
    if also := named(answer.get("also")):
        draft.refer(also, asked, {c.name: c.key for c in asked.choices if c.alone})
    for option in options:
        if detail := keyed(option.get("detail_answer")):
            draft.ask_more(asked, named(option.get("value")), _text(detail.get("label")))
