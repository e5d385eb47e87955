"""Signing in at the council's own sign-on. Nobody gets in who wasn't invited: an identity is tied to a person
by an invitation. Knows nothing of the protocol: see adapters/sign_on.
"""

from collections.abc import Mapping

from flask import abort, redirect, request, session, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters import sign_on as protocol
from feedback.adapters.how_to_sign_in import SignOn
from feedback.adapters.store import audit, invitations, people
from feedback.adapters.tables_people import Officer
from feedback.web import guessing, sessions
from feedback.web.context import here
from feedback.web.office import held, sign_in_page
from feedback.web.office.desk import done, office

MOST_WRONG = 20  # from one address, in a quarter of an hour
WAY_SECONDS = 10 * 60
UNINVITED = (
    "The council knows you, but nobody has invited you to Told Us with this account. "
    "Ask an administrator for an invitation."
)
USED = "That invitation was used, or is too old. Ask an administrator for another."
TAKEN = "This account of the council’s already belongs to somebody here. Sign in with it."
ELSEWHERE = "This sign-in was begun somewhere else, or too long ago. Begin again."
_ON_ITS_WAY = "sign_on"
Page = str | tuple[str, int] | AnyResponse


@office.get("/sign-on")
def sign_on() -> Page:
    """Goes to the council's own sign-on. By a link: so no form of ours need lead anywhere else. From another
    website it first shows the page with that link: nobody is signed in who didn't ask for it.
    """
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return redirect(url_for("office.sign_in"))
    return go(request.args.get("then", "")[:200])


def go(then: str, invitation: str = "") -> Page:
    """Remembers in this browser what has to come back, and goes."""
    try:
        url, asked = protocol.begin(_council(), _back_to(), _about)
    except protocol.SignOnFailed as problem:
        return sign_in_page.drawn(str(problem)), 502
    session[_ON_ITS_WAY] = [asked.state, asked.nonce, asked.verifier, then, invitation, sessions.seconds()]
    return redirect(url)


@office.get("/sign-on/back")
def sign_on_back() -> Page:
    """Signs in whoever came back with proof of who they are, and was invited."""
    who = f"sign-on {guessing.address()}"
    council = _council()
    on_its_way = session.pop(_ON_ITS_WAY, None)
    if on_its_way is None:  # any web page can have its visitors' browsers come here: it doesn't count
        return sign_in_page.drawn(_(ELSEWHERE)), 422
    state, nonce, verifier, then, invitation, begun = on_its_way
    if guessing.wrong_so_far(who) >= MOST_WRONG:
        return sign_in_page.drawn(_("That was too many tries. Wait 15 minutes, then try again.")), 429
    try:
        if sessions.seconds() - begun > WAY_SECONDS:
            raise protocol.SignOnFailed(_(ELSEWHERE))
        asked = protocol.Asked(state, nonce, verifier)
        subject = protocol.finish(council, _back_to(), asked, request.args, _about)
    except protocol.SignOnFailed as problem:
        guessing.was_wrong(who)
        return sign_in_page.drawn(str(problem)), 422
    with here().database.writing() as writing:
        identity = people.identity(council.issuer, subject)
        said = _tied(writing, identity, invitation) if invitation else _known(writing, identity)
    if said:
        guessing.was_wrong(who)
        return sign_in_page.drawn(_(said)), 403
    return redirect(held.safe(then), 303)


def _known(writing: Session, identity: str) -> str:
    """Signs in whose identity this is; or says why not."""
    officer = people.signed_on(writing, identity)
    if officer is None:
        audit.record(writing, audit.UNKNOWN, "sign-on without an invitation", "", here().now())
        return UNINVITED
    return _signed_in(writing, officer)


def _tied(writing: Session, identity: str, token: str) -> str:
    """Ties an identity to the person who was invited, and signs them in; or says why not."""
    officer = invitations.of(writing, token, sessions.seconds())
    if officer is None or officer.password_hash:
        return USED
    if people.signed_on(writing, identity):
        return TAKEN
    if not invitations.use(writing, token):
        return USED
    officer.sign_on_hash = identity
    audit.record(writing, officer.name, "accepted an invitation", "with the council’s sign-on", here().now())
    return _signed_in(writing, officer)


def _signed_in(writing: Session, officer: Officer) -> str:
    sessions.begin(writing, officer)
    done(writing, "signed in", "with the council’s sign-on")
    return ""


def _council() -> SignOn:
    return here().settings.signing_in.sign_on or abort(404)


def _back_to() -> str:
    return url_for("office.sign_on_back", _external=True)


def _about() -> Mapping[str, str]:
    return here().discovery.of(_council(), sessions.seconds())
