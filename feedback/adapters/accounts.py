"""Reads what may be told in public: the newest published section of a promise, with what was done since.

Nothing here was not published by an officer, and nothing is counted anew. Knows no page.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from feedback.adapters.acting import acted_on
from feedback.adapters.store import editions, told_sections, waves
from feedback.adapters.store.told_sections import ToldOnce
from feedback.domain.accounts import Account, Reader, asked
from feedback.domain.disclosure import Rules
from feedback.domain.sections import Section
from feedback.domain.surveys import Survey


def newest(
    session: Session, commitment: str, rules: Rules, today: date, reader: Reader, wave: str = ""
) -> Account | None:
    """What is told of a promise today, of one wave if it is named; None where nothing was published."""
    told = told_sections.newest(session, commitment)
    if told is None:
        return None
    return account(session, told, acted_on(session, told.section, rules, today), reader, wave)


def account(session: Session, told: ToldOnce, section: Section, reader: Reader, wave: str = "") -> Account:
    """What is told by one published section, with what stands beside its figures here."""
    return Account(
        told.number, told.told_on, section, asked(section, _asked_in(session, section), reader, wave)
    )


def _asked_in(session: Session, section: Section) -> Mapping[str, Survey]:
    """The edition that each wave of a section asked, as far as they are still there."""
    found = ((source.wave, waves.get(session, source.wave)) for source in section.sources)
    return {key: editions.get(session, wave.survey_key, wave.edition) for key, wave in found if wave}
