"""What our figures are today, by their identity: told anew from the answers, as they would be printed.

Knows nothing of documents. What may not be shown today isn't shown here either: a figure that is hidden comes
back as its mark.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from sqlalchemy.orm import Session

from feedback.adapters import annual
from feedback.adapters.definitions import Content
from feedback.adapters.documents import review_words
from feedback.adapters.documents.carried import printed
from feedback.adapters.documents.tidy import one_line, tidy
from feedback.adapters.lookup import NotFound, groups_asked, sections_of
from feedback.adapters.store import releases, told, waves
from feedback.domain import telling
from feedback.domain.annual import asked as review_asked
from feedback.domain.answered import WaveAnswers
from feedback.domain.breakdowns import MOST_AT_ONCE, break_down
from feedback.domain.disclosure import HIDDEN, TOO_FEW, Rules
from feedback.domain.events import parse
from feedback.domain.figures import FEWEST_FOR_PERCENT, percent
from feedback.domain.frameworks import Commitment, Framework
from feedback.domain.releasing import Figures
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
    as when its framework was replaced. Those of groups are told by the questions that make the groups in
    `wanted`. None for everything that there is.
    """
    found = _by_identity(sections_of(session, content, None, rules, today))
    groups = _groups(session, today, rules, wanted)
    if wanted is None:
        lost = None
    else:
        lost = {identity.partition("/")[0] for identity in wanted - found.keys() - groups.keys()}
    surveys = {wave.survey_key for wave in waves.every(session) if lost is None or wave.key in lost}
    untold = [
        telling.section(
            _EVERY, _ALL, [_about_all(w) for w in told.gather(session, of_survey, today, rules)], rules
        )
        for of_survey in (waves.every(session, survey) for survey in sorted(surveys))
    ]
    reviews = _reviews(session, content, rules, wanted or frozenset())
    return {**_published_groups(session), **groups, **_by_identity(untold), **found, **reviews}


def _reviews(session: Session, content: Content, rules: Rules, wanted: Set[str]) -> dict[str, Recounted]:
    """The figures that annual reviews tell of their own: of promises, actions and values."""
    found: dict[str, Recounted] = {}
    for framework, year in dict.fromkeys(filter(None, map(review_asked, sorted(wanted)))):
        if framework in content.frameworks:
            review = annual.gather(session, content.frameworks[framework], year, rules)
            told = review_words.figures(review)
            found |= {
                identity: Recounted(frozenset({one_line(text)}), about) for identity, text, about in told
            }
    return found


def _published_groups(session: Session) -> dict[str, Recounted]:
    """What was published of the groups of waves whose people are gone: nobody can count them anew, so they
    are what they were said to be.
    """
    gone = [wave for wave in waves.every(session) if wave.people_gone_on]
    figures = {i: n for wave in gone for r in releases.of(session, wave) for i, n in r.figures.items()}
    return {i: _as_published(i, n, figures) for i, n in figures.items() if "?" in i}


def _as_published(identity: str, n: int | None, figures: Figures) -> Recounted:
    """A figure's count, and its percentage where it had one."""
    wave, event = parse(identity)
    base = figures.get(replace(event, options=()).identity(wave))
    texts = {HIDDEN if n is None else str(n)}
    if event.options and n is not None and base:
        texts.add(f"{percent(n, base)}%" if base >= FEWEST_FOR_PERCENT else TOO_FEW)
    return Recounted(frozenset(texts), "published before its answers were deleted")


def _groups(session: Session, today: date, rules: Rules, wanted: Set[str] | None) -> dict[str, Recounted]:
    """What breakdowns tell, of every question of a wave, whichever promises it is about."""
    asked = None if wanted is None else _asked(wanted)
    chosen = [wave for wave in waves.every(session) if asked is None or wave.key in asked]
    sections = [
        broken
        for wave in (told.gather(session, chosen, today, rules) if chosen else [])
        for by in (_marked(wave) if asked is None else sorted(asked[wave.source.wave]))
        if (broken := _broken_down(wave, by, rules))
    ]
    return {identity: one for identity, one in _by_identity(sections).items() if "?" in identity}


def _asked(wanted: Set[str]) -> dict[str, set[tuple[str, ...]]]:
    """The questions that make the groups of some figures, together, by wave."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for identity in wanted:
        try:
            wave, event = parse(identity)
        except ValueError:  # a wave's own, or nothing that we wrote
            continue
        if event.among:
            found.setdefault(wave, set()).add(tuple(key for key, _ in event.among))
    return found


def _marked(wave: WaveAnswers) -> Iterator[tuple[str, ...]]:
    """Every one of the questions that a wave can be broken down by, and every few of them together."""
    marked = [question.key for question in wave.survey.questions if question.breakdown]
    for many in range(1, MOST_AT_ONCE + 1):
        yield from combinations(marked, many)


def _broken_down(wave: WaveAnswers, by: Sequence[str], rules: Rules) -> Section | None:
    """All of a wave by these questions; None if it can't be broken down so."""
    try:
        groups_asked(wave, by, marked=True)
    except NotFound:
        return None
    section = telling.section(_EVERY, _ALL, [_about_all(wave)], rules)
    return replace(
        section, findings=tuple(break_down(f, by, wave, rules) for f in section.findings if f.told)
    )


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
