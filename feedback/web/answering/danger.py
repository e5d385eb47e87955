"""Words of harm: help now, what happens next, and a choice. Only "tell someone" makes a concern, sealed for
the safeguarding leads and joined to nothing. Nothing here blocks anybody.
"""

from collections.abc import Mapping

from flask import request
from sqlalchemy.orm import Session

from feedback.adapters.store import concern_keys, concerns, drafts
from feedback.adapters.tables import Wave
from feedback.domain.concerns import Told
from feedback.domain.journey import SKIPPED, Answer, Answers
from feedback.web import guessing
from feedback.web.answering import holding
from feedback.web.answering.entry import MINUTES, TOO_OFTEN
from feedback.web.answering.pages import onward
from feedback.web.answering.visits import Page, Visit, answering, gone, shut, visiting
from feedback.web.context import here

MOST_TOLD = 20  # from one address in a quarter of an hour: a whole class may share one
LONGEST_NAME, LONGEST_REACH = 100, 200
KEEP, OUT, TELL = "keep", "out", "tell"


def can_tell(session: Session, wave: Wave) -> bool:
    """True if somebody would read what is passed on from a wave. Of one with made-up answers nobody does."""
    return not wave.made_up and concern_keys.somebody_reads(session)


@answering.get("/q/<question>/help")
def help_now(wave: str, question: str) -> Page:
    """Where help is now, what happens next, and what can be done with the words."""
    with visiting(wave) as visit:
        return _elsewhere(visit, question) or _page(visit, "help", question)


@answering.post("/q/<question>/help")
def choose_help(wave: str, question: str) -> Page:
    """Does what was chosen with the words: they stay, they go, or on to telling someone."""
    chosen = request.form.get("choice")
    with visiting(wave, writing=True, joining=True) as visit:
        if elsewhere := _elsewhere(visit, question):
            return elsewhere
        if chosen == TELL and can_tell(visit.session, visit.wave):
            return visit.go("tell", question, change=_changing())
        if chosen not in (KEEP, OUT):
            return visit.go("help_now", question, change=_changing())
        return onward(visit, _settle(visit, question, stay=chosen == KEEP)[1], question)


@answering.get("/q/<question>/tell")
def tell(wave: str, question: str) -> Page:
    """What will be known and what won't, and a way to be reached for those who want one."""
    with visiting(wave) as visit:
        if elsewhere := _elsewhere(visit, question):
            return elsewhere
        if not can_tell(visit.session, visit.wave):
            return visit.go("help_now", question, change=_changing())
        return _page(visit, "tell", question)


@answering.post("/q/<question>/tell")
def pass_on(wave: str, question: str) -> Page:
    """Seals the words for those who can help, once, and says what happens now."""
    who = f"told {guessing.address()}"
    if guessing.wrong_so_far(who) >= MOST_TOLD:
        with visiting(wave) as visit:
            wrong = (TOO_OFTEN, {"minutes": MINUTES})
            return _elsewhere(visit, question) or (_page(visit, "tell", question, wrong), 429)
    with visiting(wave, writing=True, joining=True) as visit:
        if elsewhere := _elsewhere(visit, question):
            return elsewhere
        if not can_tell(visit.session, visit.wave):
            return visit.go("help_now", question, change=_changing())
        told, after = _told(visit, question), visit.go("told", question, change=_changing())
        settled, _ = _settle(visit, question, stay="stay" in request.form)
        if settled:  # a second press finds nothing held
            concerns.add(visit.session, told, here().now())
            holding.hold_told(visit.wave, question, bool(told.reach))
    guessing.was_wrong(who)
    return after


@answering.get("/q/<question>/told")
def told(wave: str, question: str) -> Page:
    """What happens now, a number to ring meanwhile, and on with the survey."""
    with visiting(wave) as visit:
        reachable = holding.told(visit.wave, question)
        if visit.answers is None or reachable is None:
            return visit.go("check")
        onto = onward(visit, visit.answers, question).location
        return visit.page("told", reachable=reachable, onto=onto)


def _told(visit: Visit, question: str) -> Told:
    given = (visit.answers or {})[question]
    return Told(
        given.words,
        visit.survey.title,
        visit.wave.name,
        visit.reading.language,
        " ".join(request.form.get("name", "").split())[:LONGEST_NAME],
        " ".join(request.form.get("reach", "").split())[:LONGEST_REACH],
    )


def _settle(visit: Visit, question: str, stay: bool) -> tuple[bool, Answers]:
    """Puts the words, or a skip, in place of what was held: whether it was still held, and the answers."""
    answers = visit.answers or {}
    held = answers[question]
    left = Answer(words=held.words, may_quote=held.may_quote) if stay else SKIPPED
    token, today = visit.token or "", here().today
    done = drafts.settle_held(visit.session, visit.wave, token, question, held.held, left, today)
    return done, {**answers, question: left}


def _elsewhere(visit: Visit, question: str) -> Page | None:
    """Where to go if there is nothing held of this question, or nothing to answer; None if there is."""
    if closed := shut(visit, begun=True):
        return closed
    if visit.answers is None or visit.token is None:
        return gone(visit)
    if question in visit.answers and visit.answers[question].held:
        return None
    if holding.told(visit.wave, question) is not None:  # the second press of a button
        return visit.go("told", question, change=_changing())
    return onward(visit, visit.answers, question)


def _page(
    visit: Visit, name: str, question: str, wrong: tuple[str, Mapping[str, object]] | None = None
) -> str:
    return visit.page(
        name,
        question=question,
        given=(visit.answers or {})[question],
        can_tell=can_tell(visit.session, visit.wave),
        change=_changing(),
        wrong=wrong,
        longest={"name": LONGEST_NAME, "reach": LONGEST_REACH},
        typed={name: request.form.get(name, "") for name in ("name", "reach")},
    )


def _changing() -> int | None:
    return 1 if "change" in request.args else None
