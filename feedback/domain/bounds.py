"""What can be worked back from figures: the least and the most that a count can be. Knows of no survey.

Unknown counts are columns, and what is known of them is rows: sums that lie between two numbers. A linear
programme (HiGHS) finds how low and how high any other sum can go.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt

Columns = npt.NDArray[np.int32]
Counts = npt.NDArray[np.float64]
INFINITE = highspy.kHighsInf
MOST_PEOPLE = 1e7  # of one kind: more than any survey has had, so that no sum is without an end
NEARLY = 1e-6


class Contradiction(Exception):  # noqa: N818
    """No counts fit what is said to be known."""


@dataclass(frozen=True)
class Extreme:
    """As far as a sum can go: counts that fit what is known, and the rows that keep it from going further."""

    counts: Counts
    pinned_by: frozenset[int]


class Knowledge:
    """What is known of `size` counts, each of them a whole number from 0 up."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self._solver.silent()
        self._solver.addVars(size, np.zeros(size), np.full(size, MOST_PEOPLE))
        self._solver.setOptionValue("threads", 1)
        self._every = np.arange(size, dtype=np.int32)
        self.rows = 0

    def know(self, sum_of: Columns, low: float, high: float, less: Sequence[int] | Columns = ()) -> int:
        """Adds that the sum of some columns, less that of others, is between two numbers. Gives its row."""
        columns = np.concatenate([np.asarray(sum_of, np.int32), np.asarray(less, np.int32)])
        signs = np.concatenate([np.ones(len(sum_of)), -np.ones(len(less))])
        self._solver.addRow(float(low), float(high), len(columns), columns, signs)
        self.rows += 1
        return self.rows - 1

    def change(self, row: int, low: float, high: float) -> None:
        self._solver.changeRowBounds(row, float(low), float(high))

    def extreme(self, weights: Counts, *, most: bool) -> Extreme:
        """The counts that make a weighted sum as large as can be, or as small. Raises Contradiction if none
        fit what is known.
        """
        self._solver.changeColsCost(self.size, self._every, weights)
        self._solver.changeObjectiveSense(highspy.ObjSense.kMaximize if most else highspy.ObjSense.kMinimize)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise Contradiction("what was published does not fit together")
        solution = self._solver.getSolution()
        pins = np.flatnonzero(np.abs(np.asarray(solution.row_dual)) > NEARLY)
        return Extreme(np.asarray(solution.col_value), frozenset(pins.tolist()))
