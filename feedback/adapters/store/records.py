"""Things that officers write down, with every version of each. Knows nothing of what they mean."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from feedback.adapters.tables_actions import Record, RecordChange
from feedback.domain.side_by_side import changed, together

Held = Mapping[str, Any]


@dataclass(frozen=True)
class By:
    """Which officer, and when."""

    officer: int
    at: datetime


@dataclass(frozen=True)
class Wanted:
    """What to keep under a key. `version` is the one that its page was made from, 0 for something new. With
    `forget`, no earlier version's words stay.
    """

    key: str
    kind: str
    commitment: str
    held: Held
    version: int = 0
    forget: bool = False


@dataclass(frozen=True)
class Kept:
    """How a save went. Where another changed the same fields nothing is kept: `clashes` has the fields,
    `theirs` what stands now and `version` its version. `gone` is true where it was taken away meanwhile.
    """

    version: int
    held: Held
    merged: bool = False
    clashes: tuple[str, ...] = ()
    theirs: Held | None = None
    gone: bool = False


def short(key: str) -> str:
    """The part of a record's key that stands in an address."""
    return key.rpartition("/")[2]


def get(session: Session, key: str, kind: str) -> Record | None:
    found = session.get(Record, key)
    return found if found is not None and found.kind == kind else None


def every(session: Session, kind: str, commitment: str | None = None) -> Sequence[Record]:
    """All of a kind, or those of one commitment, by key."""
    wanted = select(Record).where(Record.kind == kind).order_by(Record.key)
    return session.scalars(
        wanted if commitment is None else wanted.where(Record.commitment == commitment)
    ).all()


def save(session: Session, wanted: Wanted, by: By, sound: Callable[[Held], bool] = lambda _: True) -> Kept:
    """Keeps what is wanted, put together with what was saved since its page was made. If the two aren't
    `sound` together, all that they differ in is a clash.
    """
    row = _held_row(session, wanted)
    if not row.version:
        if wanted.version:
            session.delete(row)
            session.flush()
            return Kept(0, wanted.held, gone=True)
        return _keep(session, row, wanted, wanted.held, by)
    if row.version == wanted.version:
        return _keep(session, row, wanted, wanted.held, by)
    both = together(_at(session, wanted), wanted.held, row.held)
    clashes = both.clashes or (() if sound(both.fields) else tuple(changed(row.held, wanted.held)))
    if clashes:
        return Kept(row.version, wanted.held, clashes=clashes, theirs=row.held)
    return _keep(session, row, wanted, both.fields, by, merged=both.fields != dict(wanted.held))


def _held_row(session: Session, wanted: Wanted) -> Record:
    """The row, held until this is kept; an empty one, version 0, if there was none."""
    while True:
        _make_room(session, wanted)
        row = session.get(Record, wanted.key, with_for_update=True, populate_existing=True)
        if row is not None:  # or else another took it away just now
            return row


def _make_room(session: Session, wanted: Wanted) -> None:
    """An empty row, version 0, where there is none: of two who save something new at once, one waits."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    values = {
        "key": wanted.key,
        "kind": wanted.kind,
        "commitment": wanted.commitment,
        "held": {},
        "version": 0,
    }
    session.execute(insert(Record).values(values).on_conflict_do_nothing())


def _at(session: Session, wanted: Wanted) -> Held | None:
    found = session.get(RecordChange, (wanted.key, wanted.version))
    return found.held if found else None


def _keep(session: Session, row: Record, wanted: Wanted, held: Held, by: By, *, merged: bool = False) -> Kept:
    """The version that holds this: the one there is, if it says the same."""
    before = row.held if row.version else None
    if before == dict(held):
        return Kept(row.version, held, merged)
    last = session.scalar(select(func.max(RecordChange.version)).where(RecordChange.key == row.key))
    row.held, row.version = dict(held), (last or 0) + 1
    what = "added" if before is None else f"changed: {', '.join(changed(before, held))}"
    _note(session, row, what, dict(held), by)
    if wanted.forget:
        _forget(session, row.key, row.version)
    return Kept(row.version, held, merged)


def _note(session: Session, row: Record, what: str, held: dict[str, Any] | None, by: By) -> None:
    session.add(
        RecordChange(
            key=row.key,
            version=row.version,
            kind=row.kind,
            commitment=row.commitment,
            what=what[:200],
            held=held,
            at=by.at.replace(tzinfo=None),
            officer=by.officer,
        )
    )
    session.flush()


def _forget(session: Session, key: str, before: int) -> None:
    gone = update(RecordChange).where(RecordChange.key == key, RecordChange.version < before)
    session.execute(gone.values(held=None), execution_options={"synchronize_session": False})


def remove(session: Session, wanted: Wanted, by: By) -> Kept:
    """Takes a record away, if nobody changed it meanwhile; its history says so."""
    row = session.get(Record, wanted.key, with_for_update=True, populate_existing=True)
    if row is None or row.kind != wanted.kind:
        return Kept(0, {}, gone=True)
    if row.version != wanted.version:
        return Kept(row.version, {}, clashes=tuple(row.held), theirs=row.held)
    row.version += 1
    _note(session, row, "taken away", None, by)
    if wanted.forget:
        _forget(session, row.key, row.version)
    session.delete(row)
    return Kept(row.version, {})


def history(session: Session, key: str) -> Sequence[RecordChange]:
    """Every version, the newest first."""
    wanted = select(RecordChange).where(RecordChange.key == key).order_by(RecordChange.version.desc())
    return session.scalars(wanted).all()


def history_of(session: Session, commitment: str, most: int = 200) -> Sequence[RecordChange]:
    """Every change to what belongs to a commitment, the newest first."""
    wanted = select(RecordChange).where(RecordChange.commitment == commitment)
    ordered = wanted.order_by(RecordChange.at.desc(), RecordChange.key, RecordChange.version.desc())
    return session.scalars(ordered.limit(most)).all()


def changed_on(session: Session, kind: str) -> Mapping[str, date]:
    """The day on which each record of a kind was changed last, by its key."""
    wanted = select(RecordChange.key, func.max(RecordChange.at)).where(RecordChange.kind == kind)
    return {key: at.date() for key, at in session.execute(wanted.group_by(RecordChange.key))}
