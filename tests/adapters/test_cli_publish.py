"""Publishing and breaking down, as they are typed."""

import json

import pytest

from feedback.adapters.store import arrangements, editions, responses, waves
from feedback.domain.arranging import Arrangement, Placed
from feedback.domain.journey import Answer
from tests.adapters.test_cli import DAYS, HARM, fails
from tests.conftest import TODAY
from tests.live import moment

KEY = "care-leavers-autumn-2026"


def answer(database, *rows):
    """So many people, how in control they feel and how old they are."""
    with database.writing() as session:
        wave = waves.get(session, KEY)
        survey = editions.get(session, wave.survey_key, wave.edition)
        sent = [
            responses.Sent({"in-control": Answer((control,)), "age": Answer((age,))}, {})
            for n, control, age in rows
            for _ in range(n)
        ]
        responses.add(session, wave, survey, sent, responses.Circumstances(TODAY))


@pytest.fixture
def asked(toldus, stored):
    """The care leavers survey, answered by 80 people of two ages."""
    assert toldus("open", "care-leavers", "--wave", "Autumn 2026", *DAYS, *HARM).exit_code == 0
    ages = [o.key for o in _survey(stored).question("age").options]
    answer(stored, *[(20, control, age) for control in ("agree", "disagree") for age in ages[:2]])
    return ages


def _survey(database):
    with database.reading() as session:
        wave = waves.get(session, KEY)
        return editions.get(session, wave.survey_key, wave.edition)


def test_a_breakdown_is_printed_as_it_may_be_published(toldus, asked):
    found = json.loads(
        toldus("results", "care-leavers", "--by", "age", "--published", "--format", "json").stdout
    )
    assert [r["responses"] for r in found] == [40, 40, 0]
    control = [next(q for q in r["questions"] if q["key"] == "in-control") for r in found]
    assert [q["base"] for q in control] == [40, 40, 0]
    assert {o["key"]: o["count"] for o in control[0]["options"]}["agree"] == 20


def test_two_questions_break_results_down_together(toldus, asked):
    said = toldus("results", "care-leavers", "--by", "age", "--by", "where-you-live").stdout
    assert "Under 18, In a home of my own" in said
    refused = toldus("results", "care-leavers", "--by", "in-control", "--published")
    assert "“in-control” is not marked as a breakdown. There are: where-you-live, age." in fails(refused)


def test_what_is_published_is_remembered_and_a_late_reply_refused(toldus, asked, stored):
    draft = toldus("section", "pledge-5", "--format", "md").stdout
    assert "Draft. Before you share these numbers" in draft
    assert toldus("publish", "pledge-5").stdout.startswith("Published, and remembered: ")
    assert "Draft." not in toldus("section", "pledge-5", "--format", "md").stdout
    answer(stored, (1, "agree", asked[0]))
    refused = toldus("publish", "pledge-5")
    assert refused.exit_code == 1
    assert "Nothing was published." in refused.output
    assert "I feel in control of the decisions that affect my life Autumn 2026: Agree" in refused.output
    assert "To publish all the rest, give --drop." in refused.output
    assert toldus("publish", "pledge-5", "--drop").exit_code == 0
    told, _, _ = toldus("section", "pledge-5", "--format", "md").stdout.partition("<!--")
    assert "41" not in told, "40 and one more"


def test_a_section_is_broken_down(toldus, asked):
    written = toldus("section", "pledge-5", "--by", "age", "--format", "csv").stdout
    assert f"{KEY}/in-control/agree?age={asked[0]}" in written
    assert "These questions are marked for it: " in fails(toldus("section", "pledge-5", "--by", "nothing"))
    assert "There is no commitment “pledge-99”" in fails(toldus("publish", "pledge-99"))
    assert "Name one commitment, such as pledge-5, or give --all." in fails(toldus("publish"))


def arrange(database, **given):
    """Arranges pledge 5 as an officer might."""
    with database.writing() as session:
        now = arrangements.newest(session, "pledge-5").version
        assert arrangements.add(session, "pledge-5", now + 1, Arrangement(**given), "sam", moment())


def test_a_section_is_written_as_it_was_arranged_and_as_it_was_published(toldus, asked, stored):
    out = (Placed(key="care-leavers/what-would-help", shown=False),)
    assert "### What would help?" in toldus("section", "pledge-5", "--format", "md").stdout
    arrange(stored, findings=out, own_words="You told us.", by=("age",))
    written = toldus("section", "pledge-5", "--format", "md").stdout
    assert "### What would help?" not in written
    assert "You told us." in written
    assert "Under 18" in written
    assert "No section of “pledge-5” was published." in fails(toldus("section", "pledge-5", "--published"))
    assert toldus("publish", "pledge-5").exit_code == 0
    answer(stored, (25, "agree", asked[0]))
    today = toldus("section", "pledge-5", "--format", "md").stdout
    before = toldus("section", "pledge-5", "--format", "md", "--published").stdout
    assert "80 care leavers" in before
    assert "80 care leavers" not in today
    assert "You told us." in before
    assert before == toldus("section", "--all", "--format", "md", "--published").stdout
    assert "leave out --by" in fails(toldus("section", "pledge-5", "--published", "--by", "age"))


def test_numbers_of_our_own_are_checked_before_they_are_published(toldus, asked, stored):
    arrange(stored, own_words="67% of you.")
    assert "not among the figures: 67%." in fails(toldus("publish", "pledge-5"))
    assert toldus("publish", "pledge-5", "--checked").exit_code == 0
