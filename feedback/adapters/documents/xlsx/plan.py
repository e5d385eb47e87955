"""Which worksheets a workbook has, and what stands on each. Writes no file.

After the Government Analysis Function's guidance for spreadsheets: one table a worksheet, its title in A1,
what it is below, then the table, with no empty row, column or cell in between.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from feedback.adapters.documents import deeds, grid, pictures, words
from feedback.adapters.documents.xlsx.columns import Columns, Value, columns
from feedback.adapters.documents.xlsx.drawn import Chart, bars, over_time, stacked
from feedback.domain.disclosure import NOT_APPLICABLE
from feedback.domain.sections import Finding, Heard, Section

_MARK = re.compile(r"(\[\w\]) (.+)", re.DOTALL)
_NONE = (0, 0)
_ALL = "All of them"


@dataclass(frozen=True)
class Leaf:
    """One worksheet: its name, its title, what it says above its table, the table, and a chart below it.

    `promise` is the commitment that it is about; "" for all of them.
    """

    name: str
    title: str
    lines: tuple[str, ...] = ()
    table: Columns | None = None
    chart: Chart | None = None
    promise: str = ""
    link_first: bool = False


def leaves(sections: Sequence[Section]) -> list[Leaf]:
    """The whole workbook, in order."""
    heard = [_heard(one) for one in dict.fromkeys(h for s in sections for h in s.heard)]
    told = [*heard, *(leaf for section in sections for leaf in _section(section))]
    numbered = [replace(leaf, name=f"Table {place}") for place, leaf in enumerate(told, 1)]
    quotes = [*_own(sections), *_made_with(sections), *_quotes(sections), *_acted(sections)]
    notes = [_notes(sections, [*numbered, *quotes])]
    return [_cover(sections), _contents([*notes, *numbered, *quotes]), *notes, *numbered, *quotes]


def _cover(sections: Sequence[Section]) -> Leaf:
    promised = dict.fromkeys(words.promised_in(s) for s in sections)
    made_up = [words.MADE_UP] if any(s.made_up for s in sections) else []
    nothing = [
        f"{s.heading}: {words.not_asked(s)}" if len(sections) > 1 else words.not_asked(s)
        for s in sections
        if not s.findings
    ]
    answered = dict.fromkeys(words.who_answered(source) for s in sections for source in s.sources)
    reading = (
        "Each worksheet has one table. “Contents” lists them, with links.",
        "Where a number can’t be given, there is a mark in square brackets. “Notes” says what each means.",
    )
    title = words.title_of(sections)
    return Leaf("Cover", title, (words.TOLD_US, *promised, *made_up, *answered, *nothing, *reading))


def _contents(listed: Sequence[Leaf]) -> Leaf:
    rows = tuple((leaf.name, leaf.title, leaf.promise or _ALL) for leaf in listed)
    heads = "Worksheet", "What it has", "Which promise it is about"
    return Leaf("Contents", "Contents", (), _texts(heads, rows), link_first=True)


def _notes(sections: Sequence[Section], others: Iterable[Leaf]) -> Leaf:
    """The notes of all the sections, once each, and the mark that only a spreadsheet needs."""
    notes = list(dict.fromkeys(note for s in sections for note in s.notes))
    rows: list[tuple[str, str]] = []
    for place, note in enumerate(notes, 1):
        marked = _MARK.fullmatch(note)
        rows.append((marked[1], marked[2]) if marked else (f"Note {place}", note))
    used = {value for leaf in others if leaf.table for row in leaf.table.rows for value in row}
    if NOT_APPLICABLE in used:
        rows.append((f"{NOT_APPLICABLE} in the last row", "People who answered have no percentage."))
    about = ("Figures here are as they were when this file was made.",)
    table = _texts(("Mark or note", "What it means"), rows) if rows else None
    return Leaf("Notes", words.ABOUT_NUMBERS, about, table)


def _section(section: Section) -> Iterator[Leaf]:
    made_up = [words.MADE_UP] if section.made_up else []
    promise = (f"{words.promised_in(section)}. {section.heading}", *made_up)
    for finding in section.findings:
        for leaf in _finding(finding, promise):
            yield replace(leaf, promise=section.heading)


def _heard(heard: Heard) -> Leaf:
    """Once in a workbook: one survey can be about many promises."""
    title = f"{words.HEARD_FROM}: {words.origin(heard.source)}"
    made_up = [words.MADE_UP] if heard.source.made_up else []
    if not heard.rows:
        return Leaf("", title, (*made_up, *heard.sentences))
    table = columns(grid.heard_table(heard))
    lines = (words.heard_caption(heard), *made_up, *heard.sentences)
    return Leaf("", title, lines, table, bars(table))


def _finding(finding: Finding, promise: tuple[str, ...]) -> Iterator[Leaf]:
    """The answers over the waves, each breakdown, and the counted share over time."""
    said = tuple(_said(finding)) or (words.NOT_ANSWERED,)
    found = pictures.tables(finding)
    if not grid.has_table(finding):
        yield Leaf("", finding.ask, (*promise, *said))
    for place, (shown, stacks) in enumerate(found):
        table = columns(shown)
        about = said if grid.has_table(finding) and not place else ()
        chart = stacked(table, stacks) if stacks else None
        if not stacks and about:
            chart = bars(table)
        title = finding.ask if about else f"{finding.ask} – {shown.caption}"
        yield Leaf("", title, (shown.caption, *promise, *about), table, chart)
    if trend := pictures.over_time(finding):
        table, chart = over_time(finding, trend)
        yield Leaf("", f"{finding.ask} – {trend.title}", promise, table, chart)


def _said(finding: Finding) -> Iterator[str]:
    for told in finding.told:
        yield f"{words.told_heading(told)}: {told.sentence}"
        yield from told.asides
    if finding.change:
        yield finding.change


def _own(sections: Sequence[Section]) -> Iterator[Leaf]:
    """What officers wrote, beside the promise and the question that it's about."""
    rows = [
        (section.heading, ask, line)
        for section in sections
        for ask, text in [(_ALL, section.own_words), *((f.ask, f.own_words) for f in section.findings)]
        for line in words.own_lines(text)
    ]
    if rows:
        yield Leaf("Own words", words.OWN_WORDS, (), _texts(("Promise", "Question", "Words"), rows))


