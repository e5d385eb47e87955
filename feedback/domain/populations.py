"""How many people there are who could have answered, by the council's own count. Knows nothing of answers."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from feedback.domain.frameworks import Content, Key, Words
from feedback.domain.surveys import Survey

MOST_WEIGHED_BY = 2  # with more, a group that nobody answered from is almost sure
MOST_PEOPLE = 999_999_999
LONGEST_SOURCE = 200
_TOO_LARGE = re.compile(r"[1-9][0-9]{9,99}")


def _as_number(given: object) -> object:
    """A number so large that the reader of files left it as text is a number all the same: too large."""
    return int(given) if isinstance(given, str) and _TOO_LARGE.fullmatch(given) else given


People = Annotated[int, Field(strict=True, ge=0, le=MOST_PEOPLE), BeforeValidator(_as_number)]


class Population(Content):
    """The council's totals for one wave: everyone, and by group where it knows them.

    `groups` has people by option key under the key of a question marked as a breakdown. `weigh_by` names
    those of these questions that figures are to be weighted by, too.
    """

    source: Words
    counted_on: date
    people: Annotated[People, Field(ge=1)]
    groups: Mapping[Key, Mapping[Key, People]] = Field(default_factory=dict)
    weigh_by: tuple[Key, ...] = ()


Place = tuple[str, ...]


def source_is_sound(source: str) -> bool:
    """True if it is one line of words, and not too long to stand in a sentence."""
    return bool(source) and len(source) <= LONGEST_SOURCE and source.isprintable()


def find_problems(population: Population, survey: Survey, today: date) -> Iterator[tuple[Place, str]]:
    """What can't be right in totals for a wave of this survey: where, and what would be right."""
    if not source_is_sound(population.source):
        yield ("source",), f"“source” should be one line of at most {LONGEST_SOURCE} letters"
    if population.counted_on > today:
        yield ("counted-on",), "“counted-on” can’t be after today"
    for key, people in population.groups.items():
        for place, said in _group_problems(population, survey, key, people):
            yield ("groups", key, *place), said
    for key in dict.fromkeys(population.weigh_by):
        if wrong := _weigh_problem(population, survey, key):
            yield ("weigh-by", key), wrong
    for key, times in Counter(population.weigh_by).items():
        if times > 1:
            yield ("weigh-by",), f"“{key}” is there more than once; name each question once"
    if len(set(population.weigh_by)) > MOST_WEIGHED_BY:
        yield ("weigh-by",), f"weigh by at most {MOST_WEIGHED_BY} questions"


def _group_problems(
    population: Population, survey: Survey, key: str, people: Mapping[str, int]
) -> Iterator[tuple[Place, str]]:
    question = survey.question(key)
    known = [q.key for q in survey.questions if q.breakdown]
    if question is None or not question.breakdown:
        said = f"“{key}” is not a question that results are split by. There are: {', '.join(known) or 'none'}"
        yield (), said
        return
    options = [o.key for o in question.options]
    for option in people:
        if option not in options:
            yield (option,), f"“{key}” has no answer “{option}”. There are: {', '.join(options)}"
    if (together := sum(people.values())) > population.people:
        yield (
            (),
            (
                f"the groups of “{question.ask}” add up to {together}, more than the "
                f"{population.people} people there are in all"
            ),
        )


def _weigh_problem(population: Population, survey: Survey, key: str) -> str | None:
    question = survey.question(key)
    given = population.groups.get(key, {})
    if question is None or not given:
        return f"to weigh by “{key}”, give the total of each of its groups"
    missing = [o.label for o in question.options if o.key not in given]
    if missing:
        return f"to weigh by “{question.ask}”, give a total for “{missing[0]}” too"
    return None
