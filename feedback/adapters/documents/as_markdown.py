"""Sections as Markdown, with tables as GitHub, GitLab and Pandoc read them. Knows nothing of looks."""

import re
from collections.abc import Iterator, Sequence

from feedback.adapters.documents import carried, deeds, grid, words
from feedback.domain.sections import Finding, Heard, Quote, Section

_ANYWHERE = re.compile(r"([\\`*_\[\]<>|&~$])")
_AT_START = re.compile(r"^([#+=-])")
_NUMBERED = re.compile(r"^(\d+)([.)])")


def write(sections: Sequence[Section]) -> bytes:
    several = len(sections) != 1
    blocks = [f"# {plain(words.title_of(sections))}"] if several else []
    for section in sections:
        blocks += _section(section, "##" if several else "#")
    return ("\n\n".join([*blocks, carried.comment(sections)]) + "\n").encode()


def plain(text: str) -> str:
    """Text that Markdown takes as it is, wherever on a line it stands."""
    text = _ANYWHERE.sub(r"\\\1", text)
    return _NUMBERED.sub(r"\1\\\2", _AT_START.sub(r"\\\1", text))


def _section(section: Section, level: str) -> Iterator[str]:
    yield f"{level} {plain(section.heading)}"
    yield plain(words.promised_in(section))
    if section.made_up:
        yield f"> **{words.MADE_UP}**"
    if section.own_words:
        yield f"{level}# {words.OWN_WORDS}"
    yield from map(plain, words.own_lines(section.own_words))
    yield f"{level}# {words.TOLD_US}"
    if section.sources:
        yield _list([words.who_answered(s) for s in section.sources])
    if not section.findings:
        yield plain(words.not_asked(section))
    for finding in section.findings:
        yield from _finding(section, finding, f"{level}##")
    if section.heard:
        yield f"{level}## {words.HEARD_FROM}"
    for heard in section.heard:
        yield from _heard(heard)
    if section.made_with:
        yield f"{level}## {words.MADE_WITH}"
        yield _list(words.made_sentences(section))
    yield from _acted(section, f"{level}##")
    if section.notes:
        yield f"{level}## {words.ABOUT_NUMBERS}"
        yield _list(section.notes)


def _list(items: Sequence[str]) -> str:
    return "\n".join(f"- {plain(item)}" for item in items)


def _heard(heard: Heard) -> Iterator[str]:
    yield from (plain(sentence) for sentence in heard.sentences)
    if heard.rows:
        yield from _table(grid.heard_table(heard))


def _acted(section: Section, level: str) -> Iterator[str]:
    for heading, note, told in deeds.blocks(section):
        yield f"{level} {heading}"
        yield from [note] if note else []
        for lead, follows, below in told:
            lines = "  \n".join(plain(line) for line in follows.split("\n"))
            yield f"**{plain(lead)}** {lines}"
            yield from (plain(line) for line in below)


def _finding(section: Section, finding: Finding, level: str) -> Iterator[str]:
    yield f"{level} {plain(finding.ask)}"
    for told in finding.told:
        yield f"**{plain(words.told_heading(told))}:** {plain(told.sentence)}"
        yield from (plain(aside) for aside in told.asides)
    if not finding.told:
        yield words.NOT_ANSWERED
    if finding.change:
        yield plain(finding.change)
    for table in grid.tables(finding):
        yield from _table(table)
    if finding.own_words:
        yield f"**{words.OWN_WORDS}**"
    yield from map(plain, words.own_lines(finding.own_words))
    for quote in grid.quotes_for(section, finding):
        yield _quote(quote)


def _table(table: grid.Table) -> Iterator[str]:
    """The caption, then the table: Markdown has no captions of its own."""
    yield plain(table.caption)
    heads = [f"{h.of}: {h.what.lower()}" if h.of and h.what else h.of or h.what for h in table.heads]
    rows = [_row([row.label, *(_text(box) for box in row.boxes)]) for row in table.rows]
    line = "|".join(["", " --- ", *[" ---: "] * len(heads), ""])
    yield "\n".join([_row([table.corner, *heads]), line, *rows])


def _text(box: grid.Box) -> str:
    """40% (12)."""
    first, *more = [value.text for value in box.values] or [""]
    return " ".join([first, *(f"({text})" for text in more)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(plain(c) for c in cells)} |"


def _quote(quote: Quote) -> str:
    said = "  \n".join(f"> {plain(line)}" for line in quote.words.split("\n"))
    return f"{said}\n>\n> — {plain(words.origin(quote.source))}"
