"""Lines of codes to counts, against a slow count in plain Python."""

from random import Random

import pytest
from domain_builders import (
    answered,
    any_response,
    block,
    chose,
    comment,
    in_control,
    only_if,
    question,
    random_questions,
    random_surveys,
    several,
    survey,
    tally,
    thorough,
)
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.coding import codebook
from feedback.domain.counting import Block, Tally, add
from feedback.domain.journey import SKIPPED, Answer

seeds = st.integers(0, 2**32)


# The slow count: people as dicts of answers, one at a time


def matches(response, wanted):
    return all(set(options) & set(response.get(key, SKIPPED).chosen) for key, options in wanted.items())


def slowly(editions, key, wanted):
    """(base, by option, counted, skipped, not asked) of a question, over surveys and their responses."""
    asking = [(s.question(key), responses) for s, responses in editions if s.question(key)]
    counts = set(asking[-1][0].counts)
    base = counted = skipped = not_asked = 0
    options = {o.key: 0 for asked, _ in asking for o in asked.options}
    for _, responses in asking:
        for response in responses:
            if not matches(response, wanted):
                continue
            if key not in response:
                not_asked += 1
            elif response[key].skipped:
                skipped += 1
            else:
                base += 1
                counted += bool(counts & set(response[key].chosen))
                for option in response[key].chosen:
                    options[option] += 1
    return base, options, counted, skipped, not_asked


def quickly(count):
    return count.base, dict(count.options), count.counted, count.skipped, count.not_asked


def any_filter(made, rng):
    """Up to two questions, each with some of its options."""
    picked = rng.sample(made.questions, min(len(made.questions), rng.randrange(3)))
    options = {q.key: [o.key for o in q.options] for q in picked if q.options}
    return {key: rng.sample(keys, rng.randint(1, len(keys))) for key, keys in options.items()}


def responses_to(made, rng, most=40):
    return [any_response(made, rng) for _ in range(rng.randrange(most))]


@given(random_surveys(), seeds)
@thorough(70)
def test_every_question_counts_as_it_does_one_person_at_a_time(made, seed):
    rng = Random(seed)
    responses = responses_to(made, rng)
    counted = tally(made, responses)
    wanted = any_filter(made, rng)
    assert counted.responses == len(responses)
    assert counted.matching(wanted) == sum(matches(r, wanted) for r in responses)
    for q in made.questions:
        assert quickly(counted.count(q.key)) == slowly([(made, responses)], q.key, {})
        assert quickly(counted.count(q.key, wanted)) == slowly([(made, responses)], q.key, wanted)


@st.composite
def two_editions(draw):
    """A question whose options and counted options changed between editions, and one that stayed."""
    kind = draw(st.sampled_from(["choose-one", "choose-several", "scale"]))
    keys = ["a", "b", "c", "d", "e"]
    first, second = (draw(st.lists(st.sampled_from(keys), min_size=2, unique=True)) for _ in range(2))
    made = []
    for own in (first, second):
        counts = draw(st.lists(st.sampled_from(own), unique=True, max_size=len(own) - 1))
        changed = question("changed", kind, " ".join(own), counts=counts, told_us="so" if counts else None)
        own_too = draw(random_questions("new")).model_copy(update={"key": f"only-{len(made)}"})
        made.append(survey(changed, own_too, question("home", options="yes no")))
    return made


@given(two_editions(), seeds)
@thorough()
def test_two_editions_count_together_by_key_with_what_the_newer_one_counts(made, seed):
    rng = Random(seed)
    editions = [(s, responses_to(s, rng)) for s in made]
    counted = Tally(tuple(block(s, responses) for s, responses in editions))
    for key in ("changed", "home", "only-0", "only-1"):
        for wanted in ({}, any_filter(made[0], rng), any_filter(made[1], rng)):
            assert quickly(counted.count(key, wanted)) == slowly(editions, key, wanted)
    newer, older = made[1].question("changed"), made[0].question("changed")
    rows = counted.count("changed").question.options
    assert rows[: len(newer.options)] == newer.options
    assert {o.key for o in rows} == {o.key for o in (*newer.options, *older.options)}


