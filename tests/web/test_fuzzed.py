"""Every route is sent what nobody should send, by strangers, by people who answer, and by every role.

Whatever comes: no failure of ours, nothing of theirs in a page as they wrote it, and nothing opens that
shouldn't. Each route gets the same few requests each time. For more, say how many: TOLDUS_FUZZ=500;
on PostgreSQL with TOLDUS_FUZZ_ON=postgres.
"""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote
from zlib import crc32

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from sqlalchemy import make_url
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

import feedback.web
from feedback.adapters.settings import shipped
from feedback.domain.roles import Role, rights
from feedback.web.access import ACCESS, Who
from tests.conftest import Council, a_postgres
from tests.live import settings as settings_in
from tests.web.attacks import CANARY, WORDS, Attack, attacks, path_with
from tests.web.people import add
from tests.web.test_every_route import as_someone
from tests.web.visitor import Page

EXAMPLES = int(os.environ.get("TOLDUS_FUZZ", "6"))
FIELDS = ("input", "select", "textarea", "button")
PAGES = ("text/html", "application/atom+xml", "image/svg+xml")
STRANGER, ANSWERING, HALFWAY = "a stranger", "someone who answers", "someone half signed in"
WAVE, DESIGN = "small-autumn-2026", "club-survey"
REAL = {
    "wave": WAVE,
    "design": DESIGN,
    "question": "in-control",
    "commitment": "pledge-5",
    "framework": "cheshire-east-pledges",
    "name": "council",
    "person": "1",
    "number": "1",
    "version": "1",
    "scale": "agree",
    "ending": "docx",
    "key": "skip",
}


def field_names() -> list[str]:
    """Every name that a page of ours reads from what is sent to it, or writes into a form."""
    read = re.compile(r'(?:form|args|files)\.get(?:list)?\("([^"{]+)"')
    written = re.compile(r'name="([a-z_-]+)"')
    code = Path(feedback.web.__file__).parent.rglob("*.py")
    found = {name for file in code for name in read.findall(file.read_text())}
    pages = shipped("templates").rglob("*.html")
    found |= {name for file in pages for name in written.findall(file.read_text())}
    return sorted(found | {"answer-day", "key-0", "label-0", CANARY, "\x00"})


NAMES = field_names()


@dataclass
class House:
    """A council with everybody in it, and something behind every door."""

    council: Council
    rules: dict[str, Rule]
    tokens: dict[str, str] = field(default_factory=dict)
    forms: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def path(self, endpoint: str, pick: tuple[int, ...]) -> str:
        """A path of this route: mostly a real one, else with something hostile in one of its parts."""
        rule, built = self.rules[endpoint], ""
        for (is_part, text), chosen in zip(rule._trace, [0, *pick * 4], strict=False):
            if not is_part:
                built += text
                continue
            real = self.tokens.get(f"{endpoint.split('.')[0]}.{text}") or REAL.get(text, "x")
            whole = str(10**chosen) if "int:" in rule.rule else WORDS[chosen * 3]
            built += real if chosen < 9 else quote(whole[:200], errors="surrogatepass")
        return built.split("|", 1)[-1]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database with today's tables: SQLite, or the other if that is asked for."""
    if os.environ.get("TOLDUS_FUZZ_ON") == "postgres":
        template = make_url(request.getfixturevalue("postgres_template")).database
        with a_postgres(request.getfixturevalue("postgres_server"), str(template)) as url:
            yield url
    else:
        copy = tmp_path_factory.mktemp("database") / "told-us.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), copy)
        yield f"sqlite:///{copy}"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, address: str) -> Iterator[House]:
    council = Council(replace(settings_in(tmp_path_factory.mktemp("fuzzed")), database_url=address))
    council.app.config["WTF_CSRF_ENABLED"] = False
    council.open()
    add(council, "somebody", Role.OFFICER)  # number 1, whom what is tried on a person is about
    add(council, "has-all", *Role)
    for role in Role:
        add(council, role, role)
    made = House(council, {rule.endpoint: rule for rule in council.app.url_map.iter_rules()})
    furnish(made)
    yield made
    council.database.close()


