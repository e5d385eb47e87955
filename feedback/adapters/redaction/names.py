"""Finds names of people, and of places that are written like names. Knows nothing of the council's lists."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from feedback.adapters.redaction import cues
from feedback.adapters.redaction.first_names import known_words, sure_names, surnames, unsure_names
from feedback.adapters.redaction.folding import Folded, Word
from feedback.adapters.redaction.found import Found, Kind

_GAP = re.compile(r"[ \t]{0,3}[.,:=>(\"“•–—-]?[ \t•]{0,3}")
_LOOSE = re.compile(r"[ \t.•·_-]{1,4}")
_INFLECTED = re.compile(r".{2,}(?:ing|ed|ly|tion|tions|ness|ment|ments|ful|able|ible|ous|n't|nt|'ve|'ll|'re|'d|ies|ers|[bdgklmnprtvw]s|es)$")
_PLACES = re.compile(r"\b(?:in|near|outside|around|from|at|of|yn|ym|w|we|din|la|ne|o|в|у|з)\s{1,2}$")
_LIVES_IN = re.compile(
    r"(?<!\w)(?:live|lives|lived|living|stay|stayed|staying|moved|move|moving|placed|born|grew up|am|im|i'm|from|down|back)\s{1,2}"
    r"(?:in|near|to|at|from|outside|around)\s{1,2}(?=[^\W\d_])"
)
_ACTS = frozenset(
    "told said says helps helped never always listens listened rang rings came comes makes made gives gave gets takes took "
    "understands understood explained explains supports supported doesn't doesnt doesn won't wont hasn't hasnt has was is'nt isn't "
    "who visited visits calls called keeps kept lets let left treats knows really".split()
)
_SURE_ACTS = frozenset("told said helps helped listens listened rang understands".split())
_SPEAKS_WITH = re.compile(r"(?<!\w)(?:(?:talk|talks|talked|talking|speak|spoke|spoken|speaking|thanks) to|trust|trusted)\s{1,2}$")
_IS_MY = re.compile(r"\s{0,2}[,(–—-]?\s{0,2}(?:(?:is|was|who is|who was|who's|are|as|'s)\s{1,2})?(?:my|our|fy|moj|moja|meu|mea|im|ime|мій|моя)\s{1,2}")
_MOSTLY_CAPITALS = 0.4
_CUE = "it comes after “{}”"


@dataclass(frozen=True)
class _Text:
    folded: Folded

    @cached_property
    def words(self) -> list[Word]:
        return self.folded.words

    @cached_property
    def starts(self) -> list[int]:
        return [w.start for w in self.words]

    @cached_property
    def capitals_tell(self) -> bool:
        """False if capitals are everywhere, or nowhere they'd be expected."""
        inner = [w for i, w in enumerate(self.words) if self.inside(i) and len(w.plain) > 1]
        return not inner or sum(w.written[0].isupper() for w in inner) / len(inner) < _MOSTLY_CAPITALS

    def inside(self, i: int) -> bool:
        """True if a word stands inside a sentence, not at its start."""
        if i == 0:
            return False
        between = self.folded.plain[self.words[i - 1].end : self.words[i].start]
        return not re.search(r"[.!?:;\n•\"“(/*-]", between)

    def alone_in_capitals(self, i: int) -> bool:
        """True of a capital between two words that have none."""
        near = [self.words[n] for n in (i - 1, i + 1) if 0 <= n < len(self.words)]
        return not any(w.written[0].isupper() and w.plain != "i" for w in near)

    def follows(self, i: int) -> bool:
        """True if the next word follows this one closely, so that both may be one name."""
        if i + 1 >= len(self.words):
            return False
        between = self.folded.plain[self.words[i].end : self.words[i + 1].start]
        return bool(_LOOSE.fullmatch(between)) and ("." not in between or len(self.words[i].plain) == 1)


def names(folded: Folded) -> Iterator[Found]:
    """People's names after words that lead to one, first names that are common, and words written like names."""
    text = _Text(folded)
    yield from _after(text, cues.NAMED, firm=True)
    yield from _after(text, cues.SOMEONE, firm=False)
    yield from _after(text, cues.UNCASED, firm=True)
    yield from _after(text, cues.TITLE, firm=False, title=True)
    yield from _after(text, cues.SELF, firm=False, sure_only=True)
    yield from _after(text, cues.FROM, firm=False, sure_only=True)
    yield from _before_someone(text)
    yield from _lives_in(text)
    for i in range(len(text.words)):
        yield from _by_itself(text, i)


