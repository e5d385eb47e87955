"""Officers: who may sign in to the office. Knows nothing of sessions or pages."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import date

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.adapters.tables import Officer
from feedback.domain.roles import Role

FEWEST_LETTERS = 12

# OWASP's second choice for argon2id: 19 MiB, two passes. Measured at 63 ms.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Checked when the name is not known, so that an unknown name takes as long as a wrong password.
_NOBODY = _hasher.hash("nobody has this password")


EVERYTHING = (Role.OFFICER, Role.ADMINISTRATOR)


def add(session: Session, name: str, password: str, on: date, roles: Sequence[Role] | None = None) -> None:
    """Someone new, or a new password (and other roles, if given) for someone there is. Without roles, someone
    new runs surveys and the office both. Raises ValueError if name or password can't be used.
    """
    name = name.strip().lower()
    if not name or len(name) > 80 or not name.isprintable():
        raise ValueError("an officer’s name needs 1 to 80 letters")
    if len(password) < FEWEST_LETTERS:
        raise ValueError(f"a password needs at least {FEWEST_LETTERS} characters; three words are good")
    officer = session.scalar(select(Officer).where(Officer.name == name))
    if officer is None:
        officer = Officer(name=name, added_on=on, roles=list(EVERYTHING))
        session.add(officer)
    if roles is not None:
        officer.roles = [role for role in Role if role in roles]
    officer.password_hash = _hasher.hash(password)


def any_there(session: Session) -> bool:
    """True if anybody may sign in."""
    return session.scalars(select(Officer.id).limit(1)).first() is not None


def pass_for(officer: Officer) -> str:
    """What a session holds of an officer. A new password, or signing out anywhere, makes it worthless."""
    stands_for = f"{officer.password_hash} {officer.signed_out}".encode()
    return f"{officer.id}-{hashlib.sha256(stands_for).hexdigest()[:32]}"


def holding(session: Session, given: str) -> Officer | None:
    """The officer whose pass this is, if it is still good."""
    number, _, _ = given.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    officer = session.get(Officer, int(number))
    return officer if officer and hmac.compare_digest(pass_for(officer), given) else None


def sign_out(session: Session, given: str) -> None:
    """Ends every session of the officer whose pass this is."""
    if officer := holding(session, given):
        officer.signed_out += 1


def verified(session: Session, name: str, password: str) -> Officer | None:
    """The officer of this name and password, or None. Takes as long whether or not the name is known."""
    name = name.strip().lower()
    named = select(Officer).where(Officer.name == name)
    officer = session.scalar(named) if name.isprintable() else None  # PostgreSQL refuses some that aren't
    try:
        _hasher.verify(officer.password_hash if officer else _NOBODY, password)
    except VerificationError:
        return None
    return officer
