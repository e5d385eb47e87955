"""What the lane's pages start with: whether it is open in this browser, and with whose key. No routes."""

import base64
import binascii
from dataclasses import dataclass

from flask import session as cookie
from flask_login import current_user
from sqlalchemy.orm import Session

from feedback.adapters.lead_keys import Pair
from feedback.adapters.store import concern_keys
from feedback.adapters.tables_concerns import ConcernKey
from feedback.web import sessions

_LANE = "lane"  # half of what opens it; the other half is in the database, and goes with the sitting


@dataclass(frozen=True)
class Lane:
    """An open lane: a lead's key, for as long as this request lasts."""

    key: ConcernKey
    mine: Pair


def opened(session: Session) -> Lane | None:
    """The lane if it is open in this browser."""
    try:
        half = base64.b64decode(cookie.get(_LANE, ""), validate=True)
    except (binascii.Error, ValueError, TypeError):
        return None
    found = concern_keys.visiting(session, current_user.get_id(), half, sessions.seconds())
    return None if found is None or found[0].officer_id != current_user.number else Lane(*found)


def open_lane(writing: Session, key: ConcernKey, mine: Pair) -> None:
    """Opens the lane in this browser, for a quarter of an hour or until it signs out."""
    half = concern_keys.begin_visit(writing, current_user.get_id(), key, mine, sessions.seconds())
    cookie[_LANE] = base64.b64encode(half).decode()


def shut_lane(writing: Session) -> None:
    concern_keys.end_visit(writing, current_user.get_id())
    cookie.pop(_LANE, None)


def my_key(session: Session) -> ConcernKey | None:
    return concern_keys.of(session, current_user.number)


def minutes() -> int:
    return concern_keys.OPEN_SECONDS // 60
