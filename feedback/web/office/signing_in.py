"""Signing officers in by password, no faster than a person could. Knows nothing of what they do inside."""

from collections.abc import Callable

from flask import redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import audit, invitations, officers, throttling
from feedback.adapters.tables_people import Officer
from feedback.web import guessing, sessions
from feedback.web.context import here
from feedback.web.office import held, second_step, sign_in_page
from feedback.web.office.desk import done, office

MOST_TRIES = 5  # for one name from one address, in a quarter of an hour
MOST_FOR_A_NAME = 50  # from anywhere, so that a stranger can't lock an officer out with a few tries
MOST_FROM_AN_ADDRESS = 30
Page = str | tuple[str, int] | AnyResponse


@office.get("/sign-in")
def sign_in() -> Page:
    return sign_in_page.drawn()


@office.post("/sign-in")
def try_sign_in() -> Page:
    """Lets whoever gave the right name and password go on, unless it was tried too often."""
    name, password = request.form.get("name", "")[:80], request.form.get("password", "")[:1000]
    if _too_often(name):
        return _refused(_("That was too many tries. Wait 15 minutes, then try again."), name), 429
    database, onwards = here().database, None
    said = _("That name and password don’t belong together. Try again.")
    with database.reading() as reading:  # it takes long: nobody else's writing waits for it
        proved = officers.verified(reading, name, password)
    with database.writing() as writing:
        officer = officers.unchanged(writing, proved)
        if officer is None:
            _note_wrong(writing, name)
        elif invitations.waiting(writing, officer):
            said = _("You were given a new link to sign in with. Use it first, or ask for another.")
        else:
            _note_right(writing, name)
            onwards = let_in(writing, officer)
    return onwards() if onwards else (_refused(said, name), 422)


def _note_right(writing: Session, name: str) -> None:
    """The name's counts begin anew. Of the address's only this try is taken back: one who knows one password
    could else go on guessing others for ever.
    """
    secret = here().settings.secret_key
    *of_the_name, of_the_address = _whose_tries(name)
    for who in of_the_name:
        throttling.forget_tries(writing, secret, who)
    throttling.take_back(writing, secret, of_the_address, sessions.seconds())


def let_in(writing: Session, officer: Officer) -> Callable[[], Page]:
    """What comes after a password that was right: the second factor, or all that they may open. It's drawn
    when the transaction is over.
    """
    if officer.second_sealed:
        sessions.begin_halfway(writing, officer)
        return second_step.ask
    if here().settings.signing_in.needs_second_factor:
        sessions.begin_halfway(writing, officer)
        return second_step.offer(officer, "office.set_up_halfway")
    sessions.begin(writing, officer)
    done(writing, "signed in")
    return held.go_on


def _refused(said: str, name: str) -> str:
    return sign_in_page.drawn(said, name, held.carried())


def _note_wrong(writing: Session, name: str) -> None:
    """What a stranger typed into the name isn't kept: it may be a password."""
    officer = officers.named(writing, name)
    audit.record(writing, officer.name if officer else audit.UNKNOWN, "wrong sign-in", "", here().now())


def _whose_tries(name: str) -> dict[str, int]:
    """Whose tries are counted, and how many each may have. The last is the address, whatever the name."""
    name, address = name.strip().lower(), guessing.address()
    return {
        f"name {name} address {address}": MOST_TRIES,
        f"name {name}": MOST_FOR_A_NAME,
        f"address {address}": MOST_FROM_AN_ADDRESS,
    }


def _too_often(name: str) -> bool:
    context = here()
    with context.database.writing() as writing:
        return any(
            [
                throttling.tries(writing, context.settings.secret_key, who, sessions.seconds()) > most
                for who, most in _whose_tries(name).items()
            ]
        )


@office.post("/sign-out")
def sign_out() -> AnyResponse:
    """Ends this session. “My account” has a button that ends the others too."""
    with here().database.writing() as writing:
        done(writing, "signed out")
        sessions.end(writing)
    return redirect(url_for("office.sign_in"), 303)
