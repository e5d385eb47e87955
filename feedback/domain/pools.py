"""Several questions that are told as one: which, in what words, and what can't be right. Knows no numbers."""

from collections.abc import Iterator, Sequence, Set
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from feedback.domain.frameworks import Content, Key, Words
from feedback.domain.questions import Question
from feedback.domain.soundness import Problem


class Way(StrEnum):
    """How several questions become one number: all answers as one heap, or the average of their shares."""

    ANSWERS = "answers"
    AVERAGE = "average"


class Pool(Content):
    """Several questions that are told as one. `told_us` completes "Of 226 answers to three questions, 81%
    (183 of 226) said that …".
    """

    key: Key
    title: Words | None = None
    questions: Annotated[tuple[Key, ...], Field(min_length=2)]
    told_us: Words
    way: Way = Way.ANSWERS
    tags: Annotated[tuple[Key, ...], Field(min_length=1)]


def find_pool_problems(
    pools: Sequence[Pool], questions: Sequence[Question], unread: Set[str] = frozenset()
) -> Iterator[Problem]:
    """Every mistake in the pools of a survey, in order. `unread` has the keys of questions that are there but
    could not be read, so that nothing is said of them.
    """
    asked = {q.key: q for q in questions}
    taken = set(asked) | unread
    for place, pool in enumerate(pools):
        if pool.key in taken:
            said = f"something in this survey has the key “{pool.key}” already; give another"
            yield Problem(place, "key", said)
        taken.add(pool.key)
        if len(set(pool.questions)) < len(pool.questions):
            yield Problem(place, "questions", f"“{pool.key}”: a question is named twice; name each once")
        for key in pool.questions:
            if key not in unread:
                for at, said in _wrong_with(pool, key, asked.get(key)):
                    yield Problem(place, at, f"“{pool.key}”: {said}")


def _wrong_with(pool: Pool, key: str, question: Question | None) -> Iterator[tuple[str, str]]:
    if question is None:
        yield "questions", f"“{key}” is not a question of this survey"
        return
    if not question.counts:
        yield "questions", f"“{key}” has no “counts”, so there is nothing of it to pool"
    for tag in pool.tags:
        if tag not in question.tags:
            yield "tags", f"“{key}” is not tagged “{tag}”; a pooled number stands beside its questions’ own"
