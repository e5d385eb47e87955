"""Sections as CSV for Excel and statistics programs: one row a cell. Knows nothing of sentences or looks."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from feedback.adapters.documents import grid
from feedback.adapters.spreadsheets import defused
from feedback.domain.disclosure import NOT_APPLICABLE
from feedback.domain.sections import Cell, Finding, Section, Source, Told

COLUMNS = (
    *("council", "framework", "commitment", "survey", "survey_title", "wave", "wave_name", "opens", "closes"),
    *("responses", "question", "question_text", "option", "count", "base", "percent", "mark", "percent_mark"),
    *("identity", "made_up"),
)
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
    if not section.findings:
        yield start | {"mark": NOT_APPLICABLE, "percent_mark": NOT_APPLICABLE}
    for finding in section.findings:
        asked = start | {"survey": finding.survey, "question": finding.question, "question_text": finding.ask}
        for place, told in enumerate(finding.told):
            one = asked | _source(told.source) | {"base": grid.base_text(told)}
            yield from (one | cell for cell in _cells(finding, told, place))


def _cells(finding: Finding, told: Told, place: int) -> Iterator[Row]:
    """One wave's cells. A question answered in words has its base alone."""
    if not finding.rows:
        yield {"identity": grid.identity(finding, told)}
    for line in grid.lines(finding):
        yield {"option": line.label} | _cell(line.cells[place])


def _cell(cell: Cell) -> Row:
    return {
        "count": "" if cell.count is None else cell.count_text,
        "mark": cell.count_text if cell.count is None else "",
        "percent": cell.percent or "",
        "percent_mark": cell.percent_text if cell.percent is None else "",
        "identity": cell.identity or "",
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
