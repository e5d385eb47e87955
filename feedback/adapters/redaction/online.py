"""Finds e-mail addresses, links and names online, also as they are said aloud. Knows nothing of other
details."""

import re
from collections.abc import Iterator

from feedback.adapters.redaction.first_names import known_words
from feedback.adapters.redaction.folding import TAKEN, Folded, looking_for
from feedback.adapters.redaction.found import Found, Kind

# Every repeat is bounded, or begins where nothing like it stands before: long words are looked at once.
_ENDS = (
    r"(?:com|co[.\s]{1,2}uk|org(?:\.uk)?|net|gov\.uk|sch\.uk|ac\.uk|nhs\.uk|uk|info|io|"
    r"gg|tv|app|ly|eu|pl|ro|ua|vn|al|ir)"
)
_HOSTS = (
    "gmail|googlemail|hotmail|outlook|yahoo|ymail|icloud|live|aol|proton|protonmail|msn|btinternet|sky|mail"
)
_DOMAIN = looking_for(
    r"\s?[\w-]{1,63}(?:\s?[.]\s?[\w-]{1,63}){1,6}|\s?[\w-]{1,63}(?:\s{1,2}dot\s{1,2}[\w-]{1,30}){1,4}"
)
_SPOKEN_AT = looking_for(r"[\[({<]\s?at\s?[\])}>]")
_PROVIDER = looking_for(rf"\b(?:{_HOSTS})\s{{0,2}}(?:[.,]|\bdot\b)?\s{{0,2}}{_ENDS}\b")
_WRITTEN_BEFORE = looking_for(
    r"[\w.+'-]{1,64}(?:\s{1,2}(?:dot|underscore|dash)\s{1,2}[\w.+-]{1,30}){0,3}\s{0,2}"
    r"(?:@|[\[({]\s?at\s?[\])}]|\bat\b|•|\s)\s{0,2}$"
)
_LINKS = (
    looking_for(rf"(?:https?:\s?//|\bwww\s?\.)[^\s{TAKEN}]*"),
    re.compile(rf"(?<![\w.@-])[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,6}}\.[a-z]{{2,12}}/[^\s{TAKEN}]*"),
    re.compile(rf"(?<![\w.@-])[\w-]{{2,63}}(?:\.[\w-]{{1,63}}){{0,6}}\.{_ENDS}\b"),
    re.compile(
        r"(?<![\w-])[\w-]{2,40}\s{1,2}dot\s{1,2}(?:com|co\s(?:dot\s)?uk|org|net|gg)\b(?:\s{1,2}(?:slash\s|/)\s?[^\s\x00]{1,60})?"
    ),
)
_AT = looking_for(r"(?<![\w@])@\s?[\w.]{2,60}")
_LOOKS_ONLINE = looking_for(r"(?<![\w-])[a-z0-9]{1,30}(?:_[a-z0-9]{1,30})+(?!\w)|(?<!\w)\w{2,32}#\d{4}(?!\d)")
_WHERE = (
    r"snap(?:p|s|chat)?|insta(?:gram)?|ig|tik\s?tok|discord|xbox|psn|playstation|roblox|fortnite|facebook|fb|twitter|"
    r"twitch|youtube|whatsapp|telegram|signal|steam|gamertag|gt|gamer\s?tag|user\s?name|handle|سناب|انستا|انستقرام|"
    r"تيك توك|تلكرام|اينستا|اينستاگرام|تلگرام|فيسبوك|فيسبوڪ|тікток|інста|інстаграм|телеграм|снеп"
)
_FILLER = (
    r"(?:is|its|it's|name|user|username|id|tag|account|called|as|im|i'm|am|my|handle|"
    r"code|يوزر|حسابي|هو|اسمي|мій|це|to|este|jest|yw|la|eshte)"
)
_BOUND = looking_for(
    rf"(?<!\w)(?:{_WHERE})(?:'s)?(?P<how>(?:[\s:=>•–—-]{{1,4}}{_FILLER}(?!\w)){{0,3}}[\s:=>•–—-]{{1,4}})(?P<who>[\w.-]{{3,40}})"
)
_ON = looking_for(
    rf"(?<![\w.-])(?P<who>[\w.-]{{3,40}})\s{{1,3}}(?:on|w|على|в|ar|na|pe|ne|tren)\s{{1,3}}(?:{_WHERE})(?!\w)"
)
_ADD = looking_for(
    r"(?<!\w)(?:add|follow|find|message|dm|inbox|text|hmu|hit me "
    r"up)\s{1,3}(?:me\s{1,3})?(?:(?:up|at|as|on|" + _WHERE + r")\s{1,3}){0,4}(?P<who>[\w.-]{3,40})"
)
_BINDS = looking_for(
    r"[:=>–—-]|\b(?:is|its|it's|called|im|i'm|am|as|name|user|username|id|tag|code|jest|este|yw|eshte|la)\b|هو|اسمي|يوزر|حسابي|це|мій"
)
_DIGIT_OR_LINE = looking_for(r"[\d_]")

