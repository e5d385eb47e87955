"""Results and sections are found by the names that people type; a wrong name is told with the right ones."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from feedback.adapters import definitions
from feedback.adapters.database import Database
from feedback.adapters.lookup import NotFound, results_of, sections_of
from feedback.adapters.results import Results
from feedback.adapters.settings import shipped
from feedback.domain.disclosure import Rules
from tests.adapters.answered import wave_of
from tests.conftest import small_survey

RULES = Rules()
ASKED = [q.key for q in small_survey().questions]
QUESTIONS = ", ".join(q.key for q in small_survey().questions if q.options)
GROUPS = ", ".join(q.key for q in small_survey().questions if q.options and not q.takes_several)


@pytest.fixture
def session(sqlite_template: Path, tmp_path: Path) -> Iterator[Session]:
    """A database with two waves of the small survey."""
    copy = tmp_path / "told-us.sqlite3"
    shutil.copy(sqlite_template, copy)
    database = Database(f"sqlite:///{copy}")
    with database.writing() as session:
        wave_of(session, 10, "Spring 2026")
        wave_of(session)
        yield session
    database.close()


def counts(results: Results, question: str) -> dict[str, int | None]:
    (found,) = [f for f in results.findings if f.question == question]
    return dict(zip(found.row_keys, (c.count for c in found.told[0].cells), strict=True))


def test_the_latest_wave_is_meant_unless_another_is_named(session):
    for name, wave, people in [
        (None, "small-autumn-2026", 40),
        ("Autumn 2026", "small-autumn-2026", 40),
        ("Spring 2026", "small-spring-2026", 10),
        ("small-spring-2026", "small-spring-2026", 10),
    ]:
        (found,) = results_of(session, ("small", name), (), [], None)
        assert (found.source.wave, found.source.responses, found.group) == (wave, people, "")


def test_every_question_is_there_in_the_order_it_was_asked(session):
    (found,) = results_of(session, ("small", None), (), [], None)
    assert [f.question for f in found.findings] == ASKED
    assert counts(found, "in-control") == {"agree": 24, "neither": 6, "disagree": 10}
    assert counts(found, "help-with") == {"money": 20, "home": 10, "none": 20}
    assert [f.told[0].base for f in found.findings] == [40, 10, 40, 30, 40, 40, 1]


def test_a_breakdown_has_one_set_of_results_for_each_group(session):
    found = results_of(session, ("small", None), ["in-control"], [], None)
    assert [(r.group, r.source.responses) for r in found] == [("Agree", 24), ("Neither", 6), ("Disagree", 10)]
    assert [counts(r, "born") for r in found] == [
        {"old": 20, "young": 4}, {"old": 0, "young": 6}, {"old": 0, "young": 10},
    ]  # fmt: skip


def test_a_filter_keeps_those_who_match_every_part_of_it(session):
    (found,) = results_of(session, ("small", None), (), ["born=old", "help-with=home"], None)
    assert found.source.responses == 5
    assert counts(found, "safe") == {"yes": 4, "no": 1}
    (nobody,) = results_of(session, ("small", None), (), ["born=old", "in-control=disagree"], None)
    assert nobody.source.responses == 0
    by = results_of(session, ("small", None), ["safe"], ["born=old"], None)
    assert [r.source.responses for r in by] == [18, 2]


def test_what_is_published_hides_small_counts_and_what_would_give_them_away(session):
    (found,) = results_of(session, ("small", None), (), [], RULES)
    assert counts(found, "safe") == {"yes": None, "no": None}
    assert counts(found, "in-control") == {"agree": 24, "neither": 6, "disagree": 10}
    assert [f.told[0].base for f in found.findings][-1] is None


def test_few_responses_are_not_told_when_published(session):
    wave_of(session, 4, "Winter 2026")
    (found,) = results_of(session, ("small", "Winter 2026"), (), [], RULES)
    assert found.source.responses is None
    assert {t.source.responses for f in found.findings for t in f.told} == {None}


@pytest.mark.parametrize(
    ("survey", "by", "where", "told"),
    [
        (("none", None), (), [], "No survey “none” has been opened or imported. There are: small."),
        (("small", "Winter"), (), [], "“small” has no wave “Winter”. There are: Autumn 2026, Spring 2026."),
        (("small", None), ["age"], [], f"“age” is not a question that makes groups. There are: {GROUPS}."),
        (("small", None), ["more"], [], f"“more” is not a question that makes groups. There are: {GROUPS}."),
        (("small", None), (), ["age=18"], f"“age” is not a question with options. There are: {QUESTIONS}."),
        (
            ("small", None),
            (),
            ["more=a"],
            f"“more” is not a question with options. There are: {QUESTIONS}.",
        ),
        (("small", None), (), ["safe=maybe"], "“safe” has no option “maybe”. There are: yes, no."),
        (("small", None), (), ["safe"], "“safe” has no option “”. There are: yes, no."),
    ],
)
def test_a_name_that_nothing_has_is_told_with_the_names_that_there_are(session, survey, by, where, told):
    with pytest.raises(NotFound) as raised:
        results_of(session, survey, by, where, None)
    assert str(raised.value) == told


def test_a_filter_is_not_published(session):
    with pytest.raises(NotFound, match="leave out --where, or use --by"):
        results_of(session, ("small", None), (), ["safe=yes"], RULES)


def test_only_a_question_that_is_marked_for_it_is_published_as_a_breakdown(session):
    with pytest.raises(NotFound) as raised:
        results_of(session, ("small", None), ["safe"], [], RULES)
    assert str(raised.value) == "“safe” is not marked as a breakdown. There are: none."


@pytest.mark.parametrize("by", [["safe", "safe"], ["safe", "born", "in-control"]])
def test_one_question_or_two_different_ones_make_groups(session, by):
    with pytest.raises(NotFound, match="by one question, or by two different ones"):
        results_of(session, ("small", None), by, [], None)


def test_an_empty_database_has_no_results(sqlite_template, tmp_path):
    copy = tmp_path / "empty.sqlite3"
    shutil.copy(sqlite_template, copy)
    database = Database(f"sqlite:///{copy}")
    with database.reading() as session, pytest.raises(NotFound, match="There are: none"):
        results_of(session, ("small", None), (), [], None)
    database.close()


# Sections


def test_one_section_is_found_by_its_commitment_and_all_come_in_order(session):
    content = definitions.load(shipped("surveys"))
    (pledge,) = sections_of(session, content, "pledge-5", RULES)
    assert pledge.commitment == "pledge-5"
    assert [f.question for f in pledge.findings] == ASKED
    assert [s.name for s in pledge.sources] == ["Autumn 2026", "Spring 2026"]
    assert pledge.quotes == ()  # cleared, but the only one who wrote: a quote would tell that
    every = sections_of(session, content, None, RULES)
    keys = [c.key for f in content.frameworks.values() for c in f.commitments]
    assert [s.commitment for s in every] == keys
    assert [s.commitment for s in every if s.findings] == ["pledge-5"]


def test_a_commitment_that_there_is_not_is_told_with_those_there_are(session):
    content = definitions.load(shipped("surveys"))
    with pytest.raises(
        NotFound, match=r"There is no commitment “pledge-7”\. There are: .*pledge-1, .*theme-6\."
    ):
        sections_of(session, content, "pledge-7", RULES)
