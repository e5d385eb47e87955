"""The table of newsletters that were published. Knows nothing of queries: see store/newsletters.py."""

from datetime import date
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from feedback.adapters.tables import Base


class ToldNewsletter(Base):
    """One edition of a newsletter as it was published: see domain/newsletters.py. A row is added, and changed
    only to take it down. `key` and `version` are the draft that it was made from.
    """

    __tablename__ = "told_newsletter"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    edition: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(80), index=True)
    version: Mapped[int]
    told_on: Mapped[date]
    issue: Mapped[dict[str, Any]]
    down_on: Mapped[date | None]
    down_why: Mapped[str] = mapped_column(String(300))
