"""Sections as CSV for Excel and statistics programs: a row a cell, and its words. Knows no looks."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from feedback.adapters.documents import deeds, grid, words
from feedback.adapters.spreadsheets import defused
from feedback.domain.disclosure import HIDDEN, NOT_APPLICABLE
from feedback.domain.sections import Cell, Finding, Group, Heard, Section, Source, Told

COLUMNS = (
    *("council", "framework", "commitment", "survey", "survey_title", "wave", "wave_name", "wave_mark"),
    *("opens", "closes", "responses", "table", "question", "question_text", "group_question", "group"),
    *("option", "count", "base", "percent", "mark", "percent_mark", "words", "identity", "made_up"),
)
# What a row is of: a cell of a table, or words that stand around the tables.
ANSWERS, GROUPS, HEARD, WORDS, OWN = "answers", "groups", "heard", "words", "own words"
Row = dict[str, str]


def write(sections: Sequence[Section]) -> bytes:
    text = StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for section in sections:
        writer.writerows({k: defused(v) for k, v in row.items()} for row in _rows(section))
    return text.getvalue().encode("utf-8-sig")


def _rows(section: Section) -> Iterator[Row]:
    start = {
        "council": section.council,
        "framework": section.framework,
        "commitment": section.commitment,
        "made_up": _yes_no(section.made_up),
    }
    yield from _own(start, section)
    if not section.findings:
        yield start | {"table": ANSWERS, "mark": NOT_APPLICABLE, "percent_mark": NOT_APPLICABLE}
    for finding in section.findings:
        asked = start | {"survey": finding.survey, "question": finding.question, "question_text": finding.ask}
        yield from (asked | row for row in _finding(finding))
        yield from _own(asked, finding)
    for heard in section.heard:
        yield from (start | row for row in _heard(heard))
    for made in section.made_with:
        of = start | {"survey": made.source.survey} | _source(made.source) | {"table": WORDS}
        yield from (of | {"words": said} for said in made.sentences)
    for heading, lead, follows, below in ((r[1], *r[2:]) for r in deeds.rows([section])):
        said = "\n".join(part for part in (f"{heading}. {lead} {follows}", below) if part)
        yield start | {"table": WORDS, "words": said}
    yield from (start | {"table": WORDS, "words": note} for note in section.notes)


def _own(start: Row, of: Section | Finding) -> Iterator[Row]:
    """An officer's own words, a paragraph a row."""
    yield from (start | {"table": OWN, "words": line} for line in words.own_lines(of.own_words))


def _heard(heard: Heard) -> Iterator[Row]:
    """A group a row: how many answered, of how many there are. It is about no one question."""
    of = {"survey": heard.source.survey, "group_question": heard.by} | _source(heard.source)
    for reached in heard.rows:
        yield (
            of
            | {
                "table": HEARD,
                "group": reached.label,
                "base": reached.people_text,
                "identity": reached.identity or "",
            }
            | _shown(reached.answered, reached.answered_text, reached.rate, reached.rate_text)
        )
    yield from (of | {"table": WORDS, "words": sentence} for sentence in heard.sentences)


def _finding(finding: Finding) -> Iterator[Row]:
    for told in finding.told:
        of = _source(told.source) | {"wave_mark": words.CHANGED if told.breaks else ""}
        at = grid.identity(finding, told)
        yield from (of | {"table": ANSWERS} | row for row in _column(finding, told, at))
        for sentence in (told.sentence, *told.asides):
            yield of | {"table": WORDS, "words": sentence, "identity": at}
    if finding.change:
        of, at = _source(finding.told[0].source), grid.identity(finding, finding.told[0])
        yield of | {"table": WORDS, "words": finding.change, "identity": at}
    for breakdown in finding.breakdowns:
        for group in breakdown.groups:
            of = {"table": GROUPS, "group_question": words.joined(breakdown.by), "group": group.label}
            for row in _column(finding, group, group.identity):
                yield _source(breakdown.source) | of | row


def _column(finding: Finding, column: Told | Group, identity: str) -> Iterator[Row]:
    """One wave's or one group's cells. A question answered in words has its base alone."""
    base = {"base": HIDDEN if column.base is None else str(column.base)}
    lines = grid.column(finding, column)
    if not lines:
        yield base | {"identity": identity}
    for line in lines:
        yield base | {"option": line.label} | _cell(line.cells[0])


def _cell(cell: Cell) -> Row:
    shown = _shown(cell.count, cell.count_text, cell.percent, cell.percent_text)
    return shown | {"identity": cell.identity or ""}


def _shown(count: int | None, count_text: str, percent: str | None, percent_text: str) -> Row:
    """A number in its own column, or its mark in the mark's."""
    return {
        "count": "" if count is None else count_text,
        "mark": count_text if count is None else "",
        "percent": percent or "",
        "percent_mark": percent_text if percent is None else "",
    }


def _source(source: Source) -> Row:
    return {
        "survey_title": source.title,
        "wave": source.wave,
        "wave_name": source.name,
        "opens": source.opens.isoformat(),
        "closes": source.closes.isoformat(),
        "responses": grid.responses_text(source),
        "made_up": _yes_no(source.made_up),
    }


def _yes_no(true: bool) -> str:
    return "yes" if true else "no"
