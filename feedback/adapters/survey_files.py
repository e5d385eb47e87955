"""A survey file's shape to the survey model, with every mistake at once. Knows nothing of other files."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from pydantic import ValidationError

from feedback.adapters.plain_errors import did_you_mean, plainly
from feedback.adapters.yaml_files import Lined, Place
from feedback.domain.frameworks import Content
from feedback.domain.pools import Pool, find_pool_problems
from feedback.domain.questions import Kind, Option, Question
from feedback.domain.soundness import find_problems
from feedback.domain.surveys import Survey

YES_NO = ({"key": "yes", "label": "Yes"}, {"key": "no", "label": "No"})
_OPTION_EXTRAS = ("alone", "to", "easy", "picture")
M = TypeVar("M", bound=Content)
Shape: TypeAlias = dict[str, object]
_STAND_IN = {"key": "a", "ask": "A", "kind": "comment"}


@dataclass(frozen=True)
class SurveyFile:
    """What could be read of a survey file: the tags of each question with its place in the file, from 0, and
    the whole survey if nothing at all is wrong.
    """

    survey: Survey | None
    tags: tuple[tuple[int, tuple[str, ...]], ...]


def survey_of(lined: Lined, *, need_tags: bool = True) -> SurveyFile:
    """The survey in a file; what is wrong is added to `lined.mistakes`. A draft doesn't need tags yet."""
    before = len(lined.mistakes)
    whole = dict(lined.value)
    scales = _scales(lined, whole.pop("scales", None))
    raw = whole.get("questions")
    if not isinstance(raw, list) or not raw:
        lined.mistake(("questions",), "“questions” should be a list with at least one question in it")
        raw = []
    shapes = [(i, _shape(lined, ("questions", i), one)) for i, one in enumerate(raw)]
    built = [(i, q) for i, s in shapes if s is not None and (q := _question(lined, i, s, scales))]
    named = [(i, str(s["key"])) for i, s in shapes if s is not None and "key" in s]
    _read_together(lined, built, {key for _, key in named})
    _twice(lined, named, {i for i, _ in built})
    pools = _pools(lined, whole.pop("pooled", ()), [q for _, q in built], {key for _, key in named})
    built_of(lined, Survey, {**whole, "questions": [_STAND_IN]}, ())
    tags = tuple((i, _tags(lined, i, shape, need_tags)) for i, shape in shapes if shape is not None)
    if len(lined.mistakes) > before:
        return SurveyFile(None, tags)
    asked = {"questions": [q for _, q in built], "pooled": pools}
    return SurveyFile(Survey.model_validate({**whole, **asked}), tags)


def _pools(lined: Lined, raw: object, questions: Sequence[Question], named: Set[str]) -> list[Pool]:
    """The questions that are told as one; what is wrong with them is added to `lined.mistakes`. `named` has
    the keys of all questions, those that can't be read too.
    """
    if not isinstance(raw, list | tuple):
        lined.mistake(("pooled",), "“pooled” should be a list: each has “key”, “questions” and “told-us”")
        return []
    built: list[tuple[int, Pool]] = []
    for i, one in enumerate(raw):
        if not isinstance(one, dict):
            lined.mistake(("pooled", i), "this is a set of keys: “key”, “questions”, “told-us” and “tags”")
        elif pool := built_of(lined, Pool, _listed(one, "tags", "questions"), ("pooled", i)):
            built.append((i, pool))
    unread = named - {q.key for q in questions}
    for problem in find_pool_problems([p for _, p in built], questions, unread):
        lined.mistake(("pooled", built[problem.place][0], problem.at), problem.said)
    return [pool for _, pool in built]


def _listed(shape: Shape, *keys: str) -> Shape:
    """The same with one word as a list of one, where there may be several."""
    return {k: [v] if k in keys and isinstance(v, str) else v for k, v in shape.items()}


def _question(
    lined: Lined, i: int, shape: Shape, scales: Mapping[str, list[Shape] | None]
) -> Question | None:
    """A question; or, where some of its keys are wrong, what the others make of it, so that they are read
    together with the rest all the same. None if its key, its kind or its options can't be made out.
    """
    options = shape.get("options", ())
    if isinstance(options, str):
        if options not in scales:
            near = did_you_mean(options, scales)
            said = f"there is no scale called “{options}” in “scales”{near}"
            lined.mistake(("questions", i, "options"), said)
        options = scales.get(options)
    whole = {**shape, "options": options or ()}
    question = built_of(lined, Question, whole, ("questions", i))
    return None if options is None else question or _rest_of(whole)


