"""The tables of trying a survey before it's published. Knows nothing of queries, and of nobody's name."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.adapters.tables import NO_ORDER, Base


class ReviewLink(Base):
    """A link to try one survey, under the hash of its token. `begun` is how many people began, `told` how
    many of these are in a record already. `for_office` is of someone who is signed in and has no link to
    hand out.
    """

    __tablename__ = "review_link"
    __table_args__ = NO_ORDER

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    survey_key: Mapped[str] = mapped_column(ForeignKey("design.key"), index=True)
    made_on: Mapped[date]
    ends_on: Mapped[date]
    taken_back: Mapped[bool]
    for_office: Mapped[bool]
    begun: Mapped[int]
    told: Mapped[int]


class ReviewFlag(Base):
    """One thing that was said of a survey's words. `place` is a question's key, or "" for the start page;
    `mark` makes the same said twice one; `version` is the design's; `words` are redacted; `edition` is the
    one whose record tells of it.
    """

    __tablename__ = "review_flag"

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_key: Mapped[str] = mapped_column(ForeignKey("design.key"), index=True)
    link_hash: Mapped[str] = mapped_column(ForeignKey("review_link.token_hash"), index=True)
    mark: Mapped[str] = mapped_column(String(64), unique=True)
    place: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(20))
    version: Mapped[int]
    said_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(10))
    answer: Mapped[str] = mapped_column(Text)
    answered_on: Mapped[date | None]
    edition: Mapped[int | None]


class SignOff(Base):
    """Someone who tried a survey said that these very words are good to go."""

    __tablename__ = "sign_off"
    __table_args__ = NO_ORDER

    mark: Mapped[str] = mapped_column(String(64), primary_key=True)
    survey_key: Mapped[str] = mapped_column(ForeignKey("design.key"), index=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    role: Mapped[str] = mapped_column(String(20))
    signed_on: Mapped[date]


class SignOffFirst(Base):
    """A survey that isn't published before young people signed it off."""

    __tablename__ = "sign_off_first"

    survey_key: Mapped[str] = mapped_column(ForeignKey("design.key"), primary_key=True)


class EditionRecord(Base):
    """What young people did to an edition, as domain/made_with.py keeps it. A row is added, never changed."""

    __tablename__ = "edition_record"
    __table_args__ = (
        ForeignKeyConstraint(["survey_key", "number"], ["edition.survey_key", "edition.number"]),
    )

    survey_key: Mapped[str] = mapped_column(String(60), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    record: Mapped[dict[str, Any]]
