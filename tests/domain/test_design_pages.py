"""Which questions of a survey that is being made share a page, whatever is moved, added or taken out."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain import design_edits, wholeness
from feedback.domain.design_files import design_of
from feedback.domain.design_pages import on_page_before, page_of, put_with_before, tidy
from feedback.domain.designs import Asked, Design
from feedback.domain.questions import Kind
from tests.conftest import small_survey


def made(pages: str) -> Design:
    """Questions q0, q1 and so on: a letter is the page of each, a dot none."""
    asked = (Asked(f"q{n}", f"Q{n}?", page="" if p == "." else p) for n, p in enumerate(pages))
    return Design("s", questions=tuple(asked))


def drawn(design: Design) -> str:
    """The questions in order, with a bar where a page ends."""
    found = ""
    for n, question in enumerate(design.questions):
        found += ("" if n == 0 or on_page_before(design, question.key) else "|") + question.key[1:]
    return found


def test_the_tick_puts_a_question_with_the_one_before_and_takes_it_away_again():
    design = put_with_before(made("..."), "q1", together=True)
    assert drawn(design) == "01|2"
    assert drawn(put_with_before(design, "q2", together=True)) == "012"
    assert put_with_before(design, "q1", together=False) == made("...")


def test_those_that_follow_come_along():
    assert drawn(put_with_before(made("..aa"), "q2", together=True)) == "0|123"
    assert drawn(put_with_before(made("aabb"), "q2", together=True)) == "0123"
    assert drawn(put_with_before(made("aaaa"), "q2", together=False)) == "01|23"
    assert drawn(put_with_before(made("aaaa"), "q1", together=False)) == "0|123"
    assert drawn(put_with_before(made("aaa"), "q2", together=False)) == "01|2"


def test_a_name_that_is_given_stays_and_the_first_question_has_none_before_it():
    assert [q.page for q in put_with_before(made("aa."), "q2", together=True).questions] == ["a", "a", "a"]
    assert put_with_before(made(".."), "q0", together=True) == made("..")
    with pytest.raises(LookupError):
        put_with_before(made(".."), "q9", together=True)


def test_a_question_that_moves_between_two_of_a_page_parts_them():
    assert drawn(design_edits.move(made("aaaa."), "q4", 2)) == "01|4|23"
    assert [q.page for q in design_edits.move(made("aa."), "q2", 1).questions] == ["", "", ""]
    assert drawn(design_edits.move(made("aaa."), "q0", 3)) == "12|3|0"
    assert drawn(design_edits.remove(made("aa."), "q0")) == "1|2"


def test_a_copy_stays_on_the_page_of_its_original():
    copied, key = design_edits.copy(made("aa."), "q0", frozenset())
    assert [q.key for q in page_of(copied, key)] == ["q0", key, "q1"]
    added, _ = design_edits.add(made("aa."), "New?", Kind.COMMENT, frozenset(), after="q0")
    assert all(not q.page for q in added.questions)


steps = st.tuples(
    st.sampled_from(("move", "join", "part", "out", "copy")), st.integers(0, 5), st.integers(0, 5)
)


@given(st.text("ab.", min_size=1, max_size=6), st.lists(steps, max_size=8))
def test_whatever_is_done_pages_are_neighbours(pages, taken):
    design = tidy(made(pages))
    for act, n, to in taken:
        if not design.questions:
            break
        key = design.questions[n % len(design.questions)].key
        if act == "move":
            design = design_edits.move(design, key, to)
        elif act in ("join", "part"):
            design = put_with_before(design, key, act == "join")
            assert on_page_before(design, key) == (act == "join" and design.place(key) > 0)
        elif act == "out":
            design = design_edits.remove(design, key)
        elif len(design.questions) < 9:
            design, _ = design_edits.copy(design, key, frozenset())
    assert tidy(design) == design
    for question in design.questions:
        together = {q.key for q in design.questions if question.page and q.page == question.page}
        assert together in (set(), {q.key for q in page_of(design, question.key)})
        assert len(together) != 1


def test_what_is_wrong_with_a_page_is_said_where_it_is_mended():
    small = design_of(small_survey().model_dump(mode="json", by_alias=True))
    small = replace(small, introduction="Skip any question.")
    tags = frozenset({"pledge-5"})
    design = put_with_before(small, "what-would-help", together=True)
    [missing] = wholeness.problems(design, tags)
    assert (missing.page, missing.of, missing.at) == ("question", "what-would-help", "show_if")
    assert "on the same page" in missing.said
    whole = put_with_before(small, "moves", together=True)
    assert [q.page for q in wholeness.survey_of(whole, tags).questions][2:4] == ["help-with", "help-with"]
