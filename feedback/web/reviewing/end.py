"""The end of trying a survey: what came of what was said, and “it's good to go”. Publishes nothing."""

from flask import request

from feedback.adapters.store import designs, made_with
from feedback.domain.surveys import Survey
from feedback.web import drafted
from feedback.web.context import here
from feedback.web.reviewing import saying
from feedback.web.reviewing.visits import Page, Visit, reviewing, visiting


@reviewing.get("/end")
def end(token: str) -> Page:
    """What they told us and what came of it; and the button, if there is something whole to sign off."""
    with visiting(token) as visit:
        return _page(visit) if visit.begun else visit.go("hello")


@reviewing.post("/end")
def sign_off(token: str) -> Page:
    """Signs off just what would be published now. Refuses if that isn't what the page showed any more."""
    with visiting(token, writing=True) as visit:
        if not visit.begun:
            return visit.go("hello")
        row = designs.hold(visit.session, visit.link.survey_key)
        survey = drafted.whole(row) if row else None
        if not isinstance(survey, Survey) or survey.fingerprint != request.form.get("fingerprint", ""):
            return _page(visit, changed=True), 409
        mark = visit.mark("sign off", survey.fingerprint)
        made_with.sign(visit.session, survey, visit.role, mark, here().today)
        return visit.go("end", signed=1)


def _page(visit: Visit, changed: bool = False) -> str:
    survey = drafted.whole(visit.design)
    return visit.page(
        "end",
        whole=survey if isinstance(survey, Survey) else None,
        changed=changed,
        signed="signed" in request.args and not changed,
        came=saying.came_of(visit),
    )
