"""Reminders fit where they go, name nobody and leave people free."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.reminders import LONGEST_TEXT, About, email, poster_line, text, to_pass_on


def about(
    title: str = "Care leavers survey", link: str = "https://a.example/s/x/", code: bool = False
) -> About:
    return About(title, "care leavers", link, "30 November 2026", code)


def test_each_has_the_link_and_the_last_day():
    for words in (to_pass_on(about()), email(about())[1], text(about()), poster_line(about())):
        assert words is not None
        assert "https://a.example/s/x/" in words
        assert "30 November 2026" in words


def test_nobody_is_pressed():
    assert "Nobody has to answer" in to_pass_on(about())
    assert "Skip what you like" in str(text(about()))


def test_a_code_is_asked_for_only_where_one_is_needed():
    for words in (to_pass_on, lambda a: email(a)[1], text):
        assert "code" not in str(words(about()))
        assert "code" in str(words(about(code=True)))


@given(st.text(max_size=120), st.integers(1, 220), st.booleans())
def test_a_text_message_always_fits_into_one_and_always_has_the_whole_link(title, length, code):
    link = "https://" + "x" * length
    found = text(about(title, link, code))
    if found is None:
        assert len(link) > LONGEST_TEXT
    else:
        assert len(found) <= LONGEST_TEXT
        assert found.endswith(link)
        assert found.isascii(), "another letter would make it a message of 70"


@pytest.mark.parametrize("title", ["Dy fywyd mewn gofal", "Twoje życie w pieczy", "حياتك"])
def test_a_title_in_other_letters_is_left_out_of_a_text(title):
    found = str(text(about(title)))
    assert found.startswith(title if title.isascii() else "Tell us what you think")
