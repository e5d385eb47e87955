"""Come back later: three words that bring a draft back, on any phone. Knows nothing of what was answered."""

from datetime import timedelta

from flask import request
from sqlalchemy.exc import IntegrityError

from feedback.adapters import three_words
from feedback.adapters.store import drafts
from feedback.adapters.three_words import WrongWords
from feedback.domain import journey
from feedback.web.answering import holding
from feedback.web.answering.entry import TOO_OFTEN, too_often
from feedback.web.answering.visits import Page, Visit, answering, gone, shut, visiting
from feedback.web.context import here
from feedback.web.language import to_say as _

MOST_TRIES = 10  # from one address in a quarter of an hour
MOST_IN_A_WAVE = 500  # from anywhere: the 2,048 words make more than eight thousand million threes
HOW_MANY = _("Type three words. You typed this many: %(n)s.")
UNKNOWN = _("We don’t know the word “%(word)s”. Check how you wrote it.")
NEARLY = _("We don’t know the word “%(word)s”. Did you mean “%(near)s”?")
NOT_FOUND = _(
    "No saved answers have these words. Check each word. Answers that were sent, or are older than %(days)s "
    "days, can’t be opened."
)


@answering.get("/later")
def later(wave: str) -> Page:
    """Says how to come back, and shows the words that were made here."""
    with visiting(wave) as visit:
        if closed := shut(visit, begun=True):
            return closed
        if visit.answers is None:
            return gone(visit)
        return visit.page("later", words=holding.words(visit.wave), until=_until())


def _until() -> object:
    return here().today + timedelta(days=drafts.KEPT_DAYS)


@answering.post("/later")
def make_words(wave: str) -> Page:
    """Three new words for this draft, in place of any that it had."""
    context = here()
    words = three_words.pick()
    words_hash = three_words.hashed(
        context.settings.secret_key, wave, words
    )  # slow: before the database is held
    with visiting(wave, writing=True) as visit:
        if closed := shut(visit, begun=True):
            return closed
        if visit.token is None:
            return gone(visit)
        try:
            with visit.session.begin_nested():
                given = drafts.give_words(visit.session, visit.wave, visit.token, words_hash, context.today)
        except IntegrityError:  # someone else has these three: press again
            return visit.go("later")
        if not given:
            return gone(visit)
        holding.hold_words(visit.wave, words)
        return visit.go("later")


@answering.get("/back")
def back(wave: str) -> Page:
    """Asks for the three words."""
    with visiting(wave) as visit:
        return shut(visit, begun=True) or visit.page("back", wrong=None, typed="")


@answering.post("/back")
def bring_back(wave: str) -> Page:
    """Opens the answers that have these words, here and no longer anywhere else."""
    typed = request.form.get("words", "")[:200]
    with visiting(wave) as visit:
        if closed := shut(visit, begun=True):
            return closed
        try:
            words = three_words.read(typed)
        except WrongWords as wrong:
            return visit.page("back", wrong=_what_is_wrong(wrong), typed=typed), 422
        mine, anyone = f"words {request.remote_addr}", f"words in {visit.wave.id}"
    if too_often(mine, MOST_TRIES) or too_often(anyone, MOST_IN_A_WAVE):
        with visiting(wave) as visit:
            return visit.page("back", wrong=(TOO_OFTEN, {"minutes": 15}), typed=typed), 429
    words_hash = three_words.hashed(here().settings.secret_key, wave, words)
    with visiting(wave, writing=True) as visit:
        return _open(visit, words, words_hash, typed)


def _open(visit: Visit, words: str, words_hash: str, typed: str) -> Page:
    token = drafts.bring_back(visit.session, visit.wave, words_hash, here().today)
    if token is None:
        wrong = (NOT_FOUND, {"days": drafts.KEPT_DAYS})
        return visit.page("back", wrong=wrong, typed=typed), 422
    if visit.token:
        drafts.let_go(visit.session, visit.token)
    holding.hold(visit.wave, token)
    holding.hold_words(visit.wave, words)
    opened = visit.with_token(token)
    return opened.on(journey.due(opened.survey, opened.answers or {}))


def _what_is_wrong(wrong: WrongWords) -> tuple[str, dict[str, object]]:
    if not wrong.unknown:
        return HOW_MANY, {"n": wrong.count}
    if not wrong.near:
        return UNKNOWN, {"word": wrong.unknown}
    return NEARLY, {"word": wrong.unknown, "near": wrong.near}
