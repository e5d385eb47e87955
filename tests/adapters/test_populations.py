"""The council's own totals: kept with their wave, handed to telling, and taken from a file."""

from datetime import date

import pytest

from feedback.adapters.store import populations, told, waves
from feedback.adapters.store.opening import open_survey
from feedback.domain.populations import Population
from tests.adapters.test_cli import DAYS, HARM, fails
from tests.conftest import TODAY, small_survey

KEY = "care-leavers-autumn-2026"
OPEN = ("open", "care-leavers", "--wave", "Autumn 2026", *DAYS, *HARM)
TOTALS = """source: Leaving care register
counted-on: 2026-03-31
people: 210
groups:
  age: {under-18: 41, 18-to-20: 98, 21-or-over: 71}
weigh-by: age
"""


def population(people=210):
    return Population(
        source="Register", counted_on=date(2026, 3, 31), people=people, groups={"age": {"a": 5}}
    )


# In the database


def test_totals_are_kept_changed_and_taken_away_with_their_own_wave(database):
    with database.writing() as session:
        one, two = (open_survey(session, small_survey(), n, (TODAY, TODAY), TODAY) for n in ("One", "Two"))
        populations.keep(session, one, population())
        assert populations.get(session, two) is None
        populations.keep(session, one, population(300))
        populations.keep(session, two, population(9))
    with database.reading() as session:
        found = {w.name: populations.get(session, w) for w in waves.every(session)}
        assert found == {"One": population(300), "Two": population(9)}
        assert {a.source.name: a.population for a in told.gather(session, waves.every(session))} == found
    with database.writing() as session:
        populations.drop(session, waves.get(session, "small-one"))
        populations.drop(session, waves.get(session, "small-one"))
    with database.reading() as session:
        assert [populations.get(session, w) for w in waves.every(session)].count(None) == 1


# As it is typed


def kept(stored, key=KEY):
    with stored.reading() as session:
        return populations.get(session, waves.get(session, key))


def test_a_file_of_totals_is_kept_and_taken_away(toldus, stored, tmp_path):
    toldus(*OPEN)
    file = tmp_path / "totals.yaml"
    file.write_text(TOTALS, "utf-8")
    ran = toldus("population", KEY, str(file))
    assert ran.stdout == "Kept: 210 people in all, counted on 2026-03-31.\n"
    found = kept(stored)
    assert (found.people, found.source, found.weigh_by) == (210, "Leaving care register", ("age",))
    assert found.groups == {"age": {"under-18": 41, "18-to-20": 98, "21-or-over": 71}}
    assert toldus("population", KEY, "--remove").stdout == f"{KEY} has no totals any more.\n"
    assert kept(stored) is None


def test_every_mistake_in_a_file_is_told_with_its_line_and_nothing_is_changed(toldus, stored, tmp_path):
    toldus(*OPEN)
    file = tmp_path / "totals.yaml"
    wrong = (
        TOTALS.replace("under-18: 41", "young: 41")
        .replace("210", "200")
        .replace("weigh-by: age", "weigh-by: [x]")
    )
    file.write_text(wrong, "utf-8")
    said = fails(toldus("population", KEY, str(file)))
    assert "Nothing was changed." in said
    assert f"{file} line 5: “age” has no answer “young”. There are: under-18, 18-to-20, 21-or-over" in said
    assert f"{file} line 5: the groups of “How old are you?” add up to 210, more than the 200 people" in said
    assert f"{file} line 6: to weigh by “x”, give the total of each of its groups" in said
    assert kept(stored) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("people: 210\n", "line 1: “source” is missing"),
        (TOTALS.replace("2026-03-31", "spring"), "line 2: “counted-on” should be a date, such as 2026-03-31"),
        (TOTALS.replace("people: 210", "people: many"), "line 3: “people” should be a whole number"),
        (TOTALS.replace("people: 210", "people: 0"), "line 3: “people” should be 1 or more"),
        (TOTALS.replace("people", "peoples"), "“peoples” is not a key that belongs here; did you mean"),
        (TOTALS.replace("{under-18: 41, 18-to-20: 98, 21-or-over: 71}", "12"), "“age” should have keys of"),
        (TOTALS.replace("2026-03-31", "2099-01-01"), "line 2: “counted-on” can’t be after today"),
        (TOTALS.replace("210", "1" + "0" * 30), "line 3: “people” should be 999999999 or less"),
        (TOTALS.replace("210", "1000000000"), "line 3: “people” should be 999999999 or less"),
        (TOTALS.replace("210", '"210"'), "line 3: “people” should be a whole number"),
        (TOTALS.replace("Leaving care register", '"Leaving\\ncare"'), "line 1: “source” should be one line"),
        (TOTALS.replace("under-18: 41", "under-18: true"), "line 5: “under-18” should be a whole number"),
        (TOTALS.replace("by: age", "by: [age, age]"), "line 6: “age” is there more than once; name each"),
        ("- a\n", "the file should begin with a key such as “people:”"),
        ("", "the file is empty"),
    ],
    ids=range(15),
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_told_in_plain_words(toldus, stored, tmp_path, text, said):
    toldus(*OPEN)
    file = tmp_path / "totals.yaml"
    file.write_text(text, "utf-8")
    assert said in fails(toldus("population", KEY, str(file)))
    assert kept(stored) is None


def test_a_wave_that_is_not_there_and_half_a_command_are_told(toldus, stored, tmp_path):
    file = tmp_path / "totals.yaml"
    file.write_text(TOTALS, "utf-8")
    assert "There is no wave “nothing”." in fails(toldus("population", "nothing", str(file)))
    for words in ((), (str(file), "--remove")):
        said = "Give a file with the totals, or --remove. Nothing was changed."
        assert said in fails(toldus("population", KEY, *words))
    assert "the file can’t be opened" in fails(
        toldus(*OPEN) and toldus("population", KEY, str(tmp_path / "gone.yaml"))
    )
