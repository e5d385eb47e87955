"""Columns to questions, as far as they can be guessed. Knows nothing of mappings that put a guess right."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from feedback.adapters.imports import judging, keys
from feedback.adapters.imports.blocks import Block, parted
from feedback.adapters.imports.headers import Column, columns
from feedback.adapters.imports.plans import CannotPlan, Plan, Wanted, plan, seen_in
from feedback.adapters.imports.seen import Seen, together
from feedback.adapters.imports.sheets import Sheet
from feedback.adapters.imports.withheld import why_left_out
from feedback.domain.questions import Kind

_LONGEST_KEY = 40
_PART = re.compile(r"(\[[^\]]*\]|_\d+)+$")
_SAME = "everyone who answered gave the same answer, and a question needs two"


@dataclass
class Guess:
    """The questions that a table seems to hold, in the order of its columns, and the columns left out."""

    plans: list[Plan] = field(default_factory=list)
    left_out: list[tuple[Column, str]] = field(default_factory=list)
    unkept: set[Column] = field(default_factory=set)  # left out although they hold answers


def guess(sheet: Sheet) -> Guess:
    """What each column is taken for."""
    guesser = _Guesser(sheet, Guess(), set())
    blocks = [list(run) for _, run in groupby(columns(sheet), lambda c: c.block)]
    for room in (_LONGEST_KEY, _LONGEST_KEY // 2):
        begun = Counter(keys.short(b[0].question, room) for b in blocks)
        guesser.alike |= {key for key, times in begun.items() if times > 1}
    for members in blocks:
        guesser.block(members)
    guesser.found.plans.sort(key=lambda p: p.columns[0].place)
    return guesser.found


@dataclass
class _Guesser:
    sheet: Sheet
    found: Guess
    alike: set[str]  # beginnings of keys that several questions share

    def block(self, members: list[Column]) -> None:
        """One question with all its columns."""
        seen = {c: seen_in(self.sheet, [c]) for c in members}
        block = parted(members, seen)
        several = (*block.ticks, *block.words) if block.ticks else ()
        kept = list(block.ticks)
        for column in members:
            why = "it repeats the columns beside it" if column in block.summaries else None
            why = why or why_left_out(column, seen[column])
            if not why:
                kept.append(column)
            elif column not in several:
                self.found.left_out.append((column, why))
        if several:
            self._ticked(several)
        self._plan(block.only(kept), seen)

    def _plan(self, block: Block, seen: dict[Column, Seen]) -> None:
        for column in block.main:
            self._alone(column, seen[column], block.other)
        for column, pooled in self._grid(block.rows, seen):
            self._alone(column, pooled, None)
        for column in block.words:
            self._words(column)

    def _ticked(self, columns: tuple[Column, ...]) -> None:
        first = columns[0]
        code = _PART.sub("", first.code)
        wanted = Wanted(
            self._key(replace(first, code=code), ""),
            first.question or f"Columns {first.letter} to {columns[-1].letter}",
            Kind.CHOOSE_SEVERAL,
            first.question,
            columns,
        )
        self._add(wanted, None)

    def _grid(self, rows: Sequence[Column], seen: dict[Column, Seen]) -> Iterator[tuple[Column, Seen]]:
        """Each row with the answers of all rows, if they share them; with its own, if not."""
        pool = together(seen[c] for c in rows)
        shared = len(rows) > 1 and all(
            seen[c].counts.keys() & {k for d in rows if d != c for k in seen[d].counts} for c in rows
        )
        kind = judging.judge(pool) if shared else None
        whole = kind in (Kind.SCALE, Kind.CHOOSE_ONE, Kind.YES_NO)
        for column in rows:
            yield column, pool if whole else seen[column]

    def _alone(self, column: Column, seen: Seen, other: Column | None) -> None:
        kind = judging.judge(seen, column.is_for_words)
        if kind is None:
            self.found.left_out.append((column, _SAME))
            self.found.unkept.add(column)
            return
        split = judging.separator(seen) if kind is Kind.CHOOSE_SEVERAL else None
        chosen = kind in (Kind.CHOOSE_ONE, Kind.SCALE, Kind.YES_NO)
        beside = other if chosen and other and self._instead(column, other) else None
        wanted = Wanted(
            self._key(column, column.sub),
            column.heading,
            kind,
            column.heading,
            (column,),
            split=split or "",
            beside=beside,
        )
        self._add(wanted, seen)

    def _instead(self, column: Column, other: Column) -> bool:
        """True if somebody wrote under "other" and chose nothing: that is how they chose it."""
        pairs = zip(self.sheet.by_column[column.place], self.sheet.by_column[other.place], strict=True)
        return any(words and not choice for choice, words in pairs)

    def _words(self, column: Column) -> None:
        wanted = Wanted(
            self._key(column, column.sub), column.heading, Kind.COMMENT, column.heading, (column,)
        )
        self._add(wanted, None)

    def _add(self, wanted: Wanted, seen: Seen | None) -> None:
        try:
            self.found.plans.append(plan(wanted, self.sheet, seen))
        except CannotPlan as problem:
            self.found.left_out.extend((c, str(problem)) for c in wanted.columns)
            self.found.unkept.update(wanted.columns)

    def _key(self, column: Column, sub: str) -> str:
        """The code of the column if it has one, or the telling words of the question and the part."""
        taken = [p.question.key for p in self.found.plans]
        number = f"question-{len(taken) + 1}"
        if column.code:
            code = keys.slug(column.code)
            return keys.unique(f"q{code}" if code.isdigit() else code, taken, number)
        room = _LONGEST_KEY // 2 if sub else _LONGEST_KEY
        part = "other" if column.asks_for_words else sub
        alike = keys.short(column.question, room) in self.alike
        words = [keys.short(column.question, room, alike), keys.slug(part, room)]
        return keys.unique("-".join(w for w in words if w), taken, number)
