"""The tables of concerns and of the keys that open them. What is in a concern is sealed before it comes here.
Knows nothing of queries.
"""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from feedback.adapters.tables import NO_ORDER, Base


class Concern(Base):
    """What a young person asked us to pass on, sealed: which survey it came from is inside. Beside it only
    when it came, who read it and closed it, and when. Joined to nothing.
    """

    __tablename__ = "concern"
    __table_args__ = NO_ORDER

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    arrived_at: Mapped[datetime] = mapped_column(index=True)
    read_by: Mapped[str | None] = mapped_column(String(80))
    read_at: Mapped[datetime | None]
    closed_by: Mapped[str | None] = mapped_column(String(80))
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(80))


class ConcernKey(Base):
    """A key that concerns are sealed for: a lead's, or the recovery key's public half, which has no officer.
    `locked` is the private half under the lead's passphrase. Until somebody who holds a key lets it in,
    nothing is sealed for it.
    """

    __tablename__ = "concern_key"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id", ondelete="CASCADE"), unique=True)
    public: Mapped[bytes] = mapped_column(LargeBinary)
    locked: Mapped[bytes | None] = mapped_column(LargeBinary)
    let_in: Mapped[bool]
    made_at: Mapped[datetime]


class ConcernCopy(Base):
    """A concern's own key, wrapped for one of the keys."""

    __tablename__ = "concern_copy"
    __table_args__ = NO_ORDER

    concern_id: Mapped[str] = mapped_column(ForeignKey("concern.id", ondelete="CASCADE"), primary_key=True)
    key_id: Mapped[str] = mapped_column(
        ForeignKey("concern_key.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)


class ConcernVisit(Base):
    """A lead's private key while the lane is open in one browser, under a key that only that browser's cookie
    has. It goes with the sitting. `ends_at` is in seconds.
    """

    __tablename__ = "concern_visit"
    __table_args__ = NO_ORDER

    token_hash: Mapped[str] = mapped_column(
        ForeignKey("sitting.token_hash", ondelete="CASCADE"), primary_key=True
    )
    key_id: Mapped[str] = mapped_column(ForeignKey("concern_key.id", ondelete="CASCADE"))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    ends_at: Mapped[int] = mapped_column(BigInteger)
