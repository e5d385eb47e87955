"""What someone hears back: the promises of their own questions, what was done, no hint of their answers."""

from datetime import date
from random import Random

from domain_builders import (
    any_response,
    chose,
    comment,
    in_control,
    only_if,
    question,
    random_surveys,
    survey,
    thorough,
)
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.actions import Action
from feedback.domain.after_sending import Sent, done_about, hear_back, promises, theirs
from feedback.domain.frameworks import Framework
from feedback.domain.journey import SKIPPED, Answer

DAY = date(2026, 11, 22)
ASKED = survey(
    in_control(tags=["one"]),
    comment("why", show_if=[only_if("in-control", "disagree")], tags=["two"]),
    comment("more", show_if=[only_if("in-control", "disagree")]),
    question("safe", options="yes no", tags=["three"]),
)
PROMISES = [
    Framework.model_validate(
        {"framework": "f", "title": "F", "council": "C", "years": "2026", "source": "S"}
        | {"commitments": [{"key": k, "number": n, "name": k, "words": k} for n, k in enumerate(order, 1)]}
    )
    for order in (["three", "nothing", "two", "one"],)
]


def test_a_follow_up_is_theirs_if_they_answered_what_it_hangs_on_and_is_called_by_that():
    both = [theirs(ASKED, {"in-control": chose(key)}) for key in ("agree", "disagree")]
    assert both[0] == both[1]
    assert {key: q.key for key, q in both[0].items()} == dict.fromkeys(
        ("in-control", "why", "more"), "in-control"
    )


def test_what_was_skipped_and_what_hangs_on_it_is_not_theirs():
    assert theirs(ASKED, {"in-control": SKIPPED, "safe": SKIPPED}) == {}
    assert promises(ASKED, {"safe": chose("yes")}) == {"three"}


def test_promises_come_in_the_frameworks_order_with_those_of_follow_ups():
    sent = Sent(ASKED, "w", {"in-control": chose("agree"), "safe": chose("no")})
    back = hear_back(sent, PROMISES, {}, DAY)
    assert [one.commitment.key for one in back] == ["three", "two", "one"]
    assert all(one.did == () for one in back)


def test_what_answers_them_comes_first_and_the_rest_stays_in_order():
    def action(words, *answers, state="done", day=DAY):
        return Action(answers, state, words, "", day)

    done = [
        action("other", "finding/care-leavers/else/w"),
        action("another wave", f"finding/{ASKED.survey}/safe/v", state="doing", day=date(2026, 11, 21)),
        action("asked", f"finding/{ASKED.survey}/safe/w"),
        action("always", f"finding/{ASKED.survey}/safe"),
        action("own", "heard/x", "quote/w/c1"),
        action("own, of a follow-up", "quote/w/c2"),
    ]
    sent = Sent(
        ASKED, "w", {"in-control": chose("disagree"), "safe": chose("no")}, {"c1": "safe", "c2": "why"}
    )
    (three,) = [b for b in hear_back(sent, PROMISES, {"three": done}, DAY) if b.commitment.key == "three"]
    assert [d.action.words for d in three.did] == [
        "own", "asked", "always", "other", "another wave", "own, of a follow-up",
    ]  # fmt: skip
    assert [d.own for d in three.did] == [True, *[False] * 5]
    assert [d.question and d.question.key for d in three.did] == [None, "safe", "safe", None, None, None]
    assert [d.action.words for d in three.did if d.late] == ["another wave"]
    assert [d.action.words for d in done_about("w", "c2", done, DAY)] == ["own, of a follow-up"]


@thorough(100)
@given(random_surveys(), st.integers(0, 2**32))
def test_it_depends_on_nothing_but_which_of_everybodys_questions_were_answered(of, seed):
    """Not on what was chosen, nor on which follow-ups were shown: whoever finds the words learns neither."""
    answers = any_response(of, Random(seed))
    everybodys = {q.key for q in of.questions if not q.show_if}
    answered = {key for key in everybodys if not answers.get(key, SKIPPED).skipped}
    assert theirs(of, answers) == theirs(of, dict.fromkeys(answered, Answer(words="…")))
    assert {q.key for q in theirs(of, answers).values()} == answered


def test_words_count_as_an_answer():
    asked = survey(comment("why", tags=["two"]))
    assert promises(asked, {"why": Answer(words="…")}) == {"two"}
