"""How often someone guessed wrong lately: codes, three words; or pressed. Knows nothing of what is guessed.

Only wrong guesses of codes count: a whole class may share an address, and get every code right. Tries to
sign in count before they are looked at; a right one is taken back.
"""

from ipaddress import IPv6Address, ip_address

from flask import request
from sqlalchemy.orm import Session

from feedback.adapters.store import throttling
from feedback.web.context import here

_DAY = 24 * 60 * 60 // throttling.WINDOW_SECONDS


def address() -> str:
    """Where this request came from: for IPv6 the network of a home, which has addresses without end."""
    given = request.remote_addr or ""
    try:
        found = ip_address(given)
    except ValueError:
        return given
    return str(int(found) >> 64) if isinstance(found, IPv6Address) else given


def wrong_so_far(what: str) -> int:
    """How many wrong guesses there were of this kind, in this quarter of an hour."""
    context = here()
    with context.database.reading() as reading:
        return throttling.count(reading, context.settings.secret_key, what, _seconds())


def was_wrong(*what: str) -> None:
    """Counts a wrong guess, in a transaction of its own so that it counts whatever comes of it."""
    context = here()
    with context.database.writing() as writing:
        for each in what:
            throttling.tries(writing, context.settings.secret_key, each, _seconds())


def one_too_many(what: str, most: int) -> bool:
    """Counts a try before it is looked at, so that many at once gain nothing. True if it is one too many."""
    context = here()
    with context.database.writing() as writing:
        return throttling.tries(writing, context.settings.secret_key, what, _seconds()) > most


def first_today(what: str) -> bool:
    """Counts a try from this address; True if it's the first in a day, by UTC."""
    context = here()
    who = f"{what} {address()}"
    with context.database.writing() as writing:
        return throttling.tries(writing, context.settings.secret_key, who, _seconds(), _DAY) == 1


def was_right(writing: Session, what: str) -> None:
    """Starts the count anew, in the transaction that found it right."""
    throttling.forget_tries(writing, here().settings.secret_key, what)


def _seconds() -> int:
    return int(here().now().timestamp())
