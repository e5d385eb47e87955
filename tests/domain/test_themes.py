"""Rules lead openly, agreement is Cohen's kappa, shares are of people and hidden like others."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.agreement import agreement
from feedback.domain.disclosure import Rules
from feedback.domain.suggesting import learn
from feedback.domain.theme_shares import shares
from feedback.domain.themes import led, rules_in, rules_of, wrong_rules


@pytest.mark.parametrize(
    ("rules", "words", "found"),
    [
        (["social worker"], "My Social Workers left", ("Social Workers",)),
        (["educat*"], "Education, educate me", ("Education", "educate")),
        (["college"], "colege and collage", ("colege", "collage")),
        (["college"], "knowledge", ()),
        (["money"], "honey", ()),
        (["bus"], "buses are busy", ()),
        (["ysgol"], "yn yr Ysgôl", ("Ysgôl",)),
        (["مدرسة"], "مدرسة جديدة", ("مدرسة",)),
        ([], "anything", ()),
        (["  "], "anything", ()),
    ],
)
def test_a_rule_leads_from_its_words_and_from_one_slip_in_a_long_one(rules, words, found):
    assert led(rules, words) == found


def test_rules_begin_with_what_a_promise_is_about_and_are_kept_once():
    assert rules_of("Education, employment and training") == ("education", "employment", "training")
    assert rules_in("Money\n\n money \nbus fare") == ("money", "bus fare")


@pytest.mark.parametrize("rule", ["a", "*", "a*b", "x" * 61, "!!"])
def test_a_rule_that_would_lead_from_everything_is_told(rule):
    assert wrong_rules([rule])
    assert not wrong_rules(["social worker", "educat*"])


@given(st.lists(st.text(max_size=20), max_size=5), st.text(max_size=100))
def test_no_rule_and_no_comment_stops_it(rules, words):
    led(rules, words)


def independently(one, other):
    """Kappa from the table of both, in fractions of one."""
    table = Counter(zip(one, other, strict=True))
    n = len(one)
    p = np.array([[table[a, b] / n for b in (True, False)] for a in (True, False)])
    chance = float(p.sum(axis=1) @ p.sum(axis=0))
    return (float(np.trace(p)) - chance) / (1 - chance)


def test_kappa_of_a_worked_example():
    # Both yes on 20, both no on 15, and 5 and 10 unlike: 0.7 observed, 0.5 by chance.
    one = [True] * 25 + [False] * 25
    other = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15
    found = agreement(one, other)
    assert (found.both, found.alike) == (50, 35)
    assert found.kappa == pytest.approx(0.4)
    assert found.in_words == "fair"


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_kappa_is_what_another_way_of_working_it_out_gives(pairs):
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    found = agreement(one, other)
    if len(set(one)) == 1 and set(one) == set(other):
        assert found.kappa is None
    else:
        assert found.kappa == pytest.approx(independently(one, other), abs=1e-9)
        assert found.kappa == agreement(other, one).kappa


def test_nothing_in_common_is_no_agreement():
    assert agreement([], []).kappa is None


def test_people_are_counted_once_and_small_counts_and_their_complements_are_marked():
    people = {n: {"money"} if n < 12 else {"home", "money"} if n < 15 else set() for n in range(18)}
    told = {s.theme: s for s in shares(people, ["money", "home", "none"], Rules())}
    assert (told["money"].n, told["money"].base, told["money"].hidden) == (15, 18, True)  # 3 others
    assert (told["home"].n, told["home"].hidden) == (3, True)
    assert (told["none"].n, told["none"].hidden) == (0, False)
    assert told["money"].percent is None  # under 30
    few = shares({n: {"money"} for n in range(9)}, ["money"], Rules())
    assert few[0].hidden


def test_suggestions_are_learnt_from_coding_with_the_words_that_led_to_them():
    coded = [(f"my money ran out {n}", {"money"}) for n in "abcdefg"]
    coded += [(f"the bus is late {n}", {"travel"}) for n in "abcdefg"]
    learnt = learn(coded)
    assert learnt is not None
    [first, *_] = learnt.suggest("I have no money left")
    assert first.theme == "money"
    assert first.words[0] == "money"
    assert learnt.suggest("") == () or all(s.words == () for s in learnt.suggest(""))


@pytest.mark.parametrize("coded", [[], [("a", {"x"})] * 9, [("a b", set())] * 40])
def test_too_little_teaches_nothing(coded):
    assert learn(coded) is None


@given(st.text(max_size=80))
def test_nothing_that_anyone_can_type_stops_a_suggestion(words):
    learnt = learn([("money is short", {"money"}), ("", set()), ("bus", {"travel"})] * 4)
    assert learnt is not None
    for suggestion in learnt.suggest(words):
        assert 0 < suggestion.strength <= 1
