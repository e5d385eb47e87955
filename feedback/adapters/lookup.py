"""Finds results and sections by the names that people type. Knows nothing of how they are printed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from feedback.adapters.definitions import Content
from feedback.adapters.results import Results
from feedback.adapters.store import told, waves
from feedback.adapters.tables import Wave
from feedback.domain import telling
from feedback.domain.answered import WaveAnswers, safe_source
from feedback.domain.disclosure import Rules
from feedback.domain.findings import finding
from feedback.domain.sections import Section


class NotFound(Exception):  # noqa: N818
    """A name that nothing has, with the names that there are."""


def results_of(
    session: Session,
    survey: tuple[str, str | None],
    by: str | None,
    where: Sequence[str],
    rules: Rules | None,
) -> list[Results]:
    """The results of a survey's wave (its key, and the wave's name or None for the latest); with `by`, one
    for each group. Without rules the counts are as they are. Raises NotFound.
    """
    if rules and (by or where):
        raise NotFound("A breakdown or a part of the answers can’t be published yet: leave out --published.")
    answers = told.gather(session, [_wave(session, *survey)])[0]
    for condition in where:
        question, _, option = condition.partition("=")
        answers = _only(answers, question, option)
    if by is None:
        return [_results(answers, rules)]
    asked = answers.survey.question(by)
    if asked is None or not asked.options:
        raise NotFound(f"“{by}” is not a question with options. There are: {_questions(answers)}.")
    return [_results(_only(answers, by, o.key), rules, o.label) for o in asked.options]


def _wave(session: Session, survey: str, name: str | None) -> Wave:
    found = waves.every(session, survey)
    if not found:
        known = ", ".join(sorted({w.survey_key for w in waves.every(session)})) or "none"
        raise NotFound(f"No survey “{survey}” has been opened or imported. There are: {known}.")
    for wave in found:
        if name is None or name in (wave.name, wave.key):
            return wave
    raise NotFound(f"“{survey}” has no wave “{name}”. There are: {', '.join(w.name for w in found)}.")


def _only(answers: WaveAnswers, question: str, option: str) -> WaveAnswers:
    """The same wave, but only those who gave this answer."""
    asked = answers.survey.question(question)
    if asked is None or not asked.options:
        raise NotFound(f"“{question}” is not a question with options. There are: {_questions(answers)}.")
    keys = [o.key for o in asked.options]
    if option not in keys:
        raise NotFound(f"“{question}” has no option “{option}”. There are: {', '.join(keys)}.")
    return replace(answers, tally=answers.tally.where({question: [option]}))


def _questions(answers: WaveAnswers) -> str:
    return ", ".join(q.key for q in answers.survey.questions if q.options)


def _results(answers: WaveAnswers, rules: Rules | None, group: str = "") -> Results:
    findings = [finding(q, [answers], rules) for q in answers.survey.questions]
    source = replace(answers.source, responses=answers.tally.responses)
    return Results(safe_source(source, rules) if rules else source, [f for f in findings if f.told], group)


def sections_of(
    session: Session, content: Content, key: str | None, rules: Rules, today: date | None = None
) -> list[Section]:
    """The section of one commitment, or of every one, as it stands today. Raises NotFound."""
    if key is None:
        chosen = [(f, c) for f in content.frameworks.values() for c in f.commitments]
    elif found := content.commitment(key):
        chosen = [found]
    else:
        known = ", ".join(c.key for f in content.frameworks.values() for c in f.commitments)
        raise NotFound(f"There is no commitment “{key}”. There are: {known}.")
    asking = told.asking_about(session, waves.every(session), {c.key for _, c in chosen})
    answers = told.gather(session, asking, today)
    return [telling.section(framework, commitment, answers, rules) for framework, commitment in chosen]
