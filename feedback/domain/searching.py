"""Looks for words in words, whatever their accents and capitals. Knows nothing of where they are kept."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 200  # letters of what is looked for
_MARKS = "".join(chr(n) for n in range(0x300, 0x1F000) if unicodedata.combining(chr(n)))
_ACCENTS = re.compile(f"[{_MARKS}]")
_QUOTES = str.maketrans("’‘“”", "''\"\"")


def folded(text: str) -> str:
    """Words as they are compared: without capitals and accents, with plain quotation marks."""
    if text.isascii():
        return text.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.translate(_QUOTES))).casefold()


@dataclass(frozen=True)
class Search:
    """What is looked for: `typed` as it was written, and each word of it as it is compared."""

    typed: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, typed: str) -> "Search":
        """What was typed, without what can't be seen."""
        seen = "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in typed)
        shown = " ".join(seen.split())
        return cls(shown, tuple(folded(shown).split()))

    @property
    def too_long(self) -> bool:
        return len(self.typed) > LONGEST

    def finds(self, *texts: str | None) -> bool:
        """True if every word is somewhere in these texts, in any order; a part of a word will do."""
        within = "\n".join(folded(t) for t in texts if t)
        return bool(self.words) and all(word in within for word in self.words)
