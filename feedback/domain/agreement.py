"""How far two people agree who coded the same comments. Knows nothing of who they are.

Cohen's kappa: (observed - by chance) / (1 - by chance). (Cohen, 1960, Educational and Psychological
Measurement
20, 37-46)
"""

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 30  # comments, under which kappa jumps about too much to be told


@dataclass(frozen=True)
class Agreement:
    """Of one theme: on how many comments both decided, on how many alike, and kappa; None where it
    can't be.
    """

    both: int
    alike: int
    kappa: float | None

    @property
    def enough(self) -> bool:
        return self.both >= FEWEST and self.kappa is not None

    @property
    def in_words(self) -> str:
        """Landis and Koch's words (1977, Biometrics 33, 159-174). They are a habit, not a law."""
        if self.kappa is None:
            return "can’t be told: neither of you chose it, or both always did"
        bounds = (
            (0.0, "worse than chance"),
            (0.2, "slight"),
            (0.4, "fair"),
            (0.6, "moderate"),
            (0.8, "substantial"),
        )
        return next((words for most, words in bounds if self.kappa <= most), "almost perfect")


def agreement(one: Sequence[bool], other: Sequence[bool]) -> Agreement:
    """Of one theme: whether each of two people chose it, comment by comment. Raises ValueError if they differ
    in length.
    """
    both = len(one)
    alike = sum(a == b for a, b in zip(one, other, strict=True))
    if not both:
        return Agreement(0, 0, None)
    yes, also_yes = sum(one), sum(other)
    # In whole numbers: by chance they'd be alike on `chance` of both * both.
    chance = yes * also_yes + (both - yes) * (both - also_yes)
    if chance == both * both:
        return Agreement(both, alike, None)
    return Agreement(both, alike, (alike * both - chance) / (both * both - chance))
