"""Leaving this page: nothing stays, and another site opens. Knows nothing of what was being answered."""

from flask import Response, make_response, redirect, render_template, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import drafts
from feedback.web.context import here


def leave() -> AnyResponse:
    """Deletes this browser's drafts and session, and goes on. Without a session there is nothing to clear."""
    if session:
        with here().database.writing() as writing:
            for token in session.get("drafts", {}).values():
                drafts.drop(writing, token)
        session.clear()
    return redirect(url_for("public.left"), 303)


def onwards() -> Response:
    """A page without words that goes on at once, and makes the browser forget what it kept."""
    response = make_response(render_template("public/left.html"))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
