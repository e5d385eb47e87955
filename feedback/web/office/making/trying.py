"""Try it: the survey as far as it's made, walked as a young person would. Makes no draft and no response.

The answers so far are in this browser's cookie and nowhere else, and go with the last page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from feedback.domain import glimpses, journey
from feedback.domain.journey import Answer
from feedback.domain.questions import Question
from feedback.domain.reading import Reading
from feedback.domain.surveys import Survey
from feedback.web import pictures
from feedback.web.answering.pages import explained
from feedback.web.answering.parsing import SKIP, Posted, Wrong, filled, parse
from feedback.web.context import here
from feedback.web.language import SHOW
from feedback.web.office.desk import office
from feedback.web.office.making import desk
from feedback.web.office.making.desk import Page
from feedback.web.office.making.previewing import wave_of

TRYING = "trying"
ROOM = 2400  # letters of answers that a cookie has room for: past these, what is written is cut short
SHORTENED = 60


@dataclass(frozen=True)
class Try:
    """One walk: the survey as far as it's made, what is left out, and the answers so far."""

    key: str
    survey: Survey
    left_out: tuple[str, ...]
    answers: dict[str, Answer]
    easy: bool

    def page(self, name: str, **more: object) -> str:
        with here().database.reading() as reading:
            drawn = pictures.drawn(reading) if self.easy else {}
        return render_template(
            "office/making/drawn.html",
            inside=f"answering/{name}.html",
            key=self.key,
            wave=wave_of(self.key),
            survey=self.survey,
            reading=Reading(self.survey, easy=self.easy),
            easy=self.easy,
            left_out=self.left_out,
            pictures=drawn,
            to=self.to,
            group="",
            held="",
            trying=True,
            preview=False,
            **more,
        )

    def to(self, page: str, **more: object) -> str:
        """The address of a page of this walk, in place of one of answering; others are no part of it."""
        values: dict[str, Any] = {"design": self.key, **more}
        return url_for(f"office.try_{page if page in _PAGES else 'welcome'}", **values)

    def on(self, question: Question | None) -> AnyResponse:
        where = self.to("ask", question=question.key) if question else self.to("check")
        return redirect(where, 303)


_PAGES = ("welcome", "start", "ask", "answer", "check", "send", "thanks")


def _walk(key: str) -> Try:
    design, _ = desk.opened(key)
    survey, left_out = glimpses.as_far(design)
    kept = session.get(TRYING, {})
    answers = _read(kept.get("answers", {})) if kept.get("of") == key else {}
    easy = bool(session.get("easy")) and survey.has_easy and bool(survey.questions)
    return Try(key, survey, left_out, journey.fitting(survey, answers), easy)


def _read(kept: Mapping[str, object]) -> dict[str, Answer]:
    return {
        q: Answer(words=a["w"], may_quote=bool(a.get("q"))) if isinstance(a, dict) else Answer(tuple(a))
        for q, a in kept.items()
        if isinstance(a, dict | list)
    }


def _hold(key: str, answers: Mapping[str, Answer]) -> None:
    room = max(SHORTENED, ROOM // max(1, sum(1 for a in answers.values() if a.words)) - 40)
    kept = {  # as JSON
        q: {"w": a.words[:room], "q": int(a.may_quote)} if a.words else list(a.chosen)
        for q, a in answers.items()
    }
    session[TRYING] = {"of": key, "answers": kept}


@office.get("/making/<design>/try")
def try_welcome(design: str) -> Page:
    """The start page."""
    walk = _walk(design)
    if not walk.survey.questions:
        return render_template("office/making/nothing_to_try.html", key=design, left_out=walk.left_out)
    return walk.page("welcome", begun=False)


@office.post("/making/<design>/try")
def try_start(design: str) -> Page:
    """Begins with no answers."""
    _hold(design, {})
    walk = _walk(design)
    return walk.on(journey.due(walk.survey, {}))


@office.get("/making/<design>/try/q/<question>")
def try_ask(design: str, question: str) -> Page:
    """One question."""
    walk = _walk(design)
    if not journey.may_open(walk.survey, walk.answers, question):
        return walk.on(journey.due(walk.survey, walk.answers))
    return _question(walk, question)


@office.post("/making/<design>/try/q/<question>")
def try_answer(design: str, question: str) -> Page:
    """Holds an answer in the cookie and goes on, or asks again."""
    walk = _walk(design)
    if not journey.may_open(walk.survey, walk.answers, question):
        return walk.on(journey.due(walk.survey, walk.answers))
    asked = walk.survey.question(question) or abort(404)
    if SHOW in request.form:
        session["easy"] = request.form[SHOW] == "easy"
        return redirect(request.full_path.rstrip("?"), 303)
    given = parse(asked, request.form)
    if isinstance(given, Wrong):
        return _question(walk, question, given, request.form), 422
    answers = {**walk.answers, question: given}
    _hold(design, answers)
    if "change" in request.args:
        return walk.on(journey.due(walk.survey, answers))
    return walk.on(journey.following(walk.survey, answers, question))


def _question(walk: Try, key: str, wrong: Wrong | None = None, form: Posted | None = None) -> str:
    number, total = journey.progress(walk.survey, walk.answers, key)
    return walk.page(
        "question",
        question=walk.survey.question(key),
        before=journey.before(walk.survey, walk.answers, key),
        given=walk.answers.get(key),
        filled=filled(walk.answers.get(key), form),
        wrong=wrong,
        number=number,
        total=total,
        changing="change" in request.args,
        skip=SKIP,
        recording="",
    )


@office.get("/making/<design>/try/check")
def try_check(design: str) -> Page:
    """Every answer, with a way to change each."""
    walk = _walk(design)
    if due := journey.due(walk.survey, walk.answers):
        return walk.on(due)
    asked = journey.shown(walk.survey, walk.answers)
    if not asked:
        return redirect(walk.to("welcome"), 303)
    return walk.page("check", asked=asked, answers=walk.answers, explain=explained)


@office.post("/making/<design>/try/send")
def try_send(design: str) -> Page:
    """Sends nothing: the answers go, and the last page shows."""
    session.pop(TRYING, None)
    return redirect(url_for("office.try_thanks", design=design), 303)


@office.get("/making/<design>/try/thanks")
def try_thanks(design: str) -> Page:
    """The last page."""
    return _walk(design).page("thanks", words="")
