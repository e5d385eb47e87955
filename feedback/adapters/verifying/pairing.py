"""Lays two texts side by side, word by word. Knows nothing of documents or figures.

First by the passages that are in each text once, in the order that most of them have in both (as patience
diff does, after Bram Cohen): a document says much of what it says several times, and the longest stretch that
two texts share can be in the wrong place. Then the same again in what lies between two of them; where there
are none, the least change that makes the one into the other.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from feedback.adapters.verifying.rewriting import kept

_FEWEST = 4  # words that make a passage to go by
Pair = tuple[int, int]
Passage = tuple[str, ...]


def pairs(then: Sequence[Sequence[str]], now: Sequence[str]) -> Iterator[Pair]:
    """Which word of some passages, counted through, is which word of a text, in order: the same ones, and
    those that took the place of others.
    """
    starts = [0]
    for passage in then:
        starts.append(starts[-1] + len(passage))
    words = [word for passage in then for word in passage]
    yield from _pairs(words, list(pairwise(starts)), now, (0, len(now)))


def _pairs(old: Sequence[str], passages: Sequence[Pair], new: Sequence[str], text: Pair) -> Iterator[Pair]:
    """The same for some of the passages, by where they start and end, and a part of the text."""
    found = _anchors(old, passages, new, text)
    if not passages or not found:
        i, end = (passages[0][0], passages[-1][1]) if passages else (0, 0)
        yield from ((i + a, text[0] + b) for a, b in kept(old[i:end], new[slice(*text)]))
        return
    place, at = 0, text[0]
    for anchor, j in [*found, (len(passages), text[1])]:
        yield from _pairs(old, passages[place:anchor], new, (at, j))
        if anchor < len(passages):
            start, end = passages[anchor]
            yield from ((start + k, j + k) for k in range(end - start))
            place, at = anchor + 1, j + end - start


def _anchors(old: Sequence[str], passages: Sequence[Pair], new: Sequence[str], text: Pair) -> list[Pair]:
    """The passages that are in each once, and where in the text, as many as are in the same order in both."""
    once: dict[Passage, int] = {}
    again: set[Passage] = set()
    for place, (start, end) in enumerate(passages):
        passage = tuple(old[start:end])
        if len(passage) >= _FEWEST or (passage and not passage[0][0].isalnum() and len(passage[0]) > 1):
            again |= {passage} & once.keys()
            once[passage] = place
    wanted = {passage: place for passage, place in once.items() if passage not in again}
    return _in_order(sorted(_found_once(wanted, new, text)))


def _found_once(wanted: dict[Passage, int], new: Sequence[str], text: Pair) -> Iterator[Pair]:
    by_start: dict[Passage, list[Passage]] = {}
    for passage in wanted:
        by_start.setdefault(passage[:_FEWEST], []).append(passage)
    found: dict[Passage, list[int]] = {}
    sizes = {len(start) for start in by_start}
    for j in range(*text):
        for size in sizes:
            for passage in by_start.get(tuple(new[j : j + size]), ()):
                if j + len(passage) <= text[1] and tuple(new[j : j + len(passage)]) == passage:
                    found.setdefault(passage, []).append(j)
    return ((wanted[passage], places[0]) for passage, places in found.items() if len(places) == 1)


def _in_order(found: Sequence[Pair]) -> list[Pair]:
    """The longest run of pairs, given by their first numbers, whose second numbers rise too."""
    ends: list[int] = []  # the least second number that a run of each length can end in
    last: list[int] = []  # and which pair that is
    before: list[int] = []
    for at, (_, j) in enumerate(found):
        length = bisect_left(ends, j)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1], last[length : length + 1] = [j], [at]
    run: list[Pair] = []
    at = last[-1] if last else -1
    while at >= 0:
        run.append(found[at])
        at = before[at]
    return run[::-1]
