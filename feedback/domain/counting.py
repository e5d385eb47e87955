"""Lines of codes to counts, by question, breakdown and filter. Knows nothing of percentages or of hiding.

Each option becomes a bitmap over the responses; a count is a popcount and a filter is an AND.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce

import numpy as np
import numpy.typing as npt

from feedback.domain.coding import NOT_ASKED, OPTION_CODES, SKIP, TICKED, Codebook, Slots
from feedback.domain.questions import Question

Bits = npt.NDArray[np.uint64]  # 64 responses a number; those past the last are never there
Filter = Mapping[str, Iterable[str]]  # question key: any of these options; several questions: all of them


@dataclass(frozen=True)
class Count:
    """The counts of one question. `base` is how many people answered it; skips and hidden are outside it.

    `options` has people by option key; for choose-several they may add up to more than the base.
    `counted` is how many people chose any of the question's counted options.
    """

    question: Question
    base: int
    options: Mapping[str, int]
    counted: int
    skipped: int
    not_asked: int


def _popcount(bits: Bits) -> int:
    return int(np.bitwise_count(bits).sum())


def _packed(there: npt.NDArray[np.bool_]) -> Bits:
    """One yes or no for each response as a bitmap, which nobody may change."""
    octets = np.packbits(there)
    bits = np.pad(octets, (0, -len(octets) % 8)).view(np.uint64)
    bits.flags.writeable = False
    return bits


def unpacked(bits: Bits, size: int) -> npt.NDArray[np.bool_]:
    """A bitmap as one yes or no for each of so many responses."""
    return np.unpackbits(bits.view(np.uint8), count=size).view(np.bool_)


@dataclass
class Block:
    """The responses of one edition as bitmaps."""

    book: Codebook
    size: int
    codes: npt.NDArray[np.uint8] = field(repr=False)
    _bits: dict[tuple[int, str], Bits] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, book: Codebook, lines: Sequence[str]) -> "Block":
        """Raises ValueError if a line isn't as long as the codebook says."""
        if any(len(x) != book.width for x in lines):
            raise ValueError("a line of codes is not as long as its edition says")
        return cls.joined(book, len(lines), "".join(lines))

    @classmethod
    def joined(cls, book: Codebook, size: int, lines: str) -> "Block":
        """From so many lines, one after the other. Raises ValueError if they aren't as long as it says."""
        codes = np.frombuffer(lines.encode("ascii"), np.uint8)
        if len(codes) != book.width * size:
            raise ValueError("a line of codes is not as long as its edition says")
        return cls(book, size, np.ascontiguousarray(codes.reshape(size, book.width).T))

    @classmethod
    def merged(cls, blocks: Sequence["Block"]) -> "Block":
        """The responses of several blocks of one edition: fewer blocks are quicker to count."""
        codes = [block.codes for block in blocks]
        return cls(blocks[0].book, sum(b.size for b in blocks), np.concatenate(codes, axis=1))

    @property
    def nbytes(self) -> int:
        """How much memory it takes, by now."""
        return self.codes.nbytes + sum(bits.nbytes for bits in [*self._bits.values()])

    def having(self, slot: int, code: str) -> Bits:
        """A bitmap of the responses with this code in this slot: made once, and not to be changed."""
        bits = self._bits.get((slot, code))
        if bits is None:
            bits = self._bits[slot, code] = _packed(self.codes[slot] == ord(code))
        return bits

    @cached_property
    def everyone(self) -> Bits:
        return _packed(np.ones(self.size, np.bool_))

    def chose(self, slots: Slots, option: str) -> Bits:
        """A bitmap of the people who chose an option."""
        place = [o.key for o in slots.question.options].index(option)
        if slots.question.takes_several:
            return self.having(slots.start + place, TICKED)
        return self.having(slots.start, OPTION_CODES[place])

    def within(self, wanted: Filter) -> Bits:
        """A bitmap of the people who gave any of the named options to each of the named questions."""
        bits = self.everyone
        for key, options in wanted.items():
            slots = self.book.slots.get(key)
            any_of = np.zeros_like(bits)
            if slots is not None:
                known = {o.key for o in slots.question.options}
                for option in set(options) & known:
                    any_of |= self.chose(slots, option)
            bits = bits & any_of
        return bits

    def count(self, key: str, within: Bits, counts: Iterable[str] | None = None) -> Count:
        """One question's counts among the people in `within`. `counts` are the options to count together,
        where a later edition has changed its mind about them.
        """
        slots = self.book.slots[key]
        question = slots.question
        skipped = _popcount(self.having(slots.start, SKIP) & within)
        not_asked = _popcount(self.having(slots.start, NOT_ASKED) & within)
        chose = {o.key: self.chose(slots, o.key) & within for o in question.options}
        counted = np.zeros_like(within)
        for option in question.counts if counts is None else counts:
            counted |= chose.get(option, np.zeros_like(within))
        return Count(
            question,
            _popcount(within) - skipped - not_asked,
            {option: _popcount(bits) for option, bits in chose.items()},
            _popcount(counted),
            skipped,
            not_asked,
        )


def add(a: Count, b: Count) -> Count:
    """The counts of the same question in two editions: options are matched by key, the newer words stay."""
    gone = tuple(o for o in a.question.options if o.key not in b.options)
    options = (*b.question.options, *gone)
    return Count(
        b.question.model_copy(update={"options": options}),
        a.base + b.base,
        {o.key: a.options.get(o.key, 0) + b.options.get(o.key, 0) for o in options},
        a.counted + b.counted,
        a.skipped + b.skipped,
        a.not_asked + b.not_asked,
    )


@dataclass(frozen=True)
class Tally:
    """The responses of a wave, edition by edition (oldest first), ready to be counted.

    With `filters`, only those who match every one of them.
    """

    blocks: tuple[Block, ...]
    filters: tuple[Filter, ...] = ()

    def where(self, wanted: Filter) -> "Tally":
        """The same responses, but only those who also match this filter."""
        return Tally(self.blocks, (*self.filters, wanted))

    @property
    def responses(self) -> int:
        return self.matching({})

    def count(self, key: str, wanted: Filter | None = None) -> Count | None:
        """One question's counts, among those who match the filter; None if no edition asks it."""
        asking = [n for n, block in enumerate(self.blocks) if key in block.book.slots]
        if not asking:
            return None
        counts = self.blocks[asking[-1]].book.slots[key].question.counts  # the newest edition's, over all
        return reduce(add, (self.blocks[n].count(key, self._within(n, wanted or {}), counts) for n in asking))

    def matching(self, wanted: Filter) -> int:
        """How many responses match a filter."""
        return sum(_popcount(self._within(n, wanted)) for n in range(len(self.blocks)))

    def _within(self, n: int, wanted: Filter) -> Bits:
        return self.within[n] & self.blocks[n].within(wanted) if wanted else self.within[n]

    @cached_property
    def within(self) -> tuple[Bits, ...]:
        """For each block, those who match every filter: found once, for all that is then counted."""
        return tuple(reduce(np.bitwise_and, map(b.within, self.filters), b.everyone) for b in self.blocks)
