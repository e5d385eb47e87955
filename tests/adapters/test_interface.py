"""Our own words in twelve languages: whole, and never passed off as checked."""

import pytest

from feedback.adapters import definitions, interface, languages
from feedback.adapters.interface import WrongCatalogue
from feedback.adapters.settings import shipped
from feedback.domain.translations import Status

OTHERS = set(languages.NAMES) - {"en"}
SAID = {words for _, words in interface.said()}
SHIPPED = definitions.load(shipped("surveys")).surveys


def test_the_interface_comes_in_twelve_languages():
    assert len(languages.NAMES) == 12
    assert set(interface.load()) == OTHERS


@pytest.mark.parametrize("language", sorted(OTHERS))
def test_every_word_of_the_interface_is_translated(language):
    assert SAID - set(interface.load()[language].words) == set()


@pytest.mark.parametrize("language", sorted(OTHERS))
def test_nothing_is_translated_that_is_no_longer_said(language):
    assert set(interface.load()[language].words) - SAID == set()


@pytest.mark.parametrize("key", sorted(SHIPPED))
def test_every_word_of_the_surveys_is_translated(key):
    survey = SHIPPED[key]
    wanted = OTHERS if key in ("care-leavers", "cared-for") else {"cy"}
    assert set(survey.languages) == wanted
    said = {words for _, words in survey.said()}
    for language, translation in survey.languages.items():
        assert said - set(translation.words) == set(), language
        assert set(translation.words) - said == set(), language


def test_no_translation_is_passed_off_as_checked():
    made = [*interface.load().values(), *(t for s in SHIPPED.values() for t in s.languages.values())]
    assert {t.status for t in made} == {Status.DRAFTED}


def test_the_search_for_words_finds_pages_errors_and_messages():
    assert {"Leave this page", "Check your answers", "We can’t find that page"} <= SAID
    assert {"Choose an answer, or “%(skip)s”", "free, day and night", "Standard"} <= SAID
    assert "Sign out" not in SAID, "the office speaks English"


def test_a_wrong_catalogue_stops_the_start_with_every_mistake(tmp_path):
    (tmp_path / "xx.po").write_text('msgid ""\nmsgstr ""\n"Language: cy\\n"\n', encoding="utf-8")
    with pytest.raises(WrongCatalogue, match=r"xx\.po line 1: “X-Told-Us-Of”"):
        interface.load(tmp_path)


def test_languages_are_named_as_those_who_speak_them_name_them():
    assert languages.name("cy") == "Cymraeg"
    assert languages.name("ga") == "Gaeilge"
    assert languages.locale("ckb").text_direction == "rtl"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "12 of 16"), ("ar", "١٢ of ١٦"), ("fa", "۱۲ of ۱۶"), ("ti", "12 of 16")]
)
def test_numbers_are_in_the_languages_own_digits(language, said):
    assert languages.digits("12 of 16", language) == said
