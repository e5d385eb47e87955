"""The rules of actions, what was heard elsewhere, measures, and two people's changes to one thing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.actions import Action, Leads, State, advice, problems, tidied
from feedback.domain.disclosure import Rules
from feedback.domain.frameworks import Avoid, Measure
from feedback.domain.heard import CONSENTS, CREATIVE, KINDS, Elsewhere
from feedback.domain.heard import problems as wrong_with
from feedback.domain.measures import BETTER, DOWN, SAME, UP, WORSE, Value, how_it_went, written
from feedback.domain.measures import problems as wrong_value
from feedback.domain.side_by_side import changed, together
from feedback.domain.wording import Vocabulary

TODAY = date(2026, 11, 22)
SAID = ("finding/small/in-control/small-autumn-2026",)
days = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2040, 1, 1)))
words = st.text(max_size=20)
actions = st.builds(
    Action,
    st.lists(st.sampled_from([*SAID, "quote/w/abc", "heard/abc", "finding/x", ""]), max_size=3).map(tuple),
    st.sampled_from([*State, "", "maybe"]),
    words,
    words,
    days,
)


@given(actions)
def test_what_is_kept_is_always_whole(action):
    if problems(action, TODAY):
        return
    assert action.answers
    assert action.words
    assert action.state in list(State)
    if action.state == State.CANT:
        assert action.why
    if action.state == State.DONE:
        assert action.day <= TODAY
    if action.state == State.DOING:
        assert action.day
    assert tidied(action).day is None or action.state != State.CANT


@given(actions)
def test_an_action_comes_back_as_it_was_kept(action):
    assert Action.of(action.held()) == action


@given(days, days)
def test_late_is_doing_with_a_day_that_has_passed(day, today):
    today = today or TODAY
    for state in State:
        late = Action(SAID, state, "w", "", day).is_late(today)
        assert late == (state == State.DOING and day is not None and day < today)


def test_on_its_day_it_isnt_late_and_the_day_after_it_is():
    doing = Action(SAID, State.DOING, "w", "", TODAY)
    assert not doing.is_late(TODAY)
    assert doing.is_late(TODAY + timedelta(days=1))


def test_cant_without_a_why_is_refused_in_plain_words():
    assert "why" in problems(Action(SAID, State.CANT, "We can’t."), TODAY)
    assert not problems(Action(SAID, State.CANT, "We can’t.", "The law says no."), TODAY)


def test_jargon_and_numbers_are_advised_on_in_the_words_and_in_the_why():
    known = Vocabulary(avoid=(Avoid(word="permanence", instead="a forever home", why="It’s clinical."),))
    found = advice(Action(SAID, State.CANT, "We gave 3 homes.", "Permanence comes first."), known, TODAY)
    assert {(f.at, f.words) for f in found} == {("words", "3"), ("why", "Permanence")}
    assert any(
        f.at == "day" for f in advice(Action(SAID, State.DOING, "w", "", TODAY - timedelta(1)), known, TODAY)
    )
    assert advice(Action(SAID, State.DONE, "We made a guide.", "", TODAY), known, TODAY) == []


def test_leads_come_back_as_they_were_kept():
    leads = Leads("A board", "Head of care", "Chair")
    assert Leads.of(leads.held()) == leads


# Heard elsewhere

HEARD = Elsewhere("meeting", "The youth council", 12, TODAY, "Buses.", ("pledge-5",))


@given(st.one_of(st.none(), st.integers(1, 500)), st.integers(0, 20), st.integers(1, 30))
def test_small_groups_are_never_counted_in_public(people, threshold, small):
    said = replace(HEARD, people=people).how_many(Rules(threshold, small))
    if people is None:
        assert said.startswith("Nobody counted")
    elif people < small or people <= threshold:
        assert not any(c.isdigit() for c in said)
    else:
        assert str(people) in said


@given(st.sampled_from([*KINDS]), st.sampled_from(["", "x", *CONSENTS]))
def test_creative_work_needs_consent_and_nothing_else_does(kind, consent):
    wrong = wrong_with(replace(HEARD, kind=kind, consent=consent, alt="A bus", file="f"), ["pledge-5"], TODAY)
    assert ("consent" in wrong) == (kind in CREATIVE and consent not in CONSENTS)


def test_something_heard_comes_back_as_it_was_kept():
    assert Elsewhere.of(HEARD.held()) == HEARD
    assert wrong_with(HEARD, ["pledge-5"], TODAY) == {}
    assert "commitments" in wrong_with(HEARD, ["pledge-4"], TODAY)


# Measures


@pytest.mark.parametrize(
    ("better", "before", "after", "went"),
    [
        (UP, "60%", "72%", BETTER),
        (UP, "72%", "60%", WORSE),
        (DOWN, "40", "30", BETTER),
        (DOWN, "30", "40", WORSE),
        ("", "30", "40", ""),
        ("", "100", "101", SAME),
        (UP, "100", "102", SAME),
        (UP, "100", "103", BETTER),
        (UP, "0", "1", BETTER),
        (UP, "0", "0", SAME),
        (UP, "60", "72%", ""),
        (UP, "-5", "-4", BETTER),
    ],
)
def test_better_and_worse_go_by_the_direction_and_two_values(better, before, after, went):
    one = Value("m", before, date(2024, 1, 1), "us")
    assert how_it_went(better, one, replace(one, value=after, on=date(2025, 1, 1))) == went


@given(st.text(max_size=12))
def test_a_value_that_is_kept_is_a_number(typed):
    value = Value("m", written(typed), TODAY, "us")
    if not wrong_value(value, TODAY):
        assert value.number == value.number


@pytest.mark.parametrize(
    ("measure", "way"),
    [
        ("More care leavers have a pathway plan", UP),
        ("Fewer moves", DOWN),
        ("Less time waiting", DOWN),
        ("Improved waiting times", ""),
        ({"words": "Improved waiting times", "better": "down"}, DOWN),
    ],
)
def test_a_measure_says_which_way_is_better_by_its_first_word_or_in_the_file(measure, way):
    found = Measure.model_validate(measure)
    assert found.way == way
    assert found.called == Measure.model_validate(measure).called


# Two people's changes

fields = st.dictionaries(st.sampled_from("abc"), st.integers(0, 2))


@given(fields, fields, fields)
def test_two_changes_are_put_together_and_none_is_lost_unsaid(base, mine, theirs):
    both = together(base, mine, theirs)
    for name in {*base, *mine, *theirs}:
        was, one, other = base.get(name), mine.get(name), theirs.get(name)
        found = both.fields.get(name)
        if one != was and other != was and one != other:
            assert name in both.clashes
        else:
            assert name not in both.clashes
            assert found == (one if one != was else other)


@given(fields, fields)
def test_without_the_version_both_began_with_every_difference_is_a_clash(mine, theirs):
    assert set(together(None, mine, theirs).clashes) == set(changed(mine, theirs))
