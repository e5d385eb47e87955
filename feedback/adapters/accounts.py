"""Reads what may be told in public: the newest published section of a promise, with what was done since.

Nothing here was not published by an officer, and nothing is counted anew. Knows no page.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from feedback.adapters.acting import acted_on, answered, reference, things_said, without_action
from feedback.adapters.store import actions, editions, told_sections, waves
from feedback.adapters.store.told_sections import ToldOnce
from feedback.adapters.tables import Wave
from feedback.domain.accounts import Account, Reader, asked, earlier, shown
from feedback.domain.actions import Action, State
from feedback.domain.disclosure import Rules
from feedback.domain.sections import THEMES, Section, Source
from feedback.domain.sorting import key_of
from feedback.domain.surveys import Survey


def newest(
    session: Session, commitment: str, rules: Rules, today: date, reader: Reader, wave: str = ""
) -> Account | None:
    """What is told of a promise today, of one wave if it is named, or else of the newest wave of each survey;
    None where nothing was published.
    """
    told = told_sections.newest(session, commitment)
    if told is None:
        return None
    section = acted_on(session, told.section, rules, today)
    unanswered = _unanswered(session, section, rules, {source.wave for source in shown(section, wave)})
    return replace(account(session, told, section, reader, wave), unanswered=unanswered)


def account(session: Session, told: ToldOnce, section: Section, reader: Reader, wave: str = "") -> Account:
    """What is told by one published section, with what stands beside its figures here."""
    surveys = _asked_in(session, section)
    return Account(
        told.number,
        told.told_on,
        section,
        asked(section, surveys, reader, wave),
        earlier(section, surveys, reader, wave),
    )


def _asked_in(session: Session, section: Section) -> Mapping[str, Survey]:
    """The edition that each wave of a section asked, as far as they are still there."""
    found = ((source.wave, waves.get(session, source.wave)) for source in section.sources)
    return {key: editions.get(session, wave.survey_key, wave.edition) for key, wave in found if wave}


def _unanswered(session: Session, section: Section, rules: Rules, shown: Set[str]) -> int:
    """How many things that were said in these waves, or elsewhere, have no action."""
    waiting = without_action(things_said(session, section, rules), answered(session, section.commitment))
    left = {said.reference for said in waiting if _wave_of(said.reference) in {None, *shown}}
    return len(left.difference(_not_said(section), _said_twice(section, left)))


def _not_said(section: Section) -> set[str]:
    """The questions that nobody answered in a wave, or so few that nothing is told of it."""
    return {reference(f, told) for f in section.findings for told in f.told if not told.base}


def _said_twice(section: Section, left: Set[str]) -> Iterator[str]:
    """A comment question and its themes are one thing said: only the comments count, and an action on either
    answers both.
    """
    comments = {(f.survey, key_of(f.question)): f for f in section.findings}
    for themes in section.findings:
        beside = comments.get((themes.survey, themes.question)) if themes.kind == THEMES else None
        for told in themes.told if beside else ():
            yield reference(themes, told)
            if beside and reference(themes, told) not in left:
                yield reference(beside, told)


def _wave_of(reference: str) -> str | None:
    """The wave of a thing said: finding/survey/question/wave, quote/wave/comment; heard/key has none."""
    parts = reference.split("/")
    return {"finding": parts[-1], "quote": parts[1]}.get(parts[0])


@dataclass(frozen=True)
class AskedOnce:
    """One wave as it was published last, the survey that it asked, and the promises it was told under."""

    source: Source
    survey: Survey
    told_under: frozenset[str]


def once(session: Session, wave: str) -> AskedOnce | None:
    """A wave that stands in what is published now; None if it's in none of that."""
    held = waves.get(session, wave)
    found = [told for told in told_sections.sources(session) if told.source.wave == wave]
    if held is None or not found:
        return None
    last = max(found, key=lambda told: told.told_on)
    survey = editions.get(session, held.survey_key, held.edition)
    return AskedOnce(last.source, survey, frozenset(told.commitment for told in found))


def changed_by(session: Session, wave: Wave, survey: Survey, today: date, most: int = 3) -> Sequence[Action]:
    """What was done since this survey was asked the last time, about what people said in it, or about the
    promises that it asks about: the newest first. Only of promises of which something is published; nothing
    where there was no last time.
    """
    last = _last_time(session, wave, today)
    if last is None:
        return ()
    published = told_sections.last_of_each(session).keys()
    own = f"finding/{survey.survey}/"
    done = [
        action
        for row, action in actions.actions(session)
        if action.state == State.DONE
        and action.day is not None
        and action.day >= last.opens_on
        and row.commitment in published
        and (row.commitment in survey.tags or any(a.startswith(own) for a in action.answers))
    ]
    return sorted(done, key=lambda action: action.day or date.min, reverse=True)[:most]


def _last_time(session: Session, wave: Wave, today: date) -> Wave | None:
    """The wave before this one that has closed and that somebody answered. A made-up one comes
    before made-up ones alone.
    """
    before = (
        one
        for one in waves.every(session, wave.survey_key)
        if one.opens_on < wave.opens_on and one.closes_on < today and one.seq and one.made_up == wave.made_up
    )
    return next(before, None)
