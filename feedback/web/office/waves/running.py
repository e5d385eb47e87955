"""One wave at work: its address to hand out, what was promised, and changing it. Knows nothing of answers."""

from collections.abc import Mapping

from flask import abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import coming_in, editions, waves
from feedback.adapters.tables import Wave
from feedback.domain.promises import has_comments
from feedback.web import printing
from feedback.web.context import here
from feedback.web.office.desk import answerable, done, office, wave_of
from feedback.web.office.waves import changing
from feedback.web.office.waves.changing import State


@office.get("/waves/<wave>/run")
def wave(wave: str) -> str:
    """Where a wave is answered, how it stands, and a form to change it."""
    with here().database.reading() as reading:
        found = wave_of(reading, wave)
        return _page(reading, found, _as_it_is(found), {})


@office.post("/waves/<wave>/change")
def change_wave(wave: str) -> str | tuple[str, int] | AnyResponse:
    """Says what a change will do; once the officer is sure, does it and writes it down."""
    with here().database.writing() as writing:
        waves.hold(writing, wave)
        found = wave_of(writing, wave)
        if found.people_gone_on:
            abort(409)
        today = here().today
        wanted, wrong = changing.read(request.form, found, today)
        if "close" in request.form and found.access != waves.NOBODY:
            wanted, wrong = changing.closed_now(found, today), {}
        if wanted is None:
            return _page(writing, found, request.form, wrong), 422
        if wanted == State.of(found):
            return redirect(url_for("office.wave", wave=wave), 303)
        if request.form.get("seen") not in (None, str(State.of(found))):
            said = "Someone else has changed this wave meanwhile. This is how it stands now."
            return _page(writing, found, _as_it_is(found), {"change": said}), 409
        if request.form.get("sure") != "yes":
            return _confirm(found, wanted)
        try:
            acts = changing.change(writing, found, wanted, today)
        except ValueError as problem:
            return _page(writing, found, _as_it_is(found), {"change": str(problem)}), 409
        for act in acts:
            done(writing, act, wave)
        return redirect(url_for("office.wave", wave=wave, saved=1), 303)


@office.get("/waves/<wave>/poster")
def poster(wave: str) -> str:
    """A sheet to print and hang up: what it is, the square, the address, the last day."""
    with here().database.reading() as reading:
        found = answerable(reading, wave)
        survey = editions.get(reading, found.survey_key, found.edition)
        return render_template(
            "office/waves/poster.html",
            wave=found,
            survey=survey,
            address=printing.address_of(found),
            square=printing.square_of(found),
        )


def _as_it_is(wave: Wave) -> Mapping[str, str]:
    return {
        "closes": wave.closes_on.isoformat(),
        "target": str(wave.target or ""),
        "access": wave.access,
        "delete-on": wave.delete_on.isoformat() if wave.delete_on else "",
    }


def _page(session: Session, wave: Wave, given: Mapping[str, str], wrong: Mapping[str, str]) -> str:
    survey, today = editions.get(session, wave.survey_key, wave.edition), here().today
    by_people = wave.access != waves.NOBODY
    return render_template(
        "office/waves/run.html",
        wave=wave,
        survey=survey,
        by_people=by_people,
        is_open=by_people and wave.opens_on <= today <= wave.closes_on,
        not_yet=today < wave.opens_on,
        comments=has_comments(survey),
        promise=waves.terms_of(wave).promise,
        answered=coming_in.total(session, wave),
        address=printing.address_of(wave),
        square=printing.square_of(wave) if by_people else "",
        seen=str(State.of(wave)),
        given=given,
        wrong=wrong,
        saved="saved" in request.args and not wrong,
    )


def _confirm(wave: Wave, wanted: State) -> str:
    fields = {
        "closes": wanted.closes_on.isoformat(),
        "target": str(wanted.target or ""),
        "access": wanted.access,
        "delete-on": wanted.delete_on.isoformat() if wanted.delete_on else "",
        "seen": str(State.of(wave)),
    }
    if wanted.closes_on < here().today and wanted.closes_on != wave.closes_on:
        fields["close"] = "yes"
    return render_template(
        "office/waves/confirm.html",
        wave=wave,
        fields=fields,
        effects=list(changing.effects(wave, wanted, here().today)),
    )
