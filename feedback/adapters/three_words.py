"""Three plain words that bring answers back: picked, read and hashed. Knows nothing of the answers."""

import hashlib
import hmac
import re
import secrets
from difflib import get_close_matches
from functools import cache

from argon2.low_level import Type, hash_secret_raw

from feedback.adapters.settings import shipped

HOW_MANY = 3
TAKE_OUT = "/take-out"  # no wave has such a key


class WrongWords(Exception):  # noqa: N818
    """Words that no answers can have: not three, or one that isn't on the list."""

    def __init__(self, count: int, unknown: str = "", near: str = "") -> None:
        super().__init__("these are not three of our words")
        self.count, self.unknown, self.near = count, unknown, near


@cache
def known() -> tuple[str, ...]:
    """The list that words are picked from: short, common, each spelt one way."""
    return tuple((shipped("surveys") / "three-words.txt").read_text("utf-8").split())


def pick() -> str:
    """Three words at random, no two the same."""
    return " ".join(secrets.SystemRandom().sample(known(), HOW_MANY))


def made_of(secret: str, token: str) -> str:
    """Three words that follow from a draft's token and the server's secret, so that whoever holds the token
    can be shown them again and they are kept nowhere. They say nothing of either.
    """
    left, words = list(known()), []
    said = hmac.new(secret.encode(), f"words that take out {token}".encode(), hashlib.sha256).digest()
    number = int.from_bytes(said)
    for _ in range(HOW_MANY):
        number, place = divmod(number, len(left))
        words.append(left.pop(place))
    return " ".join(words)


def read(typed: str) -> str:
    """The words as they were given, from however they were typed. Raises WrongWords."""
    words = re.findall(r"[^\W\d_]+", typed.lower())
    if len(words) != HOW_MANY:
        raise WrongWords(len(words))
    for word in words:
        if word not in known():
            near = get_close_matches(word, known(), 1, 0.7)
            raise WrongWords(len(words), word[:40], near[0] if near else "")
    return " ".join(words)


def hashed(secret: str, what: str, words: str) -> str:
    """What is kept of them: slow to make (argon2id, 19 MiB, two passes) and keyed with what isn't in the
    database, so that nobody who has a copy of it can try all words against it. `what` is what they open: a
    wave's key, or TAKE_OUT, so that the same words are never the same hash for two ends.
    """
    salt = hmac.new(secret.encode(), f"three words {what}".encode(), hashlib.sha256).digest()
    raw = hash_secret_raw(words.encode(), salt, 2, 19 * 1024, 1, 32, Type.ID)
    return raw.hex()
