"""One question told over some waves: counted, hidden where it must be, in words. Knows of no sections."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from feedback.domain.answered import WaveAnswers, safe_source
from feedback.domain.comparing import shape_of
from feedback.domain.counting import Count
from feedback.domain.disclosure import HIDDEN, NOT_APPLICABLE, TOO_FEW, Release, Rules
from feedback.domain.figures import Figure
from feedback.domain.hiding import shown_of
from feedback.domain.questions import Question
from feedback.domain.sections import Cell, Finding, Told
from feedback.domain.sentences import either, sentence
from feedback.domain.sorting import Sorted


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
        kind=question.told_as,
        rows=tuple(labels.values()),
        row_keys=tuple(labels),
        told=_marked(asked, [_told(w, c, (tuple(labels), question.counts), rules) for w, c in asked]),
        several=question.takes_several,
        counted_label=either([question.label(k) for k in question.counts])
        if len(question.counts) > 1
        else None,
    )


def _marked(asked: Sequence[tuple[WaveAnswers, Count]], told: Sequence[Told]) -> tuple[Told, ...]:
    """The waves of a finding, newest first, each marked if the question was changed before the next one."""
    shapes = [shape_of(wave, count) for wave, count in asked]
    told = [*told[:1], *(_said_once(t, told[0]) for t in told[1:])]
    breaks = (earlier != later for later, earlier in pairwise(shapes))
    return (*told[:1], *(replace(t, breaks=b) for t, b in zip(told[1:], breaks, strict=True)))


def _said_once(earlier: Told, newest: Told) -> Told:
    """A wave without what is said of the newest one in the same words."""
    return replace(earlier, asides=tuple(a for a in earlier.asides if a not in newest.asides))


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
        return cell_of(
            n, shown.base, Figure(n or 0, shown.base or 0, source.wave, count.question.key, counted)
        )

    cells = [cell(shown.options[key], (key,)) if key in shown.options else ABSENT for key in options]
    same = set(count.question.counts) == set(together)
    counted = cell(shown.counted, count.question.counts) if same else ABSENT
    said = sentence(count.question, source, shown)
    how = (count.question.how,) if isinstance(count.question, Sorted) and shown.base else ()
    return Told(source, said, shown.base, tuple(cells), counted if together else None, how)


def _release(wave: WaveAnswers, count: Count, rules: Rules | None) -> Release:
    if rules is None and wave.kept is not None:
        return wave.remembered(count.question)
    if rules is None:
        return Release(count.base, dict(count.options), count.counted if count.question.counts else None)
    return shown_of(count, wave, rules)


ABSENT = Cell(None, None, NOT_APPLICABLE, NOT_APPLICABLE)


def cell_of(n: int | None, base: int | None, figure: Figure) -> Cell:
    """A number that may be shown, with its percentage if its base gives one; or the marks in their place."""
    if n is None or base is None:
        return Cell(None, None, HIDDEN, HIDDEN, figure.identity)
    if base == 0:
        return Cell(n, None, None, NOT_APPLICABLE, figure.identity)
    return Cell(n, figure.percent, None, None if figure.percent else TOO_FEW, figure.identity)
