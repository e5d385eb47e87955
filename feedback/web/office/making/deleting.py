"""Deleting a survey that was never published, once an officer is sure. What was asked is not deleted."""

from flask import redirect, render_template, url_for

from feedback.adapters.store import designs, editions
from feedback.domain.design_files import design_of
from feedback.web.context import here
from feedback.web.office.desk import done, office
from feedback.web.office.making import desk
from feedback.web.office.making.desk import Page


@office.get("/making/<design>/delete")
def deleting_design(design: str) -> str:
    """Asks whether they are sure, and says what will be gone."""
    return _page(design)


@office.post("/making/<design>/delete")
def delete_design(design: str) -> Page:
    """Deletes the survey, if it stands as the page showed it."""
    with here().database.writing() as writing:
        desk.design_row(writing, design)
        if designs.delete(writing, design, desk.number("version")):
            done(writing, "deleted a survey that was being made", design)
            return redirect(url_for("office.making", deleted="yes"), 303)
    return _page(design, refused=True), 409


def _page(key: str, refused: bool = False) -> str:
    with here().database.reading() as reading:
        row = desk.design_row(reading, key)
        return render_template(
            "office/making/delete.html",
            key=key,
            row=row,
            design=design_of(row.definition),
            asked_before=bool(editions.of(reading, key)),
            refused=refused,
        )
