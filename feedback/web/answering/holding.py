"""What this browser holds, in the one cookie: its draft's token and words, its code, and whether it is a
tablet that goes round a group. Knows nothing of what is in the draft.
"""

from flask import session

from feedback.adapters.tables import Wave

_DRAFTS, _CODES, _WORDS, _GROUP = "drafts", "codes", "words", "group"


def token(wave: Wave) -> str | None:
    """The token of this browser's draft in a wave, or None."""
    return _held(_DRAFTS, wave)


def hold(wave: Wave, new: str) -> None:
    """Keeps a token, in place of any other in this wave."""
    _hold(_DRAFTS, wave, new)


def code(wave: Wave) -> str | None:
    """The code that was typed here, or None."""
    return _held(_CODES, wave)


def hold_code(wave: Wave, typed: str) -> None:
    _hold(_CODES, wave, typed)


def words(wave: Wave) -> str | None:
    """The three words that were made here for the draft, to be shown again; or None."""
    return _held(_WORDS, wave)


def hold_words(wave: Wave, made: str) -> None:
    _hold(_WORDS, wave, made)


def group(wave: Wave) -> bool:
    """True on a tablet that goes round a group: each person starts clean."""
    return session.get(_GROUP) == wave.key


def begin_group(wave: Wave) -> None:
    session[_GROUP] = wave.key


def forget(wave: Wave) -> None:
    """Nothing of one person's visit stays: not the draft, the words or the code. A group goes on."""
    for kind in (_DRAFTS, _CODES, _WORDS):
        session[kind] = {key: held for key, held in session.get(kind, {}).items() if key != wave.key}
    for choice in ("language", "easy"):
        session.pop(choice, None)


def _held(kind: str, wave: Wave) -> str | None:
    found = session.get(kind, {}).get(wave.key)
    return found if isinstance(found, str) else None


def _hold(kind: str, wave: Wave, what: str) -> None:
    session[kind] = {**session.get(kind, {}), wave.key: what}
