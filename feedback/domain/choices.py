"""What a council chooses for itself in the office. Knows nothing of where it is kept."""

import re
from dataclasses import dataclass, field
from datetime import date

FEWEST, MOST = 3, 20  # that a threshold may be
DIGITS = 16  # of a logo's hash, that stand in its address
LIGHT_LOGO = 900  # bytes as sent


@dataclass(frozen=True)
class HelpLine:
    """Somebody to talk to: a name, a number to ring, and a few words such as “free, day and night”. With a
    language, it stands only on pages in that language.
    """

    name: str
    number: str
    note: str
    language: str = ""

    @property
    def dialled(self) -> str:
        return re.sub(r"[^\d+]", "", self.number)

    @property
    def texted(self) -> bool:
        """True of a number to text: in the UK one of five digits from 6, 7 or 8 on, such as 85258."""
        return re.fullmatch(r"[678]\d{4}", self.dialled) is not None

    @property
    def link(self) -> str:
        """What a phone opens when the number is tapped."""
        return f"{'sms' if self.texted else 'tel'}:{self.dialled}"


@dataclass(frozen=True)
class Avoid:
    """A word not to use, what to say instead, and who asked for that."""

    word: str
    instead: str
    who: str


@dataclass(frozen=True)
class Logo:
    """What is known of the logo without its file: sizes in pixels as shown, weight in bytes as sent."""

    digest: str
    alt: str
    wide: int
    high: int
    weight: int

    @property
    def light(self) -> bool:
        """True if a first question has room for it in its 14 KB."""
        return self.weight <= LIGHT_LOGO


@dataclass(frozen=True)
class Contact:
    """How to reach the council about these pages, and when its accessibility statement was last gone over."""

    email: str = ""
    phone: str = ""
    data_officer: str = ""
    statement_on: date | None = None


@dataclass(frozen=True)
class TakeOut:
    """Names that are taken out of what people write, besides those that are found by how they are written."""

    people: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(vars(self).values())


@dataclass(frozen=True)
class Choices:
    """All that was chosen. What is empty or None was not: then the environment or our own default holds."""

    council: str = ""
    contact: Contact = field(default_factory=Contact)
    colour: str = ""
    logo: Logo | None = None
    help_lines: tuple[HelpLine, ...] = ()
    avoid: tuple[Avoid, ...] = ()
    threshold: int | None = None
    small_group: int | None = None
    languages: tuple[str, ...] = ()
    leave_to: str = ""
    take_out: TakeOut = field(default_factory=TakeOut)
    guess_mood: bool = False
    hear_back_weeks: int | None = None
