"""Sign-offs, and the record that is frozen with each edition. Knows nothing of pages and of who in person."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from feedback.adapters.store import flags, review_links
from feedback.adapters.tables_reviewing import EditionRecord, SignOff, SignOffFirst
from feedback.domain.designs import Design
from feedback.domain.flags import Role
from feedback.domain.made_with import MadeRecord, Signed, as_json, from_json, recorded
from feedback.domain.surveys import Survey


def sign(session: Session, survey: Survey, role: Role, mark: str, today: date) -> None:
    """Signs off what would be published now. The same browser does it once for the same words."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    values = {"survey_key": survey.survey, "fingerprint": survey.fingerprint, "role": role.value}
    made = insert(SignOff).values(mark=mark, signed_on=today, **values)
    session.execute(made.on_conflict_do_nothing())


def signed(session: Session, survey: Survey) -> Sequence[Signed]:
    """Who signed these very words off, as roles, and when."""
    same = (SignOff.survey_key == survey.survey) & (SignOff.fingerprint == survey.fingerprint)
    ordered = select(SignOff).where(same).order_by(SignOff.signed_on, SignOff.role, SignOff.mark)
    return [Signed(Role(row.role), row.signed_on) for row in session.scalars(ordered)]


def ever_signed(session: Session, survey: str) -> bool:
    """True if anything of this survey was ever signed off."""
    return session.scalar(select(SignOff.mark).where(SignOff.survey_key == survey).limit(1)) is not None


def must_be_signed(session: Session, survey: str) -> bool:
    """True if the office says that young people sign this survey off first."""
    return session.get(SignOffFirst, survey) is not None


def ask_to_be_signed(session: Session, survey: str, wanted: bool) -> None:
    """Says so, or no more."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    if wanted:
        session.execute(insert(SignOffFirst).values(survey_key=survey).on_conflict_do_nothing())
    else:
        session.execute(delete(SignOffFirst).where(SignOffFirst.survey_key == survey))


def freeze(session: Session, survey: Survey, design: Design, number: int, before: int) -> None:
    """Writes down what young people did to a new edition, in the transaction that publishes it. Where nothing
    was done since the edition before, what was done to that one still tells of these words: all but who
    signed them off.
    """
    untold = [one.flag for one in flags.of(session, survey.survey, untold=True)]
    then = flags.versions(session, survey.survey, untold)
    tried = review_links.tried(session, survey.survey)
    record = recorded(untold, then, design, tried, signed(session, survey))
    if not record:
        record = replace(record_of(session, survey.survey, before), signed=())
    if record:
        session.add(EditionRecord(survey_key=survey.survey, number=number, record=as_json(record)))
        flags.told(session, survey.survey, number)
        review_links.told(session, survey.survey)
        session.flush()


def record_of(session: Session, survey: str, number: int) -> MadeRecord:
    """What is kept of an edition; an empty record if nothing is."""
    found = session.get(EditionRecord, (survey, number))
    return from_json(found.record) if found else MadeRecord()


def carry(session: Session, survey: str, number: int | None, to: int) -> None:
    """Gives an edition the record of the one that it was made from, where a wave has words of its own."""
    found = session.get(EditionRecord, (survey, number)) if number else None
    if found is not None and number != to and session.get(EditionRecord, (survey, to)) is None:
        record = replace(from_json(found.record), signed=())  # these very words were signed off by nobody
        session.add(EditionRecord(survey_key=survey, number=to, record=as_json(record)))
        session.flush()
