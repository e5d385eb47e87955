"""What young people said of a survey's words, what became of it, and how it is told."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.designs import Asked, Choice, Design
from feedback.domain.flags import START, Flag, Kind, Role, State, Turn, is_open, role_of, stands_in, turns
from feedback.domain.made_with import (
    Change,
    Kept,
    MadeRecord,
    Signed,
    as_json,
    from_json,
    recorded,
    sentences,
)

QUESTION = Asked(
    "home", "Is your placement safe?", hint="Think of now. Take your time.",
    options=(Choice("yes", "Yes"), Choice("no", "No")), easy="Is home safe?",
)  # fmt: skip
DESIGN = Design("s", title="A survey", introduction="One. Two.", questions=(QUESTION,))


def changed(**words: object) -> Design:
    return replace(DESIGN, questions=(replace(QUESTION, **words),))


def flag(place: str = "home", kind: Kind = Kind.UNCLEAR, **more: object) -> Flag:
    return replace(Flag(1, place, kind, "", Role.CARE_LEAVER, 1), **more)


@pytest.mark.parametrize(
    ("now", "place", "wanted"),
    [
        (DESIGN, "home", []),
        (changed(ask="Is home safe?"), "home", [("Is your placement safe?", "Is home safe?")]),
        (changed(hint="Think of today. Take your time."), "home", [("Think of now.", "Think of today.")]),
        (changed(hint="Think of now."), "home", [("Take your time.", "")]),
        (changed(options=(*QUESTION.options, Choice("x", "Not sure"))), "home", [("", "Not sure")]),
        (changed(options=QUESTION.options[::-1]), "home", [("Yes · No", "No · Yes")]),
        (changed(easy="Are you safe?"), "home", [("Is home safe?", "Are you safe?")]),
        (
            changed(ask="Is home safe?", easy="Are you safe?"),
            "home",
            [("Is your placement safe?", "Is home safe?")],
        ),
        (replace(DESIGN, questions=()), "home", [("Is your placement safe?", "")]),
        (replace(DESIGN, introduction="One. Three."), START, [("Two.", "Three.")]),
        (changed(ask="Is home safe?"), START, []),
        (changed(tags=("pledge-5",)), "home", []),
    ],
)
def test_only_the_words_that_read_otherwise_are_told(now: Design, place: str, wanted: list[Turn]) -> None:
    assert [(t.before, t.after) for t in turns(DESIGN, now, place)] == wanted


def test_a_flag_waits_until_it_is_answered_and_again_when_the_change_is_taken_back() -> None:
    assert is_open(flag(), changed=True)
    assert not is_open(flag(state=State.CHANGED), changed=True)
    assert is_open(flag(state=State.CHANGED), changed=False)
    assert not is_open(flag(state=State.KEPT), changed=False)


def test_only_words_of_the_survey_itself_are_ever_printed() -> None:
    assert stands_in(DESIGN, "home", "PLACEMENT")
    assert not stands_in(DESIGN, "home", "Kayleigh")
    assert not stands_in(DESIGN, "home", "")
    said = [
        flag(kind=Kind.WORD, words="placement", state=State.KEPT, answer="It is the law’s word."),
        flag(kind=Kind.WORD, words="Kayleigh", state=State.KEPT, answer="It isn’t there."),
        flag(kind=Kind.BETTER, words="Ask Kayleigh", state=State.KEPT, answer="No."),
    ]
    told = " ".join(sentences(recorded(said, {1: DESIGN}, DESIGN, 3, [])))
    assert "We kept “placement” though a care leaver asked about it. Why: It is the law’s word." in told
    assert "Kayleigh" not in told


def test_a_record_says_how_many_what_because_of_whom_and_who_signed() -> None:
    said = [
        flag(state=State.CHANGED),
        flag(state=State.CHANGED, role=Role.IN_CARE, kind=Kind.BETTER, words="Is home safe?"),
        flag(START, state=State.KEPT, answer="It has to be there", role=Role.NOT_SAID),
    ]
    signed = [Signed(Role.COUNCIL, date(2026, 11, 2)), Signed(Role.CARER, date(2026, 11, 2))]
    record = recorded(said, {1: DESIGN}, changed(ask="Is home safe?"), 4, signed)
    assert sentences(record) == (
        "4 people tried this survey before it was published.",
        "They told us “I don’t get this” twice and “Say it better” once.",
        "Because of someone in care and a care leaver, “Is your placement safe?” is now “Is home safe?”.",
        "We kept the words of the start page though someone who tried it asked about it. "
        "Why: It has to be there.",
        "Signed off by a youth council member and a foster carer on 2 November 2026.",
    )
    assert sentences(MadeRecord()) == ()
    assert not MadeRecord()


roles = st.lists(st.sampled_from(list(Role)), unique=True).map(tuple)
records = st.builds(
    MadeRecord,
    st.integers(0, 500),
    st.dictionaries(st.sampled_from(list(Kind)), st.integers(1, 200)),
    st.lists(st.builds(Change, roles, st.text(), st.text())).map(tuple),
    st.lists(st.builds(Kept, roles, st.text(), st.text())).map(tuple),
    st.lists(st.builds(Signed, st.sampled_from(list(Role)), st.dates())).map(tuple),
)


@given(records)
def test_a_record_is_read_back_as_it_was_kept_and_always_told(record: MadeRecord) -> None:
    assert from_json(as_json(record)) == record
    assert bool(sentences(record)) == bool(record)


@given(st.text())
def test_what_is_no_role_is_not_said(said: str) -> None:
    assert role_of(said) is (Role(said) if said in set(Role) else Role.NOT_SAID)
