"""docs/asvs.md has every requirement of levels 1 and 2, and each test and file that it names is there."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "asvs.md"
ROW = re.compile(r"^\| (\d+\.\d+\.\d+(?:–\d+)?) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
HOLDS, NOT_OURS, NOT_YET = "holds", "doesn’t apply", "not yet"
# How many requirements of levels 1 and 2 each section of version 5.0.0 has. They are the first of each.
SECTIONS = {
    **{"1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1},
    **{"3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4},
    **{"5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5},
    **{"6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2},
    **{"8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11},
    **{"10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1},
    **{"11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5},
    **{"14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5},
    **{"16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2},
}
Row = tuple[str, str, str, str]


def rows() -> list[Row]:
    """(number or range, in short, state, what shows it)."""
    return ROW.findall(PAGE.read_text(encoding="utf-8"))


def numbers(cell: str) -> list[str]:
    """Each number of a row's first cell: 4.4.1–4 is four."""
    first, _dash, last = cell.partition("–")
    section, number = first.rsplit(".", 1)
    return [f"{section}.{n}" for n in range(int(number), int(last or number) + 1)]


def named(cell: str) -> list[str]:
    """The tests and files that a cell names."""
    return [name for name in re.findall(r"`([^`]+)`", cell) if "/" in name or Path(name).suffix]


def is_there(name: str) -> bool:
    """True of a test that is defined in its file, and of a file or folder."""
    file, _colons, test = name.partition("::")
    path = ROOT / file
    if not test:
        return path.exists()
    return path.is_file() and re.search(rf"^def {test}\(", path.read_text(encoding="utf-8"), re.M) is not None


def wrong_with(row: Row) -> str:
    """What is wrong with a row; "" if nothing."""
    number, _short, state, cell = row
    if state not in (HOLDS, NOT_OURS, NOT_YET):
        return f"{number}: {state}"
    if gone := [name for name in named(cell) if not is_there(name)]:
        return f"{number} names what isn’t there: {gone}"
    return f"{number} holds by nothing" if state == HOLDS and not named(cell) else ""


def test_every_requirement_is_there_once() -> None:
    wanted = [f"{section}.{n}" for section, count in SECTIONS.items() for n in range(1, count + 1)]
    assert [number for row in rows() for number in numbers(row[0])] == wanted


def test_what_each_row_names_is_there() -> None:
    assert [said for row in rows() if (said := wrong_with(row))] == []


def test_the_page_says_how_many_hold() -> None:
    found = Counter[str]()
    for number, _short, state, _cell in rows():
        found[state] += len(numbers(number))
    said = f"{found[HOLDS]} hold, {found[NOT_OURS]} don't apply and {found[NOT_YET]} don't hold yet"
    assert said in PAGE.read_text(encoding="utf-8")
    assert f"Of {sum(SECTIONS.values())} requirements" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("state", "cell"),
    [
        (HOLDS, "our good will"),
        (HOLDS, "`tests/web/test_guard.py::test_that_there_never_was`"),
        (NOT_YET, "`feedback/no_such_file.py`"),
        ("perhaps", "`tests/web/test_guard.py`"),
    ],
)
def test_a_row_that_shows_nothing_is_found(state: str, cell: str) -> None:
    assert wrong_with(("1.1.1", "Something", state, cell))
