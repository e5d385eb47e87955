"""Made-up councils, and what they publish: by the product's own rules, and by a naive rule of thumb."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from feedback.domain.answered import WaveAnswers
from feedback.domain.breakdowns import break_down
from feedback.domain.coding import codebook, encode
from feedback.domain.counting import Block, Tally
from feedback.domain.disclosure import Rules
from feedback.domain.events import Among, Event, parse
from feedback.domain.findings import finding
from feedback.domain.hiding import least_of, told_of
from feedback.domain.journey import SKIPPED, Answer, kept
from feedback.domain.known import Fact, State
from feedback.domain.questions import Question
from feedback.domain.sections import Breakdown, Source
from feedback.domain.surveys import Survey
from feedback.domain.unknowns import EVERYONE

ASKED, GROUPS = ("in-control", "help-with"), ("age", "home")
BREAKDOWNS = (("age",), ("home",), ("age", "home"))
_DAY = date(2026, 9, 1)
Person = Mapping[str, Answer]


@dataclass(frozen=True)
class Council:
    """A survey, and who had answered it at each time that something was published."""

    survey: Survey
    stages: tuple[tuple[Person, ...], ...]


def council(number: int) -> Council:
    """Council number so-and-so, always the same: 30 to 400 people, one to three late replies or a dozen."""
    made_up, routing = Random(f"council {number}"), Random(f"council {number}, routed")
    sent = routing.randint(1, 3) if routing.random() < 0.5 else 0
    survey = _survey(made_up.randint(3, 4), made_up.randint(2, 3), sent)
    drawn = {q.key: routing if q.show_if else made_up for q in survey.questions}
    leans = {q.key: [drawn[q.key].uniform(0.1, 1) ** 2 for _ in q.options] for q in survey.questions}
    skips = made_up.choice((0.0, 0.02, 0.06))

    def person() -> Person:
        return kept(survey, {q.key: _answer(q, leans[q.key], skips, drawn[q.key]) for q in survey.questions})

    first = tuple(person() for _ in range(made_up.choice((30, 60, 120, 200, 400))))
    late = tuple(person() for _ in range(made_up.choice((0, 1, 2, 3, 12, 40))))
    return Council(survey, (first, first + late) if late else (first,))


def _survey(ages: int, homes: int, sent: int) -> Survey:
    """The last `sent` answers to the first question lead to one more; if none does, it isn't there."""
    agree = ["strongly-agree", "agree", "neither", "disagree"]
    why = {"show_if": [{"question": "in-control", "options": agree[-sent:]}]}
    return Survey.model_validate(
        {
            "survey": "made-up",
            "title": "Made-up survey",
            "audience": {"key": "people", "many": "made-up people", "one": "made-up person"},
            "questions": [
                _question("in-control", "scale", agree, counts=agree[:2], told_us="so"),
                _question("help-with", "choose-several", ["money", "friends", "none"]),
                _question("age", "choose-one", [f"age-{n}" for n in range(ages)], breakdown=True),
                _question("home", "choose-one", [f"home-{n}" for n in range(homes)], breakdown=True),
                *([_question("why", "choose-one", ["people", "rules", "money"], **why)] if sent else []),
            ],
        }
    )


def _question(key: str, kind: str, options: list[str], **more: object) -> dict[str, object]:
    given = [{"key": o, "label": o.capitalize(), "alone": o == "none"} for o in options]
    return {"key": key, "ask": f"{key}?", "kind": kind, "options": given, **more}


def _answer(question: Question, leans: list[float], skips: float, made_up: Random) -> Answer:
    if made_up.random() < skips:
        return SKIPPED
    keys = [o.key for o in question.options]
    if question.takes_several:
        ticked = [k for k, lean in zip(keys[:-1], leans, strict=False) if made_up.random() < lean]
        return Answer(tuple(ticked or keys[-1:]))
    return Answer((made_up.choices(keys, leans)[0],))


