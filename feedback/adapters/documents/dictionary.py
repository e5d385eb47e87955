"""What each column of our CSV holds, and what its short words stand for. Knows none of its numbers."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from types import MappingProxyType
from typing import Literal

from feedback.adapters.documents import as_csv, words
from feedback.adapters.spreadsheets import defused
from feedback.domain.disclosure import HIDDEN, NOT_APPLICABLE, TOO_FEW
from feedback.domain.sections import Section

Kind = Literal["text", "number", "percentage", "number or mark", "date"]
COLUMNS = "column", "what_it_is", "kind", "value", "value_means"
MARKS: Mapping[str, str] = MappingProxyType(
    {
        HIDDEN: "Hidden, so that nobody can be recognised",
        NOT_APPLICABLE: "Not asked, or nobody answered, so there is no number",
        TOO_FEW: "Too few people answered to give a percentage",
    }
)
_TABLES = {
    as_csv.ANSWERS: "How people answered a question at one time",
    as_csv.GROUPS: "How a group of people answered a question",
    as_csv.HEARD: "How many of a group answered at all, of how many there are",
    as_csv.WORDS: "A sentence or a note",
    as_csv.OWN: "What the participation team wrote",
}


@dataclass(frozen=True)
class Column:
    """One column of the CSV: what it is, in words of at most 120 letters, and how it's written."""

    is_: str
    kind: Kind = "text"


ABOUT: Mapping[str, Column] = MappingProxyType(
    {
        "council": Column("The council that made the promise"),
        "framework": Column("The document in which the promise was made"),
        "commitment": Column("The promise’s key"),
        "survey": Column("The survey’s key"),
        "survey_title": Column("The survey’s title"),
        "wave": Column("The key of the time that the survey was open"),
        "wave_name": Column("The name of the time that the survey was open"),
        "wave_mark": Column("A mark where the question was changed after this time"),
        "opens": Column("The first day that people could answer: year-month-day", "date"),
        "closes": Column("The last day that people could answer: year-month-day", "date"),
        "responses": Column("How many people sent answers to the survey at this time", "number or mark"),
        "table": Column("What this row is of: a cell of a table, or words around the tables"),
        "question": Column("The question’s key"),
        "question_text": Column("The question, as it was asked"),
        "group_question": Column("The question, or two, by whose answers people are grouped"),
        "group": Column("The group that this row is about; empty for everyone"),
        "option": Column("The answer, or several answers counted together"),
        "count": Column("How many people gave this answer; empty where there is a mark", "number"),
        "base": Column("How many people answered this question, or could have answered", "number or mark"),
        "percent": Column("The count as a percentage of the base, as printed", "percentage"),
        "mark": Column("Why there is no count"),
        "percent_mark": Column("Why there is no percentage"),
        "words": Column("A sentence or a note; empty in a row of numbers"),
        "identity": Column("What the number can be counted again by: wave, question, answers"),
        "made_up": Column("Whether the answers are made up, for trying Told Us: yes or no"),
    }
)
_YES_NO = {"yes": words.MADE_UP, "no": "Real answers"}


def write(sections: Sequence[Section]) -> bytes:
    """A row for each column of the CSV, and below it one for each short word that stands in it."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    codes = _codes(sections)
    for name in as_csv.COLUMNS:
        column = ABOUT[name]
        writer.writerow([name, column.is_, column.kind, "", ""])
        for value, means in codes.get(name, {}).items():
            writer.writerow([name, "", "", defused(value), defused(means)])
    return text.getvalue().encode("utf-8-sig")


def _codes(sections: Sequence[Section]) -> dict[str, Mapping[str, str]]:
    """Each short word by the column that it stands in, with what it means."""
    sources = [source for section in sections for source in section.sources]
    marked = {name: MARKS for name, _ in marked_columns()}
    return marked | {
        "commitment": {s.commitment: s.heading for s in sections},
        "survey": {s.survey: s.title for s in sources},
        "wave": {s.wave: words.origin(s) for s in sources},
        "question": {f.question: f.ask for s in sections for f in s.findings},
        "wave_mark": {words.CHANGED: "The question was changed after this time"},
        "table": _TABLES,
        "made_up": _YES_NO,
    }


def marked_columns() -> Iterator[tuple[str, Column]]:
    """The columns in which a mark can stand: those of marks, and numbers that may be hidden."""
    for name, column in ABOUT.items():
        if column.kind == "number or mark" or name in ("mark", "percent_mark"):
            yield name, column
