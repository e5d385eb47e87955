"""What is said further of a share: how sure it is, and how it looks when weighted; nothing given away."""

from datetime import date

import pytest
from domain_builders import PLEDGE_5, PLEDGES, chose, only_if, question, source, survey, tally

from feedback.domain.answered import WaveAnswers
from feedback.domain.disclosure import Rules
from feedback.domain.events import Event
from feedback.domain.journey import SKIPPED
from feedback.domain.known import Fact, State
from feedback.domain.populations import Population
from feedback.domain.telling import section

RULES = Rules()
AGE = question("age", options="young middle old", breakdown=True)
HOME = question("home", options="own family", breakdown=True)
SAFE = question("safe", counts=["yes"], told_us="they feel safe", tags=["pledge-5"])
LIKE = "as long as the others are like those who did."


def population(people=210, weigh_by=(), **groups):
    given = {"source": "Leaving care register", "counted_on": date(2026, 3, 31), "people": people}
    return Population.model_validate({**given, "groups": groups, "weigh_by": weigh_by})


def asides(numbers, totals=None, of=(SAFE, AGE, HOME), told="safe", **more):
    """What is said of the first question. `numbers` has people by their answers in a row; "" skipped it."""
    keys = [q.key for q in of]
    sent = [
        {key: chose(a) if a else SKIPPED for key, a in zip(keys, given.split("/"), strict=False)}
        for given, n in numbers.items()
        for _ in range(n)
    ]
    asked = survey(*of)
    wave = WaveAnswers(asked, source(responses=len(sent)), tally(asked, sent), population=totals, **more)
    made = section(PLEDGES, PLEDGE_5, [wave], RULES)
    (found,) = [f for f in made.findings if f.question == told]
    return found.told[0].asides


# How sure it is


def test_without_a_total_nobody_knows_how_many_did_not_answer():
    assert asides({"yes": 66, "no": 10}) == (
        "We may not have heard from everyone. If everyone had answered, the share would probably be between "
        f"77% and 93%, {LIKE}",
    )


def test_with_a_total_it_is_surer():
    assert asides({"yes": 66, "no": 10}, population(210)) == (
        "We didn’t hear from everyone. If all 210 care leavers had answered, the share would probably be "
        f"between 80% and 92%, {LIKE}",
    )


@pytest.mark.parametrize(
    ("numbers", "people", "said"),
    [
        ({"yes": 30}, 31, "between 97% and 100%"),
        ({"yes": 30}, 210, "between 90% and 100%"),
        ({"no": 30}, 210, "between 0% and 10%"),
        ({"yes": 900, "no": 300}, 1250, "between 74.5% and 75.5%"),
        ({"yes": 990, "no": 11}, 1002, "between 98.8% and 98.9%"),
        ({"yes": 210, "no": 200}, 412, "very close to 51%"),
    ],
)
def test_at_either_end_and_when_almost_everyone_answered(numbers, people, said):
    (aside,) = asides(numbers, population(people))
    assert f"would probably be {said}, as long" in aside


def test_if_everyone_answered_the_share_is_sure():
    assert asides({"yes": 66, "no": 10}, population(76)) == (
        "All 76 care leavers answered this, so this is the share of everyone.",
    )


def test_a_total_that_is_too_small_is_told():
    assert asides({"yes": 66, "no": 10}, population(75)) == (
        "The council counted 75 care leavers, but 76 answered this. So its total is too small, "
        "and we can’t say how sure this share is.",
    )


@pytest.mark.parametrize(
    "numbers", [{"yes": 19, "no": 10}, {"yes": 74, "no": 2}, {"yes": 3, "no": 1}, {}, {"": 40}]
)
def test_nothing_is_said_of_a_share_that_is_hidden_or_of_few_people(numbers):
    assert asides(numbers, population(210)) == ()


def test_of_a_routed_question_nobody_knows_for_how_many_it_was():
    asked = question("moved", options="yes no")
    routed = SAFE.model_copy(update={"show_if": (asked_if(),)})
    (aside,) = asides({"yes/yes": 60, "yes/no": 16, "no": 80}, population(210), (asked, routed))
    assert aside.startswith("We may not have heard from everyone.")


def asked_if():
    return question("x", show_if=[only_if("moved", "yes")]).show_if[0]


def test_a_question_that_counts_nothing_has_no_share_to_be_sure_of():
    assert (
        asides({"yes": 66, "no": 10}, population(210), (question("home", tags=["pledge-5"]),), "home") == ()
    )


# Weighted

YOUNG, OLD = {"yes/young": 10, "no/young": 30}, {"yes/old": 56, "no/old": 24}
BY_AGE = population(300, ["age"], age={"young": 200, "middle": 0, "old": 100})


