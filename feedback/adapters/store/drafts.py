"""Drafts: answers not yet sent, under the hash of a token that only the phone holds."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, bindparam, delete, select, true, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session, aliased

from feedback.adapters.store import draft_answers
from feedback.adapters.tables import Draft, Wave
from feedback.domain.journey import Answer, Answers

KEPT_DAYS = 30
HUSK_DAYS = 1
_COLUMN = Draft.__table__.c  # what is only looked at needs no object
_OWN, _OURS = _COLUMN.token_hash == bindparam("hash"), _COLUMN.wave_id == bindparam("wave")
_LIVE = _OURS & _COLUMN.sent.is_(False) & (_COLUMN.touched_on >= bindparam("oldest"))
_ANSWERS = select(_COLUMN.answers).where(_OWN, _LIVE)
_WORDS_HASH = select(_COLUMN.words_hash).where(_OWN, _LIVE)
_SENT = select(_COLUMN.sent).where(_OWN, _OURS)
_RECEIPT = select(_COLUMN.receipt).where(_OWN, _OURS, _COLUMN.sent)
# Read afresh: what this session saw before may have changed while it waited.
_TO_WRITE = select(Draft).where(_OWN, _LIVE).with_for_update().execution_options(populate_existing=True)
_OF_WORDS = select(Draft).where(Draft.words_hash == bindparam("words"), _LIVE).with_for_update()


def start(session: Session, wave: Wave, today: date) -> str:
    """A new empty draft; its token. Drafts that are too old go too, unless the clock may have leapt ahead."""
    _clear(session, today, _was_here_lately(today))
    token = _new_token()
    session.add(Draft(token_hash=_hash(token), wave_id=wave.id, answers={}, touched_on=today))
    return token


def clear_old(session: Session, today: date) -> None:
    """Deletes what is past its time."""
    _clear(session, today, true())


def _clear(session: Session, today: date, only_if: ColumnElement[bool]) -> None:
    old, husk = today - timedelta(days=KEPT_DAYS), today - timedelta(days=HUSK_DAYS)
    due = (Draft.touched_on < husk) & (Draft.sent | (Draft.touched_on < old))
    session.execute(delete(Draft).where(due, only_if).execution_options(synchronize_session=False))


def _was_here_lately(today: date) -> ColumnElement[bool]:
    """True if someone answered in the fortnight before. If not, a clock that leapt ahead looks the same
    as weeks without anyone; the drafts of a first day wait for the next, by which it may be right again.
    """
    another = aliased(Draft)
    lately = another.touched_on.between(today - timedelta(days=14), today - timedelta(days=1))
    return select(another.wave_id).where(lately).exists()


def load(
    session: Session, wave: Wave, token: str, today: date, hold: bool = False
) -> dict[str, Answer] | None:
    """The answers so far, or None if the draft is gone, too old, sent, or of another wave. With `hold`, other
    writers wait until this session is done, and nothing of the draft is read again in it.
    """
    if hold:
        found = _held(session, wave, token, today)
        return None if found is None else draft_answers.read(found.answers)
    answers = session.scalar(_ANSWERS, _asked_for(wave, token, today))
    return None if answers is None else draft_answers.read(answers)


def put(session: Session, wave: Wave, token: str, given: Answers, today: date) -> bool:
    """Adds answers to a draft, whichever other page writes to it meanwhile. False if it can't be."""
    found = _held(session, wave, token, today)
    if found is None:
        return False
    found.answers = {**found.answers, **{key: draft_answers.written(answer) for key, answer in given.items()}}
    found.touched_on = today
    return True


def forget(session: Session, wave: Wave, token: str, keys: Iterable[str], today: date) -> None:
    """Takes answers out of a draft, so that they are asked for again."""
    if found := _held(session, wave, token, today):
        found.answers = {key: answer for key, answer in found.answers.items() if key not in set(keys)}


def settle_held(
    session: Session, wave: Wave, token: str, key: str, held: str, answer: Answer, today: date
) -> bool:
    """Puts an answer in the place of one that was held, once: False if it's held no longer, or anew."""
    found = _held(session, wave, token, today)
    if found is None or found.answers.get(key, {}).get("held") != held:
        return False
    found.answers = {**found.answers, key: draft_answers.written(answer)}
    found.touched_on = today
    return True


