"""The second step: what was understood of a file, or how far the work on it is. Changes nothing in it."""

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters import bringing as work
from feedback.adapters.store import bringing, imported
from feedback.web.context import here
from feedback.web.office.bringing_in import giving, working
from feedback.web.office.bringing_in.said import KINDS
from feedback.web.office.bringing_in.waiting import opened, to_its_page, waiting
from feedback.web.office.desk import done, office

EVERY = 3  # seconds between two looks at how far the work is
Page = str | tuple[str, int] | Response | AnyResponse


@office.get("/bringing-in/<token>")
def brought(token: str) -> Page:
    """Where a file is: being worked on, stopped, refused, to be looked at, or kept."""
    context = here()
    with context.database.reading() as reading:
        secret, who, now = context.settings.secret_key, current_user.number, context.now()
        file = bringing.get(reading, secret, who, token, now)
        if file is None:
            kept = imported.by_token(reading, token) or abort(404)
            return redirect(url_for("office.bringing_in", done=kept.key), 303)
        if file.row.state == bringing.REFUSED:
            found = work.found_in(reading, file)
            return giving.page({}, " ".join(found.problems) if found else ""), 422
        if file.row.state != bringing.READY:
            return _on_its_way(file.row, bringing.stopped(file.row, now))
        ready = waiting(reading, token) or abort(404)
        return render_template(
            "office/bringing_in/look.html",
            waiting=ready,
            found=ready.found,
            asks={q.key: q for q in ready.survey.questions} if ready.survey else {},
            kinds=KINDS,
            changed="changed" in request.args,
        )


def _on_its_way(row: object, stopped: bool) -> Page:
    """How far it is. The page looks again by itself, with no script; a link does so too."""
    response = make_response(render_template("office/bringing_in/progress.html", row=row, stopped=stopped))
    if not stopped:
        response.headers["Refresh"] = str(EVERY)
    return response


@office.post("/bringing-in/<token>/again")
def read_again(token: str) -> AnyResponse:
    """Begins work that has stopped once more."""
    context = here()
    with context.database.writing() as writing:
        file = opened(writing, token)
        told = work.told_of(writing, file, bringing.ASKED) or work.told_of(writing, file)
        stands = told or abort(404)
        attempt = work.ask(writing, file, stands, bringing.WORKING, context.now())
    if attempt is not None:
        working.begin(token, attempt, work.look)
    return to_its_page(token)


@office.post("/bringing-in/<token>/cancel")
def cancel_bringing(token: str) -> AnyResponse:
    """Throws a file away. Work on it that goes on can't count any more."""
    with here().database.writing() as writing:
        opened(writing, token)
        bringing.drop(writing, token)
        done(writing, "threw a file of answers away")
    return redirect(url_for("office.bringing_in", done="-cancelled"), 303)
