"""An edition is what was asked, frozen: the same words are the same edition, one letter makes the next."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from feedback.adapters import definitions
from feedback.adapters.settings import shipped
from feedback.adapters.store import editions
from feedback.adapters.tables import Edition
from tests.conftest import TODAY, small_survey

LATER = TODAY + timedelta(days=400)


def test_the_same_words_are_the_same_edition_and_one_changed_letter_is_the_next(database):
    first, second = small_survey(), small_survey(title="A small survey.")
    with database.writing() as session:
        assert editions.publish(session, first, TODAY) == 1
        assert editions.publish(session, first, LATER) == 1
        assert editions.publish(session, second, LATER) == 2
    with database.writing() as session:
        assert editions.publish(session, small_survey(), LATER) == 1
        assert editions.publish(session, small_survey("other"), LATER) == 1
    with database.reading() as session:
        assert editions.get(session, "small", 1) == first
        assert editions.get(session, "small", 2) == second
        assert list(editions.of(session, "small").items()) == [(1, first), (2, second)]
        assert session.scalars(select(Edition.published_on).order_by(Edition.number)).first() == TODAY


@pytest.mark.parametrize(
    "change",
    [
        {"in-danger": "If someone is in danger, we tell a person who can help you."},
        {"audience": {"key": "young", "many": "young people", "one": "person"}},
        {"introduction": "Hello."},
        {"questions": [*small_survey().questions[:-1]]},
        {"questions": [*small_survey().questions[::-1][:-2], small_survey().questions[0]]},
    ],
)
def test_any_change_to_what_people_see_makes_another_edition(change):
    assert small_survey(**change).fingerprint != small_survey().fingerprint


def test_every_shipped_survey_comes_back_as_it_went(database):
    surveys = definitions.load(shipped("surveys")).surveys
    with database.writing() as session:
        for survey in surveys.values():
            editions.publish(session, survey, TODAY)
    editions._kept.clear()  # so that what is read is what the database has
    with database.reading() as session:
        for key, survey in surveys.items():
            found = editions.get(session, key, 1)
            assert found == survey
            assert found.fingerprint == survey.fingerprint


def test_a_definition_is_kept_as_a_survey_file_would_say_it(database):
    with database.writing() as session:
        editions.publish(session, small_survey(), TODAY)
    with database.reading() as session:
        kept = session.scalars(select(Edition.definition)).one()
    assert kept["in-danger"] == "If someone is in danger, we tell a person who can help."
    assert kept["questions"][0]["told-us"] == "they feel in control"
    assert type(small_survey()).model_validate(json.loads(json.dumps(kept))) == small_survey()


def test_an_edition_that_there_is_not_is_told(database):
    with database.reading() as session:
        with pytest.raises(LookupError, match="small has no edition 3"):
            editions.get(session, "small", 3)
        assert editions.of(session, "small") == {}


def test_publishing_adds_a_row_and_changes_none(database):
    def rows() -> list[tuple[object, ...]]:
        with database.reading() as session:
            wanted = select(Edition.number, Edition.fingerprint, Edition.published_on).order_by(
                Edition.number
            )
            return [tuple(r) for r in session.execute(wanted)]

    with database.writing() as session:
        editions.publish(session, small_survey(), date(2026, 1, 1))
    before = rows()
    with database.writing() as session:
        for n in range(3):
            editions.publish(session, small_survey(title=f"Title {n}"), TODAY)
    assert rows()[:1] == before
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Edition)) == 4
