"""Finds postcodes, streets, schools and homes by how they are written. Knows nothing of the council's
lists."""

import re
from collections.abc import Iterator

from feedback.adapters.redaction.first_names import known_words
from feedback.adapters.redaction.folding import Folded, looking_for
from feedback.adapters.redaction.found import Found, Kind

_BETWEEN = r"[\s.•*_-]{0,3}"
_POSTCODE = looking_for(rf"(?<![a-z0-9])[a-z]{{1,2}}\d[a-z\d]?{_BETWEEN}\d(?!am|pm)[a-z]{{2}}(?![a-z0-9])")
_POSTCODE_APART = looking_for(
    r"(?<![a-z0-9])[a-z]\s(?:[a-z]\s)?\d\s(?:[a-z\d]\s)?\d\s[a-z]\s[a-z](?![a-z0-9])"
)
_POSTCODE_ASKED = looking_for(
    r"\bpost\s?code\W{0,3}(?:is\s|s\s)?\W{0,2}(?P<code>[a-z]{1,2}\d[a-z\d]?)(?![a-z0-9])"
)
_ORDINAL = looking_for(r"(?:ks|yr|q|y)\d.*(?:st|nd|rd|th)$")
_SURE = "street|road|rd|avenue|ave|lane|crescent|cres|gardens|gdns|grove|terrace|mews|boulevard"
_UNSURE = (
    "st|close|drive|way|court|place|walk|hill|row|square|park|view|rise|green|parade|"
    "croft|fold|wharf|gate|bank"
)
_WITH_NUMBER = looking_for(
    rf"(?<![\w.])(?P<number>\d{{1,4}}[a-z]?),?\s{{1,2}}(?P<name>(?:[^\W\d_][^\W\d_'.]{{1,20}}\s{{1,2}}){{1,3}}?)(?P<type>{_SURE}|{_UNSURE})(?!\w)"
)
_NAMED = looking_for(
    rf"(?<![\w'-])(?P<name>[^\W\d_][^\W\d_']{{1,20}}(?:\s{{1,2}}[^\W\d_][^\W\d_']{{1,20}}){{0,2}}?)\s{{1,2}}(?P<type>{_SURE}|{_UNSURE})(?!\w)"
)
_LIVES = looking_for(
    r"\b(?:live|lives|lived|living|stay|stays|stayed|staying|address|moved to|house|flat)\b[^\n]{0,18}$"
)
_LIVES_ON = looking_for(
    r"\b(?:live|lives|lived|living|stay|moved|address is|house is)\s{1,2}(?:on|at|to|in|down|near)\s{1,2}$"
)
_FLAT = looking_for(
    r"(?<!\w)(?:flat|apartment|apt|unit|room)\s{1,2}\d{1,4}[a-z]?,?\s{1,2}[^\W\d_]{3,20}(?:\s{1,2}[^\W\d_]{3,20})?\s{1,2}(?:house|court|lodge|heights|tower|towers|point|place)(?!\w)"
)
_ELSEWHERE = looking_for(
    r"(?<!\w)(?:ul\.|ulic[aey]|os\.|str\.|strada|rruga|rr\.|duong|вул\.|вулиц[яіею]+|شارع|خيابان|كوچه|شهقامي|سړك|سرك|كوڅه|ጎደና|heol|ffordd|stryd|lon)"
    r"\s{1,2}[^\W\d_]{2,24}(?:\s{1,2}[^\W\d_]{2,24})?(?:[\s,]{1,3}\d{1,4}[a-z]?)?(?!\w)"
)
_SCHOOL = looking_for(
    r"(?<![\w'-])(?P<name>(?:st\.?\s{1,2})?[^\W\d_][^\W\d_'.]{2,20}(?:'s)?(?:\s{1,2}(?:and\s{1,2})?[^\W\d_][^\W\d_'.]{2,20}(?:'s)?){0,2}?)\s{1,2}"
    r"(?P<type>(?:(?:c\s?of\s?e|catholic|community|church|girls'?|boys'?|special|free|grammar|junior|infant|primary|secondary|high|upper|prep|nursery)\s{1,2}){0,3}"
    r"(?:school|academy|college|university|sixth\sform|primary|nursery)|(?:high|grammar|juniors|infants))(?!\w)"
)
_HOME = looking_for(
    r"(?<![\w'-])(?P<name>[^\W\d_][^\W\d_'.]{2,20}(?:\s{1,2}[^\W\d_][^\W\d_'.]{2,20}){0,1}?)\s{1,2}"
    r"(?P<type>children'?s\shome|residential\shome|care\shome|supported\sliving|semi[\s-]independent|lodge|house|manor|cottage|hostel|villa|hall)(?!\w)"
)
_GOES = looking_for(r"\b(?:go|goes|went|going|attend|attends|at)\s{1,2}(?:to\s{1,2})?$")


