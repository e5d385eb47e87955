"""What this browser holds, in the one cookie: its draft's token, its code, and whether it is a tablet that
goes round a group. Knows nothing of what is in the draft.
"""

from flask import session

from feedback.adapters.tables import Wave

_DRAFTS, _CODES, _GROUP, _TOLD = "drafts", "codes", "group", "told"


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


def drop_code(wave: Wave) -> None:
    """The code is used up; whoever answers here next has their own."""
    session[_CODES] = {key: held for key, held in session.get(_CODES, {}).items() if key != wave.key}


def group(wave: Wave) -> bool:
    """True on a tablet that goes round a group: each person starts clean."""
    return session.get(_GROUP) == wave.key


def any_group() -> bool:
    """True on a tablet that goes round a group, of whichever wave."""
    return _GROUP in session


def begin_group(wave: Wave) -> None:
    session[_GROUP] = wave.key


def forget(wave: Wave) -> None:
    """Nothing of one person's visit stays: not the draft, the code or how they read. A group goes on."""
    drop_code(wave)
    session[_DRAFTS] = {key: held for key, held in session.get(_DRAFTS, {}).items() if key != wave.key}
    for choice in ("language", "easy", _TOLD):
        session.pop(choice, None)


def hold_told(wave: Wave, question: str, reachable: bool) -> None:
    """Words of this question were passed on from here: so that the page which says so can be shown again."""
    session[_TOLD] = [wave.key, question, reachable]


def told(wave: Wave, question: str) -> bool | None:
    """Whether a way to reach them was given with the words that were passed on; None if none were."""
    found = session.get(_TOLD)
    return bool(found[2]) if isinstance(found, list) and found[:2] == [wave.key, question] else None


def drop_told() -> None:
    session.pop(_TOLD, None)


def _held(kind: str, wave: Wave) -> str | None:
    found = session.get(kind, {}).get(wave.key)
    return found if isinstance(found, str) else None


def _hold(kind: str, wave: Wave, what: str) -> None:
    session[kind] = {**session.get(kind, {}), wave.key: what}
