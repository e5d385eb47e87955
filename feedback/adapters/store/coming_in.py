"""How answers come in, as numbers alone. Knows nothing of what was answered, but where unsent drafts wait."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.adapters.store import drafts
from feedback.adapters.store.draft_answers import answers_in
from feedback.adapters.tables import Draft, Response, Wave
from feedback.domain.journey import Answer


def totals(session: Session) -> Mapping[int, int]:
    """How many responses there are now, by a wave's number; none where nobody answered or all are gone."""
    counted = select(Response.wave_id, func.count()).group_by(Response.wave_id)
    return {wave: n for wave, n in session.execute(counted)}


def total(session: Session, wave: Wave) -> int:
    """How many responses a wave has now: those that were taken out aren't among them."""
    found = session.scalar(select(func.count()).where(Response.wave_id == wave.id))
    return found or 0


def by_day(session: Session, wave: Wave) -> Sequence[tuple[date, int]]:
    """How many came on each day on which any came."""
    day = Response.answered_on
    counted = select(day, func.count()).where(Response.wave_id == wave.id).group_by(day).order_by(day)
    return [(day, n) for day, n in session.execute(counted)]


def by_language(session: Session, wave: Wave) -> Mapping[str, int]:
    """How many answered in each language, the most first."""
    language = Response.language
    counted = select(language, func.count()).where(Response.wave_id == wave.id).group_by(language)
    return {key: n for key, n in session.execute(counted.order_by(func.count().desc(), language))}


def by_way(session: Session, wave: Wave) -> Mapping[str, int]:
    """How many answered in each way, the most first."""
    way = Response.way
    counted = select(way, func.count()).where(Response.wave_id == wave.id).group_by(way)
    return {key: n for key, n in session.execute(counted.order_by(func.count().desc(), way))}


def left(session: Session, wave: Wave, today: date) -> Sequence[Mapping[str, Answer]]:
    """The answers of drafts that nobody has touched today and that can still be sent."""
    waiting = (Draft.wave_id == wave.id) & Draft.sent.is_(False) & (Draft.touched_on < today)
    found = session.scalars(drafts.recent(select(Draft), today).where(waiting))
    return [answers_in(draft.answers) for draft in found]
