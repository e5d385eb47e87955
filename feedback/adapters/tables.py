"""The tables. Knows nothing of queries: those are in store/."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    false,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Every constraint has a name from the start, so that a later migration can say what it changes."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {date: Date(), datetime: DateTime(), dict[str, Any]: JSON(), list[str]: JSON()}  # noqa: RUF012


# SQLite numbers its rows in the order that they came, which would tell who began before whom.
NO_ORDER = {"sqlite_with_rowid": False}


class Edition(Base):
    """One frozen definition of a survey. A row is added and never changed."""

    __tablename__ = "edition"
    __table_args__ = (Index("uq_edition_fingerprint", "survey_key", "fingerprint", unique=True),)

    survey_key: Mapped[str] = mapped_column(String(60), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    definition: Mapped[dict[str, Any]]
    published_on: Mapped[date]


class Wave(Base):
    """One time that a survey was open. `seq` counts its responses, `epoch` its erasures; neither is told.
    `access` says who may answer: "open" for anyone with the link, "codes" for whoever has a code, "nobody"
    where answers were imported. `target` is how many answers are hoped for; `promise` is what was promised to
    those who answer, as domain/promises.py keeps it. On `delete_on` the people go; `people_gone_on` is when
    they did.
    """

    __tablename__ = "wave"
    __table_args__ = (
        ForeignKeyConstraint(["survey_key", "edition"], ["edition.survey_key", "edition.number"]),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    survey_key: Mapped[str] = mapped_column(String(60), index=True)
    edition: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    access: Mapped[str] = mapped_column(String(10), default="open")
    made_up: Mapped[bool] = mapped_column(default=False)
    shuffle_key: Mapped[str] = mapped_column(String(32))
    seq: Mapped[int] = mapped_column(default=0)
    epoch: Mapped[int] = mapped_column(default=0)
    target: Mapped[int | None]
    promise: Mapped[dict[str, Any] | None]
    delete_on: Mapped[date | None]
    people_gone_on: Mapped[date | None]


class Response(Base):
    """One person's sent answers, as one line of codes. A date and no time, no address, no device."""

    __tablename__ = "response"

    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    edition: Mapped[int]
    answered_on: Mapped[date]
    language: Mapped[str] = mapped_column(String(20))
    way: Mapped[str] = mapped_column(String(20))
    codes: Mapped[str] = mapped_column(Text)


class Comment(Base):
    """What someone wrote, and the redacted form that they were shown. `state`: new, cleared or declined.
    `mended` is true once its writer has put another form in place of that one.
    """

    __tablename__ = "comment"
    __table_args__ = (
        ForeignKeyConstraint(["wave_id", "seq"], ["response.wave_id", "response.seq"]),
        Index("ix_comment_wave_id_state", "wave_id", "state"),
    )

    wave_id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question: Mapped[str] = mapped_column(String(60), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    redacted: Mapped[str] = mapped_column(Text)
    may_quote: Mapped[bool]
    state: Mapped[str] = mapped_column(String(10), default="new")
    mended: Mapped[bool] = mapped_column(default=False, server_default=false())


class Draft(Base):
    """Answers not yet sent, under the hash of a random token. `sent` leaves an empty husk for a day, so that
    a second press of Send is thanked and not stored twice; nothing joins it to the response. `words_hash` is
    a slow hash, with a key that isn't in the database, of the three words that bring it back. `receipt` says
    that words were made when it was sent which take the response out: not which.
    """

    __tablename__ = "draft"
    __table_args__ = NO_ORDER

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id"))
    answers: Mapped[dict[str, Any]]
    touched_on: Mapped[date] = mapped_column(index=True)
    sent: Mapped[bool] = mapped_column(default=False)
    words_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    receipt: Mapped[bool] = mapped_column(default=False, server_default=false())


class Code(Base):
    """One person's right to answer once, under a hash. Used or not: not when, and not by which response."""

    __tablename__ = "code"
    __table_args__ = NO_ORDER

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id"), index=True)
    used: Mapped[bool] = mapped_column(default=False)


class Upload(Base):
    """A picture or a recording that the council added. `key` says what it belongs to: see store/uploads."""

    __tablename__ = "upload"

    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(40))
    alt: Mapped[str] = mapped_column(String(200))
    licence: Mapped[str] = mapped_column(String(200))
    added_on: Mapped[date]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Population(Base):
    """How many people could have answered a wave, by the council's own count: see domain/populations.py."""

    __tablename__ = "population"

    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id"), primary_key=True, autoincrement=False)
    definition: Mapped[dict[str, Any]]


class Release(Base):
    """What was published of a wave at one time: each figure by its identity, null where it was hidden. `seq`
    and `epoch` are the wave's at that time: they tell whether the answers have changed since.
    """

    __tablename__ = "release"

    id: Mapped[int] = mapped_column(primary_key=True)
    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id"), index=True)
    what: Mapped[str] = mapped_column(String(200))
    released_on: Mapped[date]
    seq: Mapped[int]
    epoch: Mapped[int]
    figures: Mapped[dict[str, Any]]


class Throttle(Base):
    """How often something was tried in a window of time, by a keyed hash that tells nobody who tried."""

    __tablename__ = "throttle"
    __table_args__ = NO_ORDER

    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    window: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    tries: Mapped[int]
