"""Progress tells whoever runs a wave what they need, and nothing that points at someone."""

from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.coming_in import AT_THE_END, parts, stops
from feedback.domain.disclosure import Rules
from feedback.domain.journey import SKIPPED, Answer
from tests.conftest import small_survey

KEYS = ("en", "cy", "pl", "ti", "ar")
COUNTS = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 40), min_size=1)


def test_parts_that_are_large_enough_are_told():
    assert parts({"en": 30, "cy": 10}, Rules()).options == {"en": 30, "cy": 10}


def test_one_few_takes_another_with_it():
    assert parts({"en": 30, "cy": 12, "ti": 2}, Rules()).options == {"en": 30, "cy": None, "ti": None}


def test_of_a_few_people_nothing_is_told():
    assert set(parts({"en": 3, "cy": 1}, Rules()).options.values()) == {None}


@given(COUNTS)
def test_no_few_are_told_and_none_can_be_worked_back_from_the_whole(counts: dict[str, int]) -> None:
    told = parts(counts, Rules()).options
    assert not any(n and n <= 5 for n in told.values() if n is not None)
    hidden = [key for key, n in told.items() if n is None]
    assert len(hidden) != 1 or sum(counts.values()) <= 9, "one alone is the whole less the rest"


def test_drafts_stop_at_the_first_question_that_is_due():
    survey = small_survey()
    control = {"in-control": Answer(("agree",))}
    unhappy = {"in-control": Answer(("disagree",))}
    whole = {q.key: SKIPPED for q in survey.questions}
    found = stops(survey, [control, control, unhappy, {}, whole])
    assert found == {"what-would-help": 1, "help-with": 2, AT_THE_END: 1}


def test_stops_come_in_the_order_of_the_survey_and_forget_what_is_no_longer_asked():
    survey = small_survey()
    late = {"in-control": Answer(("agree",)), "help-with": SKIPPED}
    gone = {"an-old-question": Answer(("x",))}
    assert list(stops(survey, [late, {"in-control": SKIPPED}, gone])) == ["help-with", "moves"]
