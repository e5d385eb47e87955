"""Real surveys of other tools, each against what its own file says when it is read in another way."""

import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from feedback.adapters.definitions import examine
from feedback.adapters.survey_formats import Understood, read, write
from feedback.domain.questions import Question
from feedback.domain.surveys import Survey

FILES = (
    "limesurvey/colors.lss",
    "limesurvey/colors.lsa",
    "limesurvey/ls205_sample_survey_english.lss",
    "xlsform/or_other.xlsx",
    "xlsform/KoBoXLSFormExamples.xlsx",
    "xlsform/tutorial.xls",
    "xlsform/widgets.xls",
    "surveyjs/survey.json",
    "ons_eq/test_checkbox.json",
    "ons_eq/test_hub_and_spoke.json",
    "ons_eq/test_mutually_exclusive.json",
    "qualtrics/better_sample.qsf",
    "ddi/cps_00157.xml",
)


def brought_in(shared_data: Path, name: str) -> tuple[Survey, Understood, Path]:
    path = shared_data / "B_definitions" / name
    understood = read(path.name, path.read_bytes())
    return Survey.model_validate(understood.definition), understood, path


def kinds(survey: Survey) -> dict[str, int]:
    return dict(Counter(q.kind.value for q in survey.questions))


def asked(survey: Survey, start: str) -> Question:
    return next(q for q in survey.questions if q.ask.startswith(start))


def labels(question: Question) -> list[str]:
    return [o.label for o in question.options]


@pytest.mark.parametrize("name", FILES)
def test_each_comes_in_whole_and_says_what_is_to_be_added(shared_data, name):
    survey, understood, _ = brought_in(shared_data, name)
    assert understood.left_out[0].startswith("Another tool’s file can’t say which promise")
    assert all(said.endswith(".") and len(said) < 420 for said in understood.left_out)
    assert all("<" not in q.ask and "&nbsp;" not in q.ask for q in survey.questions)
    json.dumps(understood.definition)


@pytest.mark.parametrize("name", FILES)
def test_each_is_written_as_a_file_whose_only_mistakes_are_missing_tags(shared_data, tmp_path, name):
    survey, _, _ = brought_in(shared_data, name)
    written = tmp_path / "brought-in.yaml"
    written.write_bytes(write(survey, "yaml").content)
    _, mistakes = examine(Path("surveys"), [written])
    assert len(mistakes) == len(survey.questions)
    assert all("has no “tags”" in m.said for m in mistakes)


# LimeSurvey


def rows(path: Path, table: str) -> list[dict[str, str]]:
    tree = ElementTree.parse(path)
    return [{c.tag: c.text or "" for c in r} for r in tree.getroot().findall(f"./{table}/rows/row")]


def lime_counts(path: Path) -> Iterator[int]:
    """How many questions of ours each of a file's should come to, by LimeSurvey's manual of its types."""
    subs, answers = rows(path, "subquestions"), rows(path, "answers")
    attributes = {(a["qid"], a["attribute"]): a.get("value", "") for a in rows(path, "question_attributes")}
    for q in rows(path, "questions"):
        mine = [s for s in subs if s["parent_qid"] == q["qid"]]
        down = len([s for s in mine if s["scale_id"] == "0"])
        across = len([s for s in mine if s["scale_id"] == "1"])
        other = q.get("other") == "Y"
        if attributes.get((q["qid"], "hidden")) == "1" or q["type"] in "X*|I":
            yield 0
        elif q["type"] in "L!M":
            yield 1 + other
        elif q["type"] in "OP":
            yield 2 + other
        elif q["type"] in "YG5TSUND":
            yield 1
        elif q["type"] in "ABCEFHQK":
            yield down
        elif q["type"] == "1":
            yield 2 * down
        elif q["type"] == "R":
            yield len([a for a in answers if a["qid"] == q["qid"]])
        else:
            tick = attributes.get((q["qid"], "multiflexible_checkbox")) == "1"
            yield down if tick else down * across


def test_the_old_sample_of_every_kind_of_lime_question_comes_to_as_many_as_its_manual_says(shared_data):
    survey, understood, path = brought_in(shared_data, "limesurvey/ls205_sample_survey_english.lss")
    assert understood.kind == "LimeSurvey"
    assert survey.title == "Sample LimeSurvey for 1.92+"
    assert len(survey.questions) == sum(lime_counts(path)) == 397
    read_only = [q for q in rows(path, "questions") if q["type"] in "X*|I"]
    left_out = [s for s in understood.left_out if "” was left out: " in s]
    hidden = 1
    assert len(left_out) >= len({q["question"] for q in read_only}) - 1 + hidden


