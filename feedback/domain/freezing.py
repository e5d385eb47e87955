"""A section as it was published, kept for good: every figure and word, but for what young people wrote.

A comment is kept by its reference alone, so that taking it out takes it out here too. What was done, and what
was heard elsewhere, isn't kept: both go on after that day, and what was heard can be taken away. Knows no
database.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter

from feedback.domain.releasing import DRAFT
from feedback.domain.sections import Section

Frozen = Mapping[str, Any]
_SECTION = TypeAdapter(Section)


def frozen(section: Section) -> dict[str, Any]:
    """A section as JSON holds it, without the words of its quotes, and no longer a draft."""
    quotes = tuple(replace(q, words="") for q in section.quotes)
    notes = tuple(note for note in section.notes if note != DRAFT)
    lasting = replace(section, quotes=quotes, notes=notes, actions=(), heard_elsewhere=())
    kept: dict[str, Any] = _SECTION.dump_python(lasting, mode="json")
    return kept


def fingerprint(kept: Frozen) -> str:
    """The same for the same section, and for no other."""
    return sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def thawed(kept: Frozen, words: Mapping[tuple[str, str], str]) -> Section:
    """A section as it was kept. `words` has what each comment says that may be quoted today, by its wave and
    its reference; a quote without is left out.
    """
    section = _SECTION.validate_python(kept)
    there = (q for q in section.quotes if (q.source.wave, q.reference) in words)
    return replace(section, quotes=tuple(replace(q, words=words[q.source.wave, q.reference]) for q in there))
