"""What changed between two waves, by the numbers that are told and no others. Knows nothing of answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from feedback.domain.figures import percent
from feedback.domain.sections import Finding, Told
from feedback.domain.sentences import change_sentence

FEWEST_TO_COMPARE = 10  # a change among fewer is never told
FEWEST_FOR_THE_SAME = 30  # fewer can show a change, but never that there was none
SURE = 0.05  # how often luck alone may look like a change, over all that are compared at once
WIDE = 0.05  # shares as far apart as this are not called the same, even if luck could have done it
POOLED = "pooled"  # answers of the same people to several questions: no test of two groups fits them


class Verdict(StrEnum):
    """What is said of two waves. None of them where a number is hidden or the question was changed."""

    UP = "went up"
    DOWN = "went down"
    SAME = "about the same"
    TOO_FEW = "too few to say"


@dataclass(frozen=True)
class Pair:
    """A share in two waves: n of base, earlier and later."""

    earlier: tuple[int, int]
    later: tuple[int, int]

    @property
    def enough(self) -> bool:
        return min(self.earlier[1], self.later[1]) >= FEWEST_TO_COMPARE

    @property
    def printed_alike(self) -> bool:
        return percent(*self.earlier) == percent(*self.later)

    @property
    def step(self) -> float:
        """How far the share went up, from -1 to 1."""
        return self.later[0] / self.later[1] - self.earlier[0] / self.earlier[1]


def fisher(pair: Pair) -> float:
    """How often luck alone would part two shares at least so far: Fisher's exact test, two-sided.

    Fisher, 1935, The Design of Experiments: given how many there are in each wave and how many said so in
    both, the chance of every table that is no likelier than this one. The chances are worked out from one
    table to the next (Hypergeometric distribution) and made to add up to 1, so that large bases lose nothing.
    """
    (a, first), (b, second) = pair.earlier, pair.later
    yes = a + b
    low, high = max(0, yes - second), min(first, yes)
    k = np.arange(low, high, dtype=np.float64)  # from k who said so in the first wave to k + 1
    steps = np.log((yes - k) * (first - k)) - np.log((k + 1) * (second - yes + k + 1))
    logs = np.concatenate(([0.0], np.cumsum(steps)))
    chances = np.exp(logs - logs.max())
    as_rare = chances <= chances[a - low] * (1 + 1e-7)  # tables that are as likely differ by rounding
    return min(1.0, float(chances[as_rare].sum() / chances.sum()))


def holm(chances: Sequence[float], sure: float = SURE) -> set[int]:
    """Which of several results, each that luck alone would give with some chance, are called more than luck.

    Holm's step-down (1979, Scand. J. Stat. 6, 65-70): the surest is held against `sure` over how many there
    are, the next against `sure` over one fewer, and so on until one fails. So the chance that any of those
    that are called more than luck is luck stays under `sure`.
    """
    found: set[int] = set()
    for place, i in enumerate(sorted(range(len(chances)), key=chances.__getitem__)):
        if chances[i] > sure / (len(chances) - place):
            break
        found.add(i)
    return found


def judge(pairs: Sequence[Pair]) -> list[Verdict]:
    """What is said of each of some shares that are told together."""
    tested = [i for i, p in enumerate(pairs) if p.enough]
    changed = {tested[place] for place in holm([fisher(pairs[i]) for i in tested])}
    return [_verdict(pair, i in changed) for i, pair in enumerate(pairs)]


def _verdict(pair: Pair, changed: bool) -> Verdict:
    if changed and not pair.printed_alike:
        return Verdict.UP if pair.step > 0 else Verdict.DOWN
    few = min(pair.earlier[1], pair.later[1]) < FEWEST_FOR_THE_SAME
    return Verdict.TOO_FEW if few or abs(pair.step) >= WIDE else Verdict.SAME


def told_together(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of one section, each with its sentence about the newest wave beside the one before."""
    whole = list(findings)
    compared = {i: pair for i, f in enumerate(whole) if (pair := _pair(f)) is not None}
    verdicts = dict(zip(compared, judge(list(compared.values())), strict=True))
    return [
        replace(f, change=change_sentence(f.told[1], f.told[0], verdicts.get(i))) if _comes_again(f) else f
        for i, f in enumerate(whole)
    ]


def how_many(findings: Iterable[Finding]) -> int:
    """How many changes were looked for at once."""
    return sum(1 for f in findings if (pair := _pair(f)) is not None and pair.enough)


def _comes_again(finding: Finding) -> bool:
    return len(finding.told) > 1 and finding.told[0].counted is not None and finding.kind != POOLED


def _pair(finding: Finding) -> Pair | None:
    """The two shares to compare; None where there is no wave before, or a number of either is hidden."""
    if not _comes_again(finding) or finding.told[1].breaks:
        return None
    later, earlier = (_share(t) for t in finding.told[:2])
    return Pair(earlier, later) if earlier and later else None


def _share(told: Told) -> tuple[int, int] | None:
    if not told.base or told.counted is None or told.counted.count is None:
        return None
    return told.counted.count, told.base
