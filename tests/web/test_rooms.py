"""The office's links: every page is in one room, and everyone is led to what they may open and no further."""

import re
from collections import Counter

import pytest

from feedback.domain.roles import Role
from feedback.web.office import rooms
from tests.conftest import Council
from tests.web.people import add, sign_in
from tests.web.visitor import Visitor

HOW = (
    "feedback/web/office/rooms.py says which room of the office a page is in, by the first part of its "
    "address after /office/. Add this part to the `under` of the page that leads to it, or to DOORS if "
    "it's passed before signing in: "
)


def first_parts(council: Council) -> set[str]:
    return {
        rooms.first_part(rule.rule)
        for rule in council.app.url_map.iter_rules()
        if rule.endpoint.startswith("office.")
    }


def test_every_page_of_the_office_is_in_one_room_exactly(sqlite_council: Council) -> None:
    listed = Counter(part for room in rooms.ROOMS for page in room.pages for part in page.under)
    listed.update(rooms.DOORS)
    there = first_parts(sqlite_council)
    assert not sorted(there - set(listed)), HOW + ", ".join(sorted(there - set(listed)))
    assert not sorted(set(listed) - there), "nothing is there any more: take it out of rooms.py"
    assert [part for part, n in listed.items() if n > 1] == [], "in two rooms at once"


def test_every_link_leads_to_the_room_that_it_stands_for(sqlite_council: Council) -> None:
    with sqlite_council.app.test_request_context():
        for room in rooms.ROOMS:
            for page in room.pages:
                path = sqlite_council.app.url_for(page.endpoint)
                assert rooms.first_part(path) in page.under, page


def office_links(visitor: Visitor) -> list[str]:
    """The words of the links to rooms."""
    page = visitor.client.get(visitor.path).text
    listed = page.partition('<nav class="rooms"')[2].partition("</ul>")[0]
    return re.findall(r">([^<]+)</a>", listed)


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (Role.OFFICER, ["Surveys", "Promises", "Make a survey", "Bring answers in", "My account"]),
        (Role.ANALYST, ["Surveys", "Promises", "My account"]),
        (Role.ADMINISTRATOR, ["Start", "People and settings", "My account"]),
        (Role.SAFEGUARDING, ["Start", "Concerns", "My account"]),
        (Role.REVIEWER, ["Start", "Try a survey", "My account"]),
    ],
)
def test_everyone_sees_the_rooms_that_they_may_enter(
    sqlite_council: Council, role: Role, names: list[str]
) -> None:
    add(sqlite_council, "somebody", role)
    visitor = sign_in(sqlite_council, "somebody")
    assert office_links(visitor) == names
    for link in visitor.page.all("a"):
        if link["href"].startswith("/office/"):
            assert visitor.client.get(link["href"], follow_redirects=True).status_code == 200, link


def test_where_one_is_is_marked_once_for_the_room_and_once_for_the_page(sqlite_council: Council) -> None:
    sqlite_council.open()
    add(sqlite_council, "officer")
    visitor = sign_in(sqlite_council)
    for path, marks in {
        "/office/": ["page", "page"],
        "/office/open": ["true", "true"],
        "/office/translations": ["true", "page"],
        "/office/account": ["page"],
        "/office/commitments/pledge-5": ["true"],
    }.items():
        visitor.get(path)
        links = [a for a in visitor.page.all("a") if "aria-current" in a]
        assert [a["aria-current"] for a in links] == marks, path
