"""The routes of results and sections: look, break down, publish, take away."""

from collections.abc import Sequence
from io import BytesIO

from flask import Response, abort, redirect, render_template, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters import publishing
from feedback.adapters.documents import FORMATS
from feedback.adapters.documents.house_style import HouseStyle
from feedback.adapters.lookup import NotFound, groups_asked, sections_of
from feedback.adapters.store import actions, told, waves
from feedback.domain.answered import WaveAnswers
from feedback.domain.breakdowns import break_down
from feedback.domain.findings import finding
from feedback.domain.questions import Question
from feedback.domain.releasing import DRAFT, Dropped
from feedback.domain.roles import May
from feedback.domain.sections import Finding, Section
from feedback.web.context import here
from feedback.web.office.desk import done, office, surveys_now, wave_of


def _by() -> tuple[str, ...]:
    """The one or two questions that the address, or the form, asks to break results down by."""
    return tuple(dict.fromkeys(key for key in request.values.getlist("by") if key))


@office.get("/waves/<wave>")
def results(wave: str) -> str:
    """Every question of a wave with its counts as they are, marked where they won't be published."""
    context, by = here(), _by()
    with context.database.reading() as reading:
        found = wave_of(reading, wave)
        answers = told.gather(reading, [found], rules=context.settings.rules)[0]
        try:
            if by:
                groups_asked(answers, by, marked=False)
        except NotFound:
            abort(404)
        return render_template(
            "office/results.html",
            wave=found,
            is_open=found.access != waves.NOBODY and found.opens_on <= context.today <= found.closes_on,
            source=answers.source,
            pairs=_both(answers, by),
            by=by,
            marked=all(q.breakdown for q in answers.survey.questions if q.key in by),
            can_group=[q for q in answers.survey.questions if q.options and not q.takes_several],
        )


def _both(answers: WaveAnswers, by: Sequence[str]) -> Sequence[tuple[Finding, Finding]]:
    """Each question that somebody was asked, as it is, beside how it will be published."""
    rules = here().settings.rules
    both = ((finding(q, [answers], None), finding(q, [answers], rules)) for q in answers.survey.questions)
    asked = [(raw, shown) for raw, shown in both if raw.told]
    if not by:
        return asked
    return [
        (break_down(raw, by, answers, None), break_down(shown, by, answers, rules)) for raw, shown in asked
    ]


@office.get("/commitments")
def commitments() -> str:
    """Every commitment of every framework."""
    with here().database.reading() as reading:
        counts = actions.counts(reading, here().today)
    frameworks = here().content.frameworks.values()
    late = sum(of["late"] for of in counts.values())
    return render_template("office/commitments.html", frameworks=frameworks, counts=counts, late=late)


def _section(key: str) -> Section:
    context = here()
    if context.content.commitment(key) is None:
        abort(404)
    with context.database.reading() as reading:
        rules, today = context.settings.rules, context.today
        try:
            found = sections_of(reading, context.content, key, rules, today, _by())[0]
        except NotFound:
            abort(404)
    return found if May.SEE_COMMENTS in current_user.may else found.without_quotes


def _marked() -> list[Question]:
    """The questions that a section may be broken down by, of every survey: once each, by key."""
    with here().database.reading() as reading:
        surveys = surveys_now(reading).values()
    found = {q.key: q for survey in surveys for q in survey.questions if q.breakdown}
    return list(found.values())


@office.get("/commitments/<commitment>")
def section(commitment: str) -> str:
    """The section of a commitment as it will print."""
    return _page(commitment)


def _page(commitment: str, refused: Sequence[Dropped] = ()) -> str:
    return render_template(
        "office/section.html",
        section=_section(commitment),
        formats=FORMATS,
        by=_by(),
        can_group=_marked(),
        refused=refused,
        draft=DRAFT,
    )


@office.post("/commitments/<commitment>/publish")
def publish(commitment: str) -> AnyResponse | tuple[str, int]:
    """Remembers a section as published, or says which numbers would give an earlier secret away."""
    context = here()
    if context.content.commitment(commitment) is None:
        abort(404)
    wanted = publishing.Wanted(commitment, _by(), request.form.get("drop") == "yes")
    try:
        publishing.publish(
            context.database,
            context.content,
            wanted,
            context.settings.rules,
            context.today,
            lambda session: done(session, "published a section", wanted.what),
        )
    except NotFound:
        abort(404)
    except publishing.Refused as refused:
        return _page(commitment, refused.cells), 409
    except publishing.Busy:
        abort(503)
    return redirect(url_for("office.section", commitment=commitment, by=_by()), 303)


@office.get("/commitments/<commitment>/section.<ending>")
def download(commitment: str, ending: str) -> Response:
    """The same section as a file."""
    found = FORMATS.get(ending) or abort(404)
    written_file = found.write([_section(commitment)], HouseStyle(here().settings.word_template))
    with here().database.writing() as writing:
        done(writing, "downloaded a section", f"{commitment}{found.ending}")
    return send_file(
        BytesIO(written_file),
        mimetype=found.media_type,
        as_attachment=True,
        download_name=f"{commitment}{found.ending}",
    )
