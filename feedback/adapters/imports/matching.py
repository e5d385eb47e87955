"""A table to answers of a survey that exists: every answer finds its place, or none is taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from feedback.adapters.imports import judging
from feedback.adapters.imports.cells import fold_heading, identity
from feedback.adapters.imports.finding import Mistaken, meant
from feedback.adapters.imports.guessing import Guess, guess
from feedback.adapters.imports.headers import Column, columns
from feedback.adapters.imports.keys import slug
from feedback.adapters.imports.mapping import Corrections, QuestionEntry
from feedback.adapters.imports.placing import Finder
from feedback.adapters.imports.plans import Plan, other_among, seen_in
from feedback.adapters.imports.sheets import ImportProblem, Sheet
from feedback.adapters.imports.understanding import Understood, answered
from feedback.adapters.plain_errors import did_you_mean
from feedback.domain.questions import Question
from feedback.domain.surveys import Survey

_DO = "Say in a mapping file which column each question is read from, and what is to be left out."
_MARKS = (";", "; ", ", ", ",", "\n")


def answers_for(survey: Survey, sheet: Sheet, mapping: Corrections | None = None) -> Understood:
    """The answers in a table to the questions of a survey, matched by key or words.

    Raises ImportProblem with every column and answer that has no place in the survey.
    """
    work = _Matching(survey, sheet, mapping, guess(sheet), columns(sheet))
    for question in survey.questions:
        work.match(question)
    work.take_others()
    if work.problems:
        raise ImportProblem(work.problems, _DO)
    found = answered(survey, work.plans, list(work.left_out()), sheet)
    found.notes.extend(
        f"The file has no column for “{key}”: it counts as never asked." for key in work.missing
    )
    return found


@dataclass
class _Matching:
    survey: Survey
    sheet: Sheet
    mapping: Corrections | None
    guessed: Guess
    found: Sequence[Column]
    plans: list[Plan] = field(default_factory=list)
    gone: set[Column] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def match(self, question: Question) -> None:
        """Find one question's columns, and how they're read."""
        entry = (self.mapping and self.mapping.entry(question.key)) or QuestionEntry()
        try:
            named = entry.columns is not None or entry.heading is not None
            members = meant(entry, None, self.found) if named else self._like(question)
            if entry.leave_out or not members:
                self.gone.update(members)
                self.missing.append(question.key)
            else:
                self.plans.append(_plan(question, members, entry, self))
        except Mistaken as mistake:
            self._problem(question.key, mistake)

    def take_others(self) -> None:
        """Entries of the mapping that aren't questions of the survey may only leave columns out."""
        for key, entry in self.mapping.file.questions.items() if self.mapping else ():
            if self.survey.question(key) is not None:
                continue
            try:
                if not entry.leave_out:
                    near = did_you_mean(key, [q.key for q in self.survey.questions])
                    raise Mistaken(
                        "", f"the survey has no question “{key}”{near}; give “leave-out: true”, or its key"
                    )
                base = next((p for p in self.guessed.plans if p.question.key == key), None)
                self.gone.update(meant(entry, base, self.found))
            except Mistaken as mistake:
                self._problem(key, mistake)
        self.problems.extend(self._homeless())

    def _problem(self, key: str, mistake: Mistaken) -> None:
        if self.mapping and self.mapping.entry(key):
            self.problems.append(str(self.mapping.mistake(key, mistake.at, mistake.said)))
        else:
            self.problems.append(f"“{key}”: {mistake.said}.")

    def _used(self) -> set[Column]:
        return {c for p in self.plans for c in (*p.columns, *((p.beside,) if p.beside else ()))}

    def _homeless(self) -> Iterator[str]:
        """Columns with answers that are no question of the survey."""
        spare = {c for c, _ in self.guessed.left_out} - self.guessed.unkept
        placed = self._used() | self.gone | spare
        for column in self.found:
            if column not in placed:
                answers = seen_in(self.sheet, [column]).answers
                yield (
                    f"Column {column.letter} “{column.heading}” ({answers} answers) is no question of "
                    f"“{self.survey.survey}”."
                )

    def left_out(self) -> Iterator[tuple[Column, str]]:
        used = self._used()
        why = dict(self.guessed.left_out)
        for column in self.found:
            if column not in used:
                yield column, why.get(column, "the mapping leaves it out")

    def _like(self, question: Question) -> tuple[Column, ...]:
        """The columns that go by a question's key or words; none if there are none."""
        words = fold_heading(question.ask)
        if question.takes_several:
            find = Finder(_values(question))
            of_it = [
                c for c in self.found if words == fold_heading(c.question) or slug(c.question) == question.key
            ]
            if ticks := tuple(c for c in of_it if c.sub and (find(c.sub) or c.asks_for_words)):
                return ticks
        by_code = [c for c in self.found if question.key in (slug(c.code), slug(c.heading))]
        exact = [c for c in self.found if fold_heading(c.heading) == words]
        guessed = [p for p in self.guessed.plans if p.question.key == question.key]
        if len(by_code) == 1:
            return self._with_other(question, by_code[0])
        if len(exact) == 1:
            return self._with_other(question, exact[0])
        if guessed and (not exact or guessed[0].columns[0] in exact):
            return (
                guessed[0].columns
                if question.takes_several
                else self._with_other(question, guessed[0].columns[0])
            )
        if exact:
            letters = ", ".join(c.letter for c in exact)
            raise Mistaken("", f"columns {letters} are all headed “{exact[0].heading}”")
        return ()

    def _with_other(self, question: Question, column: Column) -> tuple[Column, ...]:
        """A column, and the one for other words beside it if the question has such an option."""
        if (
            question.takes_words
            or question.takes_several
            or not other_among(o.label for o in question.options)
        ):
            return (column,)
        beside = [c for c in self.found if c.block == column.block and c.asks_for_words]
        return (column, *beside[:1])


