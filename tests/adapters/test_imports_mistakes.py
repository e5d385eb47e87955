"""Mistakes in a mapping file: all of them at once, each with its line and what would be right."""

from functools import partial

import pytest

from feedback.adapters.imports.mapping import read_mapping
from feedback.adapters.imports.sheets import ImportProblem
from tests.adapters.test_imports_mapping import map_it


@pytest.fixture
def mapped(tmp_path):
    return partial(map_it, tmp_path)


def problems(mapped, text):
    with pytest.raises(ImportProblem) as caught:
        mapped(text)
    assert "Nothing has been stored" in str(caught.value)
    return list(caught.value.problems)


def test_an_answer_that_has_no_option_is_told_and_nothing_is_lost(mapped):
    told = problems(
        mapped, "questions:\n  safe:\n    options: [{key: very, label: Very, values: [Very, very]}, Nott]\n"
    )
    assert told == [
        "“Not” (2 people) in column B “How safe?” is no option of “safe”; did you mean “Nott”?",
        "“N/A” (1 person) in column B “How safe?” is no option of “safe”.",
    ]


def test_every_mistake_is_told_at_once_with_its_line(mapped):
    text = """questions:
  saef:
    ask: Safe?
  safe:
    options:
      - {key: a, label: A, values: [Very]}
      - {key: b, label: B, values: [Very]}
  age:
    bands: [12, twelve]
  say-more:
    counts: [fine]
    told-us: it is fine
  one:
    columns: Z
  two:
    heading: How saef?
  three:
    columns: B-C
    kind: scale
  pick:
    kind: scale
    columns: D
    bands: [1]
"""
    told = problems(mapped, text)
    assert [t.split(":")[0] for t in told] == [
        f"mapping.yaml line {n}" for n in (2, 5, 9, 11, 14, 16, 18, 23)
    ]
    assert "did you mean “safe”" in told[0]
    assert "“Very” is in two options" in told[1]
    assert "needs a number" in told[2]
    assert "“fine” is not one of its options" in told[3]
    assert "last column is G" in told[4]
    assert "did you mean “How safe?”" in told[5]
    assert "one column, not from 2" in told[6]
    assert "bands are for number and date questions" in told[7]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "empty"),
        ("- a\n", 1, "should begin with a key"),
        ("title: [\n", 2, "not YAML"),
        ("tittle: A\n", 1, "did you mean “title”"),
        ("questions:\n  - a\n", 1, "a key for each question"),
        ("questions:\n  safe: [a]\n", 2, "keys of its own"),
        ("questions:\n  Safe One:\n    ask: A\n", 2, "can’t be a key"),
        ("questions:\n  safe:\n    knd: scale\n", 3, "did you mean “kind”"),
        ("questions:\n  safe:\n    kind: sclae\n", 3, "must be one of"),
        ("questions:\n  safe:\n    leave-out: perhaps\n", 3, "true or false"),
        ("questions:\n  safe:\n    ask: A\n  safe:\n    ask: B\n", 4, "a second time"),
        ("questions:\n  safe:\n    options:\n      - {label: }\n", 4, "should be words"),
        ("audience: {many: people}\n", 1, "missing"),
    ],
)
def test_a_mistake_in_the_file_itself(mapped, text, line, said):
    told = problems(mapped, text)
    assert told[0].startswith(f"mapping.yaml line {line}: ")
    assert said in told[0]


def test_a_mapping_that_is_not_there(tmp_path):
    with pytest.raises(ImportProblem, match="can’t be opened"):
        read_mapping(tmp_path / "nowhere.yaml")
