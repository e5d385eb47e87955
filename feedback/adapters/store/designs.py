"""Surveys that are being made, with every version of each. Knows nothing of what makes one whole."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete as sql_delete
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session, defer

from feedback.adapters import tables_designs as tables
from feedback.adapters.store import editions
from feedback.adapters.tables_designs import DesignChange
from feedback.adapters.tables_reviewing import ReviewFlag, ReviewLink, SignOff, SignOffFirst
from feedback.domain.design_files import definition_of, design_of
from feedback.domain.designs import Design
from feedback.domain.merging import MINE, THEIRS, Clash, merge
from feedback.domain.surveys import Survey


@dataclass(frozen=True)
class By:
    """Who saves, when, and what they did, in a few words for the list of versions."""

    who: str
    at: datetime
    what: str


@dataclass(frozen=True)
class Saved:
    """How a save went: the version that it made, or, where two changed the same words, what to choose between
    and the version that it clashes with. `together` is true where another's changes were put in with it.
    """

    version: int
    together: bool = False
    clashes: tuple[Clash, ...] = ()
    by: str = ""


@dataclass(frozen=True)
class Choices:
    """What was chosen where two changed the same words, and the version that was shown beside mine."""

    seen: int = 0
    of: Mapping[str, str] = field(default_factory=dict)


def start(session: Session, design: Design, languages: Mapping[str, Any], by: By) -> bool:
    """Begins a design. False if there is one with its key, which stays as it is."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    values = {"definition": definition_of(design), "version": 1, **_signed(by)}
    added = insert(tables.Design).values(key=design.key, languages=dict(languages), **values)
    made = session.execute(added.on_conflict_do_nothing().returning(tables.Design.key)).all()
    if made:
        session.add(DesignChange(key=design.key, what=by.what[:200], **values))
        session.flush()
    return bool(made)


def _signed(by: By) -> dict[str, Any]:
    return {"changed_on": by.at.replace(tzinfo=None), "changed_by": by.who[:80]}


def get(session: Session, key: str, hold: bool = False) -> tables.Design | None:
    """A design as it is kept. To `hold` it is to let nobody else change it until this session is over."""
    return session.get(tables.Design, key, with_for_update=hold or None, populate_existing=hold)


OF_A_DESIGN = (  # what goes with one, in the order that lets it go
    DesignChange.key,
    ReviewFlag.survey_key,
    ReviewLink.survey_key,
    SignOff.survey_key,
    SignOffFirst.survey_key,
)


def delete(session: Session, key: str, version: int) -> bool:
    """Deletes a design with all its versions. False, and nothing is deleted, if it was published, or was
    saved again since this version, or isn't there.
    """
    row = session.get(tables.Design, key, with_for_update=True)
    if row is None or row.edition is not None or row.version != version:
        return False
    for column in OF_A_DESIGN:
        session.execute(sql_delete(column.class_).where(column == key))
    session.delete(row)
    session.flush()
    return True


def hold(session: Session, key: str) -> tables.Design | None:
    """The same, read anew and held until the transaction ends: nobody else saves, flags or publishes it."""
    return session.get(tables.Design, key, with_for_update=True, populate_existing=True)


def every(session: Session) -> Sequence[tables.Design]:
    """All designs, the last to be changed first."""
    wanted = select(tables.Design).order_by(tables.Design.changed_on.desc(), tables.Design.key)
    return session.scalars(wanted).all()


def published(session: Session) -> Mapping[str, Survey]:
    """Each survey that was published from a design, by key, as it was published last. One whose edition isn't
    there any more is passed over.
    """
    rows = session.execute(select(tables.Design.key, tables.Design.edition).order_by(tables.Design.key))
    of = ((key, edition, editions.of(session, key)) for key, edition in rows if edition is not None)
    return {key: surveys[edition] for key, edition, surveys in of if edition in surveys}


def at(session: Session, key: str, version: int) -> Design | None:
    """A design as it was at one version; None if there is no such version."""
    found = session.get(DesignChange, (key, version))
    return design_of(found.definition) if found else None


def versions(session: Session, key: str, most: int = 200) -> Sequence[DesignChange]:
    """The versions of a design, the newest first, without what they held."""
    wanted = select(DesignChange).options(defer(DesignChange.definition)).where(DesignChange.key == key)
    return session.scalars(wanted.order_by(DesignChange.version.desc()).limit(most)).all()


def save(
    session: Session,
    key: str,
    version: int,
    edit: Callable[[Design], Design],
    by: By,
    choices: Choices = Choices(),
) -> Saved:
    """Makes an edit to the version that its page was made from, and puts it together with what was saved
    since. Where two changed the same words nothing is kept, and `clashes` says what to choose between.

    Raises LookupError if there is no such design or version, and whatever the edit raises.
    """
    row = get(session, key, hold=True)
    base = at(session, key, version)
    if row is None or base is None:
        raise LookupError(f"{key} has no version {version}")
    mine = edit(base)
    if row.version == version:
        return Saved(_keep(session, row, mine, by))
    chosen = choices.of if choices.seen == row.version else {}
    merged = merge(base, mine, design_of(row.definition), chosen)
    if merged.clashes:
        return Saved(row.version, True, merged.clashes, row.changed_by)
    if THEIRS in chosen.values():  # what wasn't chosen is a version too, so that it can be brought back
        all_mine = merge(base, mine, design_of(row.definition), dict.fromkeys(chosen, MINE)).design
        _keep(session, row, all_mine, replace(by, what=f"{by.what} (not chosen)"))
    return Saved(_keep(session, row, merged.design, by), True)


def _keep(session: Session, row: tables.Design, design: Design, by: By) -> int:
    """The version that holds this design: the one there is, if it says the same."""
    definition = definition_of(design)
    if definition != row.definition:
        row.definition, row.version = definition, row.version + 1
        row.changed_on, row.changed_by = by.at.replace(tzinfo=None), by.who[:80]
        kept = {"definition": definition, "version": row.version, **_signed(by)}
        session.add(DesignChange(key=row.key, what=by.what[:200], **kept))
        session.flush()
    return row.version
