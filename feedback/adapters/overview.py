"""How the section of each commitment stands: its figures, when it was published, what changed since.

Counts no answers, so that the list of all commitments is quick.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from feedback.adapters.definitions import Content
from feedback.adapters.store import arrangements, editions, sorting, told_sections, waves
from feedback.adapters.tables import Wave
from feedback.domain.arranging import Arrangement
from feedback.domain.sorting import key_of
from feedback.domain.surveys import Survey

Asking = list[tuple[Wave, Survey]]


@dataclass(frozen=True)
class Standing:
    """A commitment's section: how many figures are in it, how many there are; when it was published, as which
    edition, and whether answers have come or gone since, or an officer has edited it.
    """

    figures: int
    of: int
    told_on: date | None = None
    number: int = 0
    answers_changed: bool = False
    edited: bool = False


def overview(session: Session, content: Content) -> Mapping[str, Standing]:
    """Every commitment's, by its key."""
    asked = [(wave, editions.get(session, wave.survey_key, wave.edition)) for wave in waves.every(session)]
    office, before = arrangements.every(session), told_sections.last_of_each(session)
    themes = sorting.every(session)
    found = {}
    for commitment in (c for f in content.frameworks.values() for c in f.commitments):
        asking = [(wave, survey) for wave, survey in asked if commitment.key in survey.tags]
        kept = office.get(commitment.key)
        keys = _figures(commitment.key, asking, themes)
        out = _left_out(kept.arrangement if kept else Arrangement())
        found[commitment.key] = standing = Standing(len(keys - out), len(keys))
        if (last := before.get(commitment.key)) is None:
            continue
        found[commitment.key] = replace(
            standing,
            told_on=last.told_on,
            number=last.number,
            answers_changed=last.states != told_sections.states_of(wave for wave, _ in asking),
            edited=last.arranged != (kept.version if kept else 0),
        )
    return found


def _figures(commitment: str, asking: Asking, themes: Mapping[int, Set[str]]) -> set[str]:
    """The figures that a section can have, as an arrangement calls them. `themes` are the comment questions
    whose themes are told, by wave.
    """
    newest = {survey.survey: survey for _, survey in sorted(asking, key=lambda pair: pair[0].opens_on)}
    questions = {f"{s.survey}/{q.key}" for _, s in asking for q in s.questions if commitment in q.tags}
    sorted_ones = {
        f"{s.survey}/{key_of(q.key)}"
        for wave, s in asking
        for q in s.questions
        if commitment in q.tags and q.key in themes.get(wave.id, frozenset())
    }
    pools = {f"{s.survey}/{p.key}" for s in newest.values() for p in s.pooled if commitment in p.tags}
    return questions | sorted_ones | pools


def _left_out(arrangement: Arrangement) -> set[str]:
    return {placed.key for placed in arrangement.findings if not placed.shown}
