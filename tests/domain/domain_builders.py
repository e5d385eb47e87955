"""Small surveys and made-up answers, in as few words as a test needs. No test lives here."""

from datetime import date
from random import Random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from feedback.domain.coding import codebook, encode
from feedback.domain.counting import Block, Count, Tally
from feedback.domain.frameworks import Commitment, Framework
from feedback.domain.journey import SKIPPED, Answer, due, kept
from feedback.domain.questions import Kind, Question
from feedback.domain.sections import Source
from feedback.domain.surveys import Survey

AGREE = {
    "strongly-agree": "Strongly agree",
    "agree": "Agree",
    "neither": "Neither agree nor disagree",
    "disagree": "Disagree",
    "strongly-disagree": "Strongly disagree",
}
CARE_LEAVERS = {"key": "care-leavers", "many": "care leavers", "one": "care leaver"}


def thorough(examples=60):
    """How hard to try at random. No deadline: a busy machine is not a mistake."""
    return settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# Questions and surveys


def question(key="in-control", kind="choose-one", options="yes no", **more):
    """A question; options as a dict of key and label, or as keys in a row."""
    labels = options if isinstance(options, dict) else {k: k.capitalize() for k in options.split()}
    given = [{"key": k, "label": label} for k, label in labels.items()]
    return Question.model_validate(
        {"key": key, "ask": f"Words of {key}?", "kind": kind, "options": given, **more}
    )


def scale(key="in-control", **more):
    return question(key, "scale", AGREE, **more)


def in_control(**more):
    """The question that the design describes: two of five answers are counted together."""
    told_us = "they feel in control of the decisions that affect their life"
    given = {"counts": ["strongly-agree", "agree"], "told_us": told_us, "tags": ["pledge-5"], **more}
    return scale("in-control", **given)


def several(key="helps", options="friends family worker", **more):
    return question(key, "choose-several", options, **more)


def comment(key="what-would-help", **more):
    return question(key, "comment", {}, **more)


def only_if(key, *options):
    """The condition that an earlier question was answered with one of these."""
    return {"question": key, "options": list(options)}


def on_page(page, *questions):
    """The same questions, together on a page of this name."""
    return [q.model_copy(update={"page": page}) for q in questions]


def survey(*questions, **more):
    whole = {"survey": "care-leavers", "title": "Care leavers survey", "audience": CARE_LEAVERS, **more}
    return Survey.model_validate({**whole, "questions": questions})


def one_of(keys, counts=""):
    """A question of which one answer is given."""
    return question(
        "in-control", options=" ".join(keys), counts=list(counts), told_us="so" if counts else None
    )


def ticks_of(keys, counts=""):
    """A question of which several answers may be ticked."""
    return several("in-control", " ".join(keys), counts=list(counts), told_us="so" if counts else None)


# Answers, lines and counts


def chose(*options):
    return Answer(tuple(options))


def block(of, responses):
    """The lines of one edition; a response is a dict of answers, where a missing question was never asked."""
    book = codebook(of)
    return Block.of(book, [encode(book, response) for response in responses])


def tally(of, responses):
    return Tally((block(of, responses),))


def answered(key, numbers, skipped=0):
    """The responses of so many people to one question of one answer."""
    given = [{key: chose(option)} for option, n in numbers.items() for _ in range(n)]
    return given + [{key: SKIPPED}] * skipped


def count_of(of, numbers, base=None, counted=None, skipped=0):
    """A count by hand. The base and the counted ones are the sums, unless people could pick several."""
    options = {o.key: numbers.get(o.key, 0) for o in of.options}
    base = sum(options.values()) if base is None else base
    counted = sum(options[k] for k in of.counts) if counted is None else counted
    return Count(of, base, options, counted, skipped, 0)


# What stands around them


def source(wave="care-leavers-autumn-2026", opens=date(2026, 9, 1), responses=76, **more):
    given = {
        "survey": "care-leavers",
        "title": "Care leavers survey",
        "wave": wave,
        "name": "Autumn 2026",
        "many": "care leavers",
        "one": "care leaver",
        "opens": opens,
        "closes": date(opens.year, opens.month, 28),
        "responses": responses,
    }
    return Source(**{**given, **more})


