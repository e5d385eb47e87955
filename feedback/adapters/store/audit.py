"""The audit log: what was done in the office, by whom and when. Added to and never changed: the
database itself refuses. Knows nothing of what was done, and is told no detail of those who answer.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from feedback.adapters.tables_people import Audit

LONGEST = 200
UNKNOWN = "someone unknown"


def record(session: Session, who: str, act: str, about: str, at: datetime) -> None:
    """Adds one line, kept only if the transaction that did it is. `about` is a key, such as a wave's."""
    session.add(Audit(who=who[:80], act=act[:80], about=about[:LONGEST], at=at.replace(tzinfo=None)))


def latest(
    session: Session, most: int, before: int | None = None, who: str = "", act: str = ""
) -> Sequence[Audit]:
    """The newest lines first, those before a line's number if given; of one person or act, if named."""
    wanted = _of(who, act).order_by(Audit.id.desc()).limit(most)
    return session.scalars(wanted if before is None else wanted.where(Audit.id < before)).all()


def whole(session: Session, who: str = "", act: str = "") -> Iterator[Audit]:
    """Every line, the oldest first."""
    return iter(session.scalars(_of(who, act).order_by(Audit.id).execution_options(yield_per=1000)))


def known(session: Session) -> tuple[list[str], list[str]]:
    """Everyone who did something, and everything that was done, by name."""
    people = session.scalars(select(Audit.who).distinct().order_by(Audit.who)).all()
    return list(people), list(session.scalars(select(Audit.act).distinct().order_by(Audit.act)).all())


def _of(who: str, act: str) -> Select[Audit]:
    wanted = select(Audit)
    if who:
        wanted = wanted.where(Audit.who == who)
    return wanted.where(Audit.act == act) if act else wanted
