"""What a design still needs to be published, in plain words; and the survey that it is when whole."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from feedback.domain.design_files import definition_of
from feedback.domain.designs import LONGEST, MOST_CHOICES, START_WORDS, Asked, Choice, Design
from feedback.domain.lundy import lundy
from feedback.domain.pools import Pool, find_pool_problems
from feedback.domain.questions import Kind, Question
from feedback.domain.soundness import find_problems
from feedback.domain.surveys import Survey

START, QUESTION, OUTLINE = "start", "question", "outline"


@dataclass(frozen=True)
class Missing:
    """One thing that isn't right yet: the page that it's on, the question's key, the field, and words."""

    page: str
    of: str
    at: str
    said: str


class NotWhole(Exception):  # noqa: N818
    """A design that can't be published yet, with all that is missing."""

    def __init__(self, missing: Iterable[Missing]) -> None:
        self.missing = tuple(missing)
        super().__init__("; ".join(m.said for m in self.missing))


def problems(design: Design, commitments: Set[str]) -> list[Missing]:
    """All that is missing or wrong, in the order of the pages. `commitments` are the tags there are."""
    found = [*_start(design), *_questions(design, commitments)]
    return found or [*_read_together(design)] or [*_refused(design)]


def survey_of(design: Design, commitments: Set[str], languages: Mapping[str, Any] = {}) -> Survey:
    """The survey that a design is. Raises NotWhole. Of the translations, what is still said is kept."""
    if missing := problems(design, commitments):
        raise NotWhole(missing)
    survey = Survey.model_validate({**model_of(design), "languages": {}})
    said = {words for _, words in survey.said()}
    kept = {
        code: {**found, "words": {k: w for k, w in found.get("words", {}).items() if k in said}}
        for code, found in languages.items()
    }
    return Survey.model_validate({**model_of(design), "languages": kept})


def model_of(design: Design) -> dict[str, Any]:
    """The design in the shape of the Survey model: scales and conditions spelt out."""
    whole = {k: v for k, v in definition_of(design).items() if k != "scales"}
    questions = [question_model(design, q) for q in design.questions]
    return {**whole, "questions": questions}


def question_model(design: Design, question: Asked) -> dict[str, Any]:
    words = ("ask", "hint", "told_us", "easy", "easy_hint", "picture", "skip", "page")
    return {
        "key": question.key,
        "kind": question.kind,
        "options": [option_model(c) for c in design.options(question)],
        "counts": question.counts,
        "tags": question.tags,
        "show_if": [{"question": c.question, "options": c.options} for c in question.show_if],
        "breakdown": question.breakdown,
        **{name: getattr(question, name) for name in words if getattr(question, name)},
    }


def option_model(choice: Choice) -> dict[str, Any]:
    return {k: v for k, v in vars(choice).items() if v or k in ("key", "label") or (k == "to" and v == 0)}


_NEEDED = {
    "title": "Give the survey a name.",
    "many": "Say who is asked, in words for many of them, such as “care leavers”.",
    "one": "Say who is asked, in words for one of them, such as “care leaver”.",
    "introduction": "Voice: say what the survey is about, and that people can skip any question.",
    "who_reads": "Audience: say who will read the answers.",
    "hear_back": "Influence: say when and how people will hear back.",
}


def _start(design: Design) -> Iterator[Missing]:
    for name, said in _NEEDED.items():
        if not getattr(design, name):
            yield Missing(START, "", name, said)
    if not lundy(design)[0].filled:
        said = (
            "Space: say what happens when someone writes that a person is in danger, and who reads it. "
            "A survey without comment boxes doesn’t need this."
        )
        yield Missing(START, "", "in_danger", said)
    for name in START_WORDS:
        easy = f"easy_{name}"
        if getattr(design, easy) and not getattr(design, name):
            yield Missing(START, "", name, "There are easy words here, and no others. Write both.")
        for field in (name, easy):
            if len(getattr(design, field)) > LONGEST:
                yield Missing(START, "", field, f"This is too long: at most {LONGEST} letters.")
    if not design.questions:
        yield Missing(OUTLINE, "", "questions", "Add a question.")


