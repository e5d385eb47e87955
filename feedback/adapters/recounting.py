"""What our figures are today, by their identity: told anew from the answers, as they would be printed.

Knows nothing of documents. What may not be shown today isn't shown here either: a figure that is hidden comes
back as its mark.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from feedback.adapters.definitions import Content
from feedback.adapters.documents.carried import printed
from feedback.adapters.documents.tidy import tidy
from feedback.adapters.lookup import sections_of
from feedback.adapters.store import told, waves
from feedback.domain import telling
from feedback.domain.answered import WaveAnswers
from feedback.domain.disclosure import Rules
from feedback.domain.frameworks import Commitment, Framework
from feedback.domain.sections import Section

_ALL = Commitment(key="all", number=1, name="All", words="All")
_EVERY = Framework(
    framework="all", title="All", council="All", years="All", source="All", commitments=(_ALL,)
)


@dataclass(frozen=True)
class Recounted:
    """All that is printed of one figure: its count and its percentage, or its base and its sentences.
    `about` says in words which figure it is.
    """

    texts: frozenset[str]
    about: str


Recount = Mapping[str, Recounted]


def recount(
    session: Session, content: Content, rules: Rules, today: date, wanted: Set[str] | None
) -> Recount:
    """Every figure that is told today, by its identity; and those of `wanted` that no promise tells any more,
    as when its framework was replaced. None for everything that there is.
    """
    found = _by_identity(sections_of(session, content, None, rules, today))
    lost = None if wanted is None else {identity.partition("/")[0] for identity in wanted - found.keys()}
    surveys = {wave.survey_key for wave in waves.every(session) if lost is None or wave.key in lost}
    untold = [
        telling.section(
            _EVERY, _ALL, [_about_all(w) for w in told.gather(session, of_survey, today, rules)], rules
        )
        for of_survey in (waves.every(session, survey) for survey in sorted(surveys))
    ]
    return {**_by_identity(untold), **found}


def _about_all(wave: WaveAnswers) -> WaveAnswers:
    """A wave of which every question is about the one promise that there is."""
    survey, tagged = wave.survey, {"tags": (_ALL.key,)}
    questions = tuple(question.model_copy(update=tagged) for question in survey.questions)
    pooled = tuple(pool.model_copy(update=tagged) for pool in survey.pooled)
    return replace(wave, survey=survey.model_copy(update={"questions": questions, "pooled": pooled}))


def _by_identity(sections: Iterable[Section]) -> dict[str, Recounted]:
    found: dict[str, Recounted] = {}
    for one in printed([tidy(section) for section in sections]):
        if one.identity:
            before = found.get(one.identity)
            texts = before.texts | {one.text} if before else frozenset({one.text})
            found[one.identity] = Recounted(texts, before.about if before else one.about)
    return found
