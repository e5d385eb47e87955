"""The commands that bring surveys in and take surveys and answers out, as they are typed."""

import csv
import stat
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import select

from feedback.adapters import all_answers
from feedback.adapters.database import Database
from feedback.adapters.definitions import load
from feedback.adapters.store import responses
from feedback.adapters.store.opening import open_survey
from feedback.adapters.survey_formats import read
from feedback.adapters.tables_people import Audit
from feedback.domain.journey import Answer
from feedback.domain.surveys import Survey
from tests.adapters.answered import PEOPLE, wave_of
from tests.adapters.test_survey_formats_hostile import LINE, lime
from tests.conftest import TODAY, Council, small_survey

WAVE = "small-autumn-2026"


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(path.read_text("utf-8-sig"), newline="")))


@pytest.fixture
def answered(stored: Database) -> Database:
    """The command's database, with a wave that forty people answered."""
    with stored.writing() as session:
        wave_of(session)
    return stored


# Bringing in


def test_a_survey_is_shown_and_nothing_is_written_without_a_file_to_write(toldus, tmp_path):
    file = tmp_path / "a.lss"
    file.write_bytes(lime(LINE.format(n=1, words="Are you &lt;b&gt;well&lt;/b&gt;?")))
    said = toldus("bring-in-survey", str(file)).stdout
    assert "LimeSurvey: “A survey brought in”, 1 question." in said
    assert "1. Are you well? [well: comment]" in said
    assert "- Another tool’s file can’t say which promise" in said
    assert "Nothing was written." in said
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["a.lss"]


def test_a_survey_that_is_brought_in_with_a_tag_passes_the_check(toldus, tmp_path):
    file, written = tmp_path / "a.lss", tmp_path / "a.yaml"
    file.write_bytes(lime())
    words = ("--key", "our-survey", "--tag", "pledge-1", "-o", str(written))
    assert toldus("bring-in-survey", str(file), *words).exit_code == 0
    assert toldus("check", str(written)).exit_code == 0
    assert Survey.model_validate(read("a", written.read_bytes()).definition).survey == "our-survey"


@pytest.mark.parametrize(
    ("content", "words", "said"),
    [
        (b"", (), "The file is empty. Nothing was stored or changed."),
        (b"PK\x03\x04", (), "only part of it was copied"),
        (lime(), ("--key", "Not a key"), "small letters, digits and single hyphens"),
        (lime(), ("-o", "no/such/folder/a.yaml"), "can’t be written"),
        (None, (), "can’t be read"),
    ],
)
def test_what_cannot_be_brought_in_is_said_in_plain_words(toldus, tmp_path, content, words, said):
    file = tmp_path / "a.lss"
    if content is not None:
        file.write_bytes(content)
    result = toldus("bring-in-survey", str(file), *words)
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.output


# Taking a survey out


@pytest.mark.parametrize("kind", ["yaml", "xlsform", "ddi"])
def test_a_survey_of_the_content_folder_is_taken_out_whole(toldus, stored, tmp_path, kind):
    out = tmp_path / "out"
    assert toldus("take-out-survey", "care-leavers", "--as", kind, "-o", str(out)).exit_code == 0
    survey = load(Path("surveys")).surveys["care-leavers"]
    found = Survey.model_validate(read("out", out.read_bytes()).definition)
    assert [q.ask for q in found.questions] == [q.ask for q in survey.questions]
    if kind == "yaml":
        assert found == survey


def test_a_wave_is_taken_out_as_it_was_asked_then(toldus, stored, tmp_path):
    with stored.writing() as session:
        open_survey(session, small_survey(title="First"), "Autumn 2026", (TODAY, TODAY), TODAY, True)
        open_survey(session, small_survey(title="Second"), "Spring 2027", (TODAY, TODAY), TODAY)
    out = tmp_path / "out.xml"
    assert toldus("take-out-survey", WAVE, "--as", "ddi", "-o", str(out)).exit_code == 0
    assert "<titl>First</titl>" in out.read_text()
    assert "made up" in out.read_text()
    assert toldus("take-out-survey", "small", "--as", "ddi", "-o", str(out)).exit_code == 0
    assert "<titl>Second</titl>" in out.read_text()
    assert "made up" not in out.read_text()
    assert toldus("take-out-survey", "small", "--edition", "1", "--as", "ddi", "-o", str(out)).exit_code == 0
    assert "<titl>First</titl>" in out.read_text()


