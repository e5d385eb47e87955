"""Our surveys as files for others: sound by the others' own checks, and the same when they come back."""

from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from pyxform.xls2xform import convert

from feedback.adapters.definitions import examine, load
from feedback.adapters.survey_formats import KINDS, File, read, write
from feedback.adapters.survey_formats.as_ddi import MADE_UP
from feedback.adapters.survey_formats.plain_text import plain
from feedback.domain.questions import Question
from feedback.domain.surveys import Survey
from tests.adapters.survey_strategies import surveys
from tests.conftest import small_survey

OURS = load(Path("surveys")).surveys
DDI = "{ddi:codebook:2_5}"
slow = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def back(file: File) -> Survey:
    return Survey.model_validate(read(file.name, file.content).definition)


def asked(survey: Survey) -> list[tuple[object, ...]]:
    """What another tool can hold of our questions."""
    return [(q.key, q.ask, q.hint, q.kind, _options(q), q.show_if, q.page) for q in survey.questions]


def _options(question: Question) -> list[tuple[object, ...]]:
    return [(o.key, o.label, o.alone, o.to) for o in question.options]


def tidied(survey: Survey) -> Survey:
    """The survey with its words on one line each, as a form's cell comes back."""
    said = survey.model_dump(mode="json", by_alias=True)
    for question in said["questions"]:
        for one in (question, *question["options"]):
            for name in ("ask", "hint", "label"):
                if one.get(name):
                    one[name] = plain(one[name].replace("${", "$ {"))
    return Survey.model_validate(said)


@given(surveys())
@slow
def test_yaml_is_the_very_same_survey_when_it_comes_back(survey: Survey) -> None:
    assert back(write(survey, "yaml")) == survey


@pytest.mark.parametrize("key", OURS)
def test_our_own_surveys_come_back_from_yaml_with_their_languages(key: str) -> None:
    assert back(write(OURS[key], "yaml")) == OURS[key]


def test_a_survey_file_that_was_taken_out_passes_the_check(tmp_path: Path) -> None:
    file = tmp_path / "care-leavers.yaml"
    file.write_bytes(write(load_alone("care-leavers"), "yaml").content)
    _, mistakes = examine(Path("surveys"), [file])
    assert mistakes == []


def load_alone(key: str) -> Survey:
    """A survey of the content folder without the languages that stand in files of their own."""
    return OURS[key].model_copy(update={"languages": {}})


def test_answers_that_questions_share_are_one_scale_and_plain_conditions_are_short() -> None:
    text = write(load_alone("care-leavers"), "yaml").content.decode()
    assert "scales:\n  scale-1:\n    - strongly-agree: Strongly agree\n" in text
    assert "options: scale-1" in text
    short = write(small_survey(), "yaml").content.decode()
    assert "show-if:\n      in-control: [disagree]\n" in short
    assert "- none: Never\n        to: 0\n" in short


def test_what_no_file_can_hold_is_refused_and_not_changed() -> None:
    with pytest.raises(ValueError, match="can’t hold"):
        write(small_survey(title="a\x07b"), "yaml")
    with pytest.raises(ValueError, match="no format “pdf”"):
        write(small_survey(), "pdf")


# XLSForm


@pytest.mark.parametrize("survey", [*OURS.values(), small_survey()], ids=lambda s: s.survey)
def test_an_xlsform_converts_without_a_warning_and_comes_back(survey: Survey) -> None:
    file = write(survey, "xlsform")
    made = convert(xlsform=BytesIO(file.content), file_type=".xlsx", validate=False)
    assert made.warnings == []
    returned = back(file)
    assert asked(returned) == asked(survey)
    assert (returned.survey, returned.title, returned.in_danger) == (
        survey.survey,
        survey.title,
        survey.in_danger,
    )
    for code, translation in survey.languages.items():
        wanted = {q.ask for q in survey.questions} & translation.words.keys()
        assert {w: returned.languages[code].words[w] for w in wanted} == {
            w: plain(translation.words[w]) for w in wanted
        }


