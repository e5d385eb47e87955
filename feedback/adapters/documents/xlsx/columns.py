"""A table of a section as spreadsheet columns: one number a cell, numbers as numbers. Writes no file.

All the columns of people stand before all the columns of percentages, so that a chart can take its numbers
from neighbouring cells.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from feedback.adapters.documents import words
from feedback.adapters.documents.grid import Head, Row, Table
from feedback.domain.disclosure import NOT_APPLICABLE

Value = str | int | float | date
_NUMBER = re.compile(r"(\d+)(\.\d)?%?")
_LONGEST_HEAD = 200  # letters; Excel holds 255 in the head of a table's column


@dataclass(frozen=True)
class Columns:
    """A table whose heads are all different. The columns from the first to the last of `percents` hold
    percentages. The first `options` rows are the options; those for several together, and the base, follow.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    percents: tuple[int, int]
    options: int


@dataclass(frozen=True)
class _Column:
    """One column: the wave or group it is of, what number it holds, and a text for each row."""

    of: str
    what: str
    texts: tuple[str, ...]


def columns(table: Table) -> Columns:
    """The table's rows with one value a cell. Nothing is empty: what can't be has the mark for that."""
    found = [one for place, head in enumerate(table.heads) for one in _split(head, place, table.rows)]
    percents = [one for one in found if one.what == words.PERCENT]
    ordered = [*(one for one in found if one.what != words.PERCENT), *percents]
    heads = different([table.corner, *(_head(one) for one in ordered)])
    rows = tuple(
        (row.label, *(number(one.texts[place]) for one in ordered)) for place, row in enumerate(table.rows)
    )
    last = len(ordered)
    return Columns(
        heads,
        rows,
        (last - len(percents) + 1, last),
        sum(not (row.together or row.base) for row in table.rows),
    )


def _split(head: Head, place: int, rows: Sequence[Row]) -> Iterator[_Column]:
    """A column as it is; or two, where a percentage stands over the people that it is of."""
    texts = [[value.text for value in row.boxes[place].values] or [NOT_APPLICABLE] for row in rows]
    if head.what:
        yield _Column(head.of, head.what, tuple(of_row[0] for of_row in texts))
        return
    yield _Column(head.of, words.PEOPLE, tuple(of_row[-1] for of_row in texts))
    shares = (NOT_APPLICABLE if row.base else of_row[0] for row, of_row in zip(rows, texts, strict=True))
    yield _Column(head.of, words.PERCENT, tuple(shares))


def _head(one: _Column) -> str:
    what = "percent (%)" if one.what == words.PERCENT else one.what.lower()
    return f"{one.of}: {what}" if one.of else what[:1].upper() + what[1:]


def different(heads: Sequence[str]) -> tuple[str, ...]:
    """The same heads, shortened where they are too long and numbered where they are alike, as Excel needs."""
    given: list[str] = []
    for head in heads:
        short = head if len(head) <= _LONGEST_HEAD else f"{head[:_LONGEST_HEAD]}…"
        taken = {one.casefold() for one in given}
        numbered, place = short or words.ANSWER, 1
        while numbered.casefold() in taken:
            place += 1
            numbered = f"{short} ({place})"
        given.append(numbered)
    return tuple(given)


def number(text: str) -> Value:
    """A count or a percentage as a number, with the digits that are printed; anything else as it is."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return text
    return float(found[1] + found[2]) if found[2] else int(found[1])
