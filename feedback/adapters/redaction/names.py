"""Finds names of people, and of places that are written like names. Knows nothing of the council's lists."""

import re
from bisect import bisect_left
from collections.abc import Iterator

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


def names(folded: Folded) -> Iterator[Found]:
    """People's names after words that lead to one, first names that are common, and words written like
    names.
    """
    text = Text(folded)
    yield from _after(text, cues.NAMED, firm=True)
    yield from _after(text, cues.SOMEONE, firm=False)
    yield from _after(text, cues.UNCASED, firm=True)
    yield from _after(text, cues.TITLE, firm=False, title=True)
    yield from _after(text, cues.SELF, firm=False, sure_only=True)
    yield from _after(text, cues.FROM, firm=False, sure_only=True)
    yield from before_someone(text)
    yield from speaks_with(text)
    yield from lives_in(text)
    for i in range(len(text.words)):
        yield from _by_itself(text, i)


def _after(
    text: Text, cue: re.Pattern[str], *, firm: bool, title: bool = False, sure_only: bool = False
) -> Iterator[Found]:
    for m in cue.finditer(text.folded.plain):
        join = cues.JOINS.match(text.folded.plain, m.end())
        begin = join.end() if join and not sure_only else m.end()
        i = bisect_left(text.starts, m.end() if title else begin)
        if i >= len(text.words):
            return
        gap = text.folded.plain[begin : text.words[i].start] if i < len(text.words) else "x"
        if not _GAP.fullmatch(gap):
            continue
        bound = firm or bool(join and cues.SURE_JOIN.search(join[0])) or m[0] in ("called", "named")
        if (
            title
            and m[0] in ("miss", "sister", "nurse", "sir", "co", "chi", "anh", "pan")
            and not text.words[i].capital
        ):
            continue
        if _opens(text.words[i], bound or title, sure_only) or _opens_by_what_follows(text, i, sure_only):
            last = run_on(text, i, True)
            yield text.folded.found(text.words[i].start, last, Kind.NAME, _CUE.format(m[0]))


def _opens(word: Word, firm: bool, sure_only: bool) -> bool:
    """True if a word that follows a cue may be a name. After a firm one, whatever is no common word is."""
    bare = word.bare
    if bare in sure_names():
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
    if bare in sure_names():
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
