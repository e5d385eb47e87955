"""Numbers in an officer's own words that no figure of the section has. Points at them, and refuses nothing.

Silence is better than a false alarm: dates, times, ages, money and the numbers of pledges are not looked at.
"""

import re
from collections.abc import Iterator

from feedback.domain.sections import Finding, Group, Section, Told

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:\s?%|\s?per\s?cent\b)?", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_UNITS = r"(?:minutes?|hours?|days?|weeks?|months?|years?|terms?|am|pm|miles?|pounds?|st|nd|rd|th)"
_NAMED = (
    r"(?:pledge|outcome|theme|priority|promise|section|part|page|question|edition|step|table|room|aged?)s?"
)
_NO_FIGURE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_DAY} (?:of )?{_MONTH}\b(?:,? \d{{4}})?",
        rf"\b{_MONTH} {_DAY}\b(?:,? \d{{4}})?",
        r"\b(?:19|20)\d\d(?:[-–/]\d{2,4})?\b(?!\s?%)",
        r"\b\d{1,2}[:.]\d\d(?:\s?[ap]m)?\b(?!\s?%)",
        r"£\s?\d[\d,.]*\w*",
        rf"\b\d+(?:\s?(?:to|or|and|[-–])\s?\d+)?[\s-]?{_UNITS}\b",
        rf"\b{_NAMED} \d+(?:(?:,| to| or| and|[-–]) ?\d+)*\b(?!\s?%)",
        r"\b0\d{2,4}[ \d]{5,}|\b116 \d{3}\b|\b24/7\b",
        r"\b[A-Za-z]+\d\w*",
    )
)


def unlisted(section: Section) -> list[str]:
    """The numbers in a section's own words that none of its figures is, as they are written; once each."""
    known = set(_figures(section))
    texts = [section.own_words, *(f.own_words for f in section.findings)]
    found = (number for text in texts for number in _numbers(_looked_at(text)))
    return list(dict.fromkeys(written for written, plain in found if plain not in known))


def numbers_in(words: str) -> list[str]:
    """The numbers in any words that could be figures, as they are written; once each."""
    return list(dict.fromkeys(written for written, _ in _numbers(_looked_at(words))))


def _looked_at(text: str) -> str:
    for pattern in _NO_FIGURE:
        text = pattern.sub(" ", text)
    return text


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """Each number as it's written, and in one way for all: 67%, 1200."""
    for found in _NUMBER.finditer(text):
        digits = re.sub(r"[,\s]|per\s?cent|%", "", found[0], flags=re.IGNORECASE)
        yield found[0], digits + ("%" if len(found[0].replace(",", "")) > len(digits) else "")


def _figures(section: Section) -> Iterator[str]:
    """Every number that stands in a section without its own words."""
    for source in section.sources:
        yield str(source.responses)
    for finding in section.findings:
        yield from _of(finding)
    for heard in section.heard:
        yield from _said(*heard.sentences)
        for row in heard.rows:
            yield from _said(row.answered_text, row.people_text, row.rate_text)
    yield from _said(*(s for made in section.made_with for s in made.sentences))


def _of(finding: Finding) -> Iterator[str]:
    columns: list[Told | Group] = [*finding.told, *(g for b in finding.breakdowns for g in b.groups)]
    for column in columns:
        yield str(column.base)
        for cell in (*column.cells, *([column.counted] if column.counted else [])):
            yield from _said(cell.count_text, cell.percent_text)
    for told in finding.told:
        yield from _said(told.sentence, *told.asides)
    yield from _said(finding.ask, finding.change or "", *finding.rows)


def _said(*texts: str) -> Iterator[str]:
    for text in texts:
        yield from (plain for _, plain in _numbers(text))