PLEDGE_5 = Commitment(key="pledge-5", number=5, name="Your voice", words="We will listen to you")
PLEDGE_6 = Commitment(key="pledge-6", number=6, name="Your future", words="We will help you to get ready")
PLEDGES = Framework(
    framework="pledges",
    title="Pledges 2022-26",
    council="Cheshire East Council",
    years="2022-26",
    source="The council’s own pledges",
    kind="Pledge",
    commitments=(PLEDGE_5, PLEDGE_6),
)


# At random


def _bands(kind, keys):
    ends = [5.0, 12.5, 40.0] if kind is Kind.NUMBER else ["2005-12-31", "2010-06-30", "2020-02-29"]
    return [{"key": k, "label": k, **({"to": e} if i < len(keys) - 1 else {})} for i, (k, e) in
            enumerate(zip(keys, [*ends, None], strict=False))]  # fmt: skip


@st.composite
def random_questions(draw, key, earlier=()):
    """A sound question of any kind, perhaps shown only after some answers to earlier ones."""
    kind = draw(st.sampled_from(Kind))
    keys = [f"{key}-{i}" for i in range(draw(st.integers(2, 4)))]
    if kind is Kind.COMMENT:
        options, counts = [], []
    else:
        banded = kind in (Kind.NUMBER, Kind.DATE)
        options = _bands(kind, keys) if banded else [{"key": k, "label": k} for k in keys]
        counts = draw(st.lists(st.sampled_from(keys), unique=True, max_size=len(keys) - 1))
    pickable = [q for q in earlier if q.options]
    conditions = []
    if pickable and draw(st.booleans()):
        for asked in draw(
            st.lists(st.sampled_from(pickable), min_size=1, max_size=2, unique_by=lambda q: q.key)
        ):
            of_asked = [o.key for o in asked.options]
            conditions.append(
                only_if(asked.key, *draw(st.lists(st.sampled_from(of_asked), min_size=1, unique=True)))
            )
    return Question.model_validate(
        {
            "key": key,
            "ask": key,
            "kind": kind,
            "options": options,
            "counts": counts,
            "told_us": "so" if counts else None,
            "show_if": conditions,
        }
    )


@st.composite
def random_surveys(draw, most=6):
    """A sound survey of any kinds, with routing."""
    asked = []
    for i in range(draw(st.integers(1, most))):
        asked.append(draw(random_questions(f"q{i}", tuple(asked))))
    return survey(*draw(random_pages(asked)))


@st.composite
def random_pages(draw, questions):
    """The same questions, some neighbours together on a page."""
    paged = []
    for question in questions:
        before = paged[-1] if paged else None
        page = draw(st.sampled_from((None, question.key, before.page if before else None)))
        here = {q.key for q in paged if page and q.page == page}
        if here & {c.question for c in question.show_if}:
            page = None
        paged.append(question.model_copy(update={"page": page}))
    return paged


def any_answer(of, rng: Random):
    """What somebody might give to a question, a skip included."""
    if rng.random() < 0.2:
        return SKIPPED
    if of.takes_words:
        return Answer(words="Somebody to talk to")
    keys = [o.key for o in of.options]
    if of.takes_several:
        return Answer(tuple(k for k in keys if rng.random() < 0.5) or (rng.choice(keys),))
    return Answer((rng.choice(keys),))


def any_response(of, rng: Random):
    """One person walking through a survey to the end, and what is sent."""
    answers = {}
    while (question_due := due(of, answers)) is not None:
        answers[question_due.key] = any_answer(question_due, rng)
    return kept(of, answers)


few_or_many = st.one_of(st.integers(0, 7), st.integers(0, 7), st.integers(0, 300))


@st.composite
def shared_tables(draw):
    """The counts of a question of one answer, many of them small, and which are counted together."""
    keys = "abcde"[: draw(st.integers(2, 5))]
    numbers = {k: draw(few_or_many) for k in keys}
    counted = draw(st.lists(st.sampled_from(keys), unique=True, max_size=len(keys) - 1))
    return numbers, counted
