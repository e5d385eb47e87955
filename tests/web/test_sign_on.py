"""The council's own sign-on, before a real provider over real HTTP: who was invited gets in, nobody else."""

import shutil
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from feedback.adapters.store import invitations, people
from feedback.domain.roles import Role
from tests.conftest import TODAY, Council
from tests.live import settings
from tests.web.conftest import REAL
from tests.web.people import add, log, sign_in, wait
from tests.web.test_people import administrator, invited, link_on, number_of
from tests.web.visitor import Visitor

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the provider is made with what Authlib will drop
    import oidc_provider_mock

pytestmark = [
    pytest.mark.filterwarnings("ignore::authlib.deprecate.AuthlibDeprecationWarning"),
    pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning"),
]
CLIENT = {"TOLDUS_OIDC_CLIENT_ID": "told-us", "TOLDUS_OIDC_CLIENT_SECRET": "a secret of theirs"}


@dataclass
class Town:
    """A council with a sign-on of its own."""

    council: Council
    issuer: str


@pytest.fixture
def town(tmp_path: Path, sqlite_template: Path) -> Iterator[Town]:
    copy = tmp_path / "told-us.sqlite3"
    shutil.copy(sqlite_template, copy)
    with oidc_provider_mock.run_server_in_thread(require_nonce=True) as provider:
        issuer = f"http://localhost:{provider.server_port}"
        given = {"DATABASE_URL": f"sqlite:///{copy}", "TOLDUS_OIDC_ISSUER": issuer, **CLIENT, **REAL}
        made = Council(settings(tmp_path, TOLDUS_OIDC_NAME="Sign in with Dorset", **given))
        yield Town(made, issuer)
        made.database.close()


def sent_to(visitor: Visitor, path: str = "/office/sign-on") -> str:
    """Where the provider is asked."""
    response = visitor.client.get(path)
    assert response.status_code == 302, response.text
    return str(response.location)


