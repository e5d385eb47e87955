"""The annual review of a framework as one Word document. Knows nothing of how it is gathered.

A summary for whoever reads one page; then each promise on a page of its own: who leads, what young people
told us, what was done, and what is measured.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from feedback.adapters.annual import Promise, Review
from feedback.adapters.documents import as_docx, deeds, grid, words
from feedback.adapters.documents import review_words as said
from feedback.adapters.documents.tidy import one_line, tidy
from feedback.adapters.documents.word.paper import paper
from feedback.adapters.documents.word.pieces import run
from feedback.adapters.documents.word.sheet import Sheet
from feedback.adapters.documents.word.table import table
from feedback.adapters.measuring import Shown

_LINE_WIDE = 11.0  # centimetres


def write(review: Review, template: Path | None = None) -> bytes:
    """On the council's own template, if it has one. Raises WrongTemplate for one that can't be used."""
    review = replace(review, promises=tuple(replace(p, section=tidy(p.section)) for p in review.promises))
    sections = [p.section for p in review.promises]
    sheet = Sheet(paper(template, landscape=grid.needs_landscape(sections)))
    sheet.line("Title", one_line(said.title_of(review)))
    sheet.line("Subtitle", one_line(said.when(review)))
    if any(section.made_up for section in sections):
        sheet.line("Told us notice", words.MADE_UP)
    _front(sheet, review)
    for promise in review.promises:
        _promise(sheet, review, promise)
    sheet.line("Heading 1", words.ABOUT_NUMBERS, on_new_page=True)
    for note in said.notes(review):
        sheet.line("Told us note", note)
    return sheet.finish(one_line(said.title_of(review)), one_line(said.when(review)))


def _front(sheet: Sheet, review: Review) -> None:
    sheet.line("Heading 1", said.SUMMARY)
    for line in said.summary(review):
        sheet.say("Normal", *sheet.figure(one_line(line.text), line.identity))
    shown = said.glance(review)
    sheet.line("Heading 2", said.GLANCE)
    _table(sheet, shown)
    sheet.line("Heading 2", said.LATE)
    found = list(said.late(review))
    if not found:
        sheet.line("Normal", said.NOTHING_LATE)
    for name, deed in found:
        sheet.say("Normal", run(f"{one_line(name)}. ", bold=True), run(said.late_line(deed)))


def _promise(sheet: Sheet, review: Review, promise: Promise) -> None:
    commitment = promise.commitment
    sheet.line("Heading 1", promise.section.heading, on_new_page=True)
    if commitment.why:
        sheet.line("Normal", one_line(commitment.why))
    sheet.line("Heading 2", said.WHO_LEADS)
    for role, name in said.leads(promise):
        sheet.say("Normal", run(f"{role}: ", bold=True), run(one_line(name)))
    if not said.leads(promise):
        sheet.line("Normal", said.NO_LEAD)
    _lines(sheet, said.ASKED_US, commitment.asked)
    _lines(sheet, said.PRIORITIES, [p.brief or p.words for p in commitment.priorities])
    _told(sheet, review, promise)
    as_docx.acted(sheet, promise.section, "Heading 2")
    if not promise.section.actions:
        sheet.line("Heading 2", deeds.WHAT_WE_DID)
        sheet.line("Normal", said.NOTHING_DONE)
    _measures(sheet, review, promise)


def _lines(sheet: Sheet, heading: str, lines: Sequence[str]) -> None:
    if lines:
        sheet.line("Heading 2", heading)
    for line in lines:
        sheet.line("Normal", one_line(line))


def _told(sheet: Sheet, review: Review, promise: Promise) -> None:
    """The section as it was published; or why there is none."""
    lines = [one_line(line) for line in said.published(review, promise)]
    if promise.told_on is not None:
        as_docx.told(sheet, promise.section, lines)
        return
    sheet.line("Heading 2", words.TOLD_US)
    for line in lines:
        sheet.line("Normal", line)


def _measures(sheet: Sheet, review: Review, promise: Promise) -> None:
    sheet.line("Heading 2", said.MEASURES)
    with_values, without = said.measured(promise)
    for measure in with_values:
        _measure(sheet, review, measure)
    if without:
        sheet.say("Normal", run(said.NO_VALUE, bold=True), keep=True)
    for measure in without:
        sheet.line("Normal", one_line(measure.words))
    if not promise.measures:
        sheet.line("Normal", said.NO_MEASURE)


def _measure(sheet: Sheet, review: Review, measure: Shown) -> None:
    if drawn := measure.line:
        drawing, alt = drawn
        high = _LINE_WIDE * drawing.high / drawing.wide
        sheet.say("Told us cell", run(one_line(measure.words)), keep=True, gap=160)
        sheet.say("Told us cell", run(said.OVER_TIME), keep=True)
        sheet.say("Told us cell", sheet.picture(drawing, _LINE_WIDE, high, one_line(alt)), keep=True)
    _table(sheet, said.measure_table(review, measure))


def _table(sheet: Sheet, shown: grid.Table) -> None:
    rows = tuple(replace(row, label=one_line(row.label)) for row in shown.rows)
    clean = replace(shown, rows=rows, title=one_line(shown.title), caption=one_line(shown.caption))
    sheet.caption(clean.caption)
    sheet.add(table(sheet, clean))
