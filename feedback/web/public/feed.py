"""What is told in public as a feed, for whoever follows it in a feed reader. In English.

Nothing that a young person wrote stands in it: feeds are copied, and copies can't be taken back.
"""

import hmac
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from uuid import UUID

from flask import Response, request, url_for
from sqlalchemy.orm import Session

from feedback.adapters import atom
from feedback.adapters.languages import long_date
from feedback.adapters.store import actions, records, told_sections
from feedback.domain.actions import FIRST_DAY, Action, State
from feedback.domain.frameworks import Commitment, Framework
from feedback.web.context import here
from feedback.web.public.desk import public

MOST = 50  # entries, the newest


@public.get("/told/feed.atom")
def feed() -> Response:
    """The newest that was published, done, or can't be done. Unchanged, it's asked for at no cost."""
    with here().database.looking() as reading:
        found = sorted([*_editions(reading), *_deeds(reading)], key=lambda e: (e.on, e.known_by.int))
    written = atom.write(
        atom.Feed(
            known_by=_known_by("feed"),
            title=f"{here().settings.council}: what you told us, and what we did",
            author=here().settings.council,
            link=url_for("public.told_all", _external=True),
            itself=url_for("public.feed", _external=True),
            began=FIRST_DAY,
            entries=found[: -MOST - 1 : -1],
        )
    )
    response = Response(written, mimetype=atom.MEDIA_TYPE)
    response.set_etag(sha256(written).hexdigest()[:32])
    response.make_conditional(request)
    return response


def _editions(session: Session) -> Iterator[atom.Entry]:
    """Each time that a promise's section was published."""
    for row in told_sections.all_of_them(session, MOST):
        if found := here().content.commitment(row.commitment):
            words = f"What young people told us about this promise was published on {long_date(row.told_on)}."
            yield _entry(f"told/{row.commitment}/{row.number}", row.told_on, found, "published", words)


def _deeds(session: Session) -> Iterator[atom.Entry]:
    """What was done, and what can't be and why, of promises of which something is published."""
    published = told_sections.last_of_each(session)
    changed = records.changed_on(session, actions.ACTION)
    for row, action in actions.actions(session):
        found = here().content.commitment(row.commitment)
        if found and row.commitment in published and action.state != State.DOING:
            yield _entry(
                row.key, changed[row.key], found, _state(action), f"{action.words} {action.why}".strip()
            )


def _state(action: Action) -> str:
    return "done" if action.state == State.DONE else "we can’t do this"


def _entry(name: str, on: date, found: tuple[Framework, Commitment], what: str, words: str) -> atom.Entry:
    framework, promise = found
    title = f"{framework.kind} {promise.number}, {promise.name}: {what}"
    link = url_for("public.told", commitment=promise.key, _external=True)
    return atom.Entry(_known_by(name), on, title, words, link)


def _known_by(name: str) -> UUID:
    """The same for the same thing whatever its address, and in no other council's feed."""
    key = here().settings.secret_key.encode()
    return UUID(bytes=hmac.digest(key, f"feed {name}".encode(), "sha256")[:16], version=4)
