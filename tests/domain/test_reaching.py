"""Who we heard from, and who we didn't: rates, plain sentences, and nothing that points at a hidden group."""

from datetime import date

import pytest
from domain_builders import (
    answered,
    in_control,
    question,
    shared_tables,
    source,
    survey,
    tally,
    thorough,
)
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.answered import WaveAnswers
from feedback.domain.disclosure import Rules, release
from feedback.domain.populations import Population
from feedback.domain.reaching import heard

RULES = Rules()
AGE = question(
    "age", options={"young": "Under 18", "middle": "18 to 20", "old": "21 or over"}, breakdown=True
)


def population(people=210, age=None, **more):
    given_ = {"source": "Leaving care register", "counted_on": date(2026, 3, 31), "people": people}
    return Population.model_validate({**given_, "groups": {} if age is None else {"age": age}, **more})


def wave(ages, totals, skipped=0, of=AGE, **more):
    sent = answered("age", ages, skipped)
    whole = source(responses=len(sent), **more)
    return WaveAnswers(
        survey(in_control(), of), whole, tally(survey(in_control(), of), sent), population=totals
    )


def whole(n, people, **more):
    return heard(wave({"old": n}, population(people), **more), RULES)[0].sentences[0]


def by_age(ages, totals, people=210, **more):
    return heard(wave(ages, population(people, totals), **more), RULES)[1]


def texts(found):
    return [(r.label, r.answered_text, r.people_text, r.rate_text) for r in found.rows]


# The whole


@pytest.mark.parametrize(
    ("n", "people", "said"),
    [
        (76, 210, "we heard from 76 of 210 care leavers (36%). We didn’t hear from the other 134."),
        (76, 77, "we heard from 76 of 77 care leavers (99%). We didn’t hear from the one other."),
        (76, 76, "we heard from all 76 care leavers."),
        (300, 1200, "we heard from 300 of 1200 care leavers (25.0%). We didn’t hear from the other 900."),
        (8, 29, "we heard from 8 of 29 care leavers. We didn’t hear from the other 21."),
        (6, 557, "we heard from 6 of 557 care leavers (1%). We didn’t hear from the other 551."),
        (0, 210, "we haven’t heard from any of 210 care leavers."),
        (1, 210, "we heard from hardly any of 210 care leavers."),
        (5, 50, "we heard from hardly any of 50 care leavers."),
        (5, 12, "we heard from a few of 12 care leavers."),
        (
            *(76, 70),
            "76 care leavers answered, but the council counted 70. "
            "So its total is too small, or someone answered twice.",
        ),
    ],
)
def test_how_many_we_heard_from(n, people, said):
    assert whole(n, people) == f"Autumn 2026: {said}"


def test_while_people_are_still_answering_it_is_so_far():
    assert whole(76, 210, still_open=True) == (
        "Autumn 2026: so far we have heard from 76 of 210 care leavers (36%). "
        "We haven’t heard from the other 134 yet."
    )


def test_it_is_said_where_the_total_comes_from():
    (found,) = heard(wave({"old": 76}, population()), RULES)
    assert (
        found.sentences[1] == "The total was counted on 31 March 2026. It comes from: Leaving care register."
    )
    assert (found.by, found.rows, found.source.wave) == ("", (), "care-leavers-autumn-2026")


def test_without_totals_nothing_is_said():
    assert heard(wave({"old": 76}, None), RULES) == []


def test_a_total_of_so_few_people_is_not_told_at_all():
    assert heard(wave({"old": 5}, population(5)), RULES) == []
    assert heard(wave({"old": 5}, population(6)), RULES) != []


# By group


def test_each_group_beside_its_total():
    found = by_age({"young": 12, "middle": 40, "old": 24}, {"young": 41, "middle": 98, "old": 71})
    assert found.by == "Words of age?"
    assert texts(found) == [
        ("Under 18", "12", "41", "29%"),
        ("18 to 20", "40", "98", "41%"),
        ("21 or over", "24", "71", "34%"),
    ]
    assert [r.identity for r in found.rows] == [
        f"care-leavers-autumn-2026/age/{key}" for key in ("young", "middle", "old")
    ]
    assert found.sentences == ()


def test_a_group_far_behind_the_rest_is_named():
    found = by_age({"young": 6, "middle": 50, "old": 20}, {"young": 60, "middle": 80, "old": 70})
    assert found.sentences == (
        "“Under 18”: we heard from 6 of 60 care leavers (10%), far fewer than from the rest.",
    )


def test_a_group_that_nobody_answered_from_is_named():
    found = by_age({"young": 0, "middle": 50, "old": 26}, {"young": 60, "middle": 80, "old": 70})
    assert texts(found)[0] == ("Under 18", "0", "60", "0%")
    assert found.sentences == ("“Under 18”: we heard from none of 60 care leavers.",)