def _values(question: Question) -> dict[str, str]:
    """The answers that are each option: its words or its key."""
    by_key = {identity(o.key): o.key for o in question.options}
    return by_key | {identity(o.label): o.key for o in question.options}


def _plan(question: Question, members: tuple[Column, ...], entry: QuestionEntry, work: _Matching) -> Plan:
    values = _values(question)
    find = Finder(values)
    for option in entry.options or ():
        key = option.key or find(option.label)
        if key not in {o.key for o in question.options}:
            near = did_you_mean(option.label, [o.label for o in question.options])
            raise Mistaken("options", f"“{key or option.label}” is no option of “{question.key}”{near}")
        values |= {identity(v): key for v in option.values or ()}
    no_answer = frozenset(map(identity, entry.no_answer or ()))
    heading = members[0].heading
    if question.takes_several:
        values = _with_other_words(question, members, values)
        ticks = len(members) > 1 or members[0].sub
        split = "" if ticks else entry.split or _mark(Finder(values), work.sheet, members)
        return Plan(question, heading, members, values, no_answer, split)
    beside = members[1] if len(members) > 1 else None
    return Plan(question, heading, members[:1], values, no_answer, "", beside)


def _with_other_words(
    question: Question, members: Sequence[Column], values: dict[str, str]
) -> dict[str, str]:
    """The column for other words is the option that means other, however it's headed."""
    other = other_among(o.label for o in question.options)
    key = next((o.key for o in question.options if o.label == other), None)
    headings = [identity(c.sub) for c in members if c.asks_for_words]
    return ({h: key for h in headings} if key else {}) | values


def _mark(find: Finder, sheet: Sheet, members: Sequence[Column]) -> str:
    """What stands between several answers in one cell: whatever leaves nothing but options."""
    seen = seen_in(sheet, members)
    for mark in _MARKS:
        if all(find(piece) for k in seen.counts for piece in judging.pieces(seen.labels[k], mark)):
            return mark
    return judging.separator(seen) or ";"
