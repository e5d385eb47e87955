"""Finds the passages of one text in another, changed or moved as they may be. Knows nothing of figures."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from feedback.adapters.verifying.pairing import pairs

_ENOUGH = 0.5  # of a sentence's words: if fewer are left, it's another sentence
_GAP = 12  # words that may have been put into the middle of a sentence before it counts as torn apart
_BESIDE = 3  # how far from its old neighbour a number may stand that took the place of another
_MOVED = 6  # words in a row that show that a piece was moved
_ROUNDS = 20

Passages = Mapping[int, Sequence[str]]


def places(passages: Sequence[Sequence[str]], text: Sequence[str]) -> dict[int, range]:
    """Where in the text each passage stands now, by its number. What was moved as a piece is found in another
    round, among what is left over.
    """
    found: dict[int, range] = {}
    left = {number: passage for number, passage in enumerate(passages) if passage}
    free = list(range(len(text)))
    for _ in range(_ROUNDS):
        new = _round(left, text, free)
        found |= new
        taken = {j for where in new.values() for j in where}
        left = {number: passage for number, passage in left.items() if number not in new}
        free = [j for j in free if j not in taken]
        if not new or not _share_a_piece(left, [text[j] for j in free]):
            break
    return found


def _share_a_piece(passages: Passages, text: Sequence[str]) -> bool:
    words = [word for passage in passages.values() for word in passage]
    return SequenceMatcher(None, words, text, autojunk=False).find_longest_match().size >= _MOVED


def _round(passages: Passages, text: Sequence[str], free: Sequence[int]) -> dict[int, range]:
    """The passages that can be found in the free words of a text."""
    numbers = [number for number, passage in passages.items() for _ in passage]
    at: dict[int, list[int]] = {}
    for i, j in pairs(list(passages.values()), [text[j] for j in free]):
        at.setdefault(numbers[i], []).append(free[j])
    whole = {number: _whole(passages[number], where, text) for number, where in at.items()}
    return _beside_each_other(passages, {n: where for n, where in whole.items() if where}, text)


def _beside_each_other(
    passages: Passages, found: Mapping[int, range], text: Sequence[str]
) -> dict[int, range]:
    """Without any single word that took the place of another far from where its neighbours stand now."""
    kept: dict[int, range] = {}
    for number, where in found.items():
        before, after = kept.get(number - 1), found.get(number + 1)
        follows = before is not None and where.start - before.stop < _BESIDE
        leads = (
            after is not None
            and _same(passages[number + 1], after, text)
            and after.start - where.stop < _BESIDE
        )
        if len(passages[number]) > 1 or _same(passages[number], where, text) or follows or leads:
            kept[number] = where
    return kept


def _same(passage: Sequence[str], where: range, text: Sequence[str]) -> bool:
    return list(passage) == [text[j] for j in where]


def _whole(passage: Sequence[str], at: Sequence[int], text: Sequence[str]) -> range:
    """All the words that stand for a passage, in one stretch; none if too few are left together."""
    stretches: list[list[int]] = []
    for j in at:
        if stretches and j - stretches[-1][-1] <= _GAP:
            stretches[-1].append(j)
        else:
            stretches.append([j])
    longest = max(stretches, key=len)
    same = sum(text[j] in passage for j in longest)
    if len(passage) > 1 and same < _ENOUGH * len(passage):
        return range(0)
    return range(longest[0], longest[-1] + 1)
