"""How sections were arranged, every version of each. Knows nothing of what an arrangement does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from feedback.adapters.tables_sections import Arranged
from feedback.domain.arranging import Arrangement


@dataclass(frozen=True)
class Kept:
    """An arrangement as it's kept, its version (0 for one that nobody made), and who made it."""

    arrangement: Arrangement
    version: int = 0
    by: str = ""


def newest(session: Session, commitment: str) -> Kept:
    """How a section is arranged now."""
    wanted = select(Arranged).where(Arranged.commitment == commitment).order_by(Arranged.version.desc())
    return _kept(session.scalars(wanted.limit(1)).first())


def at(session: Session, commitment: str, version: int) -> Kept | None:
    """How it was arranged at one version, 0 for the start; None if there is no such version."""
    row = session.get(Arranged, (commitment, version)) if version else None
    return _kept(row) if row or not version else None


def _kept(row: Arranged | None) -> Kept:
    if row is None:
        return Kept(Arrangement())
    return Kept(Arrangement.model_validate(row.definition), row.version, row.changed_by)


def every(session: Session) -> Mapping[str, Kept]:
    """How every section is arranged now, by its commitment; those that nobody arranged are not there."""
    last = select(Arranged.commitment, func.max(Arranged.version)).group_by(Arranged.commitment)
    return {commitment: newest(session, commitment) for commitment, _ in session.execute(last)}


def add(session: Session, commitment: str, version: int, made: Arrangement, by: str, at: datetime) -> bool:
    """Keeps a version. False if someone else was quicker to make it."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    values = {
        "commitment": commitment,
        "version": version,
        "definition": made.model_dump(mode="json"),
        "changed_on": at.replace(tzinfo=None),
        "changed_by": by[:80],
    }
    added = insert(Arranged).values(**values).on_conflict_do_nothing().returning(Arranged.version)
    return bool(session.execute(added).all())
