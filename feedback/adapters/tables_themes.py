"""The tables of the code frame, and of who coded which comment as what. Knows nothing of queries."""

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String, false
from sqlalchemy.orm import Mapped, mapped_column

from feedback.adapters.tables import NO_ORDER, Base


class ThemeRow(Base):
    """One theme: see domain/themes.py. One that is retired isn't offered any more, and what it coded
    stays.
    """

    __tablename__ = "theme"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    rules: Mapped[list[str]]
    place: Mapped[int]
    retired: Mapped[bool] = mapped_column(default=False, server_default=false())


class CodedComment(Base):
    """Someone decided what one comment is about, maybe nothing. It goes when the comment goes. `who` is the
    officer's name, as in the audit log: what they coded stays when they leave.
    """

    __tablename__ = "coded_comment"
    __table_args__ = (
        ForeignKeyConstraint(
            ["wave_id", "seq", "question"],
            ["comment.wave_id", "comment.seq", "comment.question"],
            ondelete="CASCADE",
        ),
        NO_ORDER,
    )

    wave_id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question: Mapped[str] = mapped_column(String(60), primary_key=True)
    who: Mapped[str] = mapped_column(String(80), primary_key=True)


class CommentTheme(Base):
    """One of the themes that someone coded a comment as."""

    __tablename__ = "comment_theme"
    __table_args__ = (
        ForeignKeyConstraint(
            ["wave_id", "seq", "question", "who"],
            ["coded_comment.wave_id", "coded_comment.seq", "coded_comment.question", "coded_comment.who"],
            ondelete="CASCADE",
        ),
        NO_ORDER,
    )

    wave_id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question: Mapped[str] = mapped_column(String(60), primary_key=True)
    who: Mapped[str] = mapped_column(String(80), primary_key=True)
    theme: Mapped[str] = mapped_column(ForeignKey("theme.key"), primary_key=True)
