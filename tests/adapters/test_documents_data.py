"""CSV, JSON and Markdown: what a spreadsheet, a program and a Markdown reader make of them."""

import json

import pytest

from feedback.adapters.documents import FORMATS
from feedback.adapters.documents.as_csv import COLUMNS
from feedback.adapters.documents.as_markdown import plain
from feedback.domain.sections import Reached
from tests.adapters.documents_readers import csv_rows
from tests.adapters.documents_samples import (
    by_hand,
    comments,
    finding,
    heard,
    nothing_asked,
    said,
    source,
    thick,
)


def rows(*sections):
    return csv_rows(FORMATS["csv"].write(sections or [by_hand()]))


def data(*sections):
    return json.loads(FORMATS["json"].write(sections or [by_hand()]))


def markdown(*sections):
    return FORMATS["md"].write(sections or [by_hand()]).decode()


# CSV


def test_csv_is_as_excel_wants_it():
    written = FORMATS["csv"].write([by_hand()])
    assert written.startswith(b"\xef\xbb\xbfcouncil,framework,commitment,survey,survey_title,wave,wave_name,")
    assert (
        written.count(b"\r\n") == written.count(b"\n") == 1 + 8 + 1 + 3 + 2
    )  # cells, the base of a comment, sentences, notes


def test_csv_has_the_columns_that_were_promised():
    assert ",".join(COLUMNS) == (
        "council,framework,commitment,survey,survey_title,wave,wave_name,wave_mark,opens,closes,responses,table,"
        "question,question_text,group_question,group,option,count,base,percent,mark,percent_mark,words,identity,"
        "made_up"
    )


def test_csv_has_a_row_for_every_cell():
    first, *_ = rows()
    assert first == {
        "council": "Cheshire East",
        "framework": "Our Pledges 2022-26",
        "commitment": "pledge-5",
        "survey": "care-leavers",
        "survey_title": "Care leavers survey",
        "wave": "care-leavers-autumn-2026",
        "wave_name": "autumn 2026",
        "wave_mark": "",
        "opens": "2026-11-02",
        "closes": "2026-12-20",
        "responses": "64",
        "table": "answers",
        "question": "in-control",
        "question_text": "I feel in control of my life",
        "group_question": "",
        "group": "",
        "option": "Agree",
        "count": "31",
        "base": "60",
        "percent": "52",
        "mark": "",
        "percent_mark": "",
        "words": "",
        "identity": "care-leavers-autumn-2026/in-control/option-0",
        "made_up": "no",
    }


def test_csv_marks_what_is_hidden_and_what_was_not_asked():
    older = [r for r in rows() if r["wave_name"] == "autumn 2025" and r["option"]]
    assert [(r["count"], r["mark"], r["percent_mark"], r["base"]) for r in older] == [
        ("23", "", "", "[c]"),
        ("", "[c]", "[c]", "[c]"),
        ("", "[z]", "[z]", "[c]"),
        ("", "[c]", "[c]", "[c]"),
    ]
    assert rows(by_hand(findings=(finding(told=(finding().told[1],)),)))[0]["responses"] == "76"


def test_csv_hides_the_number_of_responses():
    told = finding().told[0]
    hidden = finding(told=(type(told)(source(responses=None), "Said.", 60, told.cells),), counted_label=None)
    assert rows(by_hand(findings=(hidden,)))[0]["responses"] == "[c]"


def test_csv_has_the_base_of_a_question_in_words():
    row, *_ = rows(by_hand(findings=(comments(),)))
    assert (row["option"], row["count"], row["base"]) == ("", "", "23")
    assert row["identity"] == "care-leavers-autumn-2026/what-would-help"


def test_csv_has_a_row_for_every_cell_of_a_breakdown():
    groups = [r for r in rows(thick()) if r["table"] == "groups" and r["question"] == "in-control"]
    assert len(groups) == 3 * 4
    shown = ("group_question", "group", "option", "count", "base", "percent", "mark", "percent_mark")
    assert [tuple(r[k] for k in shown) for r in groups[3:6]] == [
        ("How old are you?", "16 or 17", "Agree or neither", "32", "40", "80", "", ""),
        ("How old are you?", "18 to 20", "Agree", "", "20", "", "[c]", "[c]"),
        ("How old are you?", "18 to 20", "Neither", "6", "20", "", "", "[u]"),
    ]
    assert groups[0]["identity"] == "care-leavers-autumn-2026/in-control/option-0?age=16-17"
    assert {r["wave"] for r in groups} == {"care-leavers-autumn-2026"}


