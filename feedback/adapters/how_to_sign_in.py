"""How officers sign in here, and for how long. Knows nothing of where that is set."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SignOn:
    """The council's own sign-on, by OpenID Connect: its address, who we are there, our button's words."""

    issuer: str
    client_id: str
    client_secret: str
    name: str


@dataclass(frozen=True)
class SigningIn:
    """How officers sign in, and for how long: unused, and in all, in seconds."""

    needs_second_factor: bool = True
    idle: int = 30 * 60
    whole: int = 12 * 60 * 60
    sign_on: SignOn | None = None
