"""Finds percentages of people in anyone's words, each with the number of people that it's of. Judges none.

Silence is better than a false alarm: a percentage is taken for a share of people only where the words say so
(“90% of young people”, “72% felt”, “66 of 76 (87%)”), and a number for its base only where they say that so
many answered. Where either of two numbers could be meant, neither is.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedback.adapters.verifying.bases import Base, bases
from feedback.adapters.verifying.people import (
    ALSO_YOUNG,
    ANYONE,
    COUNT,
    ELSEWHERE,
    GROUP,
    HOW,
    NOT_EXACTLY,
    OF_A_PART,
    PERCENT,
    RATIO,
    SAID,
    THE_YOUNG,
    TOOK_PART,
)
from feedback.domain.plausible import Percent

_WORDS = r"(?: [^\W\d][^\s()\[\]%\d.;]*){0,6}"  # of one sentence, without a number among them
_IN = re.IGNORECASE


@dataclass(frozen=True)
class Claim:
    """A percentage of people. `base` is None where no number of people is printed that it could only be of;
    `count` is how many it's said to be; `or_count` is true where `base` could be that count instead.
    """

    percent: Percent
    base: int | None
    count: int | None
    or_count: bool
    sentence: str


_PERCENT = re.compile(PERCENT, _IN)
_PIECE = re.compile(
    r".{1,5000}(?: |$)|.{1,5000}"
)  # no real paragraph is longer, and nobody should wait for another
# Beside its count and base, in both orders. Groups: the percentage, the count, the base.
_TRIPLES = tuple(
    (re.compile(pattern, _IN), order)
    for pattern, order in (
        (rf"{PERCENT}{_WORDS}[,;]? [(\[](?:n ?= ?)?{RATIO}", (1, 2, 3)),
        (rf"{PERCENT},? (?:or|that is|that’s|i\.e\.) {RATIO}", (1, 2, 3)),
        (rf"{RATIO}{_WORDS} [(\[]{PERCENT}[)\],;]", (3, 1, 2)),
        (rf"{RATIO}{_WORDS},? (?:or|that is|that’s|i\.e\.) {PERCENT}", (3, 1, 2)),
        (rf"{COUNT}{_WORDS} [(\[]{PERCENT}[)\]] (?:out )?of (?:(?:the|our|all) )?{COUNT}", (2, 1, 3)),
    )
)
_OF_SO_MANY = re.compile(rf" (?:out )?of (?:(?:the|our|all|all the) )?{COUNT}(?: (?:{GROUP}))?\b", _IN)
_ITS_N = re.compile(rf"{_WORDS} ?[(\[]n ?= ?{COUNT}[)\]]", _IN)
_OF_PEOPLE = re.compile(rf" of (?:(?:the|our|all|all the|all of the|those|these) )?(?P<who>{GROUP})\b", _IN)
_OF_WHO_ANSWERED = re.compile(rf" of (?:all )?those (?:who|that) (?:had |have )?{TOOK_PART}", _IN)
_SAID = re.compile(rf"[,:]? (?:who )?{HOW}{SAID}\b(?! a response)", _IN)
_RESPONSE_RATE = re.compile(rf"(?: (?:who|that|have|had))? ?{TOOK_PART}", _IN)
_WHICH_OF_THEM = re.compile(r" (?:who|whose|that|with|without|in|aged|from|living|under|over|at|on) ", _IN)
_SENTENCE_END = re.compile(r"(?<=[.!?])[”’\"')]* (?=[^a-z])")


def claims(paragraph: str) -> Iterator[Claim]:
    """Every percentage of people in a paragraph, in order."""
    for piece in _PIECE.findall(" ".join(paragraph.split())):
        if _PERCENT.search(piece):
            yield from _claims(piece)


def _claims(text: str) -> Iterator[Claim]:
    known, triples = bases(text), _triples(text)
    edges = [0, *(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]
    for found in _PERCENT.finditer(text):
        try:
            percent = Percent.of(found[1])
        except ValueError:
            continue
        place = bisect_right(edges, found.start(), hi=len(edges) - 1)
        sentence = _Sentence(text, edges[place - 1], edges[place], *found.span())
        if triple := triples.get(found.start()):
            yield Claim(percent, triple[1], triple[0], False, sentence.text)
        elif not sentence.is_about_something_else:
            yield from _claim(percent, sentence, known)


@dataclass(frozen=True)
class _Sentence:
    """A percentage's sentence in its paragraph `whole`: where it starts and ends, and the percentage too."""

    whole: str
    start: int
    end: int
    percent_start: int
    percent_end: int

    @property
    def text(self) -> str:
        return self.whole[self.start : self.end].strip()

    @property
    def before(self) -> str:
        """As much of it as matters to what follows."""
        return self.whole[max(self.start, self.percent_start - 300) : self.percent_start]

    @property
    def after(self) -> str:
        return self.whole[self.percent_end : min(self.end, self.percent_end + 300)]

    @property
    def is_about_something_else(self) -> bool:
        """True for a number that isn't exact, a change, a target, or another place's or year's."""
        near = f"{self.before[-40:]} {self.after[:40]}"
        return bool(NOT_EXACTLY.search(self.before[-40:]) or ELSEWHERE.search(near))


