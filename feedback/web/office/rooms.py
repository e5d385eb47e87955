"""The office's rooms and the pages that lead into them: one list for every page's links. Draws nothing.

A page belongs to the room that has the first part of its address, so that a new page under an address that is
here needs no line. A new first part does: tests/web/test_rooms.py says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import request
from flask_login import current_user

from feedback.domain.roles import May
from feedback.web.access import opens
from feedback.web.office.desk import office


@dataclass(frozen=True)
class Page:
    """A page that a room's links lead to: its endpoint, its name, and the first parts of the addresses after
    /office/ that are reached from it.
    """

    endpoint: str
    name: str
    under: tuple[str, ...]


@dataclass(frozen=True)
class Room:
    """Pages that belong together, the first of them in front. `plain` is what it's called for someone who may
    see no counts, where that is something else.
    """

    name: str
    pages: tuple[Page, ...]
    plain: str = ""

    @property
    def called(self) -> str:
        return self.name if not self.plain or May.SEE_COUNTS in current_user.may else self.plain


ROOMS: Sequence[Room] = (
    Room(
        "Surveys",
        (
            Page("office.home", "Surveys", ("", "waves", "surveys", "open")),
            Page("office.themes", "Themes", ("themes",)),
        ),
        plain="Start",
    ),
    Room(
        "Promises",
        (
            Page("office.commitments", "Promises", ("commitments",)),
            Page("office.heard", "Heard elsewhere", ("heard",)),
            Page("office.annual_review", "Annual review", ("review",)),
            Page("office.newsletters", "Newsletters", ("newsletters",)),
        ),
    ),
    Room(
        "Make a survey",
        (
            Page("office.making", "Surveys being made", ("making",)),
            Page("office.reviewing", "Try a survey", ("reviewing",)),
            Page("office.pictures", "Pictures and recordings", ("pictures", "recordings")),
            Page("office.translations", "Translations", ("translations",)),
        ),
        plain="Try a survey",
    ),
    Room(
        "Bring answers in",
        (
            Page("office.bringing_in", "Bring answers in", ("bringing-in", "imports")),
            Page("office.take_out_one", "Take a response out", ("take-out",)),
        ),
    ),
    Room("Concerns", (Page("office.lane", "Concerns", ("concerns",)),)),
    Room(
        "People and settings",
        (
            Page("office.people", "People", ("people",)),
            Page("office.settings", "Settings", ("settings",)),
            Page("office.audit_log", "Audit log", ("audit", "audit.csv")),
        ),
    ),
    Room("My account", (Page("office.account", "My account", ("account", "again")),)),
)
DOORS = ("sign-in", "sign-on", "sign-out", "invitation")  # what is passed before anyone is in a room


@dataclass(frozen=True)
class Link:
    """One link of the list: where it leads, its words, and whether it's where one is."""

    endpoint: str
    name: str
    here: bool


def first_part(rule: str) -> str:
    """The first part of an address after /office/; "" for the office itself."""
    return rule.removeprefix("/office").strip("/").partition("/")[0]


def room_at(part: str) -> Room | None:
    """The room that has this first part of an address."""
    return next((room for room in ROOMS for page in room.pages if part in page.under), None)


def _open(room: Room) -> list[Page]:
    return [page for page in room.pages if opens(page.endpoint)]


def rooms(part: str) -> Iterator[Link]:
    """A link to each room that whoever asks may enter, by the first page of it that opens."""
    for room in ROOMS:
        if found := _open(room):
            yield Link(found[0].endpoint, room.called, room is room_at(part))


def pages(part: str) -> list[Link]:
    """The pages of the room that one is in, if there is more than one to choose from."""
    room = room_at(part)
    found = _open(room) if room else ()
    return [Link(p.endpoint, p.name, part in p.under) for p in found] if len(found) > 1 else []


@office.app_context_processor
def links() -> dict[str, object]:
    """What the office's layout draws its links from. The page of one survey, wave or person has links of its
    own, so the room's aren't said again there.
    """
    part = first_part(request.url_rule.rule) if request.url_rule else "nowhere"
    return {
        "rooms": lambda: list(rooms(part)),
        "room_pages": lambda: [] if request.view_args else pages(part),
    }
