"""Every secret is made as a person makes it, and then looked for in the whole database, as it was given out.

Somebody who has a copy of the database should be able to sign in nowhere, answer for nobody and open nothing.
docs/guarding.md says how many bits each has and what slows down whoever guesses.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from feedback.domain.roles import Role
from feedback.web.office.bringing_in import working
from tests.conftest import PASSWORD, Council, small_survey
from tests.live import settings
from tests.web import test_bringing_in, test_codes, test_concerns, test_later, test_reviewing, test_taking_out
from tests.web.people import add, phone_of, set_up, sign_in
from tests.web.test_making import whole
from tests.web.test_people import NEW, accept, administrator, invited
from tests.web.visitor import Visitor

SERVER = {
    "SECRET_KEY": "the server's own key that signs cookies",
    "TOLDUS_METRICS_TOKEN": "made-up-token-of-forty-letters",
    "TOLDUS_OIDC_ISSUER": "https://sign-on.example.org",
    "TOLDUS_OIDC_CLIENT_ID": "told-us",
    "TOLDUS_OIDC_CLIENT_SECRET": "what the sign-on knows us by",
}
NEVER_KEPT = ("SECRET_KEY", "TOLDUS_METRICS_TOKEN", "TOLDUS_OIDC_CLIENT_SECRET")
HOME = "203.0.113.77"  # an address that someone guesses from
Secrets = dict[str, str]


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> Iterator[Council]:
    """A council with all that a server is told in secret."""
    made = Council(replace(settings(tmp_path, **SERVER), database_url=database_url))
    yield made
    made.database.close()


def in_cookie(visitor: Visitor) -> Mapping[str, Any]:
    with visitor.client.session_transaction() as session:
        return dict(session)


def of_signing_in(council: Council) -> Secrets:
    """A password, a session, one before its second factor, a phone's key, recovery codes, a form's token."""
    add(council, "sam")
    sam = sign_in(council, "sam")
    cookie = in_cookie(sam)
    sam.get("/office/account")
    sam.post("/office/account/second-factor", {"second-password": PASSWORD})
    phone = phone_of(sam)
    _phone, codes = set_up(council, sam)
    halfway = in_cookie(sign_in(council, "sam"))["halfway"]
    assert len(codes) == 10
    return {
        "a password": PASSWORD,
        "a session": cookie["_user_id"],
        "a form's token": cookie["csrf_token"],
        "a session before its second factor": halfway,
        "a phone's key": phone.secret,
        "a recovery code": codes[0],
        "a recovery code without its hyphens": codes[1].replace("-", ""),
    }


def of_inviting(council: Council) -> Secrets:
    """A link that is open, and one that was used, with the password that was chosen."""
    boss = administrator(council)
    used, left = invited(council, boss, "Alex"), invited(council, boss, "Ash")
    accept(council, used)
    return {
        "an invitation": left.rsplit("/", 1)[-1],
        "a used one": used.rsplit("/", 1)[-1],
        "its password": NEW,
    }


def of_answering(council: Council) -> Secrets:
    """An unsent draft with its three words, a code, and the words that take sent answers out."""
    visitor, key, words = test_later.with_words(council)
    token = in_cookie(visitor)["drafts"][key]
    coded = test_codes.coded(council, "With codes")
    code, other = test_codes.made(council, coded, 2)
    test_codes.started(council, coded, code)
    gone = test_taking_out.send(Visitor(council.client()), key)
    return {
        "a draft": token,
        "words that bring answers back": words,
        "words that take answers out": gone,
        "a code": code.replace(" ", ""),
        "a code as it is printed": other,
    }


def of_guessing(council: Council) -> Secrets:
    """Where somebody guesses from, and a name that is nobody's and may be a password."""
    visitor = Visitor(council.client())
    visitor.client.environ_base["REMOTE_ADDR"] = HOME
    visitor.get("/office/sign-in")
    visitor.post("/office/sign-in", {"name": "hunter2 typed too early", "password": "wrong one here"})
    return {"an address": HOME, "a name": "hunter2 typed too early", "a wrong password": "wrong one here"}


def of_trying(council: Council) -> Secrets:
    """A link to try a survey, and the browser that tries it."""
    link = test_reviewing.link(whole(council))
    young = test_reviewing.begun(council, link)
    test_reviewing.tap(young, link, "unclear", words="")
    numbers = [v for v in in_cookie(young).values() if isinstance(v, str) and re.fullmatch("[0-9a-f]{32}", v)]
    assert len(numbers) == 1
    return {"a link to try a survey": link.split("/")[2], "who tries it": numbers[0]}


def of_concerns(council: Council) -> Secrets:
    """A lead's passphrase and paper key, and what only leads may read."""
    lead = test_concerns.lead(council)
    paper = test_concerns.printed(lead)
    key = council.open(small_survey("worried"))
    test_concerns.tells(council, key)
    lead.get("/office/concerns")
    return {
        "a passphrase": test_concerns.PASSPHRASE,
        "a key on paper": paper,
        "a key on paper without hyphens": paper.replace("-", ""),
    }


def of_bringing_in(council: Council) -> Secrets:
    """A file of last year's answers, with people's addresses in it."""
    add(council, "brings", Role.OFFICER)
    officer = sign_in(council, "brings")
    assert test_bringing_in.give(officer, test_bringing_in.export()) == 200
    return {"an address in a file": "sam3@example.org", "words in a file": "Zebra crossings near my school"}


KINDS: list[Callable[[Council], Secrets]] = [
    of_signing_in,
    of_inviting,
    of_answering,
    of_guessing,
    of_trying,
    of_concerns,
    of_bringing_in,
]


def everything(council: Council) -> Iterator[tuple[str, bytes]]:
    """Every value of every column of every table; and on SQLite, its files as they are on the disk."""
    with council.database.reading() as session:
        for table in inspect(session.connection()).get_table_names():
            for row in session.execute(text(f'SELECT * FROM "{table}"')).mappings():
                for column, value in row.items():
                    yield f"{table}.{column}", _bytes(value)
    if council.database.engine.dialect.name == "sqlite":
        file = Path(str(council.database.engine.url.database))
        for each in file.parent.glob(f"{file.name}*"):
            yield each.name, each.read_bytes()


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    return (value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)).encode()


def found(council: Council, secrets: Secrets) -> list[str]:
    """Which secrets stand where."""
    return [
        f"{what} in {where}"
        for where, content in everything(council)
        for what, secret in secrets.items()
        if secret.encode() in content
    ]


@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
def test_no_secret_can_be_read_in_the_database(
    house: Council, make: Callable[[Council], Secrets], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "PATIENCE", 120.0)
    secrets = make(house)
    assert all(len(secret) > 7 for secret in secrets.values()), secrets
    assert found(house, secrets | {name: SERVER[name] for name in NEVER_KEPT}) == []


def test_the_search_finds_what_stands_in_a_column_and_in_a_file(house: Council) -> None:
    add(house, "kept as it is")
    where = found(house, {"a name": "kept as it is"})
    assert "a name in officer.name" in where
    if house.database.engine.dialect.name == "sqlite":
        assert any("sqlite3" in place for place in where)
