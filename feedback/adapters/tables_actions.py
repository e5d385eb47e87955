"""The tables of what was done about what was said. Knows nothing of queries: see store/records.py."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from feedback.adapters.tables import NO_ORDER, Base


class Record(Base):
    """One thing that an officer wrote down: `kind` says which (an action, something heard elsewhere, who
    leads, a measure, a value) and `held` is it. `commitment` is the promise that it belongs to; "" for more.
    `version` is raised by each save.
    """

    __tablename__ = "record"
    __table_args__ = NO_ORDER

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), index=True)
    commitment: Mapped[str] = mapped_column(String(60), index=True)
    held: Mapped[dict[str, Any]]
    version: Mapped[int]


class RecordChange(Base):
    """One version of a record: who made it (an officer's number), when, and what it held then. `held` is None
    where the record was taken away, and where its words may not be kept. It outlives its record.
    """

    __tablename__ = "record_change"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(12))
    commitment: Mapped[str] = mapped_column(String(60), index=True)
    what: Mapped[str] = mapped_column(String(200))
    held: Mapped[dict[str, Any] | None]
    at: Mapped[datetime]
    officer: Mapped[int]
