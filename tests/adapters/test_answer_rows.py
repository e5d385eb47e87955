"""Rows of answers come out whole, and in an order that has nothing to do with who came when."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.adapters.answer_rows import NOT_ASKED, Rows
from feedback.domain.coding import codebook
from feedback.domain.counting import Block
from tests.conftest import small_survey

BOOK = codebook(small_survey())
CODES = {"0": "agree", "1": "neither", ".": "[z]", "-": "[s]"}
LINES = st.lists(st.text("01.-", min_size=BOOK.width, max_size=BOOK.width), max_size=30)
CELLS = [(0, CODES), None, (BOOK.width - 1, CODES)]


def rows(*blocks: list[str], key: str = "k") -> list[tuple[str, ...]]:
    made = [Block.of(BOOK, lines) for lines in blocks]
    return list(Rows([CELLS for _ in made], made, key))


def expected(line: str) -> tuple[str, ...]:
    return (CODES[line[0]], NOT_ASKED, CODES[line[-1]])


@given(LINES, LINES)
def test_every_response_is_a_row_whichever_block_it_is_in(one: list[str], other: list[str]) -> None:
    assert Counter(rows(one, other)) == Counter(map(expected, one + other))


@given(LINES.flatmap(lambda lines: st.tuples(st.just(lines), st.permutations(lines))))
def test_who_came_first_makes_no_difference(given: tuple[list[str], list[str]]) -> None:
    came, otherwise = given
    assert rows(came) == rows(otherwise)


def test_the_order_is_nobodys_but_the_keys() -> None:
    lines = [f"{n % 2}" * BOOK.width for n in range(40)]
    assert rows(lines, key="a") != rows(lines, key="b")
    assert rows(lines, key="a") != sorted(rows(lines, key="a"))


def test_a_code_that_stands_for_nothing_is_no_cell() -> None:
    with pytest.raises(KeyError):
        rows(["7" * BOOK.width])


def test_a_wave_that_nobody_answered_has_no_rows() -> None:
    assert rows() == [] == rows([])
