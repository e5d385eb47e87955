"""Officers, and how often someone has tried to sign in. Knows nothing of sessions or pages."""

import hashlib
import hmac
from datetime import date

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from feedback.adapters.tables import Officer, Throttle

FEWEST_LETTERS = 12
WINDOW_SECONDS = 15 * 60

# OWASP's second choice for argon2id: 19 MiB, two passes. Measured at 63 ms.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Checked when the name is not known, so that an unknown name takes as long as a wrong password.
_NOBODY = _hasher.hash("nobody has this password")


def add(session: Session, name: str, password: str, on: date) -> None:
    """A new officer, or a new password for one there is. Raises ValueError if either can't be used."""
    name = name.strip().lower()
    if not name or len(name) > 80 or not name.isprintable():
        raise ValueError("an officer’s name needs 1 to 80 letters")
    if len(password) < FEWEST_LETTERS:
        raise ValueError(f"a password needs at least {FEWEST_LETTERS} characters; three words are good")
    officer = session.scalar(select(Officer).where(Officer.name == name))
    if officer is None:
        officer = Officer(name=name, added_on=on)
        session.add(officer)
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


def tries(session: Session, secret: str, who: str, now: int) -> int:
    """Counts one more try by `who` (a name, an address) in this window and says how many there were.

    `now` is in seconds. Who it was can't be read back: it is kept as a hash under the server's secret.
    """
    window = now // WINDOW_SECONDS
    session.execute(delete(Throttle).where(Throttle.window < window))
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    key = _throttle_key(secret, who)
    raised = (
        insert(Throttle)
        .values(key_hash=key, window=window, tries=1)
        .on_conflict_do_update(
            index_elements=[Throttle.key_hash, Throttle.window], set_={"tries": Throttle.tries + 1}
        )
        .returning(Throttle.tries)
    )
    return int(session.execute(raised).scalar_one())


def forget_tries(session: Session, secret: str, who: str) -> None:
    """Starts the count anew, for someone who gave the right password."""
    session.execute(delete(Throttle).where(Throttle.key_hash == _throttle_key(secret, who)))


def _throttle_key(secret: str, who: str) -> str:
    return hmac.new(secret.encode(), f"throttle {who}".encode(), hashlib.sha256).hexdigest()
