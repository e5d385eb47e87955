"""The toldus command, as it's typed: what it does, what it says, and that it fails in one plain line."""

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import select

from feedback import cli
from feedback.adapters.database import Database, NotMigrated
from feedback.adapters.documents import FORMATS
from feedback.adapters.store import drafts, officers, waves
from feedback.adapters.store.opening import NotReady, open_survey
from feedback.adapters.tables import Draft
from tests.adapters.answered import wave_of
from tests.adapters.content_files import RIGHT, SURVEY, folder_of
from tests.adapters.documents_readers_new import any_text_of
from tests.conftest import PASSWORD, TODAY, small_survey
from tests.live import moment

DAYS = ("--opens", "2026-11-01", "--closes", "2026-12-01")
HARM = ("--harm-reader", "Duty social worker", "--harm-within", "the next day")


def fails(result: Result) -> str:
    """What a failure says: something, to the screen's error stream, with no trace."""
    assert result.exit_code != 0
    assert "Traceback" not in result.output
    assert not result.stdout
    return result.stderr


@pytest.fixture
def answered(stored: Database) -> Database:
    """The same, with a wave of the small survey that forty people answered."""
    with stored.writing() as session:
        wave_of(session)
    return stored


def content(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, files: dict[str, str | bytes]) -> Path:
    folder = folder_of(tmp_path, files)
    monkeypatch.setenv("TOLDUS_SURVEYS", str(folder))
    return folder


# The command itself


def test_it_says_what_it_can_do_and_which_version_it_is(toldus):
    said = toldus("--help").stdout
    for command in ("check", "migrate", "serve", "officer", "open", "import", "results", "section", "demo"):
        assert f"\n  {command} " in said
    assert len(toldus("--version").stdout.splitlines()) == 1


def test_every_command_explains_itself_and_each_of_its_options(toldus):
    for name, command in [*cli.main.commands.items(), *cli.officer.commands.items()]:
        assert command.help, name
        for option in command.params:
            if option.param_type_name == "option":
                assert getattr(option, "help", None) or option.name in ("host", "port", "workers", "form"), (
                    f"{name} --{option.name}"
                )


@pytest.mark.parametrize(
    "words", [("officer", "add", "sam", "--password-stdin"), ("results", "small"), ("section", "pledge-5")]
)
def test_an_empty_database_gets_its_tables_with_the_first_command(toldus, tmp_path, words):
    toldus(*words, given=f"{PASSWORD}\n")
    database = Database(f"sqlite:///{tmp_path / 'instance' / 'toldus.sqlite3'}")
    database.check()
    database.close()


def test_tables_of_another_version_are_told_and_left_alone(toldus, stored):
    with stored.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    said = fails(toldus("results", "small"))
    assert said.startswith("Error: The database is from another version of Told Us")


def test_a_wrong_setting_and_a_database_that_does_not_answer_are_told_in_one_line(toldus, monkeypatch):
    monkeypatch.setenv("TOLDUS_THRESHOLD", "none")
    assert fails(toldus("check")) == "Error: TOLDUS_THRESHOLD should be a whole number of 1 or more\n"
    monkeypatch.delenv("TOLDUS_THRESHOLD")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////no/such/folder/a.sqlite3")
    for words in (("migrate",), ("results", "small"), ("demo", "--no-serve")):
        said = fails(toldus(*words))
        assert said.startswith("Error: The database can’t be opened")
        assert len(said.splitlines()) == 1


def test_it_runs_from_a_checkout_in_any_folder(tmp_path):
    root = Path(cli.__file__).resolve().parents[1]
    environment = {**os.environ, "PYTHONPATH": str(root), "TOLDUS_INSTANCE": str(tmp_path / "kept")}
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-m", "feedback", "check"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "No mistakes. 4 surveys and 3 frameworks read.\n"


# check


def test_the_shipped_content_is_right(toldus):
    ran = toldus("check")
    assert (ran.exit_code, ran.stdout) == (0, "No mistakes. 4 surveys and 3 frameworks read.\n")


def test_check_prints_every_mistake_and_ends_with_1(toldus, monkeypatch, tmp_path):
    wrong = SURVEY.replace("title: Club\n", "").replace("yes-no", "yesno")
    content(monkeypatch, tmp_path, {**RIGHT, "club.yaml": wrong, "other.yaml": ""})
    ran = toldus("check")
    assert ran.exit_code == 1
    assert [line.split(": ")[0] for line in ran.stdout.splitlines()] == [
        "surveys/club.yaml line 1",
        "surveys/club.yaml line 9",
        "surveys/other.yaml line 1",
    ]
    assert ran.stderr == "\n3 to put right. Nothing was changed.\n"


