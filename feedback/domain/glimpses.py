"""A design as far as it's made, to be looked at and tried. What isn't there yet is left out."""

from collections.abc import Iterator
from dataclasses import replace

from pydantic import ValidationError

from feedback.domain.design_pages import page_of
from feedback.domain.designs import START_WORDS, Asked, Choice, Design
from feedback.domain.questions import Kind, Question
from feedback.domain.soundness import find_problems
from feedback.domain.surveys import Audience, EasyWords, Meaning, Survey
from feedback.domain.wholeness import question_model

NO_WORDS = "…"


def as_far(design: Design) -> tuple[Survey, tuple[str, ...]]:
    """The survey of the questions that can be answered already, and the keys of those that can't."""
    ready: dict[str, Question] = {}
    for question in design.questions:
        made = _ready(design, question)
        if made is not None:
            there = tuple(
                c for c in made.show_if if c.question in ready and _picks(ready[c.question], c.options)
            )
            ready[question.key] = made.model_copy(update={"show_if": there})
    left_out = tuple(q.key for q in design.questions if q.key not in ready)
    return _survey(design, tuple(ready.values())), left_out


def _picks(question: Question, options: tuple[str, ...]) -> bool:
    return bool({o.key for o in question.options} & set(options))


def _ready(design: Design, question: Asked) -> Question | None:
    try:
        made = Question.model_validate(question_model(design, replace(question, counts=(), told_us="")))
    except ValidationError:
        return None
    alone = made.model_copy(update={"show_if": ()})
    return None if any(find_problems([alone])) else made


def one(design: Design, key: str) -> tuple[Survey, Question]:
    """A question as it would be drawn now, whatever it still lacks. Raises LookupError."""
    made = _drawn(design, design.questions[design.place(key)])
    return _survey(design, (made,)), made


def page(design: Design, key: str) -> tuple[Survey, tuple[Question, ...]]:
    """The same of a question with the others of its page. Raises LookupError."""
    made = tuple(_drawn(design, question) for question in page_of(design, key))
    return _survey(design, made), made


def _drawn(design: Design, question: Asked) -> Question:
    drawn = replace(
        question,
        ask=question.ask or NO_WORDS,
        counts=(),
        told_us="",
        show_if=(),
        tags=(),
        scale="",
        options=_drawable(design, question),
    )
    return Question.model_validate(question_model(design, _short(drawn)))


def _drawable(design: Design, question: Asked) -> tuple[Choice, ...]:
    if question.kind is Kind.COMMENT:
        return ()
    return tuple(replace(c, label=c.label[:500] or NO_WORDS) for c in design.options(question))[:79]


def _short(question: Asked) -> Asked:
    words = ("ask", "hint", "easy", "easy_hint", "skip")
    return replace(question, **{name: getattr(question, name)[:2000] for name in words})


def _survey(design: Design, questions: tuple[Question, ...]) -> Survey:
    """Not held against the model's own rules: a survey of one question would break half of them."""
    words = {name: getattr(design, name)[:2000] or None for name in START_WORDS}
    easy = {name: getattr(design, f"easy_{name}")[:2000] or None for name in START_WORDS}
    return Survey.model_construct(
        survey=design.key,
        title=design.title or NO_WORDS,
        audience=Audience.model_construct(key="x", many=design.many or "people", one=design.one or "person"),
        framework=None,
        easy=EasyWords.model_construct(**easy),
        words=tuple(_explained(design)),
        questions=questions,
        pooled=(),
        languages={},
        **words,
    )


def _explained(design: Design) -> Iterator[Meaning]:
    for word in design.words:
        if word.term and word.means:
            yield Meaning.model_construct(term=word.term, means=word.means, also=word.also)
