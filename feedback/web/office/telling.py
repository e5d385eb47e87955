"""The routes of sections: look, break down, publish, take away."""

from collections.abc import Sequence
from io import BytesIO

from flask import Response, abort, redirect, render_template, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters import publishing
from feedback.adapters.documents import FORMATS, Format
from feedback.adapters.documents.house_style import HouseStyle
from feedback.adapters.documents.tidy import tidy
from feedback.adapters.lookup import NotFound, sections_of
from feedback.adapters.overview import overview
from feedback.adapters.store import actions, arrangements, editions, told, told_sections, waves
from feedback.domain.own_words import unlisted
from feedback.domain.questions import Question
from feedback.domain.releasing import DRAFT, Dropped
from feedback.domain.roles import May
from feedback.domain.sections import Section
from feedback.web.context import here
from feedback.web.office.desk import done, office
from feedback.web.public.told_more import feels_now


def _by() -> tuple[str, ...]:
    """The one or two questions that the address, or the form, asks to break results down by."""
    return tuple(dict.fromkeys(key for key in request.values.getlist("by") if key))


def _by_or_arranged() -> tuple[str, ...] | None:
    """The same of a section; None where nothing was asked, so that it's as it was arranged to be."""
    return _by() if "by" in request.values else None


@office.get("/commitments")
def commitments() -> str:
    """Every commitment of every framework, and how its section stands."""
    context = here()
    with context.database.looking() as reading:
        standing = overview(reading, context.content)
        counts = actions.counts(reading, context.today)
    return render_template(
        "office/commitments.html",
        frameworks=context.content.frameworks.values(),
        standing=standing,
        counts=counts,
        late=sum(of["late"] for of in counts.values()),
    )


def _section(key: str) -> Section:
    context = here()
    if context.content.commitment(key) is None:
        abort(404)
    with context.database.looking() as reading:
        rules, today = context.settings.rules, context.today
        try:
            by = _by_or_arranged()
            found = sections_of(reading, context.content, key, rules, today, by, arranged=True)[0]
        except NotFound:
            abort(404)
    return found


def seen(section: Section) -> Section:
    """A section as whoever asks may see it."""
    return section if May.SEE_COMMENTS in current_user.may else section.without_quotes


def marked(commitment: str) -> list[Question]:
    """The questions that a section may be broken down by, of every survey that asked: once each, by key."""
    with here().database.looking() as reading:
        asking = told.asking_about(reading, waves.every(reading), {commitment})
        surveys = [editions.get(reading, wave.survey_key, wave.edition) for wave in asking]
    found = {q.key: q for survey in surveys for q in survey.questions if q.breakdown}
    return list(found.values())


@office.get("/commitments/<commitment>")
def section(commitment: str) -> str:
    """The section of a commitment as it will print."""
    return _page(commitment)


def _page(commitment: str, refused: Sequence[Dropped] = (), problem: str = "") -> str:
    found = _section(commitment)
    with here().database.looking() as reading:
        kept = arrangements.newest(reading, commitment)
        told_before = told_sections.of(reading, commitment)
        feels = feels_now(reading, commitment, told_before[0].number) if told_before else []
        newest = told_sections.newest(reading, commitment)
    given = _by_or_arranged()
    is_newest = bool(told_before) and told_before[0].fingerprint == told_sections.seal(found)
    return render_template(
        "office/section.html",
        section=tidy(seen(found)),
        formats=FORMATS,
        by=kept.arrangement.by if given is None else given,
        asked_by=given is not None,
        version=kept.version,
        told_before=told_before,
        feels=feels,
        is_newest=is_newest,
        gone=newest.gone if newest else 0,
        unlisted=unlisted(found),
        problem=problem,
        can_group=marked(commitment),
        refused=refused,
        draft=DRAFT,
    )


@office.post("/commitments/<commitment>/publish")
def publish(commitment: str) -> AnyResponse | tuple[str, int]:
    """Remembers a section as published, or says which numbers would give an earlier secret away."""
    context = here()
    if context.content.commitment(commitment) is None:
        abort(404)
    wanted = _wanted(commitment)
    try:
        publishing.publish(
            context.database,
            context.content,
            wanted,
            context.settings.rules,
            context.today,
            lambda session: done(session, "published a section", wanted.what),
        )
        by = None if wanted.by is None else wanted.by or ("",)
        return redirect(url_for("office.section", commitment=commitment, by=by), 303)
    except NotFound:
        abort(404)
    except publishing.Refused as refused:
        return _page(commitment, refused.cells), 409
    except publishing.Unchecked:
        return _page(commitment, problem="unchecked"), 422
    except publishing.Rearranged:
        return _page(commitment, problem="rearranged"), 409
    except publishing.Busy:
        abort(503)


def _wanted(commitment: str) -> publishing.Wanted:
    """What the form on the section's page says is to be published."""
    seen = request.form.get("version", "")
    return publishing.Wanted(
        commitment,
        _by_or_arranged(),
        drop=request.form.get("drop") == "yes",
        checked=request.form.get("checked") == "yes",
        version=int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else None,
    )


@office.get("/commitments/<commitment>/section.<ending>")
def download(commitment: str, ending: str) -> Response:
    """The same section as a file."""
    found = FORMATS.get(ending) or abort(404)
    return as_file(_section(commitment), found, commitment)


def as_file(section: Section, form: Format, name: str) -> Response:
    """A section as a file of this name, and a line in the audit log."""
    written_file = form.write([seen(section)], HouseStyle(here().settings.word_template))
    with here().database.writing() as writing:
        done(writing, "downloaded a section", f"{name}{form.ending}")
    return send_file(
        BytesIO(written_file),
        mimetype=form.media_type,
        as_attachment=True,
        download_name=f"{name}{form.ending}",
    )
