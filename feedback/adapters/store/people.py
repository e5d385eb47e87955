"""The people of the office: who there is, what each may do, and that an administrator is always left.
Knows nothing of how they sign in.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.adapters.store import concern_keys, officers, second_factors, sittings
from feedback.adapters.tables_people import Invitation, Officer
from feedback.domain.roles import Role


class LastAdministrator(Exception):  # noqa: N818
    """Nobody would be left who can invite people."""

    def __str__(self) -> str:
        return "there has to be one administrator who can sign in. Make someone else one first"


@dataclass(frozen=True)
class Person:
    """Someone, and the time until which their invitation can be used, in seconds, if one waits."""

    officer: Officer
    invited_until: int | None

    @property
    def can_sign_in(self) -> bool:
        return self.invited_until is None and _has_a_way(self.officer)


def every(session: Session) -> list[Person]:
    """Everyone, by name."""
    wanted = select(Officer, Invitation.ends_at).outerjoin(Invitation).order_by(Officer.name)
    return [Person(officer, ends) for officer, ends in session.execute(wanted)]


def get(session: Session, number: int) -> Person | None:
    """One person by their number."""
    wanted = select(Officer, Invitation.ends_at).outerjoin(Invitation).where(Officer.id == number)
    found = session.execute(wanted).first()
    return Person(*found) if found else None


def add(session: Session, name: str, roles: Collection[Role], on: date) -> Officer:
    """Someone who has no way to sign in yet. Raises ValueError if the name can't be used."""
    name = officers.written(name)
    if officers.named(session, name):
        raise ValueError(f"there is somebody called {name} already")
    made = Officer(name=name, added_on=on, roles=_in_order(roles), password_hash="")
    session.add(made)
    session.flush()
    return made


def give_roles(session: Session, officer: Officer, roles: Collection[Role]) -> None:
    """Changes what someone may do, at once: it's looked up for every page. Raises LastAdministrator."""
    if Role.ADMINISTRATOR not in roles:
        _leave_one(session, officer)
    if Role.SAFEGUARDING not in roles:
        concern_keys.drop(session, officer.id)
    officer.roles = _in_order(roles)


def remove(session: Session, officer: Officer) -> None:
    """Ends their sessions and forgets them. The audit log keeps their name. Raises LastAdministrator."""
    _leave_one(session, officer)
    session.delete(officer)


def start_afresh(session: Session, officer: Officer, everything: bool) -> None:
    """Takes away someone's second factor, or every way they have to sign in, and ends their sessions."""
    sittings.end_all(session, officer)
    second_factors.turn_off(session, officer)
    if everything:
        officer.password_hash, officer.sign_on_hash = "", None


def identity(issuer: str, subject: str) -> str:
    """What is kept of someone's identity at the council's own sign-on."""
    return hashlib.sha256(f"{issuer}\0{subject}".encode()).hexdigest()


def signed_on(session: Session, identity_hash: str) -> Officer | None:
    """Whose identity that is."""
    return session.scalar(select(Officer).where(Officer.sign_on_hash == identity_hash))


def _leave_one(session: Session, leaving: Officer) -> None:
    """Raises LastAdministrator if nobody else is one. Of two that leave at once, one waits for the other."""
    if Role.ADMINISTRATOR not in leaving.roles:
        return
    session.execute(select(Officer.id).order_by(Officer.id).with_for_update())
    session.expire_all()
    others = (p for p in every(session) if p.officer is not leaving and p.can_sign_in)
    if not any(Role.ADMINISTRATOR in p.officer.roles for p in others):
        raise LastAdministrator


def _has_a_way(officer: Officer) -> bool:
    return bool(officer.password_hash or officer.sign_on_hash)


def _in_order(roles: Collection[Role]) -> list[str]:
    return [role for role in Role if role in roles]
