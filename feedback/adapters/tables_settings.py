"""The table of what the office chose. Knows nothing of queries: those are in store/settings.py."""

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from feedback.adapters.tables import Base


class Setting(Base):
    """All that was chosen in the office: one row. `version` grows with each change."""

    __tablename__ = "setting"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]
    chosen: Mapped[dict[str, Any]]
