"""Finds results and sections by the names that people type. Knows nothing of how they are printed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import product

from sqlalchemy.orm import Session

from feedback.adapters.acting import acted_on
from feedback.adapters.by_group import by_group
from feedback.adapters.definitions import Content
from feedback.adapters.results import Results
from feedback.adapters.store import arrangements, told, waves
from feedback.adapters.tables import Wave
from feedback.domain import telling
from feedback.domain.answered import WaveAnswers, safe_source
from feedback.domain.arranging import Arrangement, arrange
from feedback.domain.breakdowns import MOST_AT_ONCE, break_down
from feedback.domain.disclosure import Rules
from feedback.domain.findings import finding
from feedback.domain.notes import notes
from feedback.domain.releasing import DRAFT, is_published
from feedback.domain.sections import Section


class NotFound(Exception):  # noqa: N818
    """A name that nothing has, with the names that there are."""


def results_of(
    session: Session,
    survey: tuple[str, str | None],
    by: Sequence[str],
    where: Sequence[str],
    rules: Rules | None,
) -> list[Results]:
    """The results of a survey's wave (its key, and the wave's name or None for the latest); with `by`, of
    each group that one or two questions make. Without rules the counts are as they are. Raises NotFound.
    """
    if rules and where:
        raise NotFound("A part of the answers can’t be published: leave out --where, or use --by.")
    answers = told.gather(session, [_wave(session, *survey)], rules=rules)[0]
    for condition in where:
        question, _, option = condition.partition("=")
        answers = only(answers, question, option)
    if not by:
        return [_results(answers, rules)]
    groups_asked(answers, by, marked=rules is not None)
    if rules:
        return list(by_group(answers, by, rules))
    asked = [q for key in by if (q := answers.survey.question(key))]
    return [
        _results(answers.among({q.key: [o.key] for q, o in zip(asked, group, strict=True)}), None, label)
        for group in product(*(q.options for q in asked))
        if (label := ", ".join(o.label for o in group))
    ]


def _results(answers: WaveAnswers, rules: Rules | None, group: str = "") -> Results:
    findings = [finding(q, [answers], rules) for q in answers.survey.questions]
    source = replace(answers.source, responses=answers.responses)
    shown = safe_source(source, rules) if rules else source
    return Results(shown, [f for f in findings if f.told], group)


def groups_asked(answers: WaveAnswers, by: Sequence[str], *, marked: bool) -> None:
    """Raises NotFound unless these are one or two questions that can make groups, and are marked for it if
    they have to be.
    """
    _with_people(answers)
    can = [q.key for q in answers.survey.questions if q.options and not q.takes_several]
    may = [q.key for q in answers.survey.questions if q.breakdown] if marked else can
    if len(by) > MOST_AT_ONCE or len(set(by)) < len(by):
        raise NotFound("Break results down by one question, or by two different ones.")
    for key in by:
        if key not in may:
            why = "is not marked as a breakdown" if key in can else "is not a question that makes groups"
            raise NotFound(f"“{key}” {why}. There are: {', '.join(may) or 'none'}.")


def _wave(session: Session, survey: str, name: str | None) -> Wave:
    found = waves.every(session, survey)
    if not found:
        known = ", ".join(sorted({w.survey_key for w in waves.every(session)})) or "none"
        raise NotFound(f"No survey “{survey}” has been opened or imported. There are: {known}.")
    for wave in found:
        if name is None or name in (wave.name, wave.key):
            return wave
    raise NotFound(f"“{survey}” has no wave “{name}”. There are: {', '.join(w.name for w in found)}.")


def only(answers: WaveAnswers, question: str, option: str) -> WaveAnswers:
    """The same wave, but only those who gave this answer. Raises NotFound."""
    _with_people(answers)
    asked = answers.survey.question(question)
    if asked is None or not asked.options:
        raise NotFound(f"“{question}” is not a question with options. There are: {_questions(answers)}.")
    keys = [o.key for o in asked.options]
    if option not in keys:
        raise NotFound(f"“{question}” has no option “{option}”. There are: {', '.join(keys)}.")
    return answers.among({question: [option]})


def _with_people(answers: WaveAnswers) -> None:
    """Raises NotFound where nobody is left to make groups of."""
    if answers.kept is not None:
        raise NotFound("The answers of this wave were deleted. Its totals are kept, and have no groups.")


def _questions(answers: WaveAnswers) -> str:
    return ", ".join(q.key for q in answers.survey.questions if q.options)


def sections_of(
    session: Session,
    content: Content,
    key: str | None,
    rules: Rules,
    today: date | None = None,
    by: Sequence[str] | None = (),
    *,
    beside_published: bool = True,
    arranged: bool = False,
) -> list[Section]:
    """The section of one commitment, or of every one, as it stands today; with `by`, broken down by one or
    two questions. Beside what was published before, or as if nothing had been; whole, or as the office
    arranged it: then None breaks each down as it was arranged to be. Raises NotFound.
    """
    if key is None:
        chosen = [(f, c) for f in content.frameworks.values() for c in f.commitments]
    elif found := content.commitment(key):
        chosen = [found]
    else:
        known = ", ".join(c.key for f in content.frameworks.values() for c in f.commitments)
        raise NotFound(f"There is no commitment “{key}”. There are: {known}.")
    asking = told.asking_about(session, waves.every(session), {c.key for _, c in chosen})
    answers = told.gather(session, asking, today, rules if beside_published else None)
    if by and not any(_has(w, by) for w in answers):
        known = ", ".join(dict.fromkeys(q.key for w in answers for q in w.survey.questions if q.breakdown))
        raise NotFound(f"No survey here can be broken down so. These questions are marked for it: {known}.")
    office = arrangements.every(session) if arranged else {}
    sections = []
    for framework, commitment in chosen:
        section = telling.section(framework, commitment, answers, rules)
        made = office[commitment.key].arrangement if commitment.key in office else Arrangement()
        if groups := made.by if by is None else by:
            section = _broken_down(section, answers, groups, rules)
        sections.append(_marked(arrange(section, made, rules) if arranged else section, answers))
    return [acted_on(session, section, rules, today) for section in sections]


def _has(answers: WaveAnswers, by: Sequence[str]) -> bool:
    try:
        groups_asked(answers, by, marked=True)
    except NotFound:
        return False
    return True


def _broken_down(
    section: Section, answers: Sequence[WaveAnswers], by: Sequence[str], rules: Rules
) -> Section:
    """Every finding of a survey that asks these questions, with its newest wave by group."""
    waves_by_key = {w.source.wave: w for w in answers if _has(w, by)}
    findings = [
        break_down(f, by, waves_by_key[f.told[0].source.wave], rules)
        if f.told and f.told[0].source.wave in waves_by_key
        else f
        for f in section.findings
    ]
    return replace(
        section,
        findings=tuple(findings),
        notes=tuple(notes(section.sources, findings, section.heard, rules)),
    )


def _marked(section: Section, answers: Sequence[WaveAnswers]) -> Section:
    """The section with a note on top, unless it was published just as it stands."""
    if not section.findings or is_published(section, answers):
        return section
    return replace(section, notes=(DRAFT, *section.notes))
