"""What the pages of actions start with: the promise, a key, a day that was typed, how a save is told. No
routes.
"""

import hashlib
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeAlias

from flask import abort, redirect, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import records
from feedback.adapters.store.records import By, Kept, Wanted
from feedback.adapters.store.records import short as short
from feedback.domain.frameworks import Commitment, Framework
from feedback.domain.wording import Finding
from feedback.web.context import here
from feedback.web.office.desk import done
from feedback.web.office.making.desk import number, typed

Page: TypeAlias = str | tuple[str, int] | AnyResponse
NEW = "new"
_KEY = re.compile(r"[0-9a-f]{16}", re.ASCII)
LOOKED = "looked"


def commitment_of(key: str) -> tuple[Framework, Commitment]:
    """A commitment with its framework, or not found."""
    return here().content.commitment(key) or abort(404)


def fresh_key() -> str:
    """A key for something new. It is in the form, so that a form that is sent twice is kept once."""
    return secrets.token_hex(8)


def whole_key(kind: str, key: str) -> str:
    """A record's key by the part of it that stands in an address, or not found."""
    return f"{kind}/{key}" if _KEY.fullmatch(key) else abort(404)


def by() -> By:
    """The officer of this request, and the time."""
    return By(current_user.number, here().now())


def day(name: str) -> date | None:
    """The day that was typed in a field; None for what is no day."""
    try:
        return date.fromisoformat(request.form.get(name, "").strip())
    except ValueError:
        return None


def words(name: str) -> str:
    """What was typed in a field, without what no page can show and without spaces around that."""
    return typed(name).strip()


def version() -> int:
    """The version that the page of this form was made from; 0 for something new."""
    return max(number("version"), 0)


def wanted(
    key: str, kind: str, commitment: str, held: Mapping[str, object], *, forget: bool = False
) -> Wanted:
    """What to keep, from the version that the page of this form was made from."""
    return Wanted(key, kind, commitment, held, version(), forget)


def to_look_at(findings: Iterable[Finding], *words: str) -> tuple[dict[str, list[Finding]], str]:
    """Advice by field, and a fingerprint of the words it is about. Advice that was shown for just these words
    isn't shown again: who saves them a second time means them.
    """
    fingerprint = hashlib.sha256("\0".join(words).encode()).hexdigest()[:16]
    shown: dict[str, list[Finding]] = {}
    if request.form.get(LOOKED) != fingerprint:
        for found in findings:
            shown.setdefault(found.at, []).append(found)
    return shown, fingerprint


def belongs(session: Session, key: str, kind: str, commitment: str) -> None:
    """Not found where a record of this key belongs to another promise."""
    row = records.get(session, key, kind)
    if row is not None and row.commitment != commitment:
        abort(404)


def told(session: Session, kept: Kept, act: str, about: str, to: str, again: Callable[[Kept], str]) -> Page:
    """Where a save leads: on, or to the form again with what another saved meanwhile."""
    if kept.gone or kept.clashes:
        return again(kept), 409
    done(session, act, about)
    return redirect(to, 303)


def acting(commitment: str, saved: str = "yes") -> str:
    """The address of a promise's page of what was done."""
    return url_for("office.acting", commitment=commitment, saved=saved)
