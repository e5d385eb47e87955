"""Actions, what was heard elsewhere, leads, measures and values, as they are kept. Knows no page."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.adapters.store import records
from feedback.adapters.tables_actions import Record
from feedback.adapters.tables_people import Officer
from feedback.domain.actions import Action, Leads, State
from feedback.domain.frameworks import Commitment
from feedback.domain.heard import FIRST_DAY, Elsewhere
from feedback.domain.measures import Measured, Value

ACTION, HEARD, LEADS, MEASURE, VALUE = "action", "heard", "leads", "measure", "value"
UPLOAD = "heard"  # the kind of upload that a creative work is
_STATES = (State.DOING, State.CANT, State.DONE)


def actions(session: Session, commitment: str | None = None) -> list[tuple[Record, Action]]:
    """The actions of a commitment, or all: what is still being done first, by its day."""
    found = [(row, Action.of(row.held)) for row in records.every(session, ACTION, commitment)]
    return sorted(found, key=lambda p: (_STATES.index(State(p[1].state)), p[1].day or date.max, p[0].key))


def counts(session: Session, today: date) -> Mapping[str, Mapping[str, int]]:
    """How many actions each commitment has, by state; those that are late also under "late"."""
    found: dict[str, dict[str, int]] = {}
    for row, action in actions(session):
        of = found.setdefault(row.commitment, {"doing": 0, "cant": 0, "done": 0, "late": 0})
        of[action.state] += 1
        of["late"] += action.is_late(today)
    return found


def elsewhere(session: Session, commitment: str | None = None) -> list[tuple[Record, Elsewhere]]:
    """What was heard elsewhere about a commitment, or all of it: the newest first."""
    every = ((row, Elsewhere.of(row.held)) for row in records.every(session, HEARD))
    found = [(row, one) for row, one in every if commitment is None or commitment in one.commitments]
    return sorted(found, key=lambda p: (p[1].on or FIRST_DAY, p[0].key), reverse=True)


def leads(session: Session, commitment: Commitment) -> tuple[int, Leads]:
    """Who leads, and the version of that: 0 and what the published framework says, until an officer says."""
    row = records.get(session, f"{LEADS}/{commitment.key}", LEADS)
    if row is not None:
        return row.version, Leads.of(row.held)
    said = (commitment.lead, commitment.lead_officer, commitment.lead_young_person)
    return 0, Leads(*(words or "" for words in said))


def measures(session: Session, commitment: str) -> list[tuple[Record, Measured]]:
    """The measures that officers added to a commitment."""
    found = [(row, Measured.of(row.held)) for row in records.every(session, MEASURE, commitment)]
    return sorted(found, key=lambda p: (p[1].words.casefold(), p[0].key))


def values(session: Session, commitment: str) -> list[tuple[Record, Value]]:
    """The values of all measures of a commitment, the earliest first."""
    found = [(row, Value.of(row.held)) for row in records.every(session, VALUE, commitment)]
    return sorted(found, key=lambda p: (p[1].on or FIRST_DAY, p[0].key))


def names(session: Session, officers: Sequence[int]) -> Mapping[int, str]:
    """The names of these officers, as far as they are still there."""
    rows = session.execute(select(Officer.id, Officer.name).where(Officer.id.in_(set(officers))))
    return {row.id: row.name for row in rows}
