"""Dates and directions in the reader's language. Knows nothing of what is said in it."""

from datetime import date

from babel import Locale
from babel.dates import format_date

ENGLISH = Locale("en", "GB")


def long_date(day: date, locale: Locale = ENGLISH) -> str:
    """A day as people say it, such as 2 November 2026."""
    return format_date(day, "long", locale=locale)