@given(random_surveys(), seeds)
@thorough(50)
def test_a_breakdown_by_one_answer_shares_out_the_people_who_gave_it(made, seed):
    counted = tally(made, responses_to(made, Random(seed)))
    for group in [q for q in made.questions if q.options and not q.takes_several]:
        of_group = counted.count(group.key)
        for q in made.questions:
            parts = [counted.count(q.key, {group.key: [o.key]}) for o in group.options]
            whole = counted.count(q.key, {group.key: [o.key for o in group.options]})
            assert sum(p.base for p in parts) == whole.base
            assert sum(p.base + p.skipped + p.not_asked for p in parts) == of_group.base
            for option in whole.options:
                assert sum(p.options[option] for p in parts) == whole.options[option]


# Worked by hand

SURVEY = survey(in_control(), several(counts=["friends", "family"], told_us="they have somebody"), comment())


def test_several_ticks_are_still_one_person():
    ticks = [("friends", "family", "worker")] * 3 + [("worker",)] * 2
    count = tally(SURVEY, [{"helps": chose(*t)} for t in ticks]).count("helps")
    assert count.base == 5
    assert count.options == {"friends": 3, "family": 3, "worker": 5}
    assert sum(count.options.values()) > count.base
    assert count.counted == 3  # three people chose friends or family, though six ticks were made


def test_counted_options_of_one_answer_add_up():
    agreed = {"strongly-agree": 40, "agree": 26, "neither": 4, "disagree": 6}
    count = tally(SURVEY, answered("in-control", agreed)).count("in-control")
    assert (count.counted, count.base) == (66, 76)
    assert count.options["strongly-disagree"] == 0


def test_those_who_skipped_and_those_never_asked_are_not_in_the_base():
    responses = answered("in-control", {"agree": 4}, skipped=3) + [{}] * 2
    count = tally(SURVEY, responses).count("in-control")
    assert (count.base, count.skipped, count.not_asked) == (4, 3, 2)


def test_skipping_and_never_being_asked_are_told_apart_where_several_may_be_picked():
    responses = [{"helps": SKIPPED}] * 3 + [{}] * 2 + [{"helps": chose("worker")}]
    count = tally(SURVEY, responses).count("helps")
    assert (count.base, count.skipped, count.not_asked, count.counted) == (1, 3, 2, 0)


def test_a_comment_counts_those_who_wrote_one():
    responses = [{"what-would-help": Answer(words="More visits")}] * 2 + [{"what-would-help": SKIPPED}]
    count = tally(SURVEY, responses).count("what-would-help")
    assert (count.base, count.options, count.skipped) == (2, {}, 1)


def test_a_routed_question_leaves_out_whoever_was_not_sent():
    routed = survey(in_control(), question("safe", show_if=[only_if("in-control", "disagree")]))
    sent = {"in-control": chose("disagree"), "safe": chose("no")}
    count = tally(routed, [sent] * 2 + [{"in-control": chose("agree")}] * 7).count("safe")
    assert (count.base, count.not_asked) == (2, 7)


def test_a_filter_wants_any_of_the_options_and_all_of_the_questions():
    both = [
        {"in-control": chose("agree"), "helps": chose("friends")},
        {"in-control": chose("disagree"), "helps": chose("friends", "worker")},
        {"in-control": chose("agree"), "helps": chose("family")},
        {"in-control": SKIPPED, "helps": chose("friends")},
    ]
    counted = tally(SURVEY, both)
    assert counted.matching({"helps": ["friends", "worker"]}) == 3
    assert counted.matching({"helps": ["friends"], "in-control": ["agree", "disagree"]}) == 2
    assert counted.count("helps", {"in-control": ["agree"]}).options == {
        "friends": 1,
        "family": 1,
        "worker": 0,
    }


@pytest.mark.parametrize("wanted", [{"no-such": ["yes"]}, {"in-control": ["no-such"]}, {"in-control": []}])
def test_a_filter_that_nobody_can_match_matches_nobody(wanted):
    counted = tally(SURVEY, answered("in-control", {"agree": 9}))
    assert counted.matching(wanted) == 0
    assert counted.count("in-control", wanted).base == 0