def test_csv_has_a_row_for_every_group_that_could_have_answered():
    heard = [r for r in rows(thick()) if r["table"] == "heard"]
    shown = ("group_question", "group", "count", "base", "percent", "mark", "percent_mark", "question")
    assert [tuple(r[k] for k in shown) for r in heard] == [
        ("How old are you?", "16 or 17", "40", "60", "67", "", "", ""),
        ("How old are you?", "18 to 20", "", "150", "", "[c]", "[c]", ""),
        ("How old are you?", "21 or over", "12", "[z]", "", "", "[z]", ""),
    ]


def test_csv_has_the_words_around_the_numbers_in_rows_of_their_own():
    said = [r for r in rows(thick()) if r["table"] == "words"]
    assert not [r for r in said if r["count"] or r["base"] or r["mark"]]
    (aside,) = [r for r in said if r["words"].startswith("The share would")]
    assert (aside["wave_name"], aside["question"]) == ("autumn 2026", "in-control")
    assert [r["words"] for r in said if not r["wave"]] == list(thick().notes)


def test_csv_marks_a_wave_that_the_next_one_does_not_compare_with():
    marks = {r["wave_name"]: r["wave_mark"] for r in rows(thick()) if r["question"] == "in-control"}
    assert marks == {"autumn 2026": "", "autumn 2025": "[b]", "autumn 2024": ""}


