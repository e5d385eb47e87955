"""What every room of the office starts with: its blueprint, a wave by its key, the audit log. No routes."""

from collections.abc import Mapping
from datetime import date, timedelta

from flask import Blueprint, abort
from flask_login import current_user
from sqlalchemy.orm import Session

from feedback.adapters.store import audit, waves
from feedback.adapters.store.opening import surveys_to_open
from feedback.adapters.tables import Wave
from feedback.domain.surveys import Survey
from feedback.web.context import here

LATE = timedelta(days=30)  # paper comes back by post, after the last day
office = Blueprint("office", __name__, url_prefix="/office")


def wave_of(session: Session, key: str) -> Wave:
    """A wave, or not found."""
    return waves.get(session, key) or abort(404)


def takes_paper(wave: Wave, today: date) -> bool:
    """True while a wave can still be answered, or its last papers are still on their way."""
    return wave.access != waves.NOBODY and not wave.people_gone_on and today <= wave.closes_on + LATE


def answerable(session: Session, key: str) -> Wave:
    """A wave that people answer, or not found: one that was imported has no codes and no paper."""
    wave = wave_of(session, key)
    return wave if wave.access != waves.NOBODY else abort(404)


def surveys_now(session: Session) -> Mapping[str, Survey]:
    """Every survey by key, as an office published it last; as its file says where none did."""
    return surveys_to_open(session, here().content)


def done(session: Session, act: str, about: str = "") -> None:
    """Writes down that the officer of this request did something, in the transaction that does it."""
    audit.record(session, current_user.name, act, about, here().now())
