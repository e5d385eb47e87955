"""The consultation section of a report to councillors, in Word: numbered prose, then tables. Counts nothing.

The numbers of the paragraphs are typed, so they stay what they are when the section is pasted into a report.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from feedback.adapters.documents import deeds, grid, pictures, words
from feedback.adapters.documents.house_style import HouseStyle
from feedback.adapters.documents.word.drawn import stacks
from feedback.adapters.documents.word.paper import paper
from feedback.adapters.documents.word.pieces import Xml, run, tab
from feedback.adapters.documents.word.sheet import Sheet
from feedback.adapters.documents.word.table import table
from feedback.domain.sections import Finding, Quote, Section

HEADING = "Consultation and Engagement"
_APPENDIX = "Appendix: the figures in full"
_ANSWERED = "Who answered, and when."
_STYLE = "Told us paragraph"
_MOST_QUOTES = 2  # for each question; the section has them all
_T = TypeVar("_T")


class _Report:
    """A report that is being written: keeps count of its paragraphs."""

    def __init__(self, sheet: Sheet, number: int) -> None:
        self._sheet = sheet
        self._number = number
        self._paragraphs = 0

    def paragraph(self, *inside: Xml) -> None:
        self._paragraphs += 1
        self._sheet.say(_STYLE, run(f"{self._number}.{self._paragraphs}."), tab(), *inside)


def write(sections: Sequence[Section], style: HouseStyle) -> bytes:
    """Raises WrongTemplate for a template that can't be used."""
    sheet = Sheet(paper(style.template, landscape=grid.needs_landscape(sections)))
    heading = f"{style.number}. {HEADING}"
    sheet.line("Heading 1", heading)
    if any(section.made_up for section in sections):
        sheet.line("Told us notice", words.MADE_UP)
    report = _Report(sheet, style.number)
    for inside in _asked(sheet, sections):
        report.paragraph(*inside)
    for section in sections:
        if len(sections) > 1:
            sheet.line("Heading 2", section.heading)
        for inside in _own(section):
            report.paragraph(*inside)
        for inside in _told(sheet, section):
            report.paragraph(*inside)
    if notes := _once(note for section in sections for note in section.notes):
        if len(sections) > 1:
            sheet.line("Heading 2", words.ABOUT_NUMBERS)
        report.paragraph(run(f"{words.ABOUT_NUMBERS}.", bold=True), run("".join(f" {n}" for n in notes)))
    _appendix(sheet, sections)
    return sheet.finish(f"{heading}: {words.title_of(sections)}", words.subject_of(sections))


def _asked(sheet: Sheet, sections: Sequence[Section]) -> Iterator[list[Xml]]:
    """What this is about, who was asked and when, and how many answered: once, however many the promises."""
    yield [run(_about(sections))]
    if sources := _once(source for section in sections for source in section.sources):
        answered = [(words.who_answered(source), source.wave) for source in sources]
        yield [run(_ANSWERED, bold=True), *_sentences(sheet, answered)]
    for heard in _once(heard for section in sections for heard in section.heard):
        if heard.sentences:
            lead = run(f"{words.HEARD_FROM} ({words.origin(heard.source)}).", bold=True)
            yield [lead, *_sentences(sheet, [(said, heard.source.wave) for said in heard.sentences])]
    if made := _once(said for section in sections for said in words.made_sentences(section)):
        yield [run(f"{words.MADE_WITH}.", bold=True), run("".join(f" {said}" for said in made))]


def _about(sections: Sequence[Section]) -> str:
    frameworks = words.joined([f"“{title}”" for title in _once(s.framework for s in sections)])
    if len(sections) == 1:
        (section,) = sections
        promise = f"{section.kind.lower()} {section.number} of {frameworks}: “{section.words}”"
    else:
        promise = f"what we promised in {frameworks}" if sections else "what we promised"
    return f"This is what young people told us about {promise}."


def _told(sheet: Sheet, section: Section) -> Iterator[list[Xml]]:
    if not section.findings:
        yield [run(words.not_asked(section))]
    for finding in section.findings:
        yield _finding(sheet, finding, grid.quotes_for(section, finding))
        yield from _own(finding)
    yield from _acted(section)


def _own(of: Section | Finding) -> Iterator[list[Xml]]:
    """An officer's own words in one paragraph, which begins with whose they are."""
    if of.own_words:
        yield [run(f"{words.OWN_WORDS}. ", bold=True), run(" ".join(words.own_lines(of.own_words)))]


def _acted(section: Section) -> Iterator[list[Xml]]:
    """A paragraph for each thing heard elsewhere, and for each thing that was done."""
    for heading, _, told in deeds.blocks(section):
        for lead, follows, below in told:
            said = " ".join([lead, *follows.split(), *below])
            yield [run(f"{heading}.", bold=True), run(f" {said}")]


def _once(many: Iterable[_T]) -> list[_T]:
    """Without what came before: a survey can be about many promises."""
    return list(dict.fromkeys(many))


def _finding(sheet: Sheet, finding: Finding, quotes: Sequence[Quote]) -> list[Xml]:
    """What the newest wave told, how it changed, and what to be careful about; then a quote or two."""
    if not finding.told:
        return [run(f"{finding.ask} ", bold=True), run(words.NOT_ANSWERED)]
    newest = finding.told[0]
    identity = grid.identity(finding, newest)
    said = (newest.sentence, *([finding.change] if finding.change else []), *newest.asides)
    lead = run(f"{finding.ask} ({words.origin(newest.source)}).", bold=True)
    return [lead, *_sentences(sheet, [(text, identity) for text in said]), *_quoted(quotes[:_MOST_QUOTES])]


def _sentences(sheet: Sheet, said: Sequence[tuple[str, str]]) -> Iterator[Xml]:
    """Sentences with a space before each, that carry what they are recounted by."""
    for text, identity in said:
        yield run(" ")
        yield from sheet.figure(text, identity)


def _quoted(quotes: Sequence[Quote]) -> Iterator[Xml]:
    for place, quote in enumerate(quotes):
        who = "Another" if place else f"One {quote.source.one}"
        yield run(f" {who} wrote: “{' '.join(quote.words.split())}”")


def _appendix(sheet: Sheet, sections: Sequence[Section]) -> None:
    """Every table, under the question that it's about."""
    if not any(grid.tables(f) for s in sections for f in s.findings):
        return
    sheet.line("Heading 2", _APPENDIX)
    for heard in _once(heard for section in sections for heard in section.heard):
        if heard.rows:
            _table(sheet, grid.heard_table(heard))
    for section in sections:
        for finding in section.findings:
            if grid.tables(finding):
                sheet.line("Heading 3", finding.ask)
            for shown, above in pictures.tables(finding):
                stacks(sheet, above)
                _table(sheet, shown)


def _table(sheet: Sheet, shown: grid.Table) -> None:
    sheet.caption(shown.caption)
    sheet.add(table(sheet, shown))
