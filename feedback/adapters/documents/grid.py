"""The shape of a finding's table, the same in every format. Works out no number: each is the section's."""

from dataclasses import dataclass

from feedback.domain.disclosure import HIDDEN, NOT_APPLICABLE
from feedback.domain.sections import Cell, Finding, Quote, Section, Source, Told

_NOT_TOLD = Cell(None, None, NOT_APPLICABLE, NOT_APPLICABLE)


@dataclass(frozen=True)
class Line:
    """One row: its label and its cells, one for each wave. `together` for the counted options as one."""

    label: str
    cells: tuple[Cell, ...]
    together: bool = False


def lines(finding: Finding) -> tuple[Line, ...]:
    """A row for each option, and one for the counted options together where the finding names them."""
    options = [Line(label, tuple(t.cells[i] for t in finding.told)) for i, label in enumerate(finding.rows)]
    if finding.rows and finding.counted_label:
        cells = tuple(t.counted or _NOT_TOLD for t in finding.told)
        options.append(Line(finding.counted_label, cells, together=True))
    return tuple(options)


def has_table(finding: Finding) -> bool:
    return bool(finding.rows and finding.told)


def has_bars(finding: Finding) -> bool:
    """True if the newest wave gives any percentage, so that there is a bar to draw."""
    return any(line.cells[0].percent is not None for line in lines(finding))


def base_text(told: Told) -> str:
    return HIDDEN if told.base is None else str(told.base)


def responses_text(source: Source) -> str:
    return HIDDEN if source.responses is None else str(source.responses)


def identity(finding: Finding, told: Told) -> str:
    """What a base and a sentence are recounted by: the wave and the question, as every cell's begins."""
    return f"{told.source.wave}/{finding.question}"


def quotes_for(section: Section, finding: Finding) -> tuple[Quote, ...]:
    """The comments to quote under a finding."""
    wanted = finding.survey, finding.question
    return tuple(q for q in section.quotes if (q.source.survey, q.question) == wanted)
