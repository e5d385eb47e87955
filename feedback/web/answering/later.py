"""Come back later: three words that bring a draft back, on any phone. Knows nothing of what was answered."""

from datetime import timedelta

from flask import request
from sqlalchemy.exc import IntegrityError

from feedback.adapters import three_words
from feedback.adapters.store import drafts
from feedback.adapters.three_words import WrongWords
from feedback.domain import journey
from feedback.web import guessing
from feedback.web.answering import holding
from feedback.web.answering.entry import MINUTES, TOO_OFTEN
from feedback.web.answering.visits import GRACE, Page, Visit, answering, gone, shut, visiting
from feedback.web.context import here
from feedback.web.language import to_say as _

MOST_MADE = 10  # by one draft in a quarter of an hour: making them is slow
MOST_WRONG = 10  # from one address in a quarter of an hour
MOST_IN_A_WAVE = 500  # from anywhere; past it each address has fewer, and nobody is shut out
FEWER = 3
HOW_MANY = _("Type three words. You typed this many: %(n)s.")
UNKNOWN = _("We don’t know the word “%(word)s”. Check how you wrote it.")
NEARLY = _("We don’t know the word “%(word)s”. Did you mean “%(near)s”?")
NOT_FOUND = _(
    "No saved answers have these words. Check each word. Answers that were sent, or are older than %(days)s "
    "days, can’t be opened."
)


@answering.get("/later")
def later(wave: str) -> Page:
    """Says how to come back, and that new words take the place of any that there are."""
    with visiting(wave) as visit:
        if closed := shut(visit, begun=True):
            return closed
        if visit.answers is None or visit.token is None:
            return gone(visit)
        again = drafts.has_words(visit.session, visit.wave, visit.token, here().today)
        return visit.page("later", words=None, again=again)


@answering.post("/later")
def make_words(wave: str) -> Page:
    """Three new words for this draft, shown once: nobody keeps them but the person."""
    with visiting(wave) as visit:
        if closed := shut(visit, begun=True):
            return closed
        if visit.answers is None or visit.token is None:
            return gone(visit)
        maker = f"words for {visit.token}"
    if guessing.wrong_so_far(maker) >= MOST_MADE:
        with visiting(wave) as visit:
            return visit.page("later", words=None, again=True), 429
    guessing.was_wrong(maker)
    words = three_words.pick()
    # Slow, so before the database is held.
    words_hash = three_words.hashed(here().settings.secret_key, wave, words)
    with visiting(wave, writing=True, joining=True) as visit:
        return _give(visit, words, words_hash)


def _give(visit: Visit, words: str, words_hash: str) -> Page:
    today = here().today
    try:
        with visit.session.begin_nested():
            token = visit.token or ""
            given = drafts.give_words(visit.session, visit.wave, token, words_hash, today)
    except IntegrityError:  # someone else has these three: press again
        return visit.go("later")
    if not given:
        return gone(visit)
    until = min(today + timedelta(days=drafts.KEPT_DAYS) - GRACE, visit.wave.closes_on) + GRACE
    return visit.page("later", words=words, until=until)


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
            return visit.page("back", wrong=what_is_wrong(wrong), typed=typed), 422
        mine, anyone = f"words {guessing.address()}", f"words in {visit.wave.id}"
    most = FEWER if guessing.wrong_so_far(anyone) >= MOST_IN_A_WAVE else MOST_WRONG
    if guessing.wrong_so_far(mine) >= most:
        with visiting(wave) as visit:
            return visit.page("back", wrong=(TOO_OFTEN, {"minutes": MINUTES}), typed=typed), 429
    words_hash = three_words.hashed(here().settings.secret_key, wave, words)
    with visiting(wave, writing=True, joining=True) as visit:
        if opened := _open(visit, words_hash):
            return opened
        page = visit.page("back", wrong=(NOT_FOUND, {"days": drafts.KEPT_DAYS}), typed=typed)
    guessing.was_wrong(mine, anyone)
    return page, 422


def _open(visit: Visit, words_hash: str) -> Page | None:
    token = drafts.bring_back(visit.session, visit.wave, words_hash, here().today)
    if token is None:
        return None
    if visit.token:
        drafts.let_go(visit.session, visit.token)
    holding.hold(visit.wave, token)
    opened = visit.with_token(token)
    return opened.on(journey.due(opened.survey, opened.answers or {}))


def what_is_wrong(wrong: WrongWords) -> tuple[str, dict[str, object]]:
    """What to say of words that aren't three of ours, with the numbers and words in it."""
    if not wrong.unknown:
        return HOW_MANY, {"n": wrong.count}
    if not wrong.near:
        return UNKNOWN, {"word": wrong.unknown}
    return NEARLY, {"word": wrong.unknown, "near": wrong.near}
