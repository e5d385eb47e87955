"""All the answers of a wave as one table for people who count for themselves, with what its columns hold.

A row a response, in no order. It has no day, language or way of answering, which could tell one person from
another, and nothing that anyone wrote: words that may be shown are a list of their own, joined to nobody.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from sqlalchemy.orm import Session

from feedback.adapters.answer_rows import NOT_ASKED, Cell, Rows
from feedback.adapters.documents import words
from feedback.adapters.documents.as_sps import ended, get_data, quoted
from feedback.adapters.documents.dictionary import COLUMNS
from feedback.adapters.spreadsheets import defused
from feedback.adapters.store import comments, editions, tallies
from feedback.adapters.tables import Wave
from feedback.domain.coding import NOT_ASKED as NOT_ASKED_CODE
from feedback.domain.coding import NOT_TICKED, OPTION_CODES, SKIP, TICKED, Codebook, Slots, codebook
from feedback.domain.questions import Question

SKIPPED = "[s]"
_MARKS = {NOT_ASKED: "Not asked of this person", SKIPPED: "Asked and not answered"}
_TICKS = {"1": "Ticked", "0": "Not ticked"}
_WROTE = {"1": "Something was written; the words are not here"}
# What SPSS keeps for itself.
_TAKEN = frozenset(["all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"])
_LONGEST_NAME = 64
_AT_ONCE = 500  # rows


@dataclass(frozen=True)
class Column:
    """One column: a question, or one answer of one with several. `option` is "" for a whole question."""

    question: Question
    option: str
    values: Mapping[str, str]

    @property
    def name(self) -> str:
        return f"{self.question.key}.{self.option}" if self.option else self.question.key

    @property
    def label(self) -> str:
        return f"{self.question.ask} {self.question.label(self.option)}" if self.option else self.question.ask

    def where(self, slots: Slots) -> Cell:
        """Where its code stands in a line of an edition that asks this, and what stands in a cell for it."""
        keys = [option.key for option in slots.question.options]
        marks = {NOT_ASKED_CODE: NOT_ASKED, SKIP: SKIPPED}
        if self.option:
            return slots.start + keys.index(self.option), {TICKED: "1", NOT_TICKED: "0", **marks}
        if self.question.takes_words:
            return slots.start, {TICKED: "1", **marks}
        return slots.start, {**dict(zip(OPTION_CODES, keys, strict=False)), **marks}


@dataclass(frozen=True)
class AllAnswers:
    """The table: its columns, and a row of cells a response."""

    columns: tuple[Column, ...]
    rows: Rows
    made_up: bool


def gather(session: Session, wave: Wave) -> AllAnswers:
    """Every response of a wave. A question that only some editions have has a column all the same."""
    surveys = editions.of(session, wave.survey_key)
    blocks = tallies.tally(session, wave).blocks
    used = [codebook(surveys[wave.edition]), *(block.book for block in reversed(blocks))]
    columns: dict[str, Column] = {}
    for book in used:
        for question in (slots.question for slots in book.slots.values()):
            for column in _columns(question):
                known = columns.get(column.name)
                values = {**column.values, **(known.values if known else {})}
                columns[column.name] = Column((known or column).question, column.option, values)
    cells = [list(_cells(columns.values(), block.book)) for block in blocks]
    return AllAnswers(tuple(columns.values()), Rows(cells, blocks, wave.shuffle_key), wave.made_up)


def _cells(columns: Iterable[Column], book: Codebook) -> Iterator[Cell | None]:
    """Each column's place in the lines of one edition; None where that doesn't ask it."""
    for column in columns:
        slots = book.slots.get(column.question.key)
        names = {one.name for one in _columns(slots.question)} if slots else set()
        yield column.where(slots) if slots and column.name in names else None


def _columns(question: Question) -> Iterator[Column]:
    if question.takes_several:
        for option in question.options:
            yield Column(question, option.key, _TICKS)
    elif question.takes_words:
        yield Column(question, "", _WROTE)
    else:
        yield Column(question, "", {o.key: o.label for o in question.options})


def as_csv(answers: AllAnswers) -> bytes:
    """The table, with the columns' names on top."""
    return b"".join(csv_parts(answers))


def csv_parts(answers: AllAnswers) -> Iterator[bytes]:
    """The same a part at a time, to be sent as it is made."""
    yield _table([[column.name for column in answers.columns]])
    rows = iter(answers.rows)
    while some := list(islice(rows, _AT_ONCE)):
        yield _table(some, first=False)


def as_dictionary(answers: AllAnswers) -> bytes:
    """What each column holds: a row for it, and one below for each value that can stand in it."""
    rows: list[Sequence[str]] = [COLUMNS]
    if answers.made_up:
        rows.append(["", words.MADE_UP, "", "", ""])
    for column in answers.columns:
        rows.append([column.name, defused(column.label), "text", "", ""])
        for value, means in {**column.values, **_MARKS}.items():
            rows.append([column.name, "", "", value, defused(means)])
    return _table(rows)


def as_sps(answers: AllAnswers, csv_name: str) -> bytes:
    """The commands by which SPSS reads the table, with its labels. They have not been run in SPSS."""
    return ("\r\n".join(_commands(answers, csv_name)) + "\r\n").encode("utf-8-sig")


def _commands(answers: AllAnswers, csv_name: str) -> Iterator[str]:
    names = [_spss(column.name, place) for place, column in enumerate(answers.columns)]
    yield "* All answers of one wave, for SPSS. Keep this beside the CSV, and open it from that folder."
    if answers.made_up:
        yield f"* {words.MADE_UP}"
    widths = [max(map(len, (*c.values, *_MARKS))) for c in answers.columns]
    yield from get_data(csv_name, [f"{name} A{width}" for name, width in zip(names, widths, strict=True)])
    yield "VARIABLE LABELS"
    labels = (column.label for column in answers.columns)
    yield from ended(f"  {name} {quoted(label[:250])}" for name, label in zip(names, labels, strict=True))
    for name, column in zip(names, answers.columns, strict=True):
        yield f"VALUE LABELS {name}"
        values = {**column.values, **_MARKS}
        yield from ended(f"  {quoted(value)} {quoted(means[:120])}" for value, means in values.items())
        if max(map(len, values)) <= len(NOT_ASKED):
            yield f"MISSING VALUES {name} ({', '.join(map(quoted, _MARKS))})."
    yield "EXECUTE."


def _spss(name: str, place: int) -> str:
    """A column's name as SPSS can have it: no hyphens, no digit in front, at most 64 letters."""
    plain = name.replace("-", "_")
    if plain[0].isdigit() or plain in _TAKEN:
        plain = f"v_{plain}"
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[:55].rstrip('._')}_{place + 1}"


def comments_as_csv(session: Session, wave: Wave) -> bytes:
    """The words that may be shown: allowed by who wrote them, cleared by an officer, in the form that both
    saw. In no order, and joined to no answers.
    """
    cleared = comments.cleared(session, wave)
    return _table([["question", "words"], *([c.question, defused(c.redacted)] for c in cleared)])


def _table(rows: Sequence[Sequence[str]], first: bool = True) -> bytes:
    """Rows as CSV; the first of a file begin with the mark by which Excel knows how letters are written."""
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig" if first else "utf-8")
