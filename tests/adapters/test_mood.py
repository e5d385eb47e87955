"""The guess at a comment's mood minds “not”, what should happen and doesn't, and young people's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.adapters.comments.mood import Mood, mood


@pytest.mark.parametrize(
    "words",
    [
        "I do not feel safe",
        "My PA never calls back",
        "my social worker doesn't listen to me",
        "They don’t tell me anything, it is so boring and I hate it",
        "Not good at all",
        "the placement is peak and staff are dry",
        "I am always ignored",
        "It would be helpful if they rang me",
    ],
)
def test_unhappy_comments_are_taken_for_unhappy(words):
    assert mood(words) is Mood.UNHAPPY


@pytest.mark.parametrize(
    "words",
    [
        "My PA is really kind and helps me",
        "she is mint, best worker",
        "No complaints",
        "I can't fault them",
        "I love it here 😍",
        "not bad, they are friendly",
    ],
)
def test_happy_comments_are_taken_for_happy(words):
    assert mood(words) is Mood.HAPPY


@pytest.mark.parametrize("words", ["", "Nothing", "I went on Monday", "🙈", "...", "1 2 3"])
def test_what_tells_nothing_is_not_guessed_at(words):
    assert mood(words) is Mood.NEITHER


@pytest.mark.parametrize(
    "words",
    [
        "Moja opiekunka nigdy nie oddzwania",
        "لا أشعر بالأمان",
        "Dw i’n hapus iawn yma",
        "Я не почуваюся в безпеці",
    ],
)
def test_other_languages_are_not_judged(words):
    assert mood(words) is Mood.NOT_JUDGED


@given(st.text(max_size=300))
def test_nothing_that_anyone_can_type_stops_it(words):
    assert mood(words) in Mood
