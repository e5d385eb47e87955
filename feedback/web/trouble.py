"""What is shown while nothing can be read or saved: the database is away, busy or full. It says so, still has
what was typed, and offers to try again. Asks the database nothing.
"""

import sqlite3

from flask import current_app, g, render_template, request, session
from flask_babel import refresh
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, TimeoutError
from werkzeug.wrappers import Response

from feedback.web import language
from feedback.web.context import here
from feedback.web.language import to_say as _

RETRY_SECONDS = 5
# Short, and true whether or not it was saved in the last moment.
ON_THIS_PAGE = _(
    "What you just did may not be saved yet, but this page still has it. Wait a moment, then press "
    "“Try again”. Nothing is sent twice."
)
ONLY_LOOKED = _("Wait a moment, then press “Try again”.")
MAYBE_TWICE = "It may be saved or not. Look first, in another window; if it isn’t, press “Try again”."
NOT_KEPT = _("Wait a minute, go back, and try again.")
_OPENS = frozenset(["code", "words"])  # names of fields with a code, or three words
_READ_ONLY = "25006"  # what PostgreSQL says where it may only be read, as on a standby


def passes(error: Exception) -> bool:
    """True if the same request may well succeed in a while, without anyone changing a program."""
    was = getattr(error, "orig", None)
    if getattr(was, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
        # It undid a transaction by itself, as when the disk is full; or there is no such table, or the like.
        return "transaction" in str(was) or "savepoint" in str(was)
    if isinstance(error, OperationalError | InterfaceError | TimeoutError):
        return True
    return isinstance(error, DBAPIError) and (
        error.connection_invalidated or getattr(error.orig, "sqlstate", None) == _READ_ONLY
    )


def undo_cookie() -> None:
    """Makes the cookie what it was when this request came, as the database undid its part: else it would hold
    a draft that there isn't, or hold no more one that there is.
    """
    came = current_app.session_interface.open_session(current_app, request)
    session.clear()
    session.update(came or {})
    g.pop("csrf_token", None)  # made for the cookie that is no more


def page() -> Response:
    """The page, with the form to be sent once more if there was one."""
    g.setdefault("settings", here().in_force.latest)
    g.setdefault("_login_user", current_app.login_manager.anonymous_user())  # type: ignore[attr-defined]
    again = _again()
    do = ONLY_LOOKED if request.method != "POST" else NOT_KEPT if again is None else ON_THIS_PAGE
    if request.blueprint == "office":
        do = do if again is None else MAYBE_TWICE
    language.offer(here().translations)  # this page's own languages, whatever the visit was in
    refresh()
    drawn = render_template("errors/trouble.html", again=again, do=do, where=request.full_path.rstrip("?"))
    return Response(drawn, 503, {"Retry-After": str(RETRY_SECONDS)}, mimetype="text/html")


def _again() -> list[tuple[str, str]] | None:
    """The fields that were posted; None for what can't be put into a page, or shouldn't be: files, what opens
    something, and a form that may not be ours.
    """
    if request.method != "POST" or request.files or not g.get("csrf_valid"):
        return None
    if any(name in _OPENS or "pass" in name for name in request.form):
        return None
    return [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
