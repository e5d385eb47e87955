"""Settings from the environment, and where the content folders are. Knows nothing of what they hold."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from feedback.adapters import addresses
from feedback.adapters.how_to_sign_in import SigningIn, SignOn
from feedback.adapters.instance import WrongSetting as WrongSetting
from feedback.adapters.instance import kept_secret, made
from feedback.adapters.word_templates import WrongTemplate, read
from feedback.domain.choices import Avoid, Contact, HelpLine, Logo, TakeOut
from feedback.domain.concerns import Times
from feedback.domain.disclosure import Rules
from feedback.domain.hearing_back import WEEKS

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """A content folder: inside the package in a wheel, beside it in a checkout."""
    return next(folder for folder in (_PACKAGE / "_data" / name, _PACKAGE.parent / name) if folder.is_dir())


@dataclass(frozen=True)
class Settings:
    """Everything that differs from one council or machine to another. docs/settings.md has the table.

    What follows `word_template` is chosen in the office alone. `fixed` names what the environment gave: it
    holds there, whatever was chosen. No languages means all that there are.
    """

    database_url: str
    secret_key: str
    surveys: Path
    council: str
    help_lines: tuple[HelpLine, ...]
    leave_to: str
    plain_http: bool
    behind_proxy: bool
    rules: Rules
    word_template: Path | None = None
    signing_in: SigningIn = field(default_factory=SigningIn)
    concerns: Times = field(default_factory=Times)
    contact: Contact = field(default_factory=Contact)
    colour: str = ""
    logo: Logo | None = None
    avoid: tuple[Avoid, ...] = ()
    languages: tuple[str, ...] = ()
    take_out: TakeOut = field(default_factory=TakeOut)
    guess_mood: bool = False
    metrics_token: str = ""
    read_from: str = ""
    hear_back_weeks: int = WEEKS
    fixed: frozenset[str] = field(default=frozenset(), compare=False)

    @classmethod
    def from_environment(cls, given: Mapping[str, str] | None = None) -> "Settings":
        """Raises WrongSetting for a value that can't be used. An empty one counts as not given."""
        env = {k: v for k, v in (os.environ if given is None else given).items() if v}
        instance = Path(env.get("TOLDUS_INSTANCE", "instance"))
        return cls(
            database_url=_database(env.get("DATABASE_URL", ""), instance),
            secret_key=env.get("SECRET_KEY") or kept_secret(instance),
            surveys=_folder(env.get("TOLDUS_SURVEYS")),
            council=env.get("TOLDUS_COUNCIL", "Cheshire East"),
            help_lines=_help_lines(env.get("TOLDUS_HELP_LINES", "Childline: 0800 1111, free, day and night")),
            leave_to=_address(env, "TOLDUS_LEAVE_TO", "https://www.bbc.co.uk/weather"),
            plain_http=_yes(env, "TOLDUS_PLAIN_HTTP"),
            behind_proxy=_yes(env, "TOLDUS_BEHIND_PROXY"),
            rules=Rules(
                _count(env, "TOLDUS_THRESHOLD", 5, least=1),
                _count(env, "TOLDUS_SMALL_GROUP", 10, least=1),
            ),
            word_template=_word_template(env),
            signing_in=_signing_in(env),
            concerns=Times(
                _count(env, "TOLDUS_CONCERN_HOURS", 24, least=1),
                _count(env, "TOLDUS_CONCERN_DAYS", 30, least=1),
            ),
            metrics_token=_token(env),
            read_from=_replica(env),
            fixed=frozenset(env),
        )


def _token(env: Mapping[str, str]) -> str:
    token = env.get("TOLDUS_METRICS_TOKEN", "").strip()
    if token and len(token) < _SHORTEST_TOKEN:
        raise WrongSetting(f"TOLDUS_METRICS_TOKEN should be at least {_SHORTEST_TOKEN} letters and digits")
    return token


_SHORTEST_TOKEN = 20


def _signing_in(env: Mapping[str, str]) -> SigningIn:
    second = env.get("TOLDUS_SECOND_FACTOR", "required").strip().lower()
    if second not in ("required", "optional"):
        raise WrongSetting("TOLDUS_SECOND_FACTOR should be required or optional")
    return SigningIn(
        needs_second_factor=second == "required",
        idle=_count(env, "TOLDUS_IDLE_MINUTES", 30, least=1) * 60,
        whole=_count(env, "TOLDUS_SESSION_HOURS", 12, least=1) * 60 * 60,
        sign_on=_sign_on(env),
    )


