"""Sections as a Word document, ready to paste into a report. Knows nothing of how Word keeps its pieces."""

from collections.abc import Sequence
from pathlib import Path

from feedback.adapters.documents import deeds, grid, pictures, words, works
from feedback.adapters.documents.word.drawn import over_time, stacks
from feedback.adapters.documents.word.paper import paper
from feedback.adapters.documents.word.pieces import Xml, run
from feedback.adapters.documents.word.sheet import Sheet
from feedback.adapters.documents.word.table import table
from feedback.domain.sections import Finding, Heard, Quote, Section

_OWN = "Told us own words"


def write(sections: Sequence[Section], template: Path | None = None) -> bytes:
    """On the council's own template, if it has one. Raises WrongTemplate for one that can't be used."""
    sheet = Sheet(paper(template, landscape=grid.needs_landscape(sections)))
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
    told(sheet, section)
    acted(sheet, section)
    if section.notes:
        sheet.line("Heading 3", words.ABOUT_NUMBERS)
    for note in section.notes:
        sheet.line("Told us note", note)


def told(sheet: Sheet, section: Section, published: Sequence[str] = ()) -> None:
    """What young people told us: its own heading, and all below it but what was done and the notes. Lines
    that say when it was `published` stand first.
    """
    _own(sheet, section)
    sheet.line("Heading 2", words.TOLD_US)
    for line in published:
        sheet.line("Told us source", line)
    for source in section.sources:
        sheet.say("Told us source", *sheet.figure(words.who_answered(source), source.wave))
    if not section.findings:
        sheet.line("Normal", words.not_asked(section))
    for finding in section.findings:
        _finding(sheet, section, finding)
    if section.heard:
        sheet.line("Heading 3", words.HEARD_FROM)
    for heard in section.heard:
        _heard(sheet, heard)
    _made_with(sheet, section)


def _made_with(sheet: Sheet, section: Section) -> None:
    if section.made_with:
        sheet.line("Heading 3", words.MADE_WITH)
    for said in words.made_sentences(section):
        sheet.line("Normal", said)


def _heard(sheet: Sheet, heard: Heard) -> None:
    for sentence in heard.sentences:
        _sentence(sheet, "Normal", sentence, heard.source.wave, keep=bool(heard.rows))
    if heard.rows:
        _table(sheet, grid.heard_table(heard))


def acted(sheet: Sheet, section: Section, style: str = "Heading 3") -> None:
    """What was heard elsewhere and what was done: paragraphs with no figures of ours in them."""
    for heading, note, lines in deeds.blocks(section):
        sheet.line(style, heading)
        if note:
            sheet.line("Told us note", note)
        for (lead, follows, below), heard in zip(lines, deeds.works(section, heading), strict=True):
            sheet.say("Normal", run(f"{lead} ", bold=True), run(follows), keep=bool(below))
            if heard and heard.work and (work := works.shown(heard.work)):
                sheet.say("Normal", sheet.photo(work.png, work.wide, work.high, heard.alt), keep=bool(below))
            for line in below:
                sheet.line("Told us note", line)


def _finding(sheet: Sheet, section: Section, finding: Finding) -> None:
    sheet.line("Heading 3", finding.ask)
    if not finding.told:
        sheet.line("Normal", words.NOT_ANSWERED)
    keep = grid.has_table(finding)
    for place, one in enumerate(finding.told):
        wave = run(f"{words.told_heading(one)}: ", bold=True)
        at = grid.identity(finding, one)
        # The newest stands out, and all stay on the page of the table that they are about.
        _sentence(sheet, "Normal" if place else "Told us sentence", one.sentence, at, wave, keep=keep)
        for aside in one.asides:
            _sentence(sheet, "Told us note", aside, at, keep=keep)
    if finding.change:
        _sentence(sheet, "Normal", finding.change, grid.identity(finding, finding.told[0]), keep=keep)
    if trend := pictures.over_time(finding):
        over_time(sheet, trend)
    for shown, above in pictures.tables(finding):
        stacks(sheet, above)
        _table(sheet, shown)
    _own(sheet, finding)
    for quote in grid.quotes_for(section, finding):
        _quote(sheet, quote)


def _own(sheet: Sheet, of: Section | Finding) -> None:
    """An officer's own words: under a heading of their own above it all, in a box under a figure."""
    if of.own_words and isinstance(of, Section):
        sheet.line("Heading 2", words.OWN_WORDS)
    elif of.own_words:
        sheet.say(_OWN, run(words.OWN_WORDS, bold=True), keep=True)
    for line in words.own_lines(of.own_words):
        sheet.line("Normal" if isinstance(of, Section) else _OWN, line)


def _sentence(sheet: Sheet, style: str, text: str, identity: str, *before: Xml, keep: bool) -> None:
    sheet.say(style, *before, *sheet.figure(text, identity), keep=keep)


def _table(sheet: Sheet, shown: grid.Table) -> None:
    sheet.caption(shown.caption)
    sheet.add(table(sheet, shown))


def _quote(sheet: Sheet, quote: Quote) -> None:
    sheet.line("Quote", quote.words)
    sheet.line("Told us quote source", words.origin(quote.source))
