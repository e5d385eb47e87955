"""The routes of answering: parse, ask the rules, render. Every page works without scripts."""

from collections.abc import Mapping

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.redaction import Redacted, explain
from feedback.adapters.store import drafts, uploads
from feedback.domain import journey
from feedback.domain.journey import Answer, Answers
from feedback.domain.journey import Page as Questions
from feedback.web import language
from feedback.web.answering import asking, entry, held_words, holding, receipt, sending
from feedback.web.answering.parsing import Posted, Wrong
from feedback.web.answering.sending import Outcome
from feedback.web.answering.visits import Page, Visit, answering, gone, shut, visiting
from feedback.web.context import here

_NOT_FILLED_IN = ("csrf_token", language.SHOW)


@answering.get("/")
def welcome(wave: str) -> Page:
    """What this is for, who reads it, when they will hear back, what happens if someone is in danger."""
    if "code" in request.args:  # from the square on a card: kept here and not in the address
        return entry.check_code(wave, request.args["code"][:100])
    with visiting(wave, writing=request.method == "GET" and holding.any_group()) as visit:
        if holding.group(visit.wave) and visit.token:  # someone walked away
            entry.let_go(visit)
            return visit.go("welcome")
        begun = bool(visit.answers)
        return shut(visit, begun) or visit.page("welcome", begun=begun)


@answering.post("/start")
def start(wave: str) -> Page:
    """Begins with an empty draft, in place of any that this browser held."""
    with visiting(wave, writing=True) as visit:
        if closed := shut(visit):
            return closed
        if entry.needs_code(visit):
            return visit.go("code")
        if visit.token:
            drafts.let_go(visit.session, visit.token)
        holding.hold(visit.wave, drafts.start(visit.session, visit.wave, here().today))
        return visit.on(journey.due(visit.survey, {}))


@answering.get("/q/<question>")
def ask(wave: str, question: str) -> Page:
    """The page that a question is on, with the answers that were given to it before."""
    with visiting(wave) as visit:
        if closed := shut(visit, begun=True):
            return closed
        if visit.answers is None:
            return gone(visit)
        if not journey.may_open(visit.survey, visit.answers, question):
            return visit.on(journey.due(visit.survey, visit.answers))
        page = journey.page_of(visit.survey, visit.answers, question)
        if elsewhere := asking.elsewhere(page, question, visit.to):
            return elsewhere
        return question_page(visit, page, visit.answers)


@answering.post("/q/<question>")
def answer(wave: str, question: str) -> Page:
    """Keeps the answers of a page and goes on, or asks again with words about what is wrong."""
    with visiting(wave, writing=True) as visit:
        if closed := shut(visit, begun=True):
            return closed
        if visit.answers is None or visit.token is None:
            return gone(visit)
        if not journey.may_open(visit.survey, visit.answers, question):
            return visit.on(journey.due(visit.survey, visit.answers))
        page = journey.page_of(visit.survey, visit.answers, question)
        given = asking.read(page, request.form, visit.answers, question)
        if language.SHOW in request.form:
            return _shown_otherwise(visit, page, given)
        answers = _keep(visit, given.answers)
        if given.wrong and any(answers[key].held for key in given.answers):
            # Help comes before anything else; what is wrong beside words of harm is asked again after it.
            drafts.forget(visit.session, visit.wave, visit.token, given.wrong, here().today)
        elif given.wrong:
            return question_page(visit, page, visit.answers, given.wrong, request.form), 422
        return onward(visit, answers, question)


def _keep(visit: Visit, given: Answers) -> dict[str, Answer]:
    """Puts answers in the draft, those with words of harm held: all answers now."""
    before = visit.answers or {}
    kept = {key: held_words.guarded(answer, before.get(key)) for key, answer in given.items()}
    if kept:
        drafts.put(visit.session, visit.wave, visit.token or "", kept, here().today)
    return {**before, **kept}


