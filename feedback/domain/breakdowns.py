"""A question told group by group, with what must be hidden hidden. Knows nothing of sections or of files."""

from collections.abc import Sequence
from dataclasses import replace

from feedback.domain.answered import WaveAnswers
from feedback.domain.crosstabs import Crosstab, crosstab
from feedback.domain.disclosure import Rules
from feedback.domain.events import Among, Event
from feedback.domain.figures import Figure
from feedback.domain.findings import ABSENT, cell_of
from feedback.domain.hiding import groups_of, hidden_in
from feedback.domain.sections import Breakdown, Cell, Finding, Group

MOST_AT_ONCE = 2  # questions that make groups together


def break_down(finding: Finding, by: Sequence[str], wave: WaveAnswers, rules: Rules | None) -> Finding:
    """The finding with its newest wave, `wave`, told by the answers to one or two other questions too; as it
    is if they were not all asked, or it is one of them. Without rules nothing is hidden. Raises TooMany.

    A routed question is told as a whole alone: its base in a group tells how many were sent there from it.
    """
    if wave.kept is not None:
        return finding  # the people are gone, and groups with them
    questions = [wave.survey.question(key) for key in by]
    asked = [q for q in questions if q is not None and q.key != finding.question and not q.takes_several]
    question = wave.survey.question(finding.question)
    if question is None or (rules and question.show_if):
        return finding
    if not question.options or not 0 < len(asked) == len(by) <= MOST_AT_ONCE:
        return finding
    table = crosstab(wave.tally, question.key, asked)
    if table is None:
        return finding
    hidden = frozenset[Event]() if rules is None else hidden_in(table, wave, rules)
    groups = tuple(_group(finding, table, hidden, wave.source.wave, among) for among in groups_of(table))
    told = Breakdown(finding.told[0].source, tuple(q.ask for q in asked), groups)
    return replace(finding, breakdowns=(*finding.breakdowns, told))


def _group(finding: Finding, table: Crosstab, hidden: frozenset[Event], wave: str, among: Among) -> Group:
    question, count = table.unknowns.question, table.count(among)
    base_event = Event.of(question.key, (), among)
    base = None if base_event in hidden else count.base

    def cell(n: int, options: tuple[str, ...]) -> Cell:
        shown = None if Event.of(question.key, options, among) in hidden else n
        return cell_of(shown, base, Figure(n, count.base, wave, question.key, options, among))

    cells = [cell(count.options[k], (k,)) if k in count.options else ABSENT for k in finding.row_keys]
    return Group(
        label=", ".join(_label(table, key, option) for key, option in among),
        identity=base_event.identity(wave),
        base=base,
        cells=tuple(cells),
        counted=cell(count.counted, question.counts) if question.counts else None,
    )


def _label(table: Crosstab, key: str, option: str) -> str:
    return next(q for q in table.unknowns.by if q.key == key).label(option)
