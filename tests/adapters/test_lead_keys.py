"""Keys that leads alone can use: what is sealed opens with the right one, with no other, nor when changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.adapters import lead_keys
from feedback.adapters.lead_keys import PADDED_TO, WrongKey

ABOUT = b"one concern"


@given(st.binary(max_size=9000))
@settings(max_examples=30)
def test_what_is_sealed_opens_with_its_key_and_is_as_it_was(message: bytes) -> None:
    sealed, key = lead_keys.seal(message, ABOUT)
    assert lead_keys.unseal(sealed, key, ABOUT) == message
    assert (len(sealed) - 28) % PADDED_TO == 0
    assert sealed != lead_keys.seal(message, ABOUT)[0]


@pytest.mark.parametrize("place", [0, 11, 12, 40, 4000, -1])
def test_what_was_changed_opens_no_more(place: int) -> None:
    sealed, key = lead_keys.seal(b"words", ABOUT)
    changed = bytearray(sealed)
    changed[place] ^= 1
    with pytest.raises(WrongKey):
        lead_keys.unseal(bytes(changed), key, ABOUT)
    with pytest.raises(WrongKey):
        lead_keys.unseal(sealed, key, b"another concern")


def test_a_key_is_wrapped_for_one_pair_alone_and_anew_each_time() -> None:
    mine, other, key = lead_keys.new_pair(), lead_keys.new_pair(), bytes(range(32))
    wrapped = lead_keys.wrap(key, mine.public, ABOUT)
    assert lead_keys.unwrap(wrapped, mine, ABOUT) == key
    assert wrapped != lead_keys.wrap(key, mine.public, ABOUT)
    for pair, about in ((other, ABOUT), (mine, b"another")):
        with pytest.raises(WrongKey):
            lead_keys.unwrap(wrapped, pair, about)
    with pytest.raises(WrongKey):  # a point that agrees with every key on the same
        lead_keys.unwrap(bytes(32) + wrapped[32:], mine, ABOUT)
    with pytest.raises(WrongKey):
        lead_keys.unwrap(b"short", mine, ABOUT)


def test_a_private_key_is_locked_with_a_passphrase_and_for_one_lead() -> None:
    pair = lead_keys.new_pair()
    locked = lead_keys.lock(pair.private, "four green umbrellas", b"lead 1")
    assert pair.private not in locked
    assert lead_keys.unlock(locked, "four green umbrellas", b"lead 1") == pair
    for passphrase, whose in (("four green umbrella", b"lead 1"), ("four green umbrellas", b"lead 2")):
        with pytest.raises(WrongKey):
            lead_keys.unlock(locked, passphrase, whose)


def test_what_is_held_needs_both_halves() -> None:
    pair = lead_keys.new_pair()
    sealed, half = lead_keys.hold(pair, b"a key")
    assert lead_keys.held(sealed, half, b"a key") == pair
    for other in (bytes(32), b"", half[:-1]):
        with pytest.raises(WrongKey):
            lead_keys.held(sealed, other, b"a key")


def test_a_key_on_paper_is_read_however_it_is_typed_and_a_slip_is_seen() -> None:
    pair = lead_keys.new_pair()
    printed = lead_keys.to_print(pair)
    for typed in (printed, printed.lower(), printed.replace("-", " "), printed.replace("O", "0")):
        assert lead_keys.from_print(typed) == pair
    other = "B" if printed[0] == "A" else "A"
    for typed in (other + printed[1:], printed[:-1], "", "hello", "A" * 9999):
        with pytest.raises(WrongKey):
            lead_keys.from_print(typed)
