"""Columns of one question by what they're for: ticks, rows of a grid, words. Knows nothing of kinds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from feedback.adapters.imports.cells import fold
from feedback.adapters.imports.headers import Column
from feedback.adapters.imports.seen import Seen

TICKED = frozenset({"1", "x", "y", "yes", "true", "checked", "selected", "ticked", "✓", "✔"})
NOT_TICKED = frozenset(
    {"0", "n", "no", "false", "unchecked", "not selected", "not checked", "not ticked", "-"}
)
_PAIRS = ({"1", "0"}, {"true", "false"}, {"checked", "unchecked"}, {"selected", "not selected"})


@dataclass(frozen=True)
class Block:
    """The columns of one question. `main` is the one that's headed only by the question."""

    ticks: tuple[Column, ...] = ()
    main: tuple[Column, ...] = ()
    rows: tuple[Column, ...] = ()
    words: tuple[Column, ...] = ()  # "Other (please specify)"
    summaries: tuple[Column, ...] = ()

    @property
    def other(self) -> Column | None:
        return self.words[0] if self.words else None

    def only(self, kept: Sequence[Column]) -> "Block":
        """The same without the columns that are left out."""
        parts = {k: tuple(c for c in v if c in kept) for k, v in vars(self).items()}
        return replace(self, **parts)


def parted(members: Sequence[Column], seen: Mapping[Column, Seen]) -> Block:
    """What each column of a question is for."""
    main = tuple(c for c in members if not c.sub)
    subs = [c for c in members if c.sub]
    tickable = [c for c in subs if _is_tick(c, seen[c])]
    words = tuple(c for c in subs if c.asks_for_words and (c not in tickable or not seen[c].answers))
    ticks = tuple(c for c in tickable if c not in words)
    rows = tuple(c for c in subs if c not in tickable and c not in words)
    if len(ticks) + bool(words) < 2 or not _agree(ticks, seen):
        return Block((), main, tuple(c for c in subs if c not in words), words)
    return Block(ticks, (), rows, words, main)


def _is_tick(column: Column, seen: Seen) -> bool:
    """True if all that is in it is its own heading, or one mark for a tick."""
    answers = {fold(k) for k in seen.counts}
    if answers <= {fold(column.sub)}:
        return True
    return (len(answers) == 1 and answers <= TICKED) or any(answers <= pair for pair in _PAIRS)


def _agree(ticks: Sequence[Column], seen: Mapping[Column, Seen]) -> bool:
    """True if at least one is ticked, and all in the same way."""
    below = {fold(k) for c in ticks for k in seen[c].counts}
    marks = below - {fold(c.sub) for c in ticks}
    if not below - NOT_TICKED:
        return False
    return not marks or any(marks <= pair for pair in _PAIRS) or len(marks) == 1