def test_hidden_groups_are_named_together_and_by_what_can_be_known_of_them_together():
    found = by_age({"young": 3, "middle": 8, "old": 65}, {"young": 60, "middle": 80, "old": 70})
    assert texts(found) == [
        ("Under 18", "[c]", "60", "[c]"),
        ("18 to 20", "[c]", "80", "[c]"),
        ("21 or over", "65", "70", "93%"),
    ]
    assert found.sentences == (
        "“Under 18” and “18 to 20” together: we heard from hardly any, 11 of 140 care leavers (8%).",
    )


def test_nothing_is_said_of_hidden_groups_that_are_not_behind():
    found = by_age({"young": 3, "middle": 30, "old": 32}, {"young": 10, "middle": 80, "old": 100})
    assert texts(found)[0] == ("Under 18", "[c]", "10", "[c]")
    assert found.sentences == ()


def test_a_base_that_is_hidden_hides_everything_under_it():
    found = by_age({"young": 1, "middle": 2, "old": 1}, {"young": 60, "middle": 80, "old": 70})
    assert {t[1] for t in texts(found)} == {"[c]"}
    assert found.sentences == ()


def test_a_total_that_would_point_at_someone_is_left_out():
    found = by_age({"young": 0, "middle": 46, "old": 30}, {"young": 4, "middle": 80, "old": 70})
    assert texts(found) == [
        ("Under 18", "0", "[c]", "[c]"),
        ("18 to 20", "46", "80", "58%"),
        ("21 or over", "30", "[c]", "[c]"),
    ]


def test_a_hidden_total_is_not_one_that_the_council_does_not_know():
    found = by_age({"young": 12, "middle": 40, "old": 24}, {"young": 4, "middle": 80})
    assert texts(found) == [
        ("Under 18", "12", "[c]", "[c]"),
        ("18 to 20", "40", "[c]", "[c]"),
        ("21 or over", "24", "[z]", "[z]"),
    ]
    assert [r.people_mark for r in found.rows] == ["[c]", "[c]", None]


def test_totals_that_are_not_known_leave_a_gap():
    found = by_age({"young": 6, "middle": 50, "old": 20}, {"middle": 80})
    assert texts(found)[0] == ("Under 18", "6", "[z]", "[z]")
    assert texts(found)[1] == ("18 to 20", "50", "80", "63%")


def test_a_group_total_smaller_than_its_answers_says_so():
    found = by_age({"young": 36, "middle": 20, "old": 20}, {"young": 30, "middle": 80, "old": 70})
    assert texts(found)[0] == ("Under 18", "36", "30", "[z]")
    assert found.sentences[0] == (
        "“Under 18”: 36 care leavers answered, but the council counted 30. Its total is too small."
    )


def test_a_small_group_has_no_percentage():
    found = by_age({"young": 12, "middle": 40, "old": 24}, {"young": 29, "middle": 98, "old": 71})
    assert texts(found)[0] == ("Under 18", "12", "29", "[u]")


def test_totals_by_a_question_that_is_no_longer_asked_are_left_out():
    held = wave({"old": 76}, population(210, None, groups={"gone": {"a": 10}}))
    assert len(heard(held, RULES)) == 1


def test_an_answer_that_is_gone_from_the_survey_is_left_out_of_the_totals():
    found = by_age({"middle": 40, "old": 36}, {"gone": 60, "middle": 80, "old": 70})
    assert [r.label for r in found.rows] == ["Under 18", "18 to 20", "21 or over"]


# Nothing points at a hidden group


@given(shared_tables(), st.data())
@thorough(150)
def test_what_is_said_is_the_same_for_every_way_that_hidden_numbers_may_be(table, data):
    """Whoever reads it knows no more of the hidden groups than what is told of all others: swapping their
    numbers changes nothing, if the same ones are hidden.
    """
    numbers, _ = table
    of = question("age", options=" ".join(numbers), breakdown=True)
    totals = {k: data.draw(st.integers(1, 400)) for k in numbers}
    people = sum(totals.values()) + data.draw(st.integers(0, 50))
    first = wave(numbers, population(people, totals), of=of)
    shown = release(first.tally.count("age"), RULES)
    hidden = [k for k, n in shown.options.items() if n is None]
    mixed = dict(zip(hidden, data.draw(st.permutations([numbers[k] for k in hidden])), strict=True))
    second = wave({**numbers, **mixed}, population(people, totals), of=of)
    if release(second.tally.count("age"), RULES) == shown:
        assert heard(first, RULES) == heard(second, RULES)


def test_those_who_skipped_are_in_no_group():
    found = by_age({"young": 12, "middle": 40, "old": 24}, {"young": 41, "middle": 98, "old": 71}, skipped=9)
    assert [t[1] for t in texts(found)] == ["12", "40", "24"]


def test_a_wave_that_nobody_answered_has_no_groups_to_tell():
    held = wave({}, population(210, {"young": 60, "middle": 80, "old": 70}))
    found = heard(held, RULES)
    assert found[0].sentences[0] == "Autumn 2026: we haven’t heard from any of 210 care leavers."
    assert [t[1:] for t in texts(found[1])] == [("0", "60", "0%"), ("0", "80", "0%"), ("0", "70", "0%")]
    assert found[1].sentences == ()
