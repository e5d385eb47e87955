"""Signing officers in and out, no faster than a person could. Knows nothing of what they do inside."""

from flask import Flask, Response, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, login_user, logout_user
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import officers
from feedback.web.context import here

MOST_TRIES = 5  # for one name in a quarter of an hour
MOST_TRIES_FROM_ONE_ADDRESS = 30


class SignedIn(UserMixin):  # type: ignore[misc]
    """The officer of this request."""

    def __init__(self, officer: int, name: str) -> None:
        self.id = officer
        self.name = name


def set_up(app: Flask) -> None:
    """Lets Flask-Login find the officer that a cookie names."""
    manager = LoginManager(app)
    manager.session_protection = None  # the alternative keeps a trace of the officer's address

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(officer: str) -> SignedIn | None:
        with here().database.reading() as reading:
            found = officers.get(reading, int(officer)) if officer.isdecimal() else None
            return SignedIn(found.id, found.name) if found else None


def page(problem: str = "", name: str = "") -> str:
    return render_template("office/sign_in.html", problem=problem, name=name)


def try_to() -> tuple[str, int] | AnyResponse | Response:
    """Signs in whoever gave the right name and password, unless it was tried too often."""
    name, password = request.form.get("name", "")[:80], request.form.get("password", "")[:1000]
    context = here()
    with context.database.writing() as writing:
        seconds, secret = int(context.now().timestamp()), context.settings.secret_key
        tries = officers.tries(writing, secret, f"name {name.strip().lower()}", seconds)
        from_here = officers.tries(writing, secret, f"address {request.remote_addr}", seconds)
    if tries > MOST_TRIES or from_here > MOST_TRIES_FROM_ONE_ADDRESS:
        return page(_("That was too many tries. Wait 15 minutes, then try again."), name), 429
    with context.database.reading() as reading:
        officer = officers.verified(reading, name, password)
        if officer is None:
            return page(_("That name and password don’t belong together. Try again."), name), 422
        session.clear()
        login_user(SignedIn(officer.id, officer.name))
    return redirect(url_for("office.home"), 303)


def sign_out() -> AnyResponse:
    logout_user()
    session.clear()
    return redirect(url_for("office.sign_in"), 303)