def onward(visit: Visit, answers: Answers, question: str) -> AnyResponse:
    """On from the page of a question: to words that are held, to what isn't answered yet, to the next page,
    or back to the check if that is where they were.
    """
    page = journey.page_of(visit.survey, answers, question)
    if held := next((q.key for q in page if q.key in answers and answers[q.key].held), None):
        return visit.go("help_now", held, change=1 if "change" in request.args else None)
    if "change" in request.args or any(q.key not in answers for q in page):
        return visit.on(journey.due(visit.survey, answers))
    return visit.on(journey.following(visit.survey, answers, question))


def _shown_otherwise(visit: Visit, page: Questions, given: asking.Given) -> Page:
    """The same page in another language, or in easy read, with what was filled in so far."""
    language.choose(request.form[language.SHOW])
    answered = given.not_skipped
    _keep(visit, answered)
    filled_in = any(value.strip() for name, value in request.form.items() if name not in _NOT_FILLED_IN)
    if filled_in and len(answered) < len(page):
        again = visit.with_token(visit.token or "")
        return question_page(again, page, visit.answers or {}, {}, request.form)
    return redirect(request.full_path.rstrip("?"), 303)


def question_page(
    visit: Visit,
    page: Questions,
    answers: Answers,
    wrong: Mapping[str, Wrong] = {},
    form: Posted | None = None,
) -> str:
    """A page of questions, filled with what was posted or else with what was answered before."""
    recorded = _recordings(visit, page)
    return visit.page("question", **asking.drawn(visit.survey, answers, page, wrong, form, recorded))


def _recordings(visit: Visit, page: Questions) -> Mapping[str, str]:
    """Where somebody reads these questions aloud, as they are shown, by question."""
    reading, survey = visit.reading, visit.survey.survey
    keys = {uploads.recording_key(survey, q.key, reading.language, reading.easy): q.key for q in page}
    found = uploads.digests(visit.session, uploads.RECORDING, keys)
    return {keys[k]: url_for("public.recording", key=k, v=version[:10]) for k, version in found.items()}


def explained(words: str) -> Redacted:
    """A comment as it may be used, and what was taken out of it, by the council's lists as they are now."""
    return explain(words, here().settings.take_out)


@answering.get("/check")
def check(wave: str) -> Page:
    """Every answer, with a way to change each."""
    with visiting(wave) as visit:
        if closed := shut(visit, begun=True):
            return closed
        if visit.answers is None:
            return gone(visit)
        if due := journey.due(visit.survey, visit.answers):
            return visit.on(due)
        if held := held_words.first(visit.survey, visit.answers):
            return visit.go("help_now", held, change=1)
        asked = journey.shown(visit.survey, visit.answers)
        return visit.page("check", asked=asked, answers=visit.answers, explain=explained)


@answering.post("/send")
def send(wave: str) -> Page:
    """Turns the draft into one response, in one transaction. A second press is thanked all the same."""
    with visiting(wave) as visit:
        token = visit.token if receipt.wanted(visit) else None
    words_hash = receipt.words_hash(token) if token else None
    with visiting(wave, writing=True, joining=True) as visit:
        if closed := shut(visit, begun=True):
            return closed
        if visit.token is None or visit.answers is None:
            return gone(visit)
        if due := journey.due(visit.survey, visit.answers):
            return visit.on(due)
        if held := held_words.first(visit.survey, visit.answers):
            return visit.go("help_now", held, change=1)
        holding.drop_told()
        outcome = sending.send(visit, visit.token, words_hash)
        if outcome is Outcome.NO_CODE:
            return visit.go("code")
        return visit.go("thanks") if outcome is Outcome.SENT else gone(visit)


@answering.get("/thanks")
def thanks(wave: str) -> Page:
    """Thank you, and what happens next, for someone whose answers were sent from here."""
    with visiting(wave) as visit:
        words = receipt.words_for(visit)
        sent = words or (visit.token and drafts.was_sent(visit.session, visit.wave, visit.token))
        # A group's tablet holds nothing any more by now, and the page tells nothing of anyone.
        if sent or holding.group(visit.wave):
            return visit.page("thanks", words=words, changed=receipt.changed(visit))
        return visit.go("welcome")
