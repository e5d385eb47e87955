"""Words are found whatever their accents and capitals, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.searching import LONGEST, Search, folded


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("SIÂN", "I told Sian about it"),
        ("sian", "Siân helped"),
        ("I'm home", "At home I’m fine"),
        ("strasse", "In der Straße"),
        ("محمد", "مُحَمَّد"),
        ("łódź", "Łódź"),
        ("work", "My worker listens"),
        ("listens worker", "My worker listens"),
        ("a\0b", "b and a"),
    ],
)
def test_what_is_meant_is_found(typed: str, text: str) -> None:
    assert Search.of(typed).finds(text)


@pytest.mark.parametrize(
    ("typed", "text"), [("worker", "work"), ("worker kind", "My worker"), ("", "all"), (" \0\n", "all")]
)
def test_what_is_not_there_is_not_found(typed: str, text: str) -> None:
    assert not Search.of(typed).finds(text)


def test_words_may_be_in_several_texts_and_none_are_no_texts() -> None:
    assert Search.of("home safe").finds("My home", None, "is safe")
    assert not Search.of("none").finds(None)


def test_what_is_too_long_is_said_to_be() -> None:
    assert Search.of("a" * (LONGEST + 1)).too_long
    assert not Search.of("a" * LONGEST).too_long


@given(st.text(), st.text(min_size=1), st.text())
def test_a_text_is_found_by_any_part_of_it(before: str, part: str, after: str) -> None:
    search = Search.of(part)
    assert not search.words or search.finds(f"{before} {search.typed} {after}")


@given(st.text())
def test_folding_twice_is_folding_once_for_words_that_are_found(text: str) -> None:
    once = folded(text)
    assert folded(once.upper()) == folded(folded(once.upper()))
