"""The routes of answering: parse, ask the rules, render. Every page works without scripts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.redaction import redact
from feedback.adapters.store import drafts, editions, responses, waves
from feedback.adapters.tables import Wave
from feedback.domain import journey
from feedback.domain.journey import Answer
from feedback.domain.questions import Question
from feedback.domain.surveys import Survey
from feedback.web.answering import holding
from feedback.web.answering.parsing import SKIP, Wrong, filled, parse
from feedback.web.context import here

answering = Blueprint("answering", __name__, url_prefix="/s/<wave>")
Page = str | tuple[str, int] | AnyResponse
GRACE = timedelta(days=1)  # someone who began before midnight may still send


@dataclass(frozen=True)
class Visit:
    """One request to a wave: the wave, what it asks, and the answers held so far (None if there are none)."""

    session: Session
    wave: Wave
    survey: Survey
    token: str | None
    answers: dict[str, Answer] | None

    def page(self, name: str, **more: object) -> str:
        return render_template(f"answering/{name}.html", wave=self.wave, survey=self.survey, **more)

    def go(self, page: str) -> AnyResponse:
        return redirect(url_for(f"answering.{page}", wave=self.wave.key), 303)

    def on(self, question: Question | None) -> AnyResponse:
        """On to a question, or to the check when there is none."""
        if question is None:
            return self.go("check")
        return redirect(url_for("answering.ask", wave=self.wave.key, question=question.key), 303)


@contextmanager
def _visit(key: str, writing: bool = False) -> Iterator[Visit]:
    context = here()
    open_session = context.database.writing if writing else context.database.reading
    with open_session() as session:
        wave = waves.get(session, key)
        if wave is None or wave.access != waves.OPEN:
            abort(404)
        survey = editions.get(session, wave.survey_key, wave.edition)
        token = holding.token(wave)
        held = drafts.load(session, wave, token, context.today) if token else None
        answers = None if held is None else journey.fitting(survey, held)
        yield Visit(session, wave, survey, token, answers)


def _shut(visit: Visit, begun: bool = False) -> Page | None:
    """The page that says that a wave isn't open yet or no more; None if it is open."""
    today = here().today
    if today < visit.wave.opens_on:
        return visit.page("not_open_yet"), 403
    if today > visit.wave.closes_on + (GRACE if begun else timedelta()):
        return visit.page("closed"), 403
    return None


def _gone(visit: Visit) -> Page:
    """No answers are held: they were sent, or the draft is gone or never was."""
    if visit.token and drafts.was_sent(visit.session, visit.wave, visit.token):
        return visit.go("thanks")
    return visit.page("gone", kept_days=drafts.KEPT_DAYS), 410


@answering.get("/")
def welcome(wave: str) -> Page:
    """What this is for, who reads it, when they will hear back, what happens if someone is in danger."""
    with _visit(wave) as visit:
        return _shut(visit, begun=bool(visit.answers)) or visit.page("welcome", begun=bool(visit.answers))


@answering.post("/start")
def start(wave: str) -> Page:
    """Begins with an empty draft, in place of any that this browser held."""
    with _visit(wave, writing=True) as visit:
        if shut := _shut(visit):
            return shut
        if visit.token:
            drafts.drop(visit.session, visit.token)
        holding.hold(visit.wave, drafts.start(visit.session, visit.wave, here().today))
        return visit.on(journey.due(visit.survey, {}))


@answering.get("/q/<question>")
def ask(wave: str, question: str) -> Page:
    """One question, with the answer that was given to it before."""
    with _visit(wave) as visit:
        if shut := _shut(visit, begun=True):
            return shut
        if visit.answers is None:
            return _gone(visit)
        if not journey.may_open(visit.survey, visit.answers, question):
            return visit.on(journey.due(visit.survey, visit.answers))
        return _question_page(visit, question, visit.answers, None)


@answering.post("/q/<question>")
def answer(wave: str, question: str) -> Page:
    """Keeps an answer and goes on, or asks again with words about what is wrong."""
    with _visit(wave, writing=True) as visit:
        if shut := _shut(visit, begun=True):
            return shut
        if visit.answers is None or visit.token is None:
            return _gone(visit)
        if not journey.may_open(visit.survey, visit.answers, question):
            return visit.on(journey.due(visit.survey, visit.answers))
        asked = visit.survey.question(question)
        given = parse(asked, request.form) if asked else abort(404)
        if isinstance(given, Wrong):
            return _question_page(visit, question, visit.answers, given), 422
        drafts.put(visit.session, visit.wave, visit.token, question, given, here().today)
        answers = {**visit.answers, question: given}
        if "change" in request.args:
            return visit.on(journey.due(visit.survey, answers))
        return visit.on(journey.following(visit.survey, answers, question))


def _question_page(visit: Visit, key: str, answers: dict[str, Answer], wrong: Wrong | None) -> str:
    number, total = journey.progress(visit.survey, answers, key)
    return visit.page(
        "question",
        question=visit.survey.question(key),
        before=journey.before(visit.survey, answers, key),
        given=answers.get(key),
        filled=filled(answers.get(key), request.form if wrong else None),
        wrong=wrong,
        number=number,
        total=total,
        changing="change" in request.args,
        skip=SKIP,
    )


@answering.get("/check")
def check(wave: str) -> Page:
    """Every answer, with a way to change each."""
    with _visit(wave) as visit:
        if shut := _shut(visit, begun=True):
            return shut
        if visit.answers is None:
            return _gone(visit)
        if due := journey.due(visit.survey, visit.answers):
            return visit.on(due)
        return visit.page(
            "check",
            asked=journey.shown(visit.survey, visit.answers),
            answers=visit.answers,
            redact=redact,
        )


@answering.post("/send")
def send(wave: str) -> Page:
    """Turns the draft into one response, in one transaction. A second press is thanked all the same."""
    today = here().today
    with _visit(wave, writing=True) as visit:
        if shut := _shut(visit, begun=True):
            return shut
        if visit.token is None or visit.answers is None:
            return _gone(visit)
        if due := journey.due(visit.survey, visit.answers):
            return visit.on(due)
        answers = drafts.take(visit.session, visit.wave, visit.token, today)
        if answers is None:
            return _gone(visit)
        kept = journey.kept(visit.survey, journey.fitting(visit.survey, answers))
        redacted = {key: redact(a.words) for key, a in kept.items() if a.words}
        how = responses.Circumstances(min(today, visit.wave.closes_on), way="online")
        responses.add(visit.session, visit.wave, visit.survey, [responses.Sent(kept, redacted)], how)
        return visit.go("thanks")


@answering.get("/thanks")
def thanks(wave: str) -> Page:
    """Thank you, and what happens next, for someone whose answers were sent from here."""
    with _visit(wave) as visit:
        if visit.token and drafts.was_sent(visit.session, visit.wave, visit.token):
            return visit.page("thanks")
        return visit.go("welcome")
