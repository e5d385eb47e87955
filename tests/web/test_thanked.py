"""What the page that thanks gives back: what was done since people were asked the last time."""

from datetime import timedelta

from feedback.adapters.store import editions, responses, waves
from feedback.adapters.store.opening import open_survey
from feedback.domain.journey import Answer
from tests.conftest import TODAY, Council, small_survey
from tests.web.test_actions import act
from tests.web.test_office import answered, signed_in
from tests.web.test_taking_out import send
from tests.web.test_told import KEY, publish
from tests.web.visitor import Visitor

CHANGED = "What changed because of last time"


def before(council: Council, opens: int = 200, closes: int = 150, answers: int = 10) -> None:
    """An earlier wave of the same survey, so many days before today."""
    span = (TODAY - timedelta(opens), TODAY - timedelta(closes))
    with council.database.writing() as session:
        wave = open_survey(session, small_survey(), "Spring 2026", span, TODAY)
        survey = editions.get(session, wave.survey_key, wave.edition)
        sent = [responses.Sent({"in-control": Answer(("agree",))}, {})] * answers
        responses.add(session, wave, survey, sent, responses.Circumstances(span[0]))


def thanked(council: Council) -> str:
    visitor = Visitor(council.client())
    send(visitor, KEY)
    return visitor.page.text


def told_what_was_done(council: Council) -> None:
    answered(council, 20, 12)
    visitor = signed_in(council)
    act(visitor, words="We made a guide.")
    publish(visitor)


def test_the_page_that_thanks_says_what_changed(council: Council) -> None:
    before(council)
    answered(council, 20, 12)
    visitor = signed_in(council)
    act(visitor, words="We made a guide.")
    for n, which in enumerate("abcd"):  # a number in these words would be flagged
        act(visitor, words=f"Older {which}.", day=str(TODAY - timedelta(n + 2)))
    assert CHANGED not in thanked(council)
    publish(visitor)
    text = thanked(council)
    assert CHANGED in text
    assert [f"Older {which}." in text for which in "abcd"] == [True, True, False, False]
    assert text.index("We made a guide.") < text.index("Older a.")


def test_in_a_surveys_first_wave_there_is_no_last_time(sqlite_council: Council) -> None:
    told_what_was_done(sqlite_council)
    assert CHANGED not in thanked(sqlite_council)


def test_a_wave_that_nobody_answered_was_no_last_time(sqlite_council: Council) -> None:
    before(sqlite_council, answers=0)
    told_what_was_done(sqlite_council)
    assert CHANGED not in thanked(sqlite_council)


def test_a_wave_that_is_still_open_was_no_last_time(sqlite_council: Council) -> None:
    before(sqlite_council, closes=0)
    told_what_was_done(sqlite_council)
    assert CHANGED not in thanked(sqlite_council)


def test_what_was_done_before_the_last_time_isnt_because_of_it(sqlite_council: Council) -> None:
    before(sqlite_council)
    answered(sqlite_council, 20, 12)
    visitor = signed_in(sqlite_council)
    act(visitor, words="That day.", day=str(TODAY - timedelta(200)))
    act(visitor, words="The day before.", day=str(TODAY - timedelta(201)))
    publish(visitor)
    text = thanked(sqlite_council)
    assert "That day." in text
    assert "The day before." not in text


def test_made_up_answers_were_no_last_time_for_real_people(sqlite_council: Council) -> None:
    before(sqlite_council)
    with sqlite_council.database.writing() as session:
        wave = waves.get(session, "small-spring-2026")
        assert wave
        wave.made_up = True
    told_what_was_done(sqlite_council)
    assert CHANGED not in thanked(sqlite_council)
