"""A design from the shape that survey files have, and back. What can't be made out is left empty."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from feedback.domain.design_keys import key_from, unlike
from feedback.domain.designs import START_WORDS, Asked, Choice, Condition, Design, Word
from feedback.domain.questions import Kind

YES_NO = (Choice("yes", "Yes"), Choice("no", "No"))
_KEY = r"[a-z0-9]+(-[a-z0-9]+)*"
_EXTRAS = ("alone", "to", "easy", "picture")
_PLAIN = ("hint", "easy", "picture", "skip")


def design_of(definition: Mapping[str, Any]) -> Design:
    """A design from a file's keys and values, or from those of an edition (`Survey.model_dump(by_alias)`)."""
    audience = _mapping(definition.get("audience"))
    easy = _mapping(definition.get("easy"))
    scales = {str(k): _choices(v) for k, v in _mapping(definition.get("scales")).items()}
    questions = tuple(_asked(q) for q in _dicts(definition.get("questions")))
    return Design(
        key=_said(definition.get("survey")),
        title=_said(definition.get("title")),
        audience=_said(audience.get("key")),
        many=_said(audience.get("many")),
        one=_said(audience.get("one")),
        framework=_said(definition.get("framework")),
        **{name: _said(definition.get(name.replace("_", "-"))) for name in START_WORDS},
        **{f"easy_{name}": _said(easy.get(name.replace("_", "-"))) for name in START_WORDS},
        words=tuple(_word(w) for w in _dicts(definition.get("words"))),
        scales=scales,
        questions=_each_once(questions),
        pooled=tuple(_dicts(definition.get("pooled"))),
    )


def _each_once(questions: Iterable[Asked]) -> tuple[Asked, ...]:
    """All of them, those that share a key with one before under a key of their own."""
    found: dict[str, Asked] = {}
    for question in questions:
        key = unlike(question.key, found)
        found[key] = replace(question, key=key)
    return tuple(found.values())


def with_scales(design: Design) -> Design:
    """The same with answers that several scale questions share made into one shared scale."""
    used: dict[tuple[Choice, ...], list[str]] = {}
    for question in design.questions:
        if question.kind is Kind.SCALE and question.options and not question.scale:
            used.setdefault(question.options, []).append(question.key)
    scales = dict(design.scales)
    of: dict[str, str] = {}
    for options, keys in used.items():
        if len(keys) > 1:
            name = options[0].key
            while name in scales:
                name += "-2"
            scales[name] = options
            of |= dict.fromkeys(keys, name)
    asked = (replace(q, scale=of[q.key], options=()) if q.key in of else q for q in design.questions)
    return replace(design, scales=scales, questions=tuple(asked))


def _asked(raw: Mapping[str, Any]) -> Asked:
    kind = _said(raw.get("kind"))
    options = raw.get("options")
    known = Kind(kind) if kind in set(Kind) else Kind.CHOOSE_ONE if options else Kind.COMMENT
    return Asked(
        key=_key(raw.get("key") or raw.get("ask"), "question"),
        ask=_said(raw.get("ask")),
        kind=known,
        scale=options if isinstance(options, str) else "",
        options=YES_NO if options is None and known is Kind.YES_NO else _choices(options),
        counts=_keys(raw.get("counts")),
        told_us=_said(raw.get("told-us")),
        tags=_keys(raw.get("tags")),
        easy_hint=_said(raw.get("easy-hint")),
        show_if=_conditions(raw.get("show-if")),
        breakdown=raw.get("breakdown") is True,
        page=_key(raw["page"], "page") if raw.get("page") else "",
        **{name: _said(raw.get(name)) for name in _PLAIN},
    )


def _choices(raw: object) -> tuple[Choice, ...]:
    return tuple(map(_choice, _dicts(raw)))


def _choice(raw: Mapping[str, Any]) -> Choice:
    if "key" in raw and "label" in raw:
        key, label = raw["key"], raw["label"]
    else:
        key, label = next(((k, v) for k, v in raw.items() if k not in _EXTRAS), ("", ""))
    return Choice(
        _key(key or label, "answer"),
        _said(label),
        raw.get("alone") is True,
        _limit(raw.get("to")),
        _said(raw.get("easy")),
        _said(raw.get("picture")),
    )


def _limit(to: object) -> float | str | None:
    """The last of a band: a whole number without a point, so that a page shows it as it was typed."""
    if isinstance(to, float) and to.is_integer():
        return int(to)
    return to if isinstance(to, int | float | str) and not isinstance(to, bool) else None


def _conditions(raw: object) -> tuple[Condition, ...]:
    if isinstance(raw, dict):
        return tuple(Condition(str(q), _keys(options)) for q, options in raw.items())
    return tuple(Condition(_said(c.get("question")), _keys(c.get("options"))) for c in _dicts(raw))


def _word(raw: Mapping[str, Any]) -> Word:
    return Word(_said(raw.get("term")), _said(raw.get("means")), _keys(raw.get("also")))


def _said(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _key(value: object, fallback: str) -> str:
    """A key as it stands in the file, if it can be one."""
    said = _said(value)
    return said if re.fullmatch(_KEY, said) and len(said) <= 60 else key_from(said, (), fallback)


def _keys(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list | tuple) else [] if value is None else [value]
    return tuple(said for v in listed if (said := _said(v)))


def _dicts(value: object) -> list[dict[str, Any]]:
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list | tuple) else []


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def definition_of(design: Design) -> dict[str, Any]:
    """The design in the shape of a survey file, without what is empty."""
    audience = {"key": design.audience, "many": design.many, "one": design.one}
    whole = {
        "survey": design.key,
        "title": design.title,
        "audience": _full(audience),
        "framework": design.framework,
        **{name.replace("_", "-"): getattr(design, name) for name in START_WORDS},
        "easy": _full({n.replace("_", "-"): getattr(design, f"easy_{n}") for n in START_WORDS}),
        "words": [_full({"term": w.term, "also": list(w.also), "means": w.means}) for w in design.words],
        "scales": {name: [_written(c) for c in choices] for name, choices in design.scales.items()},
        "questions": [_question_written(q) for q in design.questions],
        "pooled": [dict(p) for p in design.pooled],
    }
    return _full(whole)


def _question_written(question: Asked) -> dict[str, Any]:
    return _full(
        {
            "key": question.key,
            "ask": question.ask,
            "kind": question.kind.value,
            "hint": question.hint,
            "options": question.scale or [_written(c) for c in question.options],
            "counts": list(question.counts),
            "told-us": question.told_us,
            "tags": list(question.tags),
            "easy": question.easy,
            "easy-hint": question.easy_hint,
            "picture": question.picture,
            "skip": question.skip,
            "show-if": {c.question: list(c.options) for c in question.show_if},
            "breakdown": question.breakdown,
            "page": question.page,
        }
    )


def _written(choice: Choice) -> dict[str, Any]:
    # A file has no way to write a choice whose key is "easy"; it's spelt out, as in an edition.
    spelt_out = choice.key in (*_EXTRAS, "key", "label")
    named = {"key": choice.key, "label": choice.label} if spelt_out else {choice.key: choice.label}
    rest = {"alone": choice.alone, "easy": choice.easy, "picture": choice.picture}
    return {**named, **({} if choice.to is None else {"to": choice.to}), **_full(rest)}


def _full(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in values.items() if v}
