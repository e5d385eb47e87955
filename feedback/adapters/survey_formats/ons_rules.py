"""The rules of ONS schemas, old and new, to conditions. Knows nothing of questions."""

from collections.abc import Iterable
from typing import Any

from feedback.adapters.survey_formats.conditions import (
    CannotSay,
    Condition,
    Every,
    Is,
    Not,
    Some,
    Unsaid,
    both,
)
from feedback.adapters.survey_formats.opened import items, keyed, named

_DEEPEST, _MOST_PARTS = 20, 1_000
_SIMPLE = {"equals": "==", "not equals": "!=", "contains": "==", "contains any": "any-in", "set": "!= null"}
_SIMPLE |= {"not set": "== null", "not contains": "!=", "equals any": "any-in"}


def when_all(rules: Iterable[object]) -> Condition:
    """All of some rules at once, or why they can’t be said."""
    rules = list(rules)
    if _is_long(rules):
        return Unsaid("it is too long")
    try:
        return both(*(_rule(rule, 0) for rule in rules))
    except CannotSay as why:
        return Unsaid(str(why))


def _is_long(rules: list[object]) -> bool:
    """True of rules with more parts than anybody would write by hand."""
    left: list[object] = list(rules)
    for _ in range(_MOST_PARTS):
        if not left:
            return False
        one = left.pop()
        left += one if isinstance(one, list) else keyed(one).values()
        if len(left) > _MOST_PARTS:
            return True
    return True


def _rule(rule: object, depth: int) -> Condition:
    """A rule, new ({"==": [answer, value]}) or old (lists of id, condition and value). Raises CannotSay."""
    if depth > _DEEPEST:
        raise CannotSay("it is nested too deeply")
    if isinstance(rule, list):
        return Every(tuple(_rule(one, depth + 1) for one in rule))
    whole = keyed(rule)
    if "condition" in whole:
        return _old(whole)
    if len(whole) != 1:
        raise CannotSay("it is not a rule that is known")
    [(sign, parts)] = whole.items()
    if sign == "not":
        return Not(_rule(parts[0] if isinstance(parts, list) and len(parts) == 1 else parts, depth + 1))
    if sign in ("and", "or"):
        made = tuple(_rule(one, depth + 1) for one in items(parts))
        return Every(made) if sign == "and" else made[0] if len(made) == 1 else Some(made)
    return _compared(sign, items(parts))


def _old(rule: dict[str, Any]) -> Condition:
    sign = _SIMPLE.get(named(rule.get("condition")))
    if sign is None or "id" not in rule:
        raise CannotSay("it compares numbers, dates or what is known of someone")
    value = rule.get("values", rule.get("value"))
    answer = {"source": "answers", "identifier": rule["id"]}
    sign, value = (sign.split()[0], None) if sign.endswith("null") else (sign, value)
    return _compared(sign, [answer, value])


def _compared(sign: str, parts: list[Any]) -> Condition:
    answers = [keyed(p) for p in parts if keyed(p).get("source") == "answers"]
    if sign not in ("==", "!=", "in", "any-in") or len(parts) != 2 or len(answers) != 1:
        raise CannotSay("it compares numbers, dates or what is known of someone")
    name = named(answers[0].get("identifier"))
    value = next(p for p in parts if keyed(p) is not answers[0])
    if value is None:
        return Is(name, None) if sign == "!=" else Not(Is(name, None))
    found = Is(name, tuple(named(v) for v in (value if isinstance(value, list) else [value])))
    return Not(found) if sign == "!=" else found
