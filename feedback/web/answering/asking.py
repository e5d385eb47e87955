"""A page of questions as it is asked and as it comes back: one, or several together. Keeps nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from flask import redirect, request
from werkzeug.wrappers import Response as AnyResponse

from feedback.domain import journey
from feedback.domain.journey import Answer, Answers
from feedback.domain.journey import Page as Questions
from feedback.domain.questions import Question
from feedback.domain.surveys import Survey
from feedback.web.answering.parsing import SKIP, Filled, Posted, Wrong, filled, own, parse_own, posted_for

_BLANK = Filled()


@dataclass(frozen=True)
class Asked:
    """One question of a page: what its fields hold, what was answered before, what is wrong, and where it is
    read aloud.
    """

    question: Question
    filled: Filled = field(default_factory=Filled)
    given: Answer | None = None
    wrong: Wrong | None = None
    recording: str = ""

    @property
    def own(self) -> str:
        """What the names and ids of its fields begin with."""
        return own(self.question)

    @property
    def is_blank(self) -> bool:
        """True if nothing that this person did shows in it."""
        return self.given is None and self.wrong is None and self.filled == _BLANK

    @property
    def at(self) -> str:
        """The id of the field that is wrong."""
        return self.own + self.wrong.at if self.wrong else ""

    @property
    def at_question(self) -> str:
        """The id of what to go to, to read it from its beginning."""
        return place(self.question) if self.question.page else "main"


@dataclass(frozen=True)
class Given:
    """What was posted for a page: the answers that can be kept, and what is wrong with the others, by key."""

    answers: Mapping[str, Answer]
    wrong: Mapping[str, Wrong]

    @property
    def not_skipped(self) -> dict[str, Answer]:
        return {key: answer for key, answer in self.answers.items() if not answer.skipped}


def place(question: Question) -> str:
    """The id of a question among others of its page."""
    return f"{own(question)}question"


def elsewhere(page: Questions, asked_for: str, to: Callable[..., str]) -> AnyResponse | None:
    """Where to go for a question that isn't the first of its page: to the page, at this question."""
    if page[0].key == asked_for:
        return None
    at = next(place(q) for q in page if q.key == asked_for)
    change = request.args.get("change")
    return redirect(to("ask", question=page[0].key, change=change, _anchor=at), 303)


def read(page: Questions, form: Posted, before: Answers, asked_for: str) -> Given:
    """Each question's answer, or what is wrong with it. Fields of any other question are passed over."""
    found = {q.key: parse_own(q, form, before.get(q.key), alone=q.key == asked_for) for q in page}
    answers = {key: given for key, given in found.items() if isinstance(given, Answer)}
    return Given(answers, {key: given for key, given in found.items() if isinstance(given, Wrong)})


def drawn(
    survey: Survey,
    answers: Answers,
    page: Questions,
    wrong: Mapping[str, Wrong] = {},
    form: Posted | None = None,
    recorded: Mapping[str, str] = {},
) -> dict[str, object]:
    """What the template of a page of questions needs: filled with what was posted, or with what was answered
    before.
    """
    number, total = journey.progress(survey, answers, page[0].key)
    return {
        "asked": [_asked(q, answers.get(q.key), wrong, form, recorded) for q in page],
        "before": journey.before(survey, answers, page[0].key),
        "number": number,
        "total": total,
        "changing": "change" in request.args,
        "skip": SKIP,
    }


def _asked(
    question: Question,
    before: Answer | None,
    wrong: Mapping[str, Wrong],
    form: Posted | None,
    recorded: Mapping[str, str],
) -> Asked:
    if before and before.skipped and question.takes_words:
        before = None  # an empty box says it already
    fields = filled(before, None if form is None else posted_for(question, form))
    # What was just typed stands there, and not what was answered before.
    typed = wrong.get(question.key) or fields.words or any(fields.parts.values())
    given = None if typed else before
    return Asked(question, fields, given, wrong.get(question.key), recorded.get(question.key, ""))
