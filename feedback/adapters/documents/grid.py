"""The tables of a section, the same in every format. Works out no number: each is the section's.

All tables have one shape: how people answered over the waves, how they did group by group, and who was heard.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from feedback.adapters.documents import words
from feedback.adapters.documents.table import Box as Box
from feedback.adapters.documents.table import Head as Head
from feedback.adapters.documents.table import Row as Row
from feedback.adapters.documents.table import Table as Table
from feedback.adapters.documents.table import Value as Value
from feedback.domain.disclosure import HIDDEN, NOT_APPLICABLE
from feedback.domain.sections import (
    THEMES,
    Breakdown,
    Cell,
    Finding,
    Group,
    Heard,
    Quote,
    Reached,
    Section,
    Source,
    Told,
)

_MOST_UPRIGHT, _LETTERS_UPRIGHT = 6, 48  # columns of numbers on an upright page, and letters in their heads
_MOST_GROUPS = 8  # in one table: more are in several, which print on pages and read on screens
NOT_TOLD = Cell(None, None, NOT_APPLICABLE, NOT_APPLICABLE)
SCALE = "scale"  # the kind of question whose options are steps of one scale


@dataclass(frozen=True)
class Line:
    """One row: its label and its cells, one for each wave or group. `together` for the counted options."""

    label: str
    cells: tuple[Cell, ...]
    together: bool = False


def tables(finding: Finding) -> tuple[Table, ...]:
    """How people answered over the waves, then group by group in the newest one."""
    answers = (answers_table(finding),) if has_table(finding) else ()
    return (*answers, *(groups_table(finding, part) for part in parts(finding)))


@dataclass(frozen=True)
class Part:
    """As many groups of a breakdown as one table can take, and which part of it they are, of how many."""

    breakdown: Breakdown
    groups: tuple[Group, ...]
    number: int
    of: int


def parts(finding: Finding) -> tuple[Part, ...]:
    """The finding's breakdowns, each in one part or in several that differ by one group at most."""
    found = []
    for breakdown in finding.breakdowns:
        groups = breakdown.groups
        of = max(ceil(len(groups) / _MOST_GROUPS), 1)
        ends = [len(groups) * i // of for i in range(of + 1)]
        found += [Part(breakdown, groups[a:b], i, of) for i, (a, b) in enumerate(pairwise(ends), 1)]
    return tuple(found)


def answers_table(finding: Finding) -> Table:
    """A row an option and two columns a wave, newest first. The newest percentages have bars, if no stacked
    bar above the table tells them already.
    """
    shades = _shades(finding, finding.told)
    rows = []
    for place, line in enumerate(lines(finding)):
        pairs = [
            _side_by_side(cell, bar=finding.kind != SCALE and not i) for i, cell in enumerate(line.cells)
        ]
        rows.append(_row(place, line, [box for pair in pairs for box in pair], shades))
    bases = [box for t in finding.told for box in (_one(base_text(t), identity(finding, t)), Box())]
    headings = [words.told_heading(told) for told in finding.told]
    return Table(
        finding.ask,
        words.caption(finding),
        _corner(finding),
        tuple(Head(heading, what) for heading in headings for what in (words.PEOPLE, words.PERCENT)),
        (*rows, Row(words.ANSWERED, tuple(bases), base=True)),
        shades,
    )


def groups_table(finding: Finding, part: Part) -> Table:
    """A row an option and a column a group: the percentage, and below it how many people that is. Where no
    group tells one of these, how many answered is all that there is to show.
    """
    shades = _shades(finding, part.groups)
    tells = any(cell.count is not None for group in part.breakdown.groups for cell in group.cells)
    rows = [
        _row(place, line, [_one_below_the_other(cell) for cell in line.cells], shades)
        for place, line in enumerate(lines(finding, part.groups) if tells else ())
    ]
    bases = tuple(_one(group.base_text, group.identity) for group in part.groups)
    return Table(
        finding.ask,
        words.groups_caption(part.breakdown, part.number, part.of, tells),
        _corner(finding),
        tuple(Head(group.label) for group in part.groups),
        (*rows, Row(words.ANSWERED, bases, base=True)),
        shades,
    )


def heard_table(heard: Heard) -> Table:
    """A row a group: how many answered, of how many there are. Without groups, a table of no rows."""
    rows = tuple(Row(reached.label, _reached(reached)) for reached in heard.rows)
    heads = tuple(Head("", what) for what in (words.HEARD, words.OF_HOW_MANY, words.PERCENT))
    return Table(words.HEARD_FROM, words.heard_caption(heard), words.GROUP, heads, rows)


def _reached(reached: Reached) -> tuple[Box, ...]:
    rate = float(reached.rate) if reached.rate is not None else None
    bar = round(rate) if rate is not None and rate <= 100 else None  # a total can be out of date
    return (
        _one(reached.answered_text, reached.identity),
        _one(reached.people_text, reached.identity),
        Box((Value(reached.rate_text, reached.identity),), bar),
    )


def _corner(finding: Finding) -> str:
    return words.THEME if finding.kind == THEMES else words.ANSWER


def _row(place: int, line: Line, boxes: Sequence[Box], shades: int) -> Row:
    shade = place if shades and not line.together else None
    return Row(line.label, tuple(boxes), together=line.together, shade=shade)


def _shades(finding: Finding, columns: Sequence[Told | Group]) -> int:
    """How many shades the stacked bars have; 0 where no column gives a percentage, so that there are none."""
    told = any(cell.percent is not None for column in columns for cell in column.cells)
    return len(finding.rows) if finding.kind == SCALE and told else 0


def needs_landscape(sections: Sequence[Section]) -> bool:
    """True if some table is too wide for an upright page."""
    found = [table for s in sections for f in s.findings for table in tables(f)]
    columns = [len(table.heads) for table in found]
    letters = [len(table.heads) * table.longest_word for table in found]
    return max(columns, default=0) > _MOST_UPRIGHT or max(letters, default=0) > _LETTERS_UPRIGHT


def _side_by_side(cell: Cell, *, bar: bool) -> tuple[Box, Box]:
    length = cell.length if bar and cell.percent is not None else None
    return _one(cell.count_text, cell.identity), Box((Value(cell.percent_text, cell.identity),), length)


def _one_below_the_other(cell: Cell) -> Box:
    """The percentage, then the people; a mark that stands for both stands once."""
    texts = dict.fromkeys((cell.percent_text, cell.count_text))
    return Box(tuple(Value(text, cell.identity) for text in texts))


def _one(text: str, identity: str | None) -> Box:
    return Box((Value(text, identity),))


def lines(finding: Finding, columns: Sequence[Told | Group] | None = None) -> tuple[Line, ...]:
    """A row for each option, and one for the counted options together where the finding names them. The
    columns are its waves, if no others are given.
    """
    columns = finding.told if columns is None else columns
    options = [Line(label, tuple(c.cells[i] for c in columns)) for i, label in enumerate(finding.rows)]
    if finding.rows and finding.counted_label:
        cells = tuple(c.counted or NOT_TOLD for c in columns)
        options.append(Line(finding.counted_label, cells, together=True))
    return tuple(options)


def column(finding: Finding, one: Told | Group) -> tuple[Line, ...]:
    """The rows of one wave or one group, for files that list every cell. A pooled figure has no options and
    still has a row: all of it together.
    """
    found = lines(finding, [one])
    pooled = not finding.rows and one.counted is not None
    return (Line(finding.ask, (one.counted or NOT_TOLD,), together=True),) if pooled else found


def has_table(finding: Finding) -> bool:
    return bool(finding.rows and finding.told)


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
