"""The impact assessment says what is asked and what the code goes by, and leaves the rest to the council."""

from dataclasses import replace
from datetime import date

import pytest

from feedback.domain.assessment import assessment
from feedback.domain.assessment_facts import Asked, Facts
from feedback.domain.choices import Contact
from feedback.domain.disclosure import Rules
from feedback.domain.questions import Kind, Question
from feedback.domain.special import suggested
from tests.conftest import small_survey


def facts(**changes: object) -> Facts:
    whole = {
        "council": "Dorset",
        "contact": Contact(),
        "rules": Rules(7, 12),
        "asked": (Asked(small_survey(), "Autumn 2026", "1 November to 1 December", with_codes=False),),
        "languages": ("English", "Welsh (Cymraeg)"),
        "database": "SQLite",
        "draft_days": 30,
        "tries_minutes": 15,
        "made_on": date(2026, 11, 22),
        "version": 4,
    }
    return Facts(**(whole | changes))  # type: ignore[arg-type]


def words(**changes: object) -> str:
    return "\n".join(f"{p.name}: {p.words}" for part in assessment(facts(**changes)) for p in part.points)


def test_it_says_of_which_day_and_which_settings_it_is():
    assert "Drafted by Told Us on 22 November 2026 from version 4 of the settings." in words()


def test_every_question_stands_in_it_with_its_kind():
    said = words()
    for question in small_survey().questions:
        assert question.ask in said
    assert "When were you born? (a date, kept as a band)" in said
    assert "What else? (words of their own; people may write anything here" in said


def test_the_numbers_are_those_that_are_in_force():
    said = words()
    assert "Counts from 1 to 7 are hidden" in said
    assert "Of a group under 12 only the size is told" in said
    assert "Drafts go after 30 days" in said
    assert "Counts from 1 to 9 are hidden" in words(rules=Rules(9, 12))


def test_what_only_the_council_knows_is_a_blank():
    blanks = [f"{p.name}: {p.words}" for part in assessment(facts()) for p in part.points if p.blank]
    for name in ("Lawful basis", "Until when", "Young people", "Risks accepted by", "Controller"):
        assert any(blank.startswith(name) for blank in blanks), name


def test_the_day_on_which_answers_go_is_told_and_a_blank_where_there_is_none():
    ends = Asked(small_survey(), "Autumn 2026", "1 November to 1 December", False, "1 December 2028")
    said = words(asked=(ends,))
    assert f"{small_survey().title}, Autumn 2026: 1 December 2028" in said
    assert "where no day is set" not in said
    assert "where no day is set" in words(asked=(ends, replace(ends, kept_until="")))


def test_what_the_settings_tell_is_a_blank_no_longer():
    contact = Contact("us@example.org", "0300 123 5500", "dpo@example.org")
    named = {p.name: p for part in assessment(facts(contact=contact)) for p in part.points}
    assert named["Controller"].words == "Dorset: us@example.org or 0300 123 5500"
    assert not named["Controller"].blank
    assert named["Data protection officer"].blank  # what they said about this one is still to come


def test_without_a_survey_it_says_so():
    assert "No survey is open" in words(asked=())


@pytest.mark.parametrize(
    ("ask", "found"),
    [
        ("Do you have a disability?", ("health",)),
        ("What is your ethnic group?", ("race or ethnic origin",)),
        ("Have you been in contact with the police?", ("offences",)),
        ("Do you trust your worker?", ()),
        ("How is the weather?", ()),
    ],
)
def test_special_categories_are_suggested_by_words(ask, found):
    assert suggested(Question(key="q", ask=ask, kind=Kind.COMMENT)) == found


def test_an_answer_to_pick_can_hint_too():
    options = ({"key": "a", "label": "My faith"}, {"key": "b", "label": "My friends"})
    asked = Question.model_validate(
        {"key": "q", "ask": "What helps?", "kind": "choose-one", "options": options}
    )
    assert suggested(asked) == ("religion or belief",)


def test_special_categories_ask_for_a_condition():
    assert "article 9(2)" not in words()
    questions = [{"key": "q", "ask": "How is your health?", "kind": "comment"}]
    survey = small_survey(questions=questions)
    assert "article 9(2)" in words(asked=(Asked(survey, "Autumn", "now", with_codes=True),))