def waves_of(made: Council) -> Iterator[WaveAnswers]:
    """The council's wave at each time, with nothing published before."""
    book = codebook(made.survey)
    for people in made.stages:
        tally = Tally((Block.of(book, [encode(book, p) for p in people]),))
        source = Source(
            "made-up", "", "made-up", "", "people", "person", _DAY, _DAY, len(people), made_up=True
        )
        yield WaveAnswers(made.survey, source, tally, state=State(len(people), 0))


def publish(made: Council, rules: Rules) -> list[Fact]:
    """Everything that the product would tell: each question whole, and by each group, at each time."""
    facts: list[Fact] = []
    for wave in waves_of(made):
        facts.append(Fact(EVERYONE, wave.tally.responses, wave.state))
        for question in made.survey.questions:
            facts += list(told_of(question.key, replace(wave, earlier=tuple(facts)), rules))
        for key in ASKED:
            for by in BREAKDOWNS:
                so_far = replace(wave, earlier=tuple(facts))
                asked = next(q for q in made.survey.questions if q.key == key)
                told = break_down(finding(asked, [so_far], rules), by, so_far, rules)
                facts += list(facts_of(told.breakdowns[0], asked, wave.state, rules))
    return facts


def facts_of(told: Breakdown, question: Question, state: State, rules: Rules) -> Iterator[Fact]:
    """What a breakdown tells, as facts."""
    for group in told.groups:
        yield Fact(parse(group.identity)[1], group.base, state)
        least = least_of(group.base, question, rules)
        for cell in (*group.cells, *([group.counted] if group.counted else [])):
            assert cell.identity
            yield Fact(parse(cell.identity)[1], cell.count, state, least)


def publish_naively(made: Council, rules: Rules) -> list[Fact]:
    """The same tables by a rule of thumb: hide 1 to 5, then the next smallest in each row and column that has
    one hidden number, until there is none. Every whole is told, each table is looked at by itself.
    """
    facts: list[Fact] = []
    for wave in waves_of(made):
        facts.append(Fact(EVERYONE, wave.tally.responses, wave.state))
        for question in made.survey.questions:
            count = wave.tally.count(question.key)
            assert count
            facts += _naive_table({(o, ()): n for o, n in count.options.items()}, question, wave, rules)
        for key in ASKED:
            question = next(q for q in made.survey.questions if q.key == key)
            for by in BREAKDOWNS:
                facts += _naive_table(_table(wave, key, by), question, wave, rules)
    return facts


def _table(wave: WaveAnswers, key: str, by: tuple[str, ...]) -> dict[tuple[str, Among], int]:
    groups: list[Among] = [()]
    for name in by:
        asked = next(q for q in wave.survey.questions if q.key == name)
        groups = [(*group, (name, o.key)) for group in groups for o in asked.options]
    counts = {group: wave.tally.count(key, {k: [o] for k, o in group}) for group in groups}
    return {(o, group): n for group, c in counts.items() if c for o, n in c.options.items()}


def _naive_table(
    cells: Mapping[tuple[str, Among], int], question: Question, wave: WaveAnswers, rules: Rules
) -> Iterator[Fact]:
    hidden = {place for place, n in cells.items() if rules.small(n)}
    lines = [
        [p for p in cells if p[side] == at] for side in (0, 1) for at in dict.fromkeys(p[side] for p in cells)
    ]
    while lonely := [line for line in lines if len(line) > 1 and len(hidden & set(line)) == 1]:
        spare = [p for p in lonely[0] if p not in hidden]
        hidden.add(min(spare, key=lambda p: (cells[p] == 0, cells[p])))
    for group in dict.fromkeys(group for _, group in cells):
        count = wave.tally.count(question.key, {k: [o] for k, o in group})
        assert count
        yield Fact(Event.of(question.key, (), group), count.base, wave.state)
    for (option, group), n in cells.items():
        event = Event.of(question.key, (option,), group)
        yield Fact(event, None if (option, group) in hidden else n, wave.state)
