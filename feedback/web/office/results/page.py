"""The page of results: every question with its numbers and comments, searched, by group or for a part.

Groups, a part and the wave before are asked for in the address, so that a link shows the same again. The
words that somebody searches for are sent in a form and are in no address: they may be a name, or what a child
wrote, and addresses stand in logs, in a browser's history and in links that are passed on. They aren't kept.
A part of the answers is for looking at and never published: beside the whole it would tell who the rest are.
Comments aren't shown for a part: they would be joined to the answers of who wrote them.
"""

from collections.abc import Mapping, Sequence

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.lookup import NotFound
from feedback.adapters.store import comments as written
from feedback.adapters.store import told, waves
from feedback.adapters.tables import Comment, Wave
from feedback.domain.answered import WaveAnswers
from feedback.domain.roles import May
from feedback.domain.searching import LONGEST, Search
from feedback.web.context import here
from feedback.web.office.desk import office, wave_of
from feedback.web.office.results.asked import NOTHING, Asked, asked
from feedback.web.office.results.rows import (
    FIRST,
    Row,
    Views,
    Written,
    asks_for,
    first,
    rows,
    searched,
    with_comments,
)

TOO_LONG = f"Search for {LONGEST} letters at most. Nothing was searched."
Page = str | tuple[str, int] | AnyResponse


@office.get("/waves/<wave>")
def results(wave: str) -> str:
    """Every question of a wave with its counts as they are, marked where they won't be published."""
    return _page(wave, asked(), None)


@office.post("/waves/<wave>")
def search_results(wave: str) -> Page:
    """The questions that have some words in them, in their answers, or in what was written."""
    search = Search.of(request.form.get("words", ""))
    if search.too_long:
        return _page(wave, asked(), search, {"words": TOO_LONG}), 422
    if not search.words:
        return redirect(url_for("office.results", wave=wave, **asked().address), 303)
    return _page(wave, asked(), search)


def _page(key: str, asking: Asked, search: Search | None, wrong: Mapping[str, str] = {}) -> str:
    with here().database.looking() as reading:
        wave = wave_of(reading, key)
        whole = told.gather(reading, [wave], rules=here().settings.rules)[0]
        no_groups = whole.kept is not None and bool(asking.by or asking.only)
        asking = NOTHING if no_groups else asking
        try:
            answers = asking.of(whole)
        except NotFound:
            abort(404)
        before = _before(reading, wave)
        every = _rows(reading, wave, (answers, before), asking, None if wrong else search)
        found = [r for r in every if r.hit or r.written_hits] if search and not wrong else every
        return render_template(
            "office/results.html",
            wave=wave,
            source=whole.source,
            answers=answers,
            asked=asking,
            chosen=[_chosen(answers, *condition) for condition in asking.only],
            before=before,
            rows=found,
            search=search,
            hits=(sum(r.hit for r in every), sum(r.written_hits for r in every)),
            wrong=wrong,
            no_groups=no_groups,
            gone=whole.kept is not None,
            marked=all(q.breakdown for q in answers.survey.questions if q.key in asking.by),
            can_group=[q for q in answers.survey.questions if q.options and not q.takes_several],
            reference=written.reference,
            is_open=wave.access != waves.NOBODY and wave.opens_on <= here().today <= wave.closes_on,
        )


def _before(session: Session, wave: Wave) -> Wave | None:
    """The wave of the same survey that opened last before this one."""
    earlier = (w for w in waves.every(session, wave.survey_key) if w.opens_on < wave.opens_on)
    return next(earlier, None)


def _rows(
    session: Session,
    wave: Wave,
    seen: tuple[WaveAnswers, Wave | None],
    asking: Asked,
    search: Search | None,
) -> list[Row]:
    """Every question that somebody was asked, with its comments for those who may read them."""
    answers, before = seen
    earlier = _earlier(session, before, asking) if before and asking.before else None
    rules = None if asking.only else here().settings.rules
    found = rows(Views(answers, rules, asking.by, earlier))
    if search:
        found = [asks_for(row, search) for row in found]
    if asking.only or May.SEE_COMMENTS not in current_user.may:
        return found
    return with_comments(found, _written(session, wave, search))


def _written(session: Session, wave: Wave, search: Search | None) -> Mapping[str, Written]:
    """What people wrote, by question. Only a search reads all of it: a large wave has very much."""
    if search is None:
        return {key: first(*some) for key, some in written.first(session, wave, FIRST).items()}
    every = _by_question(written.every(session, wave))
    return {key: searched(comments, search) for key, comments in every.items()}


def _earlier(session: Session, before: Wave, asking: Asked) -> WaveAnswers | None:
    """The same part of the wave before; None if it doesn't have these answers, or has nobody's any more."""
    try:
        return asking.part_of(told.gather(session, [before])[0])
    except NotFound:
        return None


def _by_question(comments: Sequence[Comment]) -> Mapping[str, Sequence[Comment]]:
    found: dict[str, list[Comment]] = {}
    for comment in comments:
        found.setdefault(comment.question, []).append(comment)
    return found


def _chosen(answers: WaveAnswers, question: str, option: str) -> tuple[str, str]:
    """A condition in words: the question, and the answer to it."""
    asked_in = answers.survey.question(question)
    assert asked_in is not None  # the answers were narrowed by it
    return asked_in.ask, asked_in.label(option)
