"""One wave's answers, as telling and breaking down need them. Knows nothing of where they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from feedback.domain.counting import Filter, Tally
from feedback.domain.disclosure import Release, Route, Rules
from feedback.domain.events import Event
from feedback.domain.known import NEW, Fact, State
from feedback.domain.populations import Population
from feedback.domain.questions import Question
from feedback.domain.sections import Quote, Source
from feedback.domain.surveys import Survey


@dataclass(frozen=True)
class WaveAnswers:
    """What telling needs to know of one wave: its latest edition, its answers and its cleared quotes.

    `source.responses` is the whole number of responses; telling hides it where it must. `earlier` are the
    figures of the wave that were published before; `state` is how its answers stand now. `kept` is there once
    the people are gone: the numbers that stayed, by identity. The tally then only says what was asked.
    `made_with` are sentences on how young people shaped the survey.
    """

    survey: Survey
    source: Source
    tally: Tally
    quotes: tuple[Quote, ...] = ()
    population: Population | None = None
    state: State = NEW
    earlier: tuple[Fact, ...] = ()
    kept: Mapping[str, int | None] | None = None
    made_with: tuple[str, ...] = ()

    def among(self, wanted: Filter) -> "WaveAnswers":
        """The same wave, but only those who match this filter."""
        return replace(self, tally=self.tally.where(wanted))

    @property
    def responses(self) -> int | None:
        """How many answered: those that are counted here, or what was kept of it."""
        return self.tally.responses if self.kept is None else self.source.responses

    def remembered(self, question: Question) -> Release:
        """What stayed of a question when the people went. Only the numbers that could be told did."""
        kept, wave = self.kept or {}, self.source.wave

        def number(*options: str) -> int | None:
            return kept.get(Event.of(question.key, options).identity(wave))

        counted = number(*question.counts) if question.counts else None
        return Release(number(), {o.key: number(o.key) for o in question.options}, counted)


def routes(survey: Survey, question: Question, tally: Tally) -> list[Route]:
    """The conditions that sent people to a question, with the counts they were sent by, and those that sent
    people there, back to the start: someone who was asked this was asked all of them.
    """
    found: list[Route] = []
    for condition in question.show_if:
        asked = tally.count(condition.question)
        if asked is not None:
            route = Route(
                asked, frozenset(condition.options), _siblings(survey, question, condition.question)
            )
            found += [route, *routes(survey, asked.question, tally)]
    return found


def _siblings(survey: Survey, question: Question, asked: str) -> tuple[frozenset[str], ...]:
    """The answers to a question that sent people to other questions than this one."""
    others = (c for q in survey.questions if q.key != question.key for c in q.show_if if c.question == asked)
    return tuple(dict.fromkeys(frozenset(c.options) for c in others))


def safe_source(source: Source, rules: Rules) -> Source:
    """A wave's source without its number of responses, if that is small."""
    hide = source.responses is not None and rules.small(source.responses)
    return replace(source, responses=None) if hide else source
