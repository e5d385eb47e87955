"""Finds results and sections by the names that people type. Knows nothing of how they are printed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import product

from sqlalchemy.orm import Session

from feedback.adapters.acting import acted_on
from feedback.adapters.definitions import Content
from feedback.adapters.results import Results
from feedback.adapters.store import told, waves
from feedback.adapters.tables import Wave
from feedback.domain import telling
from feedback.domain.answered import WaveAnswers, safe_source
from feedback.domain.breakdowns import MOST_AT_ONCE, break_down
from feedback.domain.disclosure import Release, Rules
from feedback.domain.events import Among, parse
from feedback.domain.findings import finding
from feedback.domain.hiding import told_of
from feedback.domain.notes import notes
from feedback.domain.releasing import DRAFT, is_published
from feedback.domain.sections import Finding, Group, Section
from feedback.domain.sentences import sentence


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
        answers = _only(answers, question, option)
    if not by:
        return [_results(answers, rules)]
    groups_asked(answers, by, marked=rules is not None)
    if rules:
        return list(_by_group(answers, by, rules))
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


def _by_group(answers: WaveAnswers, by: Sequence[str], rules: Rules) -> Iterator[Results]:
    """For each group, all of what it answered that may be told."""
    found: dict[str, Results] = {}
    for question in answers.survey.questions:
        one = finding(question, [answers], rules)
        for group in (g for b in break_down(one, by, answers, rules).breakdowns for g in b.groups):
            size = _size(answers, parse(group.identity)[1].among, rules)
            source = replace(answers.source, responses=size)
            so_far = found.setdefault(group.label, Results(source, [], group.label))
            found[group.label] = replace(so_far, findings=[*so_far.findings, _of_group(one, group, answers)])
    yield from found.values()


def _of_group(one: Finding, group: Group, answers: WaveAnswers) -> Finding:
    """A finding as if only this group had been asked."""
    question = answers.survey.question(one.question)
    assert question is not None  # it was broken down
    cells = dict(zip(one.row_keys, (c.count for c in group.cells), strict=True))
    shown = Release(group.base, cells, group.counted.count if group.counted else None)
    only = replace(
        one.told[0],
        sentence=sentence(question, answers.source, shown),
        base=group.base,
        cells=group.cells,
        counted=group.counted,
        asides=(),
    )
    return replace(one, told=(only,), breakdowns=(), change=None)


def _size(answers: WaveAnswers, among: Among, rules: Rules) -> int | None:
    """How many responses came from a group; None where that may not be told."""
    if len(among) > 1:
        return None
    told_there = told_of(among[0][0], answers, rules)
    return next((f.value for f in told_there if f.event.options == (among[0][1],)), None)


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
    by: Sequence[str] = (),
    *,
    beside_published: bool = True,
) -> list[Section]:
    """The section of one commitment, or of every one, as it stands today; with `by`, broken down by one or
    two questions. Beside what was published before, or as if nothing had been. Raises NotFound.
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
    sections = [telling.section(f, c, answers, rules) for f, c in chosen]
    sections = [_broken_down(s, answers, by, rules) for s in sections] if by else sections
    marked = (_marked(section, answers) for section in sections)
    return [acted_on(session, section, rules, today) for section in marked]


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
