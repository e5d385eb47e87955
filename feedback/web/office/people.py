"""The people of the office, for an administrator: invite, change, reset, remove. Sends no e-mail: a link is
shown once, to be handed on.
"""

from collections.abc import Mapping

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import invitations
from feedback.adapters.store import people as kept
from feedback.adapters.store.people import Person
from feedback.domain.roles import ROLES, May, Role
from feedback.web import sessions
from feedback.web.context import here
from feedback.web.office.desk import done, office

DONE = {"removed": "They are removed, and signed out everywhere.", "roles": "Kept. It holds from now on."}
SECOND, EVERYTHING = "second", "everything"
Page = str | tuple[str, int] | AnyResponse


@office.get("/people")
def people() -> str:
    """Everyone with their roles, a form to invite someone, and the table of who may do what."""
    return _everyone({})


def _everyone(wrong: Mapping[str, str]) -> str:
    with here().database.reading() as reading:
        return render_template(
            "office/people.html",
            people=kept.every(reading),
            now=sessions.seconds(),
            roles=ROLES,
            order=list(May),
            given_name=request.form.get("name", ""),
            given_roles=request.form.getlist("roles"),
            wrong=wrong,
            done=_(DONE.get(request.args.get("done", ""), "")),
        )


@office.post("/people")
def invite() -> Page:
    """Adds someone, and shows the link to hand to them: once."""
    roles, wrong = _roles(), {}
    if not roles:
        wrong["roles"] = _("Choose at least one role")
    link, name = "", request.form.get("name", "")
    with here().database.writing() as writing:
        try:
            if not wrong:
                made = kept.add(writing, name, roles, here().today)
                link, name = _link(invitations.invite(writing, made, sessions.seconds())), made.name
                done(writing, "invited someone", f"{name}: {', '.join(made.roles)}")
        except ValueError as problem:
            wrong["name"] = f"{str(problem)[0].upper()}{str(problem)[1:]}"
    return (_everyone(wrong), 422) if wrong else _shown_once(name, link)


@office.get("/people/<int:person>")
def person(person: int) -> str:
    """One person: what they may do, and how they sign in."""
    return _one(person, {})


def _one(number: int, wrong: Mapping[str, str]) -> str:
    with here().database.reading() as reading:
        found = _person(reading, number)
        roles = request.form.getlist("roles") if request.endpoint == "office.change_roles" else None
        return render_template(
            "office/person.html",
            person=found,
            now=sessions.seconds(),
            roles=list(Role),
            given_roles=found.officer.roles if roles is None else roles,
            is_me=found.officer.id == current_user.number,
            wrong=wrong,
            done=_(DONE.get(request.args.get("done", ""), "")),
        )


@office.post("/people/<int:person>/roles")
def change_roles(person: int) -> Page:
    """Changes what someone may do, at once."""
    roles = _roles()
    if not roles:
        return _one(person, {"roles": _("Choose at least one role, or remove this person")}), 422
    try:
        with here().database.writing() as writing:
            found = _person(writing, person).officer
            kept.give_roles(writing, found, roles)
            done(writing, "changed someone’s roles", f"{found.name}: {', '.join(found.roles)}")
    except kept.LastAdministrator as problem:
        return _one(person, {"roles": _nothing_changed(problem)}), 422
    return redirect(url_for("office.person", person=person, done="roles"), 303)


@office.post("/people/<int:person>/reset")
def reset_person(person: int) -> Page:
    """Takes away someone's second factor or every way they sign in, and shows a new link: once."""
    what = request.form.get("what", "")
    if what not in (SECOND, EVERYTHING):
        return _one(person, {"what": _("Choose what they have lost")}), 422
    with here().database.writing() as writing:
        found = _person(writing, person).officer
        if found.id == current_user.number:
            abort(400)  # the page doesn't offer it: “My account” does
        kept.start_afresh(writing, found, everything=what == EVERYTHING or not found.password_hash)
        name, link = found.name, _link(invitations.invite(writing, found, sessions.seconds()))
        done(writing, "reset how someone signs in", f"{name}: {what}")
    return _shown_once(name, link)


@office.post("/people/<int:person>/remove")
def remove_person(person: int) -> Page:
    """Removes someone, which ends their sessions at once."""
    if "sure" not in request.form:
        return _one(person, {"sure": _("Tick the box if you are sure")}), 422
    try:
        with here().database.writing() as writing:
            found = _person(writing, person).officer
            kept.remove(writing, found)
            done(writing, "removed someone", found.name)
    except kept.LastAdministrator as problem:
        return _one(person, {"sure": _nothing_changed(problem)}), 422
    return redirect(url_for("office.people", done="removed"), 303)


def _roles() -> list[Role]:
    return [role for role in Role if role in request.form.getlist("roles")]


def _person(session: Session, number: int) -> Person:
    return (kept.get(session, number) if number < 2**31 else None) or abort(404)


def _nothing_changed(problem: kept.LastAdministrator) -> str:
    return f"Nothing was changed: {problem}"


def _link(token: str) -> str:
    return url_for("office.invitation", token=token, _external=True)


def _shown_once(name: str, link: str) -> str:
    return render_template("office/invited.html", name=name, link=link, days=invitations.DAYS)
