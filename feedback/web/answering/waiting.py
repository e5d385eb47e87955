"""For a phone that loses its signal: every question at once, and answers that waited. Nothing depends on it.

The script keeps what could not be sent with the draft's own token, which opens nothing but that draft; so it
needs no cookie, which the phone may have lost by then, and no form token.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import abort, jsonify, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import drafts
from feedback.domain import journey
from feedback.domain.journey import Answer
from feedback.web.answering import held_words, holding, receipt, sending
from feedback.web.answering.pages import explained, question_page
from feedback.web.answering.parsing import SKIP, Wrong, parse_own
from feedback.web.answering.sending import Outcome
from feedback.web.answering.visits import Visit, answering, shut, visiting
from feedback.web.context import here


@answering.get("/pack")
def pack(wave: str) -> AnyResponse:
    """Every page as this person reads it, with what each question hangs on, to go on with while offline. A
    page of several has them all: the script takes out those that aren't asked.
    """
    with visiting(wave) as visit:
        if visit.answers is None or shut(visit, begun=True):
            abort(404)
        asked, answers = visit.survey.questions, visit.answers
        pages = journey.paged(asked)
        return jsonify(
            skip=SKIP,
            end=visit.page("offline", asked=asked, answers=answers, explain=explained, waits=True),
            pages=[question_page(visit, page, answers) for page in pages],
            questions=[
                {
                    "key": q.key,
                    "url": url_for("answering.ask", wave=wave, question=q.key),
                    "when": [[c.question, list(c.options)] for c in q.show_if],
                    "chosen": list(answers[q.key].chosen) if q.key in answers else None,
                    "page": number,
                }
                for number, page in enumerate(pages)
                for q in page
            ],
        )


@answering.post("/sync")
def sync(wave: str) -> AnyResponse:
    """Keeps answers that waited on a phone, and sends them if that was asked: once, however often it comes.

    Takes {"token", "answers": {question: [[field, value], …]}, "send"}. Says {"state"}: kept, sent or gone;
    where to go on ("next"); and which answers are wrong and were not kept ("wrong"), for the page to show.
    """
    given = _given()
    token = given["token"]
    try:
        with visiting(wave) as own:
            will_send = bool(given.get("send")) and receipt.wanted(own.with_token(token))
        words_hash = receipt.words_hash(token) if will_send else None
        with visiting(wave, writing=True, joining=True) as own:
            visit = own.with_token(token)
            if visit.answers is None or shut(visit, begun=True):
                return _over(visit, token)
            _hold(visit, token)
            answers, wrong = _keep(visit, token, given.get("answers"))
            due = journey.due(visit.survey, answers)
            if held := held_words.first(visit.survey, answers):  # nothing is lost, and they are asked first
                return _said(visit, "kept", "help_now", held, wrong, change=1)
            if wrong or due or not given.get("send"):
                return _said(visit, "kept", "ask" if due else "check", due.key if due else None, wrong)
            outcome = sending.send(visit, token, words_hash)
            if outcome is Outcome.NO_CODE:
                return _said(visit, "kept", "code")
            return _said(visit, "sent", "thanks") if outcome is Outcome.SENT else _over(visit, token)
    except NotFound:  # the wave itself has gone
        return jsonify(state="gone", next=url_for("public.home"), wrong=[])


def _given() -> dict[str, Any]:
    """What was posted, as far as its token."""
    try:
        given = request.get_json(silent=True)
    except RecursionError:
        given = None
    if not isinstance(given, dict) or not isinstance(token := given.get("token"), str) or not token.isascii():
        abort(400)
    return given


def _hold(visit: Visit, token: str) -> None:
    """Gives the cookie back to whoever lost it; never to a browser where somebody else is answering."""
    if not holding.any_group() and holding.token(visit.wave) in (None, token):
        holding.hold(visit.wave, token)


def _over(visit: Visit, token: str) -> AnyResponse:
    """What is told of a draft that can't be written to any more."""
    if not drafts.was_sent(visit.session, visit.wave, token):
        return _said(visit, "gone", "check")
    _hold(visit, token)
    return _said(visit, "sent", "thanks")


def _keep(visit: Visit, token: str, given: object) -> tuple[dict[str, Answer], list[str]]:
    """Adds what waited to the draft: all answers now, and which of those that count are wrong."""
    answers, wrong = dict(visit.answers or {}), []
    kept = {}
    for key, answer in _parsed(visit, given):
        if isinstance(answer, Wrong):
            wrong.append(key)
        else:
            kept[key] = held_words.guarded(answer, answers.get(key))
    if kept:
        drafts.put(visit.session, visit.wave, token, kept, here().today)
    answers |= kept
    shown = {q.key for q in journey.shown(visit.survey, answers)}
    return answers, [key for key in wrong if key in shown]


def _said(
    visit: Visit,
    state: str,
    page: str,
    question: str | None = None,
    wrong: list[str] | None = None,
    change: int | None = None,
) -> AnyResponse:
    where = url_for(f"answering.{page}", wave=visit.wave.key, question=question, change=change)
    return jsonify(state=state, next=where, wrong=wrong or [])


def _parsed(visit: Visit, given: object) -> Iterator[tuple[str, Answer | Wrong]]:
    """Each answer that waited, to a question that there is."""
    waited: Mapping[str, Any] = given if isinstance(given, dict) else {}
    before = visit.answers or {}
    for question in visit.survey.questions:
        pairs = waited.get(question.key)
        if isinstance(pairs, list):
            fields = [(str(p[0]), str(p[1])) for p in pairs if isinstance(p, list) and len(p) == 2]
            yield question.key, parse_own(question, MultiDict(fields), before.get(question.key), alone=True)