def _sign_on(env: Mapping[str, str]) -> SignOn | None:
    """All of it or nothing. Nobody is asked now: a provider that is down must not keep us from starting."""
    given = [env.get(name, "").strip() for name in _SIGN_ON]
    if not any(given):
        return None
    if missing := [name for name, value in zip(_SIGN_ON, given, strict=True) if not value]:
        raise WrongSetting(f"The council’s own sign-on also needs {' and '.join(missing)}")
    issuer = given[0].rstrip("/")
    if not re.fullmatch(r"https://[^\s?#]+|http://(localhost|127\.0\.0\.1)(:\d+)?(/[^\s?#]*)?", issuer):
        raise WrongSetting("TOLDUS_OIDC_ISSUER should be an address that begins with https://")
    return SignOn(
        given[0], given[1], given[2], env.get("TOLDUS_OIDC_NAME", "Sign in with your council account")
    )


_SIGN_ON = ("TOLDUS_OIDC_ISSUER", "TOLDUS_OIDC_CLIENT_ID", "TOLDUS_OIDC_CLIENT_SECRET")


def _database(url: str, instance: Path) -> str:
    if not url:
        return f"sqlite:///{(made(instance) / 'toldus.sqlite3').resolve()}"
    if addresses.is_postgres(url):
        return addresses.of_postgres(url)
    if not url.startswith("sqlite:///"):
        raise WrongSetting("DATABASE_URL should begin with sqlite:/// or postgresql://")
    return url


def _replica(env: Mapping[str, str]) -> str:
    url = env.get("TOLDUS_READ_FROM", "")
    if url and not (addresses.is_postgres(url) and addresses.is_postgres(env.get("DATABASE_URL", ""))):
        raise WrongSetting(
            "TOLDUS_READ_FROM should begin with postgresql://, and be a standby of the PostgreSQL that "
            "DATABASE_URL names"
        )
    return addresses.of_postgres(url, addresses.STANDBY) if url else ""


def _folder(given: str | None) -> Path:
    folder = Path(given) if given else shipped("surveys")
    if not folder.is_dir():
        raise WrongSetting(f"TOLDUS_SURVEYS names {given}, which is not a folder")
    return folder


def _word_template(env: Mapping[str, str]) -> Path | None:
    """Read once now, so that a template that can't be used is told before anyone needs it."""
    given = env.get("TOLDUS_WORD_TEMPLATE")
    if given is None:
        return None
    try:
        read(Path(given))
    except WrongTemplate as problem:
        raise WrongSetting(f"TOLDUS_WORD_TEMPLATE: {problem}") from problem
    return Path(given)


def _address(env: Mapping[str, str], name: str, default: str) -> str:
    value = env.get(name, default).strip()
    if not re.fullmatch(r"https?://[^\s/;,]+(/[^\s;,]*)?", value):
        raise WrongSetting(f"{name} should be a web address, such as {default}")
    return value


def _help_lines(given: str) -> tuple[HelpLine, ...]:
    lines = []
    for line in given.split(";"):
        found = re.fullmatch(r"\s*([^:]+):\s*(\+?[\d ]{3,20}?)\s*(?:,\s*(.*?))?\s*", line)
        if found is None:
            raise WrongSetting(
                "TOLDUS_HELP_LINES should name who helps, with a number, such as "
                "“Childline: 0800 1111, free, day and night; Samaritans: 116 123”"
            )
        lines.append(HelpLine(found[1].strip(), found[2], found[3] or ""))
    return tuple(lines)


def _yes(env: Mapping[str, str], name: str) -> bool:
    value = env.get(name, "").strip().lower()
    if value not in ("", "0", "no", "false", "1", "yes", "true"):
        raise WrongSetting(f"{name} should be yes or no")
    return value in ("1", "yes", "true")


def _count(env: Mapping[str, str], name: str, default: int, least: int) -> int:
    value = env.get(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise WrongSetting(f"{name} should be a whole number of {least} or more")
    return int(value)
