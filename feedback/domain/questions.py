"""One question and its answers to pick from. Knows nothing of the survey around it."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from feedback.domain.frameworks import Content, Key, Words

MOST_OPTIONS = 79  # a slot is one printable character: see coding.py
MOST_ON_A_PAGE = 10


class Kind(StrEnum):
    """How a question is answered."""

    CHOOSE_ONE = "choose-one"
    CHOOSE_SEVERAL = "choose-several"
    SCALE = "scale"
    YES_NO = "yes-no"
    NUMBER = "number"
    DATE = "date"
    COMMENT = "comment"


class Option(Content):
    """One answer that can be picked. `alone` means that it can't be ticked beside another ("None of these").

    `to` is the last number or date of a band, that one included; the last band has none. `easy` and `picture`
    belong to the easy-read version.
    """

    key: Key
    label: Words
    alone: bool = False
    to: float | str | None = None
    easy: Words | None = None
    picture: Key | None = None


class ShowIf(Content):
    """One condition: an earlier question was answered with any of these options."""

    question: Key
    options: Annotated[tuple[Key, ...], Field(min_length=1)]


class Question(Content):
    """One question. `told_us` completes "87% of care leavers (66 of 76) told us that …".

    `easy`, `easy_hint` and `picture` belong to the easy-read version. Neighbours with the same `page` are
    shown together; a question without one is alone on its page.
    """

    key: Key
    ask: Words
    kind: Kind
    hint: Words | None = None
    options: Annotated[tuple[Option, ...], Field(max_length=MOST_OPTIONS)] = ()
    counts: tuple[Key, ...] = ()
    told_us: Words | None = None
    tags: tuple[Key, ...] = ()
    easy: Words | None = None
    easy_hint: Words | None = None
    picture: Key | None = None
    skip: Words = "I’d rather not say"
    show_if: tuple[ShowIf, ...] = ()
    breakdown: bool = False
    # Left out of what is written where there is none: such an edition is what it was before there were pages.
    page: Key | None = Field(default=None, exclude_if=lambda page: page is None)

    @property
    def takes_words(self) -> bool:
        return self.kind is Kind.COMMENT

    @property
    def takes_several(self) -> bool:
        return self.kind is Kind.CHOOSE_SEVERAL

    @property
    def banded(self) -> bool:
        return self.kind in (Kind.NUMBER, Kind.DATE)

    @property
    def told_as(self) -> str:
        """What kind of figure it is, in a section."""
        return self.kind.value

    def said(self) -> Iterator[tuple[str, str]]:
        """Everything that this question says to someone who answers, in English: where, and the words."""
        for name in ("ask", "hint", "easy", "easy_hint", "skip"):
            if words := getattr(self, name):
                yield f"{self.key}: {name.replace('_', '-')}", words
        for option in self.options:
            yield f"{self.key}: option {option.key}", option.label
            if option.easy:
                yield f"{self.key}: option {option.key}, easy", option.easy

    def label(self, option: str) -> str:
        return next(o.label for o in self.options if o.key == option)


def band_of(options: Sequence[Option], value: float | str) -> str:
    """The key of the band that a number, or a date as YYYY-MM-DD, falls in."""
    for option in options[:-1]:
        if option.to is not None and value <= option.to:  # type: ignore[operator]
            return option.key
    return options[-1].key
