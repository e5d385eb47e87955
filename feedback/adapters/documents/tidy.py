"""Takes out of a section's words what some file format can't hold. Knows nothing of any one format.

Done once, before any format sees the section, so that all of them still say the same.
"""

import re
from dataclasses import fields, is_dataclass, replace

from feedback.domain.deeds import HeardElsewhere
from feedback.domain.sections import Finding, Quote, Section

# Control characters, halves of a pair and two others that XML can't hold; and the characters that turn
# the direction of all that follows, which would print 87% as 78%.
_UNHELD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e]")
_SPACE = re.compile("[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def tidy(section: Section) -> Section:
    """The same section in words that every format can hold, each on one line but for what people said and own
    words.
    """
    tidied = _tidy(section)
    assert isinstance(tidied, Section)
    return tidied


def _tidy(value: object) -> object:
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, tuple):
        return tuple(_tidy(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: _tidy(getattr(value, f.name)) for f in fields(value)}
        return replace(value, **parts | _of_several_lines(value))
    return value


def _of_several_lines(value: object) -> dict[str, str]:
    """What keeps its lines: what people said, which may be a poem, and an officer's own words."""
    if isinstance(value, Quote | HeardElsewhere):
        return {"words": some_lines(value.words)}
    return {"own_words": some_lines(value.own_words)} if isinstance(value, Section | Finding) else {}


def one_line(text: str) -> str:
    if text.isprintable() and "  " not in text:
        return text.strip()  # as nearly every text is, and told quickly
    return _SPACE.sub(" ", _UNHELD.sub("", text)).strip()


def some_lines(text: str) -> str:
    """The same on several lines at most: its writer's own, without empty ones."""
    lines = (one_line(line) for line in _LINE_END.split(_UNHELD.sub("", text)))
    return "\n".join(line for line in lines if line)
