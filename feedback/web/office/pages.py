"""The routes of the office: parse, ask the rules, render."""

from functools import partial

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.redaction import explain
from feedback.adapters.store import coming_in, editions, waves
from feedback.adapters.store import comments as written
from feedback.adapters.tables import Wave
from feedback.web.context import here
from feedback.web.office import moods
from feedback.web.office.desk import done, office, surveys_now, takes_paper, wave_of


@office.get("/")
def home() -> str:
    """Every survey with its waves, and the surveys that have not been opened yet."""
    context = here()
    with context.database.reading() as reading:
        listed: dict[str, list[Wave]] = {}
        for wave in waves.every(reading):
            listed.setdefault(wave.survey_key, []).append(wave)
        titles = {
            key: editions.get(reading, key, of_survey[0].edition).title for key, of_survey in listed.items()
        }
        waiting = [s for key, s in surveys_now(reading).items() if key not in listed]
        taking = {w.key for of_survey in listed.values() for w in of_survey if takes_paper(w, context.today)}
        return render_template(
            "office/home.html",
            listed=listed,
            titles=titles,
            waiting=waiting,
            today=context.today,
            taking=taking,
            answered=coming_in.totals(reading),
        )


@office.get("/waves/<wave>/comments")
def comments(wave: str) -> str:
    """What people wrote, to be cleared for quoting or not."""
    with here().database.reading() as reading:
        found = wave_of(reading, wave)
        survey = editions.get(reading, found.survey_key, found.edition)
        asks = {q.key: q.ask for q in survey.questions}
        return render_template(
            "office/comments.html",
            wave=found,
            survey=survey,
            asks=asks,
            comments=moods.arranged(written.every(reading, found)),
            reference=written.reference,
            guess=moods.guess,
            guesses=here().settings.guess_mood,
            explain=partial(explain, lists=here().settings.take_out),
        )


@office.post("/waves/<wave>/comments")
def judge(wave: str) -> AnyResponse:
    """Clears one comment for quoting in the form its writer saw, or declines it."""
    state, called = request.form.get("state", ""), request.form.get("comment", "")
    if state not in ("cleared", "declined"):
        abort(400)
    with here().database.writing() as writing:
        if not written.judge(writing, wave_of(writing, wave), called, state):
            abort(400)
        done(writing, f"{state} a comment", wave)
    return redirect(url_for("office.comments", wave=wave), 303)