def _rest_of(shape: Shape) -> Question | None:
    """The question without the keys that are wrong."""
    try:
        return Question.model_validate(shape)
    except ValidationError as wrong:
        bad = {error["loc"][0] for error in wrong.errors()}
        rest = {key: value for key, value in shape.items() if key not in bad}
        if bad & {"key", "ask", "kind", "options"} or len(rest) == len(shape):
            return None
        return _rest_of(rest)


def _tags(lined: Lined, i: int, shape: Shape, needed: bool) -> tuple[str, ...]:
    tags = shape.get("tags") or ()
    if needed and not tags:
        which = f"“{shape['key']}”" if "key" in shape else "this question"
        lined.mistake(("questions", i), f"{which} has no “tags”; name the promise it is about")
    return tuple(str(t) for t in tags) if isinstance(tags, list) else ()


def _read_together(lined: Lined, built: Sequence[tuple[int, Question]], named: Set[str]) -> None:
    unread = named - {q.key for _, q in built}
    for problem in find_problems([q for _, q in built], unread):
        lined.mistake(("questions", built[problem.place][0], problem.at), problem.said)


def _twice(lined: Lined, named: Sequence[tuple[int, str]], read: Set[int]) -> None:
    """Keys that are there twice, where one of the two questions could not be read with the rest."""
    first: dict[str, int] = {}
    for i, key in named:
        if key in first and not {i, first[key]} <= read:
            lined.mistake(("questions", i, "key"), f"two questions have the key “{key}”; each needs its own")
        first.setdefault(key, i)


def built_of(lined: Lined, model: type[M], value: object, place: Place) -> M | None:
    """A model from plain values; what is wrong is added to `lined.mistakes` in plain words."""
    try:
        return model.model_validate(value)
    except ValidationError as wrong:
        for error in wrong.errors(include_url=False):
            lined.mistake((*place, *error["loc"]), plainly(error, model))
    return None


def _scales(lined: Lined, raw: object) -> dict[str, list[Shape] | None]:
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        lined.mistake(("scales",), "“scales” should have a name for each scale, with its options under it")
        return {}
    return {name: _options(lined, ("scales", name), options) for name, options in raw.items()}


def _shape(lined: Lined, place: Place, raw: object) -> Shape | None:
    """One question of a file in the model's shape: options and conditions spelt out."""
    if not isinstance(raw, dict):
        lined.mistake(place, "a question is a set of keys: “key”, “ask”, “kind” and so on")
        return None
    shape = dict(raw)
    options = raw.get("options")
    if options is None and raw.get("kind") == Kind.YES_NO:
        shape["options"] = YES_NO
    elif "options" in raw and not isinstance(options, str):
        shape["options"] = _options(lined, (*place, "options"), options)
    if "show-if" in raw:
        shape["show-if"] = list(_conditions(lined, (*place, "show-if"), raw["show-if"]))
    return _listed(shape, "tags", "counts")


def _options(lined: Lined, place: Place, raw: object) -> list[Shape] | None:
    """Options in the model's shape, or None if one of them is wrong: then nothing is said of their like."""
    if not isinstance(raw, list):
        lined.mistake(place, "options are a list; each is written as “key: Words that people see”")
        return None
    shaped = [_option(lined, (*place, i), o) for i, o in enumerate(raw)]
    return None if None in shaped else [o for o in shaped if o is not None]


def _option(lined: Lined, place: Place, raw: object) -> Shape | None:
    if isinstance(raw, dict) and raw.keys() >= {"key", "label"}:  # written out, as an edition keeps it
        return dict(raw) if built_of(lined, Option, raw, place) else None
    named = [k for k in raw if k not in _OPTION_EXTRAS] if isinstance(raw, dict) else []
    if not isinstance(raw, dict) or len(named) != 1:
        lined.mistake(place, "an option is written as “key: Words that people see”, such as “agree: Agree”")
        return None
    label = raw[named[0]]
    if label is None or label == "" or isinstance(label, bool | list | dict):
        lined.mistake(place, f"“{named[0]}” needs words after it; put quotes around true, false and null")
        return None
    shape = {"key": named[0], "label": label, **{k: raw[k] for k in _OPTION_EXTRAS if k in raw}}
    return shape if built_of(lined, Option, shape, place) else None


def _conditions(lined: Lined, place: Place, raw: object) -> Iterator[Shape]:
    if isinstance(raw, list) and raw and all(isinstance(r, dict) and "question" in r for r in raw):
        yield from raw  # written out, as an edition keeps it
        return
    if not isinstance(raw, dict) or not raw:
        lined.mistake(place, "“show-if” names an earlier question and the answers that lead here")
        return
    for question, options in raw.items():
        yield {"question": question, "options": options if isinstance(options, list) else [options]}
