"""Finds what stands on the council's own lists of names, also with a slip in its spelling. Knows no
patterns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from feedback.adapters.redaction.first_names import known_words
from feedback.adapters.redaction.folding import Folded, fold
from feedback.adapters.redaction.found import Found, Kind
from feedback.domain.choices import TakeOut

_KINDS = {"people": Kind.NAME, "schools": Kind.SCHOOL, "homes": Kind.HOME, "places": Kind.PLACE}
_SAID_SHORT = 4  # the least letters of a part that stands for the whole
_SLIPS_FROM = 6  # in shorter words a slip makes another word too easily
_LONGEST = 30
_GENERAL_SAID = """
school academy college primary secondary high junior infant nursery house home children's childrens
lodge centre court hostel the of and st for care residential church community catholic grammar
university unit project saint
"""
_GENERAL = frozenset(_GENERAL_SAID.split())
Words = tuple[str, ...]


@dataclass(frozen=True)
class _Index:
    """Entries by their first word, parts that stand for the whole, and each word with one letter left out."""

    entries: Mapping[str, list[tuple[Words, Kind]]] = field(default_factory=dict)
    parts: Mapping[str, Kind] = field(default_factory=dict)
    slips: Mapping[str, Kind] = field(default_factory=dict)


def listed(folded: Folded, lists: TakeOut) -> Iterator[Found]:
    """Every entry of the lists, whole or by a part that stands for it."""
    if not any(vars(lists).values()):
        return
    index = _index(lists)
    words = folded.words
    i = 0
    while i < len(words):
        whole = _whole(index, [w.bare for w in words[i : i + 8]])
        if whole:
            length, kind = whole
            last = words[i + length - 1]
            yield folded.found(
                words[i].start,
                last.start + len(last.bare),
                kind,
                f"it is on the council’s list of {_list(kind)}",
            )
            i += length
            continue
        word = words[i]
        part = _part(index, word.bare, word.written[0].isupper())
        if part:
            yield folded.found(
                word.start,
                word.start + len(word.bare),
                part,
                f"it is like a name on the council’s list of {_list(part)}",
            )
        i += 1


def _list(kind: Kind) -> str:
    return next(name for name, k in _KINDS.items() if k is kind)


def _whole(index: _Index, ahead: list[str]) -> tuple[int, Kind] | None:
    """The longest entry that these words begin with: how many words it takes, and its kind."""
    for entry, kind in index.entries.get(ahead[0], ()):
        if len(ahead) >= len(entry) and all(map(_alike, ahead, entry)):
            return len(entry), kind
    return None


def _alike(one: str, other: str) -> bool:
    """True of the same word, or of two long ones that are a slip apart."""
    if one == other:
        return True
    long = min(len(one), len(other)) >= _SLIPS_FROM and max(len(one), len(other)) <= _LONGEST
    return long and not {one, *_one_left_out(one)}.isdisjoint({other, *_one_left_out(other)})


def _part(index: _Index, word: str, capital: bool) -> Kind | None:
    for said in (word, word.removesuffix("s"), word.replace("'", ""), *_without_what_is_joined(word)):
        if said in index.parts and (capital or said not in known_words()):
            return index.parts[said]
    if not _SLIPS_FROM <= len(word) <= _LONGEST or word in known_words():
        return None
    for slip in (word, *_one_left_out(word)):
        if slip in index.slips:
            return index.slips[slip]
    return None


def _without_what_is_joined(word: str) -> Iterator[str]:
    """Arabic joins “and”, “in”, “to” and “the” to the word."""
    for joined in ("وال", "بال", "و", "ب", "ل", "ف", "ال"):
        if word.startswith(joined) and len(word) - len(joined) > 2:
            yield word.removeprefix(joined)


def _one_left_out(word: str) -> Iterator[str]:
    """Each form of a word with one letter less: two words one slip apart have one in common."""
    for place in range(1, len(word)):  # the first letter is seldom the wrong one
        yield word[:place] + word[place + 1 :]


@lru_cache(maxsize=4)
def _index(lists: TakeOut) -> _Index:
    entries: dict[str, list[tuple[Words, Kind]]] = {}
    parts: dict[str, Kind] = {}
    slips: dict[str, Kind] = {}
    for name, kind in _KINDS.items():
        for line in getattr(lists, name):
            folded = fold(line)
            words = tuple(w.bare for w in folded.words)
            if not words:
                continue
            parts.setdefault("".join(w.plain.replace("'", "") for w in folded.words), kind)
            if len(words) > 1:
                entries.setdefault(words[0], []).append((words, kind))
            for part in _standing_for(words, kind):
                parts.setdefault(part, kind)
                if len(part) >= _SLIPS_FROM and part not in known_words():
                    for slip in (part, *_one_left_out(part)):
                        slips.setdefault(slip, kind)
    for found in entries.values():
        found.sort(key=lambda e: -len(e[0]))
    return _Index(entries, parts, slips)


def _standing_for(words: Words, kind: Kind) -> Iterator[str]:
    """The words that stand for an entry: it alone, it written together, each name of a person, and the
    name of
    a school or home without “school” or “home”, if that is one word.
    """
    if len(words) == 1:
        yield words[0]
        return
    yield "".join(words)
    yield "".join(words).replace("'", "")
    own = [w for w in words if w not in _GENERAL]
    if kind is Kind.NAME:
        yield from (w for w in own if len(w) > 2)
    elif len(own) == 1 and len(own[0]) >= _SAID_SHORT and own[0] not in known_words():
        yield own[0]
