"""What people see when something goes wrong: what happened, what is safe, what to do. Never a trace."""

from flask import Flask, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from feedback.web import leaving

Page = tuple[str, int]


def explain(app: Flask) -> None:
    """Gives every kind of failure a page of its own."""

    @app.errorhandler(CSRFError)
    def stale(_error: CSRFError) -> Page | AnyResponse:
        if request.endpoint == "public.leave":  # leaving never waits for a token
            return leaving.leave()
        return _page(
            400,
            _("This page was open for too long"),
            _("Nothing new was saved. Answers you gave before are safe."),
            _("Go back, load the page again and then press the button once more."),
        )

    @app.errorhandler(HTTPException)
    def known(error: HTTPException) -> Page:
        code = error.code or 500
        if code == 404:
            return _page(
                404,
                _("We can’t find that page"),
                _("If you were answering a survey, your answers are safe."),
                _("Check the link, or ask the person who gave it to you."),
            )
        if code == 413:
            return _page(
                413,
                _("That was too much at once"),
                _("Nothing new was saved. Answers you gave before are safe."),
                _("Go back and write a shorter answer."),
            )
        return _page(
            code,
            _("We can’t do that"),
            _("Nothing was changed."),
            _("Go back and try again."),
        )

    @app.errorhandler(Exception)
    def unknown(error: Exception) -> Page:
        # The kind of error and where it was, never its words: they could hold somebody's answer.
        app.logger.error("%s at %s", type(error).__name__, request.endpoint)
        return _page(
            500,
            _("Something went wrong here"),
            _("It is our fault, not yours. Answers you gave before are safe."),
            _("Wait a minute, go back, and try again."),
        )


def _page(code: int, what: str, safe: str, do: str) -> Page:
    return render_template("errors/error.html", what=what, safe=safe, do=do), code
