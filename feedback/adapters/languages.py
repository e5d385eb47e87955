"""Names, directions, dates and digits of languages. Knows nothing of what is said in them."""

from collections.abc import Mapping
from datetime import date

from babel import Locale
from babel.dates import format_date

ENGLISH = Locale("en", "GB")

# Each in its own words, in the order of a list that people look through: English, Welsh, then by letter.
NAMES: Mapping[str, str] = {
    "en": "English",
    "cy": "Cymraeg",
    "pl": "Polski",
    "ro": "Română",
    "sq": "Shqip",
    "vi": "Tiếng Việt",
    "uk": "Українська",
    "ti": "ትግርኛ",
    "ar": "العربية",
    "fa": "فارسی",
    "ckb": "کوردیی ناوەندی",
    "ps": "پښتو",
}
_EASTERN, _WESTERN = "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"
_DIGITS = {"ar": _EASTERN, "ckb": _EASTERN, "fa": _WESTERN, "ps": _WESTERN}


def locale(language: str) -> Locale:
    """What Babel knows of a language. Raises babel.UnknownLocaleError."""
    return ENGLISH if language == "en" else Locale.parse(language)


def name(language: str) -> str:
    """A language's name in that language."""
    return NAMES.get(language) or locale(language).get_display_name(language) or language


def in_english(language: str) -> str:
    """A language's name for the office, with its own name: Welsh (Cymraeg)."""
    if language == "en":
        return "English"
    return f"{locale(language).get_display_name(ENGLISH)} ({name(language)})"


def digits(text: object, language: str) -> str:
    """Numbers in the digits that a language is written with."""
    own = _DIGITS.get(language)
    return str(text) if own is None else str(text).translate(str.maketrans("0123456789", own))


def long_date(day: date, of: Locale = ENGLISH) -> str:
    """A day as people say it, such as 2 November 2026."""
    return digits(format_date(day, "long", locale=of), of.language)
