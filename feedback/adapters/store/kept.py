"""What stays of a wave when its people go, and how they go. Knows nothing of which numbers may stay."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from feedback.adapters.store import editions
from feedback.adapters.tables import Code, Comment, Draft, Response, Wave
from feedback.adapters.tables_going import KeptCount, Receipt
from feedback.domain.coding import codebook
from feedback.domain.counting import Block, Tally
from feedback.domain.releasing import Figures

OF_PEOPLE = (Receipt, Comment, Response, Draft, Code)  # in the order that lets them go


def editions_answered(session: Session, wave: Wave) -> Sequence[int]:
    """The editions that this wave's people answered."""
    found = select(Response.edition).where(Response.wave_id == wave.id).distinct().order_by(Response.edition)
    return session.scalars(found).all()


def let_people_go(session: Session, wave: Wave, figures: Figures, today: date) -> None:
    """Keeps the numbers and deletes every response, comment, draft, code and receipt of a wave."""
    answered = list(editions_answered(session, wave))
    session.add(KeptCount(wave_id=wave.id, figures=dict(figures), editions=answered))
    for table in OF_PEOPLE:
        session.execute(delete(table).where(table.wave_id == wave.id))
    wave.people_gone_on = today
    session.flush()


def figures(session: Session, wave: Wave) -> Figures | None:
    """The numbers that stayed; None while the people are there."""
    found = session.get(KeptCount, wave.id)
    return None if found is None else found.figures


def asked(session: Session, wave: Wave) -> Tally:
    """A tally of nobody, which says what was asked of those who are gone."""
    found, surveys = session.get(KeptCount, wave.id), editions.of(session, wave.survey_key)
    return Tally(tuple(Block.of(codebook(surveys[n]), []) for n in (found.editions if found else ())))
