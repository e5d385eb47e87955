"""Finds names beside what people are to one another, and where they live. Knows no cues before a name."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from feedback.adapters.redaction import cues
from feedback.adapters.redaction.first_names import known_words, sure_names, unsure_names
from feedback.adapters.redaction.found import Found, Kind
from feedback.adapters.redaction.neighbours import INFLECTED, Text, run_on, strange

_LIVES_IN = re.compile(
    r"(?<!\w)(?:live|lives|lived|living|stay|stayed|staying|moved|move|moving|placed|"
    r"born|grew up|am|im|i'm|from|down|back)\s{1,2}"
    r"(?:in|near|to|at|from|outside|around)\s{1,2}(?=[^\W\d_])"
)
_SURE_ACTS = frozenset(["told", "said", "helps", "helped", "listens", "listened", "rang", "understands"])
_SPEAKS_WITH = re.compile(
    r"(?<!\w)(?:(?:talk|talks|talked|talking|speak|spoke|spoken|speaking|thanks) to|"
    r"trust|trusted|(?:and )?me (?:n|and|&))\s{1,2}$"
)
_IS_MY = re.compile(
    r"\s{0,2}[,(–—-]?\s{0,2}(?:(?:is|was|who is|who was|who's|are|as|'s)\s{1,2})?(?:my|"
    r"our|fy|moj|moja|meu|mea|im|ime|мій|моя)\s{1,2}"
)


def before_someone(text: Text) -> Iterator[Found]:
    """“Jenna is my social worker”, “jenna, my pa”."""
    for i, word in enumerate(text.words):
        bare = word.bare
        if (
            bare not in unsure_names()
            and not (word.capital and bare not in known_words())
            and not strange(word)
        ):
            continue
        joined = _IS_MY.match(text.folded.plain, word.end)
        if joined and cues.SOMEONE.match(text.folded.plain, joined.end()):
            why = "it comes before someone’s role"
            first = text.words[i - 1] if i and text.follows(i - 1) else word
            start = first.start if first.bare in unsure_names() or strange(first) else word.start
            yield text.folded.found(start, word.start + len(bare), Kind.NAME, why)


def speaks_with(text: Text) -> Iterator[Found]:
    """“I trust kaydence”, “kaydence told me”."""
    for i, word in enumerate(text.words):
        led = _SPEAKS_WITH.search(text.folded.plain, max(0, word.start - 24), word.start)
        acts = text.follows(i) and text.words[i + 1].plain in _SURE_ACTS
        if (led or acts) and strange(word):
            yield text.folded.found(
                word.start, run_on(text, i, True), Kind.NAME, "someone is spoken with, or did something"
            )


def lives_in(text: Text) -> Iterator[Found]:
    """“we live in marlwick”."""
    for m in _LIVES_IN.finditer(text.folded.plain):
        i = bisect_left(text.starts, m.end())
        if i < len(text.words) and text.words[i].start == m.end():
            word = text.words[i]
            if word.bare not in known_words() and len(word.bare) > 2 and not INFLECTED.fullmatch(word.bare):
                kind = Kind.NAME if word.bare in sure_names() else Kind.PLACE
                yield text.folded.found(
                    word.start, word.start + len(word.bare), kind, "someone lives or comes from there"
                )