def _quotes(sections: Sequence[Section]) -> Iterator[Leaf]:
    rows = [
        (section.heading, finding.ask, quote.words, words.origin(quote.source))
        for section in sections
        for finding in section.findings
        for quote in grid.quotes_for(section, finding)
    ]
    if rows:
        heads = "Promise", "Question", "In their own words", "Survey"
        yield Leaf("Quotes", "What people wrote", (), _texts(heads, rows))


def _made_with(sections: Sequence[Section]) -> Iterator[Leaf]:
    """How young people shaped the surveys, each survey once."""
    made = dict.fromkeys(m for section in sections for m in section.made_with)
    rows = [(words.origin(m.source), said) for m in made for said in m.sentences]
    if rows:
        heads = "Survey", "What young people did to it"
        yield Leaf("Made with young people", words.MADE_WITH, (), _texts(heads, rows))


def _acted(sections: Sequence[Section]) -> Iterator[Leaf]:
    """What was heard elsewhere, and what was done: a worksheet for both."""
    if rows := [(*row[:4], row[4] or NOT_APPLICABLE) for row in deeds.rows(sections)]:
        heads = "Promise", "What this is", "When, or how far it is", "In words", "Why, and what it is about"
        title = f"{deeds.WHAT_WE_DID}, and what we heard elsewhere"
        yield Leaf("Actions", title, (deeds.NOT_FROM_SURVEYS,), _texts(heads, rows))


def _texts(heads: tuple[str, ...], rows: Sequence[tuple[Value, ...]]) -> Columns:
    """A table of words."""
    return Columns(heads, tuple(rows), _NONE, 0)
