"""What is asked of whom: the one schema of a survey, for its file, the database and the pages."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Self

from pydantic import Field, model_validator

from feedback.domain.frameworks import Content, Key, Words
from feedback.domain.pools import Pool, find_pool_problems
from feedback.domain.questions import Question
from feedback.domain.soundness import find_problems
from feedback.domain.translations import Language, Translation


class Audience(Content):
    """Who is asked, in words that fit into a sentence."""

    key: Key
    many: Words
    one: Words


class Meaning(Content):
    """A word that needs explaining: tapped, it tells what it means. `also` are its other forms."""

    term: Words
    means: Words
    also: tuple[Words, ...] = ()

    def forms(self) -> tuple[str, ...]:
        return (self.term, *self.also)

    def occurs_in(self, words: str) -> bool:
        """True if a form of it is among these words, whole, in capitals or not."""
        return find_words(self.forms(), words) is not None


def find_words(forms: Iterable[str], words: str) -> re.Match[str] | None:
    """Where the first of these forms stands among the words, whole: the longest form if several do. Letters
    such as PA are looked for as they are: in Welsh, “pa” is a word of its own.
    """
    longest_first = "|".join(
        f"(?-i:{re.escape(f)})" if f.isupper() else re.escape(f) for f in sorted(forms, key=len, reverse=True)
    )
    return re.search(rf"(?<!\w)(?:{longest_first})(?!\w)", words, re.IGNORECASE)


class EasyWords(Content):
    """What the start page says in the easy-read version."""

    introduction: Words | None = None
    who_reads: Words | None = None
    hear_back: Words | None = None
    in_danger: Words | None = None


class Survey(Content):
    """What is asked of one audience, in order: in English, and in the languages it was translated into."""

    survey: Key
    title: Words
    audience: Audience
    framework: Key | None = None
    introduction: Words | None = None
    who_reads: Words | None = None
    hear_back: Words | None = None
    in_danger: Words | None = None
    easy: EasyWords = EasyWords()
    words: tuple[Meaning, ...] = ()
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    pooled: tuple[Pool, ...] = ()
    languages: Mapping[Language, Translation] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        problems = [*find_problems(self.questions), *find_pool_problems(self.pooled, self.questions)]
        if problems:
            raise ValueError("; ".join(p.said for p in problems))
        return self

    def question(self, key: str) -> Question | None:
        return next((q for q in self.questions if q.key == key), None)

    @property
    def tags(self) -> frozenset[str]:
        """Every commitment that a question of it is about."""
        return frozenset(tag for question in self.questions for tag in question.tags)

    def said(self) -> Iterator[tuple[str, str]]:
        """Everything that is said to someone who answers, in English: where, and the words. Some repeat."""
        yield "title", self.title
        for where, words in (("", self), ("easy ", self.easy)):
            for name in EasyWords.model_fields:
                if said := getattr(words, name):
                    yield f"{where}{name.replace('_', '-')}", said
        for meaning in self.words:
            for word in meaning.forms():
                yield "a word that is explained", word
            yield f"what “{meaning.term}” means", meaning.means
        for question in self.questions:
            yield from question.said()

    @property
    def has_easy(self) -> bool:
        """True if there is an easy-read version: every question has easy words."""
        return all(q.easy for q in self.questions)

    @property
    def fingerprint(self) -> str:
        """What tells two editions apart: a hash of everything that is asked, in a fixed order."""
        # A survey that pools nothing is the edition that it was before there were pools.
        unsaid = set() if self.pooled else {"pooled"}
        said = self.model_dump(mode="json", by_alias=True, exclude=unsaid)
        whole = json.dumps(said, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(whole.encode()).hexdigest()
