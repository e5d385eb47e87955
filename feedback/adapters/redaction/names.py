"""Finds names of people, and of places that are written like names. Knows nothing of the council's lists."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from enum import Enum

from feedback.adapters.redaction import cues
from feedback.adapters.redaction.first_names import known_words, sure_names, unsure_names
from feedback.adapters.redaction.folding import Folded, Word
from feedback.adapters.redaction.found import Found, Kind
from feedback.adapters.redaction.neighbours import INFLECTED, Text, run_on, strange
from feedback.adapters.redaction.someone import before_someone, lives_in, speaks_with

_GAP = re.compile(r"[ \t]{0,3}[.,:=>(\"“•–—-]?[ \t•]{0,3}")
_PLACES = re.compile(r"\b(?:in|near|outside|around|from|at|of|yn|ym|w|we|din|la|ne|o|в|у|з)\s{1,2}$")
_ACTS_SAID = """
told said says helps helped never always listens listened rang rings came comes makes made gives
gave gets takes took understands understood explained explains supports supported doesn't doesnt
doesn won't wont hasn't hasnt has was is'nt isn't who visited visits calls called keeps kept lets
let left treats knows really
"""
_ACTS = frozenset(_ACTS_SAID.split())
_CUE = "it comes after “{}”"
_ALSO_WORDS = frozenset({"miss", "sister", "nurse", "sir", "co", "chi", "anh", "pan"})


class Lead(Enum):
    """How surely a name comes after a cue, and what it may look like."""

    NAME = 1  # whatever is no common word
    SOMEONE = 2  # the same, but not if it ends like a verb
    ABROAD = 3  # with a capital
    TITLE = 4  # at once, whatever is no common word
    SELF = 5  # at once, with a capital or a common first name


_CUES = (
    (cues.NAMED, Lead.NAME),
    (cues.SOMEONE, Lead.SOMEONE),
    (cues.ELSEWHERE, Lead.ABROAD),
    (cues.UNCASED, Lead.NAME),
    (cues.TITLE, Lead.TITLE),
    (cues.SELF, Lead.SELF),
    (cues.FROM, Lead.SELF),
)


def names(folded: Folded) -> Iterator[Found]:
    """People's names after words that lead to one, first names that are common, and words written like
    names.
    """
    text = Text(folded)
    for cue, lead in _CUES:
        yield from _after(text, cue, lead)
    yield from before_someone(text)
    yield from speaks_with(text)
    yield from lives_in(text)
    for i in range(len(text.words)):
        yield from _by_itself(text, i)


def _after(text: Text, cue: re.Pattern[str], lead: Lead) -> Iterator[Found]:
    for m in cue.finditer(text.folded.plain):
        join = cues.JOINS.match(text.folded.plain, m.end()) if lead not in (Lead.TITLE, Lead.SELF) else None
        begin = join.end() if join else m.end()
        i = bisect_left(text.starts, begin)
        if i >= len(text.words):
            return
        word = text.words[i]
        if not _GAP.fullmatch(text.folded.plain, begin, word.start):
            continue
        if lead is Lead.TITLE and len(word.plain) == 1 and word.capital and i + 1 < len(text.words):
            # “Mr T. Abernathy”
            i += 1
            word = text.words[i]
        if lead is Lead.TITLE and m[0] in _ALSO_WORDS and not word.capital:
            continue
        called = m[0] in ("called", "named") or (join and cues.SURE_JOIN.search(join[0]))
        firm = lead in (Lead.NAME, Lead.TITLE) or bool(called)
        sure_only = lead in (Lead.SELF, Lead.ABROAD) and not firm
        if _opens(word, firm, sure_only) or (
            lead is not Lead.ABROAD and _opens_by_what_follows(text, i, lead is Lead.SELF)
        ):
            last = run_on(text, i, lead is not Lead.ABROAD or firm)
            yield text.folded.found(word.start, last, Kind.NAME, _CUE.format(m[0]))


def _opens(word: Word, firm: bool, sure_only: bool) -> bool:
    """True if a word that follows a cue may be a name. After a firm one, whatever is no common word is."""
    bare = word.bare
    if bare in sure_names() and (word.unmarked or word.capital):
        return True
    if not word.written[0].isupper() and not word.written[0].islower():
        return firm and bare not in cues.NO_NAMES and len(bare) > 1
    if word.capital and (bare in unsure_names() or (len(bare) > 1 and bare not in known_words())):
        return True
    if firm and bare in unsure_names():
        return True
    if sure_only or len(bare) < 3 or bare in known_words():
        return False
    return firm or not INFLECTED.fullmatch(bare)


def _opens_by_what_follows(text: Text, i: int, self_said: bool) -> bool:
    """“my friend hope said”, “my brother will okonkwo”, “i'm lowri penhaligon”: the next word settles it."""
    word = text.words[i]
    following = text.words[i + 1] if text.follows(i) else None
    if self_said:
        return bool(following and strange(word) and strange(following))
    if word.bare not in unsure_names():
        return False
    if following is None:
        return i + 1 == len(text.words) or text.folded.plain[word.end : word.end + 1] in ",.!?"
    return strange(following) or (word.bare not in ("will", "may", "can") and following.plain in _ACTS)


def _by_itself(text: Text, i: int) -> Iterator[Found]:
    """A common first name; a word inside a sentence that is written like a name; one that did something."""
    word = text.words[i]
    bare = word.bare
    if bare in sure_names() and (word.written[0].isupper() or (text.english and word.unmarked)):
        yield text.folded.found(word.start, run_on(text, i, False), Kind.NAME, "it is a first name")
        return
    if not word.capital or len(bare) < 3 or not (text.capitals_tell or text.alone_in_capitals(i)):
        return
    inside = text.inside(i)
    if bare in unsure_names() and inside:
        yield text.folded.found(word.start, run_on(text, i, False), Kind.NAME, "it is a first name")
    elif bare not in known_words() and inside and word.written[1:].islower():
        before = text.folded.plain[max(0, word.start - 12) : word.start]
        kind = Kind.PLACE if _PLACES.search(before) else Kind.NAME
        yield text.folded.found(word.start, run_on(text, i, False), kind, "it is written like a name")
    elif not inside and bare not in known_words() and text.follows(i) and text.words[i + 1].plain in _ACTS:
        yield text.folded.found(word.start, word.start + len(bare), Kind.NAME, "someone did something")
