"""A table to answers of a survey that exists: every answer finds its place, or none is taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from feedback.adapters.imports import judging
from feedback.adapters.imports.cells import identity
from feedback.adapters.imports.correcting import YOURS, described
from feedback.adapters.imports.described import Export
from feedback.adapters.imports.finding import Mistaken, meant
from feedback.adapters.imports.guessing import Guess, guess
from feedback.adapters.imports.headers import Column, columns
from feedback.adapters.imports.keys import slug, unique
from feedback.adapters.imports.likeness import like, values_of
from feedback.adapters.imports.mapping import Corrections, QuestionEntry
from feedback.adapters.imports.placing import Finder
from feedback.adapters.imports.plans import LONGEST_KEY, Plan, other_among, seen_in
from feedback.adapters.imports.sheets import Homeless, NoPlace, Sheet
from feedback.adapters.imports.understanding import Understood, answered
from feedback.adapters.plain_errors import did_you_mean
from feedback.domain.questions import MOST_OPTIONS, Option, Question
from feedback.domain.surveys import Survey

_DO = "Say in a mapping file which column each question is read from, and what is to be left out."
_MARKS = (";", "; ", ", ", ",", "\n")


def answers_for(survey: Survey, export: Sheet | Export, mapping: Corrections | None = None) -> Understood:
    """The answers in a table to the questions of a survey, matched by key or words.

    Raises NoPlace with every column and answer that has no place in the survey.
    """
    export = export if isinstance(export, Export) else Export(export)
    sheet = export.sheet
    guessed = described(guess(sheet), export.described, sheet)
    work = _Matching(survey, sheet, mapping, guessed, columns(sheet))
    for question in survey.questions:
        work.match(question)
    work.take_others()
    if work.problems:
        raise NoPlace(work.problems, _DO, homeless=work.homeless)
    found = answered(work.with_new_options(), work.plans, list(work.left_out()), sheet)
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
    homeless: list[Homeless] = field(default_factory=list)

    def match(self, question: Question) -> None:
        """Find one question's columns, and how they're read."""
        entry = (self.mapping and self.mapping.entry(question.key)) or QuestionEntry()
        try:
            named = entry.columns is not None or entry.heading is not None
            members = (
                meant(entry, None, self.found) if named else like(question, self.found, self.guessed.plans)
            )
            if entry.leave_out or not members:
                self.gone.update(members)
                self.missing.append(question.key)
            else:
                self.plans.append(_plan(question, members, entry, self.sheet))
        except Mistaken as mistake:
            self._problem(question.key, mistake)

    def with_new_options(self) -> Survey:
        """The survey with the options that the mapping adds."""
        planned = {p.question.key: p.question for p in self.plans}
        questions = tuple(planned.get(q.key, q) for q in self.survey.questions)
        return self.survey.model_copy(update={"questions": questions})

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
                self.homeless.append(Homeless(column.letter, column.heading, answers))
                yield (
                    f"Column {column.letter} “{column.heading}” ({answers} answers) is no question of "
                    f"“{self.survey.survey}”."
                )

    def left_out(self) -> Iterator[tuple[Column, str]]:
        used = self._used()
        why = dict(self.guessed.left_out)
        for column in self.found:
            if column not in used:
                yield column, why.get(column, YOURS)


def _plan(question: Question, members: tuple[Column, ...], entry: QuestionEntry, sheet: Sheet) -> Plan:
    """How a question is read from its columns, with what the mapping says of its answers."""
    question = _with_new_options(question, entry)
    values = values_of(question)
    find = Finder(values)
    for option in entry.options or ():
        key = option.key or find(option.label)
        if key not in {o.key for o in question.options}:
            near = did_you_mean(option.label, [o.label for o in question.options])
            said = f"“{key or option.label}” is no option of “{question.key}”{near}"
            raise Mistaken("options", (near and said) or f"{said}; if it’s a new one, say “new: true”")
        values |= {identity(v): key for v in option.values or ()}
    no_answer = frozenset(map(identity, entry.no_answer or ()))
    heading = members[0].heading
    if question.takes_several:
        values = _with_other_words(question, members, values)
        ticks = len(members) > 1 or members[0].sub
        split = "" if ticks else entry.split or _mark(Finder(values), sheet, members)
        return Plan(question, heading, members, values, no_answer, split)
    beside = members[1] if len(members) > 1 else None
    return Plan(question, heading, members[:1], values, no_answer, "", beside)


def _with_new_options(question: Question, entry: QuestionEntry) -> Question:
    """The question with the options that the mapping adds, which makes a new edition of the survey."""
    options = list(question.options)
    for option in entry.options or ():
        if option.new:
            key = option.key or unique(slug(option.label, LONGEST_KEY), [o.key for o in options], "new")
            if key not in {o.key for o in options}:
                options.append(Option(key=key, label=option.label, alone=option.alone))
    if len(options) > MOST_OPTIONS:
        raise Mistaken("options", f"a question can have {MOST_OPTIONS} options at most")
    return question.model_copy(update={"options": tuple(options)})


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
