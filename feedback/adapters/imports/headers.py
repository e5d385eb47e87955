"""What the columns of a table are: which question, and which option or row of it. Knows nothing of kinds."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from feedback.adapters.imports import qualtrics
from feedback.adapters.imports.cells import fold, tidy_heading
from feedback.adapters.imports.header_rows import RESPONSE
from feedback.adapters.imports.sheets import Sheet, letter

# "edu1. Words", "pets[SQ1]. Words", "3) Words": a full stop after any code, other marks only after a number.
_CODED = re.compile(
    r"(?=[^.:)]*\.|[A-Za-z]?\d{1,3}[a-z]?[:)])([A-Za-z][\w-]{0,40}|\d{1,3}[a-z]?)((?:\[[^\]]*\])*)[.:)]\s+(\S.*)",
    re.DOTALL,
)
_BRACKETED = re.compile(r"(.*\S)\s*\[([^\[\]]+)\]", re.DOTALL)
_OTHER = re.compile(
    r"(other|comment)s?\b.*\b(specify|explain|describe|say|state|write|text|what)\b.*|"
    r"(any )?((other|further|additional) )?comments?[?:]?|other:"
)
_ON_OR_OFF = ({"0", "1"}, {"true", "false"})


@dataclass(frozen=True)
class Column:
    """One column: the words of its question, which part of it, and which columns belong together."""

    place: int
    question: str
    sub: str = ""  # the option, or the row of a grid
    code: str = ""
    block: int = 0  # columns of one question share it
    open_ended: bool = False

    @property
    def letter(self) -> str:
        return letter(self.place)

    @property
    def heading(self) -> str:
        """All that is known of it, as one line that tells it from the others."""
        whole = f"{self.question} - {self.sub}" if self.sub and self.question else self.question or self.sub
        return whole or f"Column {self.letter}"

    @property
    def asks_for_words(self) -> bool:
        """True for "Other (please specify)" beside other columns."""
        return _OTHER.fullmatch(fold(self.sub)) is not None

    @property
    def is_for_words(self) -> bool:
        """True for a column of its own in which people write."""
        return self.open_ended or _OTHER.fullmatch(fold(self.sub or self.question)) is not None


def columns(sheet: Sheet) -> tuple[Column, ...]:
    """What each column is, by whichever tool's headings these are."""
    if (found := qualtrics.parts(sheet.headings)) is not None:
        return tuple(Column(i, p.question, p.sub, p.name, p.block, p.words) for i, p in enumerate(found))
    if len(sheet.headings) == 2:
        return tuple(_two_rows(*sheet.headings))
    return _grouped(_one_row(sheet.headings[0]), sheet)


def _two_rows(first: Sequence[str], second: Sequence[str]) -> Iterator[Column]:
    """SurveyMonkey: the question is carried over the blanks after it, its parts are in row 2."""
    question = ""
    block = -1
    for place, (above, below) in enumerate(zip(first, second, strict=True)):
        above = tidy_heading(above)
        below = tidy_heading(below)
        if block < 0 or (above and above != question):
            question = above
            block += 1
        plain = fold(below) in RESPONSE or below == question
        open_ended = fold(below) == "open-ended response"
        yield Column(place, question, "" if plain else below, "", block, open_ended)


def _one_row(headings: Sequence[str]) -> list[Column]:
    """One heading each; a code before the words, if most columns have one."""
    words = [tidy_heading(h) for h in headings]
    coded = [_CODED.fullmatch(w) for w in words]
    if 2 * sum(c is not None for c in coded) < len(words):
        return [Column(i, w, block=i) for i, w in enumerate(words)]
    return [
        Column(i, c[3], code=c[1] + c[2], block=i) if c else Column(i, w, block=i)
        for i, (w, c) in enumerate(zip(words, coded, strict=True))
    ]


def _grouped(found: list[Column], sheet: Sheet) -> tuple[Column, ...]:
    """Neighbours that are parts of one question: "Words [part]", "name/part" over 0 and 1, or ticks."""
    parted = [_part(column, sheet) for column in found]
    kept: list[Column] = []
    for parent, run in groupby(zip(found, parted, strict=True), lambda pair: pair[1][0]):
        pairs = list(run)
        for column, (_, sub) in pairs:
            if parent and len(pairs) > 1:
                kept.append(replace(column, question=parent.strip(), sub=sub, block=pairs[0][0].block))
            else:
                kept.append(column)
    return tuple(_with_summaries(kept))


def _part(column: Column, sheet: Sheet) -> tuple[str, str]:
    """(the question that it's part of, which part); both empty if it's on its own.

    A column that holds nothing but its own heading is a tick, though the question isn't said: it's " ".
    """
    if bracketed := _BRACKETED.fullmatch(column.question):
        return bracketed[1], bracketed[2].strip()
    different = set(sheet.by_column[column.place]) - {""}
    below = {fold(c) for c in different} if len(different) < 9 else set()  # a tick is written in few ways
    if below and below == {fold(column.question)}:
        return " ", column.question
    parent, slash, sub = column.question.rpartition("/")
    if slash and parent and sub and below and any(below <= both for both in _ON_OR_OFF):
        return parent, sub
    return "", ""


def _with_summaries(found: list[Column]) -> Iterator[Column]:
    """Kobo writes a choose-several question once whole, then a column an option: all are one block."""
    for column, after in zip(found, [*found[1:], None], strict=True):
        if after and after.sub and not column.sub and column.question == after.question:
            yield replace(column, block=after.block)
        else:
            yield column
