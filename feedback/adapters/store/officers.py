"""Officers: who may sign in to the office, by password. Knows nothing of sessions or pages."""

from collections.abc import Sequence
from datetime import date

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.adapters.store import sittings
from feedback.adapters.tables_people import Officer
from feedback.domain.passwords import FEWEST_LETTERS
from feedback.domain.roles import Role

# OWASP's second choice for argon2id: 19 MiB, two passes. Measured at 63 ms.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Checked when the name is not known, so that an unknown name takes as long as a wrong password.
_NOBODY = _hasher.hash("nobody has this password")

EVERYTHING = (Role.OFFICER, Role.ADMINISTRATOR)


def add(session: Session, name: str, password: str, on: date, roles: Sequence[Role] | None = None) -> None:
    """Someone new, or a new password (and other roles, if given) for someone there is. Without roles, someone
    new runs surveys and the office both. Raises ValueError if name or password can't be used.
    """
    name = written(name)
    if len(password) < FEWEST_LETTERS:
        raise ValueError(f"a password needs at least {FEWEST_LETTERS} characters; three words are good")
    officer = named(session, name)
    if officer is None:
        officer = Officer(name=name, added_on=on, roles=list(EVERYTHING))
        session.add(officer)
    if roles is not None:
        officer.roles = [role for role in Role if role in roles]
    new_password(session, officer, password)


def written(name: str) -> str:
    """A name as it is kept. Raises ValueError if nobody can have it."""
    name = name.strip().lower()
    if not name or len(name) > 80 or not name.isprintable():
        raise ValueError("an officer’s name needs 1 to 80 letters")
    return name


def named(session: Session, name: str) -> Officer | None:
    """The officer of this name, however it is typed."""
    name = name.strip().lower()
    if not name.isprintable():
        return None  # PostgreSQL refuses some that aren't
    return session.scalar(select(Officer).where(Officer.name == name))


def any_there(session: Session) -> bool:
    """True if anybody may sign in."""
    return session.scalars(select(Officer.id).limit(1)).first() is not None


def new_password(session: Session, officer: Officer, password: str, keep: str = "") -> None:
    """Changes it, which ends all of their sessions but the one whose token is to be kept."""
    officer.password_hash = _hasher.hash(password)
    session.flush()
    sittings.end_all(session, officer, keep)


def is_right(officer: Officer | None, password: str) -> bool:
    """True if this is the officer's password. Takes as long if there is no such officer."""
    try:
        return _hasher.verify((officer and officer.password_hash) or _NOBODY, password)
    except VerificationError:
        return False


def verified(session: Session, name: str, password: str) -> Officer | None:
    """The officer of this name and password, or None. Takes as long whether or not the name is known."""
    officer = named(session, name)
    right = is_right(officer, password)
    return officer if officer and officer.password_hash and right else None


def unchanged(session: Session, proved: Officer | None) -> Officer | None:
    """An officer who was verified in another session, if their password is still the same."""
    officer = session.get(Officer, proved.id) if proved else None
    return officer if officer and proved and officer.password_hash == proved.password_hash else None
