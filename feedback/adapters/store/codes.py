"""Codes: each lets one person answer once. Knows nothing of answers, and nothing of answers knows of it."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, insert, or_, select, update
from sqlalchemy.orm import Session

from feedback.adapters.tables import Code, Wave

LENGTH = 8
MOST_AT_ONCE = 2000
# Crockford's 32: without I, L, O and U, so that nothing is taken for a digit and nothing spells a rude word.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TAKEN_FOR = str.maketrans("OIL", "011")


def make(session: Session, wave: Wave, secret: str, count: int) -> Sequence[str]:
    """New codes, as they are printed. They can't be read back. Raises ValueError for a wrong count."""
    if not 1 <= count <= MOST_AT_ONCE:
        raise ValueError(f"between 1 and {MOST_AT_ONCE} codes can be made at once")
    made: set[str] = set()
    while len(made) < count:
        made.add("".join(secrets.choice(_LETTERS) for _ in range(LENGTH)))
    rows = [{"code_hash": _hash(secret, wave, code), "wave_id": wave.id, "used": False} for code in made]
    session.execute(insert(Code), sorted(rows, key=lambda row: str(row["code_hash"])))
    return [printed(code) for code in made]


def printed(code: str) -> str:
    """A code in two groups, which are easier to copy."""
    return f"{code[:4]} {code[4:]}"


def plain(typed: str) -> str:
    """A code as it is kept, from however it was typed: small letters, spaces, hyphens, O for 0, I or L for 1.
    Nothing if it can't be one.
    """
    code = re.sub(r"[^A-Z0-9]", "", typed.upper()).translate(_TAKEN_FOR)
    return code if len(code) == LENGTH and set(code) <= set(_LETTERS) else ""


def unused(session: Session, wave: Wave, secret: str, code: str) -> bool | None:
    """True if the code is good, False if it was used, None if this wave has no such code."""
    used = session.scalar(select(Code.used).where(_is(secret, wave, code)))
    return None if used is None else not used


def use(session: Session, wave: Wave, secret: str, code: str) -> bool:
    """Uses a code up; of two at once, only one may. False if it can't be used.

    Every code of the wave is written anew, in one go: PostgreSQL puts a row that changes last, under the
    number of the transaction that also brought the response, and so a code alone would point at its answers.
    """
    session.execute(select(Wave.id).where(Wave.id == wave.id).with_for_update())  # one at a time in a wave
    if not unused(session, wave, secret, code):
        return False
    this = Code.code_hash == _hash(secret, wave, code)
    session.execute(update(Code).where(Code.wave_id == wave.id).values(used=or_(Code.used, this)))
    return True


def counted(session: Session, wave: Wave) -> tuple[int, int]:
    """(how many were made, how many of them are used)."""
    found = select(func.count(), func.count().filter(Code.used)).where(Code.wave_id == wave.id)
    made, used = session.execute(found).one()
    return made, used


def _is(secret: str, wave: Wave, code: str) -> ColumnElement[bool]:
    return (Code.code_hash == _hash(secret, wave, code)) & (Code.wave_id == wave.id)


def _hash(secret: str, wave: Wave, code: str) -> str:
    # Keyed, so that nobody who has the database alone can try all codes against it.
    said = f"code {wave.key} {code}".encode()
    return hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()
