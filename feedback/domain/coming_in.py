"""How an open wave is getting on: where people stop, which groups are behind. Hides what would point at
someone.

Whoever runs a wave needs to know that few came in a language, not that it was two: so parts of a whole are
held back here as they are when they are published. Knows nothing of pages.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from feedback.domain import journey
from feedback.domain.answered import WaveAnswers
from feedback.domain.counting import Count
from feedback.domain.disclosure import Release, Rules, release
from feedback.domain.hiding import shown_of
from feedback.domain.journey import Answers
from feedback.domain.questions import Kind, Option, Question
from feedback.domain.surveys import Survey

AT_THE_END = "at-the-end"  # all is answered, and it wasn't sent
BEHIND = 2  # a group is behind if its part of all answers is less than half of what it was


def parts(counts: Mapping[str, int], rules: Rules) -> Release:
    """What may be shown of the parts that some people fall in, by key; each is in one of them."""
    options = tuple(Option(key=key, label=key) for key in counts)
    whole = Question(key="part", ask="Which part?", kind=Kind.CHOOSE_ONE, options=options)
    return release(Count(whole, sum(counts.values()), counts, 0, 0, 0), rules)


def stops(survey: Survey, drafts: Iterable[Answers]) -> dict[str, int]:
    """How many unsent drafts wait at each question, in the survey's order; those without an answer aside."""
    begun = (journey.fitting(survey, answers) for answers in drafts)
    waiting = Counter(due.key if (due := journey.due(survey, a)) else AT_THE_END for a in begun if a)
    order = [*(q.key for q in survey.questions), AT_THE_END]
    return {key: waiting[key] for key in order if waiting[key]}


@dataclass(frozen=True)
class GroupSoFar:
    """One group now and in the wave before: None where the number is hidden, or there was none."""

    label: str
    now: int | None
    before: int | None
    behind: bool


def groups_so_far(
    now: WaveAnswers, before: WaveAnswers | None, rules: Rules
) -> list[tuple[Question, list[GroupSoFar]]]:
    """Each question that makes groups, with how many came from each."""
    found = []
    for question in now.survey.questions:
        told = _told(question.key, now, rules) if question.breakdown else None
        if told is not None:
            earlier = _told(question.key, before, rules) if before else None
            found.append((question, [_group(o, told, earlier) for o in question.options]))
    return found


def _told(key: str, wave: WaveAnswers, rules: Rules) -> Release | None:
    count = wave.tally.count(key)
    return None if count is None else shown_of(count, wave, rules)


def _group(option: Option, now: Release, before: Release | None) -> GroupSoFar:
    n = now.options.get(option.key)
    was = before.options.get(option.key) if before else None
    behind = bool(
        before
        and now.base
        and before.base
        and n is not None
        and was is not None
        and n * before.base * BEHIND < was * now.base
    )
    return GroupSoFar(option.label, n, was, behind)
