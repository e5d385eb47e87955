"""What makes a password too weak to choose. Knows nothing of how one is kept."""

import re
import unicodedata
from collections.abc import Collection, Sequence

FEWEST_LETTERS, MOST_LETTERS = 12, 128
FEWEST_DIFFERENT = 5


def why_not(password: str, about: Sequence[str], common: Collection[str]) -> str:
    """Why this password can't be chosen, in words for its chooser; "" if it can.

    `about` are names that others would try first: the person's and the council's. `common` are passwords that
    are tried before all others, in small letters without spaces.
    """
    if len(password) < FEWEST_LETTERS:
        return f"Use at least {FEWEST_LETTERS} characters. Three words that you will remember are good"
    if len(password) > MOST_LETTERS:
        return f"Use at most {MOST_LETTERS} characters"
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", password).casefold())
    if plain in common or len(set(plain)) < FEWEST_DIFFERENT:
        return "Many people use that password, so it is tried first. Choose another"
    if _bare(plain) in {_bare(name.casefold()) for name in about}:
        return "A name is tried first. Choose words that have nothing to do with you or the council"
    return ""


def _bare(text: str) -> str:
    """The letters alone, so that digits and dots at the end hide nothing."""
    return "".join(letter for letter in text if letter.isalpha())
