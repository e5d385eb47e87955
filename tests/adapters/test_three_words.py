"""Three plain words: easy to write down, hard to guess, and kept in a way that tells nobody what they are."""

import re
from itertools import pairwise

import pytest

from feedback.adapters import three_words
from feedback.adapters.three_words import WrongWords


def test_the_list_has_2048_short_plain_words_in_order():
    known = three_words.known()
    assert len(known) == len(set(known)) == 2048
    assert all(re.fullmatch(r"[a-z]{3,7}", word) for word in known)
    assert list(known) == sorted(known)


def test_no_word_is_another_with_one_letter_twice_or_an_s():
    known = set(three_words.known())
    single = [re.sub(r"(.)\1", r"\1", word) for word in known]
    assert len(set(single)) == len(known)
    assert not [w for w in known if f"{w}s" in known]


def test_three_different_words_are_picked_and_not_the_same_again():
    picked = [three_words.pick() for _ in range(50)]
    assert len(set(picked)) == 50
    for words in picked:
        assert len(set(words.split())) == 3
        assert set(words.split()) <= set(three_words.known())


def test_words_are_read_however_they_are_typed():
    a, b, c = three_words.known()[10:13]
    for typed in (f"{a} {b} {c}", f"  {a.upper()}  {b.title()},{c}. ", f"{a}-{b}-{c}", f"{a}\n{b}\n{c}"):
        assert three_words.read(typed) == f"{a} {b} {c}"


@pytest.mark.parametrize(("typed", "count"), [("", 0), ("one", 1), ("a b c d", 4), ("<>!", 0)])
def test_other_than_three_words_is_told(typed, count):
    with pytest.raises(WrongWords) as wrong:
        three_words.read(typed)
    assert (wrong.value.count, wrong.value.unknown) == (count, "")


def test_a_slip_is_told_with_the_word_that_was_meant():
    a, b, c = three_words.known()[100:103]
    with pytest.raises(WrongWords) as wrong:
        three_words.read(f"{a} {b}x {c}")
    assert (wrong.value.unknown, wrong.value.near) == (f"{b}x", b)
    with pytest.raises(WrongWords) as wrong:
        three_words.read(f"{a} qqqqqqqq {c}")
    assert (wrong.value.unknown, wrong.value.near) == ("qqqqqqqq", "")


def test_the_hash_hangs_on_the_words_the_wave_and_a_key_that_is_not_in_the_database():
    made = [
        three_words.hashed("key", "wave", "a b c"),
        three_words.hashed("other key", "wave", "a b c"),
        three_words.hashed("key", "other wave", "a b c"),
        three_words.hashed("key", "wave", "a c b"),
    ]
    assert len(set(made)) == 4
    assert three_words.hashed("key", "wave", "a b c") == made[0]
    assert all(re.fullmatch(r"[0-9a-f]{64}", one) for one in made)
    assert not [pair for pair in pairwise(made) if pair[0] == pair[1]]
