"""A folder of content is read whole or not at all, and every mistake in it is told at once in plain words."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.adapters.definitions import Mistakes, examine, load
from feedback.adapters.settings import shipped
from feedback.domain.questions import Kind
from tests.adapters.content_files import FRAMEWORK, RIGHT, SURVEY, examined, folder_of, said, survey_with

BROKEN = "title: one: two\n"  # a colon that needs quotes
NOT_A_KEY = "can’t be a key. A key has small letters, digits and single hyphens, such as in-control"
JARGON = "jargon: {key}\ntitle: Words\nsource: A report\nterms: []\n"


def with_survey(text: str) -> dict[str, str | bytes]:
    return {**RIGHT, "club.yaml": text}


def with_framework(text: str) -> dict[str, str | bytes]:
    return {**RIGHT, "frameworks/promises.yaml": text}


# What is right


def test_a_right_folder_is_read_whole(tmp_path):
    content = load(folder_of(tmp_path, {**RIGHT, "jargon.yaml": JARGON.format(key="words")}))
    assert list(content.surveys) == ["club"]
    assert list(content.frameworks) == ["promises"]
    assert content.jargon is not None
    found = content.commitment("pledge-2")
    assert found is not None
    assert [found[0].framework, found[1].words] == ["promises", "We will act"]
    assert content.commitment("pledge-3") is None


def test_keys_and_labels_that_look_like_true_or_numbers_are_words(tmp_path):
    options = "options: [{on: on}, {no: No}, {yes: yes}, {007: 007}]"
    question = f"key: 012\nask: On or off?\nkind: choose-one\n{options}\ntags: pledge-1"
    content, mistakes = examined(tmp_path, with_survey(survey_with(question)))
    assert not mistakes
    asked = content.surveys["club"].question("012")
    assert [(o.key, o.label) for o in asked.options] == [
        ("on", "on"),
        ("no", "No"),
        ("yes", "yes"),
        ("007", "007"),
    ]


def test_show_if_finds_the_answers_no_and_yes(tmp_path):
    question = "key: why\nask: Why?\nkind: comment\nshow-if: {safe: no}\ntags: [pledge-1]"
    content, mistakes = examined(tmp_path, with_survey(survey_with(question)))
    assert not mistakes
    assert content.surveys["club"].question("why").show_if[0].options == ("no",)


def test_a_folded_text_comes_without_control_characters(tmp_path):
    text = SURVEY.replace("title: Club", "title: >-\n  A club\n  for all\nintroduction: |\n  One.\n  Two.\n")
    survey = load(folder_of(tmp_path, with_survey(text))).surveys["club"]
    assert (survey.title, survey.introduction) == ("A club for all", "One.\nTwo.")


def test_no_shipped_text_holds_a_control_character():
    content = load(shipped("surveys"))
    models = [*content.surveys.values(), *content.frameworks.values(), content.jargon]
    # Some scripts need marks that can't be seen: to join letters, and for numbers among right-to-left words.
    marks = "\u200c\u200d\u200e"
    for model in models:
        text = model.model_dump_json().replace("\\n", "")
        assert not [c for c in text if not c.isprintable() and c not in marks]


# Every mistake at once


def test_every_mistake_in_a_survey_is_told_with_its_line_and_what_would_be_right(tmp_path):
    text = """\
survey: Club One
title: [Club]
audience: young people
who-read: The team.
questions:
  - key: safe
    ask: Do you feel safe?
    kind: yesno
    tags: [pledge-1]
  - key: in control
    ask:
    kind: scale
    options: agre
    tags: [pledge-9]
  - key: age
    ask: How old are you?
    kind: number
    options: [{young: Young, to: young}, {old: Old}]
    breakdown: perhaps
  - Is it good?
  - key: last
    ask: Last?
    kind: choose-one
    options:
      - a: A
      - b
      - c: {}
    counts: [z]
    told-us: they are last
    show-if: [safe]
    tags: []
scales:
  agree: [{agree: Agree}, {disagree: Disagree}]
