"""What a wave promises of its own, and the survey as it then asks it."""

import pytest

from feedback.domain.promises import Promise, as_asked, has_comments, missing
from feedback.domain.surveys import Survey
from tests.conftest import small_survey


def test_a_wave_that_says_nothing_of_its_own_asks_the_very_survey():
    survey = small_survey()
    assert as_asked(survey, Promise()) is survey


def test_words_that_are_the_surveys_own_make_no_other_edition():
    survey = small_survey()
    same = Promise(survey.who_reads, survey.hear_back, survey.in_danger, "Duty worker", "at once")
    assert as_asked(survey, same).fingerprint == survey.fingerprint


def test_a_waves_own_words_go_first_and_easy_words_for_others_go_with_them():
    easy = {"who-reads": "Two people read it.", "hear-back": "We write in May."}
    asked = as_asked(small_survey(easy=easy), Promise(who_reads="A new team reads it."))
    assert (asked.who_reads, asked.hear_back) == ("A new team reads it.", "You will hear back in May.")
    assert (asked.easy.who_reads, asked.easy.hear_back) == (None, "We write in May.")


def test_without_comment_boxes_no_question_takes_words_and_the_survey_is_still_sound():
    asked = as_asked(small_survey(), Promise(comments=False))
    assert not has_comments(asked)
    assert [q.key for q in asked.questions] == ["in-control", "help-with", "moves", "born", "safe"]
    assert Survey.model_validate(asked.model_dump(by_alias=True, mode="json")) == asked


def test_a_survey_of_nothing_but_comment_boxes_can_not_do_without():
    only = small_survey(questions=[{"key": "more", "ask": "What else?", "kind": "comment"}])
    with pytest.raises(ValueError, match="every question of this survey is a comment box"):
        as_asked(only, Promise(comments=False))


def test_what_is_not_said_yet_is_named_and_danger_only_where_people_can_write():
    silent = small_survey(**{"who-reads": None, "hear-back": None, "in-danger": None})
    assert missing(silent) == ["who-reads", "hear-back", "in-danger"]
    assert missing(as_asked(silent, Promise(comments=False))) == ["who-reads", "hear-back"]
    assert missing(as_asked(silent, Promise("A", "B", "C"))) == []


def test_a_promise_comes_back_as_it_was_kept():
    made = Promise("A", "B", "C", "D", "E", comments=False)
    assert Promise.of(made.kept()) == made
    assert Promise.of({}) == Promise()
