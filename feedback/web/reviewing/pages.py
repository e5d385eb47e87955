"""Trying a survey by a link: who are you as a role, the start page, one question at a time, check."""

from flask import request

from feedback.domain.flags import Role, role_of
from feedback.web import guessing, walking
from feedback.web.language import to_say as _
from feedback.web.reviewing import saying
from feedback.web.reviewing.visits import Page, Visit, reviewing, visiting

MOST_BEGUN = 200  # from one address in a quarter of an hour: a whole youth council may share one
ROLES = (
    (Role.IN_CARE, _("I am in care")),
    (Role.CARE_LEAVER, _("I am a care leaver")),
    (Role.COUNCIL, _("I am in a youth council")),
    (Role.CARER, _("I am a foster carer")),
    (Role.NOT_SAID, _("I don’t want to say")),
)


@reviewing.get("/")
def hello(token: str) -> Page:
    """What this is, and who they are if they want to say."""
    with visiting(token) as visit:
        return visit.page("hello", roles=ROLES, came=saying.came_of(visit))


@reviewing.post("/")
def begin(token: str) -> Page:
    """Begins, in this browser."""
    if guessing.one_too_many(f"review begins {guessing.address()}", MOST_BEGUN):
        return saying.too_often(token)
    with visiting(token, writing=True) as visit:
        visit.begin(role_of(request.form.get("role", "")))
        return visit.go("welcome")


@reviewing.get("/start")
def welcome(token: str) -> Page:
    """The survey's start page, as it will look."""
    with visiting(token) as visit:
        return _begun(visit) or saying.of_start(visit)


@reviewing.post("/start")
def start(token: str) -> Page:
    """On to the first question."""
    with visiting(token) as visit:
        return _begun(visit) or walking.begin(visit.walk)


@reviewing.get("/q/<question>")
def ask(token: str, question: str) -> Page:
    """One question, as it will look."""
    with visiting(token) as visit:
        return _begun(visit) or saying.showing(visit, question, lambda: walking.ask(visit.walk, question))


@reviewing.post("/q/<question>")
def answer(token: str, question: str) -> Page:
    """Holds an answer in this browser alone, and goes on."""
    with visiting(token) as visit:
        return _begun(visit) or saying.showing(visit, question, lambda: walking.answer(visit.walk, question))


@reviewing.get("/check")
def check(token: str) -> Page:
    """Every answer, as it will look."""
    with visiting(token) as visit:
        return _begun(visit) or saying.showing(visit, None, lambda: walking.check(visit.walk))


@reviewing.post("/check")
def send(token: str) -> Page:
    """Sends nothing: the answers go, and the last page shows."""
    with visiting(token) as visit:
        walking.forget()
        return _begun(visit) or visit.go("end")


def _begun(visit: Visit) -> Page | None:
    """The first page, for a browser that hasn't begun, and where there is nothing to try."""
    if not visit.begun or not visit.walk.survey.questions:
        return visit.go("hello")
    return None
