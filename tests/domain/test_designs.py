"""A survey being made: its file's shape and back, edits, keys that stay, and what is still missing."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.domain import design_edits, wholeness
from feedback.domain.design_edits import Refused
from feedback.domain.design_files import definition_of, design_of, with_scales
from feedback.domain.design_keys import key_from
from feedback.domain.designs import Asked, Choice, Condition, Design
from feedback.domain.lundy import lundy
from feedback.domain.questions import Kind
from tests.conftest import small_survey

TAGS = frozenset({"pledge-5"})
AGREE = (Choice("agree", "Agree"), Choice("neither", "Neither"), Choice("disagree", "Disagree"))


def small() -> Design:
    """The small survey as a design, whole."""
    design = design_of(small_survey().model_dump(mode="json", by_alias=True))
    return replace(design, introduction="Skip any question.")


def keys(design: Design) -> list[str]:
    return [q.key for q in design.questions]


def test_an_edition_comes_back_as_the_survey_that_it_was():
    survey = small_survey(introduction="Skip any question.")
    assert wholeness.survey_of(small(), TAGS).fingerprint == survey.fingerprint
    assert design_of(definition_of(small())) == small()


def test_a_file_is_read_as_files_are_written():
    design = design_of(
        {
            "survey": "s",
            "scales": {"agree": [{"agree": "Agree", "easy": "I do"}, {"disagree": "Disagree"}]},
            "questions": [
                {"key": "a", "ask": "A?", "kind": "scale", "options": "agree", "tags": "pledge-5"},
                {"key": "b", "kind": "yes-no", "show-if": {"a": "agree"}},
                {"key": "c", "kind": "number", "options": [{"none": "None", "to": 0}, {"some": "Some"}]},
            ],
        }
    )
    a, b, c = design.questions
    assert design.options(a)[0] == Choice("agree", "Agree", easy="I do")
    assert a.tags == ("pledge-5",)
    assert [o.key for o in b.options] == ["yes", "no"]
    assert b.show_if == (Condition("a", ("agree",)),)
    assert c.options[0].to == 0
    assert design_of(definition_of(design)) == design


@pytest.mark.parametrize(
    "odd",
    [{}, {"questions": 3}, {"questions": [1, {"key": "a", "options": [[], {"to": 1}], "show-if": "x"}]}],
)
def test_what_cant_be_made_out_is_left_empty(odd):
    design = design_of({"survey": "s", "audience": "x", "scales": [], "words": "w", **odd})
    assert wholeness.problems(design, TAGS)


NAMES = ("survey", "key", "ask", "kind", "options", "questions", "show-if", "counts", "scales", "to")
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(anything)
def test_whatever_a_file_holds_a_design_can_be_made_of_it(value):
    design = design_of(value if isinstance(value, dict) else {"questions": value})
    wholeness.problems(design, TAGS)
    assert design_of(definition_of(design)) == design


def test_answers_that_scales_share_become_one_scale():
    asked = [Asked(k, k, Kind.SCALE, options=AGREE) for k in "abc"]
    design = with_scales(Design("s", questions=(*asked[:2], replace(asked[2], options=AGREE[:2]))))
    assert design.scales == {"agree": AGREE}
    assert [q.scale for q in design.questions] == ["agree", "agree", ""]


def test_keys_are_made_from_words_and_never_twice():
    assert key_from("I feel in control of my life!", set(), "question") == "feel-control-life"
    assert key_from("Do you?", set(), "question") == "do-you"
    assert key_from("你好", set(), "question") == "question"
    assert key_from("Agree", {"agree", "agree-2"}, "answer") == "agree-3"
    assert len(key_from("supercalifragilistic " * 9, set(), "q")) <= 40


def test_a_question_is_added_copied_and_moved():
    design, key = design_edits.add(small(), "Do you feel safe?", Kind.YES_NO, {"feel-safe"})
    assert key == "feel-safe-2"
    assert [o.label for o in design.options(design.questions[-1])] == ["Yes", "No"]
    design, copied = design_edits.copy(design, key, {"feel-safe-3"})
    assert copied == "feel-safe-4"
    assert keys(design)[-2:] == [key, copied]
    assert keys(design_edits.move(design, copied, 0))[0] == copied
    assert keys(design_edits.move(design, copied, 999))[-1] == copied


def test_a_move_that_would_ask_forward_is_refused_or_drops_the_condition():
    with pytest.raises(Refused, match="so it has to come after it") as refused:
        design_edits.move(small(), "what-would-help", 0)
    assert refused.value.dropping
    with pytest.raises(Refused):
        design_edits.move(small(), "in-control", 5)
    moved = design_edits.move(small(), "in-control", 5, dropping=True)
    assert moved.questions[0].show_if == ()
    assert design_edits.forward(moved) == []


def test_taking_a_question_out_says_what_hangs_on_it():
    with pytest.raises(Refused, match="taken out"):
        design_edits.remove(small(), "in-control")
    left = design_edits.remove(small(), "in-control", dropping=True)
    assert left.question("what-would-help").show_if == ()
    assert "in-control" not in keys(left)


def test_taking_a_question_out_takes_it_out_of_what_is_told_as_one():
    pooled = ({"key": "p", "questions": ["a", "b"]},)
    design = Design("s", questions=(Asked("a"), Asked("b")), pooled=pooled)
    assert design_edits.remove(design, "a").pooled == ()


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.permutations(range(7)), st.integers(-3, 9))
def test_no_move_that_is_allowed_points_forward(order, to):
    design = small()
    for n in order:
        try:
            design = design_edits.move(design, keys(small())[n], to)
        except Refused:
            continue
    assert design_edits.forward(design) == []
    assert sorted(keys(design)) == sorted(keys(small()))


def test_an_answers_key_stays_with_its_words_corrected_and_is_never_given_again():
    typed = [("agree", Choice("", "Agree!")), ("", Choice("", "Neither")), ("disagree", Choice("", ""))]
    made = design_edits.relabel(AGREE, typed, {"disagree", "neither-2"})
    assert [(c.key, c.label) for c in made] == [("agree", "Agree!"), ("neither-3", "Neither")]


def test_counts_and_conditions_follow_what_can_be_picked():
    design = small()
    question = replace(design.questions[0], options=AGREE[1:], show_if=(Condition("more", ("x",)),))
    changed = design_edits.rewrite(design, "in-control", question).questions[0]
    assert (changed.counts, changed.show_if) == ((), ())


def test_a_shared_scale_changes_everywhere_and_can_be_left():
    asked = tuple(Asked(k, k, Kind.SCALE, scale="agree", counts=("agree",)) for k in "ab")
    design = Design("s", scales={"agree": AGREE}, questions=asked)
    design = design_edits.set_scale(design, "agree", AGREE[1:])
    assert [q.counts for q in design.questions] == [(), ()]
    alone = design_edits.unshare(design, "a")
    assert alone.questions[0].options == AGREE[1:]
    assert design_edits.drop_scale(alone, "agree").scales
    shared, name = design_edits.share(alone, "a")
    assert (name, shared.questions[0].scale) == ("neither", "neither")
    assert not design_edits.drop_scale(design_edits.unshare(alone, "b"), "agree").scales


def test_a_whole_design_lacks_nothing():
    assert wholeness.problems(small(), TAGS) == []
    assert all(need.filled for need in lundy(small()))


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"title": ""}, "title"),
        ({"many": ""}, "many"),
        ({"introduction": ""}, "introduction"),
        ({"who_reads": ""}, "who_reads"),
        ({"hear_back": ""}, "hear_back"),
        ({"in_danger": ""}, "in_danger"),
        ({"questions": ()}, "questions"),
        ({"introduction": "x" * 2001}, "introduction"),
    ],
)
def test_what_the_start_page_lacks_is_told(changes, at):
    assert [m.at for m in wholeness.problems(replace(small(), **changes), TAGS)] == [at]


def test_without_comment_boxes_nobody_needs_to_read_words_of_harm():
    design = replace(small(), in_danger="")
    for key in ("what-would-help", "more"):
        design = design_edits.remove(design, key)
    assert wholeness.problems(design, TAGS) == []


@pytest.mark.parametrize(
    ("key", "changes", "at"),
    [
        ("in-control", {"ask": ""}, "ask"),
        ("in-control", {"tags": ()}, "tags"),
        ("in-control", {"tags": ("no-such",)}, "tags"),
        ("in-control", {"counts": ()}, "counts"),
        ("in-control", {"told_us": ""}, "told_us"),
        ("in-control", {"counts": ("agree", "neither", "disagree")}, "counts"),
        ("safe", {"options": (Choice("yes", "Yes"),)}, "options"),
        ("safe", {"options": (Choice("yes", "Yes"), Choice("no", "yes"))}, "options"),
        ("what-would-help", {"show_if": (Condition("more", ("x",)),)}, "show_if"),
        ("what-would-help", {"show_if": (Condition("in-control", ("gone",)),)}, "show_if"),
        ("more", {"options": AGREE}, "kind"),
        ("moves", {"options": (Choice("a", "A", to="x"), Choice("b", "B"))}, "options"),
        ("help-with", {"breakdown": True}, "breakdown"),
    ],
)
def test_what_a_question_lacks_is_told_with_its_place(key, changes, at):
    design = design_edits.edit(small(), key, lambda q: replace(q, **changes))
    (missing,) = wholeness.problems(design, TAGS)
    assert (missing.page, missing.of, missing.at) == (wholeness.QUESTION, key, at)
    with pytest.raises(wholeness.NotWhole):
        wholeness.survey_of(design, TAGS)


def test_translations_of_what_is_no_longer_said_are_left_behind():
    cy = {"status": "drafted", "on": "2026-11-22", "words": {"Agree": "Cytuno", "Gone": "Wedi mynd"}}
    survey = wholeness.survey_of(small(), TAGS, {"cy": cy})
    assert dict(survey.languages["cy"].words) == {"Agree": "Cytuno"}
