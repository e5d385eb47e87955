"""Try it: the survey as far as it's made, walked by an officer as a young person would."""

from typing import Any

from flask import redirect, render_template, session, url_for

from feedback.domain import glimpses
from feedback.domain.reading import Reading
from feedback.web import walking
from feedback.web.office.desk import office
from feedback.web.office.making import desk
from feedback.web.office.making.desk import Page
from feedback.web.walking import Walk

_PAGES = ("welcome", "start", "ask", "answer", "check", "send", "thanks")


def _walk(key: str) -> Walk:
    design, _ = desk.opened(key)
    survey, left_out = glimpses.as_far(design)
    easy = bool(session.get("easy")) and survey.has_easy and bool(survey.questions)

    def to(page: str, **more: object) -> str:
        """The address of a page of this walk, in place of one of answering; others are no part of it."""
        values: dict[str, Any] = {"design": key, **more}
        return url_for(f"office.try_{page if page in _PAGES else 'welcome'}", **values)

    return Walk(Reading(survey, easy=easy), left_out, "office/making/drawn.html", to)


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
    return walking.begin(_walk(design))


@office.get("/making/<design>/try/q/<question>")
def try_ask(design: str, question: str) -> Page:
    """One question."""
    return walking.ask(_walk(design), question)


@office.post("/making/<design>/try/q/<question>")
def try_answer(design: str, question: str) -> Page:
    """Holds an answer in the cookie and goes on, or asks again."""
    return walking.answer(_walk(design), question)


@office.get("/making/<design>/try/check")
def try_check(design: str) -> Page:
    """Every answer, with a way to change each."""
    return walking.check(_walk(design))


@office.post("/making/<design>/try/send")
def try_send(design: str) -> Page:
    """Sends nothing: the answers go, and the last page shows."""
    walking.forget()
    return redirect(url_for("office.try_thanks", design=design), 303)


@office.get("/making/<design>/try/thanks")
def try_thanks(design: str) -> Page:
    """The last page."""
    return _walk(design).page("thanks", words="")
