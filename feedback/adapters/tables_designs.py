"""The tables of surveys that are being made. Knows nothing of queries: those are in store/designs.py."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from feedback.adapters.tables import Base


class Design(Base):
    """A survey that is being made. `definition` has the shape of a survey file and may be unfinished;
    `languages` are the translations that it was started with. `version` is raised by each save; `edition` is
    the one that it was published as last.
    """

    __tablename__ = "design"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    definition: Mapped[dict[str, Any]]
    languages: Mapped[dict[str, Any]]
    version: Mapped[int]
    changed_on: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(80))
    edition: Mapped[int | None]


class DesignChange(Base):
    """One version of a design. A row is added and never changed, so that nothing typed is ever lost."""

    __tablename__ = "design_change"

    key: Mapped[str] = mapped_column(ForeignKey("design.key"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    definition: Mapped[dict[str, Any]]
    changed_on: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(80))
    what: Mapped[str] = mapped_column(String(200))