def test_check_of_one_file_tells_its_mistakes_alone(toldus, monkeypatch, tmp_path):
    folder = content(monkeypatch, tmp_path, {**RIGHT, "other.yaml": ""})
    assert toldus("check", str(folder / "club.yaml")).exit_code == 0
    ran = toldus("check", str(folder / "other.yaml"), str(folder / "club.yaml"), "nothing.yaml")
    assert [line.split(" line")[0] for line in ran.stdout.splitlines()] == [
        "nothing.yaml",
        "surveys/other.yaml",
    ]


def test_check_prints_even_words_that_cannot_be_printed(toldus, monkeypatch, tmp_path):
    content(monkeypatch, tmp_path, {**RIGHT, "club.yaml": SURVEY + '"\\ud800\\e[31m": 1\n'})
    assert "can’t be seen or printed" in toldus("check").stdout


def test_what_needs_the_content_is_refused_while_there_is_a_mistake_in_it(toldus, monkeypatch, tmp_path):
    content(monkeypatch, tmp_path, {**RIGHT, "other.yaml": ""})
    for words in (("open", "club", "--wave", "One", *DAYS), ("section", "--all"), ("demo", "--no-serve")):
        said = fails(toldus(*words))
        assert said.startswith(
            "Error: There is 1 mistake in the content files. Nothing was started or changed."
        )
        assert said.endswith("\nsurveys/other.yaml line 1: the file is empty\n")


# migrate


def test_migrate_makes_the_tables_and_says_so_each_time(toldus, stored):
    stored.check()
    assert toldus("migrate").stdout == "The database is up to date.\n"
    assert "can’t be brought to “nowhere”" in fails(toldus("migrate", "--to", "nowhere"))


# officer


def test_an_officer_is_added_by_standard_input(toldus, stored):
    ran = toldus("officer", "add", "Sam", "--password-stdin", given=f"{PASSWORD}\n")
    assert ran.stdout == "sam can sign in now.\n"
    with stored.reading() as session:
        assert officers.verified(session, "sam", PASSWORD)


def test_an_officer_is_added_by_typing_the_password_twice(toldus, stored):
    ran = toldus("officer", "add", "sam", given=f"{PASSWORD}\n{PASSWORD}\n")
    assert ran.exit_code == 0
    assert PASSWORD not in ran.output
    with stored.reading() as session:
        assert officers.verified(session, "sam", PASSWORD)


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        (
            "sam",
            "short\n",
            "a password needs at least 12 characters; three words are good. Nothing was changed.",
        ),
        ("sam", "", "a password needs at least 12 characters; three words are good. Nothing was changed."),
        (" ", f"{PASSWORD}\n", "an officer’s name needs 1 to 80 letters. Nothing was changed."),
    ],
)
def test_a_name_or_password_that_cannot_be_used_is_told(toldus, stored, name, given, told):
    assert fails(toldus("officer", "add", name, "--password-stdin", given=given)) == f"Error: {told}\n"


# open


def test_open_publishes_a_survey_and_gives_its_address(toldus, stored):
    ran = toldus("open", "care-leavers", "--wave", "Autumn 2026", *DAYS, *HARM)
    assert ran.stdout == "Edition 1 is published. Its address ends in /s/care-leavers-autumn-2026/\n"
    with stored.reading() as session:
        (wave,) = waves.every(session)
        assert (wave.opens_on.isoformat(), wave.closes_on.isoformat()) == ("2026-11-01", "2026-12-01")
        assert not wave.made_up


