"""The shared exports, read and understood: encodings, header rows, and the mapping that gives the same."""

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from feedback.adapters.imports.mapping import read_mapping
from feedback.adapters.imports.matching import answers_for
from feedback.adapters.imports.reading import read
from feedback.adapters.imports.sheets import Sheet
from feedback.adapters.imports.understanding import Understood, understand
from feedback.adapters.imports.writing import write_guess

SHARED = Path(os.environ.get("TOLDUS_SHARED") or Path(__file__).parents[3] / "shared" / "data")
STARWARS = "A_responses/starwars/StarWars.csv"
STEAK = "A_responses/steak/steak-risk-survey.csv"
OSPO = "A_responses/ospo2018/ospo_2018_results.csv"
RSE = "A_responses/rse_uk_2016/rse_uk_2016_public_data.csv"
FOOD = "D_csv_edge/food_world_cup/food-world-cup-data.csv"
UTF16 = "D_csv_edge/utf16/starwars.utf16le.tsv"
OLDER_QUALTRICS = "B_definitions/qualtrics/better_sample_legacy.csv"

here = pytest.mark.skipif(
    not (SHARED / "expected.json").exists(),
    reason="the shared exports aren’t here: set TOLDUS_SHARED to their folder",
)
pytestmark = here


@lru_cache
def expected() -> dict[str, Any]:
    path = SHARED / "expected.json"
    return json.loads(path.read_text()) if path.exists() else {"datasets": [], "tables": {}}


@lru_cache
def sheet(name: str) -> Sheet:
    return read(SHARED / name)


@lru_cache
def understood(name: str) -> Understood:
    return understand(sheet(name), "a-survey")


def tables() -> list[Any]:
    return [(name.removeprefix("shareable/"), table) for name, table in expected()["tables"].items()]


@pytest.mark.parametrize(("name", "table"), tables(), ids=[name for name, _ in tables()])
def test_every_table_is_read_as_it_is(name, table):
    found = sheet(name)
    rows = (table["header_rows"], table["data_rows"])
    if (
        name == OLDER_QUALTRICS
    ):  # its row of ImportIds is a header too, which the reference counts as a person
        rows = (3, 10)
    assert found.encoding == table["encoding"]
    assert found.delimiter == {"TAB": "\t"}.get(table["delimiter"], table["delimiter"])
    assert (len(found.headings), len(found.rows)) == rows
    assert found.width == table["columns"]
    assert all(len(row) == found.width for row in found.rows)


def test_the_same_answers_in_utf16_and_tabs_are_the_same_survey():
    plain, wide = understood(STARWARS), understood(UTF16)
    assert wide.survey == plain.survey
    assert wide.answers == plain.answers
    assert len(plain.answers) == 1186


def test_old_mac_spaces_are_spaces():
    found = understood(FOOD)
    assert found.guesses[0].ask.startswith(
        "Generally speaking, how would you rate your level of knowledge of"
    )
    interested = found.guesses[1]
    assert interested.kind == "scale"
    assert interested.options == ("A lot", "Some", "Not much", "Not at all")
    assert not any("\xa0" in q.ask or "Ê" in q.ask for q in found.survey.questions)


def test_nobody_can_be_told_by_what_is_kept():
    for name in (STARWARS, STEAK, OSPO, RSE, FOOD):
        left_out = [column for column, _ in understood(name).left_out]
        assert left_out[0].startswith("A: ")
    assert [c[0] for c, why in understood(OSPO).left_out if "when" in why] == ["B", "C"]


def test_what_was_guessed_of_the_star_wars_survey():
    kinds = [g.kind for g in understood(STARWARS).guesses]
    assert kinds.count("choose-several") == 1
    assert kinds.count("scale") == 14
    assert kinds.count("yes-no") == 5
    han = next(g for g in understood(STARWARS).guesses if g.key.endswith("han-solo"))
    assert han.ask.endswith("unfamiliar with him/her. - Han Solo")
    assert han.options[0] == "Very favorably"
    assert han.options[-2:] == ("Very unfavorably", "Unfamiliar (N/A)")


def test_a_tag_in_a_heading_is_a_space():
    ask = understood(STEAK).guesses[0].ask
    assert "<" not in ask
    assert "situations: In Lottery A" in ask


@pytest.mark.parametrize("name", [STARWARS, STEAK, OSPO, RSE, FOOD, OLDER_QUALTRICS])
def test_the_written_guess_gives_the_same_again(name, tmp_path):
    first = understood(name)
    write_guess(first, tmp_path / "guess.yaml")
    again = understand(sheet(name), "a-survey", read_mapping(tmp_path / "guess.yaml"))
    assert again.survey == first.survey
    assert again.answers == first.answers
    assert again.left_out == first.left_out


@pytest.mark.parametrize("name", [STARWARS, STEAK, OSPO, FOOD])
def test_the_same_file_again_finds_its_survey(name, tmp_path):
    first = understood(name)
    assert answers_for(first.survey, sheet(name)).answers == first.answers
    write_guess(first, tmp_path / "guess.yaml")
    mapping = read_mapping(tmp_path / "guess.yaml")
    assert answers_for(first.survey, sheet(name), mapping).answers == first.answers
