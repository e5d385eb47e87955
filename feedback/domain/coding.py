"""Answers to a line of codes and back, by an edition's codebook. Knows nothing of where lines are kept.

One response is one line, a character a slot, as survey researchers have kept them since punched cards.
A slot tells three things apart: which option, skipped, and never asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from feedback.domain.journey import Answer
from feedback.domain.questions import MOST_OPTIONS, Question
from feedback.domain.surveys import Survey

SKIP = "-"
NOT_ASKED = "."
TICKED = "1"
NOT_TICKED = "0"
# Printable characters from "0" on, so that neither mark above is among them.
OPTION_CODES = "".join(chr(ord("0") + i) for i in range(MOST_OPTIONS))


@dataclass(frozen=True)
class Slots:
    """Where one question's answers stand in the line: from `start`, `width` characters."""

    question: Question
    start: int
    width: int


@dataclass(frozen=True)
class Codebook:
    """Which slot of a line is which question of an edition."""

    slots: Mapping[str, Slots]
    width: int


def codebook(survey: Survey) -> Codebook:
    """The codebook of an edition. A choose-several question has a slot an option, every other has one."""
    slots: dict[str, Slots] = {}
    start = 0
    for question in survey.questions:
        width = len(question.options) if question.takes_several else 1
        slots[question.key] = Slots(question, start, width)
        start += width
    return Codebook(slots, start)


def encode(book: Codebook, answers: Mapping[str, Answer]) -> str:
    """One line of codes. A question that isn't in `answers` was never asked.

    Raises ValueError for an option that the edition doesn't have.
    """
    return "".join(_code(s, answers.get(key)) for key, s in book.slots.items())


def _code(slots: Slots, answer: Answer | None) -> str:
    if answer is None:
        return NOT_ASKED * slots.width
    if answer.skipped:
        return SKIP * slots.width
    if slots.question.takes_words:
        return TICKED
    keys = [o.key for o in slots.question.options]
    places = [keys.index(c) for c in answer.chosen]  # ValueError when there is no such option
    if slots.question.takes_several and places:
        return "".join(TICKED if i in places else NOT_TICKED for i in range(slots.width))
    if len(places) != 1:
        takes = "one answer or more" if slots.question.takes_several else "one answer"
        raise ValueError(f"“{slots.question.key}” takes {takes} and was given {len(places)}")
    return OPTION_CODES[places[0]]


def decode(book: Codebook, line: str) -> dict[str, Answer]:
    """The answers in a line; questions that were never asked are left out. Words live elsewhere.

    Raises ValueError if the line isn't as long as the codebook says, or has a code for no option.
    """
    if len(line) != book.width:
        raise ValueError(f"a line of {len(line)} codes where the edition has {book.width}")
    answers = {k: _answer(s, line[s.start : s.start + s.width]) for k, s in book.slots.items()}
    return {key: answer for key, answer in answers.items() if answer is not None}


def _answer(slots: Slots, codes: str) -> Answer | None:
    if codes[0] == NOT_ASKED:
        return None
    if codes[0] == SKIP:
        return Answer()
    options = slots.question.options
    if slots.question.takes_words:
        return Answer(words="…")  # that something was written; the words are in the comment table
    if slots.question.takes_several:
        return Answer(tuple(o.key for o, c in zip(options, codes, strict=True) if c == TICKED))
    place = OPTION_CODES.find(codes)
    if not 0 <= place < len(options):
        raise ValueError(f"the code “{codes}” stands for no option of “{slots.question.key}”")
    return Answer((options[place].key,))
