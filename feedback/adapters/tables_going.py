"""The tables of how people's answers go: one by its writer, all of a wave on its day. Knows no query."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, String, false
from sqlalchemy.orm import Mapped, mapped_column

from feedback.adapters.tables import NO_ORDER, Base


class Receipt(Base):
    """Lets whoever wrote a response take it out: the response, under a slow keyed hash of three words that
    only its writer was shown. Nothing else.
    """

    __tablename__ = "receipt"
    __table_args__ = (
        ForeignKeyConstraint(["wave_id", "seq"], ["response.wave_id", "response.seq"]),
        NO_ORDER,
    )

    words_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    wave_id: Mapped[int]
    seq: Mapped[int]


class KeptCount(Base):
    """What stays of a wave when its people go: the numbers that could be told of each question as a whole, by
    identity, null where hidden; and the editions that were answered, which say what was asked. `scrubbed` is
    true once what was deleted can't be read in the database's files either.
    """

    __tablename__ = "kept_count"

    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id"), primary_key=True, autoincrement=False)
    figures: Mapped[dict[str, Any]]
    editions: Mapped[list[int]] = mapped_column(JSON())
    scrubbed: Mapped[bool] = mapped_column(default=False, server_default=false())
