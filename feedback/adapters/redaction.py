"""Takes personal details that have a pattern out of what someone wrote. Knows nothing of who wrote it.

Patterns alone: it does not know names. An officer reads every comment before it is quoted.
"""

import re

from phonenumbers import Leniency, PhoneNumberMatcher

FEWEST_DIGITS = 9
_YEARS = r"(?:(?:19|20)\d\d[\s-])*(?:19|20)\d\d(?![\s-]?\d)"
_ISO_DATE = r"(?:19|20)\d\d-[01]\d-[0-3]\d(?![\s-]?\d)"
_PATTERNS = (
    ("[e-mail]", re.compile(r"[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+")),
    ("[link]", re.compile(r"(?:https?://|www\.|(?:[\w-]+\.)+[a-z]{2,}/)\S+", re.IGNORECASE)),
    ("[name online]", re.compile(r"(?<!\w)@[\w.]{2,}")),
    ("[postcode]", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s{0,3}\d[A-Z]{2}\b", re.IGNORECASE)),
    # Any run of eight digits or more, but not "2019-2020" or "2024-03-12": years and dates point at nobody.
    ("[number]", re.compile(rf"(?!{_YEARS}|{_ISO_DATE})\b\d(?:[\s-]?\d){{7,}}\b")),
)


def redact(words: str) -> str:
    """The words with e-mails, links, handles, phone numbers, postcodes and long numbers taken out."""
    for match in sorted(_phones(words), reverse=True):
        words = f"{words[: match[0]]}[phone number]{words[match[1] :]}"
    for instead, pattern in _PATTERNS:
        words = pattern.sub(instead, words)
    return words


def _phones(words: str) -> list[tuple[int, int]]:
    # POSSIBLE, because made-up and mistyped numbers are as telling; but "2019 2020" is not a number to ring.
    found = PhoneNumberMatcher(words, "GB", leniency=Leniency.POSSIBLE)
    return [(m.start, m.end) for m in found if sum(c.isdigit() for c in m.raw_string) >= FEWEST_DIGITS]
