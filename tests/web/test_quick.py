"""What makes answering quick: few statements a request, and nothing kept that could be out of date."""

from collections import OrderedDict
from dataclasses import replace
from datetime import timedelta

import pytest
from markupsafe import Markup

from bench import big_survey, statements
from feedback.adapters.store import editions
from feedback.adapters.store import settings as choices
from feedback.adapters.store.opening import open_survey
from feedback.domain.choices import HelpLine
from feedback.domain.surveys import Survey
from feedback.web.parts import MOST, Parts
from tests.conftest import TODAY, Council, small_survey
from tests.web.visitor import Visitor

ASKED = {"key": "safe", "ask": "Do you feel safe?", "kind": "yes-no", "tags": ["pledge-5"]}
YES_NO = [{"key": "yes", "label": "Yes"}, {"key": "no", "label": "No"}]


def asking(words: str) -> Survey:
    """A survey of one question."""
    return small_survey(questions=[{**ASKED, "ask": words, "options": YES_NO}])


def begun(council: Council, key: str) -> Visitor:
    """Somebody who is at the first question."""
    visitor = Visitor(council.client())
    visitor.get(f"/s/{key}/")
    visitor.post(f"/s/{key}/start")
    return visitor


@pytest.mark.parametrize("shape", ["one question", "four questions"])
def test_statements_a_request(council: Council, shape: str) -> None:
    key = council.open(big_survey.shapes()[shape])
    found = statements.of_a_completion(council.app, key)
    # BEGIN, COMMIT and SAVEPOINT are counted apart: they ask nothing.
    assert {name: max(seen)[0] for name, seen in found.items()} == {
        "GET welcome": 2,
        "POST start": 4,
        "GET q": 4,
        "POST q": 4,
        "GET check": 3,
        "POST send": 10,  # five rows are written, and the slow hash is made before they are held
        "GET thanks": 4,
    }
    every = [statements for seen in found.values() for statements, _ in seen.elements()]
    assert len(every) == {"one question": 45, "four questions": 15}[shape]
    assert sum(every) / len(every) < 5


def test_words_that_were_corrected_are_asked_at_once(council: Council) -> None:
    key = council.open(asking("Do you feel saf?"))
    visitor = begun(council, key)
    assert "Do you feel saf?" in visitor.page.text
    with council.database.writing() as session:
        days = (TODAY - timedelta(days=21), TODAY + timedelta(days=30))
        open_survey(session, asking("Do you feel safe?"), "Autumn 2026", days, TODAY)
    visitor.get(visitor.path)
    assert "Do you feel safe?" in visitor.page.text


def test_an_edition_that_came_to_nothing_is_not_asked(council: Council) -> None:
    key = council.open(asking("The first?"))
    with council.database.writing() as session:
        editions.publish(session, asking("Taken back?"), TODAY)
        assert editions.get(session, "small", 2).title  # kept by this process
        session.rollback()
    with council.database.writing() as session:
        assert editions.publish(session, asking("The second?"), TODAY) == 2
    with council.database.reading() as session:
        assert editions.get(session, "small", 2).questions[0].ask == "The second?"
    assert "The first?" in begun(council, key).page.text


def test_of_editions_only_so_many_are_kept(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "MOST_KEPT", 1)
    monkeypatch.setattr(editions, "_kept", OrderedDict())
    council.open(asking("The first?"), "First")
    council.open(asking("The second?"), "Second")
    for _ in range(2):
        with council.database.reading() as session:
            said = [survey.questions[0].ask for survey in editions.of(session, "small").values()]
        assert said == ["The first?", "The second?"]
        assert len(editions._kept) == 1


def test_a_wave_that_closes_takes_no_answer_more(council: Council) -> None:
    key = council.open()
    visitor = begun(council, key)
    assert visitor.get(visitor.path).status_code == 200
    given = {"csrf_token": visitor.token, "answer": "agree"}
    with council.database.writing() as session:
        days = (TODAY - timedelta(days=21), TODAY - timedelta(days=10))
        open_survey(session, small_survey(), "Autumn 2026", days, TODAY)
    assert visitor.get(visitor.path).status_code == 403
    assert visitor.client.post(visitor.path, data=given).status_code == 403


def test_a_help_line_that_is_chosen_stands_in_every_process_at_once(council: Council) -> None:
    elsewhere = Council(council.settings)  # it draws its own parts of pages
    key = council.open()
    visitors = [begun(council, key), begun(elsewhere, key)]
    for visitor in visitors:
        assert "Childline" in visitor.page.text
    with council.database.writing() as session:
        _, now = choices.chosen(session, hold=True)
        choices.choose(session, replace(now, help_lines=(HelpLine("A made-up line", "0300 123 5500", ""),)))
    for visitor in visitors:
        visitor.get(visitor.path)
        assert "A made-up line" in visitor.page.text
        assert "Childline" not in visitor.page.text
    elsewhere.database.close()


def test_what_is_drawn_for_one_language_is_not_shown_in_another(council: Council) -> None:
    survey = asking("Do you feel safe?")
    polish = {
        "status": "drafted",
        "on": "2026-11-22",
        "words": {"Do you feel safe?": "Czy czujesz się bezpiecznie?"},
    }
    key = council.open(survey.model_copy(update={"languages": {}}))
    english, other = begun(council, key), begun(council, key)
    with council.database.writing() as session:
        spoken = Survey.model_validate({**survey.model_dump(by_alias=True), "languages": {"pl": polish}})
        days = (TODAY - timedelta(days=21), TODAY + timedelta(days=30))
        open_survey(session, spoken, "Autumn 2026", days, TODAY)
    for _ in range(2):
        english.get(english.path)
        other.get(f"{other.path}?show=pl")
        assert "Do you feel safe?" in english.page.text
        assert "Need to talk?" in english.page.text
        assert "Czy czujesz się bezpiecznie?" in other.page.text
        assert "Need to talk?" not in other.page.text


def test_nobody_sees_what_another_person_answered_or_got_wrong(council: Council) -> None:
    key = council.open()
    one, other = begun(council, key), begun(council, key)
    first = one.path
    one.post(first, {})
    assert "There is a problem" in one.page.text
    one.post(first, {"answer": "agree"})
    one.get(first)
    assert [i["value"] for i in one.page.all("input") if "checked" in i] == ["agree"]
    other.get(first)
    assert "There is a problem" not in other.page.text
    assert [i for i in other.page.all("input") if "checked" in i] == []
    assert other.token != one.token


def test_a_part_is_drawn_once_anew_with_new_settings_and_only_so_many_are_kept(council: Council) -> None:
    parts, drawn = Parts(), iter(map(str, range(MOST * 2)))
    settings, changed = council.settings, replace(council.settings, council="Dorset")

    def draw() -> Markup:
        return Markup(next(drawn))

    assert [parts.get(settings, "foot", draw) for _ in range(2)] == ["0", "0"]
    assert parts.get(settings, "head", draw) == "1"
    assert parts.get(changed, "foot", draw) == "2"
    assert parts.get(changed, "foot", draw) == "2"
    for name in range(MOST):
        parts.get(changed, name, draw)
    assert len(parts._kept) == MOST
    assert parts.get(changed, "foot", draw) not in ("0", "2")
