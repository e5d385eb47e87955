"""A paper as it was keyed in: numbers of options to answers, or what is wrong. Knows no database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from feedback.domain import journey
from feedback.domain.journey import SKIPPED, Answer
from feedback.domain.questions import Kind, Question
from feedback.domain.surveys import Survey
from feedback.web.answering.parsing import DATE_PARTS, SKIP, Posted, Wrong, parse


@dataclass(frozen=True)
class Keyed:
    """The answers of one paper, and what is wrong with it, by the name of the field."""

    answers: Mapping[str, Answer]
    wrong: Mapping[str, str]


class WrongKeys(Exception):  # noqa: N818
    """Something was keyed in that is no answer to its question, with what would be."""


def field(question: Question | str) -> str:
    """What a question's field is called; its box for quoting ends in -quote."""
    return f"q-{question if isinstance(question, str) else question.key}"


def read(survey: Survey, form: Posted) -> Keyed:
    """What was keyed in, in full: every answer that can be read, and every mistake."""
    answers: dict[str, Answer] = {}
    wrong: dict[str, str] = {}
    for question in survey.questions:
        try:
            answers[question.key] = _answer(question, form)
        except WrongKeys as problem:
            wrong[field(question)] = str(problem)
    for question in survey.questions:
        if said := _not_for_them(survey, question, answers):
            wrong[field(question)] = said
    return Keyed(answers, {field(q): wrong[field(q)] for q in survey.questions if field(q) in wrong})


def _answer(question: Question, form: Posted) -> Answer:
    """The answer to one question. Raises WrongKeys. Nothing keyed in is a question that was skipped."""
    given = form.get(field(question), "").strip()
    if not given:
        return SKIPPED
    posted: MultiDict[str, str] = MultiDict()
    if question.kind is Kind.DATE:
        parts = re.fullmatch(r"(\d+)\D+(\d+)\D+(\d+)", given)
        for part, written in zip(DATE_PARTS, parts.groups() if parts else ("", "", ""), strict=True):
            posted.add(f"answer-{part}", written)
    elif question.takes_words or question.banded:
        posted.add("answer", given)
        posted.add("quote", form.get(f"{field(question)}-quote", ""))
    else:
        posted.setlist("answer", _chosen(question, given))
    found = parse(question, posted)
    if isinstance(found, Wrong):
        raise WrongKeys(_in_words(question, found))
    return found


def _chosen(question: Question, given: str) -> list[str]:
    """The options of these numbers, as a page would post them. Raises WrongKeys."""
    last = len(question.options)
    if not re.fullmatch(r"\d{1,3}([\s,.;/+&-]+\d{1,3})*", given):
        raise WrongKeys(f"Type numbers from 1 to {last}, or 0 for “{question.skip}”")
    numbers = sorted({int(n) for n in re.findall(r"\d+", given)})
    if beyond := [n for n in numbers if n > last]:
        raise WrongKeys(
            f"There is no answer {beyond[0]}: type numbers from 1 to {last}, or 0 for “{question.skip}”"
        )
    if len(numbers) > 1 and not question.takes_several:
        raise WrongKeys("One number, please. If two boxes are ticked and it can’t be told which, type 0")
    return [question.options[n - 1].key if n else SKIP for n in numbers]


def _in_words(question: Question, wrong: Wrong) -> str:
    """What the page for young people would say, for an officer with a keyboard."""
    if question.kind is Kind.DATE:
        return "Type a day, month and year, such as 27 3 2020, or nothing if it can’t be read"
    if question.kind is Kind.NUMBER:
        return "Type a number, such as 3, or nothing if it can’t be read"
    alone = question.label(wrong.alone) if wrong.alone else question.skip
    return wrong.said % {"skip": question.skip, "alone": alone, **wrong.numbers}


def _not_for_them(survey: Survey, question: Question, answers: Mapping[str, Answer]) -> str:
    """What to say of an answer to a question that this paper's earlier answers lead past; else nothing."""
    if answers.get(question.key, SKIPPED).skipped:
        return ""
    asked = {q.key for q in journey.shown(survey, answers)}
    if question.key in asked:
        return ""
    numbers = {q.key: n for n, q in enumerate(survey.questions, 1)}
    for condition in question.show_if:
        if condition.question not in answers:
            return ""  # what is wrong there is told first
        chosen = answers[condition.question].chosen
        if condition.question not in asked or not set(chosen) & set(condition.options):
            earlier = survey.question(condition.question)
            labels = " or ".join(f"“{earlier.label(key)}”" for key in condition.options) if earlier else ""
            return (
                f"This is only for people who chose {labels} in question {numbers[condition.question]}, and "
                "this paper doesn’t. Take this answer out, or put right the one before"
            )
    return ""