def test_open_again_changes_the_dates_of_the_same_wave(toldus, stored):
    toldus("open", "care-leavers", "--wave", "Autumn 2026", *DAYS, *HARM)
    ran = toldus(
        "open", "care-leavers", "--wave", "Autumn 2026", "--opens", "2026-11-01", "--closes", "2026-12-24"
    )
    assert ran.stdout.startswith("Edition 1 is published.")
    with stored.reading() as session:
        assert [w.closes_on.isoformat() for w in waves.every(session)] == ["2026-12-24"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("nothing", "--wave", "One", *DAYS),
            "There is no survey “nothing”. There are: care-leavers, cared-for,",
        ),
        (
            ("care-leavers", "--wave", "!", *DAYS),
            "a wave’s name needs letters or digits, such as Autumn 2026. Nothing",
        ),
        (
            ("care-leavers", "--wave", "w" * 60, *DAYS),
            "a wave’s name has at most 59 letters. Nothing was changed.",
        ),
        (
            ("care-leavers", "--wave", "One", "--opens", "2026-12-02", "--closes", "2026-12-01"),
            "a wave can’t close before it opens. Nothing was changed.",
        ),
    ],
)
def test_open_refuses_what_cannot_be_and_changes_nothing(toldus, stored, words, told):
    assert fails(toldus("open", *words)).startswith(f"Error: {told}")
    with stored.reading() as session:
        assert waves.every(session) == []


@pytest.mark.parametrize("day", ["1/11/2026", "2026-02-30", "tomorrow", ""])
def test_open_refuses_what_is_not_a_date(toldus, stored, day):
    said = fails(toldus("open", "care-leavers", "--wave", "One", "--opens", day, "--closes", "2026-12-01"))
    assert "does not match the format '%Y-%m-%d'" in said


@pytest.mark.parametrize("missing", ["who-reads", "hear-back"])
def test_open_refuses_a_survey_that_does_not_say_what_people_need_to_know(
    toldus, stored, monkeypatch, tmp_path, missing
):
    lines = [line for line in SURVEY.splitlines(keepends=True) if not line.startswith(missing)]
    content(monkeypatch, tmp_path, {**RIGHT, "club.yaml": "".join(lines)})
    said = fails(toldus("open", "club", "--wave", "One", *DAYS))
    assert said == f"Error: “club” can’t open until it has: {missing}. Nothing was changed.\n"
    with stored.reading() as session:
        assert waves.every(session) == []


# results


def test_results_as_json_have_the_shape_that_others_read(toldus, answered):
    whole = json.loads(toldus("results", "small", "--format", "json").stdout)
    assert list(whole) == ["survey", "wave", "responses", "questions"]
    assert (whole["survey"], whole["wave"], whole["responses"]) == ("small", "small-autumn-2026", 40)
    for question in whole["questions"]:
        assert list(question)[:5] == ["key", "text", "kind", "base", "options"]
        for option in question["options"]:
            assert list(option)[:4] == ["key", "text", "count", "percent"]
    assert whole["questions"][0]["options"][0] == {
        "key": "agree",
        "text": "Agree",
        "count": 24,
        "percent": 60,
    }


def test_published_results_are_null_with_a_mark_where_they_are_hidden(toldus, answered):
    whole = json.loads(toldus("results", "small", "--published", "--format", "json").stdout)
    (safe,) = [q for q in whole["questions"] if q["key"] == "safe"]
    assert [(o["count"], o["percent"], o["mark"]) for o in safe["options"]] == [(None, None, "[c]")] * 2
    plain = json.loads(toldus("results", "small", "--format", "json").stdout)
    assert [q["options"][1]["count"] for q in plain["questions"] if q["key"] == "safe"] == [2]


def test_results_as_csv_are_whole_lines_and_nothing_after_them(toldus, answered):
    text = toldus("results", "small", "--format", "csv").stdout_bytes.decode()
    rows = list(csv.reader(StringIO(text, newline="")))
    assert text.endswith("\r\n")
    assert {len(row) for row in rows} == {11}
    assert len(rows) == 1 + sum(len(q.options) or 1 for q in small_survey().questions)


def test_results_are_a_table_unless_another_form_is_asked_for(toldus, answered):
    lines = toldus("results", "small", "--wave", "Autumn 2026").stdout.splitlines()
    assert lines[0] == "A small survey, Autumn 2026: 40 responses"
    assert "  60% of young people (24 of 40) told us that they feel in control." in lines


