"""A provider that lies, over real HTTP: no identity token gets through that isn't signed, new and for us."""

import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from flask import Flask, redirect, request
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from feedback.adapters import sign_on
from feedback.adapters.how_to_sign_in import SignOn
from feedback.adapters.sign_on import FAILURE_KEPT_SECONDS, KEPT_SECONDS, Discovery, SignOnFailed
from tests.live import serving

BACK = "http://localhost/office/sign-on/back"
KEY, OTHER_KEY = RSAKey.generate_key(2048, {"kid": "ours"}), RSAKey.generate_key(2048, {"kid": "ours"})


@dataclass
class Provider:
    """What it says of itself and of whoever comes, and what it was asked."""

    issuer: str = ""
    about: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    key: Any = field(default_factory=lambda: KEY)
    header: dict[str, str] = field(default_factory=lambda: {"alg": "RS256", "kid": "ours"})
    token_status: int = 200
    asked: dict[str, str] = field(default_factory=dict)
    asked_about: int = 0

    def app(self) -> Flask:
        app = Flask("provider")

        @app.get("/.well-known/openid-configuration")
        def about() -> dict[str, Any]:
            self.asked_about += 1
            base = {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys"}
            ends = {f"{name}_endpoint": f"{self.issuer}/{name}" for name in ("authorization", "token")}
            return {**base, **ends, **self.about}

        @app.get("/keys")
        def keys() -> dict[str, Any]:
            return {"keys": [KEY.as_dict(private=False)]}

        @app.get("/moved")
        @app.get("/there/.well-known/openid-configuration")
        def moved() -> Any:
            return redirect("/keys" if request.path == "/moved" else "/.well-known/openid-configuration")

        @app.post("/token")
        def token() -> Any:
            self.asked = {**request.form, "header": request.headers.get("Authorization", "")}
            made = jwt.encode(self.header, self.claims, self.key, algorithms=[self.header["alg"]])
            return {"access_token": "x", "token_type": "Bearer", "id_token": made}, self.token_status

        return app


@pytest.fixture
def provider():
    made = Provider()
    with serving(made.app()) as address:
        made.issuer = address
        yield made


def council(provider):
    return SignOn(provider.issuer, "told-us", "a secret", "Sign in")


def comes_back(provider, changes=(), **given):
    now, discovery = int(time.time()), Discovery()

    def about():
        return discovery.of(council(provider), now)

    url, asked = sign_on.begin(council(provider), BACK, about)
    right = {"iss": provider.issuer, "aud": "told-us", "sub": "sam", "exp": now + 300, "iat": now}
    claims = {**right, "nonce": asked.nonce, **dict(changes)}
    provider.claims = {name: value for name, value in claims.items() if value is not None}
    answer = {"state": asked.state, "code": "a code", **given}
    return url, sign_on.finish(council(provider), BACK, asked, answer, about)


def test_a_right_token_says_who_it_is_and_the_code_is_proved(provider):
    url, subject = comes_back(provider)
    assert subject == "sam"
    challenge = parse_qs(urlsplit(url).query)["code_challenge"][0]
    assert create_s256_code_challenge(provider.asked["code_verifier"]) == challenge
    assert (provider.asked["code"], provider.asked["redirect_uri"]) == ("a code", BACK)
    assert provider.asked["header"].startswith("Basic ")


@pytest.mark.parametrize(
    "changes",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "somebody-else"},
        {"aud": None},
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"sub": None},
        {"azp": "somebody-else"},
    ],
)
def test_a_token_that_is_not_for_us_now_is_refused(provider, changes):
    with pytest.raises(SignOnFailed, match="couldn’t prove who you are"):
        comes_back(provider, changes)


@pytest.mark.parametrize(
    ("key", "header"),
    [
        (OTHER_KEY, {"alg": "RS256", "kid": "ours"}),
        (OctKey.import_key(secrets.token_bytes(32)), {"alg": "HS256"}),
        (OctKey.import_key(b"x" * 32), {"alg": "none"}),
    ],
)
@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_a_token_that_is_not_signed_with_their_key_is_refused(provider, key, header):
    provider.key, provider.header = key, header
    with pytest.raises(SignOnFailed, match="couldn’t prove who you are"):
        comes_back(provider)


def test_an_answer_that_leads_elsewhere_is_not_followed(provider):
    provider.about = {"jwks_uri": f"{provider.issuer}/moved"}
    with pytest.raises(SignOnFailed, match="couldn’t prove"):
        comes_back(provider)
    there = SignOn(f"{provider.issuer}/there", "told-us", "a secret", "Sign in")
    with pytest.raises(SignOnFailed, match="doesn’t answer"):
        Discovery().of(there, 0)


def test_another_issuer_than_the_one_we_were_told_is_refused(provider):
    provider.about = {"issuer": "https://elsewhere.example"}
    with pytest.raises(SignOnFailed, match="isn’t set up right"):
        comes_back(provider)


@pytest.mark.parametrize("about", [{"jwks_uri": "http://127.0.0.1:9/keys"}, {"token_endpoint": "no address"}])
def test_a_provider_that_is_half_down_says_so(provider, about):
    provider.about = about
    with pytest.raises(SignOnFailed, match="couldn’t prove who you are"):
        comes_back(provider)


def test_a_token_that_is_refused_there_is_refused_here(provider):
    provider.token_status = 500
    with pytest.raises(SignOnFailed, match="couldn’t prove who you are"):
        comes_back(provider)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"state": "another"}, "begun somewhere else"),
        ({"state": "é²"}, "begun somewhere else"),
        ({"code": ""}, "couldn’t say who you are"),
        ({"error": "server_error"}, "couldn’t say who you are"),
        ({"error": "access_denied"}, "didn’t let you in"),
    ],
)
def test_an_answer_that_is_not_right_is_told_in_plain_words(provider, given, said):
    with pytest.raises(SignOnFailed, match=said):
        comes_back(provider, **given)


def test_it_is_asked_about_itself_once_in_a_while_and_not_by_everyone_who_begins(provider):
    discovery, ours = Discovery(), council(provider)
    with ThreadPoolExecutor(8) as many:
        found = list(many.map(lambda _: discovery.of(ours, 1000), range(8)))
    assert {one["token_endpoint"] for one in found} == {f"{provider.issuer}/token"}
    assert provider.asked_about == 1
    discovery.of(ours, 1000 + KEPT_SECONDS - 1)
    assert provider.asked_about == 1
    discovery.of(ours, 1000 + KEPT_SECONDS)
    assert provider.asked_about == 2


def test_that_it_is_not_right_is_kept_for_a_minute(provider):
    discovery, ours = Discovery(), council(provider)
    provider.about = {"issuer": "https://elsewhere.example"}
    for now in (1000, 1000 + FAILURE_KEPT_SECONDS - 1):
        with pytest.raises(SignOnFailed, match="isn’t set up right"):
            discovery.of(ours, now)
    assert provider.asked_about == 1
    provider.about = {}
    assert discovery.of(ours, 1000 + FAILURE_KEPT_SECONDS)["issuer"] == provider.issuer
