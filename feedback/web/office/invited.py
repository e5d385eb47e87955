"""The page behind an invitation's link: choose how to sign in. Knows nothing of who invited whom."""

from collections.abc import Callable

from flask import render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import audit, invitations, officers
from feedback.adapters.tables_people import Officer
from feedback.web import guessing, sessions
from feedback.web.context import here
from feedback.web.office import account, signing_in, signing_on
from feedback.web.office.desk import office

MOST_WRONG = 20  # links that are no invitation, from one address
MOST_PASSWORDS = 20  # chosen or given with one link
Page = str | tuple[str, int] | AnyResponse


@office.get("/invitation/<token>")
def invitation(token: str) -> Page:
    """Whom the link invites, and what to choose. Looking at it doesn't use it up."""
    with here().database.reading() as reading:
        officer = invitations.of(reading, token, sessions.seconds())
        page = _drawn(officer) if officer else None
    return page or _no_such()


@office.post("/invitation/<token>")
def accept(token: str) -> Page:
    """Keeps the password, or checks the one there is; then the second factor is set up."""
    if guessing.one_too_many(f"invitation with a password {token}", MOST_PASSWORDS):
        return render_template("office/no_invitation.html", wait=True), 429
    with here().database.writing() as writing:
        officer = invitations.of(writing, token, sessions.seconds())
        draw = _accepted(writing, officer, token) if officer else _no_such
    return draw()


@office.get("/invitation/<token>/sign-on")
def accept_by_sign_on(token: str) -> Page:
    """Goes to the council's own sign-on, to come back as somebody who was invited."""
    with here().database.reading() as reading:
        officer = invitations.of(reading, token, sessions.seconds())
        invited = officer is not None and not officer.password_hash
    return signing_on.go("", token) if invited else _no_such()


def _accepted(writing: Session, officer: Officer, token: str) -> Callable[[], Page]:
    """What comes next. The link is used up only if the password will do."""
    given = request.form.get("new-password", "")
    if officer.password_hash:
        right = officers.is_right(officer, given[:1000])
        wrong = {} if right else {"new-password": _("That isn’t your password")}
    else:
        wrong = account.why_not(given, request.form.get("again-password", ""), officer.name)
    if wrong:
        page = _drawn(officer, wrong)
        return lambda: (page, 422)
    if not invitations.use(writing, token):
        return _no_such
    if not officer.password_hash:
        officers.new_password(writing, officer, given)
    audit.record(writing, officer.name, "accepted an invitation", "", here().now())
    return signing_in.let_in(writing, officer)


def _drawn(officer: Officer, wrong: dict[str, str] | None = None) -> str:
    sign_on = here().settings.signing_in.sign_on
    return render_template(
        "office/invitation.html",
        name=officer.name,
        has_password=bool(officer.password_hash),
        needs_second=here().settings.signing_in.needs_second_factor,
        token=(request.view_args or {})["token"],
        sign_on=sign_on.name if sign_on and not officer.password_hash else "",
        wrong=wrong or {},
    )


def _no_such() -> Page:
    """For a link that is none. A right one opens however often others were guessed: any web page can have its
    visitors' browsers ask for wrong ones, and would else keep a whole building out.
    """
    who = f"invitation {guessing.address()}"
    too_many = guessing.wrong_so_far(who) >= MOST_WRONG
    if not too_many:
        guessing.was_wrong(who)
    return render_template("office/no_invitation.html", wait=too_many), 429 if too_many else 404