def furnish(house: House) -> None:
    """A survey that is being made, a link to try it, and the form that each page would post."""
    officer = as_someone(house.council, Role.OFFICER)
    blank = {"from": "blank", "title": "Club survey", "many": "members", "one": "member"}
    assert officer.post("/office/making/start", data=blank).location == f"/office/making/{DESIGN}?begun=yes"
    page = Page(officer.get(f"/office/making/{DESIGN}").text)
    version = next(i["value"] for i in page.all("input") if i.get("name") == "version")
    asked = {"version": version, "ask": "I feel in control", "kind": "scale"}
    added = officer.post(f"/office/making/{DESIGN}/questions", data=asked)
    house.tokens["office.question"] = added.location.split("?")[0].rsplit("/", 1)[-1]
    page = Page(officer.get(f"/office/making/{DESIGN}/reviewers").text)
    nonce = next(i["value"] for i in page.all("input") if i.get("name") == "nonce")
    linked = officer.post(f"/office/making/{DESIGN}/reviewers", data={"ends": "2026-12-01", "nonce": nonce})
    house.tokens["reviewing.token"] = re.findall(r"/try/([\w-]+)", linked.text)[0]
    house.forms = dict(forms(house))


def forms(house: House) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Where each form on the pages that someone of every role can open leads, and what it would send."""
    client = as_someone(house.council, "has-all")
    for endpoint, rule in house.rules.items():
        if "GET" in (rule.methods or ()):
            yield from posted(client.get(house.path(endpoint, (0,) * 4)))
    yield from posted(answering(house).get(f"/s/{WAVE}/q/in-control"))


def posted(response: TestResponse) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    if response.mimetype != "text/html":
        return
    action, fields = "", list[tuple[str, str]]()
    for tag, attrs in Page(response.text).elements:
        if tag == "form":
            yield action, fields
            action, fields = attrs.get("action", "").split("?")[0], []
        elif tag in FIELDS and attrs.get("name", "csrf_token") != "csrf_token":
            fields.append((attrs["name"], attrs.get("value", "")))
    yield action, fields


def answering(house: House) -> FlaskClient:
    """A phone on which someone has begun."""
    client = house.council.client()
    client.post(f"/s/{WAVE}/start")
    return client


def browser(house: House, who: str) -> FlaskClient:
    if who == STRANGER:
        return house.council.client()
    if who == ANSWERING:
        return answering(house)
    return as_someone(house.council, "has-all" if who == HALFWAY else who, who == HALFWAY)


def people(endpoint: str) -> list[str]:
    """Who tries this route: everybody, and more often those for whom it's meant."""
    meant = [role for role in Role if ACCESS[endpoint] in rights((role,))]
    mostly = meant or ([ANSWERING] if ACCESS[endpoint] is Who.ANYONE else [HALFWAY])
    return [*mostly * 4, STRANGER, ANSWERING, HALFWAY, *Role]


def may_not(endpoint: str, who: str) -> bool:
    """True if this page is not for them."""
    wanted = ACCESS[endpoint]
    if wanted is Who.ANYONE or (wanted is Who.HALFWAY and who == HALFWAY):
        return False
    return who in (STRANGER, ANSWERING, HALFWAY) or wanted not in rights((Role(who),))


def is_wrong(response: TestResponse, attack: Attack, closed: bool) -> str:
    """What is wrong with an answer; "" if nothing."""
    if response.status_code >= 500:
        return f"a failure of ours: {response.status_code}"
    if closed and response.status_code < 300 and attack.method != "OPTIONS":
        return f"it opened: {response.status_code}"
    if attack.method in ("TRACE", "BREW") and response.status_code < 300:
        return f"{attack.method} was done"
    if response.mimetype in PAGES and "Content-Encoding" not in response.headers:
        text = response.get_data()
        if b"<kanarie" in text or b"Traceback (most" in text:
            return "what was sent stands in the page as it was sent"
    if any("kanarie" in value and "<" in value for _, value in response.headers):
        return "what was sent stands in a header as it was sent"
    return ""


@pytest.mark.parametrize("endpoint", sorted(ACCESS))
def test_nothing_that_is_sent_breaks_a_page_or_opens_one(house: House, endpoint: str) -> None:
    form = house.forms.get(house.path(endpoint, (0,) * 4), [])
    posts = "POST" in (house.rules[endpoint].methods or ())

    @seed(crc32(endpoint.encode()))
    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(attacks(NAMES, form, posts), st.sampled_from(people(endpoint)))
    def one(attack: Attack, who: str) -> None:
        path = path_with(house.path(endpoint, attack.pick), attack.query)
        with browser(house, who).open(
            path,
            method=attack.method,
            data=attack.body,
            content_type=attack.kind,
            headers=attack.headers,
            environ_overrides=attack.environ,
        ) as response:
            wrong = is_wrong(response, attack, may_not(endpoint, who))
        assert not wrong, f"{wrong}: {who} at {path[:300]!r}: {attack!r}"

    one()
