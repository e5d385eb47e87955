"""Finds phone numbers, long numbers, number plates and dates of birth. Knows nothing of other details."""

import re
from collections.abc import Iterator

import phonenumbers

from feedback.adapters.redaction.folding import Folded, looking_for
from feedback.adapters.redaction.found import Found, Kind

FEWEST, FEWEST_TO_RING, FEWEST_ASKED = 8, 9, 6
MOST_TO_RING = 15
PUBLIC = {"08001111", "116123", "116000", "0808800500"}  # helplines that anyone may name
_BETWEEN = r"[\s().*_~|•·–—‐‑‒−-]"
_RUN = looking_for(rf"(?:\+\s?)?\(?\d(?:{_BETWEEN}{{0,3}}\d)+")
_SLASHED = looking_for(r"(?<![\d/])(?:\+\d{2}|0)\d{1,4}(?:[/,:]\s?\d{2,4}){2,4}(?![\d/])")
_YEARS = looking_for(r"(?:(?:19|20)\d\d[\s-]{1,3})*(?:19|20)\d\d")
_DATES = looking_for(r"(?:19|20)\d\d-[01]\d-[0-3]\d|[0-3]?\d[-.\s][01]?\d[-.\s](?:19|20)\d\d")
_ASKS_TO_RING = looking_for(
    r"(?:ring|call|phone|text|txt|number|num|mobile|mob|tel|whatsapp|line|dial|رقم|شماره|ژماره|نمبر|numer|telefon|tel|"
    r"so dien thoai|sdt|номер|телефон|ቁጽሪ|ስልኪ|rhif|ffon|numar|numri)\b[^\d\n]{0,14}$"
)
_ASKS_FOR_A_NUMBER = looking_for(
    r"(?:ref(?:erence)?|case|file|liquidlogic|id|nhs|upn|passport|account|card)\b[^\d\n]{0,16}$"
)
_NI = looking_for(r"(?<![a-z0-9])[a-z]{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?[a-d](?![a-z0-9])")
_PLATE = looking_for(
    r"(?<![a-z0-9])(?P<new>[a-z]{2}\s?\d{2}[\s-]?[a-z]{3})(?![a-z0-9])|(?<![a-z0-9])(?P<old>[a-z]\d{1,3}[\s-]?[a-z]{3}|[a-z]{3}[\s-]?\d{1,3}[a-z])(?![a-z0-9])"
)
_ASKS_FOR_A_PLATE = looking_for(
    r"\b(?:reg(?:istration)?|plates?|car|van|drives?|number\s?plate)\b[^\n]{0,24}$"
)
_DIGIT_WORDS = "zero|nought|oh|o|one|two|three|four|five|six|seven|eight|nine|double|triple|hundred|thousand"
_SPOKEN = looking_for(
    rf"(?<!\w)(?:(?:{_DIGIT_WORDS}|\d{{1,4}})[\s,.•-]{{1,3}}){{6,40}}(?:{_DIGIT_WORDS}|\d{{1,4}})(?!\w)"
)
_BORN = looking_for(
    r"(?:\bborn\b|\bbirthdays?\b|\bi was \d{1,2} on\b|\bturn(?:ed|s|ing)? \d{1,2}\b|"
    r"(?<!\w)b\.|\bbirth\s?date\b|\bb-?day\b|\bd\.?\s?o\.?\s?b\b|\bdate of "
    r"birth\b|\bbirth\b|ولدت|مولود|ميلادي|ميلاد|متولد|تولد|"
    r"urodzi|urodzen|urodzon|nascut|nasterii|ziua mea|lindur|datelindj|ditelindj|lindj|"
    r"sinh ngay|ngay sinh|sinh nhat|sinh nam|народи|народж|"
    r"ተወሊደ|ተወለድ|ልደት|geni|pen-?blwydd|لهدايك|لەدايك|زيږيد|زېږېد|زيږ)"
)
_DAY = looking_for(
    r"(?<!\d)(?:(?:19|20)\d\d\s?[-./]\s?\d{1,2}\s?[-./]\s?\d{1,2}|\d{1,2}\s?[-./•\s]\s?\d{1,2}\s?[-./•\s]\s?(?:(?:19|20)\d\d|\d\d)"
    r"|\d{1,2}\s?(?:st|nd|rd|th|fed|ail|ydd|ain)?[\s,.•-]{1,3}(?:of\s|o\s|de\s|thang\s)?[^\W\d_]{3,14}(?:[\s,.•-]{1,3}(?:(?:nam\s|سال\s|сал\s)?(?:19|20)?\d\d)(?!\d))?"
    r"|[^\W\d_]{3,14}\s{1,2}\d{1,2}(?:st|nd|rd|th)?(?:[\s,]{1,3}(?:19|20)\d\d)?"
    r"|(?:19|20)\d\d|\d{6}|\d{8}|\d{1,2}\s?[-/.]\s?\d{1,2})(?!\d)"
)
_NOT_A_DAY = looking_for(
    r"years?|months?|weeks?|days?|hours?|minutes?|mins?|people|of us|times|percent|pounds?"
)