"""
    assert said(tmp_path, with_survey(text)) == [
        f"surveys/club.yaml line {line}: {words}"
        for line, words in [
            (
                1,
                f"“Club One” {NOT_A_KEY}",
            ),
            (2, "“title” should be words; put quotes around them if they look like something else"),
            (3, "“audience” should have keys of its own under it"),
            (4, "“who-read” is not a key that belongs here; did you mean “who-reads”?"),
            (8, f"“kind” says “yesno”. It must be one of: {', '.join(Kind)}"),
            (
                10,
                f"“in control” {NOT_A_KEY}",
            ),
            (11, "“ask” should be words; put quotes around them if they look like something else"),
            (13, "there is no scale called “agre” in “scales”; did you mean “agree”?"),
            (14, "“in control” is tagged “pledge-9”, which is in no framework; did you mean “pledge-2”?"),
            (15, "“age” has no “tags”; name the promise it is about"),
            (
                18,
                "“age”: every band but the last needs a number in “to”: the last one that belongs to it",
            ),
            (19, "“breakdown” should be true or false"),
            (20, "a question is a set of keys: “key”, “ask”, “kind” and so on"),
            (21, "“last” has no “tags”; name the promise it is about"),
            (26, "an option is written as “key: Words that people see”, such as “agree: Agree”"),
            (27, "“c” needs words after it; put quotes around true, false and null"),
            (30, "“show-if” names an earlier question and the answers that lead here"),
        ]
    ]


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        ("kind: comment\nshow-if: {saef: yes}", 16, "“saef” is not a question that comes before it"),
        ("kind: comment\nshow-if: {safe: [maybe]}", 16, "“maybe” is not an option of “safe”"),
        ("kind: choose-one\noptions: [{b: B}]", 16, "give at least two options"),
        ("kind: choose-one\noptions: [{b: B}, {b: C}]", 16, "“b” is there twice"),
        ("kind: choose-one\noptions:", 16, "options are a list"),
        ("kind: number\noptions: [{b: B, to: [1]}, {c: C}]", 16, "“to” should be a number, or a date"),
        (
            "kind: comment\ntold_as: x",
            16,
            "“told_as” is not a key that belongs here; did you mean “told-us”?",
        ),
        ("kind: comment\nto: 3", 16, "“to” is not a key that belongs here"),
        ("kind: comment\ncounts: {a: b}", 16, "“counts” should be a list"),
        (f"kind: comment\nhint: {'x' * 2001}", 16, "“hint” is too long: at most 2000 are allowed"),
        ("kind: comment\nhint: ''", 16, "“hint” is empty; write its words, or take it out"),
        ("kind: comment\nkey: b", 16, "“key” is here a second time"),
    ],
)
def test_a_mistake_in_a_question_is_told_at_its_own_line_and_nothing_else_is(tmp_path, lines, line, words):
    question = f"key: a\nask: A\ntags: [pledge-1]\n{lines}"
    (mistake,) = examined(tmp_path, with_survey(survey_with(question)))[1]
    assert mistake.line == line
    assert words in mistake.said


def test_two_questions_with_one_key_are_told(tmp_path):
    question = "key: safe\nask: Again?\nkind: comment\ntags: [pledge-1]"
    assert said(tmp_path, with_survey(survey_with(question))) == [
        "surveys/club.yaml line 12: two questions have the key “safe”; each needs a key of its own"
    ]


def test_a_wrong_scale_is_told_once_where_it_is_and_not_at_each_question_that_uses_it(tmp_path):
    question = (
        "key: {}\nask: A\nkind: scale\noptions: agree\ncounts: [agree]\ntold-us: they agree\ntags: [pledge-1]"
    )
    text = survey_with(question.format("a")) + survey_with(question.format("b"))[len(SURVEY) :]
    text += "scales:\n  agree:\n    - agree: ~\n    - disagree: Disagree\n  other:\n    - BAD: Bad\n"
    assert said(tmp_path, with_survey(text)) == [
        "surveys/club.yaml line 28: “agree” needs words after it; put quotes around true, false and null",
        f"surveys/club.yaml line 31: “BAD” {NOT_A_KEY}",
    ]


def test_a_wrong_option_brings_no_mistakes_that_are_not_there(tmp_path):
    lines = "options: [good, bad]\ncounts: [good]\ntold-us: they are\ntags: [pledge-1]"
    question = f"key: a\nask: A\nkind: choose-one\n{lines}"
    hangs_on_it = "key: b\nask: B\nkind: comment\nshow-if: {a: bad}\ntags: [pledge-1]"
    text = survey_with(question) + survey_with(hangs_on_it)[len(SURVEY) :]
    assert {m.said for m in examined(tmp_path, with_survey(text))[1]} == {
        "an option is written as “key: Words that people see”, such as “agree: Agree”"
    }


def test_a_mistake_is_told_on_one_line_even_where_its_words_were_on_two(tmp_path):
    (mistake,) = said(tmp_path, with_survey(SURVEY.replace("survey: club", 'survey: "two\n\n  lines"')))
    assert mistake == f"surveys/club.yaml line 1: “two lines” {NOT_A_KEY}"


def test_a_long_wrong_text_is_cut_where_it_is_told(tmp_path):
    (mistake,) = said(tmp_path, with_survey(SURVEY.replace("kind: yes-no", f"kind: {'y' * 5000}")))
    assert len(mistake) < 300


@pytest.mark.parametrize("questions", ["questions: []\n", "questions:\n", "questions: {a: b}\n", ""])
def test_a_survey_with_no_questions_is_told(tmp_path, questions):
    text = SURVEY.split("questions:")[0] + questions
    assert [m.said for m in examined(tmp_path, with_survey(text))[1]] == [
        "“questions” should be a list with at least one question in it"
    ]


# Several files


def test_several_wrong_files_are_each_told_and_the_right_ones_are_still_read(tmp_path):
    files = {
        **RIGHT,
        "a.yaml": BROKEN,
        "b.yaml": SURVEY.replace("club", "second").replace("yes-no", "yesno"),
        "c.yaml": "",
        "d.yaml": "- a list\n",
        "e.yaml": "colour: red\n",
        "f.yaml": b"\xff\xfe",
        "g.yml": SURVEY,
        "third.yaml": SURVEY.replace("club", "third"),
    }
    content, mistakes = examined(tmp_path, files)
    assert list(content.surveys) == ["club", "third"]
    assert list(content.frameworks) == ["promises"]
    assert [m.file.removeprefix("surveys/") for m in mistakes] == [
        "a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.yaml", "f.yaml", "g.yml",
    ]  # fmt: skip
    assert mistakes[3].said == "the file should begin with a key such as “survey:” or “framework:”"
    known = "“survey:”, “framework:”, “jargon:”, “pictures:” or “harm:”"
    assert mistakes[4].said == f"the file needs {known} with a key of its own"
    assert mistakes[6].said == "end the file’s name in .yaml, or it is not read"


def test_one_mistake_anywhere_and_nothing_is_loaded(tmp_path):
    folder = folder_of(tmp_path, {**RIGHT, "c.yaml": "", "a.yaml": BROKEN})
    with pytest.raises(Mistakes) as raised:
        load(folder)
    assert [m.file for m in raised.value.found] == ["surveys/a.yaml", "surveys/c.yaml"]
    assert len(str(raised.value).splitlines()) == 2


def test_a_folder_without_content_is_a_mistake(tmp_path):
    (tmp_path / "surveys").mkdir()
    for folder in (tmp_path / "surveys", tmp_path / "nothing"):
        with pytest.raises(Mistakes, match="there are no content files"):
            load(folder)


def test_a_survey_or_framework_that_is_there_twice_is_told_with_the_other_file(tmp_path):
    files = {**RIGHT, "again.yaml": SURVEY, "frameworks/again.yaml": FRAMEWORK}
    assert said(tmp_path, files)[:2] == [
        "surveys/club.yaml line 1: surveys/again.yaml is a survey called “club” already",
        "surveys/frameworks/promises.yaml line 1: "
        "surveys/frameworks/again.yaml is a framework called “promises” already",
    ]


def test_a_second_jargon_buster_is_told_and_does_not_take_the_place_of_the_first(tmp_path):
    files = {**RIGHT, "a.yaml": JARGON.format(key="first"), "b.yaml": JARGON.format(key="second")}
    content, mistakes = examined(tmp_path, files)
    assert [str(m) for m in mistakes] == [
        "surveys/b.yaml line 1: surveys/a.yaml is the jargon buster already"
    ]
    assert content.jargon is not None
    assert content.jargon.jargon == "first"


# Tags and promises


def test_a_tag_or_framework_that_is_nowhere_is_told_with_the_nearest(tmp_path):
    text = SURVEY.replace("framework: promises", "framework: promise").replace(
        "[pledge-1]", "[pledge-1, plegde-2]"
    )
    assert said(tmp_path, with_survey(text)) == [
        "surveys/club.yaml line 4: there is no framework called “promise”; did you mean “promises”?",
        "surveys/club.yaml line 11: "
        "“safe” is tagged “plegde-2”, which is in no framework; did you mean “pledge-2”?",
    ]


def test_the_mistake_that_the_readme_shows_is_told_in_those_words(tmp_path):
    readme = (shipped("surveys") / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^    (surveys/youth-club\.yaml line .*)$", readme, re.MULTILINE)
    (example,) = re.findall(r"```yaml\n(survey: youth-club.*?)```", readme, re.DOTALL)
    shutil.copytree(shipped("surveys") / "frameworks", tmp_path / "surveys")
    assert said(tmp_path, {"youth-club.yaml": example.replace("[pledge-6]", "[pledge-7]", 1)}) == [shown]


def test_a_commitment_key_that_is_used_twice_is_told_in_one_framework_or_two(tmp_path):
    other = FRAMEWORK.replace("framework: promises", "framework: other").replace("pledge-2", "pledge-3")
    files = {"a.yaml": FRAMEWORK.replace("pledge-2", "pledge-1"), "b.yaml": other, "club.yaml": SURVEY}
    assert said(tmp_path, files) == [
        "surveys/a.yaml line 11: the key “pledge-1” is used already, in surveys/a.yaml",
        "surveys/b.yaml line 7: the key “pledge-1” is used already, in surveys/a.yaml",
    ]


def test_a_belief_that_leads_nowhere_is_told(tmp_path):
    visions = "visions:\n  - title: A\n    source: B\n    beliefs:\n"
    visions += "      - words: W\n        means: M\n        commitments: [pledge-1, pledge-x]\n"
    assert said(tmp_path, with_framework(FRAMEWORK + visions)) == [
        "surveys/frameworks/promises.yaml line 21: "
        "“pledge-x” is not a commitment of any framework; did you mean “pledge-2”?"
    ]


@pytest.mark.parametrize(
    ("framework", "line", "words"),
    [
        (FRAMEWORK.replace("number: 2", "number: two"), 12, "“number” should be a whole number"),
        (FRAMEWORK.replace("number: 2", "number: 0"), 12, "“number” should be 1 or more"),
        (FRAMEWORK.replace("    name: Two\n", ""), 11, "“name” is missing"),
        (FRAMEWORK.replace("council: Here\n", ""), 1, "“council” is missing"),
        (FRAMEWORK.replace("title: Promises", BROKEN.strip()), 2, "this is not YAML as it should be"),
        (FRAMEWORK + "title: Again\n", 15, "“title” is here a second time"),
        ("", 1, "the file is empty"),
        (b"\xff\xfe", 1, "the file is not saved as UTF-8"),
    ],
)
def test_a_wrong_framework_is_told_and_the_tags_to_it_are_not_called_wrong(tmp_path, framework, line, words):
    (mistake,) = examined(tmp_path, with_framework(framework))[1]
    assert (mistake.file, mistake.line) == ("surveys/frameworks/promises.yaml", line)
    assert words in mistake.said


def test_a_survey_that_cannot_be_read_hides_no_wrong_tag_of_another(tmp_path):
    files = {**RIGHT, "a.yaml": f"survey: a\n{BROKEN}", "club.yaml": SURVEY.replace("pledge-1", "elsewhere")}
    assert [m.file for m in examined(tmp_path, files)[1]] == ["surveys/a.yaml", "surveys/club.yaml"]


# Some files alone


def test_a_file_is_checked_as_if_it_stood_in_the_folder(tmp_path):
    folder = folder_of(tmp_path, {**RIGHT, "wrong.yaml": BROKEN})
    draft = tmp_path / "draft.yaml"
    draft.write_text(SURVEY.replace("pledge-1", "pledge-2"))
    content, mistakes = examine(folder, [draft])
    assert not mistakes
    assert content.surveys["club"].questions[0].tags == ("pledge-2",)
    draft.write_text(SURVEY.replace("yes-no", "yesno"))
    assert [m.file for m in examine(folder, [draft])[1]] == ["draft.yaml"]


def test_a_file_that_is_not_there_is_told_by_the_name_that_was_given(tmp_path):
    folder = folder_of(tmp_path, RIGHT)
    (mistake,) = examine(folder, [Path("nothing.yaml")])[1]
    assert str(mistake) == "nothing.yaml line 1: the file can’t be opened: No such file or directory"


# Anything at all

_LINES = [*SURVEY.splitlines(), *FRAMEWORK.splitlines(), *JARGON.splitlines()]
_PIECES = [
    *"-:?[]{},#&*!|>'\"%@`\\ \n\t~",
    "\n  ",
    "\n- ",
    "\n    ",
    "a",
    "*a",
    "&a ",
    "<<",
    "!!int ",
    "!!set ",
    "---\n",
]
_PIECES += [
    "...\n",
    "%YAML 1.1\n",
    "%TAG ! ",
    "\\U00110000",
    "\\x",
    "1e9",
    ".inf",
    "\x85",
    "\u2028",
    "\ufeff",
    "\0",
    "null",
]
_soup = st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)
_spoilt = st.tuples(st.sampled_from(_LINES), _soup).map(lambda pair: f"{pair[0].split(':')[0]}: {pair[1]}")
_nearly = st.lists(st.one_of(st.sampled_from(_LINES), _spoilt, _soup), max_size=25).map("\n".join)
_texts = st.one_of(st.text(), _soup, _nearly).map(lambda text: text.encode("utf-8", "surrogatepass"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.one_of(_texts, st.binary()))
def test_no_text_whatsoever_makes_a_check_fail_or_pass_unread(tmp_path, raw):
    content, mistakes = examine(folder_of(tmp_path, {"a.yaml": raw}))
    assert mistakes or content.surveys or content.frameworks or content.jargon
    for mistake in mistakes:
        assert mistake.line >= 1
        assert str(mistake).encode()
        assert len(str(mistake).split("\n")) == 1


def test_the_shipped_folder_is_right_wherever_it_stands(tmp_path):
    shutil.copytree(shipped("surveys"), tmp_path / "elsewhere")
    assert examine(tmp_path / "elsewhere")[1] == []


def test_a_folder_without_lists_of_words_of_harm_has_those_that_ship(tmp_path):
    assert set(load(folder_of(tmp_path, RIGHT)).harm.languages) >= {"en", "ar", "ti"}


def test_a_folder_with_a_list_of_words_of_harm_has_that_alone_and_is_told_what_is_wrong_in_it(tmp_path):
    harm = "harm: en\nstatus: drafted\non: 2026-11-22\nwords:\n  - to die\n"
    assert load(folder_of(tmp_path, {**RIGHT, "harm.yaml": harm})).harm.languages == ("en",)
    wrong = {**RIGHT, "harm.yaml": f"{harm}  - (a|b to die\n", "more.yaml": harm}
    _, mistakes = examine(folder_of(tmp_path, wrong))
    assert any("bracket" in m.said and m.file == "surveys/harm.yaml" for m in mistakes)
