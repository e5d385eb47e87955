"""Who we heard from, and who we didn't: answers beside the council's own totals. Hides what it must.

Knows nothing of where the totals are kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from feedback.domain.answered import WaveAnswers, safe_source
from feedback.domain.counting import Count
from feedback.domain.disclosure import HIDDEN, NOT_APPLICABLE, TOO_FEW, Release, Rules, release
from feedback.domain.figures import FEWEST_FOR_PERCENT, Figure, percent
from feedback.domain.hiding import shown_of
from feedback.domain.populations import Population
from feedback.domain.questions import Question
from feedback.domain.sections import Heard, Reached, Source
from feedback.domain.sentences import people as in_people

FEWER_THAN_HARDLY_ANY = 50  # a few of fewer people than this are more than hardly any
FAR_BELOW = 2  # a group is named if our part of it is less than half of our part of everyone


def heard(wave: WaveAnswers, rules: Rules) -> list[Heard]:
    """The whole, then each question that the council gave totals by; nothing if it gave none, or so few
    people that the total alone would point at someone.
    """
    population = wave.population
    if population is None or rules.small(population.people):
        return []
    source = safe_source(wave.source, rules)
    said = (_heard_from(source, population.people), _totals_from(population))
    by_group = (_groups(wave, source, key, rules) for key in population.groups)
    return [Heard(source, "", (), said), *(g.heard() for g in by_group if g is not None)]


@dataclass(frozen=True)
class Groups:
    """The groups of one question: what may be told of their answers and of their totals. `all_people` is how
    many there are in all.
    """

    source: Source
    question: Question
    answered: Release
    people: Release
    all_people: int

    def heard(self) -> Heard:
        rows = tuple(self._row(o.key, o.label) for o in self.question.options)
        return Heard(self.source, self.question.ask, rows, tuple(self._sentences()))

    def _row(self, option: str, label: str) -> Reached:
        n, people = self.answered.options[option], self.people.options.get(option)
        people_mark = HIDDEN if people is None and option in self.people.options else None
        rate, rate_mark = (None, HIDDEN) if people_mark else _rate(n, people)
        base = self.answered.base or 0
        identity = Figure(n or 0, base, self.source.wave, self.question.key, (option,)).identity
        mark = HIDDEN if n is None else None
        return Reached(label, n, people, rate, mark, rate_mark, identity, people_mark)

    def _sentences(self) -> Iterator[str]:
        """Which groups we heard far less from, by numbers that are told: of hidden ones, all together."""
        if not self.answered.base:
            return
        hidden: list[tuple[str, int | None]] = []
        told = 0
        for option in self.question.options:
            n, people = self.answered.options[option.key], self.people.options.get(option.key)
            if n is None:
                hidden.append((option.label, people))
                continue
            told += n
            if people is not None and n > people:
                yield _group_too_large(option.label, n, people, self.source)
            elif people is not None and self._far_below(n, people):
                yield _group_heard(option.label, n, people, self.source)
        people_in_all = sum(people or 0 for _, people in hidden)
        left = self.answered.base - told
        if all(people is not None for _, people in hidden) and self._far_below(left, people_in_all):
            yield _groups_heard([label for label, _ in hidden], left, people_in_all, self.source)

    def _far_below(self, n: int, people: int) -> bool:
        """True if n of so many people is less than half of what it is over all groups."""
        return n * self.all_people * FAR_BELOW < (self.answered.base or 0) * people


def _groups(wave: WaveAnswers, source: Source, key: str, rules: Rules) -> Groups | None:
    """None where the survey no longer asks this, or nobody was asked."""
    count = wave.tally.count(key)
    population = wave.population
    if count is None or population is None or not count.question.options:
        return None
    answered = shown_of(count, wave, rules)
    people = release(_as_count(count.question, population.groups[key]), rules)
    return Groups(source, count.question, answered, people, population.people)


def _as_count(question: Question, people: Mapping[str, int]) -> Count:
    """The council's totals as if everyone had answered, so that small groups are hidden by the same rules."""
    options = {o.key: people[o.key] for o in question.options if o.key in people}
    counted = sum(n for key, n in options.items() if key in question.counts)
    return Count(question, sum(options.values()), options, counted, 0, 0)


def _rate(n: int | None, people: int | None) -> tuple[str | None, str | None]:
    """A rate as printed, or the mark in its place."""
    if people is None or people == 0:
        return None, NOT_APPLICABLE
    if n is None:
        return None, HIDDEN
    if n > people:
        return None, NOT_APPLICABLE
    return (None, TOO_FEW) if people < FEWEST_FOR_PERCENT else (percent(n, people), None)


def _heard_from(source: Source, people: int) -> str:
    """How many of all the people there are answered a wave, and how many didn't."""
    n = source.responses
    wave = f"{source.name[:1].upper()}{source.name[1:]}"
    if n is None:
        few = "hardly any" if people >= FEWER_THAN_HARDLY_ANY else "a few"
        return f"{wave}: we heard from {few} of {people} {source.many}."
    if n == 0:
        return f"{wave}: we haven’t heard from any of {people} {source.many}."
    if n > people:
        return (
            f"{wave}: {in_people(n, source)} answered, but the council counted {people}. "
            "So its total is too small, or someone answered twice."
        )
    if n == people:
        return f"{wave}: we heard from all {people} {source.many}."
    others = "one other" if people - n == 1 else f"other {people - n}"
    if source.still_open:
        rest = f"We haven’t heard from the {others} yet."
        return f"{wave}: so far we have heard from {_of(n, people, source)}. {rest}"
    return f"{wave}: we heard from {_of(n, people, source)}. We didn’t hear from the {others}."


def _totals_from(population: Population) -> str:
    """Where the council's total comes from."""
    day = population.counted_on
    return f"The total was counted on {day.day} {day:%B %Y}. It comes from: {population.source}."


def _group_heard(label: str, n: int, people: int, source: Source) -> str:
    """That one group answered far less than the rest."""
    if n == 0:
        return f"“{label}”: we heard from none of {people} {source.many}."
    return f"“{label}”: we heard from {_of(n, people, source)}, far fewer than from the rest."


def _groups_heard(labels: Sequence[str], n: int, people: int, source: Source) -> str:
    """The same of groups whose own numbers are hidden, all together."""
    named = " and ".join(f"“{label}”" for label in labels)
    return f"{named} together: we heard from hardly any, {_of(n, people, source)}."


def _group_too_large(label: str, n: int, people: int, source: Source) -> str:
    """That more of a group answered than the council says there are."""
    answered = f"{in_people(n, source)} answered, but the council counted {people}"
    return f"“{label}”: {answered}. Its total is too small."


def _of(n: int, people: int, source: Source) -> str:
    rate = f" ({percent(n, people)}%)" if people >= FEWEST_FOR_PERCENT else ""
    return f"{n} of {people} {source.many}{rate}"
