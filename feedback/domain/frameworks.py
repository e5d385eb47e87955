"""What a council has promised in public: frameworks and their commitments. Knows nothing of surveys."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


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
    priorities: tuple[Priority, ...] = ()
    measures: tuple[Words, ...] = ()


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
