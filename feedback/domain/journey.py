"""Which questions show and which comes next: worked out from the answers each time, never stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from feedback.domain.questions import Question
from feedback.domain.surveys import Survey


@dataclass(frozen=True)
class Answer:
    """What one person gave to one question. Nothing chosen and nothing written is a skip. `held` are words of
    harm, sealed: they wait until their writer has seen where help is and said what becomes of them.
    """

    chosen: tuple[str, ...] = ()
    words: str = ""
    may_quote: bool = False
    held: str = ""

    @property
    def skipped(self) -> bool:
        return not (self.chosen or self.words or self.held)


SKIPPED = Answer()
Answers = Mapping[str, Answer]
Page: TypeAlias = tuple[Question, ...]


def shown(survey: Survey, answers: Answers) -> tuple[Question, ...]:
    """The questions that this person is asked, in order. An answer to a hidden question opens nothing."""
    asked: dict[str, Question] = {}
    for question in survey.questions:
        if all(
            c.question in asked and set(c.options) & set(answers.get(c.question, SKIPPED).chosen)
            for c in question.show_if
        ):
            asked[question.key] = question
    return tuple(asked.values())


def pages(survey: Survey, answers: Answers) -> tuple[Page, ...]:
    """The questions that this person is asked, page by page: those of one page together, any other alone."""
    return paged(shown(survey, answers))


def paged(questions: Sequence[Question]) -> tuple[Page, ...]:
    """Questions in order, page by page."""
    return tuple(tuple(page) for _, page in groupby(questions, lambda q: (q.page, q.page or q.key)))


def page_of(survey: Survey, answers: Answers, key: str) -> Page:
    """What is shown on the page of this question; nothing if it is hidden."""
    return next((page for page in pages(survey, answers) if key in {q.key for q in page}), ())


def fitting(survey: Survey, answers: Answers) -> dict[str, Answer]:
    """The answers that this edition has a place for. A question or option may have gone since; what has no
    place is asked anew.
    """
    return {q.key: answers[q.key] for q in survey.questions if q.key in answers and _fits(q, answers[q.key])}


def _fits(question: Question, answer: Answer) -> bool:
    if question.takes_words:
        return not answer.chosen
    options = {o.key for o in question.options}
    several = question.takes_several or len(answer.chosen) <= 1
    return not (answer.words or answer.held) and several and set(answer.chosen) <= options


def due(survey: Survey, answers: Answers) -> Question | None:
    """The first question that is shown and not yet answered or skipped; None when all are."""
    return next((q for q in shown(survey, answers) if q.key not in answers), None)


def may_open(survey: Survey, answers: Answers, key: str) -> bool:
    """True if this question is shown and nothing before its page is still to be answered."""
    for page in pages(survey, answers):
        if key in {q.key for q in page}:
            return True
        if any(q.key not in answers for q in page):
            return False
    return False


def before(survey: Survey, answers: Answers, key: str) -> Question | None:
    """The first question of the page before this one's, for Back; None at the first."""
    walked = pages(survey, answers)
    place = _place(walked, key) or 0
    return walked[place - 1][0] if place else None


def following(survey: Survey, answers: Answers, key: str) -> Question | None:
    """The first question of the page after this one's; None at the last."""
    walked = pages(survey, answers)
    place = _place(walked, key)
    return None if place is None or place + 1 == len(walked) else walked[place + 1][0]


def _place(walked: tuple[Page, ...], key: str) -> int | None:
    return next((i for i, page in enumerate(walked) if key in {q.key for q in page}), None)


def progress(survey: Survey, answers: Answers, key: str) -> tuple[int, int]:
    """(this question's number, how many are asked), for "Question 3 of 12"."""
    asked = [q.key for q in shown(survey, answers)]
    return (asked.index(key) + 1 if key in asked else len(asked)), len(asked)


def kept(survey: Survey, answers: Answers) -> dict[str, Answer]:
    """What is sent: the answers to shown questions alone. A shown question left out counts as skipped."""
    return {q.key: answers.get(q.key, SKIPPED) for q in shown(survey, answers)}
