"""One request by a link: the survey as it stands, and this browser's part in it. No routes.

A browser has a random number in its cookie. With what it said it makes a mark, so that the same said twice is
one; from a mark nobody can tell whose it is, or which marks are of the same browser.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, redirect, render_template, session, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters import tables_designs, tables_reviewing
from feedback.adapters.store import designs, review_links
from feedback.domain.flags import START, Role, role_of
from feedback.domain.reading import Reading
from feedback.web import drafted, language
from feedback.web.context import here
from feedback.web.walking import Walk

reviewing = Blueprint("reviewing", __name__, url_prefix="/try/<token>")
Page = str | tuple[str, int] | AnyResponse
_WHO, _AS = "reviewer", "reviewing-as"
_PAGES = ("welcome", "start", "ask", "answer", "check", "send")


class Ended(Exception):  # noqa: N818
    """The link is over, or was taken back."""


@dataclass(frozen=True)
class Visit:
    """A link that is good, its survey as it stands now, and how it is walked."""

    session: Session
    token: str
    link: tables_reviewing.ReviewLink
    design: tables_designs.Design
    walk: Walk

    @property
    def who(self) -> str:
        """This browser's random number; "" before it began."""
        return str(session.get(_WHO, ""))

    @property
    def role(self) -> Role:
        return role_of(str(session.get(_AS, {}).get(self.link.token_hash, "")))

    @property
    def begun(self) -> bool:
        return self.link.token_hash in session.get(_AS, {})

    def begin(self, role: Role) -> None:
        """Remembers in this browser who it is as a role, and counts it once."""
        session.setdefault(_WHO, secrets.token_hex(16))
        if not self.begun:
            review_links.began(self.session, self.link)
        session[_AS] = {self.link.token_hash: role.value}  # one link at a time: a cookie has little room

    def mark(self, *said: object) -> str:
        """What makes the same said twice by this browser one."""
        return hashlib.sha256("\n".join([self.who, *map(str, said)]).encode()).hexdigest()

    def to(self, page: str, **more: object) -> str:
        """The address of one of this link's pages."""
        values: dict[str, Any] = {"token": self.token, **more}
        return url_for(f"reviewing.{page}", **values)

    def go(self, page: str, **more: object) -> AnyResponse:
        return redirect(self.to(page, **more), 303)

    def number(self, place: str) -> int:
        """What a question is called where it is tried: its place from 1; 0 if it isn't there."""
        return next((n for n, q in enumerate(self.walk.survey.questions, 1) if q.key == place), 0)

    def place(self, place: str, **more: object) -> str:
        """The address of the page that a flag is of."""
        return self.to("ask", question=place, **more) if place != START else self.to("welcome", **more)

    def page(self, name: str, **more: object) -> str:
        """A page of this link's own, that isn't one of answering."""
        return render_template(
            f"reviewing/{name}.html", visit=self, survey=self.walk.survey, reading=self.walk.reading,
            easy=self.walk.reading.easy, **more,
        )  # fmt: skip


@contextmanager
def visiting(token: str, writing: bool = False) -> Iterator[Visit]:
    """A visit by a link. Not found for a token that is none; raises Ended for a link that is over."""
    database = here().database
    with (database.writing if writing else database.reading)() as opened:
        link = review_links.find(opened, token[:200])
        if link is None:
            abort(404)
        if not review_links.is_good(link, here().today):
            raise Ended
        yield _visit(opened, token, link)


def _visit(opened: Session, token: str, link: tables_reviewing.ReviewLink) -> Visit:
    design = designs.get(opened, link.survey_key) or abort(404)
    survey, left_out = drafted.as_far(design)
    language.offer(survey.languages)
    reading = Reading(
        survey, language.current(), language.easy() and survey.has_easy and bool(survey.questions)
    )

    def to(page: str, **more: object) -> str:
        values: dict[str, Any] = {"token": token, **more}
        return url_for(f"reviewing.{page if page in _PAGES else 'welcome'}", **values)

    return Visit(opened, token, link, design, Walk(reading, left_out, "reviewing/tried.html", to))


@reviewing.errorhandler(Ended)
def ended(_error: Ended) -> Page:
    """The page behind a link that is over."""
    return render_template("reviewing/ended.html"), 410
