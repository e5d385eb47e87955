"""The surveys that somebody who is signed in can try as young people do, and the way there."""

from flask import redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import designs, review_links
from feedback.web.context import here
from feedback.web.office.desk import office
from feedback.web.office.making import desk


@office.get("/reviewing", endpoint="reviewing")
def to_try() -> str:
    """Every survey that is being made, to try and to flag words in."""
    with here().database.reading() as reading:
        listed = designs.every(reading)
        return render_template("office/reviewing/list.html", listed=listed)


@office.post("/reviewing/<design>")
def begin_reviewing(design: str) -> AnyResponse:
    """Opens the pages that a link opens, by a link of one's own, good until tomorrow."""
    with here().database.writing() as writing:
        desk.design_row(writing, design)
        secret = here().settings.secret_key
        token = review_links.token(secret, f"officer {current_user.number} {design}")
        review_links.for_reviewer(writing, token, design, here().today)
    return redirect(url_for("reviewing.hello", token=token), 303)
