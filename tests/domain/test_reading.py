"""A survey as one person reads it: in a language, standard or easy, with its hard words explained."""

from datetime import date

import pytest

from feedback.domain.reading import Reading, Said
from feedback.domain.surveys import Survey, find_words
from feedback.domain.translations import Status, Translation

AGREE = [
    {"key": "agree", "label": "Agree", "easy": "I agree"},
    {"key": "disagree", "label": "Disagree"},
]
WELSH = {
    "My adviser helps me": "Mae fy nghynghorydd yn fy helpu",
    "Agree": "Cytuno",
    "I agree": "Dw i’n cytuno",
    "adviser": "nghynghorydd",
    "A worker who helps you.": "Gweithiwr sy’n dy helpu di.",
    "About you": "Amdanat ti",
}


def survey(**changes):
    question = {
        "key": "helps",
        "ask": "My adviser helps me",
        "hint": "Your PA is your adviser.",
        "easy": "I get help",
        "easy-hint": "Your PA is a worker.",
        "kind": "scale",
        "options": AGREE,
    }
    whole = {
        "survey": "small",
        "title": "Small",
        "audience": {"key": "young", "many": "young people", "one": "young person"},
        "introduction": "About you",
        "easy": {"introduction": "This is about you."},
        "words": [{"term": "adviser", "also": ["PA"], "means": "A worker who helps you."}],
        "questions": [question],
        "languages": {"cy": Translation(status=Status.DRAFTED, on=date(2026, 11, 22), words=WELSH)},
    }
    return Survey.model_validate(whole | changes)


def read(language="en", easy=False):
    found = Reading(survey(), language, easy)
    return found, found.survey.questions[0]


def test_words_come_in_the_readers_language_and_in_english_where_they_are_not_translated():
    reading, question = read("cy")
    assert reading.ask(question) == Said("Mae fy nghynghorydd yn fy helpu", "cy")
    assert reading.hint(question) == Said("Your PA is your adviser.", "en")
    assert reading.title == Said("Small", "en")
    assert reading.label(question, "agree") == Said("Cytuno", "cy")
    assert reading.label(question, "disagree") == Said("Disagree", "en")


def test_a_language_that_the_survey_does_not_come_in_is_english():
    reading, question = read("pl")
    assert reading.ask(question) == Said("My adviser helps me", "en")


def test_easy_words_are_used_only_in_easy_read():
    reading, question = read(easy=True)
    assert reading.ask(question).words == "I get help"
    assert reading.hint(question) == Said("Your PA is a worker.")
    assert reading.label(question, "agree").words == "I agree"
    assert reading.label(question, "disagree").words == "Disagree"
    assert reading.start("introduction") == Said("This is about you.")
    assert reading.start("who_reads") is None
    standard, question = read()
    assert standard.ask(question).words == "My adviser helps me"
    assert standard.start("introduction") == Said("About you")


def test_easy_words_that_are_not_translated_give_way_to_standard_ones_that_are():
    reading, question = read("cy", easy=True)
    assert reading.ask(question) == Said("Mae fy nghynghorydd yn fy helpu", "cy")
    assert reading.label(question, "agree") == Said("Dw i’n cytuno", "cy")
    assert reading.start("introduction") == Said("Amdanat ti", "cy")


def test_words_that_were_changed_since_are_not_shown_in_an_old_translation():
    question = survey().questions[0].model_copy(update={"ask": "My adviser listens to me"})
    changed = survey().model_copy(update={"questions": (question,)})
    assert Reading(changed, "cy").ask(question) == Said("My adviser listens to me", "en")


def test_hard_words_of_a_question_are_explained_in_the_readers_language():
    reading, question = read("cy")
    (word,) = reading.meanings(question)
    assert word.forms[0] == Said("nghynghorydd", "cy")
    assert word.means == Said("Gweithiwr sy’n dy helpu di.", "cy")
    assert (word.place, word.linked) == (1, True)


def test_a_word_that_stands_nowhere_in_the_question_is_not_explained_there():
    reading, question = read(easy=True)
    (word,) = reading.meanings(question)
    assert word.linked, "PA stands in the easy hint"
    bare = question.model_copy(update={"easy_hint": None, "hint": None})
    assert reading.meanings(bare) == ()


def test_a_word_that_stands_only_in_an_option_is_explained_but_not_linked():
    options = [{"key": "a", "label": "My adviser"}, {"key": "b", "label": "Nobody"}]
    question = {"key": "who", "ask": "Who helps?", "kind": "choose-one", "options": options}
    reading = Reading(survey(questions=[question]))
    (word,) = reading.meanings(reading.survey.questions[0])
    assert not word.linked


@pytest.mark.parametrize(
    ("forms", "words", "found"),
    [
        (["adviser"], "My Adviser helps", "Adviser"),
        (["adviser"], "My advisers help", None),
        (["adviser", "personal adviser"], "a personal adviser", "personal adviser"),
        (["PA"], "gyda pha un, pa beth", None),
        (["PA"], "Your PA helps", "PA"),
        (["a+b"], "use a+b here", "a+b"),
    ],
)
def test_words_are_found_whole(forms, words, found):
    match = find_words(forms, words)
    assert (match and match[0]) == found


def test_all_that_a_survey_says_can_be_given_to_a_translator():
    said = {words for _, words in survey().said()}
    assert said >= {"Small", "About you", "This is about you.", "adviser", "PA", "A worker who helps you."}
    assert said >= {
        "My adviser helps me",
        "I get help",
        "Your PA is a worker.",
        "Agree",
        "I agree",
        "I’d rather not say",
    }


def test_a_survey_has_an_easy_version_only_if_every_question_has_easy_words():
    assert survey().has_easy
    hard = survey().questions[0].model_copy(update={"easy": None})
    assert not survey().model_copy(update={"questions": (hard,)}).has_easy


def test_a_translation_says_how_much_of_it_is_done():
    words = frozenset(w for _, w in survey().said())
    assert survey().languages["cy"].done(words) == len(WELSH)
