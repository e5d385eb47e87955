"""Who leads on a promise: a partnership, an officer and a young person, by their roles."""

from flask import render_template

from feedback.adapters.store import actions as kept
from feedback.adapters.store import records
from feedback.adapters.store.records import Kept
from feedback.domain.actions import Leads, problems_of_leads
from feedback.domain.frameworks import Commitment
from feedback.web.context import here
from feedback.web.office import actions_desk as desk
from feedback.web.office.actions_desk import Page
from feedback.web.office.actions_history import shown
from feedback.web.office.desk import office


@office.get("/commitments/<commitment>/leads")
def leads(commitment: str) -> str:
    """Who leads on a promise, to change."""
    _, promise = desk.commitment_of(commitment)
    with here().database.reading() as reading:
        version, found = kept.leads(reading, promise)
    return _leads_form(promise, found, version, {})


def _leads_form(
    promise: Commitment, given: Leads, version: int, wrong: dict[str, str], clash: Kept | None = None
) -> str:
    theirs = shown(clash.theirs) if clash and clash.theirs else []
    return render_template(
        "office/actions/leads.html", promise=promise, given=given, version=version, wrong=wrong, theirs=theirs
    )


@office.post("/commitments/<commitment>/leads")
def keep_leads(commitment: str) -> Page:
    """Keeps who leads."""
    _, promise = desk.commitment_of(commitment)
    given = Leads(desk.words("partnership"), desk.words("officer"), desk.words("young_person"))
    if wrong := problems_of_leads(given):
        return _leads_form(promise, given, desk.version(), wrong), 422
    key = f"{kept.LEADS}/{commitment}"
    with here().database.writing() as writing:
        saved = records.save(writing, desk.wanted(key, kept.LEADS, commitment, given.held()), desk.by())
        return desk.told(
            writing,
            saved,
            "kept who leads",
            commitment,
            desk.acting(commitment, "together" if saved.merged else "yes"),
            lambda k: _leads_form(promise, given, k.version, {}, k),
        )
