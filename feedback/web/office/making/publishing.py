"""Publishing: what is missing, what changed since the last edition, and the button that freezes one."""

from flask import abort, redirect, render_template, url_for
from sqlalchemy.orm import Session

from feedback.adapters.store import designs, editions, flags, made_with
from feedback.domain import differences
from feedback.domain.design_files import design_of
from feedback.domain.lundy import lundy
from feedback.domain.surveys import Survey
from feedback.domain.wording_questions import of_question, of_start
from feedback.web import drafted
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
    """Freezes the version that the page showed, with what young people did to it. Refuses if it isn't whole,
    was changed since, has a flag that waits, or isn't signed off though it must be.
    """
    with here().database.writing() as writing:
        row = designs.hold(writing, design) or abort(404)
        whole = drafted.whole(row)
        same = row.version == desk.number("version")
        if isinstance(whole, Survey) and same and not _held_up(writing, whole):
            before = editions.of(writing, design)
            number = editions.publish(writing, whole, here().today)
            if number not in before:
                last = row.edition or max(before, default=0)
                made_with.freeze(writing, whole, design_of(row.definition), number, last)
                done(writing, "published an edition", f"{design} {number}")
            row.edition = number
            return redirect(url_for("office.publishing", design=design, published=number), 303)
    return _page(design, changed=isinstance(whole, Survey) and not same), 409


def _held_up(session: Session, survey: Survey) -> bool:
    """True if young people have to be answered, or have to sign it off, before it may be published."""
    key = survey.survey
    unsigned = made_with.must_be_signed(session, key) and not made_with.signed(session, survey)
    return unsigned or bool(flags.waiting(session, key))


def _page(key: str, changed: bool = False) -> str:
    with here().database.reading() as reading:
        row = desk.design_row(reading, key)
        design = design_of(row.definition)
        whole = drafted.whole(row)
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
            waiting=flags.waiting(reading, key),
            must_be_signed=made_with.must_be_signed(reading, key),
            signed=made_with.signed(reading, survey) if survey else [],
        )
