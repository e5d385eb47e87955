"""What was done, and what was heard elsewhere, in words for every kind of document. Knows no format."""

from collections.abc import Iterator, Sequence

from feedback.adapters.languages import long_date
from feedback.domain.actions import State
from feedback.domain.deeds import Deed, HeardElsewhere
from feedback.domain.sections import Section

# What leads, what follows it on the same line, and the lines below.
Lines = tuple[str, str, tuple[str, ...]]
Block = tuple[str, str, Sequence[Lines]]
WHAT_WE_DID, HEARD_ELSEWHERE = "What we did", "Heard elsewhere"
NOT_FROM_SURVEYS = "This was said in other places than our surveys. It isn’t counted in the numbers."


def how_far(deed: Deed) -> str:
    """Done on 3 May 2026."""
    day = long_date(deed.day) if deed.day else ""
    if deed.state == State.DONE:
        return f"Done on {day}."
    if deed.state == State.CANT:
        return "We can’t do this."
    return f"Late: it was to be done by {day}." if deed.late else f"We are doing this, by {day}."


def why(deed: Deed) -> str:
    return f"Why: {deed.why}" if deed.why else ""


def about(deed: Deed) -> str:
    """About: “I feel in control”, autumn 2026; a comment on “What would help?”."""
    return f"About: {'; '.join(deed.about)}" if deed.about else ""


def after(deed: Deed) -> tuple[str, ...]:
    """The lines below what was done: why, and what it is about."""
    return tuple(line for line in (why(deed), about(deed)) if line)


def where(heard: HeardElsewhere) -> str:
    """Youth council minutes, Cheshire East Youth Council, 3 May 2026. 12 people were there."""
    return f"{heard.kind}, {heard.group}, {long_date(heard.on)}. {heard.people}."


def seen(heard: HeardElsewhere) -> str:
    """What is seen or heard in a creative work; "" where there is none."""
    return f"What it shows: {heard.alt}" if heard.alt else ""


def deed_lines(deed: Deed) -> Lines:
    return how_far(deed), deed.words, after(deed)


def heard_lines(heard: HeardElsewhere) -> Lines:
    return where(heard), heard.words, tuple(line for line in (seen(heard),) if line)


def printed(section: Section) -> Iterator[str]:
    """All of it, a paragraph each, in the order of every document: heard elsewhere, then what was done."""
    for heading, note, told in blocks(section):
        yield heading
        yield from [note] if note else []
        for lead, follows, below in told:
            yield f"{lead} {follows}"
            yield from below


def blocks(section: Section) -> Iterator[Block]:
    """The parts that there are: heading, a note or "", and what is told in it, each with a lead."""
    if section.heard_elsewhere:
        told = [heard_lines(heard) for heard in section.heard_elsewhere]
        yield HEARD_ELSEWHERE, NOT_FROM_SURVEYS, told
    if section.actions:
        yield WHAT_WE_DID, "", [deed_lines(deed) for deed in section.actions]


def works(section: Section, heading: str) -> list[HeardElsewhere | None]:
    """For each thing that is told in a part, what was heard with a picture to show; None for all else."""
    if heading != HEARD_ELSEWHERE:
        return [None] * len(section.actions)
    return [heard if heard.work else None for heard in section.heard_elsewhere]


def rows(sections: Sequence[Section]) -> list[tuple[str, str, str, str, str]]:
    """For a table: the promise, which part, what leads, the words, and all below."""
    return [
        (section.heading, heading, lead, follows, "\n".join(below))
        for section in sections
        for heading, _, told in blocks(section)
        for lead, follows, below in told
    ]
