"""The sentences in a section, true by the numbers that may be shown and by nothing else."""

from collections.abc import Sequence

from feedback.domain.disclosure import Release
from feedback.domain.figures import FEWEST_FOR_PERCENT, percent
from feedback.domain.questions import Question
from feedback.domain.sections import Source


def sentence(question: Question, source: Source, shown: Release) -> str:
    """One plain sentence about a question in one wave."""
    if shown.base is None:
        return f"We can’t say how many {source.many} answered this without pointing at someone."
    if shown.base == 0:
        return f"No {source.many} answered this question."
    if question.takes_words:
        return f"{_people(shown.base, source)} wrote an answer in their own words."
    if question.told_us:
        if shown.counted is None:
            return (
                f"{_people(shown.base, source)} answered. We can’t say how many told us that "
                f"{question.told_us}: the numbers are too small to share safely."
            )
        return f"{share(shown.counted, shown.base, source)} told us that {question.told_us}."
    return _most(question, source, shown, shown.base)


def _most(question: Question, source: Source, shown: Release, base: int) -> str:
    """Which answer was given most often. Said only when every count may be shown."""
    numbers = {k: n for k, n in shown.options.items() if n is not None}
    top = max(numbers.values(), default=0)
    first = [question.label(k) for k, n in numbers.items() if n == top]
    if len(numbers) < len(shown.options) or len(first) != 1:
        return f"{_people(base, source)} answered this question."
    verb = "ticked" if question.takes_several else "answered"
    return f"{share(top, base, source)} {verb} “{first[0]}”, more than any other answer."


def share(n: int, base: int, source: Source) -> str:
    """A share in words: 87% of care leavers (66 of 76), or 19 of 24 care leavers when they are few."""
    if base < FEWEST_FOR_PERCENT:
        return f"{n} of {base} {source.many}" if base != 1 else f"{n} of 1 {source.one}"
    return f"{percent(n, base)}% of {source.many} ({n} of {base})"


def _people(n: int, source: Source) -> str:
    return f"{n} {source.one if n == 1 else source.many}"


def either(labels: Sequence[str]) -> str:
    """Strongly agree or agree."""
    first, *rest = labels
    rest = [r if r.startswith(("I ", "I’", "I'")) else r[:1].lower() + r[1:] for r in rest]
    return " or ".join([", ".join([first, *rest[:-1]]), rest[-1]]) if rest else first
