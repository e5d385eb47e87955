"""A table of answers as it came, and what is said when it can't be used. Knows nothing of questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property


class ImportProblem(Exception):  # noqa: N818 - it is what it says
    """Why an export can't be taken in: what happened, what is safe, what to do."""

    def __init__(self, problems: Sequence[str] | str, do: str) -> None:
        self.problems = (problems,) if isinstance(problems, str) else tuple(problems)
        self.do = do
        super().__init__("\n".join([*self.problems, f"Nothing has been stored. {do}"]))


@dataclass(frozen=True)
class Stray:
    """An answer that is in no option of its question, and how many people gave it."""

    question: str
    letter: str
    answer: str
    people: int


@dataclass(frozen=True)
class Homeless:
    """A column with answers that is no question of the survey."""

    letter: str
    heading: str
    answers: int


class NoPlace(ImportProblem):
    """Columns and answers that have no place yet, in words and one by one."""

    def __init__(
        self,
        problems: Sequence[str],
        do: str,
        strays: Sequence[Stray] = (),
        homeless: Sequence[Homeless] = (),
    ) -> None:
        super().__init__(problems, do)
        self.strays, self.homeless = tuple(strays), tuple(homeless)


class CannotRead(ImportProblem):
    """The file itself can't be read as a table."""


@dataclass(frozen=True)
class Sheet:
    """A table: its header rows, then a row a person. Every row is as long as the header."""

    name: str
    encoding: str  # as Python calls it, or "xlsx"
    delimiter: str  # "" for a workbook
    headings: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        return len(self.headings[0])

    @cached_property
    def by_column(self) -> tuple[tuple[str, ...], ...]:
        """The cells below the header, a column at a time."""
        return tuple(zip(*self.rows, strict=True))


def counted(number: int, noun: str) -> str:
    """How many were, as the start of a sentence: "1 row was", "9 rows were"."""
    return f"1 {noun} was" if number == 1 else f"{number} {noun}s were"


def letter(place: int) -> str:
    """What a spreadsheet calls a column: A for 0, AA for 26."""
    name = ""
    number = place + 1
    while number:
        number, left = divmod(number - 1, 26)
        name = chr(ord("A") + left) + name
    return name


def place_of(letters: str) -> int:
    """The place of a column from its letters. Raises ValueError for anything but letters."""
    if not letters.isascii() or not letters.isalpha() or len(letters) > 4:
        raise ValueError(f"“{letters}” is not a column letter")
    number = 0
    for one in letters.upper():
        number = number * 26 + ord(one) - ord("A") + 1
    return number - 1