def test_results_by_a_question_and_of_those_who_gave_an_answer(toldus, answered):
    def found(*words: str) -> Sequence[dict[str, object]]:
        read = json.loads(toldus("results", "small", "--format", "json", *words).stdout)
        return read if isinstance(read, list) else [read]

    assert [(r["group"], r["responses"]) for r in found("--by", "born")] == [
        ("2005 or before", 20),
        ("Later", 20),
    ]
    assert [r["responses"] for r in found("--where", "born=old", "--where", "help-with=home")] == [5]
    assert [r["responses"] for r in found("--by", "safe", "--where", "born=old")] == [18, 2]
    text = toldus("results", "small", "--by", "born").stdout
    assert "A small survey, Autumn 2026: Later: 20 responses" in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("none",), "No survey “none” has been opened or imported. There are: small."),
        (("small", "--wave", "Spring"), "“small” has no wave “Spring”. There are: Autumn 2026."),
        (("small", "--by", "age"), "“age” is not a question that makes groups. There are: in-control,"),
        (("small", "--where", "age=18"), "“age” is not a question with options. There are: in-control,"),
        (("small", "--where", "safe=maybe"), "“safe” has no option “maybe”. There are: yes, no."),
        (
            ("small", "--by", "safe", "--published"),
            "“safe” is not marked as a breakdown. There are: none.",
        ),
        (
            ("small", "--where", "safe=yes", "--published"),
            "A part of the answers can’t be published: leave out --where",
        ),
    ],
)
def test_results_that_there_are_not_are_told_with_those_there_are(toldus, answered, words, told):
    assert fails(toldus("results", *words)).startswith(f"Error: {told}")


def test_results_of_a_form_that_there_is_not_are_refused(toldus, answered):
    assert "'xml' is not one of 'table', 'csv', 'json'" in fails(
        toldus("results", "small", "--format", "xml")
    )


# section


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_section_is_written_in_every_form_to_a_file_and_to_the_screen(toldus, answered, tmp_path, form):
    file = tmp_path / f"pledge-5{FORMATS[form].ending}"
    ran = toldus("section", "pledge-5", "--format", form, "-o", str(file))
    assert ran.stdout == ""
    assert ran.stderr.startswith(f"Written to {file}.\n")
    written = file.read_bytes()
    assert len(written) > 500
    assert toldus("section", "pledge-5", "--format", form).stdout_bytes == written
    text = any_text_of(form, written)
    assert "I feel in control" in text or form == "sps"  # which has no words of a survey
    assert not re.search(r"\b38\b", text)  # how many feel safe: 2 don't, so both are hidden


def test_all_sections_come_in_one_file(toldus, answered, tmp_path):
    whole = toldus("section", "--all", "--format", "md").stdout
    assert all(f"Pledge {n}" in whole for n in range(1, 7))
    assert all(f"Outcome {n}" in whole for n in range(1, 8))
    assert all(f"Theme {n}" in whole for n in range(1, 7))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("pledge-7",), "There is no commitment “pledge-7”. There are: "),
        ((), "Name one commitment, such as pledge-5, or give --all."),
        (("pledge-5", "--all"), "Name one commitment, such as pledge-5, or give --all."),
        (("pledge-5", "--format", "doc"), "There is no format “doc”. There are: docx, "),
        (
            ("pledge-5", "-o", "/no/such/folder/a.docx"),
            "/no/such/folder/a.docx can’t be written: No such file",
        ),
    ],
)
def test_a_section_that_cannot_be_written_is_told(toldus, answered, words, told):
    assert fails(toldus("section", *words)).startswith(f"Error: {told}")


def test_tidying_deletes_what_was_never_sent_and_is_past_its_time(toldus, stored):
    with stored.writing() as session:
        wave = wave_of(session)
        drafts.start(session, wave, moment().date() - timedelta(days=31))
        drafts.start(session, wave, moment().date() - timedelta(days=30))
    assert "Nothing was deleted. By the clock it is" in toldus("tidy").stdout
    with stored.reading() as session:
        assert len(session.scalars(select(Draft)).all()) == 2
    assert "not sent in 30 days are gone" in toldus("tidy", "--sure").stdout
    with stored.reading() as session:
        assert len(session.scalars(select(Draft)).all()) == 1


def test_deleting_every_table_asks_first(toldus, stored):
    assert fails_quietly(toldus("migrate", "--to", "base", given="n\n"))
    stored.check()
    assert toldus("migrate", "--to", "base", given="y\n").exit_code == 0
    with pytest.raises(NotMigrated):
        stored.check()


def fails_quietly(result: Result) -> bool:
    return result.exit_code == 1 and "Traceback" not in result.output


def test_real_answers_do_not_join_a_made_up_wave(toldus, stored):
    with stored.writing() as session:
        wave_of(session, made_up=True)
    with stored.writing() as session, pytest.raises(NotReady, match="made-up answers"):
        open_survey(session, small_survey(), "Autumn 2026", (TODAY, TODAY), TODAY)
