"""A guess put right by a mapping, or every mistake in the mapping at once. Knows nothing of answers."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from feedback.adapters.imports.amending import amended
from feedback.adapters.imports.finding import Mistaken, meant
from feedback.adapters.imports.guessing import Guess
from feedback.adapters.imports.headers import Column, columns
from feedback.adapters.imports.mapping import (
    CORRECT_IT,
    Corrections,
    MappingFile,
    QuestionEntry,
    corrections,
)
from feedback.adapters.imports.placing import place
from feedback.adapters.imports.plans import Plan
from feedback.adapters.imports.sheets import ImportProblem, Sheet
from feedback.adapters.plain_errors import did_you_mean
from feedback.adapters.yaml_files import Mistake
from feedback.domain.soundness import find_problems

YOURS = "the mapping leaves it out"


def correct(guessed: Guess, given: Corrections, sheet: Sheet) -> Guess:
    """The plans as the mapping wants them. Raises ImportProblem with every mistake in it."""
    work = _Work(sheet, given, guessed, columns(sheet))
    for key, entry in given.file.questions.items():
        try:
            work.take(key, entry)
        except Mistaken as mistake:
            work.problems.append(given.mistake(key, mistake.at, mistake.said))
    plans = work.plans()
    for problem in find_problems([p.question for p in plans]):
        key = plans[problem.place].question.key
        work.problems.append(given.mistake(key, problem.at, problem.said))
    if work.problems:
        raise ImportProblem([str(m) for m in sorted(work.problems)], CORRECT_IT)
    return Guess(plans, list(work.left_out(plans)))


def described(guessed: Guess, file: MappingFile, sheet: Sheet) -> Guess:
    """The plans as the tool's own definition wants them, where it says anything. What isn't ours to hold
    stays left out, and what can't be made of it stays as it was guessed.
    """
    work = _Work(sheet, corrections(file), guessed, columns(sheet))
    withheld = {c for c, _ in guessed.left_out} - guessed.unkept
    for key, entry in file.questions.items():
        with suppress(Mistaken):
            if not withheld & set(meant(entry, None, work.found)):
                work.take(key, entry)
    wrong = {problem.place for problem in find_problems([p.question for p in work.made])}
    wrong |= {n for n, p in enumerate(work.made) if place(p, sheet).unplaced}
    work.made = [p for n, p in enumerate(work.made) if n not in wrong]
    plans = work.plans()
    used = {c for p in plans for c in (*p.columns, p.beside)}
    left_out = [(c, why) for c, why in guessed.left_out if c not in used]
    return Guess(plans, left_out, guessed.unkept - used)


@dataclass
class _Work:
    sheet: Sheet
    given: Corrections
    guessed: Guess
    found: Sequence[Column]
    made: list[Plan] = field(default_factory=list)
    gone: set[Column] = field(default_factory=set)
    problems: list[Mistake] = field(default_factory=list)

    def take(self, key: str, entry: QuestionEntry) -> None:
        """Make the plan of one entry, or leave its columns out. Raises Mistaken."""
        base = next((p for p in self.guessed.plans if p.question.key == key), None)
        if base is None and entry.columns is None and entry.heading is None:
            near = did_you_mean(key, [p.question.key for p in self.guessed.plans])
            raise Mistaken(
                "", f"the file has no question “{key}”{near}; “columns” or “heading” can say where it is"
            )
        members = meant(entry, base, self.found)
        if entry.leave_out:
            self.gone.update(members)
        else:
            self.made.append(amended(key, entry, base, members, self.sheet))

    def plans(self) -> list[Plan]:
        """What was made, and the guesses that it leaves alone, in the order of the columns."""
        claimed = {c for p in self.made for c in p.columns}
        kept = [p for p in self.guessed.plans if self._stays(p, claimed)]
        return sorted([*kept, *self.made], key=lambda p: p.columns[0].place)

    def _stays(self, plan_: Plan, claimed: set[Column]) -> bool:
        if plan_.question.key in self.given.file.questions or set(plan_.columns) <= self.gone:
            return False
        beside = plan_.question.takes_words and plan_.columns[0].asks_for_words
        return beside or plan_.columns[0] not in claimed

    def left_out(self, plans: Sequence[Plan]) -> Iterator[tuple[Column, str]]:
        used = {c for p in plans for c in (*p.columns, p.beside)}
        why = dict(self.guessed.left_out)
        for column in self.found:
            if column not in used:
                yield column, why.get(column, YOURS)
