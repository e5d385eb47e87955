"""What makes a password too weak to choose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.adapters.first_guesses import first_guesses
from feedback.domain.passwords import FEWEST_LETTERS, MOST_LETTERS, why_not

ABOUT = ("sam.smith-jones", "Cheshire East", "told us")


def said(password):
    return why_not(password, ABOUT, first_guesses())


@pytest.mark.parametrize(
    "good", ["three made up words", "pässwörter ünd Wörter 🙂", "xK9!vLq2#mTz", "x-y z" * 25 + "abc"]
)
def test_long_and_strange_ones_will_do(good):
    assert said(good) == ""


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", "at least 12"),
        ("elevenchars", "at least 12"),
        ("abcdefghij " * 12, "at most 128"),
        ("password1234", "Many people"),
        ("Pass Word 1234", "Many people"),
        ("PASSWORDPASSWORD", "Many people"),
        ("correct horse battery staple", "Many people"),
        ("aaaaaaaaaaaa", "Many people"),
        ("abababababab", "Many people"),
        ("            ", "Many people"),
        ("cheshire east", "name"),
        ("Cheshire-East-2026", "name"),
        ("sam.smith-jones", "name"),
        ("SamSmithJones1", "name"),
        ("toldus!2345678", "name"),
    ],
)
def test_what_is_tried_first_will_not(password, why):
    assert why in said(password)


def test_every_common_one_is_long_enough_to_need_refusing_and_is_refused():
    assert len(first_guesses()) > 100
    for password in first_guesses():
        assert said(password), password


@given(st.text(max_size=200))
def test_anything_gets_an_answer_and_nothing_short_or_endless_passes(password):
    if not FEWEST_LETTERS <= len(password) <= MOST_LETTERS:
        assert said(password)
