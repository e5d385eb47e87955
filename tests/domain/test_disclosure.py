"""What may leave the building, worked by hand; and that nothing is hidden without need."""

import pytest
from domain_builders import (
    AGREE,
    comment,
    count_of,
    one_of,
    scale,
    several,
    shared_tables,
    thorough,
    ticks_of,
)
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.disclosure import Release, Route, Rules, release
from feedback.domain.questions import Option

RULES = Rules()
BAND = tuple("abcde")


def told_of(numbers, counts="", rules=RULES):
    """What is told of a question of one answer with these numbers."""
    return release(count_of(one_of(numbers, counts), numbers), rules)


def scale_told(*numbers, counted=True):
    """What is told of a five-point scale, as a list, and of those who agree."""
    counts = {"counts": ["strongly-agree", "agree"], "told_us": "so"} if counted else {}
    shown = release(count_of(scale(**counts), dict(zip(AGREE, numbers, strict=True))), RULES)
    return list(shown.options.values()), shown.counted


# One answer each, worked by hand


def test_four_who_said_no_hide_the_seventy_two_who_said_yes():
    shown = told_of({"yes": 72, "no": 4}, counts=["yes"])
    assert shown == Release(76, {"yes": None, "no": None}, None)
    assert shown.all_hidden


def test_nothing_is_hidden_where_no_count_is_small():
    assert told_of({"yes": 66, "no": 10}, counts=["yes"]) == Release(76, {"yes": 66, "no": 10}, 66)


def test_nought_is_told_and_so_is_everyone_in_a_group_of_ten():
    assert told_of({"yes": 10, "no": 0}, counts=["yes"]) == Release(10, {"yes": 10, "no": 0}, 10)


@pytest.mark.parametrize("base", range(1, 6))
def test_a_base_of_one_to_five_is_hidden_with_everything_under_it(base):
    assert told_of({"yes": base, "no": 0}, counts=["yes"]) == Release(None, {"yes": None, "no": None}, None)


@pytest.mark.parametrize("numbers", [{"yes": 6, "no": 0}, {"yes": 0, "no": 9}, {"yes": 4, "no": 5}])
def test_of_a_group_of_six_to_nine_only_the_base_is_told(numbers):
    hidden = Release(sum(numbers.values()), {"yes": None, "no": None}, None)
    assert told_of(numbers, counts=["yes"]) == hidden


def test_that_nobody_answered_is_told():
    assert told_of({"yes": 0, "no": 0}, counts=["yes"]) == Release(0, {"yes": 0, "no": 0}, 0)
    assert release(count_of(several(), {}), RULES) == Release(
        0, {"friends": 0, "family": 0, "worker": 0}, None
    )


def test_three_small_counts_hide_each_other_and_those_who_agree_are_told():
    assert scale_told(30, 36, 4, 3, 3) == ([30, 36, None, None, None], 66)


def test_one_small_count_takes_the_smallest_with_it_on_its_own_side():
    assert scale_told(6, 30, 3, 20, 9) == ([6, 30, None, 20, None], 36)
    assert scale_told(3, 30, 9, 20, 0) == ([None, None, 9, 20, 0], 33)


def test_small_counts_on_both_sides_each_take_their_own():
    assert scale_told(2, 40, 5, 30, 20) == ([None, None, None, 30, None], 42)


def test_a_side_that_is_small_altogether_hides_those_who_agree():
    assert scale_told(40, 33, 2, 1, 0) == ([40, None, None, None, 0], None)
    assert scale_told(1, 2, 30, 20, 40) == ([None, None, 30, None, 40], None)


def test_without_counted_options_the_whole_scale_is_one_side():
    assert scale_told(3, 30, 9, 20, 40, counted=False) == ([None, 30, None, 20, 40], None)


def test_two_small_counts_that_could_not_be_over_five_take_a_third():
    assert told_of({"a": 3, "b": 3, "c": 20, "d": 30}).options == {"a": None, "b": None, "c": None, "d": 30}
    assert told_of({"a": 3, "b": 4, "c": 20, "d": 30}).options == {"a": None, "b": None, "c": 20, "d": 30}


def test_where_no_company_is_enough_the_whole_table_is_hidden_noughts_too():
    shown = told_of({"a": 1, "b": 1, "c": 2, "d": 2, "e": 2, "f": 2, "g": 0})
    assert shown.all_hidden
    assert shown.base == 10


# Several ticks, worked by hand


def ticked(base, counted=None, counts="", **numbers):
    return release(count_of(ticks_of(numbers, counts), numbers, base, counted), RULES)


def test_each_tick_is_judged_alone_and_so_are_those_who_did_not_tick_it():
    shown = ticked(50, friends=40, family=30, worker=3, anyone=47, nobody=0, everybody=50)
    assert shown.options == {
        "friends": 40,
        "family": 30,
        "worker": None,
        "anyone": None,
        "nobody": 0,
        "everybody": 50,
    }
    assert shown.counted is None


