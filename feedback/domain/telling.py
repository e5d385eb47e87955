"""Gathers a section: every wave that asked about a commitment, counted, hidden where it must be, in words.

Knows nothing of pages or files.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from feedback.domain.counting import Count, Tally
from feedback.domain.disclosure import HIDDEN, NOT_APPLICABLE, TOO_FEW, Release, Route, Rules, release
from feedback.domain.figures import FEWEST_FOR_PERCENT, Figure
from feedback.domain.frameworks import Commitment, Framework
from feedback.domain.questions import Question
from feedback.domain.sections import Cell, Finding, Quote, Section, Source, Told
from feedback.domain.sentences import either, sentence
from feedback.domain.surveys import Survey


@dataclass(frozen=True)
class WaveAnswers:
    """What telling needs to know of one wave: its latest edition, its answers and its cleared quotes.

    `source.responses` is the whole number of responses; telling hides it where it must.
    """

    survey: Survey
    source: Source
    tally: Tally
    quotes: tuple[Quote, ...] = ()


def routes(survey: Survey, question: Question, tally: Tally) -> list[Route]:
    """The conditions that sent people to a question, with the counts they were sent by, and those that sent
    people there, back to the start: someone who was asked this was asked all of them.
    """
    found: list[Route] = []
    for condition in question.show_if:
        asked = tally.count(condition.question)
        if asked is not None:
            found += [Route(asked, frozenset(condition.options)), *routes(survey, asked.question, tally)]
    return found


def section(
    framework: Framework, commitment: Commitment, waves: Iterable[WaveAnswers], rules: Rules
) -> Section:
    """The section of one commitment, gathered from every wave that asked a question tagged to it.

    The survey that asks most about it comes first; the waves of each come newest first.
    """
    tagged = [w for w in waves if any(commitment.key in q.tags for q in w.survey.questions)]
    by_survey: dict[str, list[WaveAnswers]] = {}
    for wave in tagged:
        by_survey.setdefault(wave.survey.survey, []).append(wave)
    for of_survey in by_survey.values():
        of_survey.sort(key=lambda w: w.source.opens, reverse=True)
    found = [(_findings(commitment.key, of_survey, rules), of_survey) for of_survey in by_survey.values()]
    found.sort(key=lambda pair: -len(pair[0]))
    findings = [finding for of_survey, _ in found for finding in of_survey]
    ordered = [w for _, of_survey in found for w in of_survey]
    return Section(
        framework=framework.title,
        council=framework.council,
        kind=framework.kind,
        commitment=commitment.key,
        number=commitment.number,
        name=commitment.name,
        words=commitment.words,
        sources=tuple(safe_source(w.source, rules) for w in ordered),
        findings=tuple(findings),
        quotes=tuple(_quotes(ordered, findings)),
        notes=tuple(_notes([w.source for w in ordered], findings, rules)),
    )


def safe_source(source: Source, rules: Rules) -> Source:
    """A wave's source without its number of responses, if that is small."""
    hide = source.responses is not None and rules.small(source.responses)
    return replace(source, responses=None) if hide else source


def _quotes(waves: Iterable[WaveAnswers], findings: Iterable[Finding]) -> Iterator[Quote]:
    """The cleared quotes of questions that are told, but for those whose number would be given away: as many
    quotes as people, where how many people there were is hidden.
    """
    told = {(f.question, t.source.wave): t for f in findings for t in f.told}
    for wave in waves:
        for quote in wave.quotes:
            answered = told.get((quote.question, wave.source.wave))
            if answered is not None and answered.base is not None:
                yield replace(quote, source=answered.source)


def _findings(commitment: str, waves: Sequence[WaveAnswers], rules: Rules) -> list[Finding]:
    """One finding for each tagged question of a survey, in the order of its newest edition."""
    questions: dict[str, Question] = {}
    for wave in waves:
        for question in wave.survey.questions:
            if commitment in question.tags:
                questions.setdefault(question.key, question)
    return [finding(q, waves, rules) for q in questions.values()]