def postcodes(folded: Folded) -> Iterator[Found]:
    """Whole postcodes, also spaced out; the first half where it is called one."""
    why = "it looks like a postcode"
    for pattern in (_POSTCODE, _POSTCODE_APART):
        for m in pattern.finditer(folded.plain):
            if not _ORDINAL.match(m[0]):
                yield folded.found(m.start(), m.end(), Kind.POSTCODE, why)
    for m in _POSTCODE_ASKED.finditer(folded.plain):
        yield folded.found(m.start("code"), m.end("code"), Kind.POSTCODE, "it is called a postcode")


def addresses(folded: Folded) -> Iterator[Found]:
    """Streets with a number; without one where they are written like names or someone lives there."""
    why = "it looks like a street"
    for m in _WITH_NUMBER.finditer(folded.plain):
        capital = folded.written[m.start("name")].isupper()
        if _strange(m["name"], every=m["type"] not in _SURE.split("|") and not capital):
            yield folded.found(m.start(), m.end(), Kind.ADDRESS, why)
    for m in _NAMED.finditer(folded.plain):
        yield from _named_street(folded, m, why)
    for pattern in (_FLAT, _ELSEWHERE):
        for m in pattern.finditer(folded.plain):
            yield folded.found(m.start(), m.end(), Kind.ADDRESS, why)


def _named_street(folded: Folded, m: re.Match[str], why: str) -> Iterator[Found]:
    start = _first_strange(folded, m)
    before = folded.plain[max(0, m.start() - 30) : m.start()]
    if start is None:
        if _LIVES_ON.search(before) and not any(w in _SMALL for w in m["name"].split()):
            yield folded.found(m.start(), m.end(), Kind.ADDRESS, why)
        return
    capitals = folded.written[start].isupper() and folded.written[m.start("type")].isupper()
    lives = _LIVES.search(folded.plain[max(0, start - 30) : start])
    if capitals or lives:
        yield folded.found(start, m.end(), Kind.ADDRESS, why)


def schools(folded: Folded) -> Iterator[Found]:
    """A school, college or nursery with a name."""
    yield from _institutions(folded, _SCHOOL, Kind.SCHOOL, "it looks like the name of a school")


def homes(folded: Folded) -> Iterator[Found]:
    """A home, house or hostel with a name that is written like one."""
    yield from _institutions(folded, _HOME, Kind.HOME, "it looks like the name of a home")


def _institutions(folded: Folded, pattern: re.Pattern[str], kind: Kind, why: str) -> Iterator[Found]:
    for m in pattern.finditer(folded.plain):
        start = _first_strange(folded, m)
        if start is None:
            continue
        capital = folded.written[start].isupper()
        type_capital = folded.written[m.start("type")].isupper()
        goes = _GOES.search(folded.plain[max(0, start - 20) : start])
        small_is_enough = (kind is Kind.SCHOOL and (m["type"] != "high" or goes)) or "home" in m["type"]
        if (capital and (type_capital or small_is_enough)) or (small_is_enough and not capital):
            yield folded.found(start, m.end(), kind, why)


def _first_strange(folded: Folded, m: re.Match[str]) -> int | None:
    """Where the first word of a name begins that isn't a common word; a capital counts if it's not the
    first.
    """
    for word in re.finditer(r"[^\s]+", m["name"]):
        at = m.start("name") + word.start()
        bare = word[0].removesuffix("'s").strip(".'")
        named = folded.written[at].isupper() and m.start("type") - at > 0 and _in_a_sentence(folded, at)
        if bare not in known_words() or bare == "st" or (named and bare not in _NEVER):
            return at
    return None


_NEVER_SAID = """
the a an my our your this that his her their i in at to of and for
"""
_NEVER = frozenset(_NEVER_SAID.split())


def _in_a_sentence(folded: Folded, at: int) -> bool:
    before = folded.plain[max(0, at - 3) : at].rstrip()
    return bool(before) and (before[-1].isalnum() or before[-1] in ",'-")


def _strange(name: str, every: bool) -> bool:
    words = name.split()
    known = [w in known_words() for w in words]
    if every:
        return not any(known)
    return not any(w in _SMALL for w in words)


_SMALL_SAID = """
the a an my our your this that people years year minutes minute miles mile of in on down up and or
to for from with hours hour days day weeks months times other different main long busy old new same
every one per
"""
_SMALL = frozenset(_SMALL_SAID.split())
