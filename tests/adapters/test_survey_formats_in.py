"""Small files of other tools, each with one thing to see: what it comes to, and what is said about it."""

import json
from typing import Any

import pytest

from feedback.adapters.survey_formats import Understood, read
from feedback.adapters.survey_formats.conditions import CannotSay, Every, Is, Not, Some
from feedback.adapters.survey_formats.equations import parse
from feedback.domain.surveys import Survey
from tests.adapters.test_survey_formats_hostile import lime, workbook

PAIRS = ["red", "blue", "green"]
COLOUR = {"type": "radiogroup", "name": "colour", "title": "Which colour?", "choices": PAIRS}
TICKS = {"type": "checkbox", "name": "ticks", "title": "Which ones?", "choices": PAIRS, "showNoneItem": True}


def surveyjs(*elements: dict[str, Any], **more: Any) -> tuple[list[dict[str, Any]], Understood]:
    found = read("a.json", json.dumps({"title": "T", "elements": elements, **more}).encode())
    Survey.model_validate(found.definition)
    return found.definition["questions"], found


def shown(condition: str) -> tuple[list[tuple[str, list[str]]], str]:
    """What a question hangs on that has this condition after the two above, and all that was said."""
    last = {"type": "comment", "name": "last", "title": "Why so?", "visibleIf": condition}
    questions, found = surveyjs(COLOUR, TICKS, last)
    return [(c["question"], c["options"]) for c in questions[2].get("show-if", [])], " ".join(found.left_out)


# Conditions


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("", Every()),
        ("1", Every()),
        ("true()", Every()),
        ("${a} = 'x'", Is("a", ("x",))),
        ("{a} == 2", Is("a", ("2",))),
        ("'x' = ${a}", Is("a", ("x",))),
        ("selected(${a}, 'x')", Is("a", ("x",))),
        ("not(selected(${a}, 'x'))", Not(Is("a", ("x",)))),
        ("{a} anyof ['x', \"y\"]", Is("a", ("x", "y"))),
        ("{a} notempty", Is("a", None)),
        ("{a} empty", Not(Is("a", None))),
        ("${a} != ''", Is("a", None)),
        ("!is_empty(Q1.NAOK)", Not(Not(Is("Q1", None)))),
        ('((Q1_SQ2.NAOK == "Y"))', Is("Q1_SQ2", ("Y",))),
        ("{a} = true and {b} <> 'y'", Every((Is("a", ("true",)), Not(Is("b", ("y",)))))),
        ("{a} = 1 || {a} = 2 && {b} = 3", Some((Is("a", ("1",)), Every((Is("a", ("2",)), Is("b", ("3",))))))),
    ],
)
def test_a_line_is_read_as_the_condition_that_it_says(line: str, wanted: object) -> None:
    assert parse(line) == wanted


@pytest.mark.parametrize(
    "line",
    ["{a} > 3", "{a} = {b}", "age + 1 = 2", "regex(${a}, 'x')", "0", "{a}", "{a} =", "(", "{a} = 1)", "'x'"],
)
def test_a_line_that_says_more_is_not_guessed_at(line: str) -> None:
    with pytest.raises(CannotSay):
        parse(line)


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        ("{colour} = 'red'", [("colour", ["red"])]),
        ("{colour} = 'red' or {colour} = 'blue'", [("colour", ["red", "blue"])]),
        ("{colour} = 'red' and {ticks} contains 'blue'", [("colour", ["red"]), ("ones", ["blue"])]),
        ("{colour} <> 'red'", [("colour", ["blue", "green"])]),
        (
            "!({colour} = 'red' or {colour} = 'blue')",
            [("colour", ["green"])],
        ),
        ("{colour} notempty", [("colour", PAIRS)]),
    ],
)
def test_a_simple_condition_is_kept(condition: str, wanted: list[tuple[str, list[str]]]) -> None:
    found, said = shown(condition)
    assert found == wanted
    assert "only in some cases" not in said
    assert ("unless an earlier answer" in said) == ("<>" in condition or "!" in condition)


@pytest.mark.parametrize(
    ("condition", "why"),
    [
        ("{colour} = 'red' or {ticks} contains 'blue'", "hang on different questions"),
        ("{ticks} notcontains 'red'", "an answer that was not ticked"),
        ("{colour} empty", "a question that was not answered"),
        ("{colour} = 'pink'", "“pink”, which is not an answer"),
        ("{last} = 'red'", "“last”, which is not a question here"),
        ("{age} > 15", "it compares numbers"),
        ("{colour} = 'red' and {colour} = 'blue'", "it can never be true"),
        ("today() = 'x'", "more than a comparison with an answer"),
    ],
)
def test_any_other_condition_is_said_and_the_question_asked_of_everyone(condition: str, why: str) -> None:
    found, said = shown(condition)
    assert found == []
    assert "“Why so?” was asked only in some cases" in said
    assert why in said


# SurveyJS


