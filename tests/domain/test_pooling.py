"""Several questions told as one: as answers and not as people, or by average; only if each may be told."""

from datetime import date

import pytest
from domain_builders import (
    PLEDGE_5,
    PLEDGES,
    answered,
    comment,
    question,
    source,
    survey,
    tally,
    thorough,
)
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from feedback.domain.answered import WaveAnswers
from feedback.domain.disclosure import Rules
from feedback.domain.pools import Pool, find_pool_problems
from feedback.domain.sections import Cell
from feedback.domain.soundness import Problem
from feedback.domain.telling import section

KEYS = ("safe", "happy", "heard")
FINGERPRINT_BEFORE_POOLS = "b914cbe8093479cc326c83730ca1a08a8864e52546597c56eab7518058ef896b"


def asked(key):
    return question(key, counts=["yes"], told_us=f"they feel {key}", tags=["pledge-5"])


def pool(keys=KEYS, **more):
    given = {"key": "feeling", "questions": keys, "told_us": "they feel good", "tags": ["pledge-5"]}
    return Pool.model_validate({**given, **more})


def wave(numbers, pools=None, key="autumn", opens=date(2026, 9, 1), keys=KEYS):
    """A wave whose pooled questions were answered yes and no by so many people each."""
    of = survey(*(asked(k) for k in keys), pooled=[pool()] if pools is None else pools)
    sent = []
    for k, (yes, no) in zip(keys, numbers, strict=True):
        sent += answered(k, {"yes": yes, "no": no})
    return WaveAnswers(of, source(key, opens, len(sent), name=key.capitalize()), tally(of, sent))


def told(*waves):
    return section(PLEDGES, PLEDGE_5, waves, Rules()).findings


def only(*waves):
    """What is told of the one pool of some waves, after what is told of each question."""
    *parts, found = told(*waves)
    assert [f.kind for f in parts] == ["choose-one"] * len(parts)
    return found


def test_answers_on_one_heap():
    found = only(wave([(66, 10), (57, 17), (60, 16)]))
    assert (found.kind, found.question, found.rows, found.survey) == ("pooled", "feeling", (), "care-leavers")
    assert found.ask == "Three questions told as one"
    (in_wave,) = found.told
    assert in_wave.sentence == "Of 226 answers to three questions, 81% (183 of 226) said that they feel good."
    assert in_wave.base == 226
    assert in_wave.counted == Cell(183, "81", None, None, "autumn/feeling")
    assert in_wave.asides == (
        "The three questions are “Words of safe?”, “Words of happy?” and “Words of heard?”.",
    )


def test_an_average_counts_each_question_the_same():
    """66/76, 57/114 and 300/400 are 86.8%, 50% and 75%: 70.6% on average, but 71.7% of all answers."""
    found = only(wave([(66, 10), (57, 57), (300, 100)], [pool(way="average", title="Feeling good")]))
    (in_wave,) = found.told
    assert found.ask == "Feeling good"
    assert in_wave.sentence == (
        "On average over three questions, 71% said that they feel good. "
        "Between 76 and 400 care leavers answered each question."
    )
    assert in_wave.base == 76
    assert in_wave.counted == Cell(None, "71", "[z]", None, "autumn/feeling")


def test_an_average_of_questions_that_as_many_answered():
    (in_wave,) = only(wave([(66, 10)] * 3, [pool(way="average")])).told
    assert in_wave.sentence == (
        "On average over three questions, 87% said that they feel good. "
        "76 care leavers answered each question."
    )


def test_few_answers_are_told_without_a_percentage():
    (in_wave,) = only(wave([(7, 6), (7, 6)], [pool(KEYS[:2])], keys=KEYS[:2])).told
    assert in_wave.sentence == "Of 26 answers to two questions, 14 of 26 said that they feel good."
    assert in_wave.counted == Cell(14, None, None, "[u]", "autumn/feeling")


def test_few_answers_have_no_average():
    (in_wave,) = only(wave([(7, 6), (70, 60)], [pool(KEYS[:2], way="average")], keys=KEYS[:2])).told
    assert in_wave.sentence == (
        "Too few people answered these two questions for an average. "
        "Between 13 and 130 care leavers answered each question."
    )
    assert in_wave.counted == Cell(None, None, "[z]", "[u]", "autumn/feeling")


