"""Two officers at one survey: what they changed is put together, and what both changed is chosen between."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.domain import design_edits
from feedback.domain.designs import Asked, Choice, Design
from feedback.domain.merging import merge

BASE = Design(
    "s",
    title="A survey",
    scales={"agree": (Choice("agree", "Agree"),)},
    questions=tuple(Asked(k, f"{k}?", hint="h") for k in "abcd"),
)


def put(design: Design, key: str, **changes: object) -> Design:
    return design_edits.edit(design, key, lambda q: replace(q, **changes))  # type: ignore[arg-type]


def keys(design: Design) -> str:
    return "".join(q.key for q in design.questions)


def without(design: Design, *gone: str) -> Design:
    return replace(design, questions=tuple(q for q in design.questions if q.key not in gone))


def ordered(design: Design, order: str) -> Design:
    return replace(design, questions=tuple(q for k in order for q in design.questions if q.key == k))


def test_different_questions_and_different_fields_of_one_are_put_together():
    mine = put(put(BASE, "a", ask="Mine?"), "b", ask="B mine?")
    theirs = put(replace(BASE, title="Theirs"), "a", hint="theirs")
    merged = merge(BASE, mine, theirs)
    assert merged.clashes == ()
    assert merged.design.title == "Theirs"
    assert merged.design.question("a") == Asked("a", "Mine?", hint="theirs")
    assert merged.design.question("b").ask == "B mine?"


def test_the_same_words_changed_by_both_are_shown_and_chosen():
    mine, theirs = put(BASE, "a", ask="Mine?"), put(BASE, "a", ask="Theirs?", hint="more")
    (clash,) = merge(BASE, mine, theirs).clashes
    assert (clash.place, clash.mine, clash.theirs) == ("questions/a/ask", "Mine?", "Theirs?")
    for choice, ask in (("mine", "Mine?"), ("theirs", "Theirs?")):
        merged = merge(BASE, mine, theirs, {"questions/a/ask": choice})
        assert merged.clashes == ()
        assert merged.design.question("a") == Asked("a", ask, hint="more")


def test_the_same_change_by_both_is_one_change():
    both = put(BASE, "a", ask="Both?")
    assert merge(BASE, both, both).clashes == ()


def test_what_both_added_is_there_in_its_place():
    mine, _ = design_edits.add(BASE, "mine", BASE.questions[0].kind, set(), after="a")
    theirs, _ = design_edits.add(BASE, "theirs", BASE.questions[0].kind, set())
    assert [q.key for q in merge(BASE, mine, theirs).design.questions] == [
        "a",
        "mine",
        "b",
        "c",
        "d",
        "theirs",
    ]


def test_two_new_questions_with_one_key_are_both_kept():
    mine, theirs = (replace(BASE, questions=(*BASE.questions, Asked("new", w))) for w in ("one", "two"))
    merged = merge(BASE, mine, theirs)
    assert merged.clashes == ()
    assert [q.ask for q in merged.design.questions[4:]] == ["two", "one"]
    twice = merge(BASE, mine, mine)
    assert len(twice.design.questions) == 5


def test_a_question_taken_out_by_one_and_left_by_the_other_is_out():
    assert keys(merge(BASE, without(BASE, "a"), BASE).design) == "bcd"
    assert keys(merge(BASE, put(BASE, "c", ask="x"), without(BASE, "b")).design) == "acd"


def test_a_question_taken_out_by_one_and_changed_by_the_other_is_chosen():
    mine, theirs = put(BASE, "a", ask="Mine?"), without(BASE, "a")
    (clash,) = merge(BASE, mine, theirs).clashes
    assert (clash.mine, clash.theirs) == ("Mine?", "taken out")
    assert keys(merge(BASE, mine, theirs, {"questions/a": "theirs"}).design) == "bcd"
    assert keys(merge(BASE, mine, theirs, {"questions/a": "mine"}).design) == "abcd"


def test_one_order_wins_over_none_and_two_are_chosen_between():
    assert keys(merge(BASE, ordered(BASE, "badc"), BASE).design) == "badc"
    assert keys(merge(BASE, BASE, ordered(BASE, "badc")).design) == "badc"
    mine, theirs = ordered(BASE, "bacd"), ordered(BASE, "abdc")
    (clash,) = merge(BASE, mine, theirs).clashes
    assert clash.place == "order"
    assert keys(merge(BASE, mine, theirs, {"order": "theirs"}).design) == "abdc"


def test_scales_are_parts_too():
    mine = replace(BASE, scales={"agree": (Choice("agree", "Mine"),)})
    theirs = replace(BASE, scales={**BASE.scales, "often": (Choice("always", "Always"),)})
    assert set(merge(BASE, mine, theirs).design.scales) == {"agree", "often"}
    assert merge(BASE, mine, theirs).design.scales["agree"][0].label == "Mine"
    gone = replace(BASE, scales={})
    (clash,) = merge(BASE, mine, gone).clashes
    assert clash.theirs == "taken out"


edits = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), st.sampled_from("abcd"), st.text(min_size=1, max_size=3)),
        st.tuples(st.just("move"), st.sampled_from("abcd"), st.integers(0, 4)),
        st.tuples(st.just("out"), st.sampled_from("abcd"), st.none()),
        st.tuples(st.just("add"), st.text("xyz", min_size=1, max_size=2), st.none()),
    ),
    max_size=5,
)


def edited(design: Design, steps: list[tuple[str, str, object]]) -> Design:
    for what, key, value in steps:
        if what == "add":
            design, _ = design_edits.add(
                design, key, design.questions[0].kind if design.questions else "comment", set()
            )
        elif design.question(key) is None:
            continue
        elif what == "ask":
            design = put(design, key, ask=value)
        elif what == "move":
            design = design_edits.move(design, key, int(str(value)))
        else:
            design = design_edits.remove(design, key)
    return design


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(edits, edits)
def test_no_words_of_either_are_lost_without_a_choice(my_edits, their_edits):
    mine, theirs = edited(BASE, my_edits), edited(BASE, their_edits)
    merged = merge(BASE, mine, theirs)
    asked = [q.key for q in merged.design.questions]
    assert len(asked) == len(set(asked))
    told = {c.place for c in merged.clashes}
    for side in (mine, theirs):
        for question in side.questions:
            before = BASE.question(question.key)
            changed = before is None or question.ask != before.ask
            if changed and not {f"questions/{question.key}", f"questions/{question.key}/ask"} & told:
                assert question.ask in [q.ask for q in merged.design.questions]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(edits)
def test_nobody_elses_change_leaves_mine_as_it_is(steps):
    mine = edited(BASE, steps)
    assert merge(BASE, mine, BASE).design == mine
    assert merge(BASE, BASE, mine).design == mine
