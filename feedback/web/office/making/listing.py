"""The surveys that are being made, and starting one: blank, from one of ours, an edition or a file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session

from feedback.adapters import survey_formats
from feedback.adapters.store import designs, editions, flags
from feedback.domain.design_files import design_of, with_scales
from feedback.domain.design_keys import key_from
from feedback.domain.designs import Design
from feedback.domain.surveys import Survey
from feedback.web.context import here
from feedback.web.office.desk import done, office
from feedback.web.office.making.desk import Page, by, typed

MOST_SENT = 6 * 1024 * 1024  # an XLSForm with pictures in it
BLANK, FILE, OURS, EDITION = "blank", "file", "ours", "edition"
NEXT, NEW = "next", "new"


@dataclass(frozen=True)
class Start:
    """What a survey starts from: its design, the translations it has, and what of a file was left out."""

    design: Design
    languages: Mapping[str, Any]
    left_out: tuple[str, ...] = ()


@office.url_value_preprocessor
def let_surveys_in(endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Lets an officer send a file: before the form is read for its token, so here and not in the view."""
    if endpoint == "office.begin_survey" and current_user.is_authenticated:
        request.max_content_length = MOST_SENT


@office.get("/making")
def making() -> str:
    """Every survey that is being made, with what was published of it."""
    with here().database.reading() as reading:
        listed = designs.every(reading)
        latest = editions.latest(reading)
        return render_template(
            "office/making/list.html", listed=listed, latest=latest, waiting=flags.every_waiting(reading)
        )


@office.get("/making/start")
def start_survey() -> str:
    """What a survey can start from."""
    return _page({})


@office.post("/making/start")
def begin_survey() -> Page:
    """Begins a survey, or goes on with the one that has its key."""
    wrong: dict[str, str] = {}
    with here().database.writing() as writing:
        start = _start(writing, wrong)
        if start is None or wrong:
            return _page(wrong), 422
        what = f"started from {start.design.title or 'a blank page'}"
        begun = designs.start(writing, start.design, start.languages, by(what))
        if begun:
            done(writing, "started a survey", start.design.key)
    where = url_for("office.outline", design=start.design.key, begun="yes" if begun else "before")
    if begun and start.left_out:
        return render_template("office/making/left_out.html", start=start, where=where)
    return redirect(where, 303)


def _start(session: Session, wrong: dict[str, str]) -> Start | None:
    chosen, title = request.form.get("from", ""), typed("title")[:200]
    if chosen == FILE:
        found = _from_file(wrong)
    elif chosen == BLANK:
        found = _blank(title, wrong)
    else:
        found = _from_before(session, chosen, wrong)
    if found is None or wrong:
        return None
    return _named(session, found, chosen, title)


def _named(session: Session, start: Start, chosen: str, title: str) -> Start:
    """Under a key of its own where it is a new survey; under the old one where it is the next edition."""
    design = start.design
    if chosen != BLANK and request.form.get("as", NEXT) == NEXT and design.key:
        return start
    title = title or design.title
    taken = (
        {d.key for d in designs.every(session)} | set(editions.latest(session)) | set(here().content.surveys)
    )
    return replace(start, design=replace(design, title=title, key=key_from(title, taken, "survey")))


def _blank(title: str, wrong: dict[str, str]) -> Start | None:
    many, one = typed("many")[:200], typed("one")[:200]
    if not title:
        wrong["title"] = "Give the survey a name, such as “Care leavers survey”."
    if not many:
        wrong["many"] = "Say who is asked, in words for many of them, such as “care leavers”."
    if not one:
        wrong["one"] = "Say who is asked, in words for one of them, such as “care leaver”."
    framework = request.form.get("framework", "")
    framework = framework if framework in here().content.frameworks else ""
    audience = key_from(many, (), "people")
    design = Design("", title=title, many=many, one=one, audience=audience, framework=framework)
    return Start(design, {})


def _from_before(session: Session, chosen: str, wrong: dict[str, str]) -> Start | None:
    kind, _, rest = chosen.partition(":")
    key, _, edition = rest.partition(":")
    survey: Survey | None = None
    if kind == OURS:
        survey = here().content.surveys.get(key)
    elif kind == EDITION and edition.isascii() and edition.isdecimal():
        survey = editions.of(session, key).get(int(edition[:9]))
    if survey is None:
        wrong["from-blank"] = "Choose what the survey starts from."
        return None
    whole = survey.model_dump(mode="json", by_alias=True)
    return Start(with_scales(design_of(whole)), whole.get("languages", {}))


def _from_file(wrong: dict[str, str]) -> Start | None:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        wrong["file"] = "Choose the file to start from."
        return None
    try:
        found = survey_formats.read(sent.filename, sent.read())
    except survey_formats.NotUnderstood as problem:
        wrong["file"] = f"{problem} Nothing was kept."
        return None
    languages = found.definition.get("languages")
    design = with_scales(design_of(found.definition))
    return Start(design, languages if isinstance(languages, dict) else {}, found.left_out)


def _page(wrong: Mapping[str, str]) -> str:
    with here().database.reading() as reading:
        before = [(key, n, survey) for key, (n, survey) in editions.latest(reading).items()]
        older = {key: sorted(editions.of(reading, key))[:-1] for key, _, _ in before}
        return render_template(
            "office/making/start.html",
            ours=here().content.surveys.values(),
            before=before,
            older=older,
            frameworks=here().content.frameworks.values(),
            wrong=wrong,
            given=request.form,
        )
