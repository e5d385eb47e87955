"""What people wrote in a wave, a page at a time: by question, by state, searched; and judging it.

As on the page of results, the words that somebody searches for are in no address. So a comment that is judged
from a search brings the same search back as the answer, and not a new address. Judging twice changes nothing.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.redaction import explain
from feedback.adapters.store import comments as written
from feedback.adapters.store import editions
from feedback.adapters.tables import Comment
from feedback.domain.searching import Search
from feedback.domain.surveys import Survey
from feedback.web.context import here
from feedback.web.office import moods
from feedback.web.office.desk import done, office, wave_of
from feedback.web.office.moods import UNHAPPY_FIRST
from feedback.web.office.paging import leaf
from feedback.web.office.results.page import TOO_LONG

NEW, CLEARED, DECLINED, PRIVATE = "new", "cleared", "declined", "private"
CHANGED = "changed"  # by its writer, since the officer looked
STATES = {
    NEW: "Not decided",
    CLEARED: "Cleared for quoting",
    DECLINED: "Not to be quoted",
    PRIVATE: "Its writer asked us not to print it",
}
Page = str | tuple[str, int] | AnyResponse


@dataclass(frozen=True)
class Kept:
    """Which comments the address asks for: a question's, those in a state; "" for all. In which order, and
    the page.
    """

    question: str
    state: str
    page: str
    order: str

    @property
    def address(self) -> dict[str, Any]:
        """What makes url_for ask for the same again."""
        return {name: value for name, value in vars(self).items() if value}

    def has(self, comment: Comment) -> bool:
        return self.question in ("", comment.question) and self.state in ("", state_of(comment))


def state_of(comment: Comment) -> str:
    """The state of a comment as it's shown: what its writer doesn't allow is in none that we choose."""
    return comment.state if comment.may_quote else PRIVATE


def _kept() -> Kept:
    """What the address of this request asks for. What there isn't is not asked for."""
    state = request.args.get("state", "")
    state = state if state in STATES else ""
    order = request.args.get("order", "")
    order = order if order == UNHAPPY_FIRST and here().settings.guess_mood else ""
    return Kept(request.args.get("question", ""), state, request.args.get("page", ""), order)


@office.get("/waves/<wave>/comments")
def comments(wave: str) -> str:
    """What people wrote, to be cleared for quoting or not."""
    return _page(wave, _kept(), None)


@office.post("/waves/<wave>/comments")
def judge(wave: str) -> Page:
    """Clears one comment for quoting in the form its writer saw, or declines it; or searches."""
    search = Search.of(request.form.get("words", ""))
    kept = _kept()
    if search.too_long:
        return _page(wave, kept, search, {"words": TOO_LONG}), 422
    searching = "words" in request.form and "comment" not in request.form
    done_so = "" if searching else _judged(wave)
    if not search.words:
        return redirect(url_for("office.comments", wave=wave, done=done_so or None, **kept.address), 303)
    return _page(wave, kept, search, done_so=done_so)


def _judged(wave: str) -> str:
    """Keeps what an officer decided of one comment, in the form that was looked at; the state that it is in
    now, or CHANGED if its writer was quicker.
    """
    state, (called, _, seen) = request.form.get("state", ""), request.form.get("comment", "").partition("-")
    if state not in (CLEARED, DECLINED):
        abort(400)
    try:
        with here().database.writing() as writing:
            if not written.judge(writing, wave_of(writing, wave), called, state, seen):
                abort(400)
            done(writing, f"{state} a comment", wave)
    except written.Changed:
        return CHANGED
    return state


def _page(
    key: str, kept: Kept, search: Search | None, wrong: Mapping[str, str] = {}, done_so: str = ""
) -> str:
    with here().database.reading() as reading:
        wave = wave_of(reading, key)
        every = moods.arranged(written.every(reading, wave), kept.order)
        asks = _asks(editions.of(reading, wave.survey_key), {c.question for c in every})
        if kept.question not in ("", *asks):
            abort(404)
        looked_for = search if search and search.words and not wrong else None
        found = [c for c in every if kept.has(c) and (looked_for is None or looked_for.finds(c.text))]
        shown = leaf(found, kept.page)
        return render_template(
            "office/comments.html",
            wave=wave,
            survey=editions.get(reading, wave.survey_key, wave.edition),
            asks=asks,
            states=STATES,
            state_of=state_of,
            counts={s: sum(state_of(c) == s for c in every) for s in STATES},
            there=len(every),
            kept=kept,
            leaf=shown,
            search=search,
            looked_for=looked_for,
            reference=written.reference,
            form_of=written.form_of,
            guess=moods.guess,
            guesses=here().settings.guess_mood,
            explain=partial(explain, lists=here().settings.take_out),
            wrong=wrong,
            done_so=done_so or request.args.get("done", ""),
        )


def _asks(editions: Mapping[int, Survey], written_under: Set[str]) -> Mapping[str, str]:
    """The questions that comments were written under, with their newest words, in the order of the survey."""
    newest = {q.key: q.ask for _, survey in sorted(editions.items()) for q in survey.questions}
    return {key: ask for key, ask in newest.items() if key in written_under}
