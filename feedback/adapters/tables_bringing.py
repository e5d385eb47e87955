"""The tables of bringing answers in. Knows nothing of queries: those are in store/."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from feedback.adapters.tables import NO_ORDER, Base


class Bringing(Base):
    """A file of answers between being given and being kept. One officer alone may open it, for a day, and it
    goes when they do. `attempt` counts how often work on it was begun: work that was given up can't end one
    that was begun after it.
    """

    __tablename__ = "bringing"
    __table_args__ = NO_ORDER

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id", ondelete="CASCADE"), index=True)
    given_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(String(10))
    stage: Mapped[str] = mapped_column(String(80), default="")
    beat_at: Mapped[datetime]
    attempt: Mapped[int] = mapped_column(default=1)


class BringingPart(Base):
    """What is kept of such a file, each part sealed: it holds personal detail. See store/bringing."""

    __tablename__ = "bringing_part"
    __table_args__ = NO_ORDER

    token: Mapped[str] = mapped_column(ForeignKey("bringing.token", ondelete="CASCADE"), primary_key=True)
    part: Mapped[str] = mapped_column(String(10), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Imported(Base):
    """A wave that was brought in by a file: by whom, when, how many, and under which token, so that a second
    press keeps nothing twice. `edition_made` is true if the wave's edition was made for it. `responses` is
    None once the wave's people are gone.
    """

    __tablename__ = "imported"

    id: Mapped[int] = mapped_column(primary_key=True)
    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id"), unique=True)
    token: Mapped[str] = mapped_column(String(32), unique=True)
    who: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]
    responses: Mapped[int | None]
    edition_made: Mapped[bool]
