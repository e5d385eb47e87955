"""Bytes to text, and which encoding they were in. Knows nothing of tables."""

import codecs
from dataclasses import dataclass

from feedback.adapters.imports.sheets import CannotRead

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TYPOGRAPHIC = frozenset("’‘“”–—…•\xa0")
_USUAL_SIGNS = frozenset("£€©®™°½¼¾²³")
_LOOKED_AT = 5_000  # characters that aren't plain, which is plenty to tell by


@dataclass(frozen=True)
class Text:
    """What the bytes say, how they were encoded, and how many characters could not be read."""

    words: str
    encoding: str
    broken: int = 0


def decode(data: bytes) -> Text:
    """The text in some bytes. Raises CannotRead when they aren't text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_with_mark(data, mark, encoding))
    if (guessed := _wide(data)) is not None:
        return _checked(Text(data.decode(guessed, "replace"), "utf-16"))
    if data.isascii():
        return _checked(Text(data.decode("ascii"), "ascii"))
    try:
        return _checked(Text(data.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError:
        return _checked(_not_quite_utf8(data) or _single_byte(data))


def _checked(text: Text) -> Text:
    if "\0" in text.words:
        raise CannotRead(
            "The file has empty (NUL) characters in it, so it isn’t a table of text.",
            "Open it in the program that made it, and export it again as CSV or XLSX.",
        )
    return text


def _with_mark(data: bytes, mark: bytes, encoding: str) -> Text:
    words = data[len(mark) :] if encoding == "utf-8" else data
    return _counted(words.decode(encoding, "replace"), encoding)


def _counted(words: str, encoding: str) -> Text:
    return Text(words, encoding, words.count("\ufffd"))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: plain letters have an empty byte on one side, always the same."""
    if len(data) % 2 or len(data) < 4:
        return None
    start = data[:4000]
    pairs = len(start) // 2
    first, second = start[0::2].count(0), start[1::2].count(0)
    if second > pairs * 0.4 and not first:
        return "utf-16-le"
    return "utf-16-be" if first > pairs * 0.4 and not second else None


def _not_quite_utf8(data: bytes) -> Text | None:
    """UTF-8 with a few broken characters: text in one-byte encodings has next to no good UTF-8 in it."""
    words = data.decode("utf-8", "replace")
    broken = words.count("\ufffd")
    good = sum(not c.isascii() for c in words) - broken
    return Text(words, "utf-8", broken) if good > 4 * broken else None


def _single_byte(data: bytes) -> Text:
    """Windows or old Mac: whichever puts its letters and marks where they belong."""
    windows = data.decode("cp1252", "replace")
    mac = data.decode("mac_roman")
    old_line_ends = 3 if b"\r" in data and b"\n" not in data else 0
    if _sense(mac) + old_line_ends > _sense(windows):
        return Text(mac, "mac_roman")
    return _counted(windows, "cp1252")


def _sense(text: str) -> int:
    """How much sense the characters beyond plain ones make where they stand."""
    places = [i for i, c in enumerate(text) if not c.isascii()][:_LOOKED_AT]
    return sum(_fits(text[i - 1 : i], text[i], text[i + 1 : i + 2]) for i in places)


def _fits(before: str, character: str, after: str) -> int:
    if character in _TYPOGRAPHIC:
        return 2
    if character in _USUAL_SIGNS:
        return 1
    if character == "\ufffd":
        return -3
    if not character.isalpha() or character == "ƒ":
        return -1
    if character.isupper():  # belongs at the start of a word, or among other capitals
        return -2 if before.islower() else 1
    return 1 if before.isalpha() or after.isalpha() else -1