def _triples(text: str) -> dict[int, tuple[int, int]]:
    """The count and the base of each percentage that has both beside it, by where the percentage starts."""
    found: dict[int, tuple[int, int]] = {}
    for pattern, (percent, count, base) in _TRIPLES:
        for match in pattern.finditer(text):
            n, of = _number(match[count]), _number(match[base])
            if of and n <= of:
                found.setdefault(match.start(percent), (n, of))
    return found


def _claim(percent: Percent, sentence: _Sentence, known: Sequence[Base]) -> Iterator[Claim]:
    """A percentage without a count beside it, if its words say that it is of people."""
    after = sentence.after
    if found := _OF_SO_MANY.match(after):
        if not _RESPONSE_RATE.match(after, found.end()):
            yield Claim(percent, _number(found[1]) or None, None, False, sentence.text)
    elif found := _ITS_N.match(after):
        yield Claim(percent, _number(found[1]) or None, None, True, sentence.text)
    elif (who := _who(sentence)) is not None:
        yield Claim(percent, _base_of(who, sentence, known), None, False, sentence.text)


def _who(sentence: _Sentence) -> str | None:
    """Whose share it is, "" if that isn't said; None if it isn't one of people, or only of a part of them."""
    after, whole = sentence.after, sentence.whole
    if _OF_WHO_ANSWERED.match(after):
        return ""
    if found := _OF_PEOPLE.match(after):
        if _RESPONSE_RATE.match(after, found.end()):
            return None  # how many answered, not what
        if _WHICH_OF_THEM.match(after, found.end()):
            group = after[found.start("who") :].split()
            named = " ".join(group[: len(found["who"].split()) + 2])
            return found["who"].lower() if whole.lower().count(named.lower()) > 1 else None
        return found["who"].lower()
    if _SAID.match(after) and not OF_A_PART.search(sentence.before):
        return ""
    return None


def _base_of(who: str, sentence: _Sentence, known: Sequence[Base]) -> int | None:
    """The one number of people that this could be of: in its sentence, or else in its paragraph."""
    here = [b for b in known if sentence.start <= b.start < sentence.end] or known
    if len({b.people for b in here}) != 1 or not here[0].people:
        return None
    before = sentence.whole[: sentence.percent_start].lower()
    same = all(_same_people(who, b.who, before) for b in here)
    return here[0].people if same else None


def _same_people(who: str, base: str, before: str) -> bool:
    """True if those whose share it is can be all of those who answered, by what both are called."""
    if who in ANYONE or who == base:
        return True
    if base in ANYONE:
        return who in THE_YOUNG or who.removesuffix("s") in before
    return who in THE_YOUNG and base in THE_YOUNG | ALSO_YOUNG


def _number(text: str) -> int:
    return int(text.replace(",", ""))