def test_its_grids_lists_and_conditions_say_what_the_file_says(shared_data):
    survey, understood, _ = brought_in(shared_data, "limesurvey/ls205_sample_survey_english.lss")
    foods = [q for q in survey.questions if q.ask.startswith("How much do you like these foods?:")]
    assert [q.ask.split(": ")[1] for q in foods][:3] == ["Broccoli", "Ice Cream", "Chocolate"]
    assert {tuple(labels(q)) for q in foods} == {("Hate", "Dislike", "Ambivalent", "Like", "Love")}
    assert {q.kind.value for q in foods} == {"scale"}
    pastime = asked(survey, "What is your favorite pastime?")
    assert labels(pastime)[-1] == "Other"
    more = survey.questions[survey.questions.index(pastime) + 1]
    assert (more.kind.value, more.show_if[0].question) == ("comment", pastime.key)
    assert more.show_if[0].options == (pastime.options[-1].key,)
    which = asked(survey, "Which question types do you want to display?")
    assert pastime.show_if[0].question == which.key
    assert which.show_if[0].question == asked(survey, "Do you want to display any").key
    married = "“Are you married?” was asked only in some cases"
    assert any(s.startswith(married) for s in understood.left_out)
    assert labels(asked(survey, "Do you love")) == ["Yes", "No"]


def test_the_new_lime_file_and_its_archive_have_the_same_four_questions(shared_data):
    survey, understood, path = brought_in(shared_data, "limesurvey/colors.lss")
    archived, archive, zipped = brought_in(shared_data, "limesurvey/colors.lsa")
    assert survey == archived
    assert "answers" in archive.left_out[-1]
    with zipfile.ZipFile(zipped) as inside:
        assert any(name.endswith(".lsr") for name in inside.namelist())
    assert kinds(survey) == {"choose-several": 1, "comment": 2, "choose-one": 1}
    colours = survey.questions[0]
    subs = sorted(rows(path, "subquestions"), key=lambda s: int(s["question_order"]))
    words = {w["qid"]: w["question"] for w in rows(path, "question_l10ns")}
    assert labels(colours) == [words[s["qid"]] for s in subs]
    assert [c.options for c in survey.questions[1].show_if] == [("black",), ("brown",)]
    assert any("has no words; it is called “AO01”" in s for s in understood.left_out)


# XLSForm


def test_the_form_with_an_other_option_has_a_box_for_it(shared_data):
    survey, understood, path = brought_in(shared_data, "xlsform/or_other.xlsx")
    choices = list(openpyxl.load_workbook(path)["choices"].iter_rows(min_row=2, values_only=True))
    given = [str(row[2]) for row in choices if row[0] == "colors"]
    assert labels(survey.questions[0]) == [*given, "Other"]
    assert labels(survey.questions[2]) == given
    assert survey.questions[1].show_if[0].options == ("other",)
    assert any("narrow what can be picked" in s for s in understood.left_out)


def test_the_old_tutorial_has_its_ten_questions_and_only_the_conditions_that_can_be_said(shared_data):
    survey, understood, path = brought_in(shared_data, "xlsform/tutorial.xls")
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("survey").to_python()
    typed = [row for row in sheet[1:] if row[1] and "repeat" not in str(row[1])]
    assert [q.ask for q in survey.questions] == [row[3] for row in typed]
    assert kinds(survey) == {"comment": 3, "choose-one": 2, "yes-no": 5}
    months = asked(survey, "How old is (NAME) in months?")
    assert [(c.question, c.options) for c in months.show_if] == [("older-five-years", ("no",))]
    unsaid = [s for s in understood.left_out if "compares numbers" in s]
    assert len(unsaid) == 2
    assert any("repeats in the form" in s for s in understood.left_out)


def test_every_row_of_the_widgets_form_came_in_or_is_named(shared_data):
    survey, understood, path = brought_in(shared_data, "xlsform/widgets.xls")
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("survey").to_python()
    typed = [row for row in sheet[1:] if row[0] and "group" not in str(row[0])]
    said = "\n".join(understood.left_out)
    came = Counter(q.ask for q in survey.questions)
    assert all(came[" ".join(row[2].split())] or row[2][:60] in said for row in typed)
    assert len(typed) == len(survey.questions) + len(
        [s for s in understood.left_out if "” was left out" in s]
    )
    assert kinds(survey) == {"comment": 7, "choose-several": 6, "choose-one": 5, "yes-no": 4}
    assert labels(asked(survey, "select one widget")) == [f"option {n}" for n in range(1, 9)]


def test_a_form_of_notes_has_one_question_and_fourteen_notes_left_out(shared_data):
    survey, understood, _ = brought_in(shared_data, "xlsform/KoBoXLSFormExamples.xlsx")
    assert [q.kind.value for q in survey.questions] == ["yes-no"]
    assert len([s for s in understood.left_out if "it is words to read" in s]) == 14


