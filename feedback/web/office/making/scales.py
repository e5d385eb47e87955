"""Shared scales: answers that are written once and used by many questions."""

from flask import abort, render_template, url_for
from sqlalchemy.orm import Session

from feedback.adapters.store.designs import Saved
from feedback.domain import design_edits
from feedback.domain.designs import Asked, Design
from feedback.domain.questions import Kind
from feedback.domain.wording_questions import of_question
from feedback.web.office.desk import office
from feedback.web.office.making import desk, question_form
from feedback.web.office.making.desk import Page
from feedback.web.office.making.question import by_field


@office.get("/making/<design>/scales/<scale>")
def scale(design: str, scale: str) -> str:
    """A shared scale to edit, and the questions that change with it."""
    found, version = desk.opened(design)
    if scale not in found.scales:
        abort(404)
    alone = Asked("x", kind=Kind.SCALE, scale=scale)
    looking = by_field(of_question(found, alone, desk.known())).get("options", [])
    return render_template(
        "office/making/scale.html",
        design=found,
        key=design,
        version=version,
        scale=scale,
        rows=question_form.rows(found.scales[scale], ()),
        users=found.users(scale),
        looking={"options": looking},
    )


@office.post("/making/<design>/scales/<scale>")
def keep_scale(design: str, scale: str) -> Page:
    """Saves a shared scale, in every question that uses it."""

    def change(session: Session, before: Design) -> Design:
        users = [q.key for q in before.users(scale)]
        taken = desk.published_options(session, design, users)
        choices, _ = question_form.answers(before.scales[scale], taken)
        return design_edits.set_scale(before, scale, choices)

    def then(saved: Saved) -> str:
        return url_for("office.scale", design=design, scale=scale, saved=desk.after(saved))

    return desk.save(design, "edited a shared scale", change, then)
