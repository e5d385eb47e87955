"""“My account”: password, second factor, recovery codes, other sessions. Knows only who is signed in."""

from collections.abc import Callable

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.first_guesses import first_guesses
from feedback.adapters.store import officers, second_factors, sittings
from feedback.adapters.tables_people import Officer
from feedback.domain import passwords
from feedback.domain.roles import May
from feedback.web import guessing
from feedback.web.context import here
from feedback.web.office import second_step
from feedback.web.office.desk import done, office

MOST_WRONG = 5  # passwords of one's own, in a quarter of an hour
DONE = {
    "password": "Your password is changed. You are signed out everywhere else.",
    "second": "Your second factor is taken away.",
    "everywhere": "You are signed out everywhere else.",
}
Page = str | tuple[str, int] | AnyResponse


@office.get("/account")
def account() -> str:
    """What I may do, how I sign in, and forms to change it."""
    return _page({})


def _page(wrong: dict[str, str]) -> str:
    with here().database.reading() as reading:
        me = _me(reading)
        return render_template(
            "office/account.html",
            by_password=bool(me.password_hash),
            by_sign_on=bool(me.sign_on_hash),
            has_second=bool(me.second_sealed),
            needs_second=here().settings.signing_in.needs_second_factor,
            codes_left=second_factors.left(reading, me),
            rights=[right for right in May if right in current_user.may],
            roles=current_user.roles,
            wrong=wrong,
            done=_(DONE.get(request.args.get("done", ""), "")),
        )


@office.post("/account/password")
def change_password() -> Page:
    """Changes my password, if I know the one before, and signs me out everywhere else."""

    def change(writing: Session, me: Officer) -> Callable[[], Page]:
        new = request.form.get("new-password", "")
        if said := why_not(new, request.form.get("again-password", ""), me.name):
            return lambda: (_page(said), 422)
        officers.new_password(writing, me, new, keep=current_user.get_id())
        done(writing, "changed their password")
        return _finished("password")

    return _with_password("password", change)


@office.post("/account/second-factor")
def begin_second() -> Page:
    """Shows a new key, to set a second factor up or to move it to another phone."""
    return _with_password("second-password", lambda _w, me: second_step.offer(me, "office.confirm_second"))


@office.post("/account/second-factor/confirm")
def confirm_second() -> Page:
    """Keeps the new key, once its first code is right, and signs me out everywhere else."""
    with here().database.writing() as writing:
        me = _me(writing)
        codes, then = second_step.keep(writing, me, "office.confirm_second", _password_first)
        if codes:
            sittings.end_all(writing, me, keep=current_user.get_id())
            done(writing, "set up a second factor")
    return then()


def _password_first() -> Page:
    return _page({"second-password": _("That key is too old. Type your password to see a new one")}), 422


@office.post("/account/second-factor/off")
def drop_second() -> Page:
    """Takes my second factor away, where none is required."""

    def drop(writing: Session, me: Officer) -> Callable[[], Page]:
        second_factors.turn_off(writing, me)
        done(writing, "took their second factor away")
        return _finished("second")

    if here().settings.signing_in.needs_second_factor:
        abort(400)
    return _with_password("off-password", drop)


@office.post("/account/recovery-codes")
def new_codes() -> Page:
    """Shows new recovery codes, in place of those before."""

    def make(writing: Session, me: Officer) -> Callable[[], Page]:
        if not me.second_sealed:
            abort(400)
        made = second_factors.new_recovery_codes(writing, me, here().settings.secret_key)
        done(writing, "made new recovery codes")
        return lambda: second_step.shown_once(made)

    return _with_password("codes-password", make)


@office.post("/account/sign-out-everywhere")
def sign_out_everywhere() -> AnyResponse:
    """Ends every session of mine but this one."""
    with here().database.writing() as writing:
        sittings.end_all(writing, _me(writing), keep=current_user.get_id())
        done(writing, "signed out everywhere else")
    return redirect(url_for("office.account", done="everywhere"), 303)


def why_not(new: str, again: str, name: str) -> dict[str, str]:
    """What is wrong with a new password, by field. The first field is called new-password."""
    if said := passwords.why_not(new, (name, here().settings.council, "told us"), first_guesses()):
        return {"new-password": said}
    return (
        {} if new == again else {"again-password": _("The two aren’t the same. Type the new password twice")}
    )


def _with_password(field: str, act: Callable[[Session, Officer], Callable[[], Page]]) -> Page:
    """Does what needs the password typed anew, so that a laptop left open is not enough."""
    who = f"own password {current_user.number}"
    if guessing.one_too_many(who, MOST_WRONG):
        return _page({field: _("That was too many tries. Wait 15 minutes, then try again")}), 429
    with here().database.writing() as writing:
        me = _me(writing)
        right = bool(me.password_hash) and officers.is_right(me, request.form.get(field, "")[:1000])
        draw = act(writing, me) if right else None
        if right:
            guessing.was_right(writing, who)
    if draw is None:
        return _page({field: _("That isn’t your password. Nothing was changed")}), 422
    return draw()


def _finished(what: str) -> Callable[[], Page]:
    return lambda: redirect(url_for("office.account", done=what), 303)


def _me(session: Session) -> Officer:
    return session.get(Officer, current_user.number) or abort(401)
