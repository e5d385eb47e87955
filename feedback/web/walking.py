"""A survey as far as it's made, walked as a young person would. Makes no draft and no response. No routes.

The answers so far are in this browser's cookie and nowhere else, and go with the last page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import redirect, render_template, request, session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.tables import Wave
from feedback.domain import journey
from feedback.domain.journey import Answer
from feedback.domain.questions import Question
from feedback.domain.reading import Reading
from feedback.domain.surveys import Survey
from feedback.web import language, pictures
from feedback.web.answering import asking
from feedback.web.answering.pages import explained
from feedback.web.answering.parsing import Posted, Wrong
from feedback.web.context import here

TRYING = "trying"
ROOM = 2400  # letters of answers that a cookie has room for: past these, what is written is cut short
SHORTENED = 60
Page = str | tuple[str, int] | AnyResponse


def wave_of(key: str) -> Wave:
    """A wave that is in no database, for pages that say when it closes."""
    today = here().today
    return Wave(
        key=key, survey_key=key, name="", opens_on=today, closes_on=today, access="open", made_up=False
    )


@dataclass(frozen=True)
class Walk:
    """One walk: the survey as far as it's made, how it is read, what is left out, the template that pages are
    drawn in, and where each page of answering is.
    """

    reading: Reading
    left_out: tuple[str, ...]
    frame: str
    to: Callable[..., str]

    @property
    def survey(self) -> Survey:
        return self.reading.survey

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers so far, as far as they still fit the survey."""
        kept = session.get(TRYING, {})
        found = _read(kept.get("answers", {})) if kept.get("of") == self.survey.survey else {}
        return journey.fitting(self.survey, found)

    def page(self, name: str, **more: object) -> str:
        """A page of answering by its name, drawn in the frame."""
        with here().database.reading() as reading:
            drawn = pictures.drawn(reading) if self.reading.easy else {}
        return render_template(
            self.frame,
            inside=f"answering/{name}.html",
            key=self.survey.survey,
            wave=wave_of(self.survey.survey),
            survey=self.survey,
            reading=self.reading,
            easy=self.reading.easy,
            left_out=self.left_out,
            pictures=drawn,
            to=self.to,
            group="",
            held="",
            trying=True,
            preview=False,
            **more,
        )

    def on(self, question: Question | None) -> AnyResponse:
        where = self.to("ask", question=question.key) if question else self.to("check")
        return redirect(where, 303)

    def hold(self, answers: Mapping[str, Answer]) -> None:
        """Keeps the answers in this browser, and nowhere else."""
        room = max(SHORTENED, ROOM // max(1, sum(1 for a in answers.values() if a.words)) - 40)
        kept = {  # as JSON
            q: {"w": a.words[:room], "q": int(a.may_quote)} if a.words else list(a.chosen)
            for q, a in answers.items()
        }
        session[TRYING] = {"of": self.survey.survey, "answers": kept}


def _read(kept: Mapping[str, object]) -> dict[str, Answer]:
    return {
        q: Answer(words=a["w"], may_quote=bool(a.get("q"))) if isinstance(a, dict) else Answer(tuple(a))
        for q, a in kept.items()
        if isinstance(a, dict | list)
    }


def begin(walk: Walk) -> Page:
    """Begins with no answers."""
    walk.hold({})
    return walk.on(journey.due(walk.survey, {}))


def ask(walk: Walk, question: str) -> Page:
    """The page that a question is on, or the one that is due."""
    if not journey.may_open(walk.survey, walk.answers, question):
        return walk.on(journey.due(walk.survey, walk.answers))
    page = journey.page_of(walk.survey, walk.answers, question)
    return asking.elsewhere(page, question, walk.to) or question_page(walk, question)


def answer(walk: Walk, question: str) -> Page:
    """Holds the answers of a page in the cookie and goes on, or asks again."""
    if not journey.may_open(walk.survey, walk.answers, question):
        return walk.on(journey.due(walk.survey, walk.answers))
    if language.SHOW in request.form:
        language.choose(request.form[language.SHOW])
        return redirect(request.full_path.rstrip("?"), 303)
    page = journey.page_of(walk.survey, walk.answers, question)
    given = asking.read(page, request.form, walk.answers, question)
    answers = {**walk.answers, **given.answers}
    walk.hold(answers)
    if given.wrong:
        return question_page(walk, question, given.wrong, request.form), 422
    if "change" in request.args:
        return walk.on(journey.due(walk.survey, answers))
    return walk.on(journey.following(walk.survey, answers, question))


def question_page(walk: Walk, key: str, wrong: Mapping[str, Wrong] = {}, form: Posted | None = None) -> str:
    """The page that a question is on, filled with what was posted or else with what was answered before."""
    answers = walk.answers
    page = journey.page_of(walk.survey, answers, key) or tuple(
        q for q in walk.survey.questions if q.key == key
    )
    return walk.page("question", **asking.drawn(walk.survey, answers, page, wrong, form))


def check(walk: Walk) -> Page:
    """Every answer, with a way to change each."""
    answers = walk.answers
    if due := journey.due(walk.survey, answers):
        return walk.on(due)
    asked = journey.shown(walk.survey, answers)
    if not asked:
        return redirect(walk.to("welcome"), 303)
    return walk.page("check", asked=asked, answers=answers, explain=explained)


def forget() -> None:
    """The answers go."""
    session.pop(TRYING, None)