def finding(question: Question, waves: Sequence[WaveAnswers], rules: Rules | None) -> Finding:
    """A question told over some waves. Without rules nothing is hidden: for officers who may see it all."""
    counts = [(w, w.tally.count(question.key)) for w in waves]
    asked = [(w, c) for w, c in counts if c is not None]
    labels: dict[str, str] = {}
    for _, count in asked:
        for option in count.question.options:
            labels.setdefault(option.key, option.label)
    return Finding(
        survey=waves[0].survey.survey,
        question=question.key,
        ask=question.ask,
        kind=question.kind.value,
        rows=tuple(labels.values()),
        row_keys=tuple(labels),
        told=tuple(_told(w, c, (tuple(labels), question.counts), rules) for w, c in asked),
        several=question.takes_several,
        counted_label=either([question.label(k) for k in question.counts])
        if len(question.counts) > 1
        else None,
    )


def _told(
    wave: WaveAnswers, count: Count, rows: tuple[Sequence[str], Sequence[str]], rules: Rules | None
) -> Told:
    """One wave's part of a finding. `rows` has the options in order, and those that are counted together:
    a wave that counted others together has no number for that row.
    """
    options, together = rows
    shown = _release(wave, count, rules)
    source = safe_source(wave.source, rules) if rules else wave.source

    def cell(n: int | None, counted: tuple[str, ...]) -> Cell:
        return _cell(n, shown.base, Figure(n or 0, shown.base or 0, source.wave, count.question.key, counted))

    cells = [cell(shown.options[key], (key,)) if key in shown.options else _ABSENT for key in options]
    same = set(count.question.counts) == set(together)
    counted = cell(shown.counted, count.question.counts) if same else _ABSENT
    said = sentence(count.question, source, shown)
    return Told(source, said, shown.base, tuple(cells), counted if together else None)


def _release(wave: WaveAnswers, count: Count, rules: Rules | None) -> Release:
    if rules is None:
        return Release(count.base, dict(count.options), count.counted if count.question.counts else None)
    return release(count, rules, routes(wave.survey, count.question, wave.tally))


_ABSENT = Cell(None, None, NOT_APPLICABLE, NOT_APPLICABLE)


def _cell(n: int | None, base: int | None, figure: Figure) -> Cell:
    if n is None or base is None:
        return Cell(None, None, HIDDEN, HIDDEN, figure.identity)
    if base == 0:
        return Cell(n, None, None, NOT_APPLICABLE, figure.identity)
    return Cell(n, figure.percent, None, None if figure.percent else TOO_FEW, figure.identity)


def _notes(sources: Sequence[Source], findings: Sequence[Finding], rules: Rules) -> Iterable[str]:
    """The notes that these findings need, and no others, so that each mark on the page is explained."""
    told = [t for f in findings for t in f.told]
    cells = [c for t in told for c in (*t.cells, *([t.counted] if t.counted else []))]
    if any(s.still_open for s in sources):
        yield "People are still answering. These numbers will change, so please don’t publish them yet."
    if cells:
        yield "Each percentage is of the people who answered that question. That number is shown beside it."
    if any(f.several for f in findings):
        yield "Where people could pick several answers, percentages can add up to more than 100%."
    if any(c.percent is not None for c in cells):
        yield "Percentages are rounded, so they may not add up to exactly 100%."
    if any(c.mark == HIDDEN for c in cells) or any(t.base is None for t in told):
        yield (
            f"{HIDDEN} We hide numbers from 1 to {rules.threshold}, and any that would give them away, "
            "so that nobody can be recognised."
        )
    if any(c.percent_mark == TOO_FEW for c in cells):
        yield f"{TOO_FEW} We don’t give a percentage when fewer than {FEWEST_FOR_PERCENT} people answered."
    if any(NOT_APPLICABLE in (c.mark, c.percent_mark) for c in cells):
        yield f"{NOT_APPLICABLE} Not asked, or nobody answered, so there is no number."
