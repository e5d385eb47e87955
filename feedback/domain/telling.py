"""Gathers a section: every wave that asked about a commitment, counted, hidden where it must be, in words.

Knows nothing of pages or files.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from feedback.domain.answered import WaveAnswers, safe_source
from feedback.domain.disclosure import HIDDEN, NOT_APPLICABLE, TOO_FEW, Rules
from feedback.domain.figures import FEWEST_FOR_PERCENT
from feedback.domain.findings import finding
from feedback.domain.frameworks import Commitment, Framework
from feedback.domain.questions import Question
from feedback.domain.sections import Finding, Quote, Section, Source


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
