"""The one shape that every table of a section has, as it's printed. Knows nothing of what is in it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Value:
    """A number or a mark, as it's printed, and what it is recounted by."""

    text: str
    identity: str | None = None


@dataclass(frozen=True)
class Box:
    """What stands in one place of a table: values one below the other, and a bar of 0 to 100 beside them."""

    values: tuple[Value, ...] = ()
    bar: int | None = None


@dataclass(frozen=True)
class Head:
    """A column's heading: the wave or group that it is `of`, and `what` number it holds; either may be ""."""

    of: str
    what: str = ""


@dataclass(frozen=True)
class Row:
    """A row as it's printed. `shade` is its place in the stacked bars, whose legend the labels are."""

    label: str
    boxes: tuple[Box, ...]
    together: bool = False
    base: bool = False
    shade: int | None = None


@dataclass(frozen=True)
class Table:
    """A table as it's printed. `title` is what was asked; `shades` how many shades the stacked bars have."""

    title: str
    caption: str
    corner: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    shades: int = 0

    @property
    def longest_word(self) -> int:
        """Letters in the longest word of the columns' headings, which a column should be as wide as."""
        return max((len(w) for h in self.heads for w in f"{h.of} {h.what}".split()), default=0)

    @property
    def spans(self) -> tuple[tuple[str, int], ...]:
        """What the columns are of, and how many neighbours are of the same; none where each column has one
        heading, of a group or of a kind of number.
        """
        kinds = len({head.what for head in self.heads})
        if kinds < 2 or not any(head.of for head in self.heads):
            return ()
        return tuple((head.of, kinds) for head in self.heads[::kinds])
