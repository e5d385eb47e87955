"""Keys from words: short, readable, each only once. Knows nothing of questions."""

import re
import unicodedata
from collections.abc import Iterable

MOST = 60
_SIGNS = (
    (re.compile(r"^\s*[-−](?=\d)"), " minus "),
    (re.compile(r">\s*="), " from "),
    (re.compile(r"<\s*="), " up to "),
    (re.compile(r">"), " over "),
    (re.compile(r"<"), " under "),
    (re.compile(r"(?<=\w)\+"), " plus "),
    (re.compile(r"&"), " and "),
    (re.compile(r"['’]"), ""),
    (re.compile(r"(?<=\d),(?=\d{3})"), ""),
)
_SMALL = """
a an and any are at be been by can could did do does for from had has have how i if in is it its may me my of
on or our please s so state than that the their them there they this to us was we were what when where which
who with would you your following select tick all apply
"""
_SMALL_WORDS = frozenset(_SMALL.split())
_ASIDE = re.compile(r"\([^()]*\)")
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "þ": "th", "ð": "d"})


def slug(words: str, most: int = MOST) -> str:
    """Words as a key, cut between words; "" if there is nothing in them that a key can have."""
    for sign, said in _SIGNS:
        words = sign.sub(said, words)
    plain = unicodedata.normalize("NFKD", words.lower().translate(_LETTERS))
    return _cut("-".join(re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())), most)


def short(words: str, most: int, both_ends: bool = False) -> str:
    """The words that tell a question from others: without asides and small words, if any are left.

    With `both_ends`, the first and the last of them: for questions that begin alike.
    """
    spare = _ASIDE.sub(" ", words)
    telling = [w for w in slug(spare, 400).split("-") if w not in _SMALL_WORDS]
    if both_ends and len("-".join(telling)) > most:
        end = _cut("-".join(reversed(telling)), most // 2).split("-")
        telling = [*_cut("-".join(telling), most // 2).split("-"), *reversed(end)]
    return _cut("-".join(telling), most) or slug(words, most)


def _cut(key: str, most: int) -> str:
    if len(key) <= most:
        return key
    whole = key[: most + 1].rpartition("-")[0]
    return whole or key[:most]


def unique(key: str, taken: Iterable[str], otherwise: str) -> str:
    """A key that isn't taken yet: the same with a number after it, if need be."""
    gone = set(taken)
    key = key or otherwise
    number, found = 1, key
    while found in gone:
        number += 1
        found = f"{key[: MOST - 1 - len(str(number))].rstrip('-')}-{number}"
    return found
