"""The sentences in a section: whole, plain, and true by the numbers that may be shown."""

import pytest
from domain_builders import comment, in_control, question, scale, several, source
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.disclosure import Release
from feedback.domain.sentences import either, sentence, share

CONTROL = "they feel in control of the decisions that affect their life"


def counted(n, base):
    """What is told where the counted options are shown together."""
    return Release(base, {}, n)


@pytest.mark.parametrize(
    ("n", "base", "said"),
    [
        (66, 76, f"87% of care leavers (66 of 76) told us that {CONTROL}."),
        (0, 76, f"0% of care leavers (0 of 76) told us that {CONTROL}."),
        (30, 30, f"100% of care leavers (30 of 30) told us that {CONTROL}."),
        (19, 29, f"19 of 29 care leavers told us that {CONTROL}."),
        (1234, 2000, f"61.7% of care leavers (1234 of 2000) told us that {CONTROL}."),
        (1, 1, f"1 of 1 care leaver told us that {CONTROL}."),
        (0, 1, f"0 of 1 care leaver told us that {CONTROL}."),
    ],
)
def test_those_who_were_counted_are_told_as_a_share_or_as_people_when_they_are_few(n, base, said):
    assert sentence(in_control(), source(), counted(n, base)) == said


def test_where_the_counted_ones_are_hidden_only_how_many_answered_is_told():
    said = sentence(in_control(), source(), counted(None, 76))
    assert said == (
        f"76 care leavers answered. We can’t say how many told us that {CONTROL}: "
        "the numbers are too small to share safely."
    )


@pytest.mark.parametrize("asked", [in_control(), scale(), several(), comment()], ids=lambda q: q.kind)
def test_where_the_base_is_hidden_no_number_is_told_and_it_is_not_said_that_few_answered(asked):
    said = sentence(asked, source(), Release(None, {}, None))
    assert said == "We can’t say how many care leavers answered this without pointing at someone."


@pytest.mark.parametrize("asked", [in_control(), scale(), several(), comment()], ids=lambda q: q.kind)
def test_that_nobody_answered_is_told_plainly(asked):
    shown = Release(0, {o.key: 0 for o in asked.options}, 0)
    assert sentence(asked, source(), shown) == "No care leavers answered this question."


@pytest.mark.parametrize(
    ("base", "said"),
    [
        (40, "40 care leavers wrote an answer in their own words."),
        (1, "1 care leaver wrote an answer in their own words."),
    ],
)
def test_of_a_comment_how_many_wrote_one(base, said):
    assert sentence(comment(), source(), Release(base, {}, None)) == said


def most(kind="choose-one", base=76, **numbers):
    asked = question(
        "home", kind, {"own": "My own place", "kin": "With relatives", "care": "A children’s home"}
    )
    return sentence(asked, source(), Release(base, numbers, None))


def test_without_a_sentence_of_its_own_the_answer_given_most_is_told():
    assert most(own=20, kin=46, care=10) == (
        "61% of care leavers (46 of 76) answered “With relatives”, more than any other answer."
    )
    assert most(base=24, own=0, kin=10, care=14) == (
        "14 of 24 care leavers answered “A children’s home”, more than any other answer."
    )


def test_one_person_more_is_most():
    assert most(own=33, kin=34, care=9) == (
        "45% of care leavers (34 of 76) answered “With relatives”, more than any other answer."
    )


def test_where_several_could_be_picked_people_ticked():
    assert most("choose-several", own=50, kin=46, care=70) == (
        "92% of care leavers (70 of 76) ticked “A children’s home”, more than any other answer."
    )


def test_of_a_tie_nothing_is_said_to_be_most():
    assert most(own=33, kin=33, care=10) == "76 care leavers answered this question."
    assert most(base=1, own=0, kin=0, care=0) == "1 care leaver answered this question."


def test_where_any_answer_is_hidden_nothing_is_said_to_be_most():
    assert most(own=66, kin=None, care=None) == "76 care leavers answered this question."
    assert most(own=None, kin=None, care=None) == "76 care leavers answered this question."


def test_the_words_for_people_are_those_of_the_audience():
    carers = source(many="foster carers", one="foster carer")
    assert (
        sentence(in_control(), carers, counted(12, 24)) == f"12 of 24 foster carers told us that {CONTROL}."
    )


@given(st.integers(1, 3000), st.data())
def test_every_share_says_how_many_of_how_many_and_a_percentage_from_thirty_on(base, data):
    n = data.draw(st.integers(0, base))
    said = share(n, base, source())
    assert f"{n} of {base}" in said
    assert ("%" in said) == (base >= 30)


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (["Strongly agree"], "Strongly agree"),
        (["Strongly agree", "Agree"], "Strongly agree or agree"),
        (["Always", "Often", "Some of the time"], "Always, often or some of the time"),
        (["Yes", "I think so"], "Yes or I think so"),
        (["Yes", "I’m not sure", "Is it ever"], "Yes, I’m not sure or is it ever"),
    ],
)
def test_options_that_are_counted_together_are_named_together(labels, said):
    assert either(labels) == said
