"""What a document says of its own figures, for `verify` to read back. Knows nothing of any one format.

A list of all that was printed, in the order in which it's read. What can be recounted has its identity; what
stands around it, such as a row's label, has none and only shows the way to the numbers.
"""

import base64
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedback.adapters.documents import deeds, grid, pictures, words
from feedback.domain.sections import Finding, Heard, Section

NAME = "told-us-figures"
FILE_NAME = f"{NAME}.json"
_MOST = 50 * 2**20  # bytes of a list: far more than every section of every framework has


@dataclass(frozen=True)
class Printed:
    """Some words as they were printed, and what they are; `identity` is "" for what isn't a figure. `about`
    says in words where they stand, which is not kept in a document.
    """

    identity: str
    text: str
    about: str = ""


def manifest(sections: Sequence[Section], *, drawn: bool = True) -> bytes:
    """The list as JSON, for a file that takes another file along. `drawn` if there are pictures in it."""
    listed = [[p.identity, p.text] for p in printed(sections, drawn=drawn)]
    return json.dumps({NAME: listed}, ensure_ascii=False, separators=(",", ":")).encode()


def packed(sections: Sequence[Section], *, drawn: bool = True) -> str:
    """The same in letters and digits alone (zlib, base64), for where it must stand in the middle of text."""
    return base64.b64encode(zlib.compress(manifest(sections, drawn=drawn), 9)).decode()


def comment(sections: Sequence[Section]) -> str:
    """The same as a comment, which Markdown shows to nobody. Markdown has no pictures."""
    return f"<!-- {NAME}: {packed(sections, drawn=False)} -->"


def read(data: bytes) -> tuple[Printed, ...]:
    """A list, as `manifest` wrote it. Raises ValueError for anything else."""
    try:
        listed = json.loads(data)[NAME]
        return tuple(Printed(str(identity), str(text)) for identity, text in listed)
    except (ValueError, TypeError, KeyError, RecursionError) as problem:
        raise ValueError("this is not a list of figures") from problem


def unpacked(text: str) -> tuple[Printed, ...]:
    """A list, as `packed` wrote it. Raises ValueError for anything else, and for one that swells."""
    try:
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(base64.b64decode(text), _MOST)
    except (ValueError, zlib.error) as problem:
        raise ValueError("this is not a list of figures") from problem
    if unpacking.unconsumed_tail:
        raise ValueError("this list of figures is too long to be ours")
    return read(data)


def printed(sections: Sequence[Section], *, drawn: bool = True) -> Iterator[Printed]:
    """All that is printed of some sections, in order; `drawn` with what stands around their pictures."""
    for section in sections:
        yield from _around(section.heading, words.promised_in(section))
        yield from _around(*([words.MADE_UP] if section.made_up else []))
        yield from _own(section)
        yield from _around(words.TOLD_US)
        for source in section.sources:
            yield Printed(source.wave, words.who_answered(source), words.origin(source))
        yield from _around(*([] if section.findings else [words.not_asked(section)]))
        for finding in section.findings:
            yield from _finding(finding, drawn=drawn)
            yield from _own(finding)
            for quote in grid.quotes_for(section, finding):
                yield from _around(quote.words, words.origin(quote.source))
        yield from _around(*([words.HEARD_FROM] if section.heard else []))
        for heard in section.heard:
            yield from _heard(heard)
        yield from _around(*([words.MADE_WITH] if section.made_with else []), *words.made_sentences(section))
        yield from _around(*deeds.printed(section))
        yield from _around(*([words.ABOUT_NUMBERS] if section.notes else []), *section.notes)


def _around(*texts: str) -> Iterator[Printed]:
    yield from (Printed("", text) for text in texts)


def _own(of: Section | Finding) -> Iterator[Printed]:
    """An officer's own words, under whose they are. No figure of ours stands in them."""
    if of.own_words:
        yield from _around(words.OWN_WORDS, *words.own_lines(of.own_words))


def _heard(heard: Heard) -> Iterator[Printed]:
    about = words.origin(heard.source)
    yield from (Printed(heard.source.wave, sentence, about) for sentence in heard.sentences)
    if heard.rows:
        yield from _table(grid.heard_table(heard))


def _finding(finding: Finding, *, drawn: bool) -> Iterator[Printed]:
    yield from _around(finding.ask)
    for told in finding.told:
        heading, at = words.told_heading(told), grid.identity(finding, told)
        yield from _around(heading)
        for sentence in (told.sentence, *told.asides):
            yield Printed(at, sentence, f"{finding.ask} | {heading}")
    if finding.change:
        yield Printed(grid.identity(finding, finding.told[0]), finding.change, finding.ask)
    if drawn and (trend := pictures.over_time(finding)):
        yield from _around(trend.title)
        for point in trend.points:
            yield from _around(point.label)
            yield Printed(point.share.identity or "", point.share.text, f"{finding.ask} | {point.label}")
    for table, stacks in pictures.tables(finding):
        if drawn:
            yield from _around(*(stack.label for stack in stacks))
        yield from _table(table)


def _table(table: grid.Table) -> Iterator[Printed]:
    yield from _around(table.caption, table.corner)
    yield from _around(*(text for head in table.heads for text in (head.of, head.what)))
    for row in table.rows:
        yield from _around(row.label)
        for head, box in zip(table.heads, row.boxes, strict=True):
            about = " | ".join(filter(None, (table.title, row.label, head.of or head.what)))
            yield from (Printed(value.identity or "", value.text, about) for value in box.values)
