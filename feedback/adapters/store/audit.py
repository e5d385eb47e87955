"""The audit log: what was done in the office, by whom and when. Added to and never changed: the
database itself refuses. Knows nothing of what was done, and is told no detail of those who answer.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.adapters.tables import Audit

LONGEST = 200


def record(session: Session, who: str, act: str, about: str, at: datetime) -> None:
    """Adds one line, kept only if the transaction that did it is. `about` is a key, such as a wave's."""
    session.add(Audit(who=who[:80], act=act[:80], about=about[:LONGEST], at=at.replace(tzinfo=None)))


def latest(session: Session, most: int, before: int | None = None) -> Sequence[Audit]:
    """The newest lines first, those before a line's number if one is given."""
    wanted = select(Audit).order_by(Audit.id.desc()).limit(most)
    return session.scalars(wanted if before is None else wanted.where(Audit.id < before)).all()
