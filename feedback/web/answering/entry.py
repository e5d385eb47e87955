"""The ways into a wave: a code, or a tablet that goes round a group. Knows nothing of what is asked."""

from flask import request

from feedback.adapters.store import codes, drafts, throttling, waves
from feedback.adapters.store.codes import plain
from feedback.web.answering import holding
from feedback.web.answering.visits import Page, Visit, answering, shut, visiting
from feedback.web.context import here
from feedback.web.language import to_say as _

MOST_TRIES = 30  # from one address in a quarter of an hour: a whole class may share one
WRONG = _("This code isn’t right. Check each letter and number.")
USED = _("This code has been used. Each code works once.")
TOO_OFTEN = _("There were too many tries. Wait %(minutes)s minutes, then try again. Saved answers are safe.")


def needs_code(visit: Visit) -> bool:
    """True if a code is asked for, and none that is still good was given here."""
    if visit.wave.access != waves.CODES:
        return False
    held, secret = holding.code(visit.wave), here().settings.secret_key
    return not (held and codes.unused(visit.session, visit.wave, secret, held))


def use_code(visit: Visit) -> bool:
    """Uses the code up as the answers are sent. True where none is asked for."""
    if visit.wave.access != waves.CODES:
        return True
    held, secret = holding.code(visit.wave), here().settings.secret_key
    return bool(held) and codes.use(visit.session, visit.wave, secret, held or "")


@answering.get("/code")
def code(wave: str) -> Page:
    """Asks for the code on a card or in a letter. Answers given so far wait."""
    with visiting(wave) as visit:
        if visit.wave.access != waves.CODES:
            return visit.go("welcome")
        return shut(visit, begun=bool(visit.answers)) or visit.page("code", wrong=None, typed="")


@answering.post("/code")
def give_code(wave: str) -> Page:
    """Keeps a good code and goes on; says what is wrong with any other."""
    typed = request.form.get("code", "")[:100]
    if too_often(f"code {request.remote_addr}", MOST_TRIES):
        with visiting(wave) as visit:
            return visit.page("code", wrong=(TOO_OFTEN, {"minutes": 15}), typed=typed), 429
    with visiting(wave) as visit:
        found, secret = plain(typed), here().settings.secret_key
        good = codes.unused(visit.session, visit.wave, secret, found) if found else None
        if not good:
            return visit.page("code", wrong=(WRONG if good is None else USED, {}), typed=typed), 422
        holding.hold_code(visit.wave, found)
        return visit.go("check") if visit.answers else visit.go("welcome")


def too_often(who: str, most: int) -> bool:
    """Counts a try, in a transaction of its own so that it counts whatever comes of it."""
    context = here()
    seconds, secret = int(context.now().timestamp()), context.settings.secret_key
    with context.database.writing() as writing:
        return throttling.tries(writing, secret, who, seconds) > most


@answering.get("/group")
def group(wave: str) -> Page:
    """Makes this a tablet that goes round a group: each person starts clean."""
    with visiting(wave) as visit:
        holding.forget(visit.wave)
        holding.begin_group(visit.wave)
        return visit.go("welcome")


@answering.post("/next")
def next_person(wave: str) -> Page:
    """Nothing of the last person stays, and the start page opens for the next."""
    with visiting(wave, writing=True) as visit:
        if visit.token:
            drafts.let_go(visit.session, visit.token)
        holding.forget(visit.wave)
        return visit.go("welcome")
