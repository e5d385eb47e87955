"""What was chosen in the office, as one row with a version. Knows nothing of what the environment says."""

from collections.abc import Mapping
from datetime import date

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from feedback.adapters.tables_settings import Setting
from feedback.domain.choices import Choices

_CHOICES = TypeAdapter(Choices)
THE_ROW = 1
# Of the table and not of the class: every request asks this, and it needs no object.
_VERSION = select(Setting.__table__.c.version).where(Setting.__table__.c.id == THE_ROW)
# Two more rows hold nothing that was chosen: a mark of the key that the machines share, and the days seen.
THE_KEY, THE_DAYS = 2, 3


def version(session: Session) -> int:
    """What changes whenever a choice does."""
    return session.scalar(_VERSION) or 0


def chosen(session: Session, hold: bool = False) -> tuple[int, Choices]:
    """The version, and all choices as they are. With `hold`, whoever else wants to change one waits."""
    wanted = select(Setting).where(Setting.id == THE_ROW).execution_options(populate_existing=True)
    row = session.scalars(wanted.with_for_update() if hold else wanted).one()
    return row.version, _CHOICES.validate_python(row.chosen)


def choose(session: Session, choices: Choices) -> None:
    """Keeps these in place of those before. Hold them first, with `chosen`."""
    row = session.get_one(Setting, THE_ROW)
    row.version, row.chosen = row.version + 1, _CHOICES.dump_python(choices, mode="json")


def key_mark(session: Session) -> str | None:
    """The mark of the key that the machines share; None if none was kept."""
    row = session.get(Setting, THE_KEY)
    return None if row is None else str(row.chosen["mark"])


def keep_key_mark(session: Session, mark: str) -> None:
    """Keeps it in place of any other."""
    _put(session, THE_KEY, {"mark": mark})


def days_seen(session: Session) -> tuple[date | None, date | None]:
    """The last day that was seen, and the day on which deleting waits, as they were kept: None if there is
    none. Whoever else asks for them to change them waits.
    """
    row = session.scalar(select(Setting).where(Setting.id == THE_DAYS).with_for_update())
    kept = row.chosen if row else {}
    seen, waits = kept.get("seen"), kept.get("waits")
    return seen and date.fromisoformat(seen), waits and date.fromisoformat(waits)


def keep_days_seen(session: Session, seen: date, waits: date | None) -> None:
    days = {"seen": seen.isoformat(), "waits": waits.isoformat() if waits else None}
    _put(session, THE_DAYS, days)


def _put(session: Session, row: int, what: Mapping[str, str | None]) -> None:
    """Keeps it in place of what was there; of two that come first at once, both do."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    put = insert(Setting).values(id=row, version=1, chosen=what)
    session.execute(put.on_conflict_do_update(index_elements=[Setting.id], set_={"chosen": what}))
    session.expire_all()