def test_a_likert_form_in_spanish_has_its_eighteen_questions_and_says_its_language(shared_data):
    path = shared_data / "A_responses" / "kobo_likert" / "form_likert.xlsx"
    understood = read(path.name, path.read_bytes())
    survey = Survey.model_validate(understood.definition)
    book = openpyxl.load_workbook(path, read_only=True)
    choices = [row for row in book["choices"].iter_rows(min_row=2, values_only=True) if row[0] == "yk0td68"]
    assert len(survey.questions) == 18
    assert {tuple(labels(q)) for q in survey.questions} == {tuple(str(c[2]).strip() for c in choices)}
    assert any("The words are in Spanish" in s for s in understood.left_out)


# JSON


def test_the_quiz_in_which_four_questions_share_a_name_has_all_of_them(shared_data):
    survey, understood, path = brought_in(shared_data, "surveyjs/survey.json")
    elements = [e for p in json.loads(path.read_bytes())["pages"] for e in p["elements"]]
    questions = [e for e in elements if e["type"] != "html"]
    assert [labels(q) for q in survey.questions] == [e.get("choices", []) for e in questions]
    assert len({q.key for q in survey.questions}) == len(questions) == 7
    said = "\n".join(understood.left_out)
    assert "Two questions have the name “civilwar”" in said
    assert "You are about to start a quiz" in said


def ons_answers(value: Any) -> Iterator[dict[str, Any]]:
    """Every answer of a schema, in order, wherever it stands."""
    if isinstance(value, dict):
        if "answers" in value and isinstance(value["answers"], list):
            yield from value["answers"]
        for inside in value.values():
            yield from ons_answers(inside)
    elif isinstance(value, list):
        for one in value:
            yield from ons_answers(one)


@pytest.mark.parametrize("name", [f for f in FILES if f.startswith("ons")])
def test_each_answer_of_an_ons_schema_is_a_question_or_an_answer_that_stands_alone(shared_data, name):
    survey, _, path = brought_in(shared_data, name)
    answers = list(ons_answers(json.loads(path.read_bytes())["sections"]))
    alone = [a for a in answers if "exclusive" in a["id"]]
    details = [o for a in answers for o in a.get("options", []) if "detail_answer" in o]
    assert len(survey.questions) == len(answers) - len(alone) + len(details)
    several = [a for a in answers if a["type"] == "Checkbox" and a not in alone]
    ticked = [q for q in survey.questions if q.takes_several]
    written = [o["label"] for a in several for o in a["options"] if len(a["options"]) > 1]
    assert [label for q in ticked for label in labels(q) if label in written] == written


def test_an_ons_skip_is_turned_and_a_jump_is_said(shared_data):
    survey, understood, _ = brought_in(shared_data, "ons_eq/test_hub_and_spoke.json")
    many = asked(survey, "How many people live here?")
    assert [(c.question, c.options) for c in many.show_if] == [("anyone-live-here", ("yes",))]
    said = "\n".join(understood.left_out)
    assert "was asked unless an earlier answer was given" in said
    assert "Those jumps could not be brought in" in said
    first = survey.questions[0]
    assert [o.label for o in first.options if o.alone] == ["None of these apply"]


def test_the_qualtrics_sample_has_every_row_of_its_tables_and_not_what_was_in_the_bin(shared_data):
    survey, understood, path = brought_in(shared_data, "qualtrics/better_sample.qsf")
    payloads = [e["Payload"] for e in json.loads(path.read_bytes())["SurveyElements"] if e["Element"] == "SQ"]
    expected = 0
    for payload in (p for p in payloads if p["QuestionID"] != "QID7"):
        tables = [payload] if payload["QuestionType"] == "Matrix" else []
        tables += list(payload.get("AdditionalQuestions", {}).values())
        expected += sum(len(t["Choices"]) if len(t["Answers"]) > 1 else 1 for t in tables) or 1
    assert len(survey.questions) == expected == 32
    voluntary = asked(survey, "Please select the fruit you would voluntarily eat.")
    assert [o.label for o in voluntary.options if o.alone] == ["None of the above"]
    assert any("it was in the bin" in s for s in understood.left_out)


def test_the_codebook_has_its_two_variables_with_categories_and_names_the_others(shared_data):
    survey, understood, path = brought_in(shared_data, "ddi/cps_00157.xml")
    space = "{ddi:codebook:2_5}"
    variables = ElementTree.parse(path).getroot().findall(f"./{space}dataDscr/{space}var")
    listed = [[c.findtext(f"{space}labl") for c in v.findall(f"{space}catgry")] for v in variables]
    assert [labels(q) for q in survey.questions] == [found for found in listed if found]
    assert len([s for s in understood.left_out if "it is a column of data" in s]) == listed.count([])
