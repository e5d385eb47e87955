"""Mistakes that only show when questions are read together: told at its place, with what would be right."""

import pytest
from domain_builders import (
    comment,
    in_control,
    on_page,
    only_if,
    question,
    random_surveys,
    scale,
    several,
    thorough,
)
from hypothesis import given

from feedback.domain.soundness import Problem, find_problems

FIVE = "strongly-agree, agree, neither, disagree, strongly-disagree"


def banded(kind, *ends, **more):
    made = question("visits", kind, " ".join(f"b{i}" for i in range(len(ends))), **more)
    options = tuple(o.model_copy(update={"to": end}) for o, end in zip(made.options, ends, strict=True))
    return made.model_copy(update={"options": options})


def one_alone(asked):
    """The same question, whose last option can't be picked beside another."""
    *others, last = asked.options
    return asked.model_copy(update={"options": (*others, last.model_copy(update={"alone": True}))})


NEEDS_NUMBER = "“visits”: every band but the last needs a number in “to”: the last one that belongs to it"
NEEDS_DATE = NEEDS_NUMBER.replace("a number", "a date, such as 2020-12-31,")
MISTAKES = {
    "an option twice": (
        several(options={"friends": "Friends"}).model_copy(
            update={
                "options": several(options="friends family").options + several(options="friends x").options
            }
        ),
        "options",
        "“helps”: the option “friends” is there twice; each option needs a key of its own",
    ),
    "a comment with options": (
        question("why", "comment"),
        "options",
        "“why”: a comment has no options; take them out, or choose another kind",
    ),
    "a comment as a breakdown": (
        comment(breakdown=True),
        "breakdown",
        "“what-would-help”: a comment can’t be a breakdown; only a choose-one question can",
    ),
    "one option alone": (question("age", options="young"), "options", "“age”: give at least two options"),
    "no options": (question("age", options=""), "options", "“age”: give at least two options"),
    "people in several groups": (
        several(breakdown=True),
        "breakdown",
        "“helps”: a choose-several question can’t be a breakdown, because people are in several groups",
    ),
    "alone where one is picked": (
        one_alone(question("age")),
        "options",
        "“age”: “alone” is only for choose-several questions",
    ),
    "bands where there are none": (
        banded("choose-one", 5, None),
        "options",
        "“visits”: “to” is only for the bands of number and date questions",
    ),
    "a band without an end": (banded("number", 5, None, None), "options", NEEDS_NUMBER),
    "a number band that ends in words": (banded("number", "five", None), "options", NEEDS_NUMBER),
    "a date band that ends in a number": (banded("date", 2020.0, None), "options", NEEDS_DATE),
    "a date band that ends on no such day": (banded("date", "2020-02-30", None), "options", NEEDS_DATE),
    "a date band written the other way round": (banded("date", "31-12-2020", None), "options", NEEDS_DATE),
    "a date band that only looks like one": (banded("date", "abcd-ef-gh", None), "options", NEEDS_DATE),
    "a last band with an end": (
        banded("number", 5, 10),
        "options",
        "“visits”: the last band takes all that is left, so it has no “to”",
    ),
    "bands that go down": (
        banded("number", 10, 5, None),
        "options",
        "“visits”: the bands must go up: each “to” is more than the one before",
    ),
    "bands that stand still": (
        banded("date", "2020-12-31", "2020-12-31", None),
        "options",
        "“visits”: the bands must go up: each “to” is more than the one before",
    ),
    "counting what isn't there": (
        in_control(counts=["agreed"]),
        "counts",
        f"“in-control”: “agreed” is not one of its options, which are: {FIVE}",
    ),
    "counting in a comment": (
        comment(counts=["agree"], told_us="they do"),
        "counts",
        "“what-would-help”: “agree” is not one of its options, which are: none",
    ),
    "a sentence about nothing": (
        scale(told_us="they feel in control"),
        "told-us",
        "“in-control”: say in “counts” which options the sentence is about",
    ),
    "counting without a sentence": (
        scale(counts=["agree"]),
        "counts",
        "“in-control”: give “told-us”: the words that follow “87% of care leavers told us …”",
    ),
    "counting twice": (
        in_control(counts=["agree", "agree"]),
        "counts",
        "“in-control”: an option is counted twice; name each once",
    ),
    "counting everything": (
        question("safe", counts=["yes", "no"], told_us="they feel safe"),
        "counts",
        "“safe”: every option is counted, so it would always be 100%; leave some out",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_mistake_is_told_once_at_its_question_and_key(mistake):
    wrong, at, said = MISTAKES[mistake]
    fine = question("first")
    assert list(find_problems([fine, wrong])) == [Problem(1, at, said)]


def test_two_questions_with_one_key():
    found = list(find_problems([question("age"), comment(), question("age")]))
    assert found == [Problem(2, "key", "two questions have the key “age”; each needs a key of its own")]


def follow_up(*conditions):
    return comment("why", show_if=list(conditions))


@pytest.mark.parametrize(
    ("place", "questions"),
    [
        (0, [follow_up(only_if("in-control", "agree")), in_control()]),
        (0, [follow_up(only_if("why", "agree"))]),
        (1, [question("age"), follow_up(only_if("in-control", "agree"))]),
    ],
    ids=["asked later", "itself", "never asked"],
)
def test_a_condition_on_a_question_that_does_not_come_before(place, questions):
    asked = questions[place].show_if[0].question
    said = f"“why”: “{asked}” is not a question that comes before it"
    assert list(find_problems(questions)) == [Problem(place, "show-if", said)]


def test_nothing_is_said_of_what_hangs_on_a_question_that_could_not_be_read():
    questions = [follow_up(only_if("unread", "agree"), only_if("never-asked", "agree"))]
    said = "“why”: “never-asked” is not a question that comes before it"
    assert list(find_problems(questions, unread={"unread"})) == [Problem(0, "show-if", said)]


def test_a_condition_on_an_option_that_is_not_there():
    found = find_problems([in_control(), follow_up(only_if("in-control", "agree", "unsure"))])
    said = f"“why”: “unsure” is not an option of “in-control”, whose options are: {FIVE}"
    assert list(found) == [Problem(1, "show-if", said)]


def test_a_condition_on_a_comment_can_never_hold():
    found = find_problems([comment(), follow_up(only_if("what-would-help", "money"))])
    said = "“why”: “money” is not an option of “what-would-help”, whose options are: none"
    assert list(found) == [Problem(1, "show-if", said)]


def test_mistakes_are_told_in_the_order_of_the_questions_every_one_of_them():
    worst = question("why", "comment", breakdown=True, told_us="they know", show_if=[only_if("gone", "yes")])
    found = list(find_problems([question("age", options="young"), worst]))
    assert [(p.place, p.at) for p in found] == [
        (0, "options"),
        (1, "options"),
        (1, "breakdown"),
        (1, "told-us"),
        (1, "show-if"),
    ]


def test_what_is_sound_is_not_complained_of():
    sound = [
        in_control(breakdown=True),
        banded("number", 0, 5, 12.5, None, breakdown=True),
        banded("date", "2004-12-31", "2005-12-31", None).model_copy(update={"key": "born"}),
        one_alone(several(counts=["friends", "family"], told_us="they have friends or family")),
        follow_up(only_if("in-control", "disagree"), only_if("helps", "worker")),
    ]
    assert list(find_problems(sound)) == []


@given(random_surveys())
@thorough(30)
def test_a_random_sound_survey_is_not_complained_of(made):
    assert list(find_problems(made.questions)) == []


def test_the_questions_of_a_page_stand_next_to_each_other():
    a, b, c = question("a"), question("b"), question("c")
    assert list(find_problems([*on_page("p", a, b), c])) == []
    apart = [*on_page("p", a), b, *on_page("p", c)]
    said = (
        "“c”: the page “p” was left before this question; put the questions of a page next to each other, or "
        "give this one another page"
    )
    assert list(find_problems(apart)) == [Problem(2, "page", said)]
    between = [*on_page("p", a), *on_page("other", b), *on_page("p", c)]
    assert [p.place for p in find_problems(between)] == [2]


def test_a_question_does_not_hang_on_another_of_its_page():
    hangs = question("b", show_if=[only_if("a", "yes")])
    assert list(find_problems([question("a"), *on_page("p", hangs, question("c"))])) == []
    said = "“b”: “a” is on the same page, where nobody has answered it yet; give this question another page, "
    said += "or none"
    assert list(find_problems(on_page("p", question("a"), hangs))) == [Problem(1, "show-if", said)]


def test_a_page_has_ten_questions_at_most():
    many = on_page("p", *(question(f"q{n}") for n in range(12)))
    assert list(find_problems(many[:10])) == []
    [problem] = find_problems(many)
    assert (problem.place, problem.at) == (10, "page")
    assert "at most 10 questions" in problem.said