@pytest.mark.parametrize("words", [("nothing",), ("care-leavers", "--edition", "7")])
def test_a_survey_that_is_not_there_is_named_with_those_that_are(toldus, stored, tmp_path, words):
    result = toldus("take-out-survey", *words, "--as", "yaml", "-o", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "There are: care-leavers" in result.stderr
    assert not (tmp_path / "out").exists()


# Taking answers out


def test_all_answers_come_out_as_they_were_given_and_in_no_order(toldus, answered, tmp_path):
    out = tmp_path / "all.csv"
    assert toldus("take-out-answers", WAVE, "-o", str(out)).exit_code == 0
    rows = table(out)
    assert len(rows) == PEOPLE
    count = {value: sum(r["in-control"] == value for r in rows) for value in ("agree", "neither", "disagree")}
    assert count == {"agree": 24, "neither": 6, "disagree": 10}
    assert sum(r["help-with.money"] == "1" for r in rows) == 20
    assert sum(r["help-with.home"] == "1" for r in rows) == 10
    assert sum(r["moves"] == "[s]" for r in rows) == 10
    assert sum(r["what-would-help"] == "[z]" for r in rows) == 30
    assert sum(r["what-would-help"] == "1" for r in rows) == 10
    came = [r["in-control"] for r in rows]
    assert came != ["agree"] * 24 + ["neither"] * 6 + ["disagree"] * 10
    assert toldus("take-out-answers", WAVE, "-o", str(tmp_path / "again.csv")).exit_code == 0
    assert table(tmp_path / "again.csv") == rows


def test_no_words_no_day_and_no_language_are_in_any_of_the_files(toldus, answered, tmp_path):
    out = tmp_path / "all.csv"
    assert toldus("take-out-answers", WAVE, "-o", str(out)).exit_code == 0
    files = {p.name: p for p in tmp_path.iterdir() if p.is_file()}
    assert set(files) == {"all.csv", "all.sps", "all-dictionary.csv"}
    for path in files.values():
        text = path.read_text("utf-8-sig")
        assert "Help 3" not in text
        assert "=1+1" not in text
        assert "2026" not in text
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(table(out)[0]) == [
        *("in-control", "what-would-help", "help-with.money", "help-with.home", "help-with.none"),
        *("moves", "born", "safe", "more"),
    ]


def test_comments_that_may_be_shown_are_a_list_of_their_own_and_no_others(toldus, answered, tmp_path):
    out = tmp_path / "all.csv"
    assert toldus("take-out-answers", WAVE, "--comments", "-o", str(out)).exit_code == 0
    assert table(tmp_path / "all-comments.csv") == [{"question": "more", "words": "'=1+1"}]


def test_the_dictionary_and_the_commands_explain_every_column_and_value(toldus, answered, tmp_path):
    out = tmp_path / "all.csv"
    assert toldus("take-out-answers", WAVE, "-o", str(out)).exit_code == 0
    listed = table(tmp_path / "all-dictionary.csv")
    known = {(r["column"], r["value"]) for r in listed}
    assert all((name, value) in known for row in table(out) for name, value in row.items())
    assert {r["value_means"] for r in listed if r["column"] == "safe"} >= {"Yes", "No"}
    commands = (tmp_path / "all.sps").read_text("utf-8-sig")
    assert "/FILE='all.csv'" in commands
    assert "  in_control A8\n" in commands
    assert "VALUE LABELS help_with.money\n  '1' 'Ticked'" in commands
    assert "MISSING VALUES help_with.money ('[z]', '[s]')." in commands


def test_taking_answers_out_is_in_the_audit_log(toldus, answered, tmp_path):
    toldus("take-out-answers", WAVE, "-o", str(tmp_path / "all.csv"))
    with answered.reading() as session:
        logged = session.scalars(select(Audit)).all()
        assert [(a.who, a.act, a.about) for a in logged] == [
            ("the toldus command", "took out all answers", WAVE)
        ]


@pytest.mark.parametrize(
    ("wave", "name", "said"),
    [
        ("nothing", "all.csv", "There is no wave “nothing”. There are: small"),
        (WAVE, "all.txt", "end in .csv"),
    ],
)
def test_answers_that_cannot_be_taken_out_are_said_and_nothing_is_written(
    toldus, answered, tmp_path, wave, name, said
):
    result = toldus("take-out-answers", wave, "-o", str(tmp_path / name))
    assert result.exit_code == 1
    assert said in result.stderr
    assert not (tmp_path / name).exists()


def test_a_wave_of_two_editions_has_the_columns_of_both(council: Council):
    with council.database.writing() as session:
        first, second = small_survey(), small_survey(title="Mended")
        second = second.model_copy(update={"questions": second.questions[4:]})
        wave = open_survey(session, first, "Autumn 2026", (TODAY, TODAY), TODAY)
        how = responses.Circumstances(TODAY)
        responses.add(session, wave, first, [responses.Sent({"in-control": Answer(("agree",))}, {})], how)
        wave = open_survey(session, second, "Autumn 2026", (TODAY, TODAY), TODAY)
        responses.add(session, wave, second, [responses.Sent({"safe": Answer(("no",))}, {})], how)
        found = all_answers.gather(session, wave)
    names = [c.name for c in found.columns]
    assert set(names) == {c.name for q in first.questions for c in all_answers._columns(q)}
    pairs = sorted((row[names.index("in-control")], row[names.index("safe")]) for row in found.rows)
    assert pairs == [("[z]", "no"), ("agree", "[z]")]
