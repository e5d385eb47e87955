"""Makes up personal details for bench/redaction. Nobody has them: numbers are Ofcom's for drama, names are
drawn."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from feedback.domain.choices import TakeOut

# Common and uncommon first names; some are in the list that comes with Told Us, many are not, some are
# words too.
_COMMON_SAID = """
Jack Olivia Mohammed Chloe Liam Aisha Kyle Megan Ryan Sophie Connor Zara Dylan Ellie Callum Fatima
Piotr Oksana
"""
COMMON = _COMMON_SAID.split()
_UNCOMMON_SAID = """
Kaydence Zephyr Tayshaun Blessing Nkechi Ozge Ravinder Tsehay Gjyste Dungarvan Brydie Lowri Kelis
Jaxxon Deanne Ifeoma Shaznay Rozhin Wahida Tuan
"""
UNCOMMON = _UNCOMMON_SAID.split()
WORDS_TOO = ["Will", "Grace", "Hope", "Mark", "Summer", "Rose", "Faith", "Dawn"]
_SURNAMES_SAID = """
Ashworth Okonkwo Penhaligon Tesfamariam Hoxha Nguyen Kowalczyk Bevan Shevchenko Popescu Rahimi
Braithwaite Smith Jones
"""
SURNAMES = _SURNAMES_SAID.split()
_STREETS_SAID = """
Milton Alderbrook Station Church Kestrel Wharfedale Nelson Birchfield Victoria Hawthorn Tatton
Pennine
"""
STREETS = _STREETS_SAID.split()
TYPES = ["Road", "Street", "Lane", "Avenue", "Close", "Drive", "Crescent", "Grove"]
HOUSES = ["Oakbrook", "Thornfield", "Larkhill", "Rowanmere", "Sandbourne", "Fernlea"]
TOWNS = ["Marlwick", "Stanbury", "Ockley", "Wexborough", "Dunmere", "Halverton"]
LISTS = TakeOut(
    people=("Maureen Tickleby", "Dalisay Quince", "Ifan ap Gwilym"),
    schools=("Cloverdown Academy", "St Wilfreda's Catholic Primary School", "Brackenhurst High School"),
    homes=("Windrush House", "The Larches", "Mossgill Lodge"),
    places=("Upper Snoring", "Nantgarth", "Wybersley"),
)
_PICTURES = ["🙂", "😡", "💔", "✨", "❤️"]
_DIGIT_WORDS = ["oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass(frozen=True)
class Planted:
    """A detail as it is said; what gives it away, any of which may not be left; and of what kind it is."""

    kind: str
    said: str
    tells: tuple[str, ...]
    listed: bool = False

    def is_in(self, words: str) -> bool:
        plain = _plain(words)
        return any(re.search(rf"(?<!\w){re.escape(_plain(tell))}(?!\w)", plain) for tell in self.tells)


def _plain(words: str) -> str:
    made = unicodedata.normalize("NFKD", words).casefold()
    return "".join(c for c in made if unicodedata.category(c) != "Mn")


def details(many: int, chance: random.Random) -> Iterator[Planted]:
    """So many details, of all kinds in turn."""
    for number in range(many):
        yield MAKERS[number % len(MAKERS)](chance)


def _varied(words: str, chance: random.Random) -> str:
    """As it is written, in small letters, or shouted."""
    return chance.choice([words, words, words.lower(), words.lower(), words.upper()])


def _digits(many: int, chance: random.Random) -> str:
    return "".join(chance.choice("0123456789") for _ in range(many))


def _phone(c: random.Random) -> Planted:
    number = c.choice(["07700900" + _digits(3, c), "01632960" + _digits(3, c), "02079460" + _digits(3, c)])
    spaced = c.choice(
        [
            number,
            f"{number[:5]} {number[5:]}",
            f"{number[:5]} {number[5:8]} {number[8:]}",
            f"+44 {number[1:5]} {number[5:]}",
            f"+44(0){number[1:]}",
            "-".join([number[:4], number[4:7], number[7:]]),
            ".".join([number[:3], number[3:7], number[7:]]),
            " ".join(number),
            f"{number[:5]}{c.choice(_PICTURES)}{number[5:8]}{c.choice(_PICTURES)}{number[8:]}",
            number.replace("0", "o"),
            number.translate(_EASTERN),
            number[1:] if number[1] == "7" else number,
            f"({number[:5]}) {number[5:]}",
            f"{number[:5]}/{number[5:8]}/{number[8:]}",
        ]
    )
    lead = c.choice(["ring me on", "my number is", "my mums num", "text", "call", "", "رقمي", "mój numer"])
    return Planted("phone", f"{lead} {spaced}".strip(), _pieces(spaced))


def _pieces(number: str) -> tuple[str, ...]:
    """What gives a number away: any stretch of five digits that stood together, or the whole as it was
    said.
    """
    together = [p for p in re.split(r"[^\w]+", number) if len(p) >= 5]
    return tuple(dict.fromkeys([*together, number]))


def _phone_in_words(c: random.Random) -> Planted:
    number = "07700900" + _digits(3, c)
    said = " ".join(_DIGIT_WORDS[int(d)] for d in number)
    said = said.replace("seven seven", "double seven") if c.random() < 0.5 else said
    return Planted("phone, in words", f"its {said}", (said, said[len(said) // 2 :]))


def _email(c: random.Random) -> Planted:
    who = f"{c.choice(COMMON)}{c.choice(['.', '_', ''])}{c.choice(SURNAMES)}{_digits(2, c)}".lower()
    host = c.choice(["gmail.com", "hotmail.co.uk", "example.org", "school.example.sch.uk", "yahoo.com"])
    spoken = host.replace(".", " dot ")
    said = c.choice(
        [
            f"{who}@{host}",
            f"{who}@{host}".upper(),
            f"{who} @ {host}",
            f"{who}(at){host}",
            f"{who} [at] {host.replace('.', ' [dot] ')}",
            f"{who} at {spoken}" if host.startswith(("gmail", "hotmail", "yahoo")) else f"{who}@{host}",
            f"{who}@{host.replace('.', ' .', 1)}",
            f"mailto:{who}@{host}",
        ]
    )
    lead = c.choice(["email me", "my email is", "its", "send it to", "البريد", "e-mail:"])
    return Planted("e-mail", f"{lead} {said}", (who, host) if c.random() < 0 else (who,))


def _handle(c: random.Random) -> Planted:
    who = c.choice(["kay_dee", "zeph", "xx.tay", "lil_jaxx", "blessn", "rozh1n", "dngrvn"]) + c.choice(
        ["", _digits(2, c)]
    )
    app = c.choice(["snap", "insta", "tiktok", "discord", "xbox", "roblox", "snapchat", "Instagram", "psn"])
    said = c.choice(
        [
            f"@{who}",
            f"my {app} is {who}",
            f"{app}: {who}",
            f"{app} - {who}",
            f"add me on {app} {who}_{_digits(2, c)}",
            f"add me {who}{_digits(3, c)} on {app}",
            f"my {app} name is {who}",
            f"im {who}{_digits(2, c)} on {app}",
            f"username {who}_x",
            f"my {app.upper()} IS {who.upper()}",
            f"{app} user {who}",
            f"سناب {who}{_digits(2, c)}",
        ]
    )
    token = next(t for t in reversed(re.findall(r"[\w.]+", said)) if who[:4].casefold() in t.casefold())
    return Planted("name online", said, (token.strip("."),))


def _postcode(c: random.Random) -> Planted:
    code = (
        c.choice(["CW1", "SK11", "M1", "DT1", "BH21", "SW1A", "WA16"])
        + f" {c.choice('123456789')}{c.choice('ABDEFGH')}{c.choice('JLNPQR')}"
    )
    said = c.choice(
        [
            code,
            code.lower(),
            code.replace(" ", ""),
            code.replace(" ", "").lower(),
            code.replace(" ", "  "),
            code.replace(" ", "-"),
            code.replace(" ", "🙂"),
            " ".join(code.replace(" ", "")),
        ]
    )
    return Planted(
        "postcode", f"{c.choice(['I live at', 'postcode', 'near', 'my postcode is'])} {said}", (said,)
    )


def _address(c: random.Random) -> Planted:
    street = f"{c.choice(STREETS)} {c.choice(TYPES)}"
    short = street.replace("Road", "Rd").replace("Street", "St").replace("Avenue", "Ave")
    number = c.choice(["4", "17", "112", "23b"])
    said = _varied(
        c.choice(
            [
                f"I live at {number} {street}",
                f"{number} {short}",
                f"my address is {number}, {street}",
                f"at {number} {street}",
                f"I moved to {street}",
                f"I live on {street}",
            ]
        ),
        c,
    )
    return Planted("address", said, (street, short))


def _born(c: random.Random) -> Planted:
    day, month, year = c.randint(1, 28), c.randint(1, 12), c.randint(2002, 2015)
    named = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ][month - 1]
    said = c.choice(
        [
            f"{day}/{month}/{year}",
            f"{day:02}.{month:02}.{year}",
            f"{day:02}-{month:02}-{str(year)[2:]}",
            f"{day}th {named} {year}",
            f"{day} {named[:3].lower()} {year}",
            f"{named} {day}, {year}",
            f"{day}th of {named}",
            f"{year}-{month:02}-{day:02}",
            f"{day} {month} {year}",
        ]
    )
    lead = c.choice(
        [
            "I was born on",
            "born",
            "dob",
            "DOB:",
            "my birthday is",
            "my bday is",
            "date of birth",
            "d.o.b.",
            "ولدت في",
            "urodziłam się",
            "sinh ngày",
            "cefais fy ngeni ar",
        ]
    )
    return Planted("date of birth", f"{lead} {said}", (said,))


def _plate(c: random.Random) -> Planted:
    letters = "ABCDEFGHJKLMNPRSTVWXY"
    first, last = (
        c.choice(letters) + c.choice(letters),
        c.choice(letters) + c.choice("BCDFGHJK") + c.choice(letters),
    )
    new = f"{first}{c.choice(['09', '14', '21', '68', '73'])} {last}"
    said = c.choice([new, new.replace(" ", ""), new.lower(), new.lower().replace(" ", "")])
    return Planted(
        "number plate",
        f"{c.choice(['his car is', 'the reg is', 'number plate', 'a white van'])} {said}",
        (said,),
    )


def _link(c: random.Random) -> Planted:
    site = c.choice(
        [
            "tiktok.com/@kaydee",
            "my-page.example.org/x",
            "facebook.com/zeph.ashworth",
            "kaydencesite.com",
            "linktr.ee/blessn",
            "bit.ly/3xYz",
            "kaydence.co.uk",
        ]
    )
    said = c.choice(
        [
            f"https://{site}",
            f"www.{site}",
            site,
            site.upper(),
            f"http://{site}",
            site.replace(".com", " dot com") if ".com" in site and "/" not in site else site,
        ]
    )
    return Planted("link", f"{c.choice(['see', 'look at', 'its on', ''])} {said}".strip(), (said,))


def _number(c: random.Random) -> Planted:
    said = c.choice(
        [
            f"NHS number {_digits(3, c)} {_digits(3, c)} {_digits(4, c)}",
            f"ni number QQ {_digits(2, c)} {_digits(2, c)} {_digits(2, c)} C",
            f"my NI is qq{_digits(6, c)}c",
            f"case no {_digits(8, c)}",
            f"liquidlogic {_digits(6, c)}",
            f"passport {_digits(9, c)}",
        ]
    )
    tell = re.search(r"(?i)(?:qq ?)?\d[\d ]+\d", said)
    return Planted("long number", said, (tell[0] if tell else said,))


def _led(names: list[str], kind: str) -> Callable[[random.Random], Planted]:
    """A name after words that lead to it."""

    def make(c: random.Random) -> Planted:
        name = c.choice(names)
        whole = f"{name} {c.choice(SURNAMES)}" if c.random() < 0.3 else name
        said = _varied(
            c.choice(
                [
                    f"My name is {whole}",
                    f"my social worker {whole} never calls",
                    f"my PA is called {whole}",
                    f"I'm {whole}",
                    f"my foster mum {whole} helps me",
                    f"Mrs {whole} at the front desk",
                    f"my friend {whole} said so",
                    f"{whole} is my social worker",
                    f"{whole}, my key worker, is kind",
                    f"my sister's name is {whole}",
                    f"call me {whole}",
                    f"my brother {whole}",
                    f"my old carer was {whole}",
                ]
            ),
            c,
        )
        if said.isupper() and c.random() < 0.5:
            said = said.lower()
        return Planted(kind, said, tuple(whole.split()))

    return make


def _bare(names: list[str], kind: str) -> Callable[[random.Random], Planted]:
    """A name with nothing that leads to it."""

    def make(c: random.Random) -> Planted:
        name = c.choice(names)
        said = c.choice(
            [
                f"it was {name} who listened",
                f"I trust {name} a lot",
                f"and {name} left",
                f"I talk to {name} every week",
                f"{name} told me to wait",
                f"thanks to {name}",
                f"I want to see {name} more",
            ]
        )
        said = said.lower() if c.random() < 0.35 else said
        return Planted(kind, said, (name,))

    return make


def _other_language(c: random.Random) -> Planted:
    name, said = c.choice(
        [
            ("Kaydence", "Fy enw i yw Kaydence"),
            ("Brydie", "Enw fi Brydie, fy enw i ydy Brydie"),
            ("Kowalczyk", "Nazywam się Ola Kowalczyk"),
            ("Rozhin", "Mam na imię Rozhin"),
            ("Ozge", "Mă numesc Ozge"),
            ("Zephyr", "mă cheamă zephyr"),
            ("Gjyste", "Quhem Gjyste"),
            ("Gjyste", "emri im është Gjyste"),
            ("Tuan", "Tên em là Tuan"),
            ("Quyen", "tôi tên là Quyên"),
            ("Орися", "Мене звати Орися"),
            ("Орися", "моє ім'я Орися"),
            ("نرگس", "نام من نرگس است"),
            ("روژین", "ناوم روژین"),
            ("غرڅه", "زما نوم غرڅه دی"),
            ("ጸሃይ", "ስመይ ጸሃይ እዩ"),
            ("عبدالودود", "اسمي عبدالودود وعمري ١٥"),
            ("هاني", "الأخصائي الاجتماعي هاني لا يتصل"),
            ("رستمی", "مددکار اجتماعی من آقای رستمی"),
            ("ተስፋማርያም", "ማሕበራዊ ሰራሕተኛይ ተስፋማርያም"),
            ("Kowalczyk", "moja pracownica socjalna Kowalczyk"),
            ("Popescu", "asistenta mea socială Popescu nu sună"),
            ("Лисенко", "соціальний працівник Лисенко"),
            ("Hoxha", "punonjësi social Hoxha"),
            ("Tuan", "nhân viên xã hội Tuan"),
        ]
    )
    return Planted("name, in another language", said, (name,))


def _school(c: random.Random) -> Planted:
    name = c.choice(HOUSES + TOWNS)
    kind = c.choice(["High School", "Academy", "Primary School", "College", "Sixth Form"])
    said = _varied(
        c.choice(
            [
                f"I go to {name} {kind}",
                f"at {name} {kind}",
                f"my school is {name} {kind}",
                f"I got kicked out of {name} {kind}",
            ]
        ),
        c,
    )
    return Planted("school", said, (name,))


def _home(c: random.Random) -> Planted:
    name = c.choice(HOUSES)
    said = c.choice(
        [
            f"I live in {name} House",
            f"the staff at {name} Lodge",
            f"{name} children's home",
            f"moved to {name.lower()} house",
            f"at {name} Residential Home",
        ]
    )
    return Planted("home", said, (name,))


def _town(c: random.Random) -> Planted:
    name = c.choice(TOWNS)
    said = c.choice(
        [
            f"I live in {name}",
            f"i live in {name.lower()}",
            f"near {name}",
            f"they moved me to {name}",
            f"from {name.lower()}",
            f"the office in {name}",
        ]
    )
    return Planted("place", said, (name,))


def _listed(c: random.Random) -> Planted:
    entry = c.choice([*LISTS.people, *LISTS.schools, *LISTS.homes, *LISTS.places])
    word = max(re.findall(r"[A-Za-z]+", entry), key=len)
    form = c.choice(["whole", "whole", "small", "slip", "possessive", "together"])
    said = {
        "whole": entry,
        "small": entry.lower(),
        "possessive": f"{entry}’s",
        "together": entry.replace(" ", "").lower(),
    }.get(form, entry)
    tell = entry.split()[0] if entry.startswith("Upper") else word
    if form == "slip" and len(word) > 6:
        place = c.randint(2, len(word) - 2)
        wrong = c.choice(
            [
                word[:place] + word[place + 1 :],
                word[:place] + word[place] + word[place:],
                word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :],
            ]
        )
        said, tell = entry.replace(word, wrong).lower(), wrong
    if form == "together":
        tell = said
    return Planted(
        "on the council’s lists",
        f"{c.choice(['about', 'it is', 'i know', 'because of'])} {said}",
        (tell,),
        listed=True,
    )


MAKERS = (
    _phone,
    _phone,
    _phone_in_words,
    _email,
    _email,
    _handle,
    _handle,
    _postcode,
    _address,
    _address,
    _born,
    _plate,
    _link,
    _number,
    _led(COMMON, "name after a lead, common"),
    _led(UNCOMMON, "name after a lead, uncommon"),
    _led(WORDS_TOO, "name after a lead, also a word"),
    _bare(COMMON, "name by itself, common"),
    _bare(UNCOMMON, "name by itself, uncommon"),
    _other_language,
    _school,
    _home,
    _town,
    _listed,
    _listed,
)
