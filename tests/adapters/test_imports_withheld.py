"""What is not ours to hold: who answered, when and from where. It is left out, and it’s said why."""

from functools import partial

import pytest

from feedback.adapters.imports.sheets import ImportProblem
from tests.adapters.test_imports_guessing import column, take


@pytest.fixture
def taken(tmp_path):
    return partial(take, tmp_path)


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("RespondentID", ["1", "2", "3"]),
        ("", [str(n) for n in range(30)]),
        ("Which number?", [str(n) for n in range(1, 31)]),
        ("Reference code", [f"R_{n}xY{n}q" for n in range(30)]),
        ("Start time", ["a", "b", "c"]),
        ("Collector ID", ["1", "2", "1"]),
        ("IP Address", ["a", "b", "a"]),
        ("What is your name?", ["Sam", "Alex", "Sam"]),
        ("Child’s first name", ["Sam", "Alex", "Sam"]),
        ("Your e-mail address", ["x", "y", "x"]),
        ("Where can we write to you?", ["a@example.org", "b@example.org", ""]),
        ("How can we reach you?", ["07700 900123", "01632 960 123", "+44 7700 900456"]),
        ("Where do you live?", ["CW1 2AB", "SK10 1EA", "cw12 4tr"]),
        ("Where was it?", ["51.50735,-0.12776", "53.26104, -2.12564"]),
        ("Came from", ["192.0.2.1", "192.0.2.17"]),
        ("LocationLatitude", ["51.5", "53.2"]),
        ("weight", ["0.7516", "1.0267"]),
        ("Nothing here", ["", ""]),
    ],
)  # fmt: skip
def test_what_is_not_ours_to_hold_is_left_out_and_why(taken, heading, cells):
    found = column(taken, heading, *cells)
    assert [g.ask for g in found.guesses] == ["Sure?"]
    assert found.left_out[0][0].startswith("A: ")
    assert found.left_out[0][1]


@pytest.mark.parametrize(
    "heading",
    [
        "What name should the new home have?",
        "Do you know who to email?",
        "Is your address private?",
        "Start of term?",
    ],
)
def test_a_question_about_names_or_letters_is_a_question(taken, heading):
    assert column(taken, heading, "Yes", "No", "Yes").guesses[0].ask == heading


def test_rows_of_a_grid_may_be_called_phone_and_email(taken):
    found = taken(
        ["How good is each? [Phone]", "How good is each? [E-mail]"],
        *[["Good", "Poor"], ["Poor", "Good"], ["Good", "Good"]],
    )
    assert [g.kind for g in found.guesses] == ["scale", "scale"]


def test_a_file_with_nothing_to_keep_says_so(taken):
    with pytest.raises(ImportProblem, match="holds no question"):
        taken(["ID", "Name"], ["1", "Sam"], ["2", "Alex"])
