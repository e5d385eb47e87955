"""Which questions show and which comes next: worked out from the answers each time, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass

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
    """True if this question is shown and nothing before it is still to be answered."""
    for question in shown(survey, answers):
        if question.key == key:
            return True
        if question.key not in answers:
            return False
    return False


def before(survey: Survey, answers: Answers, key: str) -> Question | None:
    """The question shown before this one, for Back; None at the first."""
    asked = shown(survey, answers)
    place = next((i for i, q in enumerate(asked) if q.key == key), 0)
    return asked[place - 1] if place else None


def following(survey: Survey, answers: Answers, key: str) -> Question | None:
    """The question shown after this one; None at the last."""
    asked = shown(survey, answers)
    place = next((i for i, q in enumerate(asked) if q.key == key), len(asked))
    return asked[place + 1] if place + 1 < len(asked) else None


def progress(survey: Survey, answers: Answers, key: str) -> tuple[int, int]:
    """(this question's number, how many are asked), for "Question 3 of 12"."""
    asked = [q.key for q in shown(survey, answers)]
    return (asked.index(key) + 1 if key in asked else len(asked)), len(asked)


def kept(survey: Survey, answers: Answers) -> dict[str, Answer]:
    """What is sent: the answers to shown questions alone. A shown question left out counts as skipped."""
    return {q.key: answers.get(q.key, SKIPPED) for q in shown(survey, answers)}
