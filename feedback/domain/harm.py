"""Words of harm: what a list of them is, and where they stand in what somebody wrote. Judges nobody, keeps
nothing, and knows no page: what is found leads to an offer of help and to nothing else.

A phrase of a list is words with spaces between. `kill*` is any word that begins so, `(a|b)` is one or the
other, and `...` stands for up to three words. Capital letters, accents, apostrophes, letters that are drawn
out ("diiie") and digits that stand for letters ("su1c1de") make no difference. That somebody wrote "not" is
never a reason to be silent.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product

from pydantic import Field, field_validator

from feedback.domain.frameworks import Content, Words
from feedback.domain.harm_letters import Token, tokens
from feedback.domain.translations import Language, Status

GAP, MOST_BETWEEN = "...", 3
_ONE = re.compile(r"\.\.\.|\([^()]+\)\*?|[^\s()]+")
Phrase = tuple[str, ...]


class HarmWords(Content):
    """One language's list. `harmless` are phrases that hold words of harm and mean none: "hit me up".
    `spellings` are other ways to write a word, or several. `before` are letters that are joined to the front
    of words in some languages.
    """

    harm: Language
    status: Status
    on: date
    words: tuple[Words, ...] = Field(min_length=1)
    harmless: tuple[Words, ...] = ()
    spellings: Mapping[str, tuple[Words, ...]] = {}
    before: tuple[Words, ...] = ()

    @field_validator("words", "harmless")
    @classmethod
    def _can_be_read(cls, found: tuple[str, ...]) -> tuple[str, ...]:
        for words in found:
            spelt_out(words)
        if len(set(found)) < len(found):
            twice = next(words for words in found if found.count(words) > 1)
            raise ValueError(f"“{twice}” is there twice")
        return found


@dataclass(frozen=True)
class Found:
    """Words of harm as they were written, and the language of the list that has them."""

    words: str
    language: str


@lru_cache(maxsize=4096)
def spelt_out(words: str) -> tuple[Phrase, ...]:
    """Every phrase that a line of a list stands for. Raises ValueError where it can't be read."""
    pieces = _ONE.findall(words)
    if any(bracket in re.sub(r"\([^()]+\)", "", words) for bracket in "()"):
        raise ValueError(f"“{words}” has a bracket without its other half")
    choices = [_choices(piece) for piece in pieces]
    found = tuple(tuple(part for piece in chosen for part in piece.split()) for chosen in product(*choices))
    for phrase in found:
        if not phrase or GAP in (phrase[0], phrase[-1]):
            raise ValueError(f"“{words}” should begin and end with a word")
        if any(part != GAP and not _letters(part) for part in phrase):
            raise ValueError(f"“{words}” has a part without letters")
        if any("*" in part[:-1] or (part.endswith("*") and len(part) < 3) for part in phrase):
            raise ValueError(f"“{words}”: a * may only end a word of two letters or more")
    return tuple(tuple(p if p == GAP else _letters(p) + "*" * p.endswith("*") for p in f) for f in found)


def _choices(piece: str) -> list[str]:
    if not piece.startswith("("):
        return [piece]
    inside, _, star = piece[1:].rpartition(")")
    return [f"{each.strip()}{star}" for each in inside.split("|")]


def _letters(part: str) -> str:
    """A word of a list, written as tokens are."""
    return "".join(token.plain for token in tokens(part))


class _List:
    """One language's phrases, found by their first word."""

    def __init__(self, given: HarmWords) -> None:
        self.language = given.harm
        self._harm, self._harmless = _Phrases(given.words), _Phrases(given.harmless)
        self._before = tuple(_letters(b) for b in given.before)
        self._spellings = {
            _letters(other): tuple(map(_letters, right.split()))
            for right, others in given.spellings.items()
            for other in others
        }

    def spans(self, text: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """Where words of harm stand, as places of letters in the text, those that are harmless left out."""
        read = text
        if self._spellings or self._before:
            read = [part for token in text for part in self._read(token)]
        found = self._harm.spans(read)
        safe = self._harmless.spans(read) if found else []
        for start, end in found:
            if not any(s <= start and end <= e for s, e in safe):
                yield read[start].start, read[end - 1].end

    def _read(self, token: Token) -> list[Token]:
        if right := self._spellings.get(token.plain):
            return [Token(frozenset({word}), word, token.start, token.end) for word in right]
        shorter = {form[len(b) :] for form in token.forms for b in self._before if form.startswith(b)} - {""}
        forms = token.forms | {form for form in shorter if len(form) > 2}
        return [Token(frozenset(forms), token.plain, token.start, token.end)]


class _Phrases:
    """Phrases by their first word: few are tried at a place, so that long texts cost no more a word."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._whole: dict[str, list[Phrase]] = {}
        self._begun: dict[str, list[Phrase]] = {}
        for line in lines:
            for phrase in spelt_out(line):
                first = phrase[0]
                where = self._begun if first.endswith("*") else self._whole
                where.setdefault(first.rstrip("*"), []).append(phrase)
        self._lengths = sorted({len(begun) for begun in self._begun})

    def spans(self, text: Sequence[Token]) -> list[tuple[int, int]]:
        """The places of words, the end not counted."""
        found = []
        for start, token in enumerate(text):
            for phrase in self._tried(token):
                end = _end(phrase, 0, text, start)
                if end:
                    found.append((start, end))
        return found

    def _tried(self, token: Token) -> Iterator[Phrase]:
        for form in token.forms:
            yield from self._whole.get(form, ())
            for length in self._lengths:
                if length <= len(form):
                    yield from self._begun.get(form[:length], ())


def _end(phrase: Phrase, place: int, text: Sequence[Token], at: int) -> int:
    """Where a phrase ends that stands here from its word at `place` on; 0 if it doesn't."""
    if place == len(phrase):
        return at
    if phrase[place] == GAP:
        tries = (_end(phrase, place + 1, text, at + between) for between in range(MOST_BETWEEN + 1))
        return next(filter(None, tries), 0)
    if at >= len(text) or not _is(phrase[place], text[at]):
        return 0
    return _end(phrase, place + 1, text, at + 1)


def _is(word: str, token: Token) -> bool:
    if word.endswith("*"):
        return any(form.startswith(word[:-1]) for form in token.forms)
    return word in token.forms


class Finder:
    """Every language's list, ready to look: a person may write in another language than they read in."""

    def __init__(self, lists: Iterable[HarmWords] = ()) -> None:
        self._lists = [_List(given) for given in lists]

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(each.language for each in self._lists)

    def find(self, text: str) -> tuple[Found, ...]:
        """Words of harm in a text, in the order of the lists. The time it takes grows with the text's length
        and no faster.
        """
        split = tokens(text)
        places = ((each.language, *span) for each in self._lists for span in each.spans(split))
        return tuple(Found(text[start:end], language) for language, start, end in places)
