"""A file of one's own that waits: found by its token, or not found. No routes."""

from dataclasses import dataclass

from flask import abort, redirect, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters import bringing as work
from feedback.adapters.imports.showing import Shown, Told
from feedback.adapters.store import bringing
from feedback.domain.surveys import Survey
from feedback.web.context import here
from feedback.web.office.bringing_in import working


@dataclass(frozen=True)
class Waiting:
    """A file that was read: what was understood, what was said of it, and what is to be tried or failed."""

    opened: bringing.Opened
    found: Shown
    told: Told
    tried: Told | None
    survey: Survey | None  # the one that the file is of; None for a new one

    @property
    def token(self) -> str:
        return self.opened.row.token


def opened(session: Session, token: str) -> bringing.Opened:
    """One's own file, or not found."""
    context = here()
    who = current_user.number
    found = bringing.get(session, context.settings.secret_key, who, token, context.now())
    return found or abort(404)


def waiting(session: Session, token: str) -> Waiting | None:
    """One's own file if it was read and nobody is working on it; else None: its own page says how it is."""
    file = opened(session, token)
    if file.row.state != bringing.READY:
        return None
    told, found = work.told_of(session, file), work.found_in(session, file)
    tried = work.told_of(session, file, bringing.ASKED)
    if told is None or found is None:
        return None
    survey = work.known(session, here().content.surveys, told.survey) if told.survey else None
    return Waiting(file, found, told, tried, survey)


def to_its_page(token: str) -> AnyResponse:
    return redirect(url_for("office.brought", token=token), 303)


def try_it(token: str, told: Told) -> AnyResponse:
    """Has the file read anew with what was said. If somebody is at it already, their page is shown."""
    with here().database.writing() as writing:
        attempt = work.ask(writing, opened(writing, token), told, bringing.WORKING, here().now())
    if attempt is not None:
        working.begin(token, attempt, work.look)
    return to_its_page(token)
