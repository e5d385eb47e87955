"""Sections as a Word document, ready to paste into a report. Knows nothing of how Word keeps its pieces."""

from collections.abc import Sequence

from feedback.adapters.documents import grid, words
from feedback.adapters.documents.word.pieces import paragraph, piece, run
from feedback.adapters.documents.word.sheet import Sheet
from feedback.adapters.documents.word.table import table
from feedback.domain.sections import Finding, Quote, Section

_MOST_WAVES_UPRIGHT = 3  # more waves than this need the page on its side


def write(sections: Sequence[Section]) -> bytes:
    waves = (len(f.told) for s in sections for f in s.findings if f.rows)
    sheet = Sheet(landscape=max(waves, default=0) > _MOST_WAVES_UPRIGHT)
    if len(sections) != 1:
        sheet.line("Title", words.title_of(sections))
    for place, section in enumerate(sections):
        _section(sheet, section, on_new_page=place > 0 and bool(section.findings))
    return sheet.finish(words.title_of(sections), words.subject_of(sections))


def _section(sheet: Sheet, section: Section, *, on_new_page: bool) -> None:
    sheet.line("Heading 1", section.heading, on_new_page=on_new_page)
    sheet.line("Subtitle", words.promised_in(section))
    if section.made_up:
        sheet.line("Told us notice", words.MADE_UP)
    sheet.line("Heading 2", words.TOLD_US)
    for source in section.sources:
        sheet.add(paragraph("Told us source", *sheet.figure(words.who_answered(source), source.wave)))
    if not section.findings:
        sheet.line("Normal", words.not_asked(section))
    for finding in section.findings:
        _finding(sheet, section, finding)
    if section.notes:
        sheet.line("Heading 3", words.ABOUT_NUMBERS)
    for note in section.notes:
        sheet.line("Told us note", note)


def _finding(sheet: Sheet, section: Section, finding: Finding) -> None:
    sheet.line("Heading 3", finding.ask)
    if not finding.told:
        sheet.line("Normal", words.NOT_ANSWERED)
    for place in range(len(finding.told)):
        _sentence(sheet, finding, place)
    if grid.has_table(finding):
        sheet.caption(words.caption(finding))
        sheet.add(table(sheet, finding))
    for quote in grid.quotes_for(section, finding):
        _quote(sheet, quote)


def _sentence(sheet: Sheet, finding: Finding, place: int) -> None:
    """The newest stands out, and all stay on the page of the table that they are about."""
    told = finding.told[place]
    wave = run(f"{words.wave_heading(told.source)}: ", bold=True)
    sentence = sheet.figure(told.sentence, grid.identity(finding, told))
    settings = (piece("w:keepNext"),) if grid.has_table(finding) else ()
    style = "Normal" if place else "Told us sentence"
    sheet.add(paragraph(style, wave, *sentence, settings=settings))


def _quote(sheet: Sheet, quote: Quote) -> None:
    sheet.line("Quote", quote.words)
    sheet.line("Told us quote source", words.origin(quote.source))
