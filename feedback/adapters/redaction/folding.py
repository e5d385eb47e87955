"""Words made plain for looking through: one case, no accents, our own digits. Knows where each letter
stood."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from feedback.adapters.redaction.found import INSTEAD, Found, Kind

TAKEN = "\x00"  # stands for what was taken out before: no pattern runs over it
_ALIKE = str.maketrans(
    {**dict(zip("łøđðıßæœ", "lodidsao", strict=True)), **dict.fromkeys("’‘ʼ`´＇", "'")}
    | {"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ھ": "ه", "ؤ": "و", "ئ": "ي"}
)
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_DIGITS_AND_ALIKE = re.compile(r"[\dol]{5,}")
_AS_DIGITS = str.maketrans("ol", "01")


@dataclass(frozen=True)
class Word:
    """One word: where it stands in the plain letters, as it is there, and as it was written."""

    start: int
    end: int
    plain: str
    written: str

    @property
    def capital(self) -> bool:
        """True if it is written like a name: a capital, then small letters."""
        return self.written[:1].isupper() and (len(self.written) < 2 or not self.written.isupper())

    @property
    def unmarked(self) -> bool:
        """True if no letter of it is one that English doesn't have."""
        return self.written.isascii() or "’" in self.written

    @property
    def bare(self) -> str:
        """Without a possessive."""
        return self.plain.removesuffix("'s").removesuffix("'")


@dataclass(frozen=True)
class Folded:
    """`plain` has one letter for each of `written`; each stood from `starts` to `ends` in the words given."""

    plain: str
    written: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def found(self, start: int, end: int, kind: Kind, why: str) -> Found:
        """A detail by its place in the plain letters, told by its place in the words given."""
        return Found(self.starts[start], self.ends[end - 1], kind, why)

    @cached_property
    def words(self) -> list[Word]:
        return [
            Word(m.start(), m.end(), m[0], self.written[m.start() : m.end()])
            for m in _WORD.finditer(self.plain)
        ]


def fold(words: str) -> Folded:
    """Makes words plain. Marks on letters and what can't be seen go; pictures become a dot."""
    plain: list[str] = []
    written: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    taken = {m.start(): m.end() for m in INSTEAD.finditer(words)}
    skip = 0
    for place, letter in enumerate(words):
        if place < skip:
            continue
        if place in taken:
            skip = taken[place]
            parts = TAKEN
        else:
            parts = _parts(letter)
        if not parts and ends:
            ends[-1] = place + 1
        for part in parts:
            plain.append(part.lower()[0].translate(_ALIKE))
            written.append(part)
            starts.append(place)
            ends.append(max(skip, place + 1))
    told = _DIGITS_AND_ALIKE.sub(_read_as_digits, "".join(plain))
    return Folded(told, "".join(written), tuple(starts), tuple(ends))


def _parts(letter: str) -> str:
    """What stands for one letter: nothing, itself, or the plain letters that it is made of."""
    if letter.isascii():
        return letter if letter in "\n\t" or letter.isprintable() else " "
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    made = ""
    for part in unicodedata.normalize("NFKD", letter):
        category = unicodedata.category(part)
        if category in ("Mn", "Me", "Cf") or part == "ـ":
            continue
        made += "•" if category in ("So", "Sk") else " " if category in ("Cc", "Cs", "Zl", "Zp") else part
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in made)


def _read_as_digits(found: re.Match[str]) -> str:
    """“o77oo9oo123” is a number that someone typed with the wrong keys; “hello” is not."""
    return (
        found[0].translate(_AS_DIGITS)
        if sum(c.isdigit() for c in found[0]) * 5 >= len(found[0]) * 2
        else found[0]
    )


def looking_for(pattern: str) -> re.Pattern[str]:
    """A pattern for plain letters, from one whose letters beyond ASCII are written in the usual way."""
    return re.compile("".join(c if c.isascii() else _parts(c).lower().translate(_ALIKE) for c in pattern))
