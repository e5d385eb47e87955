"""Secrets and personal details are planted everywhere that a request has, things are made to fail on purpose,
and all that the log wrote is read.
"""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from flask import Response, render_template_string, request
from sqlalchemy import text

from feedback.adapters import logs
from feedback.domain.roles import Role
from feedback.web.context import here
from tests.conftest import PASSWORD, Council
from tests.web.people import add
from tests.web.test_every_route import as_someone

PLANTED = {
    "a name": "Amira-Zanzibar",
    "a number": "07700900123",
    "what somebody wrote": "please-tell-nobody",
    "a password": PASSWORD,
    "a token": "tok3n-that-opens-a-door",
    "an address": "203.0.113.66",
    "a browser": "MakersPhone/9.9",
    "a cookie": "c00kie-of-somebody",
}
SAID = "|".join(PLANTED.values())
HEADERS = {
    "User-Agent": PLANTED["a browser"],
    "X-Forwarded-For": PLANTED["an address"],
    "Authorization": f"Bearer {PLANTED['a token']}",
    "Cookie": f"toldus={PLANTED['a cookie']}",
    "Referer": f"https://example.org/?{SAID}",
    "Accept-Language": PLANTED["a name"],
}


@pytest.fixture
def written(sqlite_council: Council) -> Iterator[io.StringIO]:
    """All that is logged by anyone, through the formatter that a server uses."""
    stream, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Careful())
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


def send(council: Council, path: str = "/words", **more: object) -> int:
    """A request with something planted in every part of it."""
    with council.client().post(
        f"{path}?words={SAID}",
        data={"name": SAID, "password": PASSWORD, SAID: SAID},
        headers=HEADERS,
        environ_overrides={"REMOTE_ADDR": PLANTED["an address"]},
        **more,
    ) as response:
        assert SAID not in response.text
        return response.status_code


def lines(written: io.StringIO) -> list[dict[str, str]]:
    """The log's lines, in none of which anything stands that was planted."""
    whole = written.getvalue()
    assert [what for what, said in PLANTED.items() if said in whole] == []
    return [json.loads(line) for line in whole.splitlines()]


def fails_in_a_view() -> str:
    raise ValueError(f"{SAID} {request.form} {request.headers}")


def fails_in_the_database() -> str:
    with here().database.writing() as session:
        session.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": SAID})
    return ""


def fails_in_a_template() -> str:
    return render_template_string("{{ said.no_such_thing.at_all }}", said=SAID)


def fails_with_a_cause() -> str:
    try:
        fails_in_a_view()
    except ValueError as problem:
        raise KeyError(SAID) from problem
    return ""


@pytest.mark.parametrize(
    "view", [fails_in_a_view, fails_in_the_database, fails_in_a_template, fails_with_a_cause]
)
def test_a_page_that_fails_writes_its_kind_and_place(
    sqlite_council: Council, written: io.StringIO, view: object
) -> None:
    sqlite_council.app.config["WTF_CSRF_ENABLED"] = False
    sqlite_council.app.view_functions["office.try_sign_in"] = view  # type: ignore[assignment]
    assert send(sqlite_council, "/office/sign-in") == 500
    [line] = lines(written)
    assert " at office.try_sign_in, in " in line["message"]


def test_what_fails_around_a_page_or_in_place_of_one_writes_no_address(
    sqlite_council: Council, written: io.StringIO
) -> None:
    """Flask itself writes these, and it would write the path: some paths open a door."""
    app = sqlite_council.app

    @app.errorhandler(404)
    def fails(_error: object) -> str:
        raise ValueError(SAID)

    @app.after_request
    def add_nothing(response: Response) -> Response:
        return response

    assert send(sqlite_council, f"/no-such-page/{PLANTED['a token']}") == 500
    assert {line["error"] for line in lines(written) if "error" in line} == {"ValueError"}
    assert lines(written)


def test_all_that_is_refused_writes_nothing_of_what_was_sent(
    sqlite_council: Council, written: io.StringIO
) -> None:
    sqlite_council.app.config["WTF_CSRF_ENABLED"] = False
    key = sqlite_council.open()
    for path in (
        "/office/sign-in",
        f"/office/invitation/{PLANTED['a token']}",
        f"/try/{PLANTED['a token']}/",
        f"/s/{key}/back",
        f"/s/{key}/code",
        f"/s/{key}/sync",
        "/take-out",
        "/my-words",
        "/no-such-page",
    ):
        assert send(sqlite_council, path) < 500
    add(sqlite_council, "officer", *Role)
    officer = as_someone(sqlite_council, "officer")
    for path in ("people", "bringing-in", "settings/council", "take-out", "concerns/open"):
        officer.post(f"/office/{path}", data={"name": SAID, "words": SAID, "password": SAID}).close()
    lines(written)
