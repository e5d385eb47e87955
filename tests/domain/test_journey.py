"""Which questions show and which comes next, worked out from the answers each time."""

from random import Random

import pytest
from domain_builders import (
    any_answer,
    chose,
    comment,
    in_control,
    on_page,
    only_if,
    question,
    random_surveys,
    several,
    survey,
    thorough,
)
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.journey import (
    SKIPPED,
    Answer,
    before,
    due,
    following,
    kept,
    may_open,
    page_of,
    pages,
    progress,
    shown,
)

# in-control → (if they disagree) what-would-help; home → (if at home) safe → (if not safe) who-knows; last
JOURNEY = survey(
    in_control(),
    comment(show_if=[only_if("in-control", "disagree", "strongly-disagree")]),
    question("home", options="yes no"),
    question("safe", options="yes no", show_if=[only_if("home", "yes")]),
    several("who-knows", show_if=[only_if("safe", "no"), only_if("in-control", "neither", "disagree")]),
    comment("last"),
)
seeds = st.integers(0, 2**32)


def keys(questions):
    return [q.key for q in questions]


def key_of(question):
    return question.key if question else None


def test_at_first_only_the_questions_without_conditions_are_shown():
    assert keys(shown(JOURNEY, {})) == ["in-control", "home", "last"]


def test_any_of_the_named_answers_opens_a_question_and_no_other_answer_does():
    def opens(*options):
        return "what-would-help" in keys(shown(JOURNEY, {"in-control": chose(*options)}))

    assert opens("disagree")
    assert opens("strongly-disagree")
    assert not opens("neither")
    assert not opens()


def test_one_of_several_ticks_opens_a_question():
    asked = survey(several(), comment(show_if=[only_if("helps", "worker", "family")]))
    assert keys(shown(asked, {"helps": chose("friends", "worker")})) == ["helps", "what-would-help"]
    assert keys(shown(asked, {"helps": chose("friends")})) == ["helps"]


def test_every_condition_must_hold():
    not_safe = {"home": chose("yes"), "safe": chose("no")}
    assert "who-knows" in keys(shown(JOURNEY, {**not_safe, "in-control": chose("neither")}))
    assert "who-knows" not in keys(shown(JOURNEY, {**not_safe, "in-control": chose("agree")}))
    assert "who-knows" not in keys(shown(JOURNEY, {**not_safe, "in-control": SKIPPED}))
    assert "who-knows" not in keys(shown(JOURNEY, {"home": chose("yes"), "in-control": chose("neither")}))


def test_an_answer_to_a_hidden_question_opens_nothing():
    left_over = {"in-control": chose("neither"), "home": chose("no"), "safe": chose("no")}
    assert keys(shown(JOURNEY, left_over)) == ["in-control", "home", "last"]


def test_a_skip_is_an_answer_and_opens_nothing():
    assert key_of(due(JOURNEY, {"in-control": SKIPPED})) == "home"
    assert key_of(due(JOURNEY, {"in-control": SKIPPED, "home": SKIPPED})) == "last"


def test_nothing_chosen_and_nothing_written_is_a_skip():
    assert Answer().skipped
    assert not chose("yes").skipped
    assert not Answer(words="Somebody to talk to").skipped


def test_the_first_question_without_an_answer_is_due_and_none_when_all_have_one():
    answers = {}
    assert key_of(due(JOURNEY, answers)) == "in-control"
    answers["in-control"] = chose("disagree")
    assert key_of(due(JOURNEY, answers)) == "what-would-help"
    answers |= {"home": chose("yes"), "last": SKIPPED}
    assert key_of(due(JOURNEY, answers)) == "what-would-help"
    answers |= {"what-would-help": SKIPPED, "safe": chose("yes")}
    assert due(JOURNEY, answers) is None


def test_a_question_may_be_opened_when_everything_before_it_is_answered():
    answers = {"in-control": chose("disagree"), "what-would-help": SKIPPED}
    opened = [q.key for q in JOURNEY.questions if may_open(JOURNEY, answers, q.key)]
    assert opened == ["in-control", "what-would-help", "home"]
    assert not may_open(JOURNEY, answers, "no-such-question")


