"""The words of a text as they are compared: without case, accents, apostrophes and drawn-out letters. Knows
no list of words.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Letters that Unicode doesn't take apart, and letters that are typed for one another.
_SAME = str.maketrans(
    {
        **dict(zip("đłøıħŧ", "dloiht", strict=True)),
        **dict.fromkeys("يىئێېۍ", "ی"),
        **dict.fromkeys("ةۀەۃھ", "ه"),
        **dict.fromkeys("إأآٱ", "ا"),
        **dict(zip("كگړڕڵؤۆښڤ", "ککررلووشف", strict=True)),
    }
)
_WITHIN = "'’‘ʼ`´ـ\u200c\u200d\u00ad"  # joins words or is left out: "don’t", "می‌خواهم"
_DIGITS = str.maketrans("013457@$", "oieastas")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
LONGEST_WORD = 60  # letters of a word that are looked at: nothing that means anything is longer


@dataclass(frozen=True)
class Token:
    """One word: the ways it may be meant, how it is written without accents, and where it stands."""

    forms: frozenset[str]
    plain: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a text in order. Letters one by one, such as k m s, are also one word."""
    split = list(_split(text))
    found: list[Token] = []
    run: list[Token] = []
    for token in split:
        if len(token.plain) == 1:
            run.append(token)
            continue
        found += [*_joined(run), token]
        run = []
    return [*found, *_joined(run)]


def _joined(run: list[Token]) -> list[Token]:
    if len(run) < 3:
        return run
    word = "".join(token.plain for token in run)[:LONGEST_WORD]
    return [_token(word, run[0].start, run[-1].end)]


def _split(text: str) -> Iterator[Token]:
    letters, start = "", 0
    for place, letter in enumerate(text):
        kept = _folded(letter)
        if kept == " ":
            if letters:
                yield _token(letters, start, place)
            letters = ""
        elif kept:
            if not letters:
                start = place
            letters += kept if len(letters) < LONGEST_WORD else ""
    if letters:
        yield _token(letters, start, len(text))


def _token(letters: str, start: int, end: int) -> Token:
    forms = {letters, _DRAWN_OUT.sub(r"\1", letters), _DRAWN_OUT.sub(r"\1\1", letters)}
    if not letters.isdigit():
        forms |= {form.translate(_DIGITS) for form in forms}
    return Token(frozenset(forms), letters, start, end)


@lru_cache(maxsize=8192)
def _folded(letter: str) -> str:
    """A letter as it is compared; "" for what is left out, a space for what stands between words."""
    if letter in _WITHIN or unicodedata.category(letter) in ("Mn", "Cf"):
        return ""
    apart = unicodedata.normalize("NFKD", letter.translate(_SAME).casefold())
    kept = "".join(c for c in apart.translate(_SAME) if unicodedata.category(c) != "Mn")
    return kept if kept.replace("@", "a").replace("$", "s").isalnum() else " "
