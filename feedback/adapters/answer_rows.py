"""Responses as rows of cells, in an order that tells nothing. Knows nothing of questions or of files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from feedback.domain.counting import Block

NOT_ASKED = "[z]"
_AT_ONCE = 500  # rows
Cell = tuple[int, Mapping[str, str]]  # a place in a line of codes, and what stands for each code there
Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Rows:
    """A row of cells for each response, made some at a time: those of a large wave are never all held at
    once. `cells` has, for each block, each column's place in its lines; None where it doesn't ask that.

    They are in an order that the answers themselves and `key` make, so it tells nothing of who came when, and
    is the same each time. Raises KeyError for a code that stands for nothing.
    """

    cells: Sequence[Sequence[Cell | None]]
    blocks: Sequence[Block]
    key: str

    def __len__(self) -> int:
        return sum(block.size for block in self.blocks)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        starts = np.cumsum([0, *(block.size for block in self.blocks)])
        order = np.concatenate(
            [np.zeros(0, np.intp), *(_in_order(b) + n for b, n in zip(self.blocks, starts, strict=False))]
        )
        seed = int.from_bytes(blake2b(self.key.encode()).digest())
        np.random.default_rng(seed).shuffle(order)
        for start in range(0, len(order), _AT_ONCE):
            yield from self._some(order[start : start + _AT_ONCE], starts)

    def _some(self, wanted: Places, starts: Places) -> Iterator[tuple[str, ...]]:
        """The rows at some places of all the blocks, one after the other."""
        width = len(self.cells[0])
        found = np.full((width, len(wanted)), NOT_ASKED, object)
        for cells, block, start in zip(self.cells, self.blocks, starts, strict=False):
            here = np.flatnonzero((wanted >= start) & (wanted < start + block.size))
            places = wanted[here] - start
            for column, cell in enumerate(cells):
                if cell is not None:
                    codes = block.codes[cell[0]][places]
                    found[column, here] = [cell[1][code] for code in codes.tobytes().decode("ascii")]
        return zip(*found.tolist(), strict=True)


def _in_order(block: Block) -> Places:
    """The places of a block's responses in the order of their lines of codes."""
    lines = np.ascontiguousarray(block.codes.T)
    return np.argsort(lines.view(f"S{block.book.width}").ravel(), kind="stable")
