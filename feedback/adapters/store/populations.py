"""The council's own totals, for each wave. Knows nothing of what was answered, nor which totals are right."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from feedback.adapters import tables
from feedback.domain.populations import Population


def get(session: Session, wave: tables.Wave) -> Population | None:
    """A wave's totals, if the council gave any."""
    found = session.get(tables.Population, wave.id)
    return None if found is None else Population.model_validate(found.definition)


def keep(session: Session, wave: tables.Wave, population: Population) -> None:
    """Keeps a wave's totals, in place of any that it had."""
    definition = population.model_dump(mode="json", by_alias=True)
    found = session.get(tables.Population, wave.id)
    if found is None:
        session.add(tables.Population(wave_id=wave.id, definition=definition))
    else:
        found.definition = definition
    session.flush()


def drop(session: Session, wave: tables.Wave) -> None:
    session.execute(delete(tables.Population).where(tables.Population.wave_id == wave.id))
