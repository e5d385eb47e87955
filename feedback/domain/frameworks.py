"""What a council has promised in public: frameworks and their commitments. Knows nothing of surveys."""

import hashlib
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator


def _hyphens(name: str) -> str:
    return name.replace("_", "-")


Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class Content(BaseModel):
    """The base of everything that is written in a content file: frozen, and no key that isn't known."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=_hyphens,
        populate_by_name=True,
        coerce_numbers_to_str=True,
    )


class EarlierWords(Content):
    """How a commitment was worded before, or is worded elsewhere: one promise, several sentences."""

    words: Words
    source: Words


class Priority(Content):
    """One thing that the council says it will do, in full and, where there is one, in brief."""

    words: Words
    brief: Words | None = None


_WAYS = {"more": "up", "fewer": "down", "less": "down"}


class Measure(Content):
    """What a promise is measured by. `better` is the way that is better: by its first word, such as “More …”,
    where the file doesn't say. Without a `key` it is known by its words. A file may give the words alone.
    """

    words: Words
    key: Key | None = None
    better: Literal["up", "down"] | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, given: Any) -> Any:  # noqa: ANN401 - whatever stands in a file
        return {"words": given} if isinstance(given, str) else given

    @property
    def called(self) -> str:
        """What its values are kept under."""
        return self.key or hashlib.sha256(self.words.casefold().encode()).hexdigest()[:16]

    @property
    def way(self) -> str:
        """ "up" or "down", or "" where a number alone can't say what is better."""
        return self.better or _WAYS.get(self.words.split()[0].casefold(), "")


class Commitment(Content):
    """One promise: a pledge, an outcome or a theme. Its key never changes, its words may."""

    key: Key
    number: int = Field(ge=1)
    name: Words
    words: Words
    earlier: tuple[EarlierWords, ...] = ()
    why: Words | None = None
    asked: tuple[Words, ...] = ()
    lead: Words | None = None
    lead_officer: Words | None = None
    lead_young_person: Words | None = None
    priorities: tuple[Priority, ...] = ()
    measures: tuple[Measure, ...] = ()


class Belief(Content):
    """A belief of an earlier vision, and the commitments that it lives on in."""

    words: Words
    means: Words
    commitments: tuple[Key, ...]


class Vision(Content):
    """An earlier statement of the same promises."""

    title: Words
    source: Words
    beliefs: tuple[Belief, ...] = ()


class Framework(Content):
    """A council's published set of promises."""

    framework: Key
    title: Words
    council: Words
    years: Words
    source: Words
    kind: Words = "Commitment"
    visions: tuple[Vision, ...] = ()
    commitments: Annotated[tuple[Commitment, ...], Field(min_length=1)]


class Term(Content):
    """One entry of the jargon buster: a word that officers use and what it means."""

    term: Words
    means: Words
    short: Words | None = None
    note: Words | None = None


class Jargon(Content):
    """The jargon buster: words explained, and words that young people asked the council not to use."""

    jargon: Key
    title: Words
    source: Words
    terms: tuple[Term, ...]
    avoid: tuple["Avoid", ...] = ()


class Avoid(Content):
    """A word that young people asked the council not to use, and what to say in its place."""

    word: Words
    instead: Words
    why: Words
