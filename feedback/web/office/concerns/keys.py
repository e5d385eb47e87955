"""Leads' keys: made once with a passphrase, opened for a visit, handed on to a new lead, and the one on
paper. Knows nothing of what they open.
"""

from datetime import datetime

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters import lead_keys
from feedback.adapters.lead_keys import Pair, WrongKey
from feedback.adapters.store import concern_keys
from feedback.adapters.tables_concerns import ConcernKey
from feedback.web import guessing
from feedback.web.context import here
from feedback.web.office.account import why_not
from feedback.web.office.concerns import desk
from feedback.web.office.concerns.lane import page
from feedback.web.office.desk import done, office

MOST_WRONG = 5  # passphrases of one lead, in a quarter of an hour
Page = str | tuple[str, int] | AnyResponse
TOO_MANY = "That was too many tries. Wait 15 minutes, then try again"


@office.post("/concerns/key")
def make_concern_key() -> Page:
    """Makes a lead's key in place of any that they had. The very first opens the lane, and a recovery key is
    shown with it, once; any other waits until somebody lets it in, or comes with the recovery key.
    """
    number, now = current_user.number, here().now()
    if wrong := why_not(request.form.get("new-password", ""), request.form.get("again-password", ""), ""):
        return page(wrong), 422
    typed, paper = request.form.get("recovery-password", "")[:500].strip(), None
    if typed:
        if _too_often():
            return page({"recovery-password": _(TOO_MANY)}), 429
        try:
            paper = lead_keys.from_print(typed)
        except WrongKey:
            return page({"recovery-password": _("That isn’t a recovery key. Check each letter")}), 422
    made = concern_keys.locked(number, request.form["new-password"])  # slow, so before the database is held
    try:
        with here().database.writing() as writing:
            return _keep(writing, made, paper, now)
    except IntegrityError:  # pressed in two windows at once
        return redirect(url_for("office.lane"), 303)


def _keep(writing: Session, made: tuple[Pair, bytes], paper: Pair | None, now: datetime) -> Page:
    concern_keys.one_at_a_time(writing)
    recovery = concern_keys.recovery(writing)
    if paper and (recovery is None or recovery.public != paper.public):
        said = _("That is a recovery key, but not the one in use. Look for a newer one")
        return page({"recovery-password": said}), 422
    holders = concern_keys.holders(writing)
    first, leads = not holders, {k.officer_id for k in holders} - {None}
    if leads == {current_user.number} and not paper:
        said = _("You are the only lead with a key. Give the recovery key, or nobody could open what is here")
        return page({"recovery-password": said}), 422
    key = concern_keys.keep(writing, current_user.number, made, now, let_in=first)
    done(writing, "made their key to concerns", "the first" if first else "")
    if first:
        desk.open_lane(writing, key, made[0])
        return _new_recovery(writing, key, made[0], now)
    if paper and recovery:
        concern_keys.let_in(writing, key, recovery, paper)
        desk.open_lane(writing, key, made[0])
        done(writing, "let themselves in with the recovery key")
        return redirect(url_for("office.lane", done="key"), 303)
    return redirect(url_for("office.lane", done="waits"), 303)


@office.post("/concerns/recovery")
def new_recovery_key() -> Page:
    """A new recovery key, shown once, in place of the one before."""
    with here().database.writing() as writing:
        lane = desk.opened(writing)
        if lane is None:
            return redirect(url_for("office.lane"), 303)
        return _new_recovery(writing, lane.key, lane.mine, here().now())


def _new_recovery(writing: Session, key: ConcernKey, mine: Pair, now: datetime) -> str:
    pair = lead_keys.new_pair()
    concern_keys.let_in(writing, concern_keys.keep_recovery(writing, pair, now), key, mine)
    done(writing, "made a recovery key to concerns")
    return render_template("office/concerns/recovery.html", printed=lead_keys.to_print(pair))


@office.post("/concerns/open")
def open_concerns() -> Page:
    """Opens the lane in this browser with the lead's passphrase."""
    if _too_often():
        return page({"password": _(TOO_MANY)}), 429
    with here().database.reading() as reading:
        key = desk.my_key(reading)
        if key is None or not key.let_in:
            return redirect(url_for("office.lane"), 303)
        try:
            mine = concern_keys.unlocked(key, request.form.get("password", "")[:1000])
        except WrongKey:
            return page({"password": _("That isn’t your passphrase. Nothing was opened")}), 422
    with here().database.writing() as writing:
        guessing.was_right(writing, _who())
        desk.open_lane(writing, key, mine)
        done(writing, "opened the lane of concerns")
    return redirect(url_for("office.lane"), 303)


@office.post("/concerns/shut")
def shut_concerns() -> AnyResponse:
    """Shuts the lane in this browser."""
    with here().database.writing() as writing:
        desk.shut_lane(writing)
    return redirect(url_for("office.lane", done="shut"), 303)


@office.post("/concerns/let-in/<int:person>")
def let_lead_in(person: int) -> AnyResponse:
    """Seals what is here, and what comes, for another lead too."""
    with here().database.writing() as writing:
        lane = desk.opened(writing)
        if lane is None:
            return redirect(url_for("office.lane"), 303)
        found = {officer.id: (key, officer) for key, officer in concern_keys.at_the_door(writing)}
        if person not in found:
            abort(404)
        key, officer = found[person]
        concern_keys.let_in(writing, key, lane.key, lane.mine)
        done(writing, "let someone read concerns", officer.name)
    return redirect(url_for("office.lane", done="in"), 303)


def _who() -> str:
    return f"key to concerns {current_user.number}"


def _too_often() -> bool:
    return guessing.one_too_many(_who(), MOST_WRONG)
