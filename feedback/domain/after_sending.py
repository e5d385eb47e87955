"""What someone who answered hears back: the promises that their answers are about, and what was done.

Tells nothing of what they answered, not even by what it leaves out. Knows no database and no page.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from feedback.domain.actions import Action
from feedback.domain.frameworks import Commitment, Framework
from feedback.domain.journey import SKIPPED, Answers
from feedback.domain.questions import Question
from feedback.domain.surveys import Survey


@dataclass(frozen=True)
class Sent:
    """What one person sent to a wave: the edition that they answered, their answers, and what the office
    calls each comment of theirs, with its question.
    """

    survey: Survey
    wave: str
    answers: Answers
    comments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Did:
    """What was done. `own` is true where it answers this person's own words; `question` is the one of theirs
    that it answers, None for none.
    """

    action: Action
    late: bool
    own: bool
    question: Question | None


@dataclass(frozen=True)
class HeardBack:
    """One promise and what was done about it: first what answers this very person."""

    framework: Framework
    commitment: Commitment
    did: tuple[Did, ...]


def theirs(survey: Survey, answers: Answers) -> dict[str, Question]:
    """The questions that someone answered, each with the question that it may be called by.

    One that only some are asked would give away what was answered before it. So it's theirs if the question
    is that it hangs on, whether they were shown it or not, and it's called by that.
    """
    found: dict[str, Question] = {}
    for question in survey.questions:
        if question.show_if:
            if first := found.get(question.show_if[0].question):
                found[question.key] = first
        elif not answers.get(question.key, SKIPPED).skipped:
            found[question.key] = question
    return found


def promises(survey: Survey, answers: Answers) -> frozenset[str]:
    """The promises that someone's answers are about, by key."""
    mine = theirs(survey, answers)
    return frozenset(tag for question in survey.questions if question.key in mine for tag in question.tags)


def hear_back(
    sent: Sent,
    frameworks: Iterable[Framework],
    actions: Mapping[str, Sequence[Action]],
    today: date,
) -> list[HeardBack]:
    """What was done, promise by promise, in the frameworks' order. `actions` are by promise, in order."""
    about, mine = promises(sent.survey, sent.answers), theirs(sent.survey, sent.answers)
    found = []
    for framework in frameworks:
        for commitment in framework.commitments:
            if commitment.key in about:
                did = (_did(sent, mine, action, today) for action in actions.get(commitment.key, ()))
                first = sorted(did, key=lambda d: (not d.own, d.question is None))
                found.append(HeardBack(framework, commitment, tuple(first)))
    return found


def _did(sent: Sent, mine: Mapping[str, Question], action: Action, today: date) -> Did:
    answered = set(action.answers)
    everybodys = {key for key, question in mine.items() if question.key == key}
    own = any(_quote(sent.wave, c) in answered for c, key in sent.comments.items() if key in everybodys)
    asked = (q for key, q in mine.items() if answered & _references(sent, key))
    return Did(action, action.is_late(today), own, next(asked, None))


def done_about(wave: str, comment: str, actions: Iterable[Action], today: date) -> list[Did]:
    """What was done about one comment, for whoever has asked to see it."""
    found = (action for action in actions if _quote(wave, comment) in action.answers)
    return [Did(action, action.is_late(today), own=True, question=None) for action in found]


def _quote(wave: str, comment: str) -> str:
    """What actions call a comment."""
    return f"quote/{wave}/{comment}"


def _references(sent: Sent, question: str) -> set[str]:
    """What actions call a question, in this wave and whenever it was asked."""
    at = f"finding/{sent.survey.survey}/{question}"
    return {at, f"{at}/{sent.wave}"}
