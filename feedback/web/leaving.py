"""Leaving this page: nothing stays, another site opens, and Back shows nothing. Knows nothing of answers."""

from collections.abc import Collection
from contextlib import suppress
from urllib.parse import urlencode

from flask import Flask, Response, abort, make_response, redirect, render_template, request, session, url_for
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import drafts
from feedback.web.context import here
from feedback.web.language import this_page

PATIENCE = 0.5  # seconds for a busy database
HIDDEN_SECONDS = 15 * 60  # for how long Back shows nothing of ours
_LEFT, _OPEN = "left", "open"
_NEVER_HIDDEN = {"public.leave", "public.left", "public.style", "public.picture", "public.logo"}


def set_up(app: Flask) -> None:
    """Hides our pages in a browser that has just left, until someone there asks for one."""

    @app.before_request
    def hide() -> AnyResponse | Response | None:
        if _LEFT not in session or request.endpoint in _NEVER_HIDDEN or request.blueprint == "office":
            return None
        if request.endpoint is None:
            abort(404)
        now = int(here().now().timestamp())
        if now - session[_LEFT] > HIDDEN_SECONDS:
            session.pop(_LEFT)
            return None
        if _OPEN in request.args:
            session.pop(_LEFT)
            return redirect(_address(), 303)
        return make_response(render_template("public/hidden.html", address=_address(**{_OPEN: "1"})))


def _address(**more: str) -> str:
    """This page's, or the first page's for what is only posted to."""
    return this_page(_OPEN, **more) if request.method == "GET" else f"/?{urlencode(more)}"


def leave() -> AnyResponse:
    """Lets this browser's drafts and session go, and goes on. A tablet stays with its group.

    Nobody waits for a database that is away: then nothing here opens the answers any more, and they go when
    drafts of their age do.
    """
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        abort(403)  # another website may not make someone leave
    with suppress(SQLAlchemyError):
        _let_go(session.get("drafts", {}).values())
    group = session.get("group")
    session.clear()
    session[_LEFT] = int(here().now().timestamp())
    if group:
        session["group"] = group
    return redirect(url_for("public.left"), 303)


def _let_go(tokens: Collection[str]) -> None:
    if tokens:
        with here().database.writing(wait=PATIENCE) as writing:
            for token in tokens:
                drafts.let_go(writing, token)
        here().database.settle()


def onwards() -> Response:
    """A page without words that goes on at once, and makes the browser forget what it kept."""
    response = make_response(render_template("public/left.html"))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
