"""What is asked of whom: the one schema of a survey, for its file, the database and the pages."""

import hashlib
import json
from typing import Annotated, Self

from pydantic import Field, model_validator

from feedback.domain.frameworks import Content, Key, Words
from feedback.domain.questions import Question
from feedback.domain.soundness import find_problems


class Audience(Content):
    """Who is asked, in words that fit into a sentence."""

    key: Key
    many: Words
    one: Words


class Survey(Content):
    """What is asked of one audience, in order."""

    survey: Key
    title: Words
    audience: Audience
    framework: Key | None = None
    introduction: Words | None = None
    who_reads: Words | None = None
    hear_back: Words | None = None
    in_danger: Words | None = None
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if problems := list(find_problems(self.questions)):
            raise ValueError("; ".join(p.said for p in problems))
        return self

    def question(self, key: str) -> Question | None:
        return next((q for q in self.questions if q.key == key), None)

    @property
    def fingerprint(self) -> str:
        """What tells two editions apart: a hash of everything that is asked, in a fixed order."""
        whole = json.dumps(self.model_dump(mode="json", by_alias=True), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(whole.encode()).hexdigest()
