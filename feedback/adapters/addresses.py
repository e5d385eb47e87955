"""The address of a PostgreSQL as its driver wants it: of one server, or of several that stand in for others.

Knows nothing of where an address comes from. A server that is gone is noticed within seconds: who writes the
address may say otherwise in it.
"""

import re

from sqlalchemy import URL, make_url

DRIVER = "postgresql+psycopg://"
_SCHEMES = ("postgres://", "postgresql://", DRIVER)
_SEVERAL = re.compile(r"((?:[^:/@]*(?::[^@]*)?@)?)([^/?@]*,[^/?@]*)(/[^?]*|)(?:\?(.*))?", re.DOTALL)
PORT = "5432"
WRITER, STANDBY = "read-write", "standby"  # the driver's words

# Seconds, but for the last, which is in milliseconds: a machine whose power went says nothing more.
PATIENCE = {
    "connect_timeout": "5",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}


def is_postgres(url: str) -> bool:
    return url.startswith(_SCHEMES)


def of_postgres(url: str, wanted: str = WRITER) -> str:
    """An address as libpq writes it, in the driver's form: //name:password@one:5432,two:5432/database. Of
    several servers, the wanted one is asked, unless the address says otherwise.
    """
    scheme = next(s for s in _SCHEMES if url.startswith(s))
    rest = url.removeprefix(scheme)
    found = _SEVERAL.fullmatch(rest)
    if found is None:
        return DRIVER + rest
    who, hosts, database, options = found.groups(default="")
    each = [f"host={host if ':' in host else f'{host}:{PORT}'}" for host in hosts.split(",")]
    if "target_session_attrs=" not in options:
        each.append(f"target_session_attrs={wanted}")
    return f"{DRIVER}{who}{database or '/'}?{'&'.join([*each, *filter(None, [options])])}"


def patient(url: str) -> URL:
    """The address with how long to wait for a silent server. Raises ArgumentError or ValueError."""
    made = make_url(url)
    return made.update_query_dict({k: v for k, v in PATIENCE.items() if k not in made.query})
