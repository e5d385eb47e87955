"""The second factor: asked for after the password, and set up. Knows nothing of passwords."""

from collections.abc import Callable, Sequence

from flask import render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters import one_time_codes
from feedback.adapters.store import audit, second_factors
from feedback.adapters.store.second_factors import Proof
from feedback.adapters.tables_people import Officer
from feedback.web import guessing, sessions
from feedback.web.context import here
from feedback.web.office import held, sign_in_page
from feedback.web.office.desk import done, office

MOST_WRONG = 5  # for one officer, in a quarter of an hour
SET_UP_SECONDS = 30 * 60
Page = str | tuple[str, int] | AnyResponse


def ask(problem: str = "") -> str:
    """The page that asks for a code."""
    return render_template(
        "office/code.html", problem=problem, then=request.values.get("then", ""), held=held.carried()
    )


@office.post("/sign-in/code")
def try_code() -> Page:
    """Signs in whoever gave their password and now a code that is right and new."""
    context = here()
    with context.database.reading() as reading:
        officer = sessions.halfway(reading)
        who = f"second factor {officer.id}" if officer else ""
    if guessing.one_too_many(who, MOST_WRONG):
        with context.database.writing() as writing:
            sessions.end(writing)  # the password was known: its owner may want to change it
        said = _("That was too many wrong codes. Wait 15 minutes, then sign in again.")
        return sign_in_page.drawn(said, held=held.carried()), 429
    with context.database.writing() as writing:
        proof = _proved(writing, request.form.get("code", "")[:100])
        if proof:
            guessing.was_right(writing, who)
    if proof is None:
        return ask(_("That code isn’t right, or was used before. Wait for the next one, then try it.")), 422
    return held.go_on()


def _proved(writing: Session, code: str) -> Proof | None:
    """What someone halfway in has proved, which signs them in."""
    officer = sessions.halfway(writing)
    if officer is None:  # it ended a moment ago
        return None
    proof = second_factors.prove(writing, officer, here().settings.secret_key, code, sessions.seconds())
    if proof is None:
        audit.record(writing, officer.name, "wrong code at sign-in", "", here().now())
        return None
    sessions.begin(writing, officer)
    done(writing, "signed in", "" if proof is Proof.CODE else f"with a {proof}")
    return proof


def offer(officer: Officer, to: str) -> Callable[[], str]:
    """Draws the page to set a second factor up with a new key; `to` is the endpoint that takes a code."""
    name, key = officer.name, one_time_codes.new_key()
    pending = one_time_codes.sealed(here().settings.secret_key, f"{officer.id} {key}", sessions.seconds())
    return lambda: _drawn(name, key, pending, to)


def _drawn(name: str, key: str, pending: str, to: str, problem: str = "") -> str:
    address = one_time_codes.address(key, name, here().settings.council)
    return render_template(
        "office/second_factor.html",
        qr=one_time_codes.drawn(address),
        key=" ".join(key[i : i + 4] for i in range(0, len(key), 4)),
        pending=pending,
        to=url_for(to),
        problem=problem,
        then=request.values.get("then", ""),
        held=held.carried(),
    )


@office.post("/sign-in/second-factor")
def set_up_halfway() -> Page:
    """Keeps the second factor of someone who had none, which signs them in."""
    with here().database.writing() as writing:
        officer = sessions.halfway(writing)
        if officer is None or officer.second_sealed:
            return held.ask_to_sign_in()
        afresh = offer(officer, "office.set_up_halfway")
        codes, then = keep(writing, officer, "office.set_up_halfway", lambda: (afresh(), 422))
        if codes:
            sessions.begin(writing, officer)
            done(writing, "signed in")
            done(writing, "set up a second factor")
    return then()


def keep(
    writing: Session, officer: Officer, to: str, no_key: Callable[[], Page]
) -> tuple[list[str], Callable[[], Page]]:
    """Keeps the key that this form brings back with a first code: new recovery codes, or none; and how to
    draw the page that comes next. `no_key` draws it where the form brings no key of ours, or an old one: a
    new one may be shown only to someone who has just given their password.
    """
    secret, now = here().settings.secret_key, sessions.seconds()
    pending = request.form.get("pending", "")
    number, _space, key = (one_time_codes.opened(secret, pending, now, SET_UP_SECONDS) or "").partition(" ")
    if number != str(officer.id):
        return [], no_key
    step = one_time_codes.step_of(key, request.form.get("code", "")[:100], now, 0)
    if step is None:
        name, said = (
            officer.name,
            _("That code isn’t right. Wait until the app shows the next one, then type it."),
        )
        return [], lambda: (_drawn(name, key, pending, to, said), 422)
    codes = second_factors.turn_on(writing, officer, secret, key, step, now)
    return codes, lambda: shown_once(codes)


def shown_once(codes: Sequence[str]) -> str:
    """The page with new recovery codes."""
    return render_template(
        "office/recovery_codes.html", codes=codes, then=held.where_to(), held=held.carried()
    )
