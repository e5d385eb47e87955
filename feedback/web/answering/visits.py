"""One request to a wave: what it asks, how this person reads it, and the answers held so far. No routes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import drafts, editions, waves
from feedback.adapters.tables import Wave
from feedback.domain import journey
from feedback.domain.journey import Answer
from feedback.domain.questions import Question
from feedback.domain.reading import Reading, Said
from feedback.domain.surveys import Survey
from feedback.web import language, pictures
from feedback.web.answering import held_words, holding
from feedback.web.context import here

answering = Blueprint("answering", __name__, url_prefix="/s/<wave>")
Page = str | tuple[str, int] | AnyResponse
GRACE = timedelta(days=1)  # someone who began before midnight may still send
ANSWERABLE = (waves.OPEN, waves.CODES)


@dataclass(frozen=True)
class Visit:
    """The wave, what it asks, how it is read, and the answers held so far. Whoever is `writing` is alone with
    them until the visit ends.
    """

    session: Session
    wave: Wave
    survey: Survey
    edition: str  # the fingerprint of what is asked
    reading: Reading
    token: str | None
    writing: bool = False

    @cached_property
    def answers(self) -> dict[str, Answer] | None:
        """None if there are none."""
        if self.token is None:
            return None
        held = drafts.load(self.session, self.wave, self.token, here().today, hold=self.writing)
        return None if held is None else held_words.opened(journey.fitting(self.survey, held))

    def page(self, name: str, **more: object) -> str:
        return render_template(
            f"answering/{name}.html",
            wave=self.wave,
            survey=self.survey,
            edition=self.edition,
            reading=self.reading,
            group=holding.group(self.wave),
            held=self.token or "",
            pictures=pictures.drawn(self.session) if self.reading.easy else {},
            to=self.to,
            promise=promised(self.wave),
            **more,
        )

    def to(self, page: str, **more: object) -> str:
        """The address of a page of this wave, for its templates."""
        values: dict[str, Any] = {"wave": self.wave.key, **more}
        return url_for(f"answering.{page}", **values)

    def go(self, page: str, question: str | None = None, change: int | None = None) -> AnyResponse:
        where = url_for(f"answering.{page}", wave=self.wave.key, question=question, change=change)
        return redirect(where, 303)

    def on(self, question: Question | None) -> AnyResponse:
        """On to a question, or to the check when there is none."""
        return self.go("check") if question is None else self.go("ask", question=question.key)

    def with_token(self, token: str) -> "Visit":
        """The same visit for whoever has this token, which may not be this browser's own."""
        asked = editions.Asked(self.wave, self.survey, self.edition)
        return _seen(self.session, asked, token, self.writing)


def promised(wave: Wave) -> dict[str, Said | None]:
    """Who reads words of harm in a wave and how soon, as far as the council said it: in English."""
    promise = waves.terms_of(wave).promise
    who, soon = promise.harm_reader, promise.harm_within
    return {"who": Said(who) if who else None, "soon": Said(soon) if soon else None}


@contextmanager
def visiting(key: str, writing: bool = False, joining: bool = False) -> Iterator[Visit]:
    """A visit to a wave. Not found if nobody may answer it. `joining` means that rows are changed together
    which nothing may join afterwards.
    """
    database = here().database
    with (database.writing if writing else database.reading)() as session:
        here().read_settings(session)
        found = editions.asked(session, key)
        if found is None or found.wave.access not in ANSWERABLE:
            abort(404)
        yield _seen(session, found, holding.token(found.wave), writing)
    if joining:
        database.settle()


def _seen(session: Session, asked: editions.Asked, token: str | None, writing: bool) -> Visit:
    wave, survey, edition = asked
    language.offer(survey.languages)
    reading = Reading(survey, language.current(), language.easy() and survey.has_easy)
    return Visit(session, wave, survey, edition, reading, token, writing)


def shut(visit: Visit, begun: bool = False) -> Page | None:
    """The page that says that a wave isn't open yet or no more; None if it is open."""
    today = here().today
    if today < visit.wave.opens_on:
        return visit.page("not_open_yet"), 403
    if visit.wave.people_gone_on or today - (GRACE if begun else timedelta()) > visit.wave.closes_on:
        return visit.page("closed"), 403
    return None


def gone(visit: Visit) -> Page:
    """No answers are held: they were sent, or the draft is gone or never was."""
    if visit.token and drafts.was_sent(visit.session, visit.wave, visit.token):
        return visit.go("thanks")
    return visit.page("gone", kept_days=drafts.KEPT_DAYS), 410
