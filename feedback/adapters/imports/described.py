"""What a survey tool's own definition says of the columns, as a mapping. Knows nothing of any tool."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from feedback.adapters.imports.cells import identity, tidy_heading
from feedback.adapters.imports.keys import slug
from feedback.adapters.imports.mapping import MappingFile, OptionEntry, QuestionEntry
from feedback.adapters.imports.scales import ordered
from feedback.adapters.imports.sheets import Sheet, letter
from feedback.domain.questions import MOST_OPTIONS, Kind

LONGEST = 1500


NOTHING = MappingFile(questions={})


@dataclass(frozen=True)
class Export:
    """A table of answers in words, and what its tool's own definition says of it: nothing if there's none."""

    sheet: Sheet
    described: MappingFile = NOTHING


@dataclass(frozen=True)
class Known:
    """One question as its tool defines it: its words, options in their order, and places of its columns."""

    code: str
    ask: str
    kind: Kind
    places: tuple[int, ...]
    options: tuple[str, ...] = ()
    split: str = ""


def mapping(known: Iterable[Known], title: str = "") -> MappingFile:
    """The mapping that says the same. What can't be said in one is left to be guessed."""
    questions: dict[str, QuestionEntry] = {}
    for one in known:
        code = slug(one.code, 40)
        key = f"q{code}" if code.isdigit() else code
        if key and key not in questions and (entry := _entry(one)):
            questions[key] = entry
    return MappingFile(title=tidy_heading(title)[:200] or None, questions=questions)


def _entry(one: Known) -> QuestionEntry | None:
    labels = distinct(one.options)
    if not one.ask or not one.places or len(labels) > MOST_OPTIONS:
        return None
    try:
        return QuestionEntry(
            columns=tuple(letter(p) for p in one.places),
            ask=one.ask[:LONGEST],
            kind=one.kind,
            split=one.split or None,
            options=tuple(OptionEntry(label=x, values=(identity(x),)) for x in labels) or None,
        )
    except ValidationError:
        return None


def distinct(labels: Sequence[str]) -> tuple[str, ...]:
    """The labels that say anything, each once."""
    return tuple(dict.fromkeys(x for x in labels if x.strip()))


def one_of(labels: Sequence[str]) -> Kind:
    """A scale if the labels are its steps, in the order that the form has them in; else choose-one."""
    steps, is_scale = ordered(labels)
    return Kind.SCALE if is_scale and steps in (list(labels), list(reversed(labels))) else Kind.CHOOSE_ONE


def words(text: str) -> str:
    """Words of a form as plain words, cut where nobody would read on."""
    return tidy_heading(text)[:LONGEST]


def headed(ask: str, part: str = "") -> str:
    """A column's heading: the question and, in brackets, which part of it."""
    return f"{ask} [{unbracketed(part)}]" if part else ask


def unbracketed(part: str) -> str:
    """The words of a part as they can stand in such brackets."""
    return part.replace("[", "(").replace("]", ")")
