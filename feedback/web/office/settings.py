"""The settings, as an administrator sees and changes them. Knows nothing of what is in any part."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flask import abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.in_force import FIXED_BY, is_fixed, over
from feedback.adapters.languages import NAMES, in_english
from feedback.adapters.settings import Settings
from feedback.adapters.store import settings as kept
from feedback.adapters.store import uploads
from feedback.domain import colours
from feedback.domain.choices import FEWEST, MOST, Choices
from feedback.web.context import here
from feedback.web.office import settings_rows as rows
from feedback.web.office.desk import done, office
from feedback.web.office.settings_parts import PARTS, Part, in_words
from feedback.web.office.settings_said import LABELS, said
from feedback.web.office.settings_sent import Answer, Sent

Page = str | tuple[str, int] | AnyResponse
_LISTS = {"helplines": (rows.HELP_LINE, rows.MOST_LINES), "words": (rows.AVOID, rows.MOST_WORDS)}


@dataclass(frozen=True)
class Shown:
    """A part's page: what stands in its fields, what is wrong, and what someone else saved meanwhile."""

    given: Mapping[str, str]
    answer: Answer = field(default_factory=Answer)
    meanwhile: tuple[str, ...] = ()


@office.get("/settings")
def settings() -> str:
    """Every part with what holds now."""
    now = here().settings
    parts = [(p, [(name, said(now, name), _fixed(name)) for name in p.holds]) for p in PARTS.values()]
    return render_template("office/settings/all.html", parts=parts, labels=LABELS)


@office.get("/settings/<name>")
def setting(name: str) -> Page:
    """One part, with a form to change it."""
    part = PARTS.get(name) or abort(404)
    with here().database.reading() as reading:
        _, choices = kept.chosen(reading)
    now = over(here().in_force.given, choices)
    return _page(part, Shown(part.fill(now)), now)


@office.post("/settings/<name>")
def choose(name: str) -> Page:
    """Keeps a part; or says what is wrong, or who was quicker, with all that was typed still there."""
    part = PARTS.get(name) or abort(404)
    given = request.form.to_dict()
    with here().database.writing() as writing:
        _, choices = kept.chosen(writing, hold=True)
        now = over(here().in_force.given, choices)
        if "more" in request.form:
            return _page(part, Shown(given), now)
        unchosen = here().in_force.given
        answer = part.read(Sent(request.form, request.files, now, unchosen, here().today))
        if answer.wrong:
            return _page(part, Shown(given, answer), now), 422
        free = {held: value for held, value in answer.changes.items() if not is_fixed(now, held)}
        wanted = replace(choices, **free)  # type: ignore[arg-type]
        changed = _changed(part, now, wanted)
        if changed and request.form.get("seen") != _seen(part, now):
            meanwhile = tuple(said(now, held) for held in part.holds)
            return _page(part, Shown(given, meanwhile=meanwhile), now), 409
        if changed:  # else it was pressed twice
            _keep(writing, wanted, answer, changed)
    return redirect(url_for("office.setting", name=name, saved=1), 303)


def _changed(part: Part, now: Settings, wanted: Choices) -> dict[str, str]:
    """Of the choices of a part, those that would be another: from what to what, by name."""
    after = over(here().in_force.given, wanted)
    both = {name: (said(now, name), said(after, name)) for name in part.holds}
    return {name: f"{old} → {new}" for name, (old, new) in both.items() if old != new}


def _keep(session: Session, choices: Choices, answer: Answer, changed: Mapping[str, str]) -> None:
    """Keeps the choices and their file, and writes down what changed."""
    kept.choose(session, choices)
    if answer.file is not None:
        file = uploads.File(answer.file.media_type, answer.file.content, "", "")
        uploads.put(session, uploads.LOGO, uploads.LOGO, file, here().today)
    elif "logo" in answer.changes and choices.logo is None:
        uploads.drop(session, uploads.LOGO, uploads.LOGO)
    for name, from_to in changed.items():
        done(session, "changed a setting", f"{name.replace('_', ' ')}: {from_to}")


def _seen(part: Part, now: Settings) -> str:
    """What changes when what a part holds does."""
    return hashlib.sha256("\n".join(said(now, name) for name in part.holds).encode()).hexdigest()[:16]


def _fixed(name: str) -> str:
    """The variable that decides this one; nothing if the office does."""
    return FIXED_BY[name] if is_fixed(here().in_force.given, name) else ""


def _page(part: Part, shown: Shown, now: Settings) -> str:
    names, most = _LISTS.get(part.key, ((), 0))
    dress = _dress(now, shown.answer.suggested)
    return render_template(
        f"office/settings/{part.key}.html",
        part=part,
        given=shown.given,
        wrong=shown.answer.wrong,
        suggested=shown.answer.suggested,
        meanwhile=shown.meanwhile,
        seen=_seen(part, now),
        saved="saved" in request.args and request.method == "GET",
        fixed={name: _fixed(name) for name in part.holds if _fixed(name)},
        now=now,
        lines=range(1, rows.count(shown.given, names, most) + 1),
        languages=[(code, in_english(code)) for code in NAMES],
        ticked=_ticked(now),
        dress=dress,
        pairs=zip(colours.pairs(dress.light), colours.pairs(dress.dark), strict=True),
        in_words=in_words,
        bounds=(FEWEST, MOST),
    )


def _ticked(now: Settings) -> set[str]:
    """The languages that are ticked: those that were sent, or else those that are offered."""
    sent = request.form.getlist("language") if request.method == "POST" else now.languages or NAMES
    return {"en", *sent}


def _dress(now: Settings, suggested: str) -> colours.Dress:
    """The colours to try on: what was suggested, or else what holds."""
    colour = suggested or now.colour
    return colours.worn(colour) if colour else colours.Dress(colours.LIGHT, colours.DARK)