@pytest.mark.parametrize("part", [(3, 60), (60, 3), (2, 1), (4, 5)])
@pytest.mark.parametrize("way", ["answers", "average"])
def test_where_a_part_is_hidden_the_whole_is_not_told(part, way):
    found = only(wave([(66, 10), part, (60, 16)], [pool(way=way)]))
    (in_wave,) = found.told
    assert in_wave.sentence == (
        "We can’t say what these three questions tell together: the numbers are too small to share safely."
    )
    assert in_wave.base is None
    assert in_wave.counted == Cell(None, None, "[c]", "[c]", "autumn/feeling")


numbers = st.tuples(st.integers(0, 30), st.integers(0, 30))


@given(st.lists(numbers, min_size=3, max_size=3))
@thorough(100)
def test_a_pool_tells_nothing_that_its_parts_do_not(parts):
    """Its number is the sum of told numbers, or there is none."""
    made = wave(parts)
    findings = told(made)
    each = [f.told[0] for f in findings[:3]]
    if any(t.base == 0 for t in each):
        assert len(findings) == 3
        return
    (in_wave,) = findings[3].told
    if any(t.base is None or t.counted.count is None for t in each):
        assert (in_wave.base, in_wave.counted.count) == (None, None)
    else:
        assert in_wave.base == sum(t.base for t in each)
        assert in_wave.counted.count == sum(t.counted.count for t in each)


def test_a_wave_that_asked_only_some_of_them_has_no_number():
    older = wave([(66, 10), (60, 16)], (), "spring", date(2026, 3, 1), KEYS[:2])
    found = only(older, wave([(66, 10), (57, 17), (60, 16)]))
    assert [t.source.wave for t in found.told] == ["autumn"]


def test_over_waves_no_change_is_told_of_several_answers_of_the_same_people():
    older = wave([(10, 66), (17, 57), (16, 60)], key="spring", opens=date(2026, 3, 1))
    found = only(older, wave([(66, 10), (57, 17), (60, 16)]))
    assert len(found.told) == 2
    assert found.change is None
    assert all(len(t.asides) == 1 for t in found.told)


def test_a_pool_that_is_not_tagged_to_a_promise_is_not_told_there():
    both = [asked(k).model_copy(update={"tags": ("pledge-5", "pledge-6")}) for k in KEYS]
    of = survey(*both, pooled=[pool(tags=["pledge-6"])])
    held = WaveAnswers(of, source(responses=40), tally(of, answered("safe", {"yes": 40})))
    assert [f.question for f in told(held)] == list(KEYS)


# What can't be right

QUESTIONS = [asked("safe"), asked("happy"), comment("why", tags=["pledge-5"])]
PROBLEMS = {
    "no such question": (
        {"questions": ["safe", "gone"]},
        "questions",
        "“feeling”: “gone” is not a question of this survey",
    ),
    "nothing counted": (
        {"questions": ["safe", "why"]},
        "questions",
        "“feeling”: “why” has no “counts”, so there is nothing of it to pool",
    ),
    "named twice": (
        {"questions": ["safe", "safe"]},
        "questions",
        "“feeling”: a question is named twice; name each once",
    ),
    "another tag": (
        {"questions": ["safe", "happy"], "tags": ["pledge-5", "pledge-6"]},
        "tags",
        "“feeling”: “safe” is not tagged “pledge-6”; a pooled number stands beside its questions’ own",
    ),
    "a key that is taken": (
        {"key": "happy", "questions": ["safe", "happy"]},
        "key",
        "something in this survey has the key “happy” already; give another",
    ),
}


@pytest.mark.parametrize(("more", "at", "said"), PROBLEMS.values(), ids=PROBLEMS)
def test_each_mistake_is_told(more, at, said):
    assert next(find_pool_problems([pool(**more)], QUESTIONS)) == Problem(0, at, said)
    with pytest.raises(ValidationError):
        survey(*QUESTIONS, pooled=[pool(**more)])


def test_two_pools_need_two_keys():
    twice = [pool(["safe", "happy"]), pool(["safe", "happy"])]
    assert [p.place for p in find_pool_problems(twice, QUESTIONS)] == [1]


def test_nothing_is_said_of_a_question_that_could_not_be_read():
    assert list(find_pool_problems([pool(["safe", "broken"])], QUESTIONS, {"broken"})) == []


def test_a_pool_has_two_questions_at_least():
    with pytest.raises(ValidationError):
        pool(["safe"])


def test_a_survey_that_pools_nothing_is_the_edition_that_it_always_was():
    """The fingerprint that this survey had before there were pools."""
    plain = survey(asked("safe"), asked("happy"))
    assert plain.fingerprint == FINGERPRINT_BEFORE_POOLS
    pooled = survey(asked("safe"), asked("happy"), pooled=[pool(["safe", "happy"])])
    assert pooled.fingerprint != plain.fingerprint