def _after(
    text: _Text, cue: re.Pattern[str], *, firm: bool, title: bool = False, sure_only: bool = False
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
        if title and m[0] in ("miss", "sister", "nurse", "sir", "co", "chi", "anh", "pan") and not text.words[i].capital:
            continue
        if _opens(text.words[i], bound or title, sure_only) or _opens_by_what_follows(text, i, sure_only):
            last = _run_on(text, i, True)
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
    return firm or not _INFLECTED.fullmatch(bare)


def _opens_by_what_follows(text: _Text, i: int, self_said: bool) -> bool:
    """“my friend hope said”, “my brother will okonkwo”, “i'm lowri penhaligon”: the next word settles it."""
    word = text.words[i]
    following = text.words[i + 1] if text.follows(i) else None
    if self_said:
        return bool(following and _strange(word) and _strange(following))
    if word.bare not in unsure_names():
        return False
    if following is None:
        return i + 1 == len(text.words) or text.folded.plain[word.end : word.end + 1] in ",.!?"
    return _strange(following) or (word.bare not in ("will", "may", "can") and following.plain in _ACTS)


def _strange(word: Word) -> bool:
    """True of a word that isn't common and doesn't end like a verb or a thing."""
    if word.bare in surnames() and word.bare not in known_words():
        return True
    return len(word.bare) > 2 and word.bare not in known_words() and not _INFLECTED.fullmatch(word.bare)


def _run_on(text: _Text, i: int, firm: bool) -> int:
    """Where a name ends that begins with a word: at most two more words belong to it."""
    end = i
    for _ in range(2):
        if not text.follows(end) or not _goes_on(text.words[end + 1], text.words[end], firm):
            break
        end += 1
    word = text.words[end]
    return word.start + len(word.bare)


def _goes_on(word: Word, before: Word, firm: bool) -> bool:
    bare = word.bare
    if not word.written[0].isupper() and not word.written[0].islower():
        return firm and bare not in cues.NO_NAMES and not bare.startswith("و")
    if word.capital and before.written[0].isupper():
        return len(bare) == 1 and bare != "i" or bare in unsure_names() or bare not in known_words()
    if bare in sure_names():
        return True
    if bare in surnames() and bare not in known_words() and before.bare in sure_names():
        return True
    return firm and (before.written.islower() or before.written.isupper()) and _strange(word)


def _before_someone(text: _Text) -> Iterator[Found]:
    """“Jenna is my social worker”, “jenna, my pa”."""
    for i, word in enumerate(text.words):
        bare = word.bare
        if bare not in unsure_names() and not (word.capital and bare not in known_words()) and not _strange(word):
            continue
        joined = _IS_MY.match(text.folded.plain, word.end)
        if joined and cues.SOMEONE.match(text.folded.plain, joined.end()):
            why = "it comes before someone’s role"
            first = text.words[i - 1] if i and text.follows(i - 1) else word
            start = first.start if first.bare in unsure_names() or _strange(first) else word.start
            yield text.folded.found(start, word.start + len(bare), Kind.NAME, why)
    for i, word in enumerate(text.words):
        led = _SPEAKS_WITH.search(text.folded.plain, max(0, word.start - 24), word.start)
        acts = text.follows(i) and text.words[i + 1].plain in _SURE_ACTS
        if (led or acts) and _strange(word):
            yield text.folded.found(word.start, _run_on(text, i, True), Kind.NAME, "someone is spoken with, or did something")


def _lives_in(text: _Text) -> Iterator[Found]:
    for m in _LIVES_IN.finditer(text.folded.plain):
        i = bisect_left(text.starts, m.end())
        if i < len(text.words) and text.words[i].start == m.end():
            word = text.words[i]
            if word.bare not in known_words() and len(word.bare) > 2 and not _INFLECTED.fullmatch(word.bare):
                kind = Kind.NAME if word.bare in sure_names() else Kind.PLACE
                yield text.folded.found(word.start, word.start + len(word.bare), kind, "someone lives or comes from there")


def _by_itself(text: _Text, i: int) -> Iterator[Found]:
    """A common first name; a word inside a sentence that is written like a name; one that did something."""
    word = text.words[i]
    bare = word.bare
    if bare in sure_names():
        yield text.folded.found(word.start, _run_on(text, i, False), Kind.NAME, "it is a first name")
        return
    if not word.capital or len(bare) < 3 or not (text.capitals_tell or text.alone_in_capitals(i)):
        return
    inside = text.inside(i)
    if bare in unsure_names() and inside:
        yield text.folded.found(word.start, _run_on(text, i, False), Kind.NAME, "it is a first name")
    elif bare not in known_words() and inside and word.written[1:].islower():
        before = text.folded.plain[max(0, word.start - 12) : word.start]
        kind = Kind.PLACE if _PLACES.search(before) else Kind.NAME
        yield text.folded.found(word.start, _run_on(text, i, False), kind, "it is written like a name")
    elif not inside and bare not in known_words() and text.follows(i) and text.words[i + 1].plain in _ACTS:
        yield text.folded.found(word.start, word.start + len(bare), Kind.NAME, "someone did something")
