"""The first names and the common words that come with Told Us. Knows nothing of how they are looked for."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def _words(name: str) -> Iterator[str]:
    text = (files("feedback.adapters.redaction") / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            yield from line.split()


@cache
def known_words() -> frozenset[str]:
    """Words in small letters that name nobody."""
    return frozenset(_words("known-words.txt"))


@cache
def surnames() -> frozenset[str]:
    """Surnames in small letters, many of them also words."""
    return frozenset(_words("surnames.txt"))


@cache
def sure_names() -> frozenset[str]:
    """First names in small letters that are nothing else."""
    return frozenset(n for n in _words("given-names.txt") if not n.endswith("?")) - known_words()


@cache
def unsure_names() -> frozenset[str]:
    """First names in small letters that are also words."""
    return frozenset(n.removesuffix("?") for n in _words("given-names.txt")) - sure_names()
