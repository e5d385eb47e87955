"""The sentences in a section, true by the numbers that may be shown and by nothing else."""

from collections.abc import Sequence

from feedback.domain.disclosure import Release
from feedback.domain.figures import FEWEST_FOR_PERCENT, percent
from feedback.domain.intervals import Interval, as_printed
from feedback.domain.questions import Question
from feedback.domain.sections import Source, Told
from feedback.domain.sorting import NONE, Sorted


def sentence(question: Question, source: Source, shown: Release) -> str:
    """One plain sentence about a question in one wave."""
    if shown.base is None:
        return f"We can’t say how many {source.many} answered this without pointing at someone."
    if shown.base == 0:
        return f"No {source.many} answered this question."
    if isinstance(question, Sorted):
        return _wrote_about(question, source, shown, shown.base)
    if question.takes_words:
        return f"{people(shown.base, source)} wrote an answer in their own words."
    if question.told_us:
        if shown.counted is None:
            return (
                f"{people(shown.base, source)} answered. We can’t say how many told us that "
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
        return f"{people(base, source)} answered this question."
    verb = "ticked" if question.takes_several else "answered"
    return f"{share(top, base, source)} {verb} “{first[0]}”, more than any other answer."


_MOST_THEMES = 3  # in a sentence; the table has them all


def _wrote_about(question: Sorted, source: Source, shown: Release, base: int) -> str:
    """What people wrote about most, of what may be shown; nothing is said of what is hidden beside it."""
    who = f"{people(base, source)} who wrote an answer to “{question.wrote_to}”"
    known = [(n, key) for key, n in shown.options.items() if n and key != NONE]
    most = sorted(known, key=lambda pair: -pair[0])[:_MOST_THEMES]
    if not most:
        wrote = f"{people(base, source)} wrote an answer to “{question.wrote_to}”."
        if None not in shown.options.values():
            return wrote
        return f"{wrote} We can’t say how many wrote about what: the numbers are too small to share safely."
    told = [f"{_of_them(n, base)} wrote about “{question.label(key)}”" for n, key in most]
    return f"Of the {who}, {_listed(told)}." if base > 1 else f"{who}: {_listed(told)}."


def _of_them(n: int, base: int) -> str:
    return f"{n} ({percent(n, base)}%)" if base >= FEWEST_FOR_PERCENT else str(n)


def _listed(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def share(n: int, base: int, source: Source) -> str:
    """A share in words: 87% of care leavers (66 of 76), or 19 of 24 care leavers when they are few."""
    if base < FEWEST_FOR_PERCENT:
        return f"{n} of {base} {source.many}" if base != 1 else f"{n} of 1 {source.one}"
    return f"{percent(n, base)}% of {source.many} ({n} of {base})"


def people(n: int, source: Source) -> str:
    """76 care leavers, or 1 care leaver."""
    return f"{n} {source.one if n == 1 else source.many}"


def either(labels: Sequence[str]) -> str:
    """Strongly agree or agree."""
    first, *rest = labels
    rest = [r if r.startswith(("I ", "I’", "I'")) else r[:1].lower() + r[1:] for r in rest]
    return " or ".join([", ".join([first, *rest[:-1]]), rest[-1]]) if rest else first


_CHANGES = {
    "went up": "This went up, from {was} in {before} to {became} in {after}.",
    "went down": "This went down, from {was} in {before} to {became} in {after}.",
    "about the same": "This stayed about the same: {was} in {before}, and {became} in {after}.",
    "too few to say": "Too few people answered to say whether this changed: {was} in {before}, "
    "and {became} in {after}.",
}
_COMPARED = tuple(_CHANGES[said].partition("{")[0] for said in ("went up", "went down", "about the same"))


def compares(said: str) -> bool:
    """True of a sentence that says up, down or about the same; not of why that can't be said."""
    return said.startswith(_COMPARED)


def change_sentence(earlier: Told, later: Told, verdict: str | None) -> str:
    """What is said of one question in two waves. Without a verdict, why there is none."""
    before, after = earlier.source.name, later.source.name
    if earlier.breaks:
        return f"We changed this question, so it can’t be compared with {before}."
    if 0 in (earlier.base, later.base):
        return f"Nobody answered in {after if later.base == 0 else before}, so there is nothing to compare."
    n, m = (t.counted.count if t.counted else None for t in (earlier, later))
    if verdict is None or n is None or m is None or not earlier.base or not later.base:
        return f"We can’t say whether this changed since {before}: the numbers are too small to share safely."
    shares = {"was": share(n, earlier.base, later.source), "became": short(m, later.base)}
    return _CHANGES[verdict].format(before=before, after=after, **shares)


def short(n: int, base: int) -> str:
    """A share whose people were named before it."""
    return f"{n} of {base}" if base < FEWEST_FOR_PERCENT else f"{percent(n, base)}% ({n} of {base})"


PROBABLY = "probably be"  # said of an interval, and explained in a note


def sureness(found: Interval | None, base: int, people: int | None, source: Source) -> str:
    """How sure a share of `base` people is, where the council counted `people` in all (None: not known)."""
    if people is not None and found is None:
        return (
            f"The council counted {people} {source.many}, but {base} answered this. "
            "So its total is too small, and we can’t say how sure this share is."
        )
    if found is None or people == base:
        return f"All {base} {source.many} answered this, so this is the share of everyone."
    low, high = as_printed(found.low, base), as_printed(found.high, base)
    between = f"very close to {low}%" if low == high else f"between {low}% and {high}%"
    start = (
        "We may not have heard from everyone. If everyone had answered"
        if people is None
        else f"We didn’t hear from everyone. If all {people} {source.many} had answered"
    )
    return f"{start}, the share would {PROBABLY} {between}, as long as the others are like those who did."


def weighted_sentence(
    told: tuple[int, int], weighted: tuple[float, float], by: Sequence[str], source: Source
) -> str:
    """A weighted share and its effective base, beside n of base as they are. `by` are questions as asked."""
    (n, base), (weighed, effective) = told, weighted
    asked = " and ".join(f"“{ask}”" for ask in by)
    return (
        f"Some groups answered more than others. If each group counted as it does among all {source.many} "
        f"(by {asked}), this would be {as_printed(weighed, base)}%. That is as sure as {int(effective)} "
        f"answers. {n} of {base} people said so."
    )
