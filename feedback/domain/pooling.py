"""Several questions told as one number, where every one of them may be told. Knows nothing of sections."""

from collections.abc import Sequence

from feedback.domain.answered import WaveAnswers, safe_source
from feedback.domain.changes import POOLED
from feedback.domain.counting import Count
from feedback.domain.disclosure import HIDDEN, NOT_APPLICABLE, TOO_FEW, Rules
from feedback.domain.figures import FEWEST_FOR_PERCENT, percent
from feedback.domain.hiding import shown_of
from feedback.domain.intervals import as_printed
from feedback.domain.pools import Pool, Way
from feedback.domain.sections import Cell, Finding, Source, Told
from feedback.domain.sentences import short

Parts = Sequence[tuple[int, int]]  # (n, base) of each question


def pooled_finding(pool: Pool, waves: Sequence[WaveAnswers], rules: Rules) -> Finding:
    """Several questions told as one, over some waves of a survey. A wave that didn't ask all of them, or in
    which one of them was answered by nobody, has no number.
    """
    told = [t for wave in waves if (t := _told(pool, wave, rules)) is not None]
    ask = pool.title or _as_one(len(pool.questions))
    survey = waves[0].survey.survey
    return Finding(survey, pool.key, ask, POOLED, (), tuple(told), several=False, parts=pool.questions)


def _told(pool: Pool, wave: WaveAnswers, rules: Rules) -> Told | None:
    counts = [wave.tally.count(key) for key in pool.questions]
    asked = [c for c in counts if c is not None]
    if len(asked) < len(counts) or any(_nobody(c, wave) for c in asked):
        return None
    source = safe_source(wave.source, rules)
    identity = f"{source.wave}/{pool.key}"
    asides = (_say_parts([c.question.ask for c in asked]),)
    shown = [shown_of(c, wave, rules) for c in asked]
    parts = [(r.counted, r.base) for r in shown if r.counted is not None and r.base is not None]
    if len(parts) < len(shown):
        hidden = Cell(None, None, HIDDEN, HIDDEN, identity)
        return Told(source, _say_hidden(len(shown)), None, (), hidden, asides)
    if pool.way is Way.ANSWERS:
        return _as_answers(pool, source, parts, identity, asides)
    return _as_average(pool, source, parts, identity, asides)


def _nobody(count: Count, wave: WaveAnswers) -> bool:
    """True if nobody answered this question."""
    return (count.base if wave.kept is None else wave.remembered(count.question).base) == 0


def _as_answers(pool: Pool, source: Source, parts: Parts, identity: str, asides: tuple[str, ...]) -> Told:
    """All answers on one heap: the sum of the counts over the sum of the bases. The base is of answers."""
    n, base = sum(n for n, _ in parts), sum(base for _, base in parts)
    few = base < FEWEST_FOR_PERCENT
    cell = Cell(n, None if few else percent(n, base), None, TOO_FEW if few else None, identity)
    said = _say_of_answers(n, base, len(parts), pool.told_us)
    return Told(source, said, base, (), cell, asides)


def _as_average(pool: Pool, source: Source, parts: Parts, identity: str, asides: tuple[str, ...]) -> Told:
    """Each question counts the same, however many answered it. It is a share of nobody, so it has no count;
    its base is the fewest who answered any of them.
    """
    fewest, most = min(base for _, base in parts), max(base for _, base in parts)
    few = fewest < FEWEST_FOR_PERCENT
    average = None if few else as_printed(sum(n / base for n, base in parts) / len(parts), fewest)
    cell = Cell(None, average, NOT_APPLICABLE, TOO_FEW if few else None, identity)
    said = _say_average(average, (fewest, most), len(parts), pool.told_us, source)
    return Told(source, said, fewest, (), cell, asides)


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _in_words(n: int) -> str:
    return _NUMBERS[n] if n < len(_NUMBERS) else str(n)


def _as_one(questions: int) -> str:
    """What several questions are called that have no title together."""
    return f"{_in_words(questions).capitalize()} questions told as one"


def _say_parts(asks: Sequence[str]) -> str:
    """Which questions were put together."""
    named = [f"“{ask}”" for ask in asks]
    return f"The {_in_words(len(asks))} questions are {', '.join(named[:-1])} and {named[-1]}."


def _say_of_answers(n: int, base: int, questions: int, told_us: str) -> str:
    """Several questions as one, told as answers and not as people."""
    return f"Of {base} answers to {_in_words(questions)} questions, {short(n, base)} said that {told_us}."


def _say_average(
    average: str | None, bases: tuple[int, int], questions: int, told_us: str, source: Source
) -> str:
    """Several questions as one by the average of their shares, with the bases that it is made of."""
    fewest, most = bases
    each = f"{fewest} {source.many}" if fewest == most else f"Between {fewest} and {most} {source.many}"
    answered = f"{each} answered each question."
    if average is None:
        return f"Too few people answered these {_in_words(questions)} questions for an average. {answered}"
    said = f"On average over {_in_words(questions)} questions, {average}% said that {told_us}."
    return f"{said} {answered}"


def _say_hidden(questions: int) -> str:
    return (
        f"We can’t say what these {_in_words(questions)} questions tell together: "
        "the numbers are too small to share safely."
    )
