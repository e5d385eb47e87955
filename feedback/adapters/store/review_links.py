"""Links to try a survey that is being made, each under its token's hash. Knows nothing of what is said."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from feedback.adapters.tables_reviewing import ReviewLink

MOST_LINKS = 50  # of one survey, those that have ended included
OFFICE_DAYS = 1


def token(secret: str, what: str) -> str:
    """A token that nobody can guess, the same for the same thing: a form sent twice makes one link."""
    return hmac.new(secret.encode(), f"review {what}".encode(), hashlib.sha256).hexdigest()


def make(session: Session, token: str, survey: str, days: tuple[date, date]) -> bool:
    """Keeps a link from one day to another under the hash of its token; one that is there stays as it is.
    False if the survey has too many already.
    """
    if find(session, token) is None and len(of(session, survey)) >= MOST_LINKS:
        return False
    session.execute(_added(session, token, survey, days).on_conflict_do_nothing())
    return True


def for_reviewer(session: Session, token: str, survey: str, today: date) -> None:
    """Keeps the link of someone who is signed in, good until tomorrow, anew each time."""
    ends = today + timedelta(days=OFFICE_DAYS)
    added = _added(session, token, survey, (today, ends), for_office=True)
    session.execute(added.on_conflict_do_update(index_elements=["token_hash"], set_={"ends_on": ends}))


def _added(
    session: Session, token: str, survey: str, days: tuple[date, date], for_office: bool = False
) -> SqliteInsert | PostgresInsert:
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    return insert(ReviewLink).values(
        token_hash=hashed(token), survey_key=survey, made_on=days[0], ends_on=days[1],
        taken_back=False, for_office=for_office, begun=0, told=0,
    )  # fmt: skip


def find(session: Session, token: str) -> ReviewLink | None:
    """The link with this token, even if it has ended."""
    return session.get(ReviewLink, hashed(token))


def is_good(link: ReviewLink, today: date) -> bool:
    return not link.taken_back and today <= link.ends_on


def of(session: Session, survey: str) -> Sequence[ReviewLink]:
    """The links of a survey that were made to hand out, the newest first."""
    wanted = (ReviewLink.survey_key == survey) & ReviewLink.for_office.is_(False)
    newest = (ReviewLink.made_on.desc(), ReviewLink.ends_on.desc(), ReviewLink.token_hash)
    return session.scalars(select(ReviewLink).where(wanted).order_by(*newest)).all()


def take_back(session: Session, survey: str, token_hash: str) -> bool:
    """Ends a link at once. False if there is none, or it was taken back before."""
    here = (ReviewLink.survey_key == survey) & (ReviewLink.token_hash == token_hash)
    ended = update(ReviewLink).where(here, ReviewLink.taken_back.is_(False)).values(taken_back=True)
    return session.execute(ended.returning(ReviewLink.token_hash)).first() is not None


def began(session: Session, link: ReviewLink) -> None:
    """One more person began."""
    here = ReviewLink.token_hash == link.token_hash
    session.execute(update(ReviewLink).where(here).values(begun=ReviewLink.begun + 1))


def tried(session: Session, survey: str) -> int:
    """How many began since the last edition that tells of it."""
    wanted = select(func.sum(ReviewLink.begun - ReviewLink.told)).where(ReviewLink.survey_key == survey)
    return session.scalar(wanted) or 0


def told(session: Session, survey: str) -> None:
    """All who began are in a record now."""
    here = ReviewLink.survey_key == survey
    session.execute(update(ReviewLink).where(here).values(told=ReviewLink.begun))


def hashed(token: str) -> str:
    return hashlib.sha256(f"review {token}".encode()).hexdigest()
