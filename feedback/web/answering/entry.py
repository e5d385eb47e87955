"""The ways into a wave: a code, or a tablet that goes round a group. Knows nothing of what is asked."""

from flask import request

from feedback.adapters.store import codes, drafts, waves
from feedback.adapters.store.codes import plain
from feedback.web import guessing
from feedback.web.answering import holding
from feedback.web.answering.visits import Page, Visit, answering, shut, visiting
from feedback.web.context import here
from feedback.web.language import to_say as _

MOST_WRONG = 30  # from one address in a quarter of an hour
WRONG = _("This code isn’t right. Check each letter and number.")
USED = _("This code has been used. Each code works once.")
TOO_OFTEN = _("There were too many tries. Wait %(minutes)s minutes, then try again. Saved answers are safe.")
MINUTES = 15


def needs_code(visit: Visit) -> bool:
    """True if a code is asked for, and none that is still good was given here."""
    return visit.wave.access == waves.CODES and not _good(visit, holding.code(visit.wave))


def use_code(visit: Visit) -> bool:
    """Uses the code up as the answers are sent. True where none is asked for."""
    if visit.wave.access != waves.CODES:
        return True
    held, secret = holding.code(visit.wave), here().settings.secret_key
    if not held or not codes.use(visit.session, visit.wave, secret, held):
        return False
    holding.drop_code(visit.wave)
    return True


def _good(visit: Visit, found: str | None) -> bool | None:
    return codes.unused(visit.session, visit.wave, here().settings.secret_key, found) if found else None


@answering.get("/code")
def code(wave: str) -> Page:
    """Asks for the code on a card or in a letter. Answers given so far wait."""
    with visiting(wave) as visit:
        if visit.wave.access != waves.CODES:
            return visit.go("welcome")
        return shut(visit, begun=bool(visit.answers)) or ask_for_code(visit)


def ask_for_code(visit: Visit) -> Page:
    """The page that asks for a code; it says so if the one that was given here is used."""
    used = _good(visit, holding.code(visit.wave)) is False
    return visit.page("code", wrong=(USED, {}) if used else None, typed="")


@answering.post("/code")
def give_code(wave: str) -> Page:
    """Keeps a good code and goes on; says what is wrong with any other."""
    return check_code(wave, request.form.get("code", "")[:100])


def check_code(wave: str, typed: str) -> Page:
    """Keeps a good code in place of any other and goes on; a wrong one is told and counted."""
    who = f"code {guessing.address()}"
    refused = guessing.wrong_so_far(who) >= MOST_WRONG
    with visiting(wave) as visit:
        if closed := shut(visit, begun=bool(visit.answers)):
            return closed
        if visit.wave.access != waves.CODES:  # cards were printed, and then it was opened to all
            return visit.go("welcome")
        if refused:
            return visit.page("code", wrong=(TOO_OFTEN, {"minutes": MINUTES}), typed=typed), 429
        found = plain(typed)
        good = _good(visit, found)
        if good:
            holding.hold_code(visit.wave, found)
            return visit.go("check") if visit.answers else visit.go("welcome")
        page = visit.page("code", wrong=(WRONG if good is None else USED, {}), typed=typed)
    guessing.was_wrong(who)
    return page, 422


@answering.post("/next")
def next_person(wave: str) -> Page:
    """Nothing of the last person stays, and the start page opens for the next."""
    with visiting(wave, writing=True) as visit:
        let_go(visit)
        return visit.go("welcome")


def let_go(visit: Visit) -> None:
    """Nothing that this browser holds stays, here or there; a draft that has words waits for them."""
    if visit.token:
        drafts.let_go(visit.session, visit.token)
    holding.forget(visit.wave)
