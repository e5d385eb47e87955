"""Random surveys with random answers, to be told and written into documents. No test lives here.

What statistics add to a section is added here by chance, numbers and all, whatever the answers were: a
document must show all that it's fed, as it is.
"""

from dataclasses import dataclass, replace
from random import Random

import numpy as np

from feedback.domain.coding import NOT_ASKED, NOT_TICKED, OPTION_CODES, SKIP, TICKED, codebook
from feedback.domain.figures import Figure, percent
from feedback.domain.findings import cell_of
from feedback.domain.sections import Breakdown, Cell, Finding, Group, Heard, Reached, Told
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


def thickened(section, seed):
    """The section with asides, changes, groups, people heard from and a pooled figure, as chance has it."""
    chance = Random(seed)
    findings = tuple(_thickened(f, chance) for f in section.findings)
    heard = tuple(_random_heard(source, chance) for source in section.sources if chance.random() < 0.3)
    return replace(section, findings=(*findings, *_random_pooled(section, chance)), heard=heard)


def _thickened(finding, chance):
    told = tuple(
        replace(
            t,
            asides=tuple(f"Aside {chance.random()}." for _ in range(chance.choice([0, 0, 1, 2]))),
            breaks=place > 0 and chance.random() < 0.3,
        )
        for place, t in enumerate(finding.told)
    )
    given = {"told": told, "change": f"It went up by {chance.random()}." if len(told) > 1 else None}
    if finding.rows and chance.random() < 0.2:
        source = told[0].source
        by = ("How old are you?", "Where do you live?")[: chance.choice([1, 1, 2])]
        groups = tuple(_random_group(finding, i, chance) for i in range(chance.randint(1, 12)))
        given["breakdowns"] = (Breakdown(source, by, groups),)
    return replace(finding, **given)


def _random_group(finding, place, chance):
    at = f"{finding.told[0].source.wave}/{finding.question}"
    base = chance.choice([None, 0, 12, 29, 30, chance.randint(30, 900), 1_000, chance.randint(1_000, 9_000)])
    left, cells = base or 0, []
    for key in range(len(finding.rows) + 1):
        n = chance.randint(0, left)
        left -= 0 if finding.several else n
        figure = Figure(n, base or 0, "", "", ())
        hidden = base is None or chance.random() < 0.2
        shown = cell_of(None if hidden else n, base, figure)
        cells.append(replace(shown, identity=f"{at}/option-{key}?by={place}"))
    counted = cells.pop()
    label = f"Group {place}" + chance.choice(["", " of a few more words"])
    return Group(label, f"{at}?by={place}", base, tuple(cells), counted if finding.counted_label else None)


def _random_heard(source, chance):
    def reached(place):
        at, mark = f"{source.wave}/by/{place}", chance.choice([None, "[c]", "[z]"])
        if mark == "[c]":
            return Reached(f"Group {place}", None, chance.randint(1, 900), None, mark, mark, at)
        people = None if mark else chance.randint(1, 900)
        rate = str(chance.randint(0, 130)) if people else None  # a council's total can be out of date
        return Reached(f"Group {place}", chance.randint(6, 900), people, rate, rate_mark=mark, identity=at)

    rows = tuple(reached(i) for i in range(chance.choice([0, 2, 9])))
    said = tuple(f"We heard {chance.random()}." for _ in range(chance.randint(1, 3)))
    return Heard(source, f"Group of {source.wave}?" if rows else "", rows, said)


def _random_pooled(section, chance):
    for source in section.sources[:1]:
        base = chance.randint(30, 999)
        n = chance.randint(0, base)
        counted = Cell(n, percent(n, base), identity=f"{source.wave}/pool/yes")
        told = Told(source, f"{percent(n, base)}% of answers ({n} of {base}) said yes.", base, (), counted)
        yield Finding("survey-0", "pool", "Several as one", "pooled", (), (told,), several=False)
