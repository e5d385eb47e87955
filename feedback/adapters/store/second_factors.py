"""Second factors: a key shared with a phone, kept encrypted, and recovery codes. Each code works once.
Knows nothing of who asks for one, or when.
"""

import hashlib
import hmac
import secrets
from enum import StrEnum

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from feedback.adapters import one_time_codes
from feedback.adapters.tables_people import Officer, RecoveryCode

HOW_MANY = 10
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that looks like another
_LENGTH, _PART = 16, 4


class Proof(StrEnum):
    """What someone gave."""

    CODE = "code"
    RECOVERY = "recovery code"


def turn_on(session: Session, officer: Officer, secret: str, key: str, step: int, now: int) -> list[str]:
    """Keeps a new key, in place of any before, the step of the code that proved it, and gives new recovery
    codes: to be shown once.
    """
    officer.second_sealed = one_time_codes.sealed(secret, key, now)
    officer.second_step = step
    session.flush()
    return new_recovery_codes(session, officer, secret)


def turn_off(session: Session, officer: Officer) -> None:
    """Takes the second factor and the recovery codes away."""
    officer.second_sealed, officer.second_step = None, 0
    session.execute(delete(RecoveryCode).where(RecoveryCode.officer_id == officer.id))


def new_recovery_codes(session: Session, officer: Officer, secret: str) -> list[str]:
    """New codes, in place of those before. Only keyed hashes are kept: each has 79 bits to guess."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.officer_id == officer.id))
    made = ["".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(HOW_MANY)]
    session.add_all(RecoveryCode(code_hash=_hash(secret, c), officer_id=officer.id) for c in made)
    return ["-".join(code[i : i + _PART] for i in range(0, _LENGTH, _PART)) for code in made]


def left(session: Session, officer: Officer) -> int:
    """How many recovery codes can still be used."""
    mine = select(func.count()).select_from(RecoveryCode).where(RecoveryCode.officer_id == officer.id)
    return session.scalar(mine) or 0


def prove(session: Session, officer: Officer, secret: str, given: str, now: int) -> Proof | None:
    """Uses up a code from the phone, or a recovery code; None if it's wrong or was used before. Of two that
    bring the same code at once, one is let in.
    """
    key = one_time_codes.opened(secret, officer.second_sealed or "")
    step = one_time_codes.step_of(key, given, now, officer.second_step) if key else None
    if step is not None:
        later = update(Officer).where(Officer.id == officer.id, Officer.second_step < step)
        taken = session.execute(later.values(second_step=step).returning(Officer.id)).first()
        return Proof.CODE if taken else None
    plain = "".join(letter for letter in given.lower() if letter in _LETTERS)
    theirs = (RecoveryCode.code_hash == _hash(secret, plain)) & (RecoveryCode.officer_id == officer.id)
    used = session.execute(delete(RecoveryCode).where(theirs).returning(RecoveryCode.code_hash)).first()
    return Proof.RECOVERY if used else None


def _hash(secret: str, code: str) -> str:
    return hmac.new(secret.encode(), f"recovery {code}".encode(), hashlib.sha256).hexdigest()
