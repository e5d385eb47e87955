"""Signing officers in and out, no faster than a person could. Knows nothing of what they do inside."""

import re

from flask import Flask, Response, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import officers, throttling
from feedback.adapters.tables import Officer
from feedback.domain.roles import Role, rights
from feedback.web.context import here

MOST_TRIES = 5  # for one name from one address, in a quarter of an hour
MOST_FOR_A_NAME = 50  # from anywhere, so that a stranger can't lock an officer out with a few tries
MOST_FROM_AN_ADDRESS = 30


class SignedIn(UserMixin):  # type: ignore[misc]
    """The officer of this request, and what they may do. Its id is the pass that the session holds."""

    def __init__(self, officer: Officer) -> None:
        self.id = officers.pass_for(officer)
        self.name = officer.name
        self.may = rights(Role(role) for role in officer.roles)


def set_up(app: Flask) -> None:
    """Lets Flask-Login find the officer that a cookie names."""
    manager = LoginManager(app)
    manager.session_protection = None

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(given: str) -> SignedIn | None:
        with here().database.reading() as reading:
            officer = officers.holding(reading, given)
            return SignedIn(officer) if officer else None


def page(problem: str = "", name: str = "") -> str:
    then = request.form.get("then") or request.args.get("then") or ""
    return render_template("office/sign_in.html", problem=problem, name=name, then=then)


def try_to() -> tuple[str, int] | AnyResponse | Response:
    """Signs in whoever gave the right name and password, unless it was tried too often."""
    name, password = request.form.get("name", "")[:80], request.form.get("password", "")[:1000]
    if _too_often(name):
        return page(_("That was too many tries. Wait 15 minutes, then try again."), name), 429
    context = here()
    with context.database.writing() as writing:
        officer = officers.verified(writing, name, password)
        if officer is None:
            return page(_("That name and password don’t belong together. Try again."), name), 422
        for who in _whose_tries(name):
            throttling.forget_tries(writing, context.settings.secret_key, who)
        session.clear()
        login_user(SignedIn(officer))
    session.pop("_id", None)  # Flask-Login makes it of the officer's address and browser
    return redirect(_where_to(), 303)


def _whose_tries(name: str) -> dict[str, int]:
    """Whose tries are counted, and how many each may have."""
    name, address = name.strip().lower(), request.remote_addr
    return {
        f"name {name} address {address}": MOST_TRIES,
        f"name {name}": MOST_FOR_A_NAME,
        f"address {address}": MOST_FROM_AN_ADDRESS,
    }


def _too_often(name: str) -> bool:
    context = here()
    seconds, secret = int(context.now().timestamp()), context.settings.secret_key
    with context.database.writing() as writing:
        return any(
            [
                throttling.tries(writing, secret, who, seconds) > most
                for who, most in _whose_tries(name).items()
            ]
        )


def _where_to() -> str:
    """The office page that was asked for before signing in, and never one of another site."""
    then = request.form.get("then", "")
    return then if re.fullmatch(r"/office(/[\w.-]+)+", then, re.ASCII) else url_for("office.home")


def sign_out() -> AnyResponse:
    """Ends this session, and every other that the same officer has."""
    with here().database.writing() as writing:
        officers.sign_out(writing, current_user.get_id())
    logout_user()
    session.clear()
    return redirect(url_for("office.sign_in"), 303)
