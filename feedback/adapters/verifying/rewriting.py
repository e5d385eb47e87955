"""The least change that makes one list of words into another. Knows nothing of documents.

The edit distance with gaps (Gotoh 1982, doi:10.1016/0022-2836(82)90398-9). A word that was put in the place
of one of its kind, such as a number for a number, costs as much as a word put in or taken out, and one of
another kind half as much again. Each stretch that was put in or taken out costs a little by itself, so that
what stays stays together. difflib looks for what is longest instead, and would rather take one of two equal
marks out and put a number in elsewhere than say that a number took the place of a mark.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from feedback.adapters.verifying.words import look

_MOST = 100_000  # pairs of words to compare; above it, difflib splits the texts first
_ALIKE, _UNLIKE, _ALONE, _GAP = 2, 3, 2, 1
_NEVER = 10**9
_PAIRED, _OUT, _IN = range(3)  # how the last word was come by: it's a pair, was taken out, was put in
_Costs = list[list[tuple[int, int, int]]]


def kept(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Which word of `old` is which of `new`, in order, where it's the same or took the other's place."""
    if len(old) * len(new) <= _MOST:
        yield from _least(old, new)
        return
    for what, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield from ((i1 + k, j1 + k) for k in range(i2 - i1))
        elif what == "replace" and (i2 - i1) * (j2 - j1) <= _MOST:
            yield from ((i1 + i, j1 + j) for i, j in _least(old[i1:i2], new[j1:j2]))


def _least(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs, found by walking back from the end by the way that costs least."""
    costs = _costs(old, new)
    i, j = len(old), len(new)
    how = _cheapest(costs[i][j])
    found: list[tuple[int, int]] = []
    while i and j:
        if how == _PAIRED:
            i, j = i - 1, j - 1
            found.append((i, j))
            how = _cheapest(costs[i][j])
        else:
            i, j = (i - 1, j) if how == _OUT else (i, j - 1)
            how = _cheapest(_opening(costs[i][j], how))
    return found[::-1]


def _costs(old: Sequence[str], new: Sequence[str]) -> _Costs:
    """What it costs to make the first so many old words into the first so many new ones, by how it ends."""
    rows: _Costs = [[(0, _NEVER, _NEVER)]]
    for _ in new:
        rows[0].append((_NEVER, _NEVER, min(_opening(rows[0][-1], _IN)) + _ALONE))
    for word in old:
        above = rows[-1]
        row = [(_NEVER, min(_opening(above[0], _OUT)) + _ALONE, _NEVER)]
        for j, other in enumerate(new):
            paired = min(above[j]) + _cost(word, other)
            out = min(_opening(above[j + 1], _OUT)) + _ALONE
            row.append((paired, out, min(_opening(row[j], _IN)) + _ALONE))
        rows.append(row)
    return rows


def _opening(before: tuple[int, int, int], how: int) -> tuple[int, int, int]:
    """The costs so far, with that of a new gap for every way that wasn't in this kind of gap already."""
    paired, out, put_in = before
    return (paired + _GAP, out, put_in + _GAP) if how == _OUT else (paired + _GAP, out + _GAP, put_in)


def _cheapest(costs: tuple[int, int, int]) -> int:
    return costs.index(min(costs))


def _cost(word: str, other: str) -> int:
    if word == other:
        return 0
    return _ALIKE if look(word) == look(other) else _UNLIKE
