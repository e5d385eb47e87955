"""What changed between two editions, in words, and what breaks the trend."""

import pytest

from feedback.domain.differences import between
from feedback.domain.surveys import Survey
from tests.conftest import small_survey

OLD = small_survey()


def changed(key: str, **changes: object) -> Survey:
    """The small survey with one question changed."""
    whole = OLD.model_dump(mode="json", by_alias=True)
    for question in whole["questions"]:
        if question["key"] == key:
            question.update({name.replace("_", "-"): value for name, value in changes.items()})
    return Survey.model_validate(whole)


def test_nothing_is_no_difference():
    assert between(OLD, OLD) == []


def test_corrected_words_are_old_beside_new_and_break_nothing():
    (found,) = between(OLD, changed("in-control", ask="I feel in charge", hint="Of your life"))
    assert (found.key, found.breaks) == ("in-control", "")
    assert [(c.what, c.old, c.new) for c in found.changes] == [
        ("Question", "I feel in control", "I feel in charge"),
        ("Hint", "", "Of your life"),
    ]


@pytest.mark.parametrize(
    ("key", "changes", "why"),
    [
        ("in-control", {"counts": ["agree", "neither"]}, "Other answers count"),
        ("safe", {"kind": "choose-one"}, "The kind of answer changed"),
        (
            "what-would-help",
            {"show_if": [{"question": "in-control", "options": ["agree"]}]},
            "Other people are asked",
        ),
        ("what-would-help", {"show_if": []}, "Other people are asked this"),
        (
            "moves",
            {"options": [{"key": "none", "label": "Never", "to": 1}, {"key": "some", "label": "More"}]},
            "limits",
        ),
    ],
)
def test_what_breaks_the_trend_says_why(key, changes, why):
    found = {d.key: d for d in between(OLD, changed(key, **changes))}
    assert why in found[key].breaks


def test_answers_in_another_order_or_other_words_break_nothing():
    options = [{"key": "no", "label": "Nope"}, {"key": "yes", "label": "Yes"}]
    (found,) = between(OLD, changed("safe", options=options))
    assert found.breaks == ""
    assert [(c.old, c.new) for c in found.changes] == [("Yes · No", "Nope · Yes")]


def test_questions_that_are_new_gone_or_moved_are_told():
    whole = OLD.model_dump(mode="json", by_alias=True)
    first, second, third, *rest = whole["questions"]
    new = Survey.model_validate(
        {**whole, "questions": [first, second, {**third, "key": "new"}, *reversed(rest)]}
    )
    found = {d.key: [c.what for c in d.changes] for d in between(OLD, new)}
    assert found == {"": ["Order of the questions"], "new": ["New question"], "help-with": ["Taken out"]}


def test_the_start_page_and_who_is_asked():
    new = small_survey(**{"who-reads": "Sam.", "audience": {"key": "old", "many": "adults", "one": "adult"}})
    found = between(OLD, new)
    assert [c.what for c in found[0].changes] == ["Who reads it", "Who is asked"]
    assert all(d.breaks == "Other people are asked." for d in found[1:])
    assert len(found) == 8


def test_what_shares_a_page_is_layout_and_breaks_nothing():
    whole = OLD.model_dump(mode="json", by_alias=True)
    for question in whole["questions"][2:4]:
        question["page"] = "about"
    paged = Survey.model_validate(whole)
    found = between(OLD, paged)
    assert [(d.key, d.breaks) for d in found] == [("help-with", ""), ("moves", "")]
    assert [(c.what, c.old, c.new) for c in found[0].changes] == [
        ("On its page", "alone", "How often did you move?")
    ]
    renamed = [{**q, "page": "other"} if "page" in q else q for q in whole["questions"]]
    assert between(paged, Survey.model_validate(whole | {"questions": renamed})) == []
