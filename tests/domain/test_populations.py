"""The council's own totals: what can't be right in them is told, all of it, and where."""

from datetime import date

import pytest
from domain_builders import comment, in_control, question, survey
from pydantic import ValidationError

from feedback.domain.populations import Population, find_problems

AGE = question("age", options="young old", breakdown=True)
HOME = question("home", options="own family", breakdown=True)
AREA = question("area", options="north south", breakdown=True)
TODAY = date(2026, 11, 22)
ASKED = survey(in_control(), AGE, HOME, AREA, comment())


def population(**more):
    given = {"source": "Leaving care register", "counted_on": date(2026, 3, 31), "people": 210}
    return Population.model_validate({**given, **more})


def problems(**more):
    return list(find_problems(population(**more), ASKED, TODAY))


def test_sound_totals_have_no_problems():
    groups = {"age": {"young": 60, "old": 150}, "home": {"own": 40}}
    assert problems(groups=groups, weigh_by=["age"]) == []
    assert problems() == []


def test_groups_may_not_add_up_to_more_than_there_are():
    said = "the groups of “Words of age?” add up to 211, more than the 210 people there are in all"
    assert problems(groups={"age": {"young": 61, "old": 150}}) == [(("groups", "age"), said)]


@pytest.mark.parametrize("key", ["in-control", "what-would-help", "gone"])
def test_only_questions_that_results_are_split_by_have_groups(key):
    said = f"“{key}” is not a question that results are split by. There are: age, home, area"
    assert problems(groups={key: {"young": 1}}) == [(("groups", key), said)]


def test_a_survey_that_splits_by_nothing_says_so():
    ((_, said),) = find_problems(population(groups={"age": {"young": 1}}), survey(in_control()), TODAY)
    assert said.endswith("There are: none")


def test_each_group_is_an_answer():
    said = "“age” has no answer “middle”. There are: young, old"
    assert problems(groups={"age": {"middle": 1}}) == [(("groups", "age", "middle"), said)]


def test_to_weigh_by_a_question_every_group_needs_a_total():
    missing = "to weigh by “Words of age?”, give a total for “Old” too"
    assert problems(groups={"age": {"young": 9}}, weigh_by=["age"]) == [(("weigh-by", "age"), missing)]
    none = "to weigh by “home”, give the total of each of its groups"
    assert problems(weigh_by=["home"]) == [(("weigh-by", "home"), none)]


def test_two_questions_are_the_most_to_weigh_by():
    groups = {
        "age": {"young": 1, "old": 1},
        "home": {"own": 1, "family": 1},
        "area": {"north": 1, "south": 1},
    }
    assert problems(groups=groups, weigh_by=["age", "home"]) == []
    assert problems(groups=groups, weigh_by=["age", "home", "area"]) == [
        (("weigh-by",), "weigh by at most 2 questions")
    ]


def test_every_problem_is_told_at_once():
    assert len(problems(groups={"age": {"middle": 300}, "gone": {}}, weigh_by=["home"])) == 4


def test_no_question_is_weighed_by_twice():
    said = "“age” is there more than once; name each question once"
    sound = {"age": {"young": 9, "old": 9}}
    assert problems(groups=sound, weigh_by=["age", "age"]) == [(("weigh-by",), said)]


def test_nobody_was_counted_after_today():
    assert problems(counted_on=TODAY) == []
    said = "“counted-on” can’t be after today"
    assert problems(counted_on=date(2026, 11, 23)) == [(("counted-on",), said)]


@pytest.mark.parametrize("source", ["Leaving\ncare", "x" * 201, "a\x00b"])
def test_a_source_is_one_line_that_is_not_too_long(source):
    said = "“source” should be one line of at most 200 letters"
    assert problems(source=source) == [(("source",), said)]
    assert problems(source="x" * 200) == []


@pytest.mark.parametrize(
    "more",
    [
        *[{"people": n} for n in (0, -1, True, 210.0, "210", 1_000_000_000, "1" + "0" * 30)],
        *[{"groups": {"age": {"young": n}}} for n in (-1, True, 1.0, "9", 1_000_000_000)],
        {"source": " "},
    ],
)
def test_a_total_of_nobody_or_of_no_whole_number_is_refused(more):
    with pytest.raises(ValidationError):
        population(**more)
