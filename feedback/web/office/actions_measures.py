"""What a promise is measured by, and the values over time that an officer types."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from flask import abort, redirect, render_template, request
from sqlalchemy.orm import Session

from feedback.adapters.charts import Dot, Drawing, trend
from feedback.adapters.languages import long_date
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


@dataclass(frozen=True)
class Row:
    """One value, its key and version, and how it went since the one before."""

    key: str
    version: int
    value: Value
    went: str


@dataclass(frozen=True)
class Shown:
    """One measure with its values, the earliest first. `key` is "" for one of the published framework's."""

    called: str
    words: str
    better: str
    rows: tuple[Row, ...]
    key: str = ""
    version: int = 0

    @property
    def way(self) -> str:
        return WAYS[self.better]

    @property
    def line(self) -> tuple[Drawing, str] | None:
        """A picture of shares over time, and what is seen in it; None for other numbers and for one alone."""
        found = [row.value for row in self.rows]
        if len(found) < 2 or not all(v.is_percent and 0 <= v.number <= 100 for v in found):
            return None
        said = ", ".join(f"{long_date(v.on)} {v.value}" for v in found if v.on)
        return trend([Dot(float(v.number)) for v in found]), f"{self.words} {said}"


def measured(session: Session, promise: Commitment) -> list[Shown]:
    """All measures of a promise: those of its framework, then those that officers added."""
    values: dict[str, list[tuple[str, int, Value]]] = {}
    for row, value in kept.values(session, promise.key):
        values.setdefault(value.measure, []).append((desk.short(row.key), row.version, value))
    found = [
        Shown(m.called, m.words, m.way, _rows(m.way, values.get(m.called, []))) for m in promise.measures
    ]
    for row, own in kept.measures(session, promise.key):
        key = desk.short(row.key)
        found.append(
            Shown(key, own.words, own.better, _rows(own.better, values.get(key, [])), key, row.version)
        )
    return found


def _rows(better: str, values: Sequence[tuple[str, int, Value]]) -> tuple[Row, ...]:
    """Each value with how it went since the one before it."""
    went = [rules.how_it_went(better, before[2], after[2]) for before, after in pairwise(values)]
    return tuple(Row(*value, how) for value, how in zip(values, ["", *went][: len(values)], strict=True))


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
