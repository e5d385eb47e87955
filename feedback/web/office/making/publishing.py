"""Publishing: what is missing, what changed since the last edition, and the button that freezes one."""

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, url_for

from feedback.adapters import tables_designs as tables
from feedback.adapters.store import editions
from feedback.domain import differences, wholeness
from feedback.domain.design_files import design_of
from feedback.domain.lundy import lundy
from feedback.domain.surveys import Survey
from feedback.domain.wording_questions import of_question, of_start
from feedback.web.context import here
from feedback.web.office.desk import done, office
from feedback.web.office.making import desk
from feedback.web.office.making.desk import Page


@office.get("/making/<design>/publish")
def publishing(design: str) -> Page:
    """What stands in the way, or what changed since the last edition."""
    return _page(design)


@office.post("/making/<design>/publish")
def publish_edition(design: str) -> Page:
    """Freezes the version that the page showed. Refuses if it isn't whole, or was changed since."""
    with here().database.writing() as writing:
        row = desk.design_row(writing, design)
        whole = _whole(row)
        if isinstance(whole, Survey) and row.version == desk.number("version"):
            before = editions.of(writing, design)
            number = row.edition = editions.publish(writing, whole, here().today)
            if number not in before:
                done(writing, "published an edition", f"{design} {number}")
            return redirect(url_for("office.publishing", design=design, published=number), 303)
    return _page(design, changed=isinstance(whole, Survey)), 409


def _whole(row: tables.Design) -> Survey | list[wholeness.Missing]:
    try:
        return wholeness.survey_of(design_of(row.definition), desk.tags(), _languages(row))
    except wholeness.NotWhole as not_whole:
        return list(not_whole.missing)


def _languages(row: tables.Design) -> Mapping[str, Any]:
    """The translations that it was started with, with newer ones of the content folder in their place."""
    shipped = here().content.surveys.get(row.key)
    newer = {k: t.model_dump(mode="json") for k, t in shipped.languages.items()} if shipped else {}
    return {**row.languages, **newer}


def _page(key: str, changed: bool = False) -> str:
    with here().database.reading() as reading:
        row = desk.design_row(reading, key)
        design = design_of(row.definition)
        whole = _whole(row)
        survey = whole if isinstance(whole, Survey) else None
        before = editions.of(reading, key)
        last = row.edition if row.edition in before else max(before, default=0)
        found = differences.between(before[last], survey) if survey and last else []
        words = desk.known()
        advice = [
            *of_start(design, words),
            *(f for q in design.questions for f in of_question(design, q, words)),
        ]
        return render_template(
            "office/making/publish.html",
            design=design,
            key=key,
            version=row.version,
            missing=[] if survey else whole,
            survey=survey,
            last=last,
            same=editions.saying(reading, survey) if survey else None,
            differences=found,
            broken=[d for d in found if d.breaks],
            advice=len(advice),
            lundy=lundy(design),
            link=desk.link,
            changed=changed,
        )
