"""Which columns of a table an entry of a mapping means. Knows nothing of what becomes of them."""

from collections.abc import Iterator, Sequence

from feedback.adapters.imports.cells import fold_heading, identity
from feedback.adapters.imports.headers import Column
from feedback.adapters.imports.mapping import QuestionEntry
from feedback.adapters.imports.plans import Plan
from feedback.adapters.imports.sheets import letter, place_of
from feedback.adapters.plain_errors import did_you_mean
from feedback.domain.questions import Kind


class Mistaken(Exception):  # noqa: N818 - it is what it is
    """A mistake in a mapping's entry: under which of its keys, and what would be right."""

    def __init__(self, at: str, said: str) -> None:
        self.at, self.said = at, said
        super().__init__(said)


def meant(entry: QuestionEntry, base: Plan | None, found: Sequence[Column]) -> tuple[Column, ...]:
    """The columns of an entry: by letter if the heading agrees, else by heading, else as guessed."""
    by_letter = tuple(_lettered(entry.columns or (), found))
    if entry.heading is None:
        if by_letter:
            return by_letter
        if base is None:
            raise Mistaken("", "say in “columns” or “heading” which columns of the file it’s read from")
        return (*base.columns, *((base.beside,) if base.beside else ()))
    heading = fold_heading(entry.heading)
    if by_letter and all(heading in _headings(c) for c in by_letter):
        return by_letter
    return _by_heading(entry, heading, found)


def _lettered(texts: Sequence[str], found: Sequence[Column]) -> Iterator[Column]:
    """Columns from letters, such as "B" or "D-I"."""
    for text in texts:
        first, _, last = text.replace(" ", "").replace("–", "-").partition("-")
        try:
            places = range(place_of(first), place_of(last or first) + 1)
        except ValueError:
            said = f"“{text}” is not a column; write its letter as a spreadsheet does, such as B or D-I"
            raise Mistaken("columns", said) from None
        if not places or places[-1] >= len(found):
            said = f"there is no column {text}; the file’s last column is {letter(len(found) - 1)}"
            raise Mistaken("columns", said)
        yield from (found[place] for place in places)


def _headings(column: Column) -> tuple[str, str]:
    return fold_heading(column.heading), fold_heading(column.question)


def _by_heading(entry: QuestionEntry, heading: str, found: Sequence[Column]) -> tuple[Column, ...]:
    """The columns with a heading. A whole question's means all its ticks, or its own column."""
    matching = tuple(c for c in found if heading in _headings(c))
    if not matching:
        near = did_you_mean(entry.heading or "", [c.heading for c in found])
        raise Mistaken("heading", f"no column of the file is headed “{entry.heading}”{near}")
    if entry.kind is Kind.CHOOSE_SEVERAL or entry.leave_out:
        wanted = {identity(v) for o in entry.options or () for v in o.values or (o.label,)}
        return tuple(c for c in matching if not wanted or not c.sub or identity(c.sub) in wanted) or matching
    exact = tuple(c for c in matching if fold_heading(c.heading) == heading)
    if len(exact) != 1:
        letters = ", ".join(c.letter for c in exact or matching)
        raise Mistaken("heading", f"columns {letters} are all headed so; say in “columns” which of them")
    beside = tuple(c for c in matching if c.asks_for_words) if len(entry.columns or ()) > 1 else ()
    return (*exact, *beside[:1])
