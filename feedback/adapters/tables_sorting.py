"""The tables of comments sorted by theme to be told. Knows nothing of queries: see store/sorting.py."""

from datetime import date

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.adapters.tables import NO_ORDER, Base


class ToldThemes(Base):
    """The themes of one comment question of one wave are told from `told_on`: `themes` are their keys, in
    order, and `how` says who sorted. It outlives the people, so that what was told can still be read.
    """

    __tablename__ = "told_themes"

    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(60), primary_key=True)
    themes: Mapped[list[str]]
    how: Mapped[str] = mapped_column(Text)
    told_on: Mapped[date]


class SortedComment(Base):
    """What one comment is about, as it's told; perhaps no theme. It doesn't change while it's told, whatever
    anybody codes: else two publications would tell whose changed. It's a tick and no words, so it stays when
    its writer deletes the comment, and goes when the response goes.
    """

    __tablename__ = "sorted_comment"
    __table_args__ = (
        ForeignKeyConstraint(
            ["wave_id", "seq"],
            ["response.wave_id", "response.seq"],
            ondelete="CASCADE",
        ),
        NO_ORDER,
    )

    wave_id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question: Mapped[str] = mapped_column(String(60), primary_key=True)
    themes: Mapped[list[str]]
