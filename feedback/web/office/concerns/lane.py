"""The lane itself: what has come, one concern, read and closed. Shows nothing of one without a lead's key."""

from collections.abc import Mapping

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.languages import in_english
from feedback.adapters.store import concern_keys, concerns
from feedback.adapters.tables_concerns import Concern
from feedback.domain.concerns import Outcome, Told
from feedback.web.context import here
from feedback.web.office.concerns import desk
from feedback.web.office.desk import done, office

Page = str | tuple[str, int] | AnyResponse
DONE = {
    "key": "Your key is made. Nothing of your passphrase is kept, so nobody can look it up for you.",
    "waits": "Your key is made. A lead who has one already, or the recovery key, has to let you in.",
    "in": "They are let in: they can open what is here now and what comes.",
    "closed": "The concern is closed.",
    "shut": "The lane is shut. Your passphrase opens it again.",
}


@office.get("/concerns")
def lane() -> str:
    """What has come, when and how far each is; with the lane open, which survey each came from."""
    return page({})


def page(wrong: Mapping[str, str]) -> str:
    """The lane, with what is wrong with a form on it."""
    context = here()
    with context.database.reading() as reading:
        opened = desk.opened(reading)
        found = concerns.every(reading)
        return render_template(
            "office/concerns/lane.html",
            opened=opened is not None,
            mine=desk.my_key(reading),
            first=not concern_keys.holders(reading),
            found=found,
            told={c.id: concerns.opened(reading, c, opened.key, opened.mine) for c in found}
            if opened
            else {},
            late=context.settings.concerns.overdue(context.now().replace(tzinfo=None)),
            times=context.settings.concerns,
            door=concern_keys.at_the_door(reading),
            minutes=desk.minutes(),
            wrong=wrong,
            done=_(DONE.get(request.args.get("done", ""), "")),
        )


@office.get("/concerns/<concern>")
def concern(concern: str) -> Page:
    """One concern, opened with the lead's key. That it was opened is written down."""
    with here().database.writing() as writing:
        found, told = _opened(writing, concern)
        if told is None:
            return redirect(url_for("office.lane"), 303)
        done(writing, "opened a concern", found.id)
        return _drawn(found, told, {})


@office.post("/concerns/<concern>")
def mark_concern(concern: str) -> Page:
    """Says that a concern was read, or closes it with what came of it."""
    outcome = next((o for o in Outcome if o.name == request.form.get("outcome")), None)
    with here().database.writing() as writing:
        found, told = _opened(writing, concern)
        if told is None:
            return redirect(url_for("office.lane"), 303)
        now, who = here().now(), current_user.name
        if request.form.get("act") == "read":
            if concerns.note_read(writing, found, who, now):
                done(writing, "read a concern", found.id)
            return redirect(url_for("office.concern", concern=found.id), 303)
        if outcome is None:
            return _drawn(found, told, {"outcome": _("Choose what came of it")}), 422
        if not concerns.close(writing, found, who, outcome, now):  # not read yet, or closed by another
            return redirect(url_for("office.concern", concern=found.id), 303)
        done(writing, "closed a concern", found.id)
    return redirect(url_for("office.lane", done="closed"), 303)


def _opened(session: Session, number: str) -> tuple[Concern, Told | None]:
    """A concern and what is in it; nothing if the lane is shut, or if it isn't sealed for this lead."""
    found = concerns.get(session, number) or abort(404)
    opened = desk.opened(session)
    return found, concerns.opened(session, found, opened.key, opened.mine) if opened else None


def _drawn(found: Concern, told: Told, wrong: Mapping[str, str]) -> str:
    return render_template(
        "office/concerns/concern.html",
        concern=found,
        told=told,
        written_lang=told.language,
        written_in=in_english(told.language),
        outcomes=[(o.name, str(o)) for o in Outcome],
        days=here().settings.concerns.days,
        wrong=wrong,
    )
