"""Sections as a tagged PDF, by typst, where it's installed. Knows nothing of the page's look.

The look is in templates/documents/section.typ.
"""

import json
import unicodedata
from collections.abc import Sequence
from typing import Any

from feedback.adapters.charts import NOT_SHOWN, Drawing, bar, swatch
from feedback.adapters.documents import carried, deeds, grid, pictures, words, works
from feedback.adapters.documents.typesetting import compiled
from feedback.domain.sections import Finding, Heard, Quote, Section

Data = dict[str, Any]
_LABEL, _LINES_ON_A_PAGE = 15, 25  # a narrow label's letters on a line; lines that fit with bars above them
_NO_WORDS = "(no words)"  # PDF/UA allows no empty heading, and no picture without words


def write(sections: Sequence[Section]) -> bytes:
    """Raises ImportError where typst isn't installed."""
    from typst import TypstError

    try:
        return _compiled(sections)
    except TypstError:  # a picture that somebody made can't be drawn: the rest can
        plain = [works.without(section) for section in sections]
        if plain == list(sections):
            raise
        return _compiled(plain)


def _compiled(sections: Sequence[Section]) -> bytes:
    told = json.dumps(_data(sections), ensure_ascii=False)
    return compiled("section.typ", told, figures=carried.manifest(sections).decode())


def _data(sections: Sequence[Section]) -> Data:
    return {
        "title": words.title_of(sections) or _NO_WORDS,
        "subject": words.subject_of(sections),
        "landscape": grid.needs_landscape(sections),
        "attached": {"name": carried.FILE_NAME, "about": "What each figure here can be counted again by"},
        "sections": [_section(s) for s in sections],
    }


def _section(section: Section) -> Data:
    return {
        "heading": section.heading or _NO_WORDS,
        "promised": words.promised_in(section),
        "notice": words.MADE_UP if section.made_up else None,
        "own_words": words.own_lines(section.own_words),
        "whose": words.OWN_WORDS,
        "told": words.TOLD_US,
        "sources": [words.who_answered(s) for s in section.sources],
        "nothing": None if section.findings else words.not_asked(section),
        "heard_from": words.HEARD_FROM,
        "heard": [_heard(h) for h in section.heard],
        "findings": [_finding(section, f) for f in section.findings],
        "made_with": words.MADE_WITH,
        "made": words.made_sentences(section),
        "acted": _acted(section),
        "about": words.ABOUT_NUMBERS,
        "notes": list(section.notes),
    }


def _acted(section: Section) -> list[Data]:
    return [
        {
            "heading": heading,
            "note": note or None,
            "told": [
                {"lead": lead, "words": follows, "below": list(below), "work": works.for_print(heard)}
                for (lead, follows, below), heard in zip(told, deeds.works(section, heading), strict=True)
            ],
        }
        for heading, note, told in deeds.blocks(section)
    ]


def _heard(heard: Heard) -> Data:
    table = [_table(grid.heard_table(heard), ())] if heard.rows else []
    return {"sentences": list(heard.sentences), "tables": table}


def _finding(section: Section, finding: Finding) -> Data:
    change = [finding.change] if finding.change else []
    return {
        "ask": finding.ask or _NO_WORDS,
        "nothing": None if finding.told else words.NOT_ANSWERED,
        "sentences": [
            {"wave": words.told_heading(told), "words": told.sentence, "asides": list(told.asides)}
            for told in finding.told
        ],
        "change": change,
        "own_words": words.own_lines(finding.own_words),
        "whose": words.OWN_WORDS,
        "over_time": _over_time(finding),
        "tables": [_table(table, stacks) for table, stacks in pictures.tables(finding)],
        "quotes": [_quote(quote) for quote in grid.quotes_for(section, finding)],
    }


def _quote(quote: Quote) -> Data:
    """A quote, from right to left if its first letter is of a script that runs so."""
    strong = (unicodedata.bidirectional(letter) for letter in quote.words)
    first = next((way for way in strong if way in ("L", "R", "AL")), "L")
    return {"words": quote.words, "origin": words.origin(quote.source), "rtl": first != "L"}


def _over_time(finding: Finding) -> Data | None:
    """The picture over the waves, with the words and shares that stand under its dots."""
    trend = pictures.over_time(finding)
    if trend is None:
        return None
    points = [{"label": point.label, "share": point.share.text} for point in trend.points]
    return {"caption": trend.title, "points": points} | _drawn(trend.drawing, trend.alt)


def _table(table: grid.Table, stacks: Sequence[pictures.Stack]) -> Data:
    """A table and the stacked bars above it, of which its rows are the legend."""
    bars = [any(row.boxes[i].bar is not None for row in table.rows) for i, _ in enumerate(table.heads)]
    return {
        "caption": table.caption,
        "stacks": [{"label": stack.label} | _drawn(stack.drawing, stack.alt) for stack in stacks],
        "hides": _drawn(NOT_SHOWN, words.NOT_SHOWN) if any(stack.hides for stack in stacks) else None,
        "heads": [table.corner, *(_head(head) for head in table.heads)],
        "bars": bars,
        "whole": sum(1 + len(row.label) // _LABEL for row in table.rows) < _LINES_ON_A_PAGE,
        "rows": [_row(row, bars, len(stacks) and table.shades) for row in table.rows],
    }


def _head(head: grid.Head) -> str:
    return "\n".join(part for part in (head.of, head.what.lower() if head.of else head.what) if part)


def _row(row: grid.Row, bars: Sequence[bool], shades: int) -> Data:
    shade = swatch(row.shade, shades) if shades and row.shade is not None else None
    cells = [
        {
            "text": "\n".join(value.text for value in box.values),
            "bar": None if box.bar is None else _drawn(bar(box.bar), f"Bar: {box.values[0].text}"),
            "room": has_bar,
        }
        for box, has_bar in zip(row.boxes, bars, strict=True)
    ]
    return {
        "label": row.label,
        "strong": row.together,
        "base": row.base,
        "shade": _drawn(shade, row.label) if shade else None,
        "cells": cells,
    }


def _drawn(drawing: Drawing, alt: str) -> Data:
    return {"svg": drawing.alone(), "alt": alt or _NO_WORDS, "stretches": drawing.stretches}