def test_each_simple_kind_of_surveyjs_question_comes_in_as_ours() -> None:
    grid = {
        "type": "matrix",
        "name": "grid",
        "title": "How is",
        "rows": ["home", {"value": "s", "text": "school"}],
    }
    questions, found = surveyjs(
        COLOUR,
        TICKS,
        {"type": "rating", "name": "rate", "title": "How good?", "minRateDescription": "Bad"},
        {"type": "boolean", "name": "safe", "title": "Are you safe?"},
        {**grid, "columns": ["bad", "fine"]},
        {"type": "text", "name": "age", "title": "How old are you?", "inputType": "number"},
        {"type": "dropdown", "name": "where", "title": "Where?", "choices": [1, 2], "showOtherItem": True},
        {"type": "multipletext", "name": "m", "title": "Name three", "items": [{"name": "one"}]},
        {"type": "file", "name": "photo", "title": "A photo"},
    )
    assert [q["kind"] for q in questions] == [
        *("choose-one", "choose-several", "scale", "yes-no", "scale", "scale", "comment", "choose-one"),
        *("comment", "comment"),
    ]
    assert questions[1]["options"][-1] == {"key": "none", "label": "None", "alone": True}
    assert [o["label"] for o in questions[2]["options"]] == ["1: Bad", "2", "3", "4", "5"]
    assert [q["ask"] for q in questions[4:6]] == ["How is: home", "How is: school"]
    assert questions[8]["show-if"] == [{"question": "where", "options": ["other"]}]
    said = " ".join(found.left_out)
    for part in (
        "“How is” is a grid. It is 2 questions",
        "“How old are you?” asks for a number",
        "“A photo” was left",
    ):
        assert part in said


def test_words_in_other_languages_are_kept_as_drafts_and_strange_ones_said() -> None:
    title = {"default": "Hello?", "cy": "Helo?", "xx-klingon": "nuqneH?"}
    choices = [
        {"value": 1, "text": {"en": "Good", "cy": "Da"}},
        {"value": 2, "text": {"en": "Bad", "cy": "Drwg"}},
    ]
    questions, found = surveyjs({"type": "radiogroup", "name": "q", "title": title, "choices": choices})
    assert questions[0]["ask"] == "Hello?"
    welsh = found.definition["languages"]["cy"]
    assert (welsh["status"], welsh["words"]) == ("drafted", {"Hello?": "Helo?", "Good": "Da", "Bad": "Drwg"})
    said = " ".join(found.left_out)
    assert "Welsh (Cymraeg)" in said
    assert "“xx-klingon” were left out" in said


def test_a_panel_hands_its_condition_on_and_pages_are_flattened() -> None:
    inside = {"type": "comment", "name": "why", "title": "Why?"}
    panel = {"type": "panel", "visibleIf": "{colour} = 'red'", "elements": [inside]}
    questions, _ = surveyjs(COLOUR, panel)
    assert questions[1]["show-if"] == [{"question": "colour", "options": ["red"]}]


def test_one_box_to_tick_is_a_question_for_yes_or_no_and_too_many_answers_are_said() -> None:
    one = {"type": "checkbox", "name": "one", "title": "Do you agree?", "choices": ["I do"]}
    many = {"type": "dropdown", "name": "many", "title": "Which land?", "choices": list(range(200))}
    questions, found = surveyjs(one, many, {**COLOUR, "choices": []})
    assert [q["kind"] for q in questions] == ["yes-no"]
    said = " ".join(found.left_out)
    assert "was one box to tick, “I do”" in said
    assert "“Which land?” was left out: it has 200 answers" in said
    assert "“Which colour?” was left out: it has fewer than two answers" in said


# XLSForm


def form(*rows: list[object], head: list[object] | None = None, **sheets: list[list[object]]) -> Understood:
    choices: list[list[object]] = [["list_name", "name", "label"], ["yn", "y", "Yes"], ["yn", "n", "No"]]
    choices += [["c", "r", "Red"], ["c", "b", "Blue"], ["c", "z", "None of these"]]
    top: list[object] = head or ["type", "name", "label", "relevant", "constraint", "appearance"]
    found = read("form.xlsx", workbook(**{"survey": [top, *rows], "choices": choices, **sheets}))
    Survey.model_validate(found.definition)
    return found


def test_a_group_hands_its_condition_on_and_a_table_is_a_run_of_scales() -> None:
    found = form(
        ["select_one yn", "safe", "Are you safe?"],
        ["begin group", "g", "A grid", "${safe} = 'n'", None, "table-list"],
        ["select_one c", "home", "Home"],
        ["select_one c", "school", "School", "${safe} != 'y'"],
        ["end group"],
    )
    safe, home, school = found.definition["questions"]
    assert (safe["kind"], home["kind"], school["kind"]) == ("yes-no", "scale", "scale")
    assert home["show-if"] == school["show-if"] == [{"question": "safe", "options": ["no"]}]


def test_a_group_that_is_shown_at_once_is_a_page() -> None:
    found = form(
        ["select_one yn", "safe", "Are you safe?"],
        ["begin group", "About You", "About you", None, None, "w2 field-list"],
        ["select_one c", "home", "Home"],
        ["begin group", "inner", "More", None, None, "field-list"],
        ["text", "school", "School"],
        ["end group"],
        ["end group"],
        ["text", "last", "Last"],
    )
    pages = [q.get("page") for q in found.definition["questions"]]
    assert pages == [None, "about-you", "about-you", None]
    assert "Some questions that the file shows" not in "".join(found.left_out)


