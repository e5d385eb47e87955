"""What was typed when a session ended: carried through signing in, in the pages themselves, signed.

A form of another website can't get in here: it's carried only if its token was right, or the browser says
itself that it came from a page of ours. It is never sent by itself: whoever typed it signs in, sees it and
sends it. Nobody else is shown it: where it isn't known who was signed in, nothing is carried.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from flask import current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from feedback.web import access, errors, sessions
from feedback.web.office import sign_in_page
from feedback.web.office.desk import office

HELD = "held"
MOST = 150_000  # letters, of the form as it is carried
KEPT_SECONDS = 12 * 60 * 60
Page = str | tuple[str, int] | AnyResponse
# Their forms are for signing in itself: what counts of them is what they carry.
_ON_THE_WAY = {
    *("office.try_sign_in", "office.try_code", "office.set_up_halfway", "office.accept"),
    *("office.again", "office.sign_out", "office.sign_out_everywhere"),
}


@dataclass(frozen=True)
class Typed:
    """A form that wasn't taken: who typed it, where it was going, its fields, and whether files were chosen
    in it.
    """

    whose: str
    endpoint: str
    path: str
    fields: list[tuple[str, str]]
    files: bool


def ask_to_sign_in(_error: object = None) -> Page:
    """The sign-in page, in place of one that needs someone signed in."""
    if request.method != "POST":
        first = request.endpoint == "office.home"
        return redirect(url_for("office.sign_in", then=None if first else request.path))
    try:
        held = carried() if request.endpoint in _ON_THE_WAY else _seal()
    except RequestEntityTooLarge:  # this runs in place of a page, and nobody would explain its errors
        held = None
    if held is None:
        return redirect(url_for("office.sign_in"))
    return sign_in_page.drawn(held=held, ended=True), 401


@office.errorhandler(CSRFError)
def stale(_error: CSRFError) -> Page:
    """A form whose token is no longer right, such as after signing out in another window."""
    if not _from_our_own_page():
        return errors.stale_page()
    if request.endpoint == "office.try_sign_in":
        return sign_in_page.drawn(_("This page was open for too long. Sign in again."), held=carried()), 400
    if not current_user.is_authenticated:
        return ask_to_sign_in()
    held = carried() if request.endpoint in _ON_THE_WAY else _seal()
    return _again(held) if _is_mine(held) else errors.stale_page()


@office.post("/again")
def again() -> Page:
    """What was typed, to be looked at and sent."""
    return go_on()


def go_on() -> Page:
    """Where someone wanted to be before signing in: what they had typed, or the page they asked for."""
    held = carried()
    return _again(held) if held else redirect(where_to(), 303)


def where_to() -> str:
    """The office page that was asked for before signing in, and never one of another site."""
    return safe(request.values.get("then", ""))


def safe(then: str) -> str:
    """An address if it's one of the office's, else its first page."""
    return then if re.fullmatch(r"/office(/[\w.-]+)+", then, re.ASCII) else url_for("office.home")


def carried() -> str | None:
    """What an earlier page sealed and this one brought, if it's ours; and theirs, once somebody signed in."""
    given = request.form.get(HELD, "")
    if current_user.is_authenticated:
        return given if _is_mine(given) else None
    return given if _open(given) else None


def _is_mine(held: str | None) -> bool:
    """True if whoever is signed in typed this, and may still open the page that it was going to."""
    typed = _open(held or "")
    return typed is not None and typed.whose == sessions.whose() and access.opens(typed.endpoint)


def _from_our_own_page() -> bool:
    """What the browser says, not the page. Browsers from before 2023 say only Origin."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin", "") == request.host_url.rstrip("/")


def _seal() -> str | None:
    """This request's form, signed; None if there is nothing in it, or too much, or if nobody knows whose it
    is. Passwords stay out.
    """
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name != "csrf_token" and "password" not in name
    ]
    files = any(file.filename for file in request.files.values())
    if not sessions.whose() or not (files or any(value for _, value in fields)):
        return None
    going = [sessions.whose(), request.endpoint, request.full_path.rstrip("?")]
    made = str(_signer().dumps([*going, fields, files]))
    return made if len(made) <= MOST else None


def _open(given: str) -> Typed | None:
    try:
        whose, endpoint, path, fields, files = _signer().loads(given, max_age=KEPT_SECONDS)
    except BadData:
        return None
    return Typed(whose, endpoint, path, [(name, value) for name, value in fields], files)


def _again(held: str | None) -> Page:
    return render_template("office/again.html", typed=_open(held or ""))


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        current_app.secret_key or "",
        salt="a form that was not taken, and whose",
        signer_kwargs={"digest_method": sha256},
    )