@given(random_surveys(), seeds)
@thorough(50)
def test_a_tally_of_some_people_counts_as_the_same_filter_does(made, seed):
    rng = Random(seed)
    responses = responses_to(made, rng)
    counted = tally(made, responses)
    first, then = any_filter(made, rng), any_filter(made, rng)
    some = counted.where(first)
    both = [r for r in responses if matches(r, first) and matches(r, then)]
    assert some.responses == counted.matching(first)
    assert some.matching(then) == some.where(then).responses == len(both)
    for q in made.questions:
        assert quickly(some.count(q.key)) == quickly(counted.count(q.key, first))
        assert quickly(some.where(then).count(q.key)) == quickly(some.count(q.key, then))
        assert quickly(some.count(q.key, then)) == slowly([(made, both)], q.key, {})


def test_no_filter_matches_everyone_even_those_who_were_asked_nothing():
    assert tally(SURVEY, [{}] * 9).matching({}) == 9


@pytest.mark.parametrize("people", [0, 1, 7, 8, 9, 63, 64, 65, 1000])
def test_no_number_of_people_is_lost_at_the_edge_of_a_byte(people):
    counted = tally(SURVEY, answered("in-control", {"agree": people}))
    assert counted.responses == counted.matching({}) == people
    assert counted.count("in-control").base == counted.count("in-control").options["agree"] == people
    assert counted.count("helps").not_asked == people


def test_a_question_that_no_edition_asks_has_no_count():
    assert tally(SURVEY, []).count("no-such") is None
    assert Tally(()).count("in-control") is None


def test_the_last_of_seventy_nine_options_is_counted():
    keys = [f"o{i}" for i in range(79)]
    wide = survey(question("one", options=" ".join(keys)), several("many", " ".join(keys)))
    count = tally(wide, [{"one": chose("o78"), "many": chose("o0", "o78")}] * 3)
    assert (count.count("one").options["o78"], count.count("many").options["o78"]) == (3, 3)
    assert sum(count.count("one").options.values()) == 3


@pytest.mark.parametrize("lines", [["10"], ["0" * 5, "0" * 7], ["0" * 6, ""]])
def test_a_line_that_is_not_as_long_as_its_edition_says_is_refused(lines):
    book = codebook(survey(in_control(), several(), comment(), question("home")))
    assert book.width == 6
    with pytest.raises(ValueError, match="not as long as its edition says"):
        Block.of(book, lines)


def test_an_option_added_later_stands_with_the_newer_words_and_a_gone_one_comes_last():
    older = survey(question("home", options={"own": "My own place", "care": "A home"}))
    newer = survey(question("home", options={"care": "A children’s home", "kin": "With relatives"}))
    editions = (
        block(older, answered("home", {"own": 3, "care": 4})),
        block(newer, answered("home", {"care": 5})),
    )
    count = Tally(editions).count("home")
    assert [(o.key, o.label) for o in count.question.options] == [
        ("care", "A children’s home"),
        ("kin", "With relatives"),
        ("own", "My own place"),
    ]
    assert count.options == {"care": 9, "kin": 0, "own": 3}
    assert count.base == 12


def test_what_the_newer_edition_counts_together_is_counted_over_both():
    older = survey(in_control(counts=["agree"]))
    newer = survey(in_control())
    both = (
        block(older, answered("in-control", {"strongly-agree": 3, "agree": 10})),
        block(newer, answered("in-control", {"strongly-agree": 10, "agree": 40})),
    )
    count = Tally(both).count("in-control")
    assert count.question.counts == ("strongly-agree", "agree")
    assert count.counted == 63


def test_adding_counts_adds_every_number():
    responses = [*answered("in-control", {"agree": 2, "neither": 1}, skipped=3), {}]
    one = tally(SURVEY, responses).count("in-control")
    assert quickly(add(one, one)) == (6, {k: 2 * n for k, n in one.options.items()}, 4, 6, 2)
