"""Drafts: answers not yet sent, under the hash of a token that only the phone holds."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import Select, delete, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from feedback.adapters.tables import Draft, Wave
from feedback.domain.journey import Answer

KEPT_DAYS = 30
HUSK_DAYS = 1


def start(session: Session, wave: Wave, today: date) -> str:
    """A new empty draft; its token. Drafts that are too old go too, unless the clock may have leapt ahead."""
    if _was_here_lately(session, today):
        clear_old(session, today)
    token = _new_token()
    session.add(Draft(token_hash=_hash(token), wave_id=wave.id, answers={}, touched_on=today))
    return token


def clear_old(session: Session, today: date) -> None:
    session.execute(delete(Draft).where(Draft.touched_on < today - timedelta(days=KEPT_DAYS)))
    husk = Draft.touched_on < today - timedelta(days=HUSK_DAYS)
    session.execute(delete(Draft).where(Draft.sent, husk))


def _was_here_lately(session: Session, today: date) -> bool:
    """True if someone answered on one of the two days before. If not, a clock that leapt ahead looks the same
    as weeks without anyone; the drafts of a first day wait for the next, by which it may be right again.
    """
    lately = Draft.touched_on.between(today - timedelta(days=2), today - timedelta(days=1))
    return session.scalar(select(Draft.wave_id).where(lately).limit(1)) is not None


def load(session: Session, wave: Wave, token: str, today: date) -> dict[str, Answer] | None:
    """The answers so far, or None if the draft is gone, too old, sent, or of another wave."""
    found = _live(session, wave, token, today, hold=False)
    return None if found is None else answers_in(found)


def put(session: Session, wave: Wave, token: str, key: str, answer: Answer, today: date) -> bool:
    """Adds one answer to a draft, whichever other page writes to it meanwhile. False if it can't be."""
    found = _live(session, wave, token, today, hold=True)
    if found is None:
        return False
    found.answers = {**found.answers, key: _raw(answer)}
    found.touched_on = today
    return True


def settle_held(
    session: Session, wave: Wave, token: str, key: str, held: str, answer: Answer, today: date
) -> bool:
    """Puts an answer in the place of one that was held, once: False if it's held no longer, or anew."""
    found = _live(session, wave, token, today, hold=True)
    if found is None or found.answers.get(key, {}).get("held") != held:
        return False
    found.answers = {**found.answers, key: _raw(answer)}
    found.touched_on = today
    return True


def take(session: Session, wave: Wave, token: str, today: date) -> dict[str, Answer] | None:
    """Empties a draft for sending and returns its answers: once. None if it was sent, or is gone.

    Of two that come at once one gets the answers and the other waits, then gets None.
    """
    found = _live(session, wave, token, today, hold=True)
    if found is None:
        return None
    answers = answers_in(found)
    found.answers, found.sent, found.touched_on, found.words_hash = {}, True, today, None
    return answers


def leave_husk(session: Session, wave: Wave, token: str, today: date) -> bool:
    """Notes that a form of its own, which never had a draft, was sent. False if it was sent before; of two
    that come at once, one waits for the other.
    """
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    husk = {"token_hash": _hash(token), "wave_id": wave.id, "answers": {}, "touched_on": today, "sent": True}
    added = insert(Draft).values(husk).on_conflict_do_nothing().returning(Draft.wave_id)
    return bool(session.execute(added).all())


def was_sent(session: Session, wave: Wave, token: str) -> bool:
    """True if this draft was sent, for as long as its husk is kept."""
    husk = select(Draft.sent).where(Draft.token_hash == _hash(token), Draft.wave_id == wave.id)
    return bool(session.scalar(husk))


def note_receipt(session: Session, token: str) -> None:
    """Notes on a husk that words were made which take the response out."""
    session.execute(update(Draft).where(Draft.token_hash == _hash(token)).values(receipt=True))


def has_receipt(session: Session, wave: Wave, token: str) -> bool:
    """True if this draft was sent and its writer may be shown the words, for as long as its husk is kept."""
    husk = select(Draft.receipt).where(Draft.token_hash == _hash(token), Draft.wave_id == wave.id, Draft.sent)
    return bool(session.scalar(husk))


def drop(session: Session, token: str) -> None:
    """Leaves nothing of a draft."""
    session.execute(delete(Draft).where(Draft.token_hash == _hash(token)))


def let_go(session: Session, token: str) -> None:
    """Leaves nothing of a draft for this token. One that has words waits for them; any other goes."""
    for_words = Draft.words_hash.is_not(None) & Draft.sent.is_(False)
    renamed = update(Draft).where(Draft.token_hash == _hash(token), for_words)
    session.execute(renamed.values(token_hash=_hash(_new_token())))
    drop(session, token)


def give_words(session: Session, wave: Wave, token: str, words_hash: str, today: date) -> bool:
    """Lets a draft be brought back by words, in place of any that it had. False if the draft is gone.

    Raises sqlalchemy.exc.IntegrityError when another draft has the same words.
    """
    found = _live(session, wave, token, today, hold=True)
    if found is None:
        return False
    found.words_hash, found.touched_on = words_hash, today
    session.flush()
    return True


def has_words(session: Session, wave: Wave, token: str, today: date) -> bool:
    """True if this draft can be brought back."""
    found = _live(session, wave, token, today, hold=False)
    return found is not None and found.words_hash is not None


def bring_back(session: Session, wave: Wave, words_hash: str, today: date) -> str | None:
    """A new token for the draft of these words, or None. The token it had is good no longer, so that answers
    are open in one place at a time.
    """
    live = _only_live(select(Draft), wave, today).where(Draft.words_hash == words_hash)
    found = session.scalar(live.with_for_update())
    if found is None:
        return None
    token = _new_token()
    found.token_hash, found.touched_on = _hash(token), today
    return token


def _live(session: Session, wave: Wave, token: str, today: date, hold: bool) -> Draft | None:
    """The draft if it may still be written to; with `hold`, other writers wait until we are done."""
    live = _only_live(select(Draft), wave, today).where(Draft.token_hash == _hash(token))
    # Read afresh: what this session saw before may have changed while it waited.
    fresh = live.execution_options(populate_existing=True)
    return session.scalar(fresh.with_for_update() if hold else fresh)


def _only_live(drafts: Select[Draft], wave: Wave, today: date) -> Select[Draft]:
    return recent(drafts, today).where(Draft.wave_id == wave.id, Draft.sent.is_(False))


def recent(drafts: Select[Draft], today: date) -> Select[Draft]:
    """Those of some drafts that aren't past their time."""
    return drafts.where(Draft.touched_on >= today - timedelta(days=KEPT_DAYS))


def _new_token() -> str:
    return secrets.token_urlsafe(24)


def answers_in(draft: Draft) -> dict[str, Answer]:
    """What has been answered in a draft so far."""
    return {key: _answer(raw) for key, raw in draft.answers.items()}


def _hash(token: str) -> str:
    # The token is 192 random bits, so a quick hash can't be guessed back.
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _raw(answer: Answer) -> dict[str, object]:
    if answer.held:  # and never the words themselves
        return {"held": answer.held, "quote": answer.may_quote}
    if answer.words:
        return {"words": answer.words, "quote": answer.may_quote}
    return {"chosen": list(answer.chosen)}


def _answer(raw: Mapping[str, object]) -> Answer:
    chosen = raw.get("chosen", ())
    return Answer(
        tuple(str(c) for c in chosen) if isinstance(chosen, list) else (),
        str(raw.get("words", "")),
        bool(raw.get("quote", False)),
        str(raw.get("held", "")),
    )
