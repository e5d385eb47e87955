"""Sections as an Excel workbook, for people who work on with the numbers. Knows no cells and charts."""

from collections.abc import Sequence

from feedback.adapters.documents import words
from feedback.adapters.documents.xlsx.book import write as write_book
from feedback.adapters.documents.xlsx.plan import leaves
from feedback.domain.sections import Section


def write(sections: Sequence[Section]) -> bytes:
    return write_book(leaves(sections), words.title_of(sections), words.subject_of(sections))
