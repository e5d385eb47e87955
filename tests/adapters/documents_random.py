"""Random surveys with random answers, to be told and written into documents. No test lives here."""

from dataclasses import dataclass
from random import Random

import numpy as np

from feedback.domain.coding import NOT_ASKED, NOT_TICKED, OPTION_CODES, SKIP, TICKED, codebook
from tests.adapters.documents_samples import question_of, survey_of, wave_of


@dataclass(frozen=True)
class Plan:
    """What a random survey is made from: how many people, questions and waves, and what else chance says."""

    people: int
    questions: int
    waves: int
    seed: int


def random_waves(plan, number):
    """The waves of one random survey: their editions may differ in their last option."""
    chance = Random(plan.seed)
    key = f"survey-{number}"
    asked = []
    for i in range(plan.questions):
        before = next((q["key"] for q in asked if q["options"]), None)
        asked.append(_random_question(chance, f"q{number}-{i}", before))
    for place in range(plan.waves):
        if place and chance.random() < 0.5:
            asked = [_without_last(q) for q in asked]
        survey = survey_of(asked, key)
        codes = _random_codes(survey, plan.people, chance)
        yield wave_of(survey, codes, f"Wave {2026 - place}", 2026 - place)


def _random_question(chance, key, before):
    kind = chance.choice(["scale", "choose-one", "yes-no", "choose-several", "choose-several", "comment"])
    options = () if kind == "comment" else [f"Answer {i}" for i in range(chance.randint(2, 6))]
    more = {}
    if options and chance.random() < 0.6:
        counted = chance.randint(1, len(options) - 1)
        more = {"counts": [f"option-{i}" for i in range(counted)], "told_us": "they do"}
    if before and chance.random() < 0.4:
        more["show_if"] = [{"question": before, "options": ["option-0"]}]
    return question_of(key, kind, options, **more)


def _without_last(question):
    kept = question["options"][:-1]
    if len(kept) < 2 or len(question.get("counts", ())) >= len(kept):
        return question
    return question | {"options": kept}


def _random_codes(survey, people, chance):
    """Answers as codes, a row for each slot. Someone who didn't give the answer that leads to a question
    wasn't asked it.
    """
    book = codebook(survey)
    numbers = np.random.default_rng(chance.getrandbits(32))
    codes = np.full((book.width, people), ord(SKIP), np.uint8)
    for slots in book.slots.values():
        rows = codes[slots.start : slots.start + slots.width]
        rows[:] = _random_rows(slots, people, chance, numbers)
        rows[:, numbers.random(people) < chance.choice([0, 0.1])] = ord(SKIP)
        for condition in slots.question.show_if:
            before = book.slots[condition.question]
            picked = TICKED if before.question.takes_several else OPTION_CODES[0]
            rows[:, codes[before.start] != ord(picked)] = ord(NOT_ASKED)
    return codes


def _random_rows(slots, people, chance, numbers):
    options = len(slots.question.options)
    if slots.question.takes_words:
        return np.full((1, people), ord(TICKED), np.uint8)
    if slots.question.takes_several:
        ticks = numbers.random((options, people)) < numbers.random((options, 1))
        ticks[chance.randrange(options), ~ticks.any(axis=0)] = True  # who ticks nothing has skipped
        return np.where(ticks, ord(TICKED), ord(NOT_TICKED))
    weights = numbers.random(options) ** 2 + 0.001
    return ord(OPTION_CODES[0]) + numbers.choice(options, people, p=weights / weights.sum())
