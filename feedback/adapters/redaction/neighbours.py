"""Words of a comment as they stand beside one another. Knows which may be one name, not whose."""

import re
from dataclasses import dataclass
from functools import cached_property

from feedback.adapters.redaction import cues
from feedback.adapters.redaction.first_names import known_words, sure_names, surnames, unsure_names
from feedback.adapters.redaction.folding import Folded, Word

_LOOSE = re.compile(r"[ \t.•·_-]{1,4}")
INFLECTED = re.compile(
    r".{2,}(?:ing|ed|ly|tion|tions|ness|ment|ments|ful|able|ible|ous|n't|nt|'ve|'ll|'re|'d|ies|ers|[bdgklmnprtvw]s|es)$"
)
_MOSTLY_CAPITALS = 0.4
_ENOUGH, _ENGLISH = 4, 0.35


@dataclass(frozen=True)
class Text:
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

    @cached_property
    def english(self) -> bool:
        """True unless there are words enough to tell, and few of them are common English ones."""
        known = sum(w.bare in known_words() for w in self.words)
        return len(self.words) < _ENOUGH or known >= len(self.words) * _ENGLISH

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


def strange(word: Word) -> bool:
    """True of a word that isn't common and doesn't end like a verb or a thing."""
    if word.bare in surnames() and word.bare not in known_words():
        return True
    return len(word.bare) > 2 and word.bare not in known_words() and not INFLECTED.fullmatch(word.bare)


def run_on(text: Text, i: int, firm: bool) -> int:
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
        return (len(bare) == 1 and bare != "i") or bare in unsure_names() or bare not in known_words()
    if bare in sure_names():
        return True
    if bare in surnames() and bare not in known_words() and before.bare in sure_names():
        return True
    return firm and (before.written.islower() or before.written.isupper()) and strange(word)
