"""Words of harm: what is found and what isn't, on made-up sentences; looking never fails or drags."""

import csv
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from feedback.adapters import definitions
from feedback.adapters.settings import shipped
from feedback.domain.harm import Finder, HarmWords, spelt_out
from tests.conftest import TODAY
from tests.domain.harm_sentences import FINE, HARM, lines

# What the lists don't find, and what they find wrongly: these may only shrink.
MISSED: dict[str, set[str]] = {}
ALARMS = {"en": {"you are killing me lol with these jokes"}}


@cache
def finder() -> Finder:
    return definitions.load(shipped("surveys")).harm


def small(*words: str, harmless: tuple[str, ...] = (), **more: object) -> Finder:
    whole = {"harm": "en", "status": "drafted", "on": TODAY, "words": words, "harmless": harmless}
    return Finder([HarmWords.model_validate(whole | more)])


def found(in_text: str, *words: str, **more: object) -> list[str]:
    return [f.words for f in small(*words, **more).find(in_text)]


def test_every_language_that_we_ask_in_has_a_list() -> None:
    assert set(finder().languages) == set(HARM) == set(FINE)


@pytest.mark.parametrize("language", sorted(HARM))
def test_words_of_harm_are_found(language: str) -> None:
    missed = {line for line in lines(HARM, language) if not finder().find(line)}
    assert missed == MISSED.get(language, set())


@pytest.mark.parametrize("language", sorted(FINE))
def test_words_without_harm_raise_no_alarm(language: str) -> None:
    alarms = {line for line in lines(FINE, language) if finder().find(line)}
    assert alarms == ALARMS.get(language, set())


@pytest.mark.parametrize(
    "text",
    ["KILL  mySELF", "kill\nmyself", "k1ll myself", "killlll myself", "Kíll mysélf", "k i l l myself",
     "“kill” (myself)!", "kill \u200bmyself", "kill the whole of myself"],
)  # fmt: skip
def test_how_it_is_written_makes_no_difference(text: str) -> None:
    assert found(text, "kill* ... myself")


def test_a_phrase_needs_all_its_words_and_whole_words() -> None:
    assert not found("skill myself", "kill myself")
    assert not found("kill", "kill myself")
    assert not found("kill one two three four myself", "kill ... myself")
    assert found("hurting (badly) myself", "hurt* ... myself") == ["hurting (badly) myself"]


def test_not_is_no_reason_to_be_silent() -> None:
    assert finder().find("I do not want to die")
    assert finder().find("I would never kill myself")


def test_a_harmless_phrase_covers_no_other_words() -> None:
    more = {"harmless": ("to die of boredom",)}
    assert not found("I am going to die of boredom", "to die", **more)
    assert found("I am going to die of boredom, I want to die", "to die", **more) == ["to die"]


def test_other_spellings_and_joined_letters() -> None:
    assert found("wanna die", "want to die", spellings={"want to": ["wanna"]})
    assert found("واموت", "اموت", before=["و"])


def test_any_language_is_looked_for_in_any_comment() -> None:
    assert {f.language for f in finder().find("hello, chcę umrzeć, بابام کتکم می‌زند")} == {"pl", "fa"}


@pytest.mark.parametrize(
    ("words", "said"),
    [("(a|b to die", "bracket"), ("... to die", "begin and end"), ("to die ...", "begin and end"),
     ("to --- die", "without letters"), ("a* die", "two letters"), ("di*e", "two letters")],
)  # fmt: skip
def test_a_phrase_that_cant_be_read_is_told(words: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        small(words)


def test_a_phrase_that_is_there_twice_is_told() -> None:
    with pytest.raises(ValidationError, match="is there twice"):
        small("to die", "to die")


def test_alternatives_are_spelt_out() -> None:
    assert set(spelt_out("(want|wish) to die")) == {("want", "to", "die"), ("wish", "to", "die")}
    assert spelt_out("(suicid|unaliv)*") == (("suicid*",), ("unaliv*",))


@given(st.text(max_size=300))
def test_looking_never_fails(text: str) -> None:
    for each in finder().find(text):
        assert each.words in text


@given(
    st.sampled_from(["want to die", "kill myself", "he hits me", "scared of my dad", "chce umrzec"]),
    st.text(alphabet="xyz .,\n", max_size=40),
    st.lists(st.sampled_from([" ", "  ", "\n", "\t", ", "]), min_size=4, max_size=4),
    st.lists(st.booleans(), min_size=20, max_size=20),
)
def test_planted_words_are_found_whatever_the_case_and_the_spaces(
    planted: str, around: str, spaces: list[str], capitals: list[bool]
) -> None:
    words = planted.split()
    joined = words[0] + "".join(space + word for space, word in zip(spaces, words[1:], strict=False))
    written = "".join(c.upper() if capitals[i % 20] else c for i, c in enumerate(joined))
    assert finder().find(f"{around} {written} {around}")


def test_the_time_it_takes_grows_with_the_text_and_no_faster() -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        finder().find(text)
        return time.process_time() - start

    for piece in ("kill to want to hurt ", "a", "want to ", "k i l l ", "كان "):
        whole = piece * 2000
        seconds(whole)  # once, so that nothing is worked out for the first time below
        short, long = seconds(whole), seconds(whole * 8)
        assert long < 0.05 + short * 24, piece


def test_few_comments_on_health_care_raise_an_alarm(shared_data: Path) -> None:
    """Patients' comments in English: most of those that are found do tell of harm."""
    with (shared_data / "C_freetext/nhs_phase1/text_data.csv").open(
        encoding="utf-8", errors="replace"
    ) as file:
        comments = [row["feedback"] for row in csv.DictReader(file)]
    languages = [{f.language for f in finder().find(comment)} for comment in comments]
    alarms = [each for each in languages if each]
    assert len(comments) == 10_334
    assert len(alarms) <= 40
    assert all("en" in each for each in alarms), "no other language is found in English"
