"""Keying paper in: one page with every question, one response for each paper. Knows no answer's meaning."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flask import abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.languages import in_english
from feedback.adapters.store import codes, drafts, editions, responses, waves
from feedback.adapters.tables import Wave
from feedback.domain.journey import Answer
from feedback.domain.surveys import Survey
from feedback.domain.translations import ENGLISH
from feedback.web.answering import entry as code_page
from feedback.web.answering import sending
from feedback.web.context import here
from feedback.web.office import typed
from feedback.web.office.desk import LATE, answerable, done, office, takes_paper


@dataclass(frozen=True)
class Desk:
    """One wave at the keyboard: what it asks, and what has been keyed in."""

    session: Session
    wave: Wave
    survey: Survey
    given: Mapping[str, str]

    def page(self, wrong: Mapping[str, str] | None = None, saved: bool = False) -> str:
        languages = [(code, in_english(code)) for code in (ENGLISH, *self.survey.languages)]
        return render_template(
            "office/entry.html",
            wave=self.wave,
            survey=self.survey,
            numbers={q.key: n for n, q in enumerate(self.survey.questions, 1)},
            field=typed.field,
            languages=languages,
            days=self.days,
            given=self.given,
            wrong=wrong or {},
            focus="" if wrong else self._first_empty(),
            form_token=self.given.get("form") or secrets.token_urlsafe(24),
            saved=saved,
            harm=saved and "harm" in request.args,
            promise=waves.terms_of(self.wave).promise,
            so_far=responses.counted(self.session, self.wave, "paper"),
        )

    @property
    def days(self) -> tuple[date, date]:
        """The days on which a paper can have been filled in."""
        return self.wave.opens_on, max(self.wave.opens_on, min(here().today, self.wave.closes_on))

    def _first_empty(self) -> str:
        first = ["code"] if self.wave.access == waves.CODES else []
        fields = [*first, *map(typed.field, self.survey.questions)]
        return next((name for name in fields if not self.given.get(name)), "save")


@office.get("/waves/<wave>/entry")
def entry(wave: str) -> str | tuple[str, int]:
    """An empty form for the next paper. The language and the day stay as they were."""
    with here().database.reading() as reading:
        desk = _desk(reading, wave, request.args)
        return _shut(desk.wave) or desk.page(saved="saved" in request.args)


@office.post("/waves/<wave>/entry")
def key_in(wave: str) -> str | tuple[str, int] | AnyResponse:
    """Keeps one paper, once, or shows what is wrong with all that was keyed in still there."""
    with here().database.writing() as writing:
        desk = _desk(writing, wave, request.form)
        if shut := _shut(desk.wave):
            return shut
        if "save" not in request.form:  # Enter, where no script takes it to the next field
            return desk.page()
        wrong, keyed = _wrong_with(desk), typed.read(desk.survey, request.form)
        wrong |= keyed.wrong
        if not any(desk.given.get(typed.field(q)) for q in desk.survey.questions):
            wrong[typed.field(desk.survey.questions[0])] = "Nothing has been keyed in yet"
        saved_before = drafts.was_sent(writing, desk.wave, desk.given.get("form", ""))
        if not saved_before and not wrong:
            wrong |= _keep(desk, keyed)
        if wrong and not saved_before:
            return desk.page(wrong), 422
        language, day = desk.given["language"], desk.given["day"]
        harm = 1 if _has_harm(keyed.answers.values()) else None
        return redirect(
            url_for("office.entry", wave=wave, saved=1, language=language, day=day, harm=harm), 303
        )


def _has_harm(answers: Iterable[Answer]) -> bool:
    """True if words of harm were keyed in: nobody can ask whoever wrote them, so the officer is told."""
    return any(here().content.harm.find(answer.words) for answer in answers)


def _desk(session: Session, key: str, given: Mapping[str, str]) -> Desk:
    wave = answerable(session, key)
    survey = editions.get(session, wave.survey_key, wave.edition)
    first = {"language": ENGLISH, "day": min(here().today, wave.closes_on).isoformat()}
    return Desk(session, wave, survey, {**first, **{k: v for k, v in given.items() if k != "csrf_token"}})


def _shut(wave: Wave) -> tuple[str, int] | None:
    """The page that says that paper can't be keyed in today; None if it can."""
    today = here().today
    why = "early" if today < wave.opens_on else "" if takes_paper(wave, today) else "late"
    return (
        (render_template("office/entry_shut.html", wave=wave, why=why, late=LATE.days), 403) if why else None
    )


def _wrong_with(desk: Desk) -> dict[str, str]:
    """What is wrong beside the answers: the language, the day, the code."""
    wrong = {}
    if desk.given["language"] not in (ENGLISH, *desk.survey.languages):
        wrong["language"] = "Choose the language of the paper"
    if _day(desk) is None:
        wrong["day"] = (
            "Give the day that the paper was filled in: not before the survey opened, and not after today"
        )
    if desk.wave.access == waves.CODES:
        secret = here().settings.secret_key
        found = codes.plain(desk.given.get("code", ""))
        good = codes.unused(desk.session, desk.wave, secret, found) if found else None
        if not good:
            wrong["code"] = code_page.WRONG if good is None else code_page.USED
    return wrong


def _day(desk: Desk) -> date | None:
    """The day that was given; the last day of the survey for a paper that was filled in after it."""
    try:
        given = date.fromisoformat(desk.given["day"])
    except ValueError:
        return None
    return min(given, desk.wave.closes_on) if desk.wave.opens_on <= given <= here().today else None


def _keep(desk: Desk, keyed: typed.Keyed) -> dict[str, str]:
    """Keeps a paper, unless its form was sent before. What is wrong if its code was used meanwhile."""
    token, wave, session = desk.given.get("form", ""), desk.wave, desk.session
    if not 20 <= len(token) <= 100:
        abort(400)
    if not drafts.leave_husk(session, wave, token, here().today):
        return {}
    if wave.access == waves.CODES:
        code = codes.plain(desk.given["code"])
        if not codes.use(session, wave, here().settings.secret_key, code):
            drafts.drop(session, token)
            return {"code": code_page.USED}
    how = responses.Circumstances(_day(desk) or wave.closes_on, desk.given["language"], "paper")
    sending.keep(session, wave, desk.survey, keyed.answers, how)
    done(session, "keyed a paper in", wave.key)
    return {}