def test_a_hidden_question_cannot_be_opened():
    answers = {"in-control": chose("agree"), "home": chose("no"), "last": SKIPPED}
    assert not may_open(JOURNEY, answers, "what-would-help")
    assert not may_open(JOURNEY, answers, "safe")
    assert may_open(JOURNEY, answers, "last")


def test_back_and_on_pass_over_hidden_questions():
    answers = {"in-control": chose("agree"), "home": chose("yes")}
    assert before(JOURNEY, answers, "in-control") is None
    assert key_of(before(JOURNEY, answers, "home")) == "in-control"
    assert key_of(before(JOURNEY, answers, "last")) == "safe"
    assert key_of(following(JOURNEY, answers, "in-control")) == "home"
    assert key_of(following(JOURNEY, answers, "safe")) == "last"
    assert following(JOURNEY, answers, "last") is None
    assert following(JOURNEY, answers, "what-would-help") is None


def test_progress_counts_only_what_is_shown():
    assert progress(JOURNEY, {}, "in-control") == (1, 3)
    assert progress(JOURNEY, {"home": chose("yes")}, "last") == (4, 4)
    assert progress(JOURNEY, {"in-control": chose("disagree")}, "home") == (3, 4)
    assert progress(JOURNEY, {}, "safe") == (3, 3)  # hidden: at the end, never "0 of 3"


def test_what_is_sent_has_every_shown_question_and_no_hidden_one():
    answers = {
        "in-control": chose("agree"),
        "what-would-help": Answer(words="Written before they changed their mind"),
        "home": chose("no"),
        "safe": chose("no"),
    }
    assert kept(JOURNEY, answers) == {"in-control": chose("agree"), "home": chose("no"), "last": SKIPPED}


def test_changing_an_answer_hides_all_that_hung_on_it_and_changing_it_back_shows_it_as_it_was():
    answers = {
        "in-control": chose("neither"),
        "home": chose("yes"),
        "safe": chose("no"),
        "who-knows": chose("family"),
    }
    assert "who-knows" in kept(JOURNEY, answers)
    changed = {**answers, "home": chose("no")}
    assert list(kept(JOURNEY, changed)) == ["in-control", "home", "last"]
    assert kept(JOURNEY, {**changed, "home": chose("yes")}) == {**answers, "last": SKIPPED}


@given(random_surveys(8), seeds)
@thorough()
def test_answering_what_is_due_ends_and_asks_every_shown_question_once(made, seed):
    rng, answers, asked = Random(seed), {}, []
    while (question_due := due(made, answers)) is not None:
        assert may_open(made, answers, question_due.key)
        assert len(asked) < len(made.questions)
        asked.append(question_due.key)
        answers[question_due.key] = any_answer(question_due, rng)
    assert asked == keys(shown(made, answers))
    assert kept(made, answers) == answers
    assert len(asked) == len(set(asked))


@given(random_surveys(8), seeds)
@thorough()
def test_whatever_a_draft_holds_what_is_sent_is_what_is_shown(made, seed):
    rng = Random(seed)
    answers = {q.key: any_answer(q, rng) for q in made.questions if rng.random() < 0.7}
    sent = kept(made, answers)
    assert list(sent) == keys(shown(made, answers))
    assert all(answer == answers.get(key, SKIPPED) for key, answer in sent.items())
    assert kept(made, sent) == sent
    for q in made.questions:  # shown: all its conditions hold among what is sent
        held = all(set(c.options) & set(sent.get(c.question, SKIPPED).chosen) for c in q.show_if)
        assert (q.key in sent) == held


