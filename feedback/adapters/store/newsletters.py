"""Newsletters, as drafts and as they were published. Knows nothing of what is told in them."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session, defer

from feedback.adapters.store import records
from feedback.adapters.tables_actions import Record
from feedback.adapters.tables_newsletters import ToldNewsletter
from feedback.domain.newsletters import Issue, Newsletter, frozen

NEWSLETTER = "newsletter"
_MOST = 2**31


def one_at_a_time(session: Session) -> None:
    """Makes whoever else is about to publish one wait until this is done. SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE told_newsletter IN SHARE ROW EXCLUSIVE MODE"))


def drafts(session: Session) -> Sequence[tuple[Record, Newsletter]]:
    """Every newsletter as it is written now, published or not: the latest meeting first."""
    found = [(row, Newsletter.of(row.held)) for row in records.every(session, NEWSLETTER)]
    return sorted(found, key=lambda pair: (pair[1].on or date.max, pair[0].key), reverse=True)


def keep(session: Session, key: str, version: int, issue: Issue, today: date) -> ToldNewsletter:
    """Keeps an issue as published today: the next edition of the number that its draft has, or a new one."""
    last = newest_of(session, key)
    number = last.number if last else 1 + (session.scalar(select(func.max(ToldNewsletter.number))) or 0)
    row = ToldNewsletter(
        number=number,
        edition=last.edition + 1 if last else 1,
        key=key,
        version=version,
        told_on=today,
        issue=frozen(issue),
        down_on=None,
        down_why="",
    )
    session.add(row)
    session.flush()
    return row


def newest_of(session: Session, key: str) -> ToldNewsletter | None:
    """The newest edition that was published of a draft."""
    wanted = select(ToldNewsletter).where(ToldNewsletter.key == key)
    return session.scalars(wanted.order_by(ToldNewsletter.edition.desc()).limit(1)).first()


def editions_of(session: Session, key: str) -> Sequence[ToldNewsletter]:
    """When each edition of a draft was published, newest first, without what it said."""
    wanted = select(ToldNewsletter).options(defer(ToldNewsletter.issue)).where(ToldNewsletter.key == key)
    return session.scalars(wanted.order_by(ToldNewsletter.edition.desc())).all()


def newest(session: Session, number: int) -> ToldNewsletter | None:
    """The newest edition of a number; None if there is none."""
    if not 0 < number < _MOST:
        return None
    wanted = select(ToldNewsletter).where(ToldNewsletter.number == number)
    return session.scalars(wanted.order_by(ToldNewsletter.edition.desc()).limit(1)).first()


def get(session: Session, number: int, edition: int) -> ToldNewsletter | None:
    """One edition."""
    return session.get(ToldNewsletter, (number, edition)) if 0 < edition < _MOST else None


def every(session: Session) -> Sequence[ToldNewsletter]:
    """The newest edition of each number, the latest first."""
    found: Mapping[int, ToldNewsletter] = {
        row.number: row for row in session.scalars(select(ToldNewsletter).order_by(ToldNewsletter.edition))
    }
    return [found[number] for number in sorted(found, reverse=True)]


def take_down(row: ToldNewsletter, why: str, today: date) -> None:
    """No page and no file tells it any more; a page says that it's gone, and why."""
    row.down_on, row.down_why = today, why
