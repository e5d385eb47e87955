"""The council's own totals for a wave: how many could have answered, in all and by group. Counts nothing."""

from flask import redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import editions, populations, told
from feedback.adapters.tables import Wave
from feedback.domain import reaching
from feedback.domain.answered import WaveAnswers
from feedback.domain.asides import weights_of
from feedback.domain.weighting import CannotWeigh
from feedback.web.context import here
from feedback.web.office import totals_form as form
from feedback.web.office.desk import done, office, wave_of


@office.get("/waves/<wave>/totals")
def totals(wave: str) -> str:
    """The totals as they are kept, what will be said with them, and a form to change them."""
    with here().database.reading() as reading:
        found = wave_of(reading, wave)
        kept = populations.get(reading, found)
        return _page(reading, found, form.written(kept) if kept else {}, {})


@office.post("/waves/<wave>/totals")
def keep_totals(wave: str) -> tuple[str, int] | AnyResponse:
    """Keeps the totals or takes them away; or shows what is wrong, with all that was typed still there."""
    with here().database.writing() as writing:
        found = wave_of(writing, wave)
        if "remove" in request.form:
            populations.drop(writing, found)
            done(writing, "took totals away", wave)
        else:
            survey = editions.get(writing, found.survey_key, found.edition)
            given, wrong = form.read(request.form, survey, here().today)
            if given is None:
                return _page(writing, found, request.form.to_dict(), wrong), 422
            populations.keep(writing, found, given)
            done(writing, "kept totals", wave)
        return redirect(url_for("office.totals", wave=wave, saved=1), 303)


def _page(session: Session, wave: Wave, given: dict[str, str], wrong: dict[str, str]) -> str:
    answers = told.gather(session, [wave], here().today, here().settings.rules)[0]
    heard = reaching.heard(answers, here().settings.rules)
    return render_template(
        "office/totals.html",
        wave=wave,
        survey=answers.survey,
        questions=[q for q in answers.survey.questions if q.breakdown],
        group_field=form.group_field,
        weigh_field=form.weigh_field,
        given=given,
        wrong=wrong,
        saved="saved" in request.args and not wrong,
        kept=answers.population is not None,
        sentences=[sentence for h in heard for sentence in h.sentences],
        no_weights=_why_no_weights(answers),
    )


def _why_no_weights(answers: WaveAnswers) -> str:
    """Why figures can't be weighted although they should be; else nothing."""
    try:
        weights_of(answers)
    except CannotWeigh as problem:
        return str(problem)
    return ""