def take(session: Session, wave: Wave, token: str, today: date) -> dict[str, Answer] | None:
    """Empties a draft for sending and returns its answers: once. None if it was sent, or is gone.

    Of two that come at once one gets the answers and the other waits, then gets None.
    """
    found = _held(session, wave, token, today)
    if found is None:
        return None
    answers = draft_answers.read(found.answers)
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
    return bool(session.scalar(_SENT, {"hash": _hash(token), "wave": wave.id}))


def note_receipt(session: Session, token: str) -> None:
    """Notes on a husk that words were made which take the response out."""
    if (held := _in_hand(session).get(_hash(token))) is not None:
        held.receipt = True
        return
    session.execute(update(Draft).where(Draft.token_hash == _hash(token)).values(receipt=True))


def has_receipt(session: Session, wave: Wave, token: str) -> bool:
    """True if this draft was sent and its writer may be shown the words, for as long as its husk is kept."""
    return bool(session.scalar(_RECEIPT, {"hash": _hash(token), "wave": wave.id}))


def drop(session: Session, token: str) -> None:
    """Leaves nothing of a draft."""
    _in_hand(session).pop(_hash(token), None)
    session.execute(delete(Draft).where(Draft.token_hash == _hash(token)))


def let_go(session: Session, token: str) -> None:
    """Leaves nothing of a draft for this token. One that has words waits for them; any other goes."""
    for_words = Draft.words_hash.is_not(None) & Draft.sent.is_(False)
    _in_hand(session).pop(_hash(token), None)
    renamed = update(Draft).where(Draft.token_hash == _hash(token), for_words)
    session.execute(renamed.values(token_hash=_hash(_new_token())))
    drop(session, token)


def give_words(session: Session, wave: Wave, token: str, words_hash: str, today: date) -> bool:
    """Lets a draft be brought back by words, in place of any that it had. False if the draft is gone.

    Raises sqlalchemy.exc.IntegrityError when another draft has the same words.
    """
    found = _held(session, wave, token, today)
    if found is None:
        return False
    found.words_hash, found.touched_on = words_hash, today
    session.flush()
    return True


def has_words(session: Session, wave: Wave, token: str, today: date) -> bool:
    """True if this draft can be brought back."""
    return session.scalar(_WORDS_HASH, _asked_for(wave, token, today)) is not None


def bring_back(session: Session, wave: Wave, words_hash: str, today: date) -> str | None:
    """A new token for the draft of these words, or None. The token it had is good no longer, so that answers
    are open in one place at a time.
    """
    found = session.scalar(_OF_WORDS, {"words": words_hash, **_asked_for(wave, "", today)})
    if found is None:
        return None
    token = _new_token()
    found.token_hash, found.touched_on = _hash(token), today
    return token


def _held(session: Session, wave: Wave, token: str, today: date) -> Draft | None:
    """The draft if it may still be written to. Other writers wait until this session is done, so that it
    needn't be read twice in it.
    """
    held = _in_hand(session)
    found = held.get(_hash(token)) or session.scalar(_TO_WRITE, _asked_for(wave, token, today))
    if found is None or found.sent or found.wave_id != wave.id:
        return None
    held[found.token_hash] = found
    return found


def _in_hand(session: Session) -> dict[str, Draft]:
    """The drafts that nobody else can write to while this session lasts, by the hash of their token."""
    held: dict[str, Draft] = session.info.setdefault("drafts", {})
    return held


def _asked_for(wave: Wave, token: str, today: date) -> dict[str, object]:
    return {"hash": _hash(token), "wave": wave.id, "oldest": today - timedelta(days=KEPT_DAYS)}


def recent(drafts: Select[Draft], today: date) -> Select[Draft]:
    """Those of some drafts that aren't past their time."""
    return drafts.where(Draft.touched_on >= today - timedelta(days=KEPT_DAYS))


def _new_token() -> str:
    return secrets.token_urlsafe(24)


def _hash(token: str) -> str:
    # The token is 192 random bits, so a quick hash can't be guessed back.
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
