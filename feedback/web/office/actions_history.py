"""Who changed what of a promise's actions, leads and measures, and when; a record's fields in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import render_template, url_for

from feedback.adapters.languages import long_date
from feedback.adapters.store import actions as kept
from feedback.adapters.store import records
from feedback.adapters.store.newsletters import NEWSLETTER
from feedback.adapters.tables_actions import RecordChange
from feedback.domain.heard import CONSENTS, KINDS
from feedback.domain.measures import WAYS
from feedback.domain.side_by_side import changed
from feedback.web.context import here
from feedback.web.office import actions_desk as desk
from feedback.web.office.desk import office

_KINDS = {
    kept.ACTION: "Action",
    kept.HEARD: "Heard elsewhere",
    kept.LEADS: "Who leads",
    kept.MEASURE: "Measure",
    kept.VALUE: "Value",
    NEWSLETTER: "Newsletter",
}
_FIELDS = {
    "answers": "What it answers",
    "state": "How far it is",
    "words": "Words",
    "why": "Why",
    "day": "Day",
    "partnership": "Partnership that leads",
    "officer": "Officer who leads",
    "young_person": "Young person who leads",
    "better": "Which way is better",
    "measure": "Measure",
    "value": "Value",
    "on": "Day",
    "source": "Where it comes from",
    "kind": "What it was",
    "group": "Group",
    "people": "How many were there",
    "commitments": "Promises",
    "consent": "Who agreed",
    "alt": "What it shows",
    "file": "File",
    "title": "Title",
    "meeting": "Meeting",
    "opening": "First words",
    "promises": "Promises, in order",
    "closing": "The next meeting",
}
_STATES = {"done": "Done", "doing": "Doing", "cant": "We can’t"}
_IN_WORDS: Mapping[str, Mapping[str, str]] = {
    "state": _STATES,
    "better": WAYS,
    "kind": KINDS,
    "consent": CONSENTS,
}
_NEVER = ("file", "measure")  # their keys say nothing to people
_GONE = "one that is no longer there"


def shown(held: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a record holds, in words, field by field."""
    return [
        (_FIELDS.get(name, name), _said(name, value)) for name, value in held.items() if name not in _NEVER
    ]


def _said(name: str, value: object) -> str:
    if value in (None, "", []):
        return "nothing"
    if name in ("day", "on"):
        return long_date(date.fromisoformat(str(value)))
    if name == "answers" and isinstance(value, list):
        return f"{len(value)} thing{'' if len(value) == 1 else 's'} said"
    if isinstance(value, list):
        return ", ".join(str(v) for v in value)
    return _IN_WORDS.get(name, {}).get(str(value), str(value))


@office.get("/commitments/<commitment>/history")
def acting_history(commitment: str) -> str:
    """Every change to what belongs to a promise, the newest first: who, when, from what to what."""
    _, promise = desk.commitment_of(commitment)
    with here().database.reading() as reading:
        changes = records.history_of(reading, commitment)
        own = {desk.short(row.key): one.words for row, one in kept.measures(reading, commitment)}
        measures = {m.called: m.words for m in promise.measures} | own
        names = kept.names(reading, [c.officer for c in changes])
        back = (url_for("office.acting", commitment=commitment), "Back to what we did")
        return history_page(changes, names, promise.name, back, measures)


def history_page(
    changes: Sequence[RecordChange],
    names: Mapping[int, str],
    title: str,
    back: tuple[str, str],
    measures: Mapping[str, str] | None = None,
) -> str:
    """The page of some changes. `back` is where it leads back to: an address, and its words."""
    before = {(c.key, c.version): c for c in changes}
    rows = []
    for change in changes:
        was = before.get((change.key, change.version - 1))
        rows.append((change, _called(change, measures or {}), _between(was, change)))
    return render_template("office/actions/history.html", rows=rows, names=names, title=title, back=back)


def _called(change: RecordChange, measures: Mapping[str, str]) -> str:
    """What kind of thing was changed; of a value, also of which measure it is."""
    if change.kind != kept.VALUE or change.held is None:
        return _KINDS[change.kind]
    return f"{_KINDS[change.kind]} of “{measures.get(change.held['measure'], _GONE)}”"


def _between(was: RecordChange | None, now: RecordChange) -> list[tuple[str, str, str]]:
    """The fields that changed: what each was, and what it is. Words that may not be kept are not there."""
    old, new = (was.held if was else None), now.held
    if new is None:
        return []
    return [
        (
            _FIELDS.get(name, name),
            _said(name, (old or {}).get(name)) if old is not None else "",
            _said(name, new.get(name)),
        )
        for name in changed(old, new)
        if name not in _NEVER and (old is not None or new.get(name) not in (None, "", []))
    ]


@office.get("/heard/<key>/history")
def heard_history(key: str) -> str:
    """Every change to something heard elsewhere. Words that were changed or taken away are kept nowhere."""
    with here().database.reading() as reading:
        changes = records.history(reading, desk.whole_key(kept.HEARD, key))
        names = kept.names(reading, [c.officer for c in changes])
        back = (url_for("office.heard"), "Back to what was heard elsewhere")
        return history_page(changes, names, _KINDS[kept.HEARD], back)