_LED = (
    (_BOUND, "it comes after the name of an app or game"),
    (_ON, "it comes before the name of an app or game"),
    (_ADD, "it comes after “add me” or the like"),
)


def emails(folded: Folded) -> Iterator[Found]:
    """E-mail addresses, as they are written and as they are said: “sam at gmail dot com”."""
    text, why = folded.plain, "it looks like an e-mail address"
    done = 0
    for sign in re.finditer("@", text):
        end = len(text[max(0, sign.start() - 2) : sign.start()].rstrip()) + max(0, sign.start() - 2)
        start = _left(text, end, done)
        domain = _DOMAIN.match(text, sign.end(), sign.end() + 400)
        done = sign.end()
        if start < sign.start() and domain and "." in domain[0].replace(" dot ", "."):
            yield folded.found(start, domain.end(), Kind.EMAIL, why)
    for sign in _SPOKEN_AT.finditer(text):
        start = _left(
            text,
            len(text[max(0, sign.start() - 200) : sign.start()].rstrip()) + max(0, sign.start() - 200),
            0,
        )
        domain = re.compile(
            r"\s?[\w-]{1,63}(?:\s?(?:\.|[\[({]\s?dot\s?[\])}]|\bdot\b)\s?[\w-]{1,30}){1,4}"
        ).match(text, sign.end())
        if domain and start < sign.start():
            yield folded.found(start, domain.end(), Kind.EMAIL, why)
    for host in _PROVIDER.finditer(text):
        before = max(0, host.start() - 160)
        written = _WRITTEN_BEFORE.search(text[before : host.start()])
        if written:
            yield folded.found(before + written.start(), host.end(), Kind.EMAIL, why)


def _left(text: str, end: int, least: int) -> int:
    """Where what stands before an @ begins: no further back than 200 letters."""
    start, least = end, max(least, end - 200)
    while start > least and (text[start - 1].isalnum() or text[start - 1] in "_.+'-"):
        start -= 1
    while start < end and text[start] in "'.":
        start += 1
    return start


def links(folded: Folded) -> Iterator[Found]:
    """Addresses of pages, also without http and said aloud."""
    for pattern in _LINKS:
        for m in pattern.finditer(folded.plain):
            yield folded.found(m.start(), m.end(), Kind.LINK, "it looks like an address on the internet")


def handles(folded: Folded) -> Iterator[Found]:
    """Names on social media and in games."""
    text = folded.plain
    for m in _AT.finditer(text):
        if m[0][1:].strip() and (m[0][1] != " " or _DIGIT_OR_LINE.search(m[0])):
            yield folded.found(m.start(), m.end(), Kind.ONLINE, "it begins with @")
    for m in _LOOKS_ONLINE.finditer(text):
        if len(m[0]) > 4:
            yield folded.found(m.start(), m.end(), Kind.ONLINE, "it is written like a name online")
    for pattern, why in _LED:
        for m in pattern.finditer(text):
            bound = "how" in pattern.groupindex and _BINDS.search(m["how"]) is not None
            if _is_handle(m["who"], bound):
                yield folded.found(m.start("who"), m.end("who"), Kind.ONLINE, why)


def _is_handle(word: str, bound: bool) -> bool:
    bare = word.strip(".-")
    if len(bare) < 3 or bare.isdigit() or re.fullmatch(r"\d+[ap]m|\d+(?:st|nd|rd|th|k)", bare):
        return False
    return bool(_DIGIT_OR_LINE.search(bare)) or (bound and bare.replace(".", "") not in known_words())
