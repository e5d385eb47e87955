"""Answers to a line of codes and back: which option, skipped, and never asked are three things."""

from random import Random

import pytest
from domain_builders import (
    any_response,
    chose,
    comment,
    in_control,
    only_if,
    question,
    random_surveys,
    several,
    survey,
    thorough,
)
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.coding import NOT_ASKED, OPTION_CODES, SKIP, codebook, decode, encode
from feedback.domain.journey import SKIPPED, Answer
from feedback.domain.questions import MOST_OPTIONS

SURVEY = survey(
    in_control(),
    several(),
    comment(show_if=[only_if("in-control", "disagree")]),
    question("home", options="yes no"),
)
BOOK = codebook(SURVEY)


def test_a_choose_several_question_has_a_slot_an_option_and_every_other_has_one():
    assert {k: (s.start, s.width) for k, s in BOOK.slots.items()} == {
        "in-control": (0, 1),
        "helps": (1, 3),
        "what-would-help": (4, 1),
        "home": (5, 1),
    }
    assert BOOK.width == 6


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        ("1010.0", {"in-control": chose("agree"), "helps": chose("family"), "home": chose("yes")}),
        ("310111", {"in-control": chose("disagree"), "helps": chose("friends", "worker"),
                    "what-would-help": Answer(words="…"), "home": chose("no")}),
        ("3----0", {"in-control": chose("disagree"), "helps": SKIPPED,
                    "what-would-help": SKIPPED, "home": chose("yes")}),
        ("-....-", {"in-control": SKIPPED, "home": SKIPPED}),
        ("......", {}),
    ],
)  # fmt: skip
def test_a_line_and_the_answers_it_stands_for(line, answers):
    assert encode(BOOK, answers) == line
    assert decode(BOOK, line) == answers


def test_skipped_never_asked_and_answered_are_three_things():
    asked = codebook(survey(question("home", options="yes no")))
    lines = [encode(asked, a) for a in ({"home": chose("yes")}, {"home": SKIPPED}, {})]
    assert lines == ["0", "-", "."]
    assert [decode(asked, line) for line in lines] == [{"home": chose("yes")}, {"home": SKIPPED}, {}]


def test_the_words_of_a_comment_are_not_in_the_line():
    book = codebook(survey(comment()))
    assert (
        encode(book, {"what-would-help": Answer(words="My address is 1 High Street", may_quote=True)}) == "1"
    )


def test_seventy_nine_options_each_have_a_printable_code_that_is_no_mark():
    assert len(set(OPTION_CODES)) == MOST_OPTIONS == 79
    assert all(c.isascii() and c.isprintable() and c not in (SKIP, NOT_ASKED) for c in OPTION_CODES)
    keys = [f"o{i}" for i in range(79)]
    one, many = (
        codebook(survey(question("q", kind, " ".join(keys)))) for kind in ("choose-one", "choose-several")
    )
    for i, key in enumerate(keys):
        line = encode(one, {"q": chose(key)})
        assert line == chr(48 + i)
        assert decode(one, line) == {"q": chose(key)}
        ticks = encode(many, {"q": chose(key)})
        assert ticks == "0" * i + "1" + "0" * (78 - i)
        assert decode(many, ticks) == {"q": chose(key)}


def test_the_order_of_ticking_is_not_kept():
    assert encode(BOOK, {"helps": chose("worker", "friends")}) == encode(
        BOOK, {"helps": chose("friends", "worker")}
    )


@pytest.mark.parametrize("key", ["in-control", "helps"])
def test_an_option_that_the_edition_does_not_have_is_refused(key):
    with pytest.raises(ValueError, match="no-such"):
        encode(BOOK, {key: chose("no-such")})


def test_two_answers_where_one_is_taken_are_refused():
    with pytest.raises(ValueError, match="“in-control” takes one answer and was given 2"):
        encode(BOOK, {"in-control": chose("agree", "disagree")})


def test_words_where_an_option_is_wanted_are_refused():
    with pytest.raises(ValueError, match="“in-control” takes one answer and was given 0"):
        encode(BOOK, {"in-control": Answer(words="I agree")})
    with pytest.raises(ValueError, match="“helps” takes one answer or more and was given 0"):
        encode(BOOK, {"helps": Answer(words="My dog")})


@pytest.mark.parametrize("line", ["", "1010.", "1010.00"])
def test_a_line_that_is_not_as_long_as_the_edition_says_is_refused(line):
    with pytest.raises(ValueError, match=f"a line of {len(line)} codes where the edition has 6"):
        decode(BOOK, line)


@pytest.mark.parametrize("code", ["2", "7", "~", "!"])
def test_a_code_that_stands_for_no_option_is_refused(code):
    with pytest.raises(ValueError, match=f"the code “{code}” stands for no option of “home”"):
        decode(BOOK, f"1010.{code}")


@given(random_surveys(), st.integers(0, 2**32))
@thorough(70)
def test_what_was_answered_comes_back_and_words_come_back_as_having_been_written(made, seed):
    book, sent = codebook(made), any_response(made, Random(seed))
    line = encode(book, sent)
    assert len(line) == book.width
    without_words = {key: Answer(words="…") if answer.words else answer for key, answer in sent.items()}
    assert decode(book, line) == without_words
    assert encode(book, decode(book, line)) == line
