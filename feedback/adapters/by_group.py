"""A wave's results group by group, each as if only that group had been asked. Knows no page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from feedback.adapters.results import Results
from feedback.domain.answered import WaveAnswers
from feedback.domain.breakdowns import break_down
from feedback.domain.disclosure import Release, Rules
from feedback.domain.events import Among, parse
from feedback.domain.findings import finding
from feedback.domain.hiding import told_of
from feedback.domain.sections import Finding, Group
from feedback.domain.sentences import sentence


def by_group(answers: WaveAnswers, by: Sequence[str], rules: Rules) -> Iterator[Results]:
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
