"""The tables of who may sign in, who has, and what they did. Knows nothing of queries."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from feedback.adapters.tables import NO_ORDER, Base


class Officer(Base):
    """Someone who may sign in to the office. `roles` are keys of domain/roles.py. The password's hash is ""
    until they have chosen one. `second_sealed` is the key of their second factor, encrypted; `second_step` is
    the last time step whose code was used; `sign_on_hash` their identity at the council's own sign-on.
    """

    __tablename__ = "officer"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    added_on: Mapped[date]
    roles: Mapped[list[str]]
    second_sealed: Mapped[str | None] = mapped_column(String(300))
    second_step: Mapped[int] = mapped_column(BigInteger, default=0)
    sign_on_hash: Mapped[str | None] = mapped_column(String(64), unique=True)


class Audit(Base):
    """One thing that was done in the office. A row is added and never changed: triggers refuse both."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(80))
    act: Mapped[str] = mapped_column(String(80))
    about: Mapped[str] = mapped_column(String(200))


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