def at_provider(url: str, sub: str = "sam@council", **form: str) -> str:
    """Signs on there; the path that leads back."""
    answer = requests.post(url, data={"sub": sub, **form}, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    back = urlsplit(answer.headers["Location"])
    assert back.path == "/office/sign-on/back"
    return f"{back.path}?{back.query}"


def signs_on(town: Town, sub: str = "sam@council", start: str = "/office/sign-on") -> Visitor:
    visitor = Visitor(town.council.client())
    visitor.get(at_provider(sent_to(visitor, start), sub))
    return visitor


def tied(town: Town, name: str = "Sam", sub: str = "sam@council") -> Visitor:
    """Somebody who was invited and took the council's sign-on."""
    boss = administrator(town.council)
    return signs_on(town, sub, f"{invited(town.council, boss, name)}/sign-on")


def test_somebody_invited_takes_the_councils_sign_on_and_comes_back_by_it(town: Town) -> None:
    visitor = tied(town)
    assert visitor.path == "/office/"
    again = signs_on(town)
    assert again.path == "/office/"  # and no second factor of ours was asked for
    again.get("/office/account")
    assert "You are signed in as sam: officer." in again.page.text
    assert "Change my password" not in again.page.text
    with again.client.session_transaction() as session:
        assert set(session) <= {"_user_id", "_fresh", "csrf_token", "whose"}
    assert ("sam", "accepted an invitation", "with the council’s sign-on") in log(town.council)
    assert log(town.council)[-1] == ("sam", "signed in", "with the council’s sign-on")


def test_what_is_asked_has_a_state_a_nonce_and_proof_of_the_code(town: Town) -> None:
    visitor = Visitor(town.council.client())
    asked = parse_qs(urlsplit(sent_to(visitor)).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["scope"] == ["openid"]
    assert len({asked[name][0] for name in ("state", "nonce", "code_challenge")}) == 3
    assert parse_qs(urlsplit(sent_to(visitor)).query)["state"] != asked["state"]


def test_nobody_gets_in_who_was_not_invited(town: Town) -> None:
    add(town.council, "sam@council", Role.OFFICER)  # the same name proves nothing
    visitor = signs_on(town)
    assert "nobody has invited you" in visitor.page.text
    assert visitor.client.get("/office/").status_code == 302
    assert log(town.council) == [("someone unknown", "sign-on without an invitation", "")]


def test_an_identity_belongs_to_one_person_and_an_invitation_to_one_identity(town: Town) -> None:
    tied(town)
    boss = sign_in(town.council, "boss")
    with town.council.database.writing() as session:
        kim = people.add(session, "kim", [Role.ANALYST], TODAY)
        token = invitations.invite(session, kim, int(town.council.clock[0].timestamp()))
    path = f"/office/invitation/{token}"
    taken = signs_on(town, "sam@council", f"{path}/sign-on")
    assert "already belongs to somebody" in taken.page.text
    kim = signs_on(town, "kim@council", f"{path}/sign-on")
    assert kim.path == "/office/"
    late = Visitor(town.council.client())
    assert late.get(f"{path}/sign-on").status_code == 404
    assert boss.client.get(path).status_code == 404


def test_a_reset_of_everything_unties_the_identity(town: Town) -> None:
    boss = administrator(town.council)
    signs_on(town, start=f"{invited(town.council, boss)}/sign-on")
    boss.post(f"{number_of(boss, 'sam')}/reset", {"what": "everything"})
    path = link_on(boss)
    assert "nobody has invited you" in signs_on(town).page.text
    assert signs_on(town, "sam@new-council", f"{path}/sign-on").path == "/office/"


def test_whoever_is_removed_does_not_come_back(town: Town) -> None:
    visitor = tied(town)
    with town.council.database.writing() as session:
        people.remove(session, people.get(session, 2).officer)
    visitor.get("/office/account")
    assert visitor.path == "/office/sign-in"
    assert "nobody has invited you" in signs_on(town).page.text


def test_a_link_that_resets_a_phone_can_not_be_taken_by_any_account_of_the_council(town: Town) -> None:
    boss = administrator(town.council)
    add(town.council, "kim", Role.OFFICER)
    boss.post(f"{number_of(boss, 'kim')}/reset", {"what": "second"})
    path = link_on(boss)
    visitor = Visitor(town.council.client())
    visitor.get(path)
    assert "Sign in with Dorset" not in visitor.page.text
    assert visitor.get(f"{path}/sign-on").status_code == 404


def test_saying_no_there_says_so_here(town: Town) -> None:
    visitor = Visitor(town.council.client())
    response = visitor.get(at_provider(sent_to(visitor), action="deny"))
    assert response.status_code == 422
    assert "didn’t let you in" in visitor.page.text


def test_a_way_back_that_was_not_begun_here_or_too_long_ago_is_refused(town: Town) -> None:
    tied(town)
    attacker, victim = Visitor(town.council.client()), Visitor(town.council.client())
    back = at_provider(sent_to(attacker))
    for tried in (back, "/office/sign-on/back", "/office/sign-on/back?state=&code=x"):
        assert victim.get(tried).status_code == 422
        assert "begun somewhere else" in victim.page.text
    sent_to(victim)
    assert victim.get(back).status_code == 422  # one of the victim's own, but with the attacker's state
    wait(town.council, minutes=11)
    assert attacker.get(back).status_code == 422
    assert attacker.client.get("/office/").status_code == 302


def test_a_code_that_is_made_up_or_used_is_refused(town: Town) -> None:
    tied(town)
    visitor = Visitor(town.council.client())
    back = at_provider(sent_to(visitor))
    state = parse_qs(urlsplit(back).query)["state"][0]
    assert visitor.get(f"/office/sign-on/back?state={state}&code=made-up").status_code == 422
    assert "couldn’t prove who you are" in visitor.page.text
    assert visitor.get(back).status_code == 422  # the state was used by that


def test_ways_back_that_were_begun_here_are_throttled(town: Town) -> None:
    visitor = Visitor(town.council.client())
    tried = []
    for _ in range(21):
        sent_to(visitor)
        tried.append(visitor.get("/office/sign-on/back?state=x&code=y").status_code)
    assert tried == [422] * 20 + [429]


def test_another_website_can_not_keep_a_building_out(town: Town) -> None:
    tied(town)
    stranger = town.council.client()  # the pictures of another website carry no cookie of ours
    for _ in range(25):
        assert stranger.get("/office/sign-on/back").status_code == 422
    assert signs_on(town).path == "/office/"
    with town.council.database.writing() as session:
        kim = people.add(session, "kim", [Role.ANALYST], TODAY)
        token = invitations.invite(session, kim, int(town.council.clock[0].timestamp()))
    tried = [stranger.get(f"/office/invitation/guess-{n}").status_code for n in range(21)]
    assert tried == [404] * 20 + [429]
    assert stranger.get(f"/office/invitation/{token}").status_code == 200
    assert signs_on(town, "kim@council", f"/office/invitation/{token}/sign-on").path == "/office/"


def test_another_website_can_not_begin_a_sign_on(town: Town) -> None:
    client = town.council.client()
    response = client.get("/office/sign-on", headers={"Sec-Fetch-Site": "cross-site"})
    assert (response.status_code, response.location) == (302, "/office/sign-in")
    with client.session_transaction() as session:
        assert "sign_on" not in session
    ours = client.get("/office/sign-on", headers={"Sec-Fetch-Site": "same-origin"})
    assert ours.location.startswith(town.issuer)


def test_the_page_that_was_asked_for_opens_and_never_another_site(town: Town) -> None:
    tied(town)
    for then, opens in (
        ("/office/commitments", "/office/commitments"),
        ("//evil.example/office/x", "/office/"),
    ):
        visitor = Visitor(town.council.client())
        visitor.get(at_provider(sent_to(visitor, f"/office/sign-on?then={then}")))
        assert visitor.path == opens


def test_no_form_of_ours_may_lead_anywhere_else(town: Town) -> None:
    visitor = Visitor(town.council.client())
    response = visitor.get("/office/sign-in")
    assert "Sign in with Dorset" in visitor.page.text
    assert "form-action 'self';" in response.headers["Content-Security-Policy"]
    assert any(a["href"].startswith("/office/sign-on") for a in visitor.page.all("a"))


def test_where_there_is_none_there_is_no_button_and_no_way(sqlite_council: Council) -> None:
    visitor = Visitor(sqlite_council.client())
    visitor.get("/office/sign-in")
    assert not [a for a in visitor.page.all("a") if "sign-on" in a["href"]]
    assert visitor.get("/office/sign-on").status_code == 404
    assert visitor.get("/office/sign-on/back").status_code == 404


def test_a_provider_that_is_down_says_so(tmp_path: Path, sqlite_template: Path) -> None:
    copy = tmp_path / "told-us.sqlite3"
    shutil.copy(sqlite_template, copy)
    given = {"DATABASE_URL": f"sqlite:///{copy}", "TOLDUS_OIDC_ISSUER": "http://127.0.0.1:9", **CLIENT}
    council = Council(settings(tmp_path, **given))
    visitor = Visitor(council.client())
    assert visitor.get("/office/sign-on").status_code == 502
    assert "doesn’t answer" in visitor.page.text
    council.database.close()
