"""Sections as Markdown, with tables as GitHub, GitLab and Pandoc read them. Knows nothing of looks."""

import re
from collections.abc import Iterator, Sequence

from feedback.adapters.documents import grid, words
from feedback.domain.sections import Finding, Quote, Section

_ANYWHERE = re.compile(r"([\\`*_\[\]<>|&~$])")
_AT_START = re.compile(r"^([#+=-])")
_NUMBERED = re.compile(r"^(\d+)([.)])")


def write(sections: Sequence[Section]) -> bytes:
    several = len(sections) != 1
    blocks = [f"# {plain(words.title_of(sections))}"] if several else []
    for section in sections:
        blocks += _section(section, "##" if several else "#")
    return ("\n\n".join(blocks) + "\n").encode()


def plain(text: str) -> str:
    """Text that Markdown takes as it is, wherever on a line it stands."""
    text = _ANYWHERE.sub(r"\\\1", text)
    return _NUMBERED.sub(r"\1\\\2", _AT_START.sub(r"\\\1", text))


def _section(section: Section, level: str) -> Iterator[str]:
    yield f"{level} {plain(section.heading)}"
    yield plain(words.promised_in(section))
    if section.made_up:
        yield f"> **{words.MADE_UP}**"
    yield f"{level}# {words.TOLD_US}"
    if section.sources:
        yield _list([words.who_answered(s) for s in section.sources])
    if not section.findings:
        yield plain(words.not_asked(section))
    for finding in section.findings:
        yield from _finding(section, finding, f"{level}##")
    if section.notes:
        yield f"{level}## {words.ABOUT_NUMBERS}"
        yield _list(section.notes)


def _list(items: Sequence[str]) -> str:
    return "\n".join(f"- {plain(item)}" for item in items)


def _finding(section: Section, finding: Finding, level: str) -> Iterator[str]:
    yield f"{level} {plain(finding.ask)}"
    for told in finding.told:
        yield f"**{plain(words.wave_heading(told.source))}:** {plain(told.sentence)}"
    if not finding.told:
        yield words.NOT_ANSWERED
    if grid.has_table(finding):
        yield "\n".join(_table(finding))
    for quote in grid.quotes_for(section, finding):
        yield _quote(quote)


def _table(finding: Finding) -> Iterator[str]:
    waves = [words.wave_heading(t.source) for t in finding.told]
    yield _row([words.ANSWER, *(f"{w}: {what.lower()}" for w in waves for what in _WHAT)])
    yield "|".join(["", " --- ", *[" ---: "] * 2 * len(waves), ""])
    for line in grid.lines(finding):
        yield _row([line.label, *(text for c in line.cells for text in (c.count_text, c.percent_text))])
    yield _row([words.ANSWERED, *(text for t in finding.told for text in (grid.base_text(t), ""))])


_WHAT = words.PEOPLE, words.PERCENT


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(plain(c) for c in cells)} |"


def _quote(quote: Quote) -> str:
    said = "  \n".join(f"> {plain(line)}" for line in quote.words.split("\n"))
    return f"{said}\n>\n> — {plain(words.origin(quote.source))}"