def numbers(folded: Folded) -> Iterator[Found]:
    """Phone numbers and other long runs of digits, whatever stands between these."""
    text = folded.plain
    for m in _RUN.finditer(text):
        yield from _run(folded, m)
    for m in _SLASHED.finditer(text):
        if len(_digits(m[0])) >= 10:
            yield folded.found(m.start(), m.end(), Kind.PHONE, "it looks like a phone number")
    for m in _SPOKEN.finditer(text):
        if re.search(r"[a-z]", m[0]):
            yield folded.found(m.start(), m.end(), Kind.PHONE, "it is a long number in words")
    for m in _NI.finditer(text):
        yield folded.found(m.start(), m.end(), Kind.NUMBER, "it looks like a National Insurance number")


def _run(folded: Folded, m: re.Match[str]) -> Iterator[Found]:
    digits, start = _digits(m[0]), m.start()
    before = folded.plain[max(0, start - 40) : start]
    if digits in PUBLIC or _YEARS.fullmatch(m[0]) or _DATES.fullmatch(m[0]) or _ages(m[0]):
        return
    asked = len(digits) >= FEWEST_ASKED and not folded.plain[m.end() : m.end() + 1].isalpha()
    if _can_be_rung(m[0], digits) or (asked and len(digits) < FEWEST and _ASKS_TO_RING.search(before)):
        yield folded.found(start, m.end(), Kind.PHONE, "it looks like a phone number")
    elif len(digits) >= FEWEST or (len(digits) >= 4 and _ASKS_FOR_A_NUMBER.search(before)):
        yield folded.found(start, m.end(), Kind.NUMBER, "a long number can belong to one person")


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _ages(text: str) -> bool:
    """True of small numbers that only go up, such as ages and school years."""
    groups = [int(g) for g in re.split(r"\D+", text[:80]) if g]
    if len(text) > 80 or text[:1] == "0" or any(g > 30 for g in groups):
        return False
    return len(groups) >= 4 and groups == sorted(groups)


def _can_be_rung(text: str, digits: str) -> bool:
    if not FEWEST_TO_RING <= len(digits) <= MOST_TO_RING:
        return False
    try:
        number = phonenumbers.parse(("+" if text.startswith("+") else "") + digits, "GB")
    except phonenumbers.NumberParseException:
        return False
    possible: bool = phonenumbers.is_possible_number(number)
    # National numbers begin with 0: "943 476 5919" is more like what a hospital calls someone.
    return possible and (text.lstrip("( ").startswith(("0", "+")) or digits.startswith("7"))


def plates(folded: Folded) -> Iterator[Found]:
    """Number plates of cars. The older ones look like much else, so only where a car is spoken of."""
    for m in _PLATE.finditer(folded.plain):
        written = folded.written[m.start() : m.end()]
        asked = _ASKS_FOR_A_PLATE.search(folded.plain[max(0, m.start() - 40) : m.start()])
        plain = not written[-3:].isupper() and not written[-3:][:1].isdigit()
        if asked or (m["new"] and not (plain and re.search(r"\s", written))):
            yield folded.found(m.start(), m.end(), Kind.PLATE, "it looks like a car’s number plate")


def births(folded: Folded) -> Iterator[Found]:
    """Days and years that stand close behind a word of birth."""
    for m in _BORN.finditer(folded.plain):
        near = re.compile(r"[^\n\x00]{0,60}").match(folded.plain, m.end())
        day = _DAY.search(folded.plain, m.end(), near.end() if near else m.end())
        if day is None or day.start() - m.end() > 30:
            continue
        if not _NOT_A_DAY.search(folded.plain, day.start(), day.end() + 12):  # “born here 15 years ago”
            yield folded.found(day.start(), day.end(), Kind.BORN, "a date comes after a word of birth")
