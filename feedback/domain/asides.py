"""What is said further of a told share: how sure it is, and how it looks when weighted. Hides what it must.

Knows nothing of sections.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import product

from feedback.domain import weighting
from feedback.domain.answered import WaveAnswers
from feedback.domain.counting import Count, Tally
from feedback.domain.crosstabs import Crosstab, crosstab
from feedback.domain.disclosure import Rules, release
from feedback.domain.events import Event
from feedback.domain.figures import FEWEST_FOR_PERCENT
from feedback.domain.hiding import groups_of, hidden_in
from feedback.domain.intervals import interval
from feedback.domain.populations import Population
from feedback.domain.questions import Question
from feedback.domain.sections import Finding, Told
from feedback.domain.sentences import sureness, weighted_sentence
from feedback.domain.surveys import Survey
from feedback.domain.unknowns import TooMany
from feedback.domain.weighting import CannotWeigh, Margin, Weights


@dataclass(frozen=True)
class Surroundings:
    """One wave with its weights, if figures are to be weighted and can be: worked out once for all."""

    wave: WaveAnswers
    weights: Weights | None

    @classmethod
    def of(cls, wave: WaveAnswers) -> "Surroundings":
        try:
            return cls(wave, weights_of(wave))
        except CannotWeigh:  # the office says why
            return cls(wave, None)


def weights_of(wave: WaveAnswers) -> Weights | None:
    """The weights of a wave's answers; None if they aren't to be weighted. Raises CannotWeigh."""
    found = margins(wave.survey, wave.population) if wave.kept is None else []
    return weighting.rake(wave.tally, found) if found else None


def margins(survey: Survey, population: Population | None) -> list[Margin]:
    """The totals to weigh by, of the questions that this edition still asks."""
    found = []
    for key in population.weigh_by if population else ():
        question = survey.question(key)
        if question is not None and population is not None and key in population.groups:
            labels = {o.key: o.label for o in question.options}
            found.append(
                Margin(key, {o: n for o, n in population.groups[key].items() if o in labels}, labels)
            )
    return found


def with_asides(finding: Finding, around: Sequence[Surroundings], rules: Rules) -> Finding:
    """A finding with what is to be said further of its newest wave. Of the older ones it was said then."""
    if not finding.told:
        return finding
    newest, *older = finding.told
    wave = next(s for s in around if s.wave.source.wave == newest.source.wave)
    asides = (*newest.asides, *_asides(newest, wave, finding.question, rules))
    return replace(finding, told=(replace(newest, asides=asides), *older))


def _asides(told: Told, around: Surroundings, key: str, rules: Rules) -> Iterator[str]:
    """Said only of a share that is told, of enough people for a percentage."""
    question = around.wave.survey.question(key)
    n = told.counted.count if told.counted else None
    if question is None or n is None or told.base is None or told.base < FEWEST_FOR_PERCENT:
        return
    population = around.wave.population
    # How many people a routed question is for, nobody counted.
    people = population.people if population and not question.show_if else None
    found = interval(n, told.base, people)
    yield sureness(found, told.base, people, told.source)
    if said := _weighted(told, around, question, rules):
        yield said


def _weighted(told: Told, around: Surroundings, question: Question, rules: Rules) -> str | None:
    """The weighted share, if what it is made of may be told: else groups could be worked back from it."""
    wave, weights = around.wave, around.weights
    if weights is None or told.counted is None or told.counted.count is None or told.base is None:
        return None
    by = [q for m in margins(wave.survey, wave.population) if (q := wave.survey.question(m.question))]
    if any(q.key == question.key for q in by) or not _tellable(wave, question, by, rules):
        return None
    found = weighting.count(wave.tally, question.key, weights)
    if found is None or found.effective < FEWEST_FOR_PERCENT:
        return None
    share = found.counted / found.base
    asks = [q.ask for q in by]
    return weighted_sentence((told.counted.count, told.base), (share, found.effective), asks, told.source)


def _tellable(wave: WaveAnswers, question: Question, by: Sequence[Question], rules: Rules) -> bool:
    """True if every group's base and counted number could be told, those who didn't say among them."""
    if question.show_if:
        return False  # how many were sent there from each group would have to be kept too
    told = [release(count, rules) for count in _cells(wave.tally, question.key, by)]
    if any(r.base is None or r.counted is None for r in told):
        return False
    try:
        table = crosstab(wave.tally, question.key, by)
    except TooMany:
        return False
    return table is not None and not _made_of(table) & hidden_in(table, wave, rules)


def _made_of(table: Crosstab) -> frozenset[Event]:
    """The figures that a weighted share is made of: each group's base and counted number."""
    question = table.unknowns.question
    parts = product(groups_of(table), ((), question.counts))
    return frozenset(Event.of(question.key, counts, among) for among, counts in parts)


def _cells(tally: Tally, key: str, by: Sequence[Question]) -> list[Count]:
    """One question's counts in each group that some others make together; those who didn't say are one too,
    and come last.
    """
    if not by:
        count = tally.count(key)
        return [] if count is None else [count]
    first, *rest = by
    groups = [_cells(tally.where({first.key: [o.key]}), key, rest) for o in first.options]
    whole = _cells(tally, key, rest)
    unsaid = [reduce(_less, of_all) for of_all in zip(whole, *groups, strict=True)]
    return [*(count for group in groups for count in group), *unsaid]


def _less(whole: Count, part: Count) -> Count:
    """The counts of those who aren't in a part."""
    return Count(
        whole.question,
        whole.base - part.base,
        {key: n - part.options[key] for key, n in whole.options.items()},
        whole.counted - part.counted,
        whole.skipped - part.skipped,
        whole.not_asked - part.not_asked,
    )
