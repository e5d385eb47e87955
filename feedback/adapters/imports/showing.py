"""What was understood of a file, to be shown, kept and put right. Knows nothing of pages or the database."""

import re
from collections import Counter

from pydantic import BaseModel, ConfigDict

from feedback.adapters.imports.cells import fold, identity
from feedback.adapters.imports.correcting import YOURS
from feedback.adapters.imports.mapping import MappingFile
from feedback.adapters.imports.plans import Plan, seen_in
from feedback.adapters.imports.sheets import NoPlace, Sheet
from feedback.adapters.imports.understanding import Guessed, Understood
from feedback.adapters.imports.withheld import NOT_OURS
from feedback.domain.questions import Kind

MOST_LISTED = 100
# Options that may be no answer at all: an officer is asked about each.
_SILENT = re.compile(
    r"(i'?d )?(prefer|rather) not (to )?(say|answer)|no answer|refused|n/?a|not (asked|answered)"
)


class _Shown(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ShownOption(_Shown):
    """One option or band, how many chose it, and which answers in the file are it."""

    key: str
    label: str
    people: int
    values: tuple[str, ...] = ()
    to: float | str | None = None
    silent: bool = False  # reads as if it were no answer


class ShownQuestion(_Shown):
    """One question: where it was read, how many answered, and all that can be put right."""

    key: str
    ask: str
    kind: Kind
    columns: tuple[str, ...]
    base: int
    options: tuple[ShownOption, ...] = ()
    no_answer: tuple[tuple[str, int], ...] = ()  # with how many gave each
    split: str = ""
    told_us: str = ""
    counts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    breakdown: bool = False
    banded: bool = False


class ShownColumn(_Shown):
    """A column that isn't taken, and why. `ours` if an officer may say that it's an answer."""

    letter: str
    heading: str
    why: str
    ours: bool = False
    chosen: bool = False  # left out by the officer


class ShownStray(_Shown):
    """An answer without an option, or a column without a question (then `question` is empty)."""

    question: str
    letter: str
    words: str
    people: int


class Shown(_Shown):
    """Everything about a file that an officer is shown before anything is kept."""

    title: str = ""
    people: int = 0
    questions: tuple[ShownQuestion, ...] = ()
    left_out: tuple[ShownColumn, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()  # of the last change, which wasn't made
    strays: tuple[ShownStray, ...] = ()
    more_strays: int = 0

    def question(self, key: str) -> ShownQuestion | None:
        return next((q for q in self.questions if q.key == key), None)


class Told(_Shown):
    """What an officer said of a file: which survey it is of ("" for a new one), what to put right, and how
    the survey and its wave are called.
    """

    file: str
    form: str = ""
    survey: str = ""
    mapping: MappingFile = MappingFile(questions={})
    about: str = ""  # the question that was changed last
    named: dict[str, str] = {}


def shown(understood: Understood, sheet: Sheet) -> Shown:
    """What was understood. Holds no words that anybody wrote, and none of a column that isn't taken."""
    return Shown(
        title=understood.survey.title,
        people=len(understood.answers),
        questions=tuple(
            _question(plan, guessed, sheet)
            for plan, guessed in zip(understood.plans, understood.guesses, strict=True)
        ),
        left_out=tuple(_column(column, why) for column, why in understood.left_out),
        notes=tuple(understood.notes),
    )


def without_place(problem: NoPlace) -> Shown:
    """What has no place in a survey that there is."""
    strays = [
        ShownStray(question="", letter=h.letter, words=h.heading, people=h.answers) for h in problem.homeless
    ]
    people: Counter[tuple[str, str, str]] = Counter()
    for s in problem.strays:
        people[s.question, s.letter, s.answer] += s.people
    strays += [ShownStray(question=q, letter=x, words=w, people=n) for (q, x, w), n in people.items()]
    told = problem.strays or problem.homeless
    return Shown(
        strays=tuple(strays[:MOST_LISTED]),
        more_strays=max(0, len(strays) - MOST_LISTED),
        problems=() if told else problem.problems,
    )


def _question(plan: Plan, guessed: Guessed, sheet: Sheet) -> ShownQuestion:
    question = plan.question
    values: dict[str, tuple[str, ...]] = {}
    for value, key in plan.values.items():
        values[key] = (*values.get(key, ()), value)
    seen = seen_in(sheet, plan.columns).counts if plan.no_answer else {}
    return ShownQuestion(
        key=question.key,
        ask=question.ask,
        kind=question.kind,
        columns=guessed.columns,
        base=guessed.base,
        options=tuple(
            ShownOption(
                key=o.key,
                label=o.label,
                people=guessed.counts.get(o.key, 0),
                values=values.get(o.key, ()),
                to=o.to,
                silent=_SILENT.fullmatch(fold(o.label)) is not None,
            )
            for o in question.options
        ),
        no_answer=tuple((n, seen.get(identity(n), 0)) for n in sorted(plan.no_answer)),
        split=plan.split,
        told_us=question.told_us or "",
        counts=question.counts,
        tags=question.tags,
        breakdown=question.breakdown,
        banded=question.banded,
    )


def _column(column: str, why: str) -> ShownColumn:
    letter, _, heading = column.partition(": ")
    chosen = why == YOURS
    said = "you chose to leave it out" if chosen else why
    return ShownColumn(letter=letter, heading=heading, why=said, ours=why in NOT_OURS, chosen=chosen)
