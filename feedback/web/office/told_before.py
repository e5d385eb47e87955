"""The routes of sections that were published: look at one as it was on its day, and take it away."""

from dataclasses import replace

from flask import Response, abort, render_template

from feedback.adapters.acting import acted_on
from feedback.adapters.documents import FORMATS
from feedback.adapters.documents.tidy import tidy
from feedback.adapters.store import told_sections
from feedback.adapters.store.told_sections import ToldOnce
from feedback.web.context import here
from feedback.web.office.desk import office
from feedback.web.office.telling import as_file, seen


def _told(commitment: str, number: int) -> ToldOnce:
    """A section as it was published, with what has been done since."""
    context = here()
    with context.database.looking() as reading:
        told = told_sections.get(reading, commitment, number) or abort(404)
        return replace(told, section=acted_on(reading, told.section, context.settings.rules, context.today))


@office.get("/commitments/<commitment>/published/<int:number>")
def told_before(commitment: str, number: int) -> str:
    """A section as it was published."""
    found = _told(commitment, number)
    return render_template(
        "office/told_before.html", told_once=found, section=tidy(seen(found.section)), formats=FORMATS
    )


@office.get("/commitments/<commitment>/published/<int:number>/section.<ending>")
def download_told_before(commitment: str, number: int, ending: str) -> Response:
    """The same as a file."""
    form = FORMATS.get(ending) or abort(404)
    return as_file(_told(commitment, number).section, form, f"{commitment}-edition-{number}")
