"""Two people of every role, and strangers, are tried against every route: who may, who may not."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from feedback.adapters.store import officers, sittings
from feedback.domain.roles import ROLES, May, Role, rights
from feedback.web.access import ACCESS, Who
from tests.conftest import Council
from tests.web.people import add
from tests.web.test_guard import routes

# Every second one of a role has another role too, so that a right comes from any of them.
PEOPLE = [
    *((f"first-{role}", (role,)) for role in Role),
    *(
        (f"second-{role}", (role, other))
        for role, other in zip(Role, [*list(Role)[1:], *list(Role)[:1]], strict=True)
    ),
]


@pytest.fixture
def house(sqlite_council: Council) -> Council:
    """A council with a wave, and everybody in it."""
    sqlite_council.app.config["WTF_CSRF_ENABLED"] = False
    sqlite_council.open()
    return sqlite_council


def ways(council: Council) -> list[tuple[str, str, str]]:
    """Every endpoint, method and path."""
    key = "small-autumn-2026"
    found = routes(council.app)
    return [
        (endpoint, method, path.replace("a-wave", key))
        for endpoint, (path, methods) in found.items()
        for method in sorted(methods)
    ]


def as_someone(council: Council, name: str, halfway: bool = False) -> FlaskClient:
    """A browser in which they have just signed in."""
    client = council.client()
    now = int(council.clock[0].timestamp())
    with council.database.writing() as writing:
        officer = officers.named(writing, name)
        assert officer is not None
        token = sittings.begin(writing, officer, now, halfway)
    with client.session_transaction() as session:
        session["halfway" if halfway else "_user_id"] = token
    return client


def turned_away(response: TestResponse) -> str:
    """How a visitor was kept out: "sign in", "may not", or "" if they weren't."""
    if response.status_code == 403:
        return "may not"
    to_sign_in = response.status_code == 302 and response.location.startswith("/office/sign-in")
    return "sign in" if to_sign_in or response.status_code == 401 else ""


def wanted(endpoint: str, may: frozenset[May] | None, halfway: bool = False) -> str:
    """What the list says of someone with these rights; None for a stranger."""
    who = ACCESS[endpoint]
    if who is Who.ANYONE:
        return ""
    if who is Who.HALFWAY:
        return "" if halfway else "sign in"
    if may is None:
        return "sign in"
    return "" if who in may else "may not"


def told(
    council: Council, name: str | None, may: frozenset[May] | None, halfway: bool = False
) -> dict[str, str]:
    """Where what happened is not what the list says: nothing, if all is well. A new browser for each."""
    wrong = {}
    for endpoint, method, path in ways(council):
        client = as_someone(council, name, halfway) if name else council.client()
        with client.open(path, method=method) as response:
            found, should = turned_away(response), wanted(endpoint, may, halfway)
            if found != should or response.status_code >= 500:
                wrong[f"{method} {endpoint}"] = f"{response.status_code}: {found!r}, not {should!r}"
    return wrong


@pytest.mark.parametrize(("name", "roles"), [*PEOPLE, *((f"another-{role}", (role,)) for role in Role)])
def test_each_person_opens_what_the_list_says_and_nothing_else(
    house: Council, name: str, roles: tuple[Role, ...]
) -> None:
    add(house, "keeps-the-keys", Role.ADMINISTRATOR)  # someone else is number 1, whom the tries are about
    add(house, name, *roles)
    assert told(house, name, rights(roles)) == {}


def test_a_stranger_opens_what_is_for_anyone(house: Council) -> None:
    add(house, "somebody", Role.OFFICER)
    assert told(house, None, None) == {}


def test_someone_half_signed_in_opens_no_more_than_a_stranger_but_the_second_step(house: Council) -> None:
    add(house, "somebody", *Role)
    assert told(house, "somebody", None, halfway=True) == {}


def test_a_role_that_is_taken_away_ends_what_it_opened_in_a_session_that_goes_on(house: Council) -> None:
    add(house, "keeps-the-keys", Role.ADMINISTRATOR)
    add(house, "sam", Role.OFFICER, Role.ADMINISTRATOR)
    sam, keys = as_someone(house, "sam"), as_someone(house, "keeps-the-keys")
    assert sam.get("/office/people").status_code == 200
    assert keys.post("/office/people/2/roles", data={"roles": "analyst"}).status_code == 303
    assert sam.get("/office/people").status_code == 403
    assert sam.get("/office/commitments").status_code == 200
    assert keys.post("/office/people/2/remove", data={"sure": "yes"}).status_code == 303
    assert turned_away(sam.get("/office/commitments")) == "sign in"


def test_the_search_tells_who_was_let_in_wrongly(house: Council) -> None:
    add(house, "keeps-the-keys", Role.ADMINISTRATOR)
    add(house, "sam", Role.ANALYST)
    found = told(house, "sam", ROLES[Role.ANALYST] | {May.AUDIT})
    assert set(found) == {"GET office.audit_log", "GET office.audit_file"}