def _questions(design: Design, commitments: Set[str]) -> Iterator[Missing]:
    for number, question in enumerate(design.questions, 1):
        for at, said in _wrong_with(design, question, commitments):
            yield Missing(QUESTION, question.key, at, f"Question {number}: {said}")


Found = Iterator[tuple[str, str]]


def _wrong_with(design: Design, question: Asked, commitments: Set[str]) -> Found:
    if not question.ask:
        yield "ask", "write what is asked."
    if not question.tags:
        yield "tags", "choose the promise that it’s about."
    elif strange := [t for t in question.tags if t not in commitments]:
        yield "tags", f"“{strange[0]}” is not a promise in any framework. Choose another."
    yield from _answers(design, question)
    yield from _headline(design, question)
    yield from _conditions(design, question)
    for at in ("ask", "hint", "told_us", "easy", "easy_hint", "skip"):
        if len(getattr(question, at)) > LONGEST:
            yield at, f"this is too long: at most {LONGEST} letters."


def _answers(design: Design, question: Asked) -> Found:
    options = design.options(question)
    if question.kind is Kind.COMMENT:
        if options:
            yield "kind", "people write their own words here, so it has no answers to pick. Take them out."
    elif len(options) < 2:
        yield "options", "give at least two answers to pick from."
    if len(options) > MOST_CHOICES:
        yield "options", f"there are too many answers: at most {MOST_CHOICES}."
    labels = [c.label.casefold() for c in options]
    if twice := next((c.label for c in options if labels.count(c.label.casefold()) > 1), ""):
        yield "options", f"the answer “{twice}” is there twice."
    if question.kind is not Kind.CHOOSE_SEVERAL and any(c.alone for c in options):
        yield "options", "only where several can be ticked can an answer be one that stands alone."


def _headline(design: Design, question: Asked) -> Found:
    options = {c.key for c in design.options(question)}
    if question.told_us and not question.counts:
        yield "counts", "tick the answers that “told us” is about."
    if question.counts and not question.told_us:
        yield "told_us", "write what people told us, or untick the answers that count."
    if options and set(question.counts) >= options and question.kind is not Kind.CHOOSE_SEVERAL:
        yield "counts", "every answer counts, so it would always be 100%. Leave some out."


def _conditions(design: Design, question: Asked) -> Found:
    earlier = {q.key: q for q in design.earlier(question.key)}
    for condition in question.show_if:
        asked = earlier.get(condition.question)
        if asked is None:
            yield "show_if", "who is asked hangs on a question that doesn’t come before it. Choose again."
        elif set(condition.options) - {c.key for c in design.options(asked)}:
            yield "show_if", "who is asked hangs on an answer that isn’t there any more. Choose again."


def _read_together(design: Design) -> Iterator[Missing]:
    """What only shows once each part is there: bands, groups, pools."""
    try:
        questions = [Question.model_validate(question_model(design, q)) for q in design.questions]
        pools = [Pool.model_validate(p) for p in design.pooled]
    except ValidationError as wrong:
        yield Missing(OUTLINE, "", "questions", f"Something here can’t be read: {_first(wrong)}.")
        return
    for problem in find_problems(questions):
        key = questions[problem.place].key
        said = problem.said.removeprefix(f"“{key}”: ").replace("“to”", "“Up to and with”")
        yield Missing(QUESTION, key, problem.at.replace("-", "_"), f"Question {problem.place + 1}: {said}.")
    for problem in find_pool_problems(pools, questions):
        yield Missing(OUTLINE, "", "questions", f"Questions that are told as one: {problem.said}.")


def _refused(design: Design) -> Iterator[Missing]:
    """What the model itself would refuse, such as words that are too long somewhere else."""
    try:
        Survey.model_validate(model_of(design))
    except ValidationError as wrong:
        yield Missing(START, "", "title", f"Something here can’t be read: {_first(wrong)}.")


def _first(wrong: ValidationError) -> str:
    error = wrong.errors(include_url=False)[0]
    return f"{'/'.join(str(p) for p in error['loc'])} ({error['msg']})"
