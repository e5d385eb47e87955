"""Opening a wave in the browser: what is asked before it may open. Knows nothing of what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask import abort, redirect, render_template, request, url_for
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import concern_keys, waves
from feedback.adapters.store.opening import NotReady, open_survey, surveys_to_open
from feedback.adapters.store.waves import CODES, OPEN, Terms
from feedback.adapters.tables import Wave
from feedback.domain.keeping import MONTHS, earliest_end
from feedback.domain.promises import LONGEST, LONGEST_ROLE, SAID, Promise, has_comments
from feedback.domain.surveys import Survey
from feedback.web.context import here
from feedback.web.office.desk import done, office
from feedback.web.office.waves.given import Given

ACCESS = {OPEN: OPEN, CODES: CODES}
COMMENTS = {"yes": "yes", "no": "no"}
USUAL = timedelta(weeks=6)
SEASONS = ("Winter", "Spring", "Summer", "Autumn")


@dataclass(frozen=True)
class Wanted:
    """A wave as it is to be opened."""

    name: str
    days: tuple[date, date]
    access: str
    terms: Terms


@office.get("/open")
def open_wave() -> str:
    """The surveys to choose from; with one chosen, what is asked before it opens."""
    with here().database.reading() as reading:
        surveys = surveys_to_open(reading, here().content)
        key = request.args.get("survey", "")
        if not key:
            return render_template("office/waves/choose.html", surveys=surveys.values())
        survey = surveys.get(key) or abort(404)
        return _page(reading, survey, _suggested(reading, survey, here().today), {})


@office.post("/open")
def try_open_wave() -> tuple[str, int] | AnyResponse:
    """Opens a wave, or says what is missing, with all that was typed still there."""
    try:
        with here().database.writing() as writing:
            survey = surveys_to_open(writing, here().content).get(request.form.get("survey", ""))
            return _open(writing, survey or abort(404))
    except IntegrityError:  # someone else opened one of this name at the same moment
        return redirect(url_for("office.home"), 303)


def _open(session: Session, survey: Survey) -> tuple[str, int] | AnyResponse:
    today = here().today
    wanted, wrong = read(request.form, survey, today)
    if wanted is not None:
        there = waves.get(session, waves.wave_key(survey.survey, wanted.name))
        if there is not None and _same(there, wanted):  # the form was sent twice
            return redirect(url_for("office.wave", wave=there.key), 303)
        if there is None:
            try:
                wave = open_survey(
                    session, survey, wanted.name, wanted.days, today, False, wanted.access, wanted.terms
                )
            except (NotReady, ValueError) as problem:
                wrong = {"name": f"{str(problem)[:1].upper()}{str(problem)[1:]}."}
            else:
                done(session, "opened a wave", wave.key)
                return redirect(url_for("office.wave", wave=wave.key), 303)
        else:
            wrong = {"name": "There is a wave with this name already. Give this one another."}
    return _page(session, survey, request.form, wrong), 422


def read(form: Mapping[str, str], survey: Survey, today: date) -> tuple[Wanted | None, dict[str, str]]:
    """What a form asks for; or None and what is wrong with it, by field."""
    given = Given(form)
    name = given.words("name", "Give the wave a name, such as Autumn 2026.", waves.LONGEST_NAME)
    if "name" not in given.wrong:
        try:
            waves.wave_key(survey.survey, name)
        except ValueError:
            given.no("name", "The name needs letters from a to z or digits, such as Autumn 2026.")
    opens = given.day("opens", "Give the first day.")
    closes = given.day("closes", "Give the last day.")
    if opens and closes and closes < opens:
        given.no("closes", "The last day can’t be before the first.")
    elif closes and closes < today:
        given.no("closes", "This day is over. Give a last day that is today or later.")
    access = given.one_of("access", ACCESS, "Choose who may answer.")
    target, promise = given.number("target"), _promise(given, survey)
    delete_on = given.day("delete-on", None)
    if delete_on and closes and delete_on < earliest_end(closes):
        given.no("delete-on", "Answers can be deleted two days after the last day at the earliest.")
    if given.wrong or not opens or not closes or not access:
        return None, given.wrong
    return Wanted(name, (opens, closes), access, Terms(target, promise, delete_on)), {}


def _promise(given: Given, survey: Survey) -> Promise:
    """What is promised to those who answer: each part of it has to be said."""
    who_reads = given.words("who-reads", "Say who will read the answers.", LONGEST)
    hear_back = given.words("hear-back", "Say when and how people will hear back.", LONGEST)
    comments = False
    if has_comments(survey):
        missing = "Choose whether people can write in their own words."
        comments = given.one_of("comments", COMMENTS, missing) == "yes"
    if not comments:
        return Promise(who_reads, hear_back, comments=not has_comments(survey))
    in_danger = given.words(
        "in-danger", "Say what happens when someone writes that a person is in danger.", LONGEST
    )
    reader = given.words("harm-reader", "Say who reads words of harm: a role or a job title.", LONGEST_ROLE)
    within = given.words("harm-within", "Say how soon they read them.", LONGEST_ROLE)
    return Promise(who_reads, hear_back, in_danger, reader, within)


def _same(there: Wave, wanted: Wanted) -> bool:
    """True if a wave that is there is just the one that is wanted, and nobody has answered it yet."""
    asked = (there.name, (there.opens_on, there.closes_on), there.access, there.target)
    return there.seq == 0 and asked == (wanted.name, wanted.days, wanted.access, wanted.terms.target)


def _suggested(session: Session, survey: Survey, today: date) -> dict[str, str]:
    """What the form starts with: this season, six weeks, and what was promised the last time."""
    last = next((w for w in waves.every(session, survey.survey) if w.promise), None)
    promise = waves.terms_of(last).promise if last else Promise()
    words = {name: getattr(promise, name) or getattr(survey, name) or "" for name in SAID}
    return {
        "name": f"{SEASONS[today.month % 12 // 3]} {today.year}",
        "opens": today.isoformat(),
        "closes": (today + USUAL).isoformat(),
        "access": OPEN,
        "comments": "yes" if promise.comments else "no",
        **{name.replace("_", "-"): said for name, said in words.items()},
        "harm-reader": promise.harm_reader,
        "harm-within": promise.harm_within,
    }


def _page(session: Session, survey: Survey, given: Mapping[str, str], wrong: Mapping[str, str]) -> str:
    return render_template(
        "office/waves/open.html",
        survey=survey,
        comments=has_comments(survey),
        months=MONTHS,
        can_tell=concern_keys.somebody_reads(session),
        given=given,
        wrong=wrong,
    )