def test_a_weighted_share_stands_beside_the_people_and_says_how_sure_it_is():
    """25% of the young and 70% of the old, two to one, is 40%. Kish: 120² over 40·2² + 80·½² is 80."""
    assert asides(YOUNG | OLD, BY_AGE)[1:] == (
        "Some groups answered more than others. If each group counted as it does among all care leavers "
        "(by “Words of age?”), this would be 40%. That is as sure as 80 answers. 66 of 120 people said so.",
    )


def test_two_questions_weigh_together():
    numbers = {f"{who}/{home}": n for who, n in (YOUNG | OLD).items() for home in ("own", "family")}
    totals = population(
        300, ["age", "home"], age={"young": 200, "middle": 0, "old": 100}, home={"own": 150, "family": 150}
    )
    assert "(by “Words of age?” and “Words of home?”), this would be 40%." in asides(numbers, totals)[1]


def test_without_being_asked_to_nothing_is_weighted():
    assert len(asides(YOUNG | OLD, population(300, age={"young": 200, "middle": 0, "old": 100}))) == 1


@pytest.mark.parametrize(
    "numbers",
    [
        {"yes/young": 3, "no/young": 37, **OLD},
        {"yes/young": 37, "no/young": 3, **OLD},
        {"yes/young": 3, "no/young": 1, **OLD},
        {"yes/young": 5, "no/young": 4, **OLD},
        {**YOUNG, **OLD, "yes/": 10, "no/": 2},
        {**YOUNG, **OLD, "yes/": 2},
        {**YOUNG, **OLD, "yes/": 6},
        {**YOUNG, **OLD, "yes/middle": 20, "no/middle": 3},
    ],
    ids=[
        *("few of the young said so", "few of the young didn’t", "few are young", "under 10 are young"),
        *("few who didn’t say their age didn’t say so", "few didn’t say", "under 10 didn’t say"),
        "few of the middle didn’t",
    ],
)
def test_a_weighted_share_that_groups_could_be_worked_back_from_is_not_told(numbers):
    totals = population(300, ["age"], age={"young": 100, "middle": 100, "old": 100})
    plain = {**YOUNG, **OLD, "yes/middle": 20, "no/middle": 20}
    assert len(asides(plain, totals)) == 2
    assert len(asides(plain | numbers, totals)) == 1


def test_two_questions_are_not_weighed_by_if_few_share_their_groups():
    numbers = {f"{who}/{home}": n for who, n in (YOUNG | OLD).items() for home in ("own", "family")}
    totals = population(
        300, ["age", "home"], age={"young": 200, "middle": 0, "old": 100}, home={"own": 150, "family": 150}
    )
    assert len(asides(numbers, totals)) == 2
    assert len(asides(numbers | {"yes/young/own": 4}, totals)) == 1


def test_a_group_too_small_to_tell_keeps_the_share_untold_even_if_it_skipped_the_question():
    totals = population(300, ["age"], age={"young": 100, "middle": 100, "old": 100})
    assert len(asides(YOUNG | OLD | {"/middle": 30}, totals)) == 2
    assert len(asides(YOUNG | OLD | {"/middle": 3}, totals)) == 1


def test_a_routed_question_is_not_weighted():
    asked = question("moved", options="yes no")
    routed = SAFE.model_copy(update={"show_if": (asked_if(),)})
    numbers = {f"yes/{who}": n for who, n in (YOUNG | OLD).items()}
    assert len(asides(numbers, BY_AGE, (asked, SAFE, AGE))) == 2
    assert len(asides(numbers, BY_AGE, (asked, routed, AGE))) == 1


def test_a_weighted_share_is_not_told_where_what_was_published_before_hides_what_it_is_made_of():
    """Two more of the young answered since: told again, their number would single the two out."""
    young = (("age", "young"),)
    before, after = State(118, 0), State(120, 0)
    published = (Fact(Event("safe", (), young), 38, before), Fact(Event("safe", ("yes",), young), 10, before))
    assert len(asides(YOUNG | OLD, BY_AGE, state=after)) == 2
    assert len(asides(YOUNG | OLD, BY_AGE, state=after, earlier=published)) == 1


def test_a_group_that_nobody_answered_from_leaves_the_share_unweighted():
    totals = population(300, ["age"], age={"young": 100, "middle": 100, "old": 100})
    assert len(asides(YOUNG | OLD, totals)) == 1


def test_a_weighted_share_as_sure_as_few_is_not_told():
    totals = population(3000, ["age"], age={"young": 2900, "middle": 0, "old": 100})
    assert len(asides({"yes/young": 7, "no/young": 13} | OLD, totals)) == 1


def test_a_question_is_not_weighted_by_itself():
    of = AGE.model_copy(update={"counts": ("young",), "told_us": "they are young", "tags": ("pledge-5",)})
    assert len(asides(YOUNG | OLD, BY_AGE, (SAFE, of), "age")) == 1
