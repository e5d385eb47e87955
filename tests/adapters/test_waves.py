"""A wave is one time that a survey was open. It's found by its name, and its address says nothing else."""

from datetime import date

import pytest

from feedback.adapters.store import editions, waves
from feedback.adapters.store.opening import NotReady, open_survey
from feedback.adapters.store.waves import WaveDates
from tests.conftest import TODAY, small_survey

SPRING = (date(2026, 3, 1), date(2026, 3, 31))
AUTUMN = (date(2026, 9, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Autumn 2026", "small-autumn-2026"),
        ("  autumn   2026 ", "small-autumn-2026"),
        ("Autumn/2026 (again)", "small-autumn-2026-again"),
        ("Łódź 2026", "small-d-2026"),
        ("2026", "small-2026"),
    ],
)
def test_a_wave_is_addressed_by_the_letters_and_digits_of_its_name(name, key):
    assert waves.wave_key("small", name) == key


@pytest.mark.parametrize("name", ["", "  ", "–", "!!!", "ёж"])
def test_a_name_with_no_letters_or_digits_for_an_address_is_refused(name):
    with pytest.raises(ValueError, match="a wave’s name needs letters or digits, such as Autumn 2026"):
        waves.wave_key("small", name)


def test_the_longest_names_fit_and_a_longer_one_is_refused(database):
    longest, name = "k" * 60, "n" * waves.LONGEST_NAME
    with database.writing() as session:
        wave = open_survey(session, small_survey(longest), name, SPRING, TODAY)
        assert wave.key == f"{longest}-{name}"
        with pytest.raises(ValueError, match="a wave’s name has at most"):
            open_survey(session, small_survey(), f"{name}n", SPRING, TODAY)


def test_a_wave_closes_no_sooner_than_it_opens():
    assert WaveDates(TODAY, TODAY)
    with pytest.raises(ValueError, match="a wave can’t close before it opens"):
        WaveDates(AUTUMN[0], SPRING[1])


def test_a_new_wave_starts_from_nothing_with_a_shuffle_of_its_own(database):
    with database.writing() as session:
        made = [open_survey(session, small_survey(), name, SPRING, TODAY) for name in ("One", "Two")]
        for wave in made:
            assert (wave.seq, wave.epoch, wave.made_up, wave.edition) == (0, 0, False, 1)
            assert (wave.opens_on, wave.closes_on) == SPRING
        assert len({wave.shuffle_key for wave in made}) == 2


def test_the_same_name_is_the_same_wave_with_new_dates_and_the_survey_as_it_stands(database):
    with database.writing() as session:
        first = open_survey(session, small_survey(), "Autumn 2026", SPRING, TODAY)
        identity, shuffle = first.id, first.shuffle_key
    with database.writing() as session:
        again = open_survey(session, small_survey(title="Better"), "autumn 2026", AUTUMN, TODAY)
        assert (again.id, again.shuffle_key, again.edition) == (identity, shuffle, 2)
        assert (again.opens_on, again.closes_on) == AUTUMN
    with database.reading() as session:
        assert len(waves.every(session)) == 1


def test_an_address_that_another_survey_has_is_refused_and_its_wave_is_left_alone(database):
    with database.writing() as session:
        open_survey(session, small_survey("foster"), "carers 2026", SPRING, TODAY)
    with (
        database.writing() as session,
        pytest.raises(ValueError, match="“foster” has a wave with the address"),
    ):
        open_survey(session, small_survey("foster-carers"), "2026", AUTUMN, TODAY)
    with database.reading() as session:
        (wave,) = waves.every(session)
        assert (wave.survey_key, wave.opens_on) == ("foster", SPRING[0])


def test_waves_are_listed_latest_first_for_all_surveys_or_for_one(database):
    with database.writing() as session:
        open_survey(session, small_survey(), "Spring", SPRING, TODAY)
        open_survey(session, small_survey("other"), "Autumn", AUTUMN, TODAY)
        open_survey(session, small_survey(), "Autumn", AUTUMN, TODAY)
    with database.reading() as session:
        keys = [w.key for w in waves.every(session)]
        assert keys == ["small-autumn", "other-autumn", "small-spring"]
        assert [w.key for w in waves.every(session, "small")] == ["small-autumn", "small-spring"]
        assert waves.every(session, "none") == []


def test_a_wave_is_found_by_its_whole_address_alone(database):
    with database.writing() as session:
        open_survey(session, small_survey(), "Spring", SPRING, TODAY)
    with database.reading() as session:
        assert waves.get(session, "small-spring") is not None
        for other in ("small", "small-sprin", "SMALL-SPRING", "small-spring ", "small-spring\0", "%", ""):
            assert waves.get(session, other) is None


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        (["who-reads"], "“small” can’t open until it has: who-reads"),
        (["hear-back"], "“small” can’t open until it has: hear-back"),
        (["in-danger"], "“small” can’t open until it has: in-danger"),
        (["in-danger", "hear-back"], "“small” can’t open until it has: hear-back, in-danger"),
    ],
)  # fmt: skip
def test_a_survey_does_not_open_until_it_says_what_people_need_to_know(database, missing, told):
    with database.writing() as session, pytest.raises(NotReady) as raised:
        open_survey(session, small_survey(**dict.fromkeys(missing)), "Autumn", AUTUMN, TODAY)
    assert str(raised.value) == told
    with database.reading() as session:
        assert waves.every(session) == []
        assert editions.of(session, "small") == {}


def test_a_survey_without_comments_opens_without_words_on_danger(database):
    closed = [q for q in small_survey().questions if not q.takes_words]
    with database.writing() as session:
        wave = open_survey(
            session, small_survey(questions=closed, **{"in-danger": None}), "Autumn", AUTUMN, TODAY
        )
        assert wave.key == "small-autumn"
