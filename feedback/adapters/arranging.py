"""Keeps how an office arranges a section, and puts together what two officers did at once. Knows no page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from feedback.adapters.store import arrangements
from feedback.adapters.store.arrangements import Kept
from feedback.domain.arranging import Arrangement, completed, key_of, reference_of
from feedback.domain.arranging_together import together
from feedback.domain.merging import Clash
from feedback.domain.sections import Section

_TRIES = 5
_A_FEW = 60  # letters of a comment that say which it is


@dataclass(frozen=True)
class Edited:
    """An arrangement as an officer left it, and the version that its page was made from. Where two changed
    the same, `chosen` says which to keep, of the version that was `seen` beside it.
    """

    arrangement: Arrangement
    version: int
    seen: int = 0
    chosen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Saved:
    """How a save went: the version that it made, or what two changed both and who was the other. `also` is
    true where another's changes were put in with it.
    """

    version: int
    also: bool = False
    clashes: tuple[Clash, ...] = ()
    by: str = ""


def save(session: Session, section: Section, edited: Edited, by: str, at: datetime) -> Saved:
    """Keeps what an officer did to a section, given whole, together with what was saved since their page was
    made. Where both changed the same, nothing is kept. Raises LookupError if there is no such version.
    """
    for _ in range(_TRIES):
        now = arrangements.newest(session, section.commitment)
        saved, joined = _joined(session, section, edited, now)
        if saved.clashes or joined == now.arrangement:
            return saved
        if arrangements.add(session, section.commitment, now.version + 1, joined, by, at):
            return Saved(now.version + 1, saved.also)
    raise LookupError(f"{section.commitment} was saved too often at once")


def _joined(session: Session, section: Section, edited: Edited, now: Kept) -> tuple[Saved, Arrangement]:
    mine = completed(edited.arrangement, section)
    if edited.version == now.version:
        return Saved(now.version), mine
    base = arrangements.at(session, section.commitment, edited.version)
    if base is None:
        raise LookupError(f"{section.commitment} has no version {edited.version}")
    theirs = completed(now.arrangement, section)
    chosen = edited.chosen if edited.seen == now.version else {}
    found = together(completed(base.arrangement, section), mine, theirs, names(section), chosen)
    return Saved(now.version, True, found.clashes, now.by), found.arrangement


def names(section: Section) -> dict[str, str]:
    """What each figure and each comment of a section is called, by its key."""
    figures = {key_of(f): f.ask for f in section.findings}
    return figures | {reference_of(q): _few(q.words) for q in section.quotes}


def _few(words: str) -> str:
    return words if len(words) <= _A_FEW else f"{words[:_A_FEW].rstrip()} …"
