"""Surveys at random, with everything that a file of ours can say."""

from itertools import pairwise

from hypothesis import strategies as st

from feedback.adapters.survey_formats.plain_text import plain
from feedback.domain.questions import Kind
from feedback.domain.surveys import Survey

_SEEN = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"))
words = st.one_of(
    st.text(_SEEN, min_size=1, max_size=60),
    st.sampled_from(
        [
            "true",
            "12",
            "1e5",
            "null",
            "~",
            "- a",
            "a: b",
            "#x",
            "yes",
            "2020-01-01",
            "'",
            '"',
            "a\nb",
            "=1+1",
            "{a}",
            "${a}",
            "*a",
            "&a",
            "?",
            "|",
            "a  b",
            "long " * 60,
        ]
    ),
).filter(plain)  # words of which something can be seen
keys = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
option_keys = st.one_of(keys, st.sampled_from(["to", "easy", "alone", "picture", "key", "label", "no", "1"]))
_NUMBERS = st.lists(
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda n: round(n, 3)), min_size=1, max_size=4, unique=True
)
_DATES = st.lists(st.dates().map(lambda d: d.isoformat()), min_size=1, max_size=4, unique=True)


@st.composite
def surveys(draw: st.DrawFn) -> Survey:
    """A sound survey of up to six questions, with languages."""
    questions: list[dict[str, object]] = []
    for key in draw(st.lists(keys, min_size=1, max_size=6, unique=True)):
        questions.append(draw(_question(key, questions)))
    _paged(draw, questions)
    said = [str(q["ask"]) for q in questions]
    translated = st.dictionaries(st.sampled_from(said), words, max_size=3)
    languages = {
        code: {"status": "drafted", "on": "2026-11-22", "words": draw(translated)}
        for code in draw(st.lists(st.sampled_from(["cy", "pl", "ar"]), max_size=2, unique=True))
    }
    start = {"survey": draw(keys), "title": draw(words), "introduction": draw(st.none() | words)}
    audience = {"key": "young", "many": draw(words), "one": draw(words)}
    whole = {**start, "audience": audience, "questions": questions, "languages": languages}
    return Survey.model_validate(whole)


@st.composite
def _question(draw: st.DrawFn, key: str, earlier: list[dict[str, object]]) -> dict[str, object]:
    kind = draw(st.sampled_from(list(Kind)))
    question: dict[str, object] = {"key": key, "ask": draw(words), "kind": kind.value}
    question["hint"] = draw(st.none() | words)
    question["easy"] = draw(st.none() | words)
    question["tags"] = draw(st.lists(keys, max_size=2))
    if kind is not Kind.COMMENT:
        ends = draw(_NUMBERS if kind is Kind.NUMBER else _DATES) if _banded(kind) else None
        many = len(ends) + 1 if ends else draw(st.integers(2, 5))
        named = draw(st.lists(option_keys, min_size=many, max_size=many, unique=True))
        options: list[dict[str, object]] = [{"key": name, "label": draw(words)} for name in named]
        for option, end in zip(options, sorted(ends) if ends else (), strict=False):
            option["to"] = end
        if kind is Kind.CHOOSE_SEVERAL:
            options[-1]["alone"] = draw(st.booleans())
        question["options"] = options
        if draw(st.booleans()):
            question["counts"], question["told-us"] = [named[0]], draw(words)
    if before := [q for q in earlier if q.get("options")]:
        # Once for each question: two conditions on one may come back as the one that says the same.
        chosen = draw(st.lists(st.sampled_from(before), max_size=2, unique_by=lambda q: str(q["key"])))
        question["show-if"] = [_shown(draw, one) for one in chosen]
    return question


def _paged(draw: st.DrawFn, questions: list[dict[str, object]]) -> None:
    """Puts neighbours on a page together, as far as none hangs on another of it."""
    for before, question in pairwise(questions):
        shown = question.get("show-if")
        assert shown is None or isinstance(shown, list)
        page = before.get("page")
        here = {q["key"] for q in questions if page and q.get("page") == page} | {before["key"]}
        if draw(st.booleans()) and not here & {c["question"] for c in shown or ()}:
            before["page"] = question["page"] = page or before["key"]


def _banded(kind: Kind) -> bool:
    return kind in (Kind.NUMBER, Kind.DATE)


def _shown(draw: st.DrawFn, asked: dict[str, object]) -> dict[str, object]:
    options = asked["options"]
    assert isinstance(options, list)
    named = [str(o["key"]) for o in options]
    return {
        "question": asked["key"],
        "options": draw(st.lists(st.sampled_from(named), min_size=1, max_size=2, unique=True)),
    }
