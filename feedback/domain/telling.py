"""Gathers a section: every wave that asked about a commitment, counted, hidden where it must be, in words.

Knows nothing of pages or files.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from feedback.domain import reaching
from feedback.domain.answered import WaveAnswers, safe_source
from feedback.domain.asides import Surroundings, with_asides
from feedback.domain.changes import told_together
from feedback.domain.disclosure import Rules
from feedback.domain.findings import finding
from feedback.domain.frameworks import Commitment, Framework
from feedback.domain.notes import notes
from feedback.domain.pooling import pooled_finding
from feedback.domain.questions import Question
from feedback.domain.sections import Finding, MadeWith, Quote, Section


def section(
    framework: Framework, commitment: Commitment, waves: Iterable[WaveAnswers], rules: Rules
) -> Section:
    """The section of one commitment, gathered from every wave that asked a question tagged to it.

    The survey that asks most about it comes first; the waves of each come newest first.
    """
    tagged = [w for w in waves if commitment.key in w.survey.tags]
    by_survey: dict[str, list[WaveAnswers]] = {}
    for wave in tagged:
        by_survey.setdefault(wave.survey.survey, []).append(wave)
    for of_survey in by_survey.values():
        of_survey.sort(key=lambda w: w.source.opens, reverse=True)
    found = [(_findings(commitment.key, of_survey, rules), of_survey) for of_survey in by_survey.values()]
    found.sort(key=lambda pair: -len(pair[0]))
    ordered = [w for _, of_survey in found for w in of_survey]
    around = [Surroundings.of(w) for w in ordered]
    findings = told_together(with_asides(f, around, rules) for of_survey, _ in found for f in of_survey)
    heard = [h for w in ordered for h in reaching.heard(w, rules)]
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
        notes=tuple(notes([w.source for w in ordered], findings, heard, rules)),
        heard=tuple(heard),
        made_with=tuple(_made_with(ordered, rules)),
    )


def _made_with(waves: Iterable[WaveAnswers], rules: Rules) -> Iterator[MadeWith]:
    """How young people shaped each survey: once, with its newest wave, where several waves have the same."""
    told: set[tuple[str, tuple[str, ...]]] = set()
    for wave in waves:
        if wave.made_with and (wave.source.survey, wave.made_with) not in told:
            told.add((wave.source.survey, wave.made_with))
            yield MadeWith(safe_source(wave.source, rules), wave.made_with)


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
    """One finding for each tagged question of a survey, in the order of its newest edition; then those of
    several questions told as one.
    """
    questions: dict[str, Question] = {}
    for wave in waves:
        for question in wave.survey.questions:
            if commitment in question.tags:
                questions.setdefault(question.key, question)
    pools = [p for p in waves[0].survey.pooled if commitment in p.tags]
    pooled = [pooled_finding(p, waves, rules) for p in pools]
    return [*(finding(q, waves, rules) for q in questions.values()), *(f for f in pooled if f.told)]