def net(**given):
    return ticked(50, counts=["friends", "family"], **given).counted


def test_two_ticks_counted_together_are_told_where_neither_alone_nor_both_is_small():
    assert net(friends=30, family=25, worker=20, counted=42) == 42


def test_two_ticks_together_are_hidden_where_few_ticked_neither():
    assert net(friends=40, family=30, worker=30, counted=45) is None


def test_two_ticks_together_are_hidden_where_few_ticked_only_one_of_them():
    assert net(friends=40, family=30, worker=30, counted=43) is None


def test_two_ticks_together_are_hidden_where_few_ticked_both():
    assert net(friends=20, family=15, worker=30, counted=32) is None


def test_three_ticks_together_are_hidden_where_few_ticked_more_than_one():
    many = {"a": 20, "b": 20, "c": 20, "d": 60}
    assert ticked(100, counts="abc", counted=58, **many).counted is None
    assert ticked(100, counts="abc", counted=60, **many).counted == 60
    assert ticked(100, counts="abc", counted=54, **many).counted == 54


def test_ticks_together_are_hidden_where_few_of_them_ticked_the_one_that_is_left():
    # Fifty people, forty-two of whom ticked a or b: the other eight can only have ticked c.
    assert ticked(50, counts="ab", counted=42, a=30, b=25, c=11).counted is None
    assert ticked(50, counts="ab", counted=42, a=30, b=25, c=8).counted == 42


def test_few_who_ticked_more_than_one_hide_the_smallest_tick():
    assert ticked(45, a=23, b=25).options == {"a": None, "b": 25}
    assert ticked(48, a=23, b=25, c=0).options == {"a": 23, "b": 25, "c": 0}
    assert ticked(42, a=23, b=25, c=0).options == {"a": 23, "b": 25, "c": 0}
    assert ticked(45, a=23, b=25, c=0).options == {"a": None, "b": 25, "c": 0}


@pytest.mark.parametrize(
    ("wrote", "shown"), [(0, Release(0, {}, None)), (5, Release(None, {}, None)), (6, Release(6, {}, None))]
)
def test_of_a_comment_only_how_many_wrote_one_is_told(wrote, shown):
    assert release(count_of(comment(), {}, base=wrote, counted=0), RULES) == shown
    assert not shown.all_hidden


# Settings


def test_a_council_can_hide_more_or_fewer():
    numbers = {"yes": 60, "no": 8, "unsure": 9}
    assert told_of(numbers).options == numbers
    assert told_of(numbers, rules=Rules(threshold=8)).options == {"yes": 60, "no": None, "unsure": None}
    assert told_of({"yes": 3, "no": 9}, rules=Rules(2, 10)).options == {"yes": 3, "no": 9}
    assert told_of({"yes": 0, "no": 9}, rules=Rules(small_group=9)).options == {"yes": 0, "no": 9}
    assert told_of({"yes": 0, "no": 19}, rules=Rules(small_group=20)) == Release(
        19, {"yes": None, "no": None}, None
    )


# Routed questions: who was sent, and what their number tells of the question that sent them


def routed(numbers, sent_by, counts="", skipped=0, before=()):
    """What is told of a comment that those were asked who gave one of the answers in `sent_by`."""
    sent = sum(numbers[k] for k in sent_by)
    asked = count_of(one_of(numbers, counts), numbers)
    child = count_of(comment(), {}, base=sent - skipped, counted=0, skipped=skipped)
    return release(child, RULES, [*before, Route(asked, frozenset(sent_by))])


NOTHING = Release(None, {}, None)


def test_a_routed_question_is_told_where_the_answers_that_sent_people_are_told():
    assert routed({"a": 40, "b": 20, "c": 16}, "bc") == Release(36, {}, None)
    assert routed({"a": 40, "b": 20, "c": 16}, "bc", skipped=30) == Release(6, {}, None)
    assert routed({"a": 40, "b": 20, "c": 16}, "bc", skipped=31) == NOTHING


def test_how_many_were_sent_by_a_hidden_answer_is_not_told():
    assert routed({"a": 40, "b": 20, "c": 3}, "b") == NOTHING  # b is hidden to protect c
    assert routed({"a": 40, "b": 20, "c": 3}, "bc") == Release(23, {}, None)  # 63 less 40 tells as much


def test_how_many_were_sent_is_not_told_where_it_tells_how_few_were_not():
    assert routed({"a": 40, "b": 30, "c": 4}, "ab") == NOTHING


def test_how_many_were_sent_is_not_told_where_the_counted_answers_then_leave_one_alone():
    # 44 less the 33 who are counted are 11; with 8 sent, c is 3.
    numbers = {"a": 30, "b": 3, "c": 3, "d": 4, "e": 4}
    assert told_of(numbers, "ab") == Release(44, dict.fromkeys("abcde"), 33)
    assert routed(numbers, "de", "ab") == NOTHING


