"""For the data protection officer: the impact assessment and the Children's Code. Words are elsewhere."""

from io import BytesIO

from flask import Response, render_template, send_file, url_for

from feedback.adapters.documents import as_assessment
from feedback.adapters.languages import NAMES, in_english, long_date
from feedback.adapters.store import drafts, editions, throttling, waves
from feedback.adapters.store import settings as kept
from feedback.domain import assessment as drafting
from feedback.domain import childrens_code
from feedback.domain.assessment_facts import Asked, Facts, Part
from feedback.web.context import here
from feedback.web.office.desk import office

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Pages that can be looked at without saying of which survey.
_OPEN_ALONE = ("public.privacy", "public.words", "office.assessment")


@office.get("/settings/assessment")
def assessment() -> str:
    """The impact assessment as it would be today."""
    parts = _parts()
    blanks = sum(point.blank for part in parts for point in part.points)
    return render_template("office/assessment.html", parts=parts, blanks=blanks)


@office.get("/settings/assessment.docx")
def assessment_file() -> Response:
    """The same as a Word document, to be filled in."""
    settings = here().settings
    made = as_assessment.write(_parts(), settings.council, settings.word_template)
    name = f"impact-assessment-{here().today.isoformat()}.docx"
    return send_file(BytesIO(made), mimetype=_WORD, as_attachment=True, download_name=name)


@office.get("/settings/childrens-code")
def standards() -> str:
    """The 15 standards as a table."""
    links = {page: url_for(page) for page in _OPEN_ALONE}
    return render_template(
        "office/standards.html",
        standards=childrens_code.STANDARDS,
        scope=childrens_code.SCOPE,
        links=links,
        names=childrens_code.PAGES,
    )


def _parts() -> tuple[Part, ...]:
    context, settings = here(), here().settings
    with context.database.reading() as reading:
        version = kept.version(reading)
        asked = tuple(
            Asked(
                editions.get(reading, wave.survey_key, wave.edition),
                wave.name,
                f"{long_date(wave.opens_on)} to {long_date(wave.closes_on)}",
                wave.access == waves.CODES,
                long_date(wave.delete_on) if wave.delete_on else "",
            )
            for wave in waves.every(reading)
            if wave.access != waves.NOBODY and context.today <= wave.closes_on
        )
    facts = Facts(
        council=settings.council,
        contact=settings.contact,
        rules=settings.rules,
        asked=asked,
        languages=tuple(in_english(code) for code in settings.languages or NAMES),
        database=context.database.name,
        draft_days=drafts.KEPT_DAYS,
        tries_minutes=throttling.WINDOW_SECONDS // 60,
        made_on=context.today,
        version=version,
    )
    return drafting.assessment(facts)
