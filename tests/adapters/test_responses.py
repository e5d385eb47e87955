"""A response is kept as one line of codes with a date, whole or not at all, and counts as it was given."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import select

from feedback.adapters.database import Database
from feedback.adapters.store import responses, tallies, waves
from feedback.adapters.store.opening import open_survey
from feedback.adapters.store.responses import Circumstances, Sent
from feedback.adapters.tables import Comment, Response, Wave
from feedback.domain.counting import Tally
from feedback.domain.journey import SKIPPED, Answer, kept
from feedback.domain.surveys import Survey
from tests.conftest import TODAY, small_survey

HOW = Circumstances(date(2026, 11, 2), "en", "phone")
WORDS = "My worker is Sam, ring 07700 900123"
EVERY_KIND: Mapping[str, Answer] = {
    "in-control": Answer(("disagree",)),
    "what-would-help": Answer(words=WORDS, may_quote=True),
    "help-with": Answer(("money", "home")),
    "moves": Answer(("some",)),
    "born": Answer(("old",)),
    "safe": Answer(("no",)),
    "more": Answer(words="Nothing"),
}


def opened(database: Database, survey: Survey | None = None, name: str = "Autumn") -> str:
    with database.writing() as session:
        return open_survey(session, survey or small_survey(), name, (TODAY, TODAY), TODAY).key


def add(database: Database, key: str, sent: list[Sent], survey: Survey | None = None) -> int:
    with database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        return responses.add(session, wave, survey or small_survey(), sent, HOW)


def tallied(database: Database, key: str) -> Tally:
    with database.reading() as session:
        wave = waves.get(session, key)
        assert wave is not None
        return tallies.tally(session, wave)


def test_an_answer_of_every_kind_is_counted_as_it_was_given(database):
    key = opened(database)
    survey = small_survey()
    nothing = kept(survey, {"in-control": Answer(("agree",))})
    assert add(database, key, [Sent(EVERY_KIND, {}), Sent(nothing, {})]) == 2
    tally = tallied(database, key)
    assert tally.responses == 2
    found = {q.key: tally.count(q.key) for q in survey.questions}
    assert {k: {o: n for o, n in c.options.items() if n} for k, c in found.items()} == {
        "in-control": {"agree": 1, "disagree": 1},
        "what-would-help": {},
        "help-with": {"money": 1, "home": 1},
        "moves": {"some": 1},
        "born": {"old": 1},
        "safe": {"no": 1},
        "more": {},
    }
    assert {k: (c.base, c.skipped, c.not_asked) for k, c in found.items()} == {
        "in-control": (2, 0, 0),
        "what-would-help": (1, 0, 1),
        "help-with": (1, 1, 0),
        "moves": (1, 1, 0),
        "born": (1, 1, 0),
        "safe": (1, 1, 0),
        "more": (1, 1, 0),
    }
    assert found["in-control"].counted == 1


def test_answers_to_two_editions_of_a_wave_are_counted_together(database):
    key = opened(database)
    add(database, key, [Sent({"safe": Answer(("yes",))}, {})])
    changed = small_survey(questions=[q for q in small_survey().questions if q.key in ("safe", "more")])
    assert opened(database, changed) == key
    add(database, key, [Sent({"safe": Answer(("no",))}, {})], changed)
    tally = tallied(database, key)
    assert tally.responses == 2
    assert tally.count("safe").options == {"yes": 1, "no": 1}
    with database.reading() as session:
        assert session.scalars(select(Response.edition).order_by(Response.seq)).all() == [1, 2]


def test_waves_do_not_see_one_another(database):
    one, two = opened(database, name="One"), opened(database, name="Two")
    add(database, one, [Sent({"safe": Answer(("yes",))}, {})] * 3)
    add(database, two, [Sent({"safe": Answer(("no",))}, {})])
    assert [tallied(database, key).responses for key in (one, two)] == [3, 1]
    assert tallied(database, opened(database, name="Three")).responses == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"safe": Answer(("perhaps",))},
        {"safe": Answer(("yes", "no"))},
        {"safe": Answer(words="yes")},
        {"help-with": Answer(("money", "moon"))},
        {"nothing-of-the-kind": Answer(("yes",))},
    ],
)
def test_one_wrong_answer_and_none_of_the_responses_is_kept(database, wrong):
    key = opened(database)
    right = Sent(EVERY_KIND, {})
    with pytest.raises(ValueError, match=r"."):
        add(database, key, [right, Sent(wrong, {}), right])
    assert tallied(database, key).responses == 0
    assert add(database, key, [right]) == 1
    with database.reading() as session:
        assert session.scalars(select(Response.seq)).all() == [1]
        assert len(session.scalars(select(Comment)).all()) == 2


def test_numbers_have_no_gaps_when_many_write_at_once(database):
    key = opened(database)
    sent = [Sent({"safe": Answer(("yes",)), "more": Answer(words="a")}, {})]

    def fail() -> None:
        with database.writing() as session:
            wave = waves.get(session, key)
            assert wave is not None
            responses.add(session, wave, small_survey(), sent, HOW)
            raise RuntimeError("the phone lost its signal")

    def send(turn: int) -> None:
        if turn % 5 == 4:  # some fail after they have their number
            with pytest.raises(RuntimeError):
                fail()
        else:
            add(database, key, sent * (1 + turn % 2))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(40)))
    with database.reading() as session:
        seqs = session.scalars(select(Response.seq).order_by(Response.seq)).all()
        assert seqs == list(range(1, 49))
        assert session.scalars(select(Wave.seq)).one() == 48
        assert sorted(session.scalars(select(Comment.seq)).all()) == seqs
    assert tallied(database, key).count("safe").options == {"yes": 48, "no": 0}


def test_what_was_written_is_kept_beside_the_form_that_may_be_quoted(database):
    key = opened(database)
    redacted = {"what-would-help": "My worker is Sam, ring [phone number]"}
    add(database, key, [Sent(EVERY_KIND, redacted)])
    with database.reading() as session:
        found = {c.question: c for c in session.scalars(select(Comment))}
        assert set(found) == {"what-would-help", "more"}
        help_ = found["what-would-help"]
        assert (help_.text, help_.redacted, help_.may_quote, help_.state) == (
            *(WORDS, redacted["what-would-help"], True, "new"),
        )
        assert (found["more"].redacted, found["more"].may_quote) == ("", False)


def test_what_was_never_shown_in_a_redacted_form_may_not_be_quoted(database):
    key = opened(database)
    add(database, key, [Sent({"more": Answer(words=WORDS, may_quote=True)}, {})])
    with database.reading() as session:
        assert session.scalars(select(Comment.may_quote)).one() is False


def test_nothing_but_a_date_a_language_and_a_way_is_kept_of_how_it_came(database):
    key = opened(database)
    add(database, key, [Sent({"safe": Answer(("yes",)), "more": SKIPPED}, {})])
    assert {c.name for c in Response.__table__.columns} == {
        "wave_id", "seq", "edition", "answered_on", "language", "way", "codes",
    }  # fmt: skip
    assert {c.name for c in Comment.__table__.columns} == {
        "wave_id", "seq", "question", "text", "redacted", "may_quote", "state", "mended",
    }  # fmt: skip
    with database.reading() as session:
        row = session.scalars(select(Response)).one()
        assert (type(row.answered_on), row.answered_on) == (date, HOW.answered_on)
        assert (row.language, row.way, row.codes) == ("en", "phone", ".......0-")
        assert session.scalars(select(Comment)).all() == []


def test_no_responses_are_no_change(database):
    key = opened(database)
    assert add(database, key, []) == 0
    assert tallied(database, key).responses == 0
