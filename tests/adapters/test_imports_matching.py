"""An export onto a survey that exists: every answer finds its place, or nothing is taken."""

import pytest

from feedback.adapters.imports.mapping import read_mapping
from feedback.adapters.imports.matching import answers_for
from feedback.adapters.imports.reading import read
from feedback.adapters.imports.sheets import ImportProblem
from feedback.domain.coding import codebook, encode
from feedback.domain.journey import Answer
from feedback.domain.surveys import Survey

SURVEY = Survey.model_validate(
    {
        "survey": "care-leavers",
        "title": "Care leavers",
        "audience": {"key": "care-leavers", "many": "care leavers", "one": "care leaver"},
        "questions": [
            {
                "key": "safe",
                "ask": "How safe do you feel?",
                "kind": "scale",
                "options": [
                    {"key": "very", "label": "Very safe"},
                    {"key": "not", "label": "Not safe"},
                    {"key": "dont-know", "label": "Don’t know"},
                ],
            },
            {
                "key": "why",
                "ask": "Why?",
                "kind": "comment",
                "show-if": [{"question": "safe", "options": ["not"]}],
            },
            {
                "key": "age",
                "ask": "How old are you?",
                "kind": "number",
                "options": [
                    {"key": "to-17", "label": "17 or under", "to": 17},
                    {"key": "from-18", "label": "18 or over"},
                ],
            },
            {
                "key": "pets",
                "ask": "Which pets?",
                "kind": "choose-several",
                "options": [
                    {"key": "dogs", "label": "Dogs"},
                    {"key": "cats", "label": "Cats, or kittens"},
                    {"key": "other", "label": "Other"},
                ],
            },
        ],
    }
)


@pytest.fixture
def matched(tmp_path):
    def match(table, mapping=None):
        (tmp_path / "answers.csv").write_text(table)
        (tmp_path / "mapping.yaml").write_text(mapping or "")
        given = read_mapping(tmp_path / "mapping.yaml") if mapping else None
        return answers_for(SURVEY, read(tmp_path / "answers.csv"), given)

    return match


def problems(matched, *args):
    with pytest.raises(ImportProblem) as caught:
        matched(*args)
    assert "Nothing has been stored" in str(caught.value)
    return list(caught.value.problems)


def test_questions_are_found_by_key_or_words_and_options_too(matched):
    found = matched("How safe do you feel,age\nVery safe,16\nnot,18 or over\nDon't know,\n")
    assert [a["safe"].chosen for a in found.answers] == [("very",), ("not",), ("dont-know",)]
    assert [a["age"].chosen for a in found.answers] == [("to-17",), ("from-18",), ()]
    assert "pets" not in found.answers[0]
    assert encode(codebook(SURVEY), found.answers[0]) == "0.0..."
    assert "The file has no column for “pets”: it counts as never asked." in found.notes


def test_a_choose_several_question_in_one_cell_or_in_a_column_each(matched):
    cell = "pets\tsafe\nDogs; Cats, or kittens\tVery safe\nOther\tVery safe\n"
    ticks = (
        "Which pets?\t\t\tage\nDogs\tCats, or kittens\tOther (please say)\tResponse\n"
        "Dogs\tCats, or kittens\t\t1\n\t\tFish\t20\n"
    )
    marks = "Which pets? [Dogs]\tWhich pets? [Cats, or kittens]\tWhich pets? [Other]\n1\t1\t0\n0\t0\t1\n"
    for table in (cell, ticks, marks):
        found = matched(table)
        assert [a["pets"].chosen for a in found.answers] == [("dogs", "cats"), ("other",)]


def test_what_routing_hides_was_never_asked(matched):
    found = matched("safe,why\nVery safe,Because I am\nNot safe,The stairs\nNot safe,\n")
    assert ["why" in a for a in found.answers] == [False, True, True]
    assert found.answers[1]["why"] == Answer(words="The stairs")
    assert "Answers to questions that wouldn’t have been shown were dropped: 1." in found.notes


def test_every_answer_without_a_place_is_told(matched):
    told = problems(matched, "safe,age,Shoe size,ID\nVery sfe,ten,5,1\nNot safe,18,6,2\nVery sfe,9,7,3\n")
    assert told == ["Column C “Shoe size” (3 answers) is no question of “care-leavers”."]
    told = problems(matched, "safe,age\nVery sfe,ten\nNot safe,18\nVery sfe,9\n")
    assert told == [
        "“Very sfe” (2 people) in column A “safe” is no option of “safe”; did you mean “Very safe”?",
        "“ten” (1 person) in column B “age” is no option of “age”.",
    ]


def test_the_mapping_says_where_they_go(matched):
    found = matched(
        "Safety,Age,Shoe size\nVery sfe,ten,5\nNot safe,18,6\nVery sfe,9,7\n",
        """
questions:
  safe: {columns: A, options: [{key: very, label: Very safe, values: Very sfe}]}
  age: {no-answer: ten}
  shoes: {columns: C, leave-out: true}
""",
    )
    assert [a["safe"].chosen for a in found.answers] == [("very",), ("not",), ("very",)]
    assert [a["age"].chosen for a in found.answers] == [(), ("from-18",), ("to-17",)]
    assert ("C: Shoe size", "the mapping leaves it out") in found.left_out


def test_an_option_that_nobody_chose_before_can_be_added(matched):
    found = matched(
        "safe,pets\nFairly safe,Fish\nNot safe,Dogs;Fish\n",
        """
questions:
  safe: {options: [{key: fairly, label: Fairly safe, new: true}]}
  pets: {options: [{label: Fish, new: true}]}
""",
    )
    assert [a["safe"].chosen for a in found.answers] == [("fairly",), ("not",)]
    assert [a["pets"].chosen for a in found.answers] == [("fish",), ("dogs", "fish")]
    assert [o.key for o in found.survey.question("safe").options] == ["very", "not", "dont-know", "fairly"]
    assert encode(codebook(found.survey), found.answers[0]) == "3..0001"


def test_mistakes_in_the_mapping_have_their_lines(matched):
    told = problems(
        matched,
        "safe,age\nVery safe,1\n",
        """questions:
  saef: {columns: A}
  safe: {options: [{label: Very sfe, values: a}]}
  age: {columns: Z}
""",
    )
    assert [t.partition(": ")[0] for t in told[:3]] == [f"mapping.yaml line {n}" for n in (3, 4, 2)]
    assert any("did you mean “safe”" in t for t in told)
    assert any("did you mean “Very safe”" in t for t in told)


def test_two_columns_with_the_same_heading_need_a_word_from_the_officer(matched):
    table = "How safe do you feel?,How safe do you feel?\nVery safe,Not safe\n"
    assert "columns A, B are all headed" in problems(matched, table)[0]
    found = matched(table, "questions:\n  safe: {columns: B}\n  before: {columns: A, leave-out: true}\n")
    assert found.answers[0]["safe"] == Answer(("not",))


def test_a_tick_that_is_no_option_is_told(matched):
    table = "Which pets?\t\t\nDogs\tCats, or kittens\tFish\nDogs\t\tFish\n\tCats, or kittens\tFish\n"
    assert problems(matched, table) == [
        "Column C “Which pets? - Fish” (2 answers) is no question of “care-leavers”."
    ]
