"""The page on which officers sign in. Knows nothing of who may."""

from flask import render_template, request

from feedback.web import sessions
from feedback.web.context import here


def drawn(problem: str = "", name: str = "", held: str | None = None, ended: bool = False) -> str:
    """The page, with what is wrong; `held` is what was typed before the session ended, to be carried on."""
    sign_on = here().settings.signing_in.sign_on
    return render_template(
        "office/sign_in.html",
        problem=problem,
        name=name,
        then=request.values.get("then", ""),
        held=held,
        ended=ended or sessions.has_ended(),
        minutes=here().settings.signing_in.idle // 60,
        sign_on=sign_on.name if sign_on else "",
    )
