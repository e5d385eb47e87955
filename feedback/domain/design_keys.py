"""Names for the computer, made from words: once given they stay, whatever becomes of the words."""

import re
import unicodedata
from collections.abc import Container

LONGEST_KEY = 40  # room for a number at its end: see frameworks.Key
_SMALL = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "by", "can", "did", "do", "does", "for", "from", "had", "has"}
    | {"have", "how", "i", "in", "is", "it", "me", "my", "of", "on", "or", "that", "the", "their", "they"}
    | {
        "this",
        "to",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "will",
        "with",
        "you",
        "your",
    }
)


def key_from(words: str, taken: Container[str], fallback: str) -> str:
    """A key that says what the words are about and that nothing else has or had."""
    plain = unicodedata.normalize("NFKD", words.lower().replace("’", "").replace("'", ""))
    found = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    telling = [w for w in found if w not in _SMALL] or found
    key = "-".join(telling[:5])[:LONGEST_KEY].strip("-") or fallback
    return unlike(key, taken)


def unlike(key: str, taken: Container[str]) -> str:
    """The key, or with a number if it is taken: -2 and so on."""
    if key not in taken:
        return key
    stem = re.sub(r"-\d{1,3}$", "", key)
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"
