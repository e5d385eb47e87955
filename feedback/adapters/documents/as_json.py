"""Sections as JSON, for other programs: the same keys every time, null and a mark where a number is hidden.

Knows nothing of looks.
"""

import json
from collections.abc import Sequence
from typing import Any

from feedback.adapters.documents import deeds, grid, words
from feedback.domain.disclosure import HIDDEN
from feedback.domain.sections import (
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

Data = dict[str, Any]


def write(sections: Sequence[Section]) -> bytes:
    made_up = any(s.made_up for s in sections)
    whole = {
        "made_up": made_up,
        "notice": words.MADE_UP if made_up else None,
        "sections": [_section(s) for s in sections],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _section(section: Section) -> Data:
    return {
        "council": section.council,
        "framework": section.framework,
        "kind": section.kind,
        "commitment": section.commitment,
        "number": section.number,
        "name": section.name,
        "words": section.words,
        "heading": section.heading,
        "made_up": section.made_up,
        "own_words": section.own_words or None,
        "nothing_asked": None if section.findings else words.not_asked(section),
        "sources": [_source(s) for s in section.sources],
        "findings": [_finding(f) for f in section.findings],
        "heard": [_heard(h) for h in section.heard],
        "quotes": [_quote(q) for q in section.quotes],
        "made_with": [{"wave": m.source.wave, "sentences": list(m.sentences)} for m in section.made_with],
        **_acted(section),
        "notes": list(section.notes),
    }


def _acted(section: Section) -> Data:
    """What was done, and what was heard elsewhere."""
    return {
        "actions": [
            {
                "state": deed.state,
                "day": deed.day.isoformat() if deed.day else None,
                "late": deed.late,
                "said": deeds.how_far(deed),
                "words": deed.words,
                "why": deed.why or None,
                "about": list(deed.about),
            }
            for deed in section.actions
        ],
        "heard_elsewhere": [
            {
                "kind": heard.kind,
                "group": heard.group,
                "people": heard.people,
                "on": heard.on.isoformat(),
                "words": heard.words,
                "shows": heard.alt or None,
            }
            for heard in section.heard_elsewhere
        ],
    }


def _source(source: Source) -> Data:
    return {
        "survey": source.survey,
        "title": source.title,
        "wave": source.wave,
        "name": source.name,
        "opens": source.opens.isoformat(),
        "closes": source.closes.isoformat(),
        "responses": source.responses,
        "mark": HIDDEN if source.responses is None else None,
        "answered": words.who_answered(source),
        "made_up": source.made_up,
    }


def _heard(heard: Heard) -> Data:
    return {
        "wave": heard.source.wave,
        "by": heard.by,
        "sentences": list(heard.sentences),
        "groups": [_reached(reached) for reached in heard.rows],
    }


def _reached(reached: Reached) -> Data:
    return {
        "text": reached.label,
        "answered": reached.answered,
        "mark": reached.answered_text if reached.answered is None else None,
        "people": reached.people,
        "people_mark": reached.people_text if reached.people is None else None,
        "percent": _number(reached.rate),
        "percent_mark": reached.rate_text if reached.rate is None else None,
        "identity": reached.identity,
    }


def _finding(finding: Finding) -> Data:
    return {
        "survey": finding.survey,
        "question": finding.question,
        "text": finding.ask,
        "kind": finding.kind,
        "several": finding.several,
        "change": finding.change,
        "own_words": finding.own_words or None,
        "waves": [
            {
                "wave": told.source.wave,
                "wave_mark": words.CHANGED if told.breaks else None,
                "sentence": told.sentence,
                "asides": list(told.asides),
                "identity": grid.identity(finding, told),
                **_column(finding, told),
            }
            for told in finding.told
        ],
        "breakdowns": [_breakdown(finding, b) for b in finding.breakdowns],
    }


def _breakdown(finding: Finding, breakdown: Breakdown) -> Data:
    return {
        "wave": breakdown.source.wave,
        "by": list(breakdown.by),
        "groups": [
            {"text": group.label, "identity": group.identity, **_column(finding, group)}
            for group in breakdown.groups
        ],
    }


def _column(finding: Finding, column: Told | Group) -> Data:
    """The base and the cells of one wave or one group."""
    options = grid.column(finding, column)
    return {
        "base": column.base,
        "mark": HIDDEN if column.base is None else None,
        "options": [_cell(r.label, r.cells[0]) for r in options if not r.together],
        "together": next((_cell(r.label, r.cells[0]) for r in options if r.together), None),
    }


def _cell(label: str, cell: Cell) -> Data:
    return {
        "text": label,
        "count": cell.count,
        "mark": cell.count_text if cell.count is None else None,
        "percent": _number(cell.percent),
        "percent_mark": cell.percent_text if cell.percent is None else None,
        "identity": cell.identity,
    }


def _number(percent: str | None) -> int | float | None:
    """The printed percentage as a number: 87, or 12.3, with the digits that are printed."""
    if percent is None:
        return None
    return float(percent) if "." in percent else int(percent)


def _quote(quote: Quote) -> Data:
    return {
        "words": quote.words,
        "survey": quote.source.survey,
        "wave": quote.source.wave,
        "question": quote.question,
    }
