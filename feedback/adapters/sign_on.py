"""The council's own sign-on, by OpenID Connect: where to send someone, and who came back. Knows nothing of
who may come in, and no pages.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeAlias

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests.exceptions import RequestException

from feedback.adapters.how_to_sign_in import SignOn

WAIT_SECONDS = 5
KEPT_SECONDS, FAILURE_KEPT_SECONDS = 10 * 60, 60
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
_CLOCKS_DIFFER = 60  # seconds


About: TypeAlias = Callable[[], Mapping[str, str]]  # what the provider says of itself; raises SignOnFailed


class SignOnFailed(Exception):  # noqa: N818
    """The sign-on didn't say who someone is, with what to do, in words for them."""


@dataclass(frozen=True)
class Asked:
    """What was sent along, and has to come back or be proved."""

    state: str
    nonce: str
    verifier: str


class Discovery:
    """What the provider says of itself, asked for once in a while: anyone may begin to sign in, and none of
    them should make us ask again. That it didn't answer is kept too, for less long.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: tuple[SignOn, int, Mapping[str, str] | SignOnFailed] | None = None

    def of(self, council: SignOn, now: int) -> Mapping[str, str]:
        """Its addresses. Now in seconds. Raises SignOnFailed."""
        with self._lock:  # whoever comes meanwhile waits for the answer, and doesn't ask
            if self._kept is None or not self._holds(self._kept, council, now):
                self._kept = (council, now, self._asked(council))
            found = self._kept[2]
        if isinstance(found, SignOnFailed):
            raise SignOnFailed(str(found))
        return found

    @staticmethod
    def _holds(kept: tuple[SignOn, int, Mapping[str, str] | SignOnFailed], council: SignOn, now: int) -> bool:
        of, at, found = kept
        most = FAILURE_KEPT_SECONDS if isinstance(found, SignOnFailed) else KEPT_SECONDS
        return of == council and 0 <= now - at < most

    @staticmethod
    def _asked(council: SignOn) -> Mapping[str, str] | SignOnFailed:
        try:
            return _discovered(council)
        except SignOnFailed as problem:
            return problem


def begin(council: SignOn, back_to: str, about: About) -> tuple[str, Asked]:
    """The address to send someone to, and what to hold against their return. Raises SignOnFailed."""
    with _client(council, back_to) as client:
        found = about()
        asked = Asked(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48))
        url, _state = client.create_authorization_url(
            found["authorization_endpoint"],
            state=asked.state,
            nonce=asked.nonce,
            code_verifier=asked.verifier,
        )
        return str(url), asked


def finish(council: SignOn, back_to: str, asked: Asked, given: Mapping[str, str], about: About) -> str:
    """Who came back: their subject, checked. Raises SignOnFailed."""
    if given.get("error") == "access_denied":
        raise SignOnFailed(
            "The council’s sign-on didn’t let you in. Try again, or use a name and a password."
        )
    if not secrets.compare_digest(given.get("state", "").encode(), asked.state.encode()):
        raise SignOnFailed("This sign-in was begun somewhere else, or too long ago. Begin again.")
    if "error" in given or not given.get("code"):
        raise SignOnFailed("The council’s sign-on couldn’t say who you are. Try again in a minute.")
    with _client(council, back_to) as client:
        found = about()
        try:
            token = client.fetch_token(
                found["token_endpoint"],
                grant_type="authorization_code",
                code=given["code"],
                code_verifier=asked.verifier,
                timeout=WAIT_SECONDS,
            )
            keys = client.get(found["jwks_uri"], withhold_token=True, timeout=WAIT_SECONDS)
            keys.raise_for_status()
            return _subject(council, token, keys.json(), asked.nonce)
        except (AuthlibBaseError, JoseError, RequestException, ValueError, KeyError, TypeError) as problem:
            raise SignOnFailed(
                "The council’s sign-on couldn’t prove who you are. Try again. "
                "If it goes on, tell whoever runs Told Us."
            ) from problem


def _client(council: SignOn, back_to: str) -> OAuth2Session:
    client = OAuth2Session(
        council.client_id,
        council.client_secret,
        scope="openid",  # who they are and nothing more: no name, no address
        redirect_uri=back_to,
        code_challenge_method="S256",
    )
    client.max_redirects = 0  # an answer that leads elsewhere is none
    return client


def _discovered(council: SignOn) -> Mapping[str, str]:
    """What the provider says of itself, if it's the one we were told."""
    address = f"{council.issuer.rstrip('/')}/.well-known/openid-configuration"
    try:
        answer = requests.get(address, timeout=WAIT_SECONDS, allow_redirects=False)
        answer.raise_for_status()
        said = answer.json()
        found = {k: str(said[k]) for k in ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")}
    except (RequestException, ValueError, KeyError, TypeError) as problem:
        raise SignOnFailed("The council’s sign-on doesn’t answer. Try again in a few minutes.") from problem
    secure = council.issuer.startswith("https://")
    right = found["issuer"].rstrip("/") == council.issuer.rstrip("/")
    if not right or (secure and not all(url.startswith("https://") for url in found.values())):
        raise SignOnFailed("The council’s sign-on isn’t set up right. Tell whoever runs Told Us.")
    return found


def _subject(council: SignOn, token: Mapping[str, Any], keys: Any, nonce: str) -> str:  # noqa: ANN401
    """The subject of an identity token that is signed, new and meant for us. Raises JoseError, ValueError."""
    found = jwt.decode(token["id_token"], KeySet.import_key_set(keys), algorithms=_ALGORITHMS)
    jwt.JWTClaimsRegistry(
        leeway=_CLOCKS_DIFFER,
        iss={"essential": True, "values": [council.issuer, council.issuer.rstrip("/")]},
        aud={"essential": True, "value": council.client_id},
        sub={"essential": True},
        exp={"essential": True},
        nonce={"essential": True, "value": nonce},
    ).validate(found.claims)
    if found.claims.get("azp", council.client_id) != council.client_id:
        raise ValueError("the token is meant for another")
    return str(found.claims["sub"])
