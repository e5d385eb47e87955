"""The tables of who is signed in, invited, or holds a recovery code. Knows nothing of queries."""

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from feedback.adapters.tables import NO_ORDER, Base


class Sitting(Base):
    """One browser in which an officer is signed in, under the hash of a random token. Times are in seconds.
    `halfway` is true while only the password was right, and the second factor is still to come.
    """

    __tablename__ = "sitting"
    __table_args__ = NO_ORDER

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id", ondelete="CASCADE"), index=True)
    begun_at: Mapped[int] = mapped_column(BigInteger)
    seen_at: Mapped[int] = mapped_column(BigInteger)
    halfway: Mapped[bool]


class Invitation(Base):
    """A link that lets one officer choose how they sign in, once, under the hash of its token."""

    __tablename__ = "invitation"
    __table_args__ = NO_ORDER

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id", ondelete="CASCADE"), unique=True)
    ends_at: Mapped[int] = mapped_column(BigInteger)


class RecoveryCode(Base):
    """One way in for someone whose phone is gone, under a keyed hash. A row is deleted when it is used."""

    __tablename__ = "recovery_code"
    __table_args__ = NO_ORDER

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id", ondelete="CASCADE"), index=True)
