"""The routes of results: every question of a wave with its counts as they are."""

from collections.abc import Sequence

from flask import abort, render_template, request

from feedback.adapters.lookup import NotFound, groups_asked
from feedback.adapters.store import told, waves
from feedback.domain.answered import WaveAnswers
from feedback.domain.breakdowns import break_down
from feedback.domain.findings import finding
from feedback.domain.sections import Finding
from feedback.web.context import here
from feedback.web.office.desk import office, wave_of


def _by() -> tuple[str, ...]:
    """The one or two questions that the address asks to break results down by."""
    return tuple(dict.fromkeys(key for key in request.args.getlist("by") if key))


@office.get("/waves/<wave>")
def results(wave: str) -> str:
    """Every question of a wave with its counts as they are, marked where they won't be published."""
    context, by = here(), _by()
    with context.database.reading() as reading:
        found = wave_of(reading, wave)
        answers = told.gather(reading, [found], rules=context.settings.rules)[0]
        try:
            if by:
                groups_asked(answers, by, marked=False)
        except NotFound:
            abort(404)
        return render_template(
            "office/results.html",
            wave=found,
            is_open=found.access != waves.NOBODY and found.opens_on <= context.today <= found.closes_on,
            source=answers.source,
            pairs=_both(answers, by),
            by=by,
            marked=all(q.breakdown for q in answers.survey.questions if q.key in by),
            can_group=[q for q in answers.survey.questions if q.options and not q.takes_several],
        )


def _both(answers: WaveAnswers, by: Sequence[str]) -> Sequence[tuple[Finding, Finding]]:
    """Each question that somebody was asked, as it is, beside how it will be published."""
    rules = here().settings.rules
    both = ((finding(q, [answers], None), finding(q, [answers], rules)) for q in answers.survey.questions)
    asked = [(raw, shown) for raw, shown in both if raw.told]
    if not by:
        return asked
    return [
        (break_down(raw, by, answers, None), break_down(shown, by, answers, rules)) for raw, shown in asked
    ]