def test_of_a_question_that_few_were_asked_nothing_follows():
    assert routed({"a": 8, "b": 0}, "a") == NOTHING  # all eight of a small group said a
    ticks = {"a": 7, "b": 0}
    route = Route(count_of(ticks_of("ab"), ticks, base=7), frozenset("a"))
    assert release(count_of(comment(), {}, base=7, counted=0), RULES, [route]) == NOTHING


def test_every_condition_must_be_safe():
    unsafe = Route(count_of(one_of("xy"), {"x": 70, "y": 4}), frozenset("x"))
    safe = Route(count_of(one_of("xy"), {"x": 50, "y": 24}), frozenset("x"))
    assert routed({"a": 40, "b": 30}, "a", before=[safe]) == Release(40, {}, None)
    assert routed({"a": 40, "b": 30}, "a", before=[unsafe]) == NOTHING


def test_people_sent_by_ticks_are_told_where_those_ticks_are_told_and_few_are_not_left():
    def sent_by(keys, sent, skipped=0, **numbers):
        route = Route(count_of(ticks_of("abc"), numbers, base=50), frozenset(keys))
        answered = count_of(comment(), {}, base=sent - skipped, counted=0, skipped=skipped)
        return release(answered, RULES, [route])

    assert sent_by("a", 30, a=30, b=25, c=3) == Release(30, {}, None)
    assert sent_by("ac", 31, a=30, b=25, c=3) == NOTHING
    assert sent_by("ab", 44, a=30, b=25, c=20) == Release(44, {}, None)
    assert sent_by("ab", 47, a=30, b=25, c=20) == NOTHING  # three ticked neither
    assert sent_by("ab", 47, skipped=10, a=30, b=25, c=20) == NOTHING
    assert sent_by("ab", 50, skipped=3, a=30, b=25, c=20) == Release(47, {}, None)


# Nothing is hidden without need


@given(shared_tables())
@thorough(200)
def test_the_largest_number_kept_as_company_is_needed(table):
    numbers, counted = table
    shown = told_of(numbers, counted)
    if shown.base is None or shown.base < 10 or shown.all_hidden:
        return
    inside, whole = set(counted), set(numbers)
    for side in [whole] if shown.counted is None else [inside, whole - inside]:
        hidden = [numbers[k] for k in side if shown.options[k] is None]
        if max(hidden, default=0) > 5:
            others = sorted(hidden)[:-1]
            alone, close = len(others) == 1, sum(others) - (len(others) - 1) <= 5
            assert alone or close


large = st.just(0) | st.integers(6, 400)


@given(st.lists(large, min_size=2, max_size=5).filter(lambda ns: sum(ns) >= 10), st.integers(0, 4))
@thorough(200)
def test_where_no_count_is_small_everything_is_told(numbers, counted):
    table = dict(zip(BAND, numbers, strict=False))
    counts = list(table)[: min(counted, len(table) - 1)]
    net_of = sum(table[k] for k in counts) if counts else None
    assert told_of(table, counts) == Release(sum(numbers), table, net_of)


@given(st.data())
@thorough(200)
def test_where_no_tick_is_small_every_tick_is_told(data):
    base = data.draw(st.integers(20, 400))
    numbers = {k: data.draw(st.sampled_from([0, base]) | st.integers(6, base - 6)) for k in "abc"}
    if sum(numbers.values()) - base in range(6):
        return  # few ticked more than one: that has a test of its own
    assert release(count_of(ticks_of("abc"), numbers, base), RULES).options == numbers


# Options that stand alone


def test_none_of_these_does_not_tell_how_few_ticked_only_something_else():
    of = several(options="money home", counts=["money", "home"], told_us="they got help")
    with_none = of.model_copy(
        update={"options": (*of.options, Option(key="none", label="None of these", alone=True))}
    )
    # 40 people, 12 of them none: 28 ticked something, so 25 with money would leave 3 without.
    shown = release(count_of(with_none, {"money": 25, "home": 10, "none": 12}, base=40, counted=28), RULES)
    assert shown.options == {"money": None, "home": 10, "none": 12}


@thorough()
@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_what_is_left_beside_none_of_these_is_never_a_small_number(none, money, home, both, other):
    of = several(options="money home other", counts=["money", "home"], told_us="they got help")
    whole = of.model_copy(update={"options": (*of.options, Option(key="none", label="None", alone=True))})
    base = none + money + home + both + other
    options = {"money": money + both, "home": home + both, "other": other, "none": none}
    shown = release(count_of(whole, options, base=base, counted=money + home + both), RULES)
    if shown.base is None or shown.options["none"] is None:
        return
    left = base - none
    for told in (shown.options["money"], shown.options["home"], shown.options["other"], shown.counted):
        assert told is None or not RULES.small(left - told)
