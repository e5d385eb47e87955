"""What people see when something goes wrong: what happened, what is safe, what to do. Never a trace."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from feedback.web import trouble
from feedback.web.language import to_say as _

Page = tuple[str, int]


@dataclass(frozen=True)
class Words:
    """What happened, what is safe, what to do."""

    what: str
    safe: str
    do: str


_STALE = Words(
    _("This page was open for too long"),
    _("Nothing new was saved. Answers you gave before are safe."),
    _("Go back, load the page again and then press the button once more."),
)
_OURS = Words(
    _("Something went wrong here"),
    _("It is our fault, not yours. Answers you gave before are safe."),
    _("Wait a minute, go back, and try again."),
)
_REFUSED = Words(_("We can’t do that"), _("Nothing was changed."), _("Go back and try again."))
_BY_CODE: Mapping[int, Words] = {
    404: Words(
        _("We can’t find that page"),
        _("If you were answering a survey, your answers are safe."),
        _("Check the link, or ask the person who gave it to you."),
    ),
    413: Words(
        _("That was too much at once"),
        _("Nothing new was saved. Answers you gave before are safe."),
        _("Go back and write a shorter answer."),
    ),
}


def explain(app: Flask) -> None:
    """Gives every kind of failure a page of its own."""

    @app.errorhandler(CSRFError)
    def stale(_error: CSRFError) -> Page:
        return stale_page()

    @app.errorhandler(HTTPException)
    def known(error: HTTPException) -> Page | Response:
        if (was := getattr(error, "original_exception", None)) is not None:  # another, on the way to a page
            return unknown(was)
        code = error.code or 500
        return _page(code, _BY_CODE.get(code, _REFUSED))

    @app.errorhandler(Exception)
    def unknown(error: Exception) -> Page | Response:
        # The kind of error and where it was, never its words: they could hold somebody's answer.
        last = extract_tb(error.__traceback__)[-1]
        kind, where = type(error).__name__, f"{Path(last.filename).name}:{last.lineno}"
        app.logger.error("%s at %s, in %s", kind, request.endpoint, where)
        trouble.undo_cookie()
        return trouble.page() if trouble.passes(error) else _page(500, _OURS)


def stale_page() -> Page:
    """For a form whose token is no longer right."""
    return _page(400, _STALE)


def _page(code: int, words: Words) -> Page:
    return render_template("errors/error.html", words=words), code
