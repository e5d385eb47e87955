"""The results of a wave in each form say the same numbers, with a mark where one is hidden."""

import csv
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from feedback.adapters.database import Database
from feedback.adapters.lookup import results_of
from feedback.adapters.results import DUMPS, Results, as_json, dump_csv, dump_json, dump_table
from feedback.domain.disclosure import Rules
from tests.adapters.answered import wave_of
from tests.conftest import small_survey


@pytest.fixture(scope="module")
def database(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Read by every test here and changed by none."""
    copy = tmp_path_factory.mktemp("results") / "told-us.sqlite3"
    shutil.copy(sqlite_template, copy)
    made = Database(f"sqlite:///{copy}")
    with made.writing() as session:
        wave_of(session)
        wave_of(session, 12, "Few", made_up=True)
    yield made
    made.close()


@pytest.fixture
def results(database):
    def find(wave: str = "Autumn 2026", by: Sequence[str] = (), published: bool = False) -> Sequence[Results]:
        with database.reading() as session:
            return results_of(session, ("small", wave), by, [], Rules() if published else None)

    return find


def question(found: Results, key: str) -> dict[str, object]:
    (one,) = [q for q in as_json(found)["questions"] if q["key"] == key]
    return one


def test_json_has_its_shape_and_each_number(results):
    (found,) = results()
    whole = json.loads(dump_json([found]))
    assert list(whole) == ["survey", "wave", "responses", "questions"]
    assert (whole["survey"], whole["wave"], whole["responses"]) == ("small", "small-autumn-2026", 40)
    assert [q["key"] for q in whole["questions"]] == [q.key for q in small_survey().questions]
    assert whole["questions"][2] == {
        "key": "help-with",
        "text": "What did we help with?",
        "kind": "choose-several",
        "base": 40,
        "options": [
            {"key": "money", "text": "Money", "count": 20, "percent": 50},
            {"key": "home", "text": "A home", "count": 10, "percent": 25},
            {"key": "none", "text": "None of these", "count": 20, "percent": 50},
        ],
    }
    assert whole["questions"][0]["counted"] == {
        "text": "60% of young people (24 of 40) told us that they feel in control.",
        "count": 24,
        "percent": 60,
    }
    assert whole["questions"][6] == {
        "key": "more", "text": "What else?", "kind": "comment", "base": 1, "options": [],
    }  # fmt: skip


def test_a_hidden_number_is_null_with_its_mark_in_json(results):
    (found,) = results(published=True)
    assert question(found, "safe")["options"] == [
        {"key": "yes", "text": "Yes", "count": None, "percent": None, "mark": "[c]"},
        {"key": "no", "text": "No", "count": None, "percent": None, "mark": "[c]"},
    ]
    assert (question(found, "more")["base"], question(found, "more")["mark"]) == (None, "[c]")
    assert '"count": 38' not in dump_json([found])


def test_a_base_under_30_has_counts_and_no_percentages(results):
    (found,) = results("Few")
    assert question(found, "born")["options"][0] == {
        "key": "old", "text": "2005 or before", "count": 12, "percent": None, "mark": "[u]",
    }  # fmt: skip


def test_made_up_answers_are_called_so_in_json_and_to_read(results):
    assert as_json(*results("Few"))["made_up"] is True
    assert "made_up" not in as_json(*results())
    assert "Made-up answers, for trying Told Us. Not real people." in dump_table(results("Few"))
    assert "Made-up" not in dump_table(results())


def test_a_breakdown_is_a_list_in_json_with_each_group_named(results):
    whole = json.loads(dump_json(results(by=["born"])))
    assert [(w["group"], w["responses"]) for w in whole] == [("2005 or before", 20), ("Later", 20)]


def test_csv_has_a_row_for_each_option_and_for_each_comment_question(results):
    (found,) = results()
    text = dump_csv([found])
    heading, *rows = csv.reader(StringIO(text, newline=""))
    assert heading == [
        *("survey", "wave", "group", "question", "text", "option", "option text", "count", "base", "percent"),
        "made up",
    ]
    start = ["small", "small-autumn-2026", ""]
    assert rows[0] == [*start, "in-control", "I feel in control", "agree", "Agree", "24", "40", "60%", "no"]
    assert rows[-1] == [*start, "more", "What else?", "", "", "", "1", "", "no"]
    assert [(r[3], r[5]) for r in rows] == [
        (q.key, option) for q in small_survey().questions for option in ([o.key for o in q.options] or [""])
    ]
    assert text.count("\r\n") == text.count("\n") == len(rows) + 1


def test_csv_has_a_row_for_the_options_that_are_counted_together(results):
    (found,) = results()
    together = replace(found.findings[0], counted_label="Agree or neither")
    rows = list(csv.reader(StringIO(dump_csv([Results(found.source, [together])]), newline="")))
    assert rows[-1][5:] == ["", "Agree or neither", "24", "40", "60%", "no"]


def test_csv_says_in_each_row_that_answers_are_made_up(results):
    rows = csv.DictReader(StringIO(dump_csv(results("Few")), newline=""))
    assert {r["made up"] for r in rows} == {"yes"}


def test_csv_marks_what_is_hidden_and_names_each_group(results):
    rows = list(csv.DictReader(StringIO(dump_csv(results(published=True)), newline="")))
    assert {(r["count"], r["percent"], r["base"]) for r in rows if r["question"] == "safe"} == {
        ("[c]", "[c]", "40")
    }
    groups = csv.DictReader(StringIO(dump_csv(results(by=["born"])), newline=""))
    assert {r["group"] for r in groups} == {"2005 or before", "Later"}


def test_no_cell_of_a_csv_begins_a_formula(results):
    (found,) = results()
    spoilt = replace(found.findings[0], ask="=1+1", rows=("+Agree", "@Neither", "-Disagree"))
    text = dump_csv([Results(found.source, [spoilt], "@group")])
    rows = list(csv.DictReader(StringIO(text, newline="")))
    assert {(r["text"], r["group"]) for r in rows} == {("'=1+1", "'@group")}
    assert [r["option text"] for r in rows] == ["'+Agree", "'@Neither", "'-Disagree"]


def test_a_table_is_for_reading(results):
    lines = dump_table(results(published=True)).splitlines()
    assert lines[0] == "A small survey, Autumn 2026: 40 responses"
    place = lines.index("I feel in control")
    assert lines[place - 1 : place + 5] == [
        "",
        "I feel in control",
        "  60% of young people (24 of 40) told us that they feel in control.",
        "  Agree          24     60%",
        "  Neither         6     15%",
        "  Disagree       10     25%",
    ]
    assert "  Yes      [c]     [c]" in lines


@pytest.mark.parametrize(("n", "told"), [(None, "a few responses"), (0, "0 responses"), (1, "1 response")])
def test_a_table_says_how_many_responses_as_people_say_it(results, n, told):
    (found,) = results()
    changed = replace(found, source=replace(found.source, responses=n))
    assert dump_table([changed]).splitlines()[0] == f"A small survey, Autumn 2026: {told}"


def test_every_form_says_the_same_counts(results):
    (found,) = results(published=True)
    cells = [c for f in found.findings for c in f.told[0].cells]
    rows = list(csv.DictReader(StringIO(dump_csv([found]), newline="")))
    told = [(r["count"], r["percent"]) for r in rows if r["option"]]
    assert told == [(c.count_text, c.percent_text) for c in cells]
    assert [r["base"] for r in rows if not r["option"]] == [
        "[c]" if f.told[0].base is None else str(f.told[0].base) for f in found.findings if not f.rows
    ]
    options = [o for q in json.loads(dump_json([found]))["questions"] for o in q["options"]]
    assert [o["count"] for o in options] == [c.count for c in cells]
    table = dump_table([found])
    for cell in cells:
        assert f"{cell.count_text:>7}  {cell.percent_text:>6}" in table
    assert set(DUMPS) == {"table", "csv", "json"}
