"""Read aloud: by a voice of the phone's own, each part in its language, with the word marked as it's said."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.phones import Phone, Street

# A phone's speech in our hands: it says nothing until told to, and keeps what it was given to say.
SPEECH = """
window.said = [];
window.spoken = null;
class Speech {
  constructor() { this.voices = VOICES; }
  getVoices() { return this.voices; }
  speak(utterance) { said.push([utterance.lang, utterance.text.trim()]); window.spoken = utterance; }
  cancel() { const was = window.spoken; window.spoken = null; if (was) was.onerror({error: "canceled"}); }
}
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, "speechSynthesis", {value: new Speech()});
window.sayWord = index => {
  const at = [...spoken.text.matchAll(/\\S+/g)][index];
  spoken.onboundary({name: "word", charIndex: at.index, charLength: WITH_LENGTH ? at[0].length : undefined});
};
window.finish = () => { const was = spoken; window.spoken = null; was.onend({}); };
"""
ENGLISH = "{lang: 'en-GB', localService: true}"
WELSH = "{lang: 'cy_GB', localService: true}"
FAR_AWAY = "{lang: 'en-US', localService: false}"


def speech(*voices: str, with_length: bool = True) -> str:
    given = SPEECH.replace("VOICES", f"[{', '.join(voices)}]")
    return given.replace("WITH_LENGTH", "true" if with_length else "false")


def begun(street: Street, before: str) -> Phone:
    phone = street.phone(before=before)
    phone.begin()
    return phone


def listen(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile("^(Listen|Stop)$"))


def everything_said(page: Page) -> list[list[str]]:
    """Lets the phone say all that it has been given, and says what that was."""
    while page.evaluate("!!window.spoken"):
        page.evaluate("finish()")
    said: list[list[str]] = page.evaluate("said.splice(0)")
    return said


@pytest.mark.parametrize("voices", [[], [WELSH], [FAR_AWAY]], ids=["no voice", "another's", "far away"])
def test_no_button_is_there_without_a_voice_of_the_phones_own(street: Street, voices: list[str]) -> None:
    phone = begun(street, speech(*voices))
    expect(listen(phone.page)).to_have_count(0)


def test_the_button_comes_when_voices_come(street: Street) -> None:
    phone = begun(street, speech())
    phone.page.evaluate(f"speechSynthesis.voices = [{ENGLISH}]")
    phone.page.evaluate("speechSynthesis.onvoiceschanged()")
    expect(listen(phone.page)).to_have_count(1)
    phone.page.evaluate("speechSynthesis.onvoiceschanged()")
    expect(listen(phone.page)).to_have_count(1)


def test_a_question_is_read_in_order(street: Street) -> None:
    phone = begun(street, speech(ENGLISH))
    phone.give()
    phone.give()
    listen(phone.page).click()
    expect(listen(phone.page)).to_have_text("Stop")
    assert [text for _, text in everything_said(phone.page)] == [
        "What did we help with?",
        "Tick all that are true for you.",
        "Money",
        "A home",
        "None of these",
        "I’d rather not say",
    ]
    expect(listen(phone.page)).to_have_text("Listen")


def test_the_start_page_is_read_in_short_pieces_and_no_button_of_it(street: Street) -> None:
    phone = street.phone(before=speech(ENGLISH))
    phone.page.goto(phone.start)
    long = "document.querySelector('main p').textContent = 'A long part. '.repeat(20) + 'and '.repeat(80)"
    phone.page.evaluate(long)
    listen(phone.page).click()
    said = [text for _, text in everything_said(phone.page)]
    assert said[0] == "A small survey"
    assert "We don’t ask your name." in said
    assert said.count("A long part.") == 20
    assert max(map(len, said)) < 200
    assert "Start" not in said


@pytest.mark.parametrize("highlights", [True, False], ids=["highlights", "an older phone"])
def test_the_word_that_is_read_is_marked_and_so_is_its_card(street: Street, highlights: bool) -> None:
    old = "Object.defineProperty(CSS, 'highlights', {value: undefined});"
    phone = begun(street, speech(ENGLISH, with_length=highlights) + ("" if highlights else old))
    page = phone.page
    listen(page).click()
    marked = "[...CSS.highlights.get('reading')].join()" if highlights else "getSelection().toString()"
    for index, word in enumerate(["I", "feel", "in", "control"]):
        page.evaluate(f"sayWord({index})")
        assert page.evaluate(marked) == word
    page.evaluate("finish()")
    page.evaluate("sayWord(0)")
    assert page.evaluate(marked) == "Agree"
    expect(page.locator(".card.reading")).to_have_text("Agree")
    listen(page).click()
    expect(page.locator(".reading")).to_have_count(0)
    assert page.evaluate("CSS.highlights ? CSS.highlights.size : getSelection().toString().length") == 0
    assert page.evaluate("spoken") is None
    expect(listen(page)).to_have_text("Listen")


@pytest.mark.parametrize("voices", [[WELSH, ENGLISH], [WELSH]], ids=["both voices", "one voice"])
def test_each_part_is_read_in_its_own_language_or_not_at_all(street: Street, voices: list[str]) -> None:
    phone = begun(street, speech(*voices))
    phone.page.locator(".switcher summary").click()
    phone.page.get_by_role("button", name="Cymraeg").click()
    expect(phone.page.locator("html")).to_have_attribute("lang", "cy")
    phone.page.locator(".listen").click()
    said = everything_said(phone.page)
    assert ["cy_GB", "Dw i’n teimlo mewn rheolaeth"] in said
    assert ["cy_GB", "Cytuno"] in said
    assert (["en-GB", "Disagree"] in said) == (len(voices) == 2)
    assert not [text for lang, text in said if lang == "cy_GB" and text == "Disagree"]


def test_going_on_stops_the_voice(street: Street) -> None:
    phone = begun(street, speech(ENGLISH))
    listen(phone.page).click()
    assert phone.page.evaluate("!!spoken")
    phone.give()
    assert phone.page.evaluate("spoken") is None
    expect(listen(phone.page)).to_have_text("Listen")


def test_three_words_can_be_printed(street: Street) -> None:
    phone = begun(street, "window.print = () => { window.printed = true; };")
    phone.page.get_by_role("link", name="Come back later").click()
    phone.press("Give me three words")
    phone.press("Print")
    assert phone.page.evaluate("printed")
