"""The pages of what a promise is measured by, and of the values that an officer types."""

from flask import abort, redirect, render_template, request
from sqlalchemy.orm import Session

from feedback.adapters.languages import long_date
from feedback.adapters.measuring import Shown, measured
from feedback.adapters.store import actions as kept
from feedback.adapters.store import records
from feedback.adapters.store.records import Kept
from feedback.domain import measures as rules
from feedback.domain.frameworks import Commitment
from feedback.domain.measures import WAYS, Measured, Value
from feedback.web.context import here
from feedback.web.office import actions_desk as desk
from feedback.web.office.actions_desk import Page
from feedback.web.office.actions_history import shown
from feedback.web.office.desk import done, office


@office.get("/commitments/<commitment>/measures/<key>")
def measure(commitment: str, key: str) -> str:
    """One measure, of the framework or our own: its values, and a form to add one. “new” makes a measure."""
    _, promise = desk.commitment_of(commitment)
    with here().database.reading() as reading:
        if key == desk.NEW:
            return _new(promise, desk.fresh_key(), Measured(), {})
        found = _found(reading, promise, key)
    chosen = next((row for row in found.rows if row.key == request.args.get("value")), None)
    given = chosen.value if chosen else Value(key)
    return _page(
        promise, found, given, chosen.key if chosen else desk.fresh_key(), chosen.version if chosen else 0
    )


def _found(session: Session, promise: Commitment, key: str) -> Shown:
    return next((m for m in measured(session, promise) if m.called == key), None) or abort(404)


def _new(promise: Commitment, key: str, given: Measured, wrong: dict[str, str]) -> str:
    return render_template(
        "office/actions/new_measure.html", promise=promise, key=key, given=given, wrong=wrong, ways=WAYS
    )


def _page(
    promise: Commitment,
    found: Shown,
    given: Value,
    value_key: str,
    version: int,
    wrong: dict[str, str] | None = None,
    clash: Kept | None = None,
) -> str:
    return render_template(
        "office/actions/measure.html",
        promise=promise,
        measure=found,
        given=given,
        value_key=value_key,
        version=version,
        wrong=wrong or {},
        theirs=shown(clash.theirs) if clash and clash.theirs else [],
        long_date=long_date,
        saved="saved" in request.args and not wrong,
        ways=WAYS,
    )


@office.post("/commitments/<commitment>/measures/<key>")
def keep_measure(commitment: str, key: str) -> Page:
    """Adds a measure of our own to a promise, or takes it and its values away."""
    _, promise = desk.commitment_of(commitment)
    whole, given = desk.whole_key(kept.MEASURE, key), Measured(desk.words("words"), desk.words("better"))
    with here().database.writing() as writing:
        desk.belongs(writing, whole, kept.MEASURE, commitment)
        if "remove" in request.form:
            return _remove_measure(writing, commitment, key)
        if any(m.called == key for m in promise.measures):
            abort(404)  # a published measure is no one's to change here
        if wrong := rules.problems_of_measure(given):
            return _new(promise, key, given, wrong), 422
        saved = records.save(writing, desk.wanted(whole, kept.MEASURE, commitment, given.held()), desk.by())
        to = _to_measure(commitment, key)
        return desk.told(
            writing,
            saved,
            "kept a measure",
            f"{commitment}: {whole}",
            to,
            lambda _: _new(promise, key, given, {}),
        )


def _to_measure(commitment: str, key: str) -> str:
    return f"{request.script_root}/office/commitments/{commitment}/measures/{key}?saved=yes"


def _remove_measure(writing: Session, commitment: str, key: str) -> Page:
    _, promise = desk.commitment_of(commitment)
    found = _found(writing, promise, key)
    if found.rows:
        wrong = {"value": "Take its values away first, one by one. Nothing was changed"}
        return _page(promise, found, Value(key), desk.fresh_key(), 0, wrong), 409
    records.remove(writing, desk.wanted(f"{kept.MEASURE}/{key}", kept.MEASURE, commitment, {}), desk.by())
    done(writing, "took a measure away", f"{commitment}: {kept.MEASURE}/{key}")
    return redirect(desk.acting(commitment, "gone"), 303)


@office.post("/commitments/<commitment>/measures/<key>/values/<value>")
def keep_value(commitment: str, key: str, value: str) -> Page:
    """Keeps one value of a measure, or takes it away."""
    _, promise = desk.commitment_of(commitment)
    whole = desk.whole_key(kept.VALUE, value)
    given = Value(key, rules.written(desk.words("value")), desk.day("on"), desk.words("source"))
    with here().database.writing() as writing:
        found = _found(writing, promise, key)
        desk.belongs(writing, whole, kept.VALUE, commitment)
        version = desk.version()
        want = desk.wanted(whole, kept.VALUE, commitment, given.held())
        about = f"{commitment}: {whole}"

        def again(clash: Kept) -> str:
            return _page(promise, found, given, value, clash.version, clash=clash)

        if "remove" in request.form:
            gone = records.remove(writing, want, desk.by())
            act = "took a value away"
            return desk.told(writing, gone, act, about, _to_measure(commitment, key), again)
        if wrong := rules.problems(given, here().today):
            return _page(promise, found, given, value, version, wrong), 422
        saved = records.save(writing, want, desk.by())
        return desk.told(writing, saved, "kept a value", about, _to_measure(commitment, key), again)