@given(random_surveys(8), seeds)
@thorough(50)
def test_back_undoes_on_and_progress_counts_up(made, seed):
    rng = Random(seed)
    answers = {q.key: any_answer(q, rng) for q in made.questions if rng.random() < 0.7}
    asked = keys(shown(made, answers))
    assert [progress(made, answers, key) for key in asked] == [(i + 1, len(asked)) for i in range(len(asked))]
    firsts = [page[0].key for page in pages(made, answers)]
    assert [key_of(before(made, answers, key)) for key in firsts] == [None, *firsts[:-1]]
    assert [key_of(following(made, answers, key)) for key in firsts] == [*firsts[1:], None]


@given(random_surveys(8), seeds)
@thorough(50)
def test_an_answer_changes_only_what_comes_after_it(made, seed):
    rng = Random(seed)
    answers = {q.key: any_answer(q, rng) for q in made.questions}
    place = rng.randrange(len(made.questions))
    changed = made.questions[place]
    earlier = {q.key for q in made.questions[: place + 1]}
    was, now = (
        [k for k in keys(shown(made, a)) if k in earlier]
        for a in (answers, {**answers, changed.key: any_answer(changed, rng)})
    )
    assert was == now


@pytest.mark.parametrize("key", ["what-would-help", "no-such-question"])
def test_back_from_a_question_that_is_not_shown_leads_nowhere(key):
    assert before(JOURNEY, {}, key) is None


# home │ safe (if at home), moves, pets │ last
GROUPED = survey(
    question("home"),
    *on_page(
        "about", question("safe", show_if=[only_if("home", "yes")]), question("moves"), question("pets")
    ),
    comment("last"),
)
AT_HOME = {"home": chose("yes")}


def test_neighbours_of_one_page_are_together_and_any_other_question_is_alone():
    assert [keys(page) for page in pages(GROUPED, AT_HOME)] == [["home"], ["safe", "moves", "pets"], ["last"]]
    assert [keys(page) for page in pages(GROUPED, {})] == [["home"], ["moves", "pets"], ["last"]]
    assert keys(page_of(GROUPED, {}, "pets")) == ["moves", "pets"]
    assert page_of(GROUPED, {}, "safe") == ()


def test_a_page_that_is_called_like_a_question_is_not_that_question():
    mixed = survey(question("a"), *on_page("a", question("b"), question("c")), question("d"))
    assert [keys(page) for page in pages(mixed, {})] == [["a"], ["b", "c"], ["d"]]


def test_back_and_on_go_from_page_to_page():
    for key in ("safe", "moves", "pets"):
        assert key_of(before(GROUPED, AT_HOME, key)) == "home"
        assert key_of(following(GROUPED, AT_HOME, key)) == "last"
    assert key_of(following(GROUPED, AT_HOME, "home")) == "safe"
    assert key_of(following(GROUPED, {}, "home")) == "moves"
    assert key_of(before(GROUPED, AT_HOME, "last")) == "safe"


def test_every_question_of_a_page_may_be_opened_when_the_pages_before_are_answered():
    assert all(may_open(GROUPED, AT_HOME, key) for key in ("safe", "moves", "pets"))
    some = {**AT_HOME, "safe": SKIPPED, "pets": chose("no")}
    assert not may_open(GROUPED, some, "last")
    assert key_of(due(GROUPED, some)) == "moves"
    assert may_open(GROUPED, {**some, "moves": SKIPPED}, "last")


@given(random_surveys(), seeds)
@thorough()
def test_pages_have_every_shown_question_once_and_a_walk_over_them_comes_to_the_end(asked, seed):
    rng, answers = Random(seed), {}
    steps = 0
    while (now := due(asked, answers)) is not None:
        page = page_of(asked, answers, now.key)
        assert all(may_open(asked, answers, q.key) for q in page)
        answers |= {q.key: any_answer(q, rng) for q in page}
        # What is answered on a page changes nothing of the page.
        assert page_of(asked, answers, now.key) == page
        steps += 1
    walked = pages(asked, answers)
    assert steps == len(walked)
    assert [q for page in walked for q in page] == list(shown(asked, answers))
    assert all(len({q.page for q in page}) == 1 for page in walked)
