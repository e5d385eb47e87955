"""What telling is handed of each wave: its latest words, its own answers and its cleared quotes."""

from datetime import date

from feedback.adapters.database import Database
from feedback.adapters.store import comments, responses, told, waves
from feedback.adapters.store.opening import open_survey
from feedback.domain.journey import Answer
from feedback.domain.sections import Quote, Source
from tests.conftest import TODAY, small_survey

SPRING = (date(2026, 3, 1), date(2026, 3, 31))
AUTUMN = (date(2026, 9, 1), date(2026, 9, 30))


def opened(database: Database, name: str, days: tuple[date, date], safe: int, **more: object) -> str:
    """A wave in which so many people feel safe, and the first and the second of them wrote something."""
    survey = small_survey()
    written = [Answer(words="Mail me at a@example.org", may_quote=True), Answer(words="No quote please")]
    with database.writing() as session:
        wave = open_survey(session, survey, name, days, TODAY, **more)
        sent = [responses.Sent({"safe": Answer(("yes",))}, {}) for _ in range(safe - 2)]
        sent += [
            responses.Sent({"more": w, "safe": Answer(("yes",))}, {"more": "Mail me at [e-mail]"})
            for w in written
        ]
        responses.add(session, wave, survey, sent, responses.Circumstances(TODAY))
        return wave.key


def test_each_wave_comes_with_its_own_answers_and_where_they_came_from(database):
    opened(database, "Spring", SPRING, 12, made_up=True)
    opened(database, "Autumn", AUTUMN, 7)
    with database.reading() as session:
        autumn, spring = told.gather(session, waves.every(session))
    assert autumn.source == Source(
        survey="small",
        title="A small survey",
        wave="small-autumn",
        name="Autumn",
        many="young people",
        one="young person",
        opens=AUTUMN[0],
        closes=AUTUMN[1],
        responses=7,
        made_up=False,
    )
    assert (spring.source.name, spring.source.responses, spring.source.made_up) == ("Spring", 12, True)
    assert [w.tally.count("safe").options["yes"] for w in (autumn, spring)] == [7, 12]
    assert autumn.survey == spring.survey == small_survey()


def test_quotes_are_those_cleared_in_their_redacted_form(database):
    key = opened(database, "Autumn", AUTUMN, 4)
    with database.writing() as session:
        wave = waves.get(session, key)
        assert told.gather(session, [wave])[0].quotes == ()
        assert comments.judge(session, wave, comments.reference(wave, 3, "more"), "cleared")
        assert not comments.judge(session, wave, comments.reference(wave, 4, "more"), "cleared")
    with database.reading() as session:
        (answers,) = told.gather(session, waves.every(session))
        there = waves.get(session, key)
        assert there is not None
        called = comments.reference(there, 3, "more")
    assert answers.quotes == (Quote("Mail me at [e-mail]", answers.source, "more", called),)


def test_a_wave_is_told_in_the_words_of_its_latest_edition_with_the_answers_of_all(database):
    key = opened(database, "Autumn", AUTUMN, 4)
    better = small_survey(title="A better survey")
    with database.writing() as session:
        wave = open_survey(session, better, "Autumn", AUTUMN, TODAY)
        sent = [responses.Sent({"safe": Answer(("no",))}, {})]
        responses.add(session, wave, better, sent, responses.Circumstances(TODAY))
        assert wave.key == key
    with database.reading() as session:
        (answers,) = told.gather(session, waves.every(session))
    assert answers.source.title == "A better survey"
    assert answers.source.responses == 5
    assert answers.tally.count("safe").options == {"yes": 4, "no": 1}


def test_no_waves_are_nothing_to_tell(database):
    with database.reading() as session:
        assert told.gather(session, waves.every(session)) == []


def test_a_wave_that_nobody_answered_is_told_with_no_responses(database):
    with database.writing() as session:
        open_survey(session, small_survey(), "Autumn", AUTUMN, TODAY)
    with database.reading() as session:
        (answers,) = told.gather(session, waves.every(session))
    assert (answers.source.responses, answers.quotes, answers.tally.count("safe")) == (0, (), None)
