"""Looks through words with every finder, until there is nothing more to find. Knows nothing of any
pattern."""

from collections.abc import Callable, Iterator

from feedback.adapters.redaction import listed, names, numbers, online, places
from feedback.adapters.redaction.folding import Folded, fold
from feedback.adapters.redaction.found import Found, Redacted, apart, without
from feedback.domain.choices import TakeOut

_FINDERS: tuple[Callable[[Folded], Iterator[Found]], ...] = (
    online.emails,
    online.links,
    online.handles,
    numbers.numbers,
    numbers.plates,
    numbers.births,
    places.postcodes,
    places.addresses,
    places.schools,
    places.homes,
    names.names,
)
_AGAIN = 8


def redact(words: str, lists: TakeOut | None = None) -> str:
    """The words with every detail that was found taken out."""
    return explain(words, lists).words


def explain(words: str, lists: TakeOut | None = None) -> Redacted:
    """The words without their details, and these, in order, by their place in the words. What is taken
    out can
    bring out more, so it looks again until nothing more is found: a second call changes nothing.
    """
    found: list[Found] = []
    left = words
    for _ in range(_AGAIN):
        new = _found(left, lists or TakeOut())
        if not new:
            break
        found += _as_given(words, found, new)
        found = apart(found)
        left = without(words, found)
    return Redacted(left, tuple(found))


def _found(words: str, lists: TakeOut) -> list[Found]:
    folded = fold(words)
    new = [one for find in _FINDERS for one in find(folded)]
    return apart([*new, *listed.listed(folded, lists)])


def _as_given(words: str, before: list[Found], new: list[Found]) -> list[Found]:
    """New details by their place in the words given, not in those from which some was taken out."""
    moved, shift, waiting = [], 0, list(before)
    for one in new:
        while waiting and waiting[0].start + shift + len(waiting[0].kind.instead) <= one.start:
            gone = waiting.pop(0)
            shift += len(gone.kind.instead) - (gone.end - gone.start)
        moved.append(Found(one.start - shift, one.end - shift, one.kind, one.why))
    return moved
