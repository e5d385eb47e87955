"""What was published of each wave, and when. A row is added and never changed. Knows nothing of hiding."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from feedback.adapters.tables import Release, Wave
from feedback.domain.known import Fact, State
from feedback.domain.releasing import Figures, facts
from feedback.domain.surveys import Survey


def one_at_a_time(session: Session) -> None:
    """Makes whoever else is about to publish wait until this is done. SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE release IN SHARE ROW EXCLUSIVE MODE"))


def remember(session: Session, wave: Wave, what: str, figures: Figures, today: date) -> None:
    """Keeps what is published of a wave from today."""
    kept = Release(
        wave_id=wave.id,
        what=what[:200],
        released_on=today,
        seq=wave.seq,
        epoch=wave.epoch,
        figures=dict(figures),
    )
    session.add(kept)
    session.flush()


def of(session: Session, wave: Wave) -> Sequence[Release]:
    """All that was published of a wave, oldest first."""
    return session.scalars(select(Release).where(Release.wave_id == wave.id).order_by(Release.id)).all()


def known(released: Iterable[Release], survey: Survey) -> tuple[Fact, ...]:
    """What someone outside knows from these."""
    found = [f for r in released for f in facts(r.figures, State(r.seq, r.epoch), survey)]
    return tuple(dict.fromkeys(found))
