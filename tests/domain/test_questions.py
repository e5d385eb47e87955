"""Questions: which band a number or a date falls in, and what each kind takes."""

import pytest
from domain_builders import question, scale
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from feedback.domain.questions import MOST_OPTIONS, Kind, Option, band_of

VISITS = (
    Option(key="none", label="None", to=0),
    Option(key="a-few", label="1 to 5", to=5),
    Option(key="some", label="6 to 12", to=12.5),
    Option(key="many", label="More"),
)
BORN = (
    Option(key="before-2005", label="Before 2005", to="2004-12-31"),
    Option(key="to-2010", label="2005 to 2010", to="2010-12-31"),
    Option(key="later", label="Later"),
)


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (-3, "none"),
        (0, "none"),
        (0.1, "a-few"),
        (5, "a-few"),
        (5.01, "some"),
        (12.5, "some"),
        (12.51, "many"),
        (1e9, "many"),
    ],
)
def test_a_number_falls_in_the_first_band_that_reaches_it_edges_included(value, band):
    assert band_of(VISITS, value) == band


@pytest.mark.parametrize(
    ("day", "band"),
    [
        ("1999-01-01", "before-2005"),
        ("2004-12-31", "before-2005"),
        ("2005-01-01", "to-2010"),
        ("2010-12-31", "to-2010"),
        ("2011-01-01", "later"),
    ],
)
def test_a_date_falls_in_the_first_band_that_reaches_it_edges_included(day, band):
    assert band_of(BORN, day) == band


@given(st.floats(allow_nan=False))
def test_every_number_falls_in_one_band_and_bands_never_go_back(value):
    keys = [o.key for o in VISITS]
    here, further = keys.index(band_of(VISITS, value)), keys.index(band_of(VISITS, value + 1))
    assert here <= further
    assert here == sum(value > end for end in (0, 5, 12.5))


def test_only_a_comment_takes_words_only_choose_several_takes_several_only_numbers_and_dates_have_bands():
    def which(trait):
        return {kind for kind in Kind if getattr(scale().model_copy(update={"kind": kind}), trait)}

    assert which("takes_words") == {Kind.COMMENT}
    assert which("takes_several") == {Kind.CHOOSE_SEVERAL}
    assert which("banded") == {Kind.NUMBER, Kind.DATE}


def test_a_label_is_found_by_its_key():
    assert scale().label("strongly-disagree") == "Strongly disagree"


def test_seventy_nine_options_are_the_most():
    def with_options(n):
        return question(options=" ".join(f"o{i}" for i in range(n)))

    assert len(with_options(MOST_OPTIONS).options) == 79
    with pytest.raises(ValidationError, match="at most 79"):
        with_options(80)


def test_every_question_offers_a_way_to_say_nothing():
    assert question().skip == "I’d rather not say"
    with pytest.raises(ValidationError, match="skip"):
        question(skip=" ")


def test_a_condition_without_options_is_refused():
    with pytest.raises(ValidationError, match=r"show-if\.0\.options"):
        question(**{"show-if": [{"question": "in-control", "options": []}]})


def test_a_question_cannot_be_changed_once_made():
    with pytest.raises(ValidationError, match="frozen"):
        question().ask = "Something else?"
