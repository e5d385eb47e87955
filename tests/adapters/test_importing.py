"""From an export to figures through the database, as `toldus import` and `toldus results` do it."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedback.adapters import importing
from feedback.adapters.database import Database
from feedback.adapters.imports.sheets import ImportProblem
from feedback.adapters.lookup import results_of
from feedback.cli import main
from tests.conftest import TODAY

EXPORT = "How safe do you feel?,What would help?\nVery,Time\nVery,\nNot at all,My own room\n,\n"
INTO = importing.Into("safety", "Spring 2025", date(2025, 3, 1), date(2025, 4, 30))


def written(folder: Path, text: str = EXPORT) -> Path:
    file = folder / "export.csv"
    file.write_text(text, encoding="utf-8")
    return file


def bring_in(database: Database, file: Path, into: importing.Into = INTO) -> None:
    with database.writing() as session:
        known = importing.known_survey(session, into.survey)
        understood = importing.look_at(file, into.survey, known, None)
        importing.keep(session, understood.survey, importing.coded(understood), into, TODAY)


def counts(database: Database, wave: str | None = None) -> dict[str, int]:
    with database.reading() as session:
        [results] = results_of(session, ("safety", wave), (), (), None)
        [safe] = [f for f in results.findings if f.question.startswith("safe")]
        return {row: cell.count or 0 for row, cell in zip(safe.rows, safe.told[0].cells, strict=True)}


def test_an_export_becomes_responses_with_its_dates(database: Database, tmp_path: Path) -> None:
    bring_in(database, written(tmp_path))
    assert counts(database) == {"Very": 2, "Not at all": 1}
    with database.reading() as session:
        [results] = results_of(session, ("safety", None), (), (), None)
        assert (results.source.opens, results.source.responses) == (date(2025, 3, 1), 3)


def test_the_same_file_twice_is_not_counted_twice(database: Database, tmp_path: Path) -> None:
    file = written(tmp_path)
    bring_in(database, file)
    with pytest.raises(ImportProblem, match="has answers already"):
        bring_in(database, file)
    assert counts(database) == {"Very": 2, "Not at all": 1}


def test_next_years_file_joins_the_survey_that_is_there(database: Database, tmp_path: Path) -> None:
    bring_in(database, written(tmp_path))
    later = importing.Into("safety", "Spring 2026", date(2026, 3, 1), date(2026, 4, 30))
    bring_in(database, written(tmp_path, EXPORT + "Not at all,\n"), later)
    assert counts(database) == {"Very": 2, "Not at all": 2}
    assert counts(database, "Spring 2025") == {"Very": 2, "Not at all": 1}
    with database.reading() as session:
        survey = importing.known_survey(session, "safety")
        assert survey is not None


def test_an_answer_without_a_place_stores_nothing(database: Database, tmp_path: Path) -> None:
    bring_in(database, written(tmp_path))
    later = importing.Into("safety", "Spring 2026", date(2026, 3, 1), date(2026, 4, 30))
    with pytest.raises(ImportProblem, match="Sometimes"):
        bring_in(database, written(tmp_path, EXPORT + "Sometimes,\n"), later)
    assert counts(database) == {"Very": 2, "Not at all": 1}


@pytest.mark.parametrize(("wave", "opens"), [("!!!", 1), ("Spring", 30)])
def test_a_wave_that_can_not_be_is_refused(database: Database, tmp_path: Path, wave: str, opens: int) -> None:
    wrong = importing.Into("safety", wave, date(2025, 4, opens), date(2025, 4, 20))
    with pytest.raises(ImportProblem, match="Nothing has been stored"):
        bring_in(database, written(tmp_path), wrong)


def run(folder: Path, *words: str) -> Result:
    return CliRunner(env={"TOLDUS_INSTANCE": str(folder)}).invoke(main, words)


def test_a_guess_is_written_and_nothing_is_stored(tmp_path: Path) -> None:
    file, guess = written(tmp_path), tmp_path / "guess.yaml"
    first = run(tmp_path, "import", str(file), "--as", "safety", "--guess", str(guess))
    assert first.exit_code == 0, first.output
    assert "Nothing was stored" in first.output
    assert run(tmp_path, "results", "safety").exit_code == 1
    second = run(tmp_path, "import", str(file), "--as", "safety", "--mapping", str(guess))
    assert "Kept 3 responses" in second.output, second.output
    assert run(tmp_path, "results", "safety").exit_code == 0


def test_a_file_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    missing = run(tmp_path, "import", str(tmp_path / "none.csv"), "--as", "safety")
    assert missing.exit_code == 1
    assert "Traceback" not in missing.output
    assert "Nothing has been stored" in missing.output


FILES = {
    "starwars": "starwars/StarWars.csv",
    "steak": "steak/steak-risk-survey.csv",
    "ospo2018": "ospo2018/ospo_2018_results.csv",
    "rse-uk-2016": "rse_uk_2016/rse_uk_2016_public_data.csv",
}


@pytest.mark.parametrize("key", FILES)
def test_published_surveys_give_the_counts_that_were_checked(
    shared_data: Path, tmp_path: Path, key: str
) -> None:
    """Every option that expected.json has a figure for; sums of several are for test_imports_shared."""
    imported = run(tmp_path, "import", str(shared_data / "A_responses" / FILES[key]), "--as", key)
    assert imported.exit_code == 0, imported.output
    whole = json.loads(run(tmp_path, "results", key, "--format", "json").output)
    agreed = 0
    for figure in json.loads((shared_data / "expected.json").read_text(encoding="utf-8"))["datasets"]:
        if FILES[key].split("/")[1] not in figure["file"]:
            continue
        question, option = plain(figure["question"]), plain(figure["option"])
        for q, o in _cells(whole):
            if question.endswith(plain(q["text"])) and plain(o["text"]) == option:
                assert (o["count"], q["base"]) == (figure["numerator"], figure["base"]), (question, option)
                agreed += 1
    assert agreed >= {"starwars": 8, "steak": 5, "ospo2018": 6, "rse-uk-2016": 34}[key]


def _cells(whole: dict[str, list[dict[str, list[dict[str, object]]]]]) -> list[tuple[dict, dict]]:
    return [(q, o) for q in whole["questions"] for o in q["options"]]


def plain(text: str) -> str:
    return " ".join(text.replace("\xa0", " ").split())


def test_a_filter_keeps_only_those_who_ticked_all(shared_data: Path, tmp_path: Path) -> None:
    run(tmp_path, "import", str(shared_data / "A_responses" / FILES["starwars"]), "--as", "starwars")
    whole = json.loads(run(tmp_path, "results", "starwars", "--format", "json").output)
    [seen] = [q for q in whole["questions"] if q["kind"] == "choose-several"]
    where = [w for o in seen["options"] for w in ("--where", f"{seen['key']}={o['key']}")]
    kept = json.loads(run(tmp_path, "results", "starwars", "--format", "json", *where).output)
    assert kept["responses"] == 471
    ranked = [q for q in kept["questions"] if q["text"].startswith("Please rank")]
    first_place = [next(o for o in q["options"] if o["text"] == "1") for q in ranked]
    assert [o["count"] for o in first_place] == [47, 18, 27, 128, 169, 82]
    # One of them left one film without a place, so its base is 470. As published: 10, 4, 6, -, 36, -.
    assert [q["base"] for q in ranked].count(471) == 5
    assert [o["percent"] for o in first_place] == [10, 4, 6, 27, 36, 17]
