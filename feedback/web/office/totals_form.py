"""The form for the council's own totals: fields to the model and back. Knows nothing of waves or answers."""

import re
from collections.abc import Mapping
from datetime import date

from feedback.domain.populations import LONGEST_SOURCE, Place, Population, find_problems, source_is_sound
from feedback.domain.questions import Question
from feedback.domain.surveys import Survey

_NUMBER = re.compile(r"[0-9]{1,9}")
NOT_A_NUMBER = "Write a whole number, or leave it empty if the council doesn’t know."


def group_field(question: str, option: str) -> str:
    return f"{question}.{option}"  # no key has a full stop in it


def weigh_field(question: str) -> str:
    return f"weigh.{question}"


def written(population: Population) -> dict[str, str]:
    """Totals as they stand in the form's fields."""
    fields = {
        "people": str(population.people),
        "source": population.source,
        "counted-on": population.counted_on.isoformat(),
    }
    for question, people in population.groups.items():
        fields |= {group_field(question, option): str(n) for option, n in people.items()}
    return fields | {weigh_field(question): "yes" for question in population.weigh_by}


def read(given: Mapping[str, str], survey: Survey, today: date) -> tuple[Population | None, dict[str, str]]:
    """The totals that were typed in; or none, with what is wrong by field, in the order of the form."""
    wrong: dict[str, str] = {}
    people = _number(given.get("people", ""))
    if not people:
        wrong["people"] = "Write how many people could have answered, in all: a whole number, such as 210."
    source = given.get("source", "").strip()
    if not source_is_sound(source):
        wrong["source"] = (
            "Write where the total comes from, such as the leaving care register, "
            f"in at most {LONGEST_SOURCE} letters."
        )
    counted_on = _day(given.get("counted-on", ""))
    if counted_on is None or counted_on > today:
        wrong["counted-on"] = "Write the day that they were counted on. It can’t be after today."
    groups, wrong_groups = _groups(given, survey)
    wrong |= wrong_groups
    if wrong or not people or counted_on is None:
        return None, wrong
    weigh_by = tuple(q.key for q in _splitting(survey) if weigh_field(q.key) in given)
    population = Population(
        source=source, counted_on=counted_on, people=people, groups=groups, weigh_by=weigh_by
    )
    for place, said in find_problems(population, survey, today):
        wrong[_field(place, population, survey)] = f"{said[0].upper()}{said[1:]}."
    return (None, wrong) if wrong else (population, {})


def _splitting(survey: Survey) -> list[Question]:
    return [q for q in survey.questions if q.breakdown]


def _groups(given: Mapping[str, str], survey: Survey) -> tuple[dict[str, dict[str, int]], dict[str, str]]:
    """The numbers by question and option, without those left empty; and what is wrong, by field."""
    groups: dict[str, dict[str, int]] = {}
    wrong: dict[str, str] = {}
    for question in _splitting(survey):
        for option in question.options:
            field = group_field(question.key, option.key)
            if not (typed := given.get(field, "").strip()):
                continue
            if (n := _number(typed)) is None:
                wrong[field] = f"“{option.label}”: {NOT_A_NUMBER[0].lower()}{NOT_A_NUMBER[1:]}"
            else:
                groups.setdefault(question.key, {})[option.key] = n
    return groups, wrong


def _number(typed: str) -> int | None:
    """A whole number from 0, with or without commas and spaces in it."""
    plain = re.sub(r"[ ,\u00a0]", "", typed)
    return int(plain) if _NUMBER.fullmatch(plain) else None


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        return None


def _field(place: Place, population: Population, survey: Survey) -> str:
    """The field that a problem is about: of a whole question, its first."""
    part, *rest = place
    if part in ("source", "counted-on"):
        return part
    if part == "weigh-by":
        return weigh_field(rest[0] if rest else population.weigh_by[-1])
    question = survey.question(rest[0])
    first = question.options[0].key if question else ""
    return group_field(rest[0], rest[1] if len(rest) > 1 else first)
