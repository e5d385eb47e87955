"""What stays of a wave when its people go, and how they go. Knows nothing of which numbers may stay."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from feedback.adapters.store import editions
from feedback.adapters.tables import Code, Comment, Draft, Response, Wave
from feedback.adapters.tables_bringing import Imported
from feedback.adapters.tables_going import KeptCount, Receipt
from feedback.adapters.tables_sorting import SortedComment
from feedback.adapters.tables_themes import CodedComment, CommentTheme
from feedback.domain.coding import codebook
from feedback.domain.counting import Block, Tally
from feedback.domain.releasing import Figures

OF_PEOPLE = (Receipt, SortedComment, Comment, Response, Draft, Code)  # in the order that lets them go
OF_COMMENTS = (CommentTheme, CodedComment)  # each goes with its comment


def editions_answered(session: Session, wave: Wave) -> Sequence[int]:
    """The editions that this wave's people answered."""
    found = select(Response.edition).where(Response.wave_id == wave.id).distinct().order_by(Response.edition)
    return session.scalars(found).all()


def let_people_go(session: Session, wave: Wave, figures: Figures, today: date) -> None:
    """Keeps the numbers and deletes every response, comment, draft, code and receipt of a wave, and how many
    were brought in: it may be one of the numbers that can't be told.
    """
    answered = list(editions_answered(session, wave))
    session.add(KeptCount(wave_id=wave.id, figures=dict(figures), editions=answered))
    for table in OF_PEOPLE:
        session.execute(delete(table).where(table.wave_id == wave.id))
    session.execute(update(Imported).where(Imported.wave_id == wave.id).values(responses=None))
    wave.people_gone_on = today
    session.flush()


def unscrubbed(session: Session) -> Sequence[int]:
    """The numbers of the waves whose people went, and may still be read in the database's files."""
    return session.scalars(select(KeptCount.wave_id).where(~KeptCount.scrubbed)).all()


def scrubbed(session: Session, waves: Sequence[int]) -> None:
    """Notes that nothing of these waves' people is in the files any more."""
    session.execute(update(KeptCount).where(KeptCount.wave_id.in_(waves)).values(scrubbed=True))


def figures(session: Session, wave: Wave) -> Figures | None:
    """The numbers that stayed; None while the people are there."""
    found = session.get(KeptCount, wave.id)
    return None if found is None else found.figures


def asked(session: Session, wave: Wave) -> Tally:
    """A tally of nobody, which says what was asked of those who are gone."""
    found, surveys = session.get(KeptCount, wave.id), editions.of(session, wave.survey_key)
    return Tally(tuple(Block.of(codebook(surveys[n]), []) for n in (found.editions if found else ())))
