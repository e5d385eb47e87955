"""Who is signed in in this browser, all the way or halfway, and until when. Knows nothing of how they prove
who they are.
"""

import hashlib
import hmac

from flask import Flask, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy.orm import Session

from feedback.adapters.store import sittings
from feedback.adapters.tables_people import Officer
from feedback.domain.roles import Role, rights
from feedback.web.context import here

_HALFWAY, _USER, _WHOSE = "halfway", "_user_id", "whose"


class SignedIn(UserMixin):  # type: ignore[misc]
    """The officer of this request, and what they may do. Its id is the token that the session holds."""

    def __init__(self, officer: Officer, token: str, is_due: bool = False) -> None:
        self.id, self.number, self.name = token, officer.id, officer.name
        self.roles = tuple(Role(role) for role in officer.roles)
        self.may = rights(self.roles)
        self.is_due = is_due


def set_up(app: Flask) -> None:
    """Lets Flask-Login find the officer that a cookie names, and writes down that they are still there."""
    manager = LoginManager(app)
    manager.session_protection = None

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(token: str) -> SignedIn | None:
        with here().database.reading() as reading:
            found = sittings.holding(reading, token, seconds(), here().settings.signing_in)
            if found is None or found[1].halfway:
                return None
            return SignedIn(found[0], token, sittings.is_due(found[1], seconds()))

    @app.before_request
    def still_there() -> None:
        if request.blueprint == "office" and current_user.is_authenticated and current_user.is_due:
            with here().database.writing() as writing:
                sittings.seen(writing, current_user.get_id(), seconds())


def seconds() -> int:
    """Now, in whole seconds."""
    return int(here().now().timestamp())


def begin(writing: Session, officer: Officer) -> None:
    """Signs an officer in, all the way. What this browser held before ends."""
    _leave(writing)
    login_user(SignedIn(officer, sittings.begin(writing, officer, seconds())))
    session.pop("_id", None)  # Flask-Login makes it of the officer's address and browser
    session[_WHOSE] = _mark(officer)


def begin_halfway(writing: Session, officer: Officer) -> None:
    """Remembers for a few minutes that this browser gave an officer's password. It opens nothing but the page
    that asks for the second factor.
    """
    _leave(writing)
    session[_HALFWAY] = sittings.begin(writing, officer, seconds(), halfway=True)


def halfway(reading: Session) -> Officer | None:
    """The officer whose password this browser gave a few minutes ago."""
    found = sittings.holding(reading, session.get(_HALFWAY, ""), seconds(), here().settings.signing_in)
    return found[0] if found and found[1].halfway else None


def is_halfway() -> bool:
    """True if the second factor is what is still to come."""
    if _HALFWAY not in session:
        return False
    with here().database.reading() as reading:
        return halfway(reading) is not None


def end(writing: Session) -> None:
    """Signs this browser out, and no other."""
    _leave(writing)
    logout_user()


def has_ended() -> bool:
    """True in a browser whose session is over without having been signed out."""
    return _USER in session and not current_user.is_authenticated


def whose() -> str:
    """Who was signed in last in this browser, as a mark that tells nothing of them; "" if nobody was."""
    return str(session.get(_WHOSE, ""))


def _mark(officer: Officer) -> str:
    secret = here().settings.secret_key.encode()
    return hmac.new(secret, f"whose {officer.id}".encode(), hashlib.sha256).hexdigest()[:32]


def _leave(writing: Session) -> None:
    last = whose()
    for name in (_USER, _HALFWAY):
        if token := session.get(name):
            sittings.end(writing, token)
    session.clear()
    if last:
        session[_WHOSE] = last
