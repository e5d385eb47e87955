"""What the text in one cell says: words, a number or a date. Knows nothing of columns or questions."""

import datetime as dt
import html
import re

# No-break spaces of three widths are spaces; marks that can't be seen go, as do control characters.
_SPACES = dict.fromkeys((0xA0, 0x202F, 0x2007), " ")
_UNSEEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), 0x200B, 0xFEFF, 0xFFFE, 0xFFFF))
_TIDY = _SPACES | _UNSEEN
_PLAIN_MARKS = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_WHOLE = re.compile(r"([-+]?\d+)(?:\.0+)?")
_NUMBER = re.compile(r"[~≈]?\s*[£$€]?\s*([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?:%\s*)?\+?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}:\d{2}.*))?")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ,]+(\d{1,2}:\d{2}.*))?")


def tidy(cell: str) -> str:
    """A cell without spaces at its edges, no-break spaces, or marks that can't be seen."""
    if not (cell.isascii() and cell.isprintable()):
        cell = cell.replace("\r\n", "\n").replace("\r", "\n").translate(_TIDY)
    return cell.strip()


def tidy_heading(cell: str) -> str:
    """A heading as words: tags such as <br> are spaces, and so are line ends."""
    words = html.unescape(_TAG.sub(" ", cell)).replace("\n", " ")
    return tidy(words) if words == cell else tidy(re.sub(r"\s{2,}", " ", words))


def identity(text: str) -> str:
    """What makes two answers the same answer: spaces don't count, and 1.0 is 1."""
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else " ".join(text.split())


def fold(text: str) -> str:
    """An answer for matching with words typed elsewhere: capitals, dashes and quotes don't count."""
    return identity(text).translate(_PLAIN_MARKS).casefold()


def fold_heading(text: str) -> str:
    """A heading for matching: as an answer, and the mark at its end doesn't count."""
    return fold(text).rstrip(" .:;?*")


def number(text: str) -> float | None:
    """A number, if that is all there is: £1,200, 75% and ~60 are; “4 hrs” and “<5” are not."""
    found = _NUMBER.fullmatch(text)
    return float(found[1].replace(",", "")) if found else None


def is_whole(text: str) -> bool:
    return _WHOLE.fullmatch(text) is not None


def has_clock_time(text: str) -> bool:
    found = _ISO.fullmatch(text) or _SLASHED.fullmatch(text)
    return bool(found and found[4])


def date(text: str, month_first: bool = False) -> str | None:
    """A date as YYYY-MM-DD, if the text is one: 2019-05-31, 31/5/2019 (or 5/31/2019 if `month_first`)."""
    if iso := _ISO.fullmatch(text):
        year, month, day = int(iso[1]), int(iso[2]), int(iso[3])
    elif slashed := _SLASHED.fullmatch(text):
        first, second, year = int(slashed[1]), int(slashed[2]), int(slashed[3])
        day, month = (second, first) if month_first else (first, second)
    else:
        return None
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None