@pytest.mark.parametrize(
    "rows",
    [
        [["select_one yn", "safe", "Safe?"], ["text", "why", "Why?", "${safe} = 'n'"]],
        [["text", f"q{n}", f"Question {n}"] for n in range(11)],
    ],
    ids=["one hangs on another", "eleven"],
)
def test_a_page_that_can_not_be_one_here_is_questions_alone(rows: list[list[object]]) -> None:
    found = form(["begin group", "g", "G", None, None, "field-list"], *rows, ["end group"])
    assert not any(q.get("page") for q in found.definition["questions"])
    assert any("on pages of their own" in said for said in found.left_out)


def test_a_box_beside_an_answer_ends_the_page() -> None:
    rows: list[list[object]] = [["text", "a", "A"], ["select_one c or_other", "b", "B"], ["text", "c", "C"]]
    found = form(["begin group", "g", "G", None, None, "field-list"], *rows, ["end group"])
    assert [q.get("page") for q in found.definition["questions"]] == ["g", "g", None, None]
    assert any("on pages of their own" in said for said in found.left_out)


def test_an_answer_that_rules_out_the_rest_stands_alone() -> None:
    rule = "not(selected(., 'z') and count-selected(.) > 1)"
    found = form(
        ["select_multiple c", "which", "Which?", None, rule],
        ["select_multiple c", "w2", "And?", None, ". > 1"],
    )
    first, second = found.definition["questions"]
    assert [o.get("alone") for o in first["options"]] == [None, None, True]
    assert not any("alone" in o for o in second["options"])
    assert "Limits on what can be answered were left out." in found.left_out


def test_a_form_in_two_languages_begins_in_english() -> None:
    found = form(
        ["text", "a", "Sut wyt ti?", "How are you?", "Dywed", "Tell us"],
        head=[
            "type",
            "name",
            "label::Cymraeg (cy)",
            "label::English (en)",
            "hint::Cymraeg (cy)",
            "hint::English (en)",
        ],
    )
    question = found.definition["questions"][0]
    assert (question["ask"], question["hint"]) == ("How are you?", "Tell us")
    words = found.definition["languages"]["cy"]["words"]
    assert words == {"How are you?": "Sut wyt ti?", "Tell us": "Dywed"}


def test_a_ranking_is_a_question_for_each_thing_and_a_short_range_is_a_scale() -> None:
    found = form(
        ["rank c", "order", "Put in order"],
        ["range", "much", "How much?", None, "start=0 end=4 step=1"],
        ["range", "long", "How long?", None, "start=0 end=400"],
        head=["type", "name", "label", "relevant", "parameters"],
    )
    assert [q["kind"] for q in found.definition["questions"]] == ["scale"] * 4 + ["comment"]
    assert [o["label"] for o in found.definition["questions"][3]["options"]] == list("01234")
    assert any("is a ranking" in said for said in found.left_out)


# LimeSurvey


def test_a_lime_question_says_that_its_old_conditions_could_not_be_read() -> None:
    row = "<row><qid>1</qid><type>Y</type><title>a</title><question><![CDATA[<p>Safe?</p>]]></question></row>"
    rows = lime(row).replace(
        b"</document>", b"<conditions><rows><row><qid>1</qid></row></rows></conditions></document>"
    )
    found = read("a.lss", rows)
    assert found.definition["questions"][0]["ask"] == "Safe?"
    assert any("“Safe?” was asked only in some cases" in said for said in found.left_out)


# ONS


def test_old_and_new_rules_of_the_ons_are_read() -> None:
    options = [{"label": "Yes", "value": "Yes"}, {"label": "No", "value": "No"}]
    first = {"type": "Question", "question": {"title": "Well?", "answers": [radio("well", options)]}}
    old = [{"when": [{"id": "well", "condition": "equals", "value": "Yes"}]}]
    second = {
        "type": "Question",
        "skip_conditions": old,
        "question": {"title": "Why?", "answers": [text("why")]},
    }
    third = {"type": "Question", "question": {"title": "And?", "answers": [text("and")]}}
    new = {"when": {"in": [{"source": "answers", "identifier": "well"}, ["Yes"]]}}
    sections = [{"groups": [{"blocks": [first, second]}]}, {"enabled": new, "groups": [{"blocks": [third]}]}]
    found = read("a.json", json.dumps({"survey_id": "1", "title": "T", "sections": sections}).encode())
    _, why, more = found.definition["questions"]
    assert why["show-if"] == [{"question": "well", "options": ["no"]}]
    assert more["show-if"] == [{"question": "well", "options": ["yes"]}]


def radio(name: str, options: list[dict[str, str]]) -> dict[str, Any]:
    return {"id": name, "type": "Radio", "options": options}


def text(name: str) -> dict[str, Any]:
    return {"id": name, "type": "TextArea"}
