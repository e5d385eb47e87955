"""The tables of sections that an office arranges and publishes. Knows nothing of queries."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from feedback.adapters.tables import Base


class Arranged(Base):
    """One version of how a commitment's section is arranged. A row is added and never changed, so that
    nothing an officer wrote is lost.
    """

    __tablename__ = "arranged"

    commitment: Mapped[str] = mapped_column(String(60), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    definition: Mapped[dict[str, Any]]
    changed_on: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(80))


class ToldSection(Base):
    """A section as it was published, frozen: see domain/freezing.py. A row is added and never changed.
    `states` are the waves that could have told something, with their `seq` and `epoch` at that time;
    `arranged` is the version of its arrangement, 0 for none.
    """

    __tablename__ = "told_section"

    commitment: Mapped[str] = mapped_column(String(60), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    told_on: Mapped[date]
    fingerprint: Mapped[str] = mapped_column(String(64))
    arranged: Mapped[int]
    states: Mapped[dict[str, Any]]
    section: Mapped[dict[str, Any]]
