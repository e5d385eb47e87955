"""What was published of a wave, remembered so that nothing published later gives an earlier secret away.
Knows nothing of where it is kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from feedback.domain.answered import WaveAnswers
from feedback.domain.events import Event, parse
from feedback.domain.known import Fact, State
from feedback.domain.sections import Cell, Finding, Section
from feedback.domain.surveys import Survey
from feedback.domain.unknowns import EVERYONE

# A number by its identity, None where it was hidden. Under a wave's own key, how many answered it.
Figures = Mapping[str, int | None]

DRAFT = (
    "Draft. Before you share these numbers, choose Publish: Told Us checks that they give nothing away "
    "beside what was published before, and remembers them."
)


def figures_of(sections: Iterable[Section]) -> dict[str, dict[str, int | None]]:
    """Every number that some sections tell, by wave and then by identity."""
    told: dict[str, dict[str, int | None]] = {}
    for section in sections:
        for source in section.sources:
            told.setdefault(source.wave, {})[source.wave] = source.responses
        for finding in section.findings:
            for wave, identity, number in _numbers(finding):
                told[wave][identity] = number
        for heard in section.heard:
            for row in heard.rows:
                if row.identity:
                    told[heard.source.wave].setdefault(row.identity, row.answered)
    return told


def _numbers(finding: Finding) -> Iterator[tuple[str, str, int | None]]:
    """Of a finding: the wave, the identity and the number. One of several questions has its parts' alone."""
    if finding.kind == "pooled":
        return
    for told in finding.told:
        wave = told.source.wave
        yield wave, Event(finding.question).identity(wave), told.base
        yield from ((wave, i, n) for i, n in _cells([*told.cells, told.counted]))
    for breakdown in finding.breakdowns:
        for group in breakdown.groups:
            yield breakdown.source.wave, group.identity, group.base
            cells = _cells([*group.cells, group.counted])
            yield from ((breakdown.source.wave, i, n) for i, n in cells)


def _cells(cells: Iterable[Cell | None]) -> Iterator[tuple[str, int | None]]:
    yield from ((c.identity, c.count) for c in cells if c is not None and c.identity)


def facts(figures: Figures, state: State, survey: Survey) -> Iterator[Fact]:
    """What a release told, as someone outside knows it. Figures of questions that are gone are left out.

    By the rules of its own day, whatever they are now: where some of a group was shown, what was hidden
    is not 0.
    """
    events = {(parse(i)[1] if "/" in i else EVERYONE): n for i, n in figures.items()}
    options = {e: n for e, n in events.items() if len(e.options) == 1}
    shown = {(e.question, e.among) for e, n in options.items() if n is not None}
    for event, number in events.items():
        question, group = survey.question(event.question), (event.question, event.among)
        least = 0
        if question is not None and event in options and group in shown:
            least = 0 if question.takes_several else 1
        yield Fact(event, number, state, least)


@dataclass(frozen=True)
class Dropped:
    """A number that can't be published, because of what was published before."""

    ask: str
    wave: str
    label: str


def dropped(natural: Sequence[Section], kept: Sequence[Section]) -> list[Dropped]:
    """The numbers that sections would tell by themselves (`natural`), but not beside what was published."""
    found: dict[Dropped, None] = {}
    for one, other in zip(natural, kept, strict=True):
        for was, now in zip(one.findings, other.findings, strict=True):
            hidden = {i for _, i, n in _numbers(now) if n is None}
            for wave, identity, number in _numbers(was):
                if number is not None and identity in hidden:
                    name = next(t.source.name for t in was.told if t.source.wave == wave)
                    found[Dropped(was.ask, name, _label(was, identity))] = None
    return list(found)


def _label(finding: Finding, identity: str) -> str:
    """What a number is called on the page, with its group."""
    _, event = parse(identity)
    words = dict(zip(finding.row_keys, finding.rows, strict=True))
    if not event.options:
        label = "People who answered"
    elif len(event.options) == 1:
        label = words[event.options[0]]
    else:
        label = finding.counted_label or ""
    group = next((g.label for b in finding.breakdowns for g in b.groups if _same(g.identity, event)), "")
    return f"{label} ({group})" if group else label


def _same(base: str, event: Event) -> bool:
    return bool(event.among) and parse(base)[1].among == event.among


def is_published(section: Section, waves: Iterable[WaveAnswers]) -> bool:
    """True if every number that a section tells was published as it stands."""
    out = {w.source.wave: {(f.event, f.value) for f in w.earlier if f.state == w.state} for w in waves}
    for wave, figures in figures_of([section]).items():
        told = {(parse(i)[1] if "/" in i else EVERYONE, n) for i, n in figures.items() if n is not None}
        if not told <= out.get(wave, set()):
            return False
    return bool(section.findings)
