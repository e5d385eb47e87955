"""What was brought in by a file, and taking it out again. Knows nothing of files or of what is in them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from feedback.adapters import tables
from feedback.adapters.tables import Wave
from feedback.adapters.tables_bringing import Imported
from feedback.adapters.tables_designs import Design
from feedback.adapters.tables_sorting import SortedComment, ToldThemes


class CannotUndo(Exception):  # noqa: N818
    """Why a wave that was brought in has to stay, in words."""


def note(session: Session, wave: Wave, token: str, who: str, at: datetime, edition_made: bool) -> None:
    """Remembers who brought a wave in, with how many responses it has now."""
    session.refresh(wave)
    row = Imported(wave_id=wave.id, token=token, who=who[:80], at=at.replace(tzinfo=None))
    row.responses, row.edition_made = wave.seq, edition_made
    session.add(row)
    session.flush()


def every(session: Session) -> Sequence[tuple[Imported, Wave]]:
    """All that was brought in, the newest first."""
    found = select(Imported, Wave).join(Wave, Wave.id == Imported.wave_id).order_by(Imported.id.desc())
    return [(row, wave) for row, wave in session.execute(found)]


def by_token(session: Session, token: str) -> Wave | None:
    """The wave that was made of a file, if it was kept."""
    found = select(Wave).join(Imported, Imported.wave_id == Wave.id).where(Imported.token == token)
    return session.scalar(found)


def why_not(session: Session, wave: Wave) -> str | None:
    """Why a wave can't be taken out again; None if it can."""
    if wave.people_gone_on is not None:
        return "its answers were deleted on their day, and only the numbers that may be told are kept"
    told = select(func.count()).where(tables.Release.wave_id == wave.id)
    if session.scalar(told):
        return "numbers from it have been published, and people can check them only while it is here"
    return None


def undo(session: Session, number: int) -> Wave | None:
    """Deletes what one import brought: responses, comments, wave, and the edition if it was made for it and
    nothing else uses it. None if it was undone before. Raises CannotUndo, and then nothing has changed.
    """
    row = session.scalar(select(Imported).where(Imported.id == number).with_for_update())
    wave = session.get(Wave, row.wave_id) if row else None
    if row is None or wave is None:
        return None
    if why := why_not(session, wave):
        raise CannotUndo(why)
    survey, edition, made = wave.survey_key, wave.edition, row.edition_made
    try:
        with session.begin_nested():
            _delete(session, wave)
    except IntegrityError as problem:
        raise CannotUndo("something else in Told Us refers to it by now") from problem
    if made:
        _delete_edition(session, survey, edition)
    return wave


def _delete(session: Session, wave: Wave) -> None:
    session.expunge(wave)
    for table in (
        SortedComment,
        ToldThemes,
        tables.Comment,
        tables.Response,
        tables.Population,
        tables.Draft,
        tables.Code,
        Imported,
    ):
        session.execute(delete(table).where(table.wave_id == wave.id))
    session.execute(delete(Wave).where(Wave.id == wave.id))


def _delete_edition(session: Session, survey: str, number: int) -> None:
    """Deletes an edition, unless somebody uses it."""
    edition = tables.Edition.survey_key == survey, tables.Edition.number == number
    waves = select(func.count()).where(Wave.survey_key == survey, Wave.edition == number)
    came = select(func.count()).select_from(tables.Response).join(Wave, Wave.id == tables.Response.wave_id)
    answered = came.where(Wave.survey_key == survey, tables.Response.edition == number)
    made = select(func.count()).where(Design.key == survey, Design.edition == number)
    if any(session.scalar(used) for used in (waves, answered, made)):
        return
    try:
        with session.begin_nested():
            session.execute(delete(tables.Edition).where(*edition))
    except IntegrityError:
        return  # another room of the office holds on to it, and nothing is wrong with that