def test_the_form_has_a_question_for_each_of_ours_and_asks_them_when_we_do() -> None:
    file = write(small_survey(), "xlsform")
    form = convert(xlsform=BytesIO(file.content), file_type=".xlsx", validate=False).xform
    tree = ElementTree.fromstring(form)
    space = "{http://www.w3.org/2002/xforms}"
    binds = {b.get("nodeset"): b for b in tree.iter(f"{space}bind")}
    assert {f"/small/{q.key}" for q in small_survey().questions} <= {
        str(name).replace("/data/", "/small/") for name in binds
    }
    help_bind = next(b for name, b in binds.items() if str(name).endswith("/what-would-help"))
    assert "= 'disagree'" in str(help_bind.get("relevant"))
    several = next(b for name, b in binds.items() if str(name).endswith("/help-with"))
    assert several.get("constraint") == "not(selected(., 'none') and count-selected(.) > 1)"


@given(surveys())
@settings(parent=slow, max_examples=25)
def test_any_survey_comes_back_from_an_xlsform_and_converts(survey: Survey) -> None:
    file = write(survey, "xlsform")
    assert asked(back(file)) == asked(tidied(survey))
    convert(xlsform=BytesIO(file.content), file_type=".xlsx", validate=False)


def test_no_cell_of_a_form_is_a_formula() -> None:
    file = write(small_survey(title="=1+1"), "xlsform")
    book = openpyxl.load_workbook(BytesIO(file.content))
    assert book["settings"]["A2"].value == "=1+1"
    with ZipFile(BytesIO(file.content)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


# DDI


@pytest.mark.parametrize("survey", [*OURS.values(), small_survey()], ids=lambda s: s.survey)
def test_a_codebook_has_what_ddi_asks_for(survey: Survey) -> None:
    tree = ElementTree.fromstring(write(survey, "ddi", producer="Made Up Council").content)
    assert (tree.tag, tree.get("version")) == (f"{DDI}codeBook", "2.5")
    citation = f"./{DDI}stdyDscr/{DDI}citation"
    assert tree.findtext(f"{citation}/{DDI}titlStmt/{DDI}titl") == survey.title
    assert tree.findtext(f"{citation}/{DDI}prodStmt/{DDI}producer") == "Made Up Council"
    variables = tree.findall(f"./{DDI}dataDscr/{DDI}var")
    names = [v.get("ID") for v in tree.iter() if v.get("ID")]
    assert len(names) == len(set(names))
    assert all(v.get("name") and v.find(f"{DDI}qstn/{DDI}qstnLit") is not None for v in variables)
    assert len(variables) == sum(len(q.options) if q.takes_several else 1 for q in survey.questions)
    for group in tree.iter(f"{DDI}varGrp"):
        assert set(str(group.get("var")).split()) <= set(names)
    order = ["labl", "qstn", "universe", "catgry", "varFormat"]
    for variable in variables:
        found = [order.index(child.tag.removeprefix(DDI)) for child in variable]
        assert found == sorted(found)
    assert tree.find(f".//{DDI}catStat") is None


def test_a_codebook_says_that_answers_are_made_up_and_comes_back_with_its_questions() -> None:
    file = write(small_survey(), "ddi", made_up=True)
    assert file.content.decode().count(MADE_UP) == 2
    assert MADE_UP not in write(small_survey(), "ddi").content.decode()
    returned = back(file)
    assert [q.ask for q in returned.questions] == [q.ask for q in small_survey().questions]
    assert [[o.label for o in q.options] for q in returned.questions] == [
        [o.label for o in q.options] for q in small_survey().questions
    ]


@given(surveys())
@slow
def test_any_survey_makes_a_codebook_that_can_be_read(survey: Survey) -> None:
    read("a.xml", write(survey, "ddi").content)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_survey_is_the_same_file_every_time(kind: str) -> None:
    assert write(small_survey(), kind) == write(small_survey(), kind)
