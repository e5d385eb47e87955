"""Each tool’s way of writing a question, its options, its grids and its other words."""

from functools import partial

import pytest

from feedback.domain.journey import Answer
from tests.adapters.test_imports_guessing import take


@pytest.fixture
def taken(tmp_path):
    return partial(take, tmp_path)


SURVEYMONKEY = (
    ["Respondent ID", "Pick any", "", "", "Rate each", "", "Where?", "", "Say more"],
    ["", "Dogs", "Cats", "Other (please specify)", "Home", "School", "Response", "Other (please specify)",
     "Open-Ended Response"],
    ["1", "Dogs", "Cats", "", "Good", "Poor", "Here", "", "Fine"],
    ["2", "", "", "Fish", "Poor", "Good", "", "At my nan’s", "Fine"],
    ["3", "", "Cats", "", "Good", "", "There", "by the sea", ""],
    ["4", "", "", "", "", "", "", "", ""],
)  # fmt: skip


def test_surveymonkeys_ticks_grids_and_other_words(taken):
    found = taken(*SURVEYMONKEY)
    assert [(g.key, g.kind, g.base) for g in found.guesses] == [
        ("pick", "choose-several", 3),
        ("pick-other", "comment", 1),
        ("rate-each-home", "scale", 3),
        ("rate-each-school", "scale", 2),
        ("where", "choose-one", 3),
        ("where-other", "comment", 2),
        ("say-more", "comment", 2),
    ]
    assert found.guesses[0].options == ("Dogs", "Cats", "Other (please specify)")
    assert found.guesses[2].ask == "Rate each - Home"
    assert found.answers[1]["pick"] == Answer(("other-please-specify",))
    assert found.answers[1]["where"] == Answer(("other-please-specify",))
    assert found.answers[2]["where"] == Answer(("there",))
    assert found.answers[0]["pick"] == Answer(("dogs", "cats"))
    assert "1 row was left out for having no answers at all." in found.notes
    assert any("1 person chose nothing and wrote under “Other”" in note for note in found.notes)


def test_a_grid_shares_its_options(taken):
    found = taken(
        ["", "Rate each", "", ""], ["", "Home", "School", "Club"],
        ["Respondent", "Good", "Poor", "Good"], ["Other", "Poor", "Good", "Good"],
    )  # fmt: skip
    assert {g.options for g in found.guesses if g.ask.startswith("Rate")} == {("Good", "Poor")}


def test_ranks_are_a_question_for_each_thing_that_is_ranked(taken):
    found = taken(
        ["ID", "Rank these", "", ""], ["", "Home", "School", "Club"],
        ["1", "1", "2", "3"], ["2", "3", "1", "2"], ["3", "2", "1", "3"],
    )  # fmt: skip
    assert [g.kind for g in found.guesses] == ["choose-one"] * 3
    assert {g.options for g in found.guesses} == {("1", "2", "3")}


def test_limesurveys_codes_and_brackets(taken):
    found = taken(
        ["id. Response ID", "G1. How is it?", "pets[SQ1]. Any pets? [Dogs]", "pets[SQ2]. Any pets? [Cats]"],
        ["1", "Good", "Y", ""], ["2", "Poor", "Y", "Y"], ["3", "Good", "", "Y"],
    )  # fmt: skip
    assert [(g.key, g.ask, g.kind) for g in found.guesses] == [
        ("g1", "How is it?", "scale"),
        ("pets", "Any pets?", "choose-several"),
    ]
    assert found.answers[1]["pets"] == Answer(("dogs", "cats"))


def test_kobos_columns_of_noughts_and_ones(taken):
    found = taken(
        ["_id", "group/pets", "group/pets/dogs", "group/pets/cats"],
        ["101", "dogs cats", "1", "1"], ["102", "cats", "0", "1"], ["103", "", "", ""],
        ["104", "dogs", "1", "0"],
    )  # fmt: skip
    assert [(g.kind, g.options, g.base) for g in found.guesses] == [("choose-several", ("dogs", "cats"), 3)]
    assert [why for _, why in found.left_out][1] == "it repeats the columns beside it"


def test_qualtrics_three_rows(taken):
    found = taken(
        ["ResponseId", "Q1_1", "Q1_2", "Q2", "Q3_TEXT"],
        ["Response ID", "Pick any - Dogs", "Pick any - Cats", "How is it?", "Say more"],
        ["{'ImportId': '_recordId'}", "{'ImportId': 'QID1-1'}", "{'ImportId': 'QID1-2'}",
         "{'ImportId': 'QID2'}", "{'ImportId': 'QID3_TEXT'}"],
        ["R_1", "Dogs", "Cats", "Good", "a"], ["R_2", "", "Cats", "Poor", "b"],
        ["R_3", "Dogs", "", "Good", "b"],
    )  # fmt: skip
    assert [(g.key, g.ask, g.kind) for g in found.guesses] == [
        ("q1", "Pick any", "choose-several"),
        ("q2", "How is it?", "scale"),
        ("q3-text", "Say more", "comment"),
    ]


def test_ticks_without_a_question_are_one_question(taken):
    found = taken(["Dogs", "Cats", "Sure"], ["Dogs", "", "Yes"], ["Dogs", "Cats", "No"], ["", "Cats", "No"])
    assert [(g.kind, g.options) for g in found.guesses] == [
        ("choose-several", ("Dogs", "Cats")),
        ("yes-no", ("Yes", "No")),
    ]


def test_a_colon_is_no_code(taken):
    found = taken(["Home: how is it?", "School: how is it?"], *[["Good", "Poor"], ["Poor", "Good"]])
    assert [g.ask for g in found.guesses] == ["Home: how is it?", "School: how is it?"]
    found = taken(["1. How is it?", "Q2: How was it?"], *[["Good", "Poor"], ["Poor", "Good"]])
    assert [(g.key, g.ask) for g in found.guesses] == [("q1", "How is it?"), ("q2", "How was it?")]
