"""The file in which a guess is put right, and what it can change."""

from functools import partial

import pytest

from feedback.adapters.imports.mapping import read_mapping
from feedback.adapters.imports.reading import read
from feedback.adapters.imports.sheets import ImportProblem
from feedback.adapters.imports.understanding import understand
from feedback.adapters.imports.writing import mapping_text, write_guess
from feedback.domain.journey import Answer

TABLE = """ID,How safe?,Age,Pick any,,,Say more
,Response,Response,Dogs,Cats,Other (please specify),Open-Ended Response
1,Very,8,Dogs,,,Fine
2,very,19,,Cats,Fish,
3,Not,11,Dogs,Cats,,Fine
4,N/A,14,,,,No
5,Not,,Dogs,,,
6,Very,30,,Cats,,
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "answers.csv").write_text(TABLE)
    return tmp_path


def map_it(folder, text, table=TABLE):
    """A table, understood with a mapping."""
    (folder / "answers.csv").write_text(table)
    (folder / "mapping.yaml").write_text(text)
    return understand(read(folder / "answers.csv"), "a-survey", read_mapping(folder / "mapping.yaml"))


@pytest.fixture
def mapped(tmp_path):
    return partial(map_it, tmp_path)


def chosen(found, key):
    return [answers[key].chosen for answers in found.answers]


def test_words_of_the_survey_and_of_a_question(mapped):
    found = mapped("""
title: Safe and well 2025
audience: {key: care-leavers, many: care leavers, one: care leaver}
framework: our-pledges
questions:
  safe:
    ask: Do you feel safe?
    kind: choose-one
    no-answer: N/A
    options:
      - {key: safe, label: Safe, values: [Very, very]}
      - {key: not-safe, label: Not safe, values: Not}
    counts: safe
    told-us: they feel safe
    tags: [pledge-1, pledge-2]
    breakdown: true
""")
    survey = found.survey
    assert (survey.title, survey.audience.many, survey.framework) == (
        "Safe and well 2025",
        "care leavers",
        "our-pledges",
    )
    question = survey.question("safe")
    assert question.ask == "Do you feel safe?"
    assert (question.counts, question.tags, question.breakdown) == (("safe",), ("pledge-1", "pledge-2"), True)
    assert chosen(found, "safe") == [("safe",), ("safe",), ("not-safe",), (), ("not-safe",), ("safe",)]


def test_without_a_mapping_people_are_people(folder):
    survey = understand(read(folder / "answers.csv"), "how-we-are").survey
    assert (survey.title, survey.audience.many, survey.audience.one) == ("How we are", "people", "person")


@pytest.mark.parametrize(
    "bands",
    ["[12, 17]", "[{to: 12, label: Up to 12}, {to: 17, label: Teens}, {label: Grown up}]"],
)
def test_bands(mapped, bands):
    found = mapped(f"questions:\n  age:\n    kind: number\n    bands: {bands}\n")
    labels = [o.label for o in found.survey.question("age").options]
    assert labels in (["12 or under", "13 to 17", "18 or over"], ["Up to 12", "Teens", "Grown up"])
    keys = [o.key for o in found.survey.question("age").options]
    assert chosen(found, "age") == [(keys[0],), (keys[2],), (keys[0],), (keys[1],), (), (keys[2],)]


def test_words_among_numbers_stay_no_answer(mapped):
    ages = "\n".join(f"{n},Yes" for n in range(8, 28))
    found = mapped("questions:\n  age: {ask: How old?}\n", f"Age,Sure?\n{ages}\nold enough,No\n")
    assert found.survey.question("age").ask == "How old?"
    assert found.answers[-1]["age"].skipped


def test_bands_of_dates(mapped):
    table = "Born,Sure?\n31/5/2009,Yes\n2011-01-01,No\n1/6/2009,Yes\n"
    found = mapped("questions:\n  born:\n    kind: date\n    bands: ['2009-05-31']\n", table)
    assert [o.label for o in found.survey.question("born").options] == ["Up to 2009-05-31", "From 2009-06-01"]
    assert [c[0] for c in chosen(found, "born")] == ["up-to-2009-05-31", "from-2009-06-01", "from-2009-06-01"]


def test_a_kind_can_be_changed_and_options_left_to_the_file(mapped):
    found = mapped("questions:\n  say-more: {kind: choose-one}\n  safe: {kind: comment}\n")
    assert [o.label for o in found.survey.question("say-more").options] == ["No", "Fine"]
    assert found.answers[0]["safe"] == Answer(words="Very")


def test_options_are_ordered_merged_and_added(mapped):
    found = mapped("""
questions:
  pick-any:
    columns: D-F
    kind: choose-several
    options:
      - {other: Something else, values: Other (please specify)}
      - {key: pets, label: A pet, values: [Dogs, Cats]}
      - Nothing at all
""")
    assert [o.key for o in found.survey.question("pick-any").options] == ["other", "pets", "nothing-at-all"]
    assert chosen(found, "pick-any") == [("pets",), ("other", "pets"), ("pets",), (), ("pets",), ("pets",)]
    assert found.survey.question("pick") is None
    assert found.survey.question("pick-other").takes_words


def test_ticks_can_be_made_one_question_or_many(mapped):
    table = "Dogs?,Cats?,Age\nYes,No,9\nNo,Yes,10\nYes,Yes,11\n,,12\n"
    found = mapped("questions:\n  pets: {ask: Which pets?, kind: choose-several, columns: [A, B]}\n", table)
    assert chosen(found, "pets") == [("dogs",), ("cats",), ("dogs", "cats"), ()]
    assert [g.key for g in found.guesses] == ["pets", "age"]


def test_several_answers_in_a_cell_are_split_as_said(mapped):
    table = "Pick,Sure?\nDogs / Cats,Yes\nCats,No\n"
    found = mapped("questions:\n  pick: {kind: choose-several, split: /}\n", table)
    assert chosen(found, "pick") == [("cats", "dogs"), ("cats",)]


def test_a_question_can_be_left_out_or_taken_back_in(mapped):
    found = mapped("questions:\n  say-more: {leave-out: true}\n  id: {heading: ID, kind: comment}\n")
    assert found.survey.question("say-more") is None
    assert ("G: Say more", "the mapping leaves it out") in found.left_out
    assert found.answers[0]["id"] == Answer(words="1")


def test_columns_are_found_by_heading_when_they_have_moved(mapped, folder):
    sheet = read(folder / "answers.csv")
    text = mapping_text(understand(sheet, "a-survey"))
    moved = "\n".join(f"x,{line}" if n > 1 else f",{line}" for n, line in enumerate(TABLE.splitlines()))
    first, again = understand(sheet, "a-survey"), mapped(text, moved)
    assert again.survey == first.survey
    assert again.answers == first.answers


def test_a_guess_is_never_written_over_corrections(folder):
    found = understand(read(folder / "answers.csv"), "a-survey")
    (folder / "mine.yaml").write_text("title: Mine\n")
    with pytest.raises(ImportProblem, match="may hold corrections"):
        write_guess(found, folder / "mine.yaml")
    assert (folder / "mine.yaml").read_text() == "title: Mine\n"
    with pytest.raises(ImportProblem, match="can’t be written"):
        write_guess(found, folder / "nowhere" / "mine.yaml")