def test_csv_has_the_number_of_a_pooled_figure():
    first, *_ = [r for r in rows(thick()) if r["question"] == "all-in-all"]
    assert (first["option"], first["count"], first["base"], first["percent"]) == (
        *("Three questions as one", "183", "226"),
        "81",
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＠"])
def test_a_spreadsheet_runs_nothing(start):
    danger = f"{start}HYPERLINK(1)"
    row = rows(
        by_hand(council=danger, findings=(finding(ask=danger, rows=(danger, "Neither", "Disagree")),))
    )[0]
    assert {row["council"], row["question_text"], row["option"]} == {f"'{danger}"}


def test_a_spreadsheet_runs_nothing_after_a_tab_either():
    assert rows(by_hand(council="\t=1", findings=(finding(),)))[0]["council"] == "'=1"


# JSON


def test_json_has_the_same_keys_whatever_is_hidden():
    first, second = data()["sections"][0]["findings"][0]["waves"]
    assert first.keys() == second.keys()
    keys = {frozenset(cell) for wave in (first, second) for cell in (*wave["options"], wave["together"])}
    assert len(keys) == 1
    assert data()["sections"][0].keys() == data(nothing_asked())["sections"][0].keys()


def test_json_has_null_and_a_mark_for_what_is_hidden():
    older = data()["sections"][0]["findings"][0]["waves"][1]
    assert (older["base"], older["mark"]) == (None, "[c]")
    hidden = older["options"][1]
    assert (hidden["count"], hidden["mark"], hidden["percent"], hidden["percent_mark"]) == (
        None,
        "[c]",
        None,
        "[c]",
    )
    shown = older["options"][0]
    assert (shown["count"], shown["mark"], shown["percent"], shown["percent_mark"]) == (23, None, 38, None)
    few = data()["sections"][0]["sources"][1]
    assert (few["responses"], few["mark"]) == (None, "[c]")


def test_json_says_what_was_asked_quoted_and_noted():
    (section,) = data()["sections"]
    assert section["heading"] == "Pledge 5: We will prepare you for adulthood"
    assert section["quotes"][0]["words"] == "Someone to ask.\nBefore, not after."
    assert section["notes"] == list(by_hand().notes)
    assert section["nothing_asked"] is None
    assert (
        data(nothing_asked())["sections"][0]["nothing_asked"]
        == "Nothing has been asked about this pledge yet."
    )


def test_json_keeps_the_decimal_that_is_printed():
    told = finding().told[0]
    cell = type(told.cells[0])(500, "50.0")
    one = finding(told=(type(told)(source(), "Said.", 1000, (cell,) * 3),), counted_label=None)
    assert b'"percent": 50.0,' in FORMATS["json"].write([by_hand(findings=(one,))])


def test_json_has_groups_change_asides_and_who_was_heard():
    (section,) = data(thick())["sections"]
    first, second, *_ = section["findings"]
    assert first["change"] == "It went up, from 83% (50 of 60) to 85% (51 of 60)."
    assert second["change"] is None
    assert [w["wave_mark"] for w in first["waves"]] == [None, "[b]", None]
    assert first["waves"][0]["asides"] == [
        "The share would probably be between 74% and 92%.",
        "We didn’t hear from all.",
    ]
    (by_age,) = first["breakdowns"]
    assert by_age["by"] == ["How old are you?"]
    told, few, hidden = by_age["groups"]
    assert (told["base"], told["options"][0]["count"], told["options"][0]["percent"]) == (40, 20, 50)
    assert (few["options"][1]["count"], few["options"][1]["percent_mark"]) == (6, "[u]")
    assert (hidden["base"], hidden["mark"], hidden["options"][0]["mark"]) == (None, "[c]", "[c]")
    heard, whole = section["heard"]
    assert (heard["groups"][0]["answered"], heard["groups"][0]["people"]) == (40, 60)
    assert (heard["groups"][2]["people"], heard["groups"][2]["people_mark"]) == (None, "[z]")
    assert (whole["by"], whole["groups"]) == ("", [])
    assert whole["sentences"] == ["64 of 210 care leavers answered: 30%."]


def test_a_hidden_total_of_a_group_is_marked_as_hidden():
    row = Reached("Under 18", 12, None, None, rate_mark="[c]", identity="w/age/u", people_mark="[c]")
    section = by_hand(heard=(heard(rows=(row,)),))
    (group,) = data(section)["sections"][0]["heard"][0]["groups"]
    assert (group["people"], group["people_mark"], group["percent_mark"]) == (None, "[c]", "[c]")
    (found,) = [r for r in rows(section) if r["identity"] == "w/age/u"]
    assert (found["count"], found["base"], found["percent_mark"]) == ("12", "[c]", "[c]")


def test_json_has_the_number_of_a_pooled_figure():
    pooled = data(thick())["sections"][0]["findings"][2]["waves"][0]
    assert (pooled["base"], pooled["options"]) == (226, [])
    assert (pooled["together"]["count"], pooled["together"]["percent"]) == (183, 81)


# Markdown


def test_markdown_has_a_caption_above_each_table():
    text = markdown(thick())
    assert (
        "\n\nHow people answered, by “How old are you?”: Care leavers survey, autumn 2026\n\n"
        "| Answer | 16 or 17 | 18 to 20 | Didn’t say |\n"
        "| --- | ---: | ---: | ---: |\n"
        "| Agree | 50% (20) | \\[c\\] | \\[c\\] |\n"
        "| Neither | 30% (12) | \\[u\\] (6) | \\[c\\] |\n"
    ) in text
    assert "| Group | Answered | Out of | Percent |\n" in text


def test_markdown_has_headings_a_table_and_quotes():
    text = markdown()
    assert text.startswith("# Pledge 5: We will prepare you for adulthood\n\n")
    assert "\n\n## What young people told us\n\n- 64 care leavers" in text
    assert "\n\n### I feel in control of my life\n\n**Autumn 2026:** 52% of care leavers (31 of 60)" in text
    assert (
        "| Answer | Autumn 2026: people | Autumn 2026: percent "
        "| Autumn 2025: people | Autumn 2025: percent |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| Agree | 31 | 52% | 23 | 38% |\n"
    ) in text
    assert "| People who answered | 60 |  | \\[c\\] |  |\n\n" in text
    assert "> Someone to ask.  \n> Before, not after.\n>\n> — Care leavers survey, autumn 2026\n" in text


def test_markdown_of_several_sections_goes_a_level_down():
    text = markdown(by_hand(), nothing_asked())
    assert text.startswith("# Our Pledges 2022-26\n\n## Pledge 5")
    assert "\n### What young people told us\n" in text


@pytest.mark.parametrize(
    ("given", "escaped"),
    [
        ("a | b", r"a \| b"),
        ("<script>", r"\<script\>"),
        ("*bold* _too_ `code`", r"\*bold\* \_too\_ \`code\`"),
        ("[a](b) ![c](d)", r"\[a\](b) !\[c\](d)"),
        ("# not a heading", r"\# not a heading"),
        ("- not a list", r"\- not a list"),
        ("1. not a list", r"1\. not a list"),
        ("2) not a list", r"2\) not a list"),
        ("--- not a line", r"\--- not a line"),
        ("&amp; ~x~ $y$ \\", r"\&amp; \~x\~ \$y\$ \\"),
        ("well-known, 87% (66 of 76)", "well-known, 87% (66 of 76)"),
    ],
)
def test_words_are_words_in_markdown(given, escaped):
    assert plain(given) == escaped


def test_a_quote_that_looks_like_markdown_is_a_quote():
    text = markdown(by_hand(quotes=(said("# Loud\n- and\n> nested"),)))
    assert "> \\# Loud  \n> \\- and  \n> \\> nested\n" in text
